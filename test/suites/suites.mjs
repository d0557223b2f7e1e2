// Reads the cases of other projects' suites with the library, after npm run build in the project's root; exit 1 where one is read wrong.
// SUITES_LIBRARY names another build, SUITES=dsv,pandas some of the suites, SHOW=wrong,refused what is shown one by one; UPDATE_SUITES=1
// renews RESULTS.md.
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { classify } from "./compare.mjs";
import { tableOf } from "./results.mjs";
import { Skipped } from "./skipped.mjs";
import { suites } from "./sources/index.mjs";

const build = process.env.SUITES_LIBRARY ?? fileURLToPath(new URL("../../dist/index.js", import.meta.url));
const library = await import(pathToFileURL(resolve(build)));
const asked = process.env.SUITES?.split(",");
const shown = (process.env.SHOW ?? "wrong,crash").split(",");
const delimiters = [",", ";", "\t", "|"];

/** The same text as most people read it: with no option, its first row being the header. */
function withoutOptions({ text, options, missing = [], names, rows, ...rest }) {
  const { header, delimiter = ",", ...others } = options;
  if (missing.length > 0 || Object.keys(others).length > 0 || !delimiters.includes(delimiter) || rows === undefined) return [];
  const [first, ...below] = names === undefined ? rows : [names, ...rows];
  if (below.length === 0 || (first.length < 2 && /[,;\t|]/.test(text))) return []; // no rows, or a delimiter that the suite overlooks
  return [{ ...rest, text, options: {}, names: first, rows: below }];
}

async function run(suite, options, cases) {
  const found = [];
  for (const one of cases) {
    const { kind, rules = [], detail = "" } = await classify(library, one);
    found.push({ kind, rules });
    const said = `${kind}: ${suite}, ${one.name}: ${JSON.stringify(one.text.slice(0, 200))} ${JSON.stringify(one.options)}`;
    if (shown.includes(kind)) console.log(`${said}\n  ${detail}`);
  }
  return { suite, options, found };
}

const runs = [];
for (const { name, from, least, load } of suites) {
  if (asked !== undefined && !asked.includes(name)) continue;
  try {
    const cases = await load();
    if (cases.length < least) throw new Error(`${name}: ${cases.length} cases, of ${least} or more`);
    runs.push(await run(`${name} (${from})`, "its own", cases), await run(`${name} (${from})`, "none", cases.flatMap(withoutOptions)));
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    console.log(`skipped: ${name}: ${error.message}`);
  }
}

const results = tableOf(runs);
console.log(`\n${results}`);
if (process.env.UPDATE_SUITES === "1") writeFileSync(new URL("RESULTS.md", import.meta.url), results);
if (runs.some(({ found }) => found.some(({ kind }) => kind === "wrong" || kind === "crash"))) process.exitCode = 1;
