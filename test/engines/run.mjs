// Runs stages.mjs in every engine that is here, and holds what comes out to hashes.json. Prints a table of engines, and a hash a stage.
// Those that are no browsers also run background.mjs, by the package as it is built (npm run build); browsers have test/browser.
//
// What is not here is said, with how to get it; what is here and fails, or differs, is a fault. When outputs are meant to change, run
//   UPDATE_ENGINES=1 npm test
// which writes hashes.json anew where all engines agree, and name the change in CHANGELOG.md.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const file = join(here, "hashes.json");
const isUpdate = process.env.UPDATE_ENGINES === "1";
const mostSeconds = 240; // of one engine, on a machine that does other things
const scratch = mkdtempSync(join(tmpdir(), "engines-"));

/** The stages as one file that hands over what it found as `told`. */
async function bundle(name, hand) {
  const contents = `
    import { run, unicodeOf } from "./stages.mjs";
    run().then((stages) => ({ stages, unicode: unicodeOf() }), (error) => ({ fault: String(error?.stack ?? error) })).then((told) => { ${hand} });`;
  const outfile = join(scratch, name);
  const stdin = { contents, resolveDir: here };
  await build({ stdin, outfile, bundle: true, format: "iife", target: "es2022", loader: { ".csv": "text" }, logLevel: "warning" });
  return outfile;
}

const script = await bundle("stages.js", "console.log(JSON.stringify(told));");
const page = await bundle("page.js", 'fetch("/told", { method: "POST", body: JSON.stringify({ ...told, agent: navigator.userAgent }) });');

/** What a command prints, or why it does not. */
function outputOf([command, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: scratch, stdio: ["ignore", "pipe", "pipe"], timeout: 1000 * mostSeconds, killSignal: "SIGKILL" });
    const said = { out: "", error: "" };
    child.stdout.on("data", (piece) => (said.out += piece));
    child.stderr.on("data", (piece) => (said.error += piece));
    child.on("error", (error) => resolve({ fault: error.message }));
    child.on("close", (code, signal) => resolve(code === 0 ? said : { fault: `ended with ${signal ?? code}: ${said.error.trim().slice(0, 2000)}` }));
  });
}

const root = join(here, "..", "..");
const background = join(scratch, "background.mjs");
const customers = join(root, "examples", "customers.csv");

/** A project that has the package installed as it is built. */
function installPackage() {
  copyFileSync(join(here, "background.mjs"), background);
  writeFileSync(join(scratch, "package.json"), JSON.stringify({ type: "module", dependencies: { "audience-segmentation": "*" } }));
  mkdirSync(join(scratch, "node_modules"));
  symlinkSync(root, join(scratch, "node_modules", "audience-segmentation"));
}
installPackage();

/** Runs the stages, and a call in a thread; `wordsOfThread` where the command needs others for it, null for no call. */
async function runScript(command, words, wordsOfThread = words) {
  const version = await outputOf([command, "--version"]);
  if (version.fault !== undefined) return version;
  const said = await outputOf([command, ...words, script]);
  if (said.fault !== undefined) return said;
  const told = { ...JSON.parse(said.out), version: /\d+(?:\.\d+)+/.exec(version.out)?.[0] };
  if (wordsOfThread === null) return told;
  const inThread = await outputOf([command, ...wordsOfThread, background, customers]);
  return { ...told, inThread: inThread.fault ?? Object.entries(JSON.parse(inThread.out)).filter(([, holds]) => !holds).map(([what]) => what).join(", ") };
}

/** Opens a page in a browser, which posts what it found to a server of this process. */
async function runPage(command, wordsFor) {
  const folder = mkdtempSync(join(scratch, "profile-"));
  let hear;
  const told = new Promise((resolve) => (hear = resolve));
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      let body = "";
      request.on("data", (piece) => (body += piece)).on("end", () => {
        response.end();
        hear(JSON.parse(body));
      });
    } else if (request.url === "/page.js") response.setHeader("content-type", "text/javascript").end(readFileSync(page));
    else if (request.url === "/") response.setHeader("content-type", "text/html").end('<!doctype html><meta charset="utf-8"><title>stages</title><script src="/page.js"></script>');
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = spawn(command, [...wordsFor(folder), `http://127.0.0.1:${server.address().port}/`], { detached: true, stdio: "ignore", env: { ...process.env, HOME: folder } });
  const ended = new Promise((resolve) => browser.on("close", resolve));
  browser.on("error", ({ message }) => hear({ fault: message }));
  browser.on("close", (code) => hear({ fault: `the browser ended with ${code} before it told anything` }));
  const timer = setTimeout(() => hear({ fault: `told nothing in ${mostSeconds} s` }), 1000 * mostSeconds);
  const { agent = "", ...found } = await told;
  clearTimeout(timer);
  server.close();
  server.closeAllConnections();
  if (browser.pid !== undefined) {
    try {
      process.kill(-browser.pid, "SIGKILL"); // it and its children
    } catch {
      // they have ended
    }
    await ended;
  }
  return { ...found, version: /(?:Firefox|Chrome)\/([\d.]+)/.exec(agent)?.[1] };
}

