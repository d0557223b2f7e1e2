// The cases of Python's module csv: its own tests, which many installations have, are run with a reader that notes what it reads.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Skipped } from "../skipped.mjs";

export function cpython() {
  const script = fileURLToPath(new URL("cpython.py", import.meta.url));
  try {
    execFileSync("python3", ["-c", "from test import test_csv"], { stdio: "ignore" });
  } catch {
    throw new Skipped("python3 with its tests is not there (Debian: apt-get install python3 libpython3-testsuite)");
  }
  return JSON.parse(execFileSync("python3", [script], { encoding: "utf8" })).map(caseOf);
}

function caseOf({ text, dialect, rows, error }, at) {
  const options = { header: false, delimiter: dialect.delimiter };
  const missing = [];
  if (dialect.quotechar !== '"') missing.push("quotechar");
  if (dialect.escapechar === "\\") options.escape = "\\";
  else if (dialect.escapechar !== null) missing.push("escapechar");
  if (!dialect.doublequote && text.includes('""')) missing.push("doublequote");
  if (dialect.skipinitialspace) missing.push("skipinitialspace");
  if (dialect.quoting >= 2 && text.includes('"')) missing.push("quoting");
  const one = { name: `reading ${at + 1}`, text, options, missing };
  return error === undefined ? { ...one, rows } : { ...one, isFaulty: true };
}
