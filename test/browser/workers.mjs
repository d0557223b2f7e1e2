// Segments customers in the background of a page in Chromium and in Firefox (WebDriver BiDi), built with esbuild, Vite and webpack: nothing
// of it may be felt, it can be cancelled, and it gives what the call in the page gives. Run after a build. COUNT=200000 by default.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { launch } from "puppeteer-core";
import webpack from "webpack";

const first = (...paths) => paths.find((path) => path !== undefined && existsSync(path));
const browsers = [
  { browser: "chrome", executablePath: first(process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"), args: ["--no-sandbox"] },
  { browser: "firefox", executablePath: first(process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox") },
];

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

/** So does webpack. */
async function buildWithWebpack() {
  const path = join(place, "webpack");
  const config = { mode: "production", context: place, entry: "./page.js", output: { path, filename: "page.js", publicPath: "auto" }, performance: { hints: false } };
  const stats = await promisify(webpack)({ ...config, experiments: { outputModule: true } });
  assert(!stats.hasErrors(), stats.toString("errors-only"));
  writeFileSync(join(path, "index.html"), page);
  return path;
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

/** Opens a folder's page and asks it something. */
async function ask(browser, folder, question, headers) {
  const { url, close } = await serve(folder, headers);
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => console.error(`the page: ${error.message}`));
  await tab.goto(url);
  await tab.waitForFunction(() => typeof globalThis.failure === "function");
  const answer = await tab.evaluate(question, count);
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

/** A call in the background of a page: what is felt of it, and what it gives. */
async function checkBackground(browser, name, folder) {
  let found;
  for (let tries = 0; tries < 3; tries++) { // what else the machine does may only add to what is felt
    found = await ask(browser, folder, (rows) => globalThis.segmentInBackground(rows));
    if (!found.tasks?.length && found.gaps.most < 100) break;
  }
  const { idle, tasks, gaps, late } = found;
  check(`${name}: ${count} customers in the background give what the call in the page gives`, found.isSame, `${found.took} ms`);
  if (tasks === undefined) console.log(`${name}: this browser does not tell long tasks`);
  else check(`${name}: the page has no long task`, tasks.length === 0, `${tasks.length} of ${tasks.join(", ") || 0} ms, ${idle.tasks.length} when idle`);
  check(`${name}: frames come as in the same page idle`, gaps.median < idle.gaps.median + 4 && gaps.most < 100, `median ${gaps.median} ms, longest ${gaps.most} of ${gaps.frames}; idle ${idle.gaps.median} and ${idle.gaps.most}`);
  check(`${name}: progress is painted, and ends at 1`, found.shown > 20 && found.last === 1, `${found.events} events, ${found.shown} painted`);
  check(`${name}: a cancelled call ends within 100 ms`, late.every((time) => time < 100), `${late.join(", ")} ms`);
}

/** A worker that a page may not have, has not, or makes by itself. */
async function checkPolicies(browser, name, folder) {
  const failure = () => globalThis.failure();
  const said = await ask(browser, folder, failure, { "content-security-policy": "worker-src 'none'" });
  check(`${name}: a policy that forbids workers is told`, said.startsWith("WorkerError") && said.includes("`worker`"), said);
  const own = await ask(browser, folder, () => globalThis.ownWorker(), { "content-security-policy": "script-src 'self'; worker-src 'self'" });
  check(`${name}: a worker of the page's own serves under a strict policy`, own === "k = 2", own);
  renameSync(join(folder, "worker.js"), join(folder, "away.js"));
  const missing = await ask(browser, folder, failure);
  check(`${name}: a worker that is not there is told`, missing.startsWith("WorkerError") && missing.includes("`worker`"), missing);
  renameSync(join(folder, "away.js"), join(folder, "worker.js"));
}

try {
  const built = { esbuild: await buildWithEsbuild(), Vite: await buildWithVite(), webpack: await buildWithWebpack() };
  for (const how of browsers) {
    if (how.executablePath === undefined) {
      console.log(`skipped: there is no ${how.browser} here (Debian's packages: chromium, firefox-esr)`);
      continue;
    }
    const browser = await launch({ ...how, headless: true });
    try {
      for (const [bundler, folder] of Object.entries(built)) await checkBackground(browser, `${how.browser}, ${bundler}`, folder);
      await checkPolicies(browser, `${how.browser}, esbuild`, built.esbuild);
    } finally {
      await browser.close();
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
assert.equal(process.exitCode ?? 0, 0);
console.log(`${passed} passed, 0 failed`);
