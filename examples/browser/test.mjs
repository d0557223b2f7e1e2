// The page, used as a person would: a file is chosen, a broken one, one that takes longer and is cancelled. Run after a build of the package.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) {
  console.log("skipped: there is no Chromium here (apt-get install chromium)");
  process.exit(0);
}

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const customers = readFileSync(new URL("../customers.csv", import.meta.url), "utf8");
const many = `a,b\n${Array.from({ length: 300_000 }, (_, i) => `${(i * 7919) % 1009},${(i * 104729) % 997}`).join("\n")}\n`;

const server = spawn(process.execPath, [new URL("serve.mjs", import.meta.url).pathname], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
const [said] = await once(server.stdout, "data");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const tab = await browser.newPage();
  const faults = [];
  tab.on("pageerror", (error) => faults.push(error.message));
  await tab.goto(/http:\S+/.exec(String(said))[0]);
  const choose = (file) => tab.setInputFiles("input", file);
  const says = async (pattern) => {
    await tab.waitForFunction((source) => new RegExp(source).test(document.querySelector("[role=status]").textContent), pattern.source, { timeout: 120_000 });
    return tab.textContent("[role=status]");
  };

  await choose(csv("customers.csv", customers));
  console.log(await says(/^\d+ segments\./));
  assert.ok((await tab.locator("ol li").count()) >= 2);
  const report = await tab.evaluate(async () => (await fetch(document.querySelector("a").href)).text());
  assert.match(report, /^<!doctype html>/i);

  await choose(csv("broken.csv", "age,plan\n23,free\n61\n"));
  console.log(await says(/line 3/));
  assert.equal(await tab.locator("ol li").count(), 0);

  await choose(csv("many.csv", many));
  await tab.click("#stop", { timeout: 120_000 });
  console.log(await says(/^Cancelled\.$/));
  assert.deepEqual(faults, []);
} finally {
  await browser.close();
  server.kill();
}
console.log("1 passed, 0 failed");
