// Segments customers in the background of a page, built with esbuild and with Vite: nothing of it may be felt, it can be cancelled, and it
// gives what the call in the page gives. Run after a build of the package. COUNT=200000 by default.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) {
  console.log("skipped: there is no Chromium here (apt-get install chromium)");
  process.exit(0);
}

const root = resolve(import.meta.dirname, "../..");
const ofRoot = createRequire(join(root, "package.json"));
const count = Number(process.env.COUNT ?? 200_000);
const page = '<!doctype html><meta charset="utf-8"><title>Workers</title><progress max="1"></progress><script type="module" src="./page.js"></script>';
const kinds = { ".html": "text/html", ".js": "text/javascript" };

const place = mkdtempSync(join(tmpdir(), "pages-"));
mkdirSync(join(place, "node_modules"));
symlinkSync(root, join(place, "node_modules/audience-segmentation"), "junction");
copyFileSync(join(import.meta.dirname, "workers-page.js"), join(place, "page.js"));
writeFileSync(join(place, "index.html"), page);

/** A page and, beside it, its worker: esbuild leaves `new URL("./worker.js", import.meta.url)` as it is. */
async function buildWithEsbuild() {
  const outdir = join(place, "esbuild");
  const entryPoints = { page: join(place, "page.js"), worker: "audience-segmentation/worker" };
  await ofRoot("esbuild").build({ entryPoints, outdir, bundle: true, format: "esm", minify: true, absWorkingDir: place, logLevel: "error" });
  writeFileSync(join(outdir, "index.html"), page);
  return outdir;
}

/** Vite finds the worker by itself. */
async function buildWithVite() {
  const { build } = await import(ofRoot.resolve("vite"));
  const outDir = join(place, "vite");
  await build({ root: place, base: "./", logLevel: "warn", build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** Serves a folder on this machine, with the headers given. */
async function serve(folder, headers = {}) {
  const server = createServer(({ url }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    try {
      const file = join(folder, path === "/" ? "index.html" : path);
      const text = readFileSync(file);
      response.writeHead(200, { "content-type": kinds[extname(file)] ?? "text/plain", ...headers }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Opens a folder's page and asks it something. */
async function ask(folder, question, headers) {
  const { url, close } = await serve(folder, headers);
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => console.error(`the page: ${error.message}`));
  await tab.goto(url);
  await tab.waitForFunction(() => typeof globalThis.failure === "function");
  const answer = await question(tab);
  await tab.close();
  close();
  return answer;
}

let passed = 0;
function check(what, holds, figures) {
  console.log(`${holds ? "ok" : "NOT OK"}: ${what}${figures === undefined ? "" : ` (${figures})`}`);
  if (holds) passed++;
  else process.exitCode = 1;
}

try {
  for (const [name, build] of [["esbuild", buildWithEsbuild], ["Vite", buildWithVite]]) {
    const folder = await build();
    let found;
    for (let tries = 0; tries < 3; tries++) { // what else the machine does may only add to what is felt
      found = await ask(folder, (tab) => tab.evaluate((rows) => globalThis.segmentInBackground(rows), count));
      if (found.tasks.length === 0 && found.gaps.most < 100) break;
    }
    const { idle, tasks, gaps, late } = found;
    check(`${name}: ${count} customers in the background give what the call in the page gives`, found.isSame, `${found.took} ms`);
    check(`${name}: the page has no long task`, tasks.length === 0, `${tasks.length} of ${tasks.join(", ") || 0} ms, ${idle.tasks.length} when idle`);
    check(`${name}: frames come as in the same page idle`, gaps.median < idle.gaps.median + 4 && gaps.most < 100, `median ${gaps.median} ms, longest ${gaps.most} of ${gaps.frames}; idle ${idle.gaps.median} and ${idle.gaps.most}`);
    check(`${name}: progress is painted, and ends at 1`, found.shown > 20 && found.last === 1, `${found.events} events, ${found.shown} painted`);
    check(`${name}: a cancelled call ends within 100 ms`, late.every((time) => time < 100), `${late.join(", ")} ms`);
    if (name !== "esbuild") continue;

    const forbidden = { "content-security-policy": "worker-src 'none'" };
    const said = await ask(folder, (tab) => tab.evaluate(() => globalThis.failure()), forbidden);
    check("a policy that forbids workers is told", said.startsWith("WorkerError") && said.includes("`worker`"), said);
    rmSync(join(folder, "worker.js"));
    const missing = await ask(folder, (tab) => tab.evaluate(() => globalThis.failure()));
    check("a worker that is not there is told", missing.startsWith("WorkerError") && missing.includes("`worker`"), missing);
    await buildWithEsbuild();
    const own = await ask(folder, (tab) => tab.evaluate(() => globalThis.ownWorker()), { "content-security-policy": "script-src 'self'; worker-src 'self'" });
    check("a worker of the page's own serves under a strict policy", own === "k = 2", own);
  }
} finally {
  await browser.close();
  rmSync(place, { recursive: true, force: true });
}
assert.equal(process.exitCode ?? 0, 0);
console.log(`${passed} passed, 0 failed`);
