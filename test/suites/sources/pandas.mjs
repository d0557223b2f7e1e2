// The cases of pandas: its own tests of read_csv, which its wheel holds, are run with a reader that notes what it reads.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Skipped } from "../skipped.mjs";

const packages = ["pandas==3.1.1", "numpy==2.4.6", "pytest==9.2.0", "hypothesis==6.170.17"];
const fetched = fileURLToPath(new URL("../fetched/", import.meta.url));
const kept = `${fetched}pandas-3.1.1.json`;

export function pandas() {
  if (!existsSync(kept)) writeFileSync(kept, note());
  return JSON.parse(readFileSync(kept, "utf8")).cases.map(caseOf);
}

/** Installs pandas for itself alone and runs its tests; 40 seconds, once. */
function note() {
  const home = `${fetched}python`;
  mkdirSync(fetched, { recursive: true });
  try {
    execFileSync("python3", ["-m", "venv", home], { stdio: "ignore" });
    execFileSync(`${home}/bin/pip`, ["install", "--quiet", ...packages], { stdio: "ignore", timeout: 120_000 });
  } catch {
    rmSync(home, { recursive: true, force: true });
    throw new Skipped(`${packages[0]} could not be installed by python3 and pip`);
  }
  const script = fileURLToPath(new URL("pandas_cases.py", import.meta.url));
  return execFileSync(`${home}/bin/python`, [script], { encoding: "utf8", maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] });
}

const ours = new Set(["delimiter", "header", "comment", "escapechar", "skiprows", "decimal", "skip_blank_lines"]);

function caseOf({ text, options: asked, test, names, rows, error }) {
  const { delimiter = ",", header = "infer", comment, escapechar, skiprows, decimal } = asked;
  const missing = Object.keys(asked).filter((key) => !ours.has(key));
  const options = { header: header !== null, delimiter };
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter)) missing.push("delimiter");
  if (comment !== undefined) options.comment = comment;
  if (text.split("\n").some((line) => line.indexOf(comment) > 0)) missing.push("comment within a line");
  if (escapechar === "\\") options.escape = "\\";
  else if (escapechar !== undefined) missing.push("escapechar");
  if (Number.isInteger(skiprows) && skiprows >= 0) options.skip = skiprows;
  else if (skiprows !== undefined) missing.push("skiprows");
  if (header > 0 && comment === undefined && !/^\s*$/m.test(text.trimEnd())) options.skip = (options.skip ?? 0) + header;
  else if (header !== 0 && header !== null && header !== "infer") missing.push("header");
  if (decimal === ",") options.decimal = decimal;
  else if (decimal !== undefined) missing.push("decimal");
  const one = { name: test, text, options, missing };
  return error === undefined ? { ...one, rows, ...(header === null ? {} : { names }) } : { ...one, isFaulty: true };
}
