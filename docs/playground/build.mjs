// Builds the playground into site/playground, beside the pages that typedoc makes; so it comes after typedoc, which empties its folder.
// Everything the page needs is in four files that are loaded at once: the worker's source stands in the page's script as a text.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const out = resolve(root, "site/playground");
const common = { bundle: true, minify: true, format: "iife", target: "es2022", tsconfig: join(here, "tsconfig.json"), legalComments: "none", logLevel: "warning" };

// the library's own worker stands beside its module; the page gives another one
const logOverride = { "empty-import-meta": "silent" };
const worker = await build({ ...common, logOverride, entryPoints: [join(here, "src/table/worker.ts")], write: false });
const define = { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0].text) };

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({ ...common, define, entryPoints: [join(here, "src/page/main.ts")], outfile: join(out, "playground.js") });
await build({ ...common, entryPoints: [join(here, "style.css")], outfile: join(out, "style.css") });
copyFileSync(join(here, "index.html"), join(out, "index.html"));
const customers = readFileSync(join(root, "examples/customers.csv"), "utf8");
writeFileSync(join(out, "customers.js"), `globalThis.exampleCustomers = ${JSON.stringify(customers)};\n`);