const headlessChromium = (folder) => ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${folder}`];
const headlessFirefox = (folder) => ["--headless", "--no-remote", "--profile", folder];
const packed = (...paths) => paths.map((path) => join(here, "node_modules", path));
const ofPackage = "npm ci did not install its package, which is for Linux on x64";

/** The engines: where each may be, how it runs the stages, and what to say where it is not here. */
const engines = [
  { name: "Node, this one", at: [process.execPath], run: (path) => runScript(path, []) },
  { name: "Node, this one, --jitless", at: [process.execPath], run: (path) => runScript(path, ["--jitless", "--no-warnings"], null) },
  ...["20.0", "22", "24", "newest"].map((version) => ({ name: `Node ${version}`, at: packed(`node-${version}/bin/node`), run: (path) => runScript(path, []), else: ofPackage })),
  { name: "Bun", at: packed("@oven/bun-linux-x64/bin/bun", "bun/bin/bun.exe"), run: (path) => runScript(path, []), else: "npm ci did not install its package bun" },
  { name: "Deno", at: packed("@deno/linux-x64-glibc/deno", "deno/deno"), run: (path) => runScript(path, ["run", "--no-config"], ["run", "--allow-read", "--allow-env"]), else: "npm ci did not install its package deno" },
  { name: "Chromium", at: [process.env.CHROMIUM ?? "/usr/bin/chromium"], run: (path) => runPage(path, headlessChromium), else: "apt-get install chromium, or its path in CHROMIUM" },
  { name: "Firefox", at: [process.env.FIREFOX ?? "/usr/bin/firefox-esr"], run: (path) => runPage(path, headlessFirefox), else: "apt-get install firefox-esr, or its path in FIREFOX" },
];

/** The parts, as `stage/table`, of which the hashes are not those expected. */
function differences(stages, expected) {
  const names = Object.entries({ ...expected, ...stages }).flatMap(([stage, byTable]) => Object.keys(byTable).map((table) => [stage, table]));
  return names.filter(([stage, table]) => stages[stage]?.[table] !== expected[stage]?.[table]).map((name) => name.join("/"));
}

/** One hash of several. */
function joined(hashes) {
  let [a, b] = [0, 0];
  for (const hash of hashes) [a, b] = [Math.imul(a, 31) + parseInt(hash.slice(0, 8), 16), Math.imul(b, 37) + parseInt(hash.slice(8), 16)];
  return [a, b].map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}

const byStage = (stages) => Object.entries(stages).map(([stage, byTable]) => [stage, joined(Object.values(byTable))]);
const table = (rows) => {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  return rows.map((row) => row.map((cell, c) => cell.padEnd(widths[c])).join("  ").trimEnd()).join("\n");
};

const found = [];
for (const engine of engines) {
  const path = engine.at.find((candidate) => existsSync(candidate));
  const start = performance.now();
  const told = path === undefined ? undefined : await engine.run(path);
  found.push({ ...engine, told, seconds: (performance.now() - start) / 1000 });
  console.log(`${engine.name}: ${told === undefined ? "not here" : told.fault ?? "ran"}`);
}
rmSync(scratch, { recursive: true, force: true });

const ran = found.filter(({ told }) => told?.stages !== undefined);
const expected = isUpdate || !existsSync(file) ? ran[0]?.told.stages ?? {} : JSON.parse(readFileSync(file, "utf8"));
const faults = found.flatMap(({ name, told }) => {
  if (told === undefined) return [];
  if (told.fault !== undefined) return [`${name}: ${told.fault}`];
  const differing = differences(told.stages, expected).map((part) => `${name}: ${part} differs`);
  return told.inThread ? [...differing, `${name}, in a thread: ${told.inThread} does not hold`] : differing;
});

console.log(`\n${table([
  ["engine", "version", "Unicode", "seconds", "hash of all", "", "in a thread"],
  ...found.map(({ name, told, seconds, else: how }) => {
    if (told?.stages === undefined) return [name, told?.version ?? "", "", "", "", told === undefined ? `NOT HERE: ${how}` : "FAILED", ""];
    const differing = differences(told.stages, expected).length;
    return [name, told.version ?? "", told.unicode, seconds.toFixed(1), joined(byStage(told.stages).map(([, hash]) => hash)), differing === 0 ? "as recorded" : `${differing} parts differ`, { undefined: "", "": "the same" }[told.inThread] ?? "FAILED"];
  }),
])}\n\n${table(byStage(expected))}\n`);

if (isUpdate && faults.length === 0) {
  writeFileSync(file, `${JSON.stringify(expected, undefined, 2)}\n`);
  console.log("hashes.json is written anew; say in CHANGELOG.md what changed.");
} else if (!existsSync(file)) faults.push("there is no hashes.json: UPDATE_ENGINES=1 npm test writes it");
for (const fault of faults) console.error(fault);
console.log(`${ran.length} of ${engines.length} engines ran, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
