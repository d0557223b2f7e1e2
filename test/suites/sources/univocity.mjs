// The cases of uniVocity: its own tests, which its jar of tests holds, are run with a parser that notes what it begins to read.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Skipped } from "../skipped.mjs";

const fetched = fileURLToPath(new URL("../fetched/", import.meta.url));
const own = fileURLToPath(new URL("univocity/", import.meta.url));
const home = join(fetched, "univocity");
const kept = join(fetched, "univocity-2.9.1.json");

export function univocity() {
  if (!existsSync(kept)) writeFileSync(kept, note());
  return JSON.parse(readFileSync(kept, "utf8")).map(caseOf);
}

function note() {
  mkdirSync(home, { recursive: true });
  try {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${home}`];
    execFileSync("mvn", ["-q", "-B", "-f", join(own, "pom.xml"), ...goal], { stdio: "ignore", cwd: home, timeout: 120_000 });
    execFileSync("javac", ["-version"], { stdio: "ignore" });
  } catch {
    rmSync(home, { recursive: true, force: true });
    throw new Skipped("com.univocity:univocity-parsers:2.9.1 could not be fetched by mvn, or there is no javac");
  }
  const jars = readdirSync(home).filter((file) => file.endsWith(".jar") && !file.includes("-sources"));
  const path = [join(home, "noting"), ...jars.map((jar) => join(home, jar))].join(":");
  const source = "com/univocity/parsers/common/AbstractParser.java";
  execFileSync("jar", ["xf", "univocity-parsers-2.9.1-sources.jar", source], { cwd: home });
  const parser = readFileSync(join(home, source), "utf8");
  const begin = /(public final void beginParsing\(Reader reader\) \{)/;
  writeFileSync(join(home, source), parser.replace(begin, "$1\nreader = Noting.begin(settings, reader);"));
  const sources = [join(home, source), join(own, "Noting.java")];
  execFileSync("javac", ["-nowarn", "--release", "11", "-d", join(home, "noting"), "-cp", path, ...sources], { stdio: "ignore" });
  const tests = join(home, "univocity-parsers-2.9.1-tests.jar");
  const run = ["-cp", path, "com.univocity.parsers.common.Noting", tests, join(home, "output")];
  return execFileSync("java", run, { encoding: "utf8", maxBuffer: 1e9, cwd: home, stdio: ["ignore", "pipe", "ignore"] });
}

function caseOf({ text, delimiter, quote, quoteEscape, comment, lineEnd, header, keepsQuotes, keepsEscapes, names, rows, error }, at) {
  const options = { header, delimiter };
  const missing = [];
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter)) missing.push("delimiter");
  if (quote !== '"') missing.push("quote");
  if (quoteEscape === "\\") options.escape = "\\";
  else if (quoteEscape !== '"') missing.push("quoteEscape");
  if (!["", "\n", "\r\n", "\r"].includes(lineEnd)) missing.push("lineEnd");
  if (keepsQuotes || keepsEscapes) missing.push("keepsQuotes");
  if (text.split(/[\r\n]/).some((line) => line.startsWith(comment))) options.comment = comment;
  const one = { name: `reading ${at + 1}`, text, options, missing };
  return error === undefined ? { ...one, rows, ...(header ? { names } : {}) } : { ...one, isFaulty: true };
}
