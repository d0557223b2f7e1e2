// Writes the tables of README.md and docs/speed.md from results/: npm run bench does it last. With --check it writes nothing, and ends with
// 1 where a page has other figures.
import { readFileSync, writeFileSync } from "node:fs";
import { rowOf } from "./beside.mjs";

const pages = ["README.md", "docs/speed.md"];
const read = (name) => readFileSync(new URL(`results/${name}.md`, import.meta.url), "utf8");
const [whole, parts, calls, placing] = ["whole", "results", "default-call", "predict"].map(read);

/** The cells of each row below a heading, without the head of the table. */
function rowsBelow(text, heading) {
  const from = text.indexOf(heading);
  if (from < 0) throw new Error(`There is no ${heading} in bench/results.`);
  const [section] = text.slice(from + heading.length).split("\n#", 1);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) => line.slice(2, -2).split(" | ").map((cell) => cell.trim()));
}

const grouped = (cell) => cell.replace(/^\d{4,}/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
const tableOf = (head, rows) => [rowOf(head), rowOf(head.map((_, i) => (i === 0 ? "---" : "--:"))), ...rows.map(rowOf)].join("\n");
const machineOf = (text) => text.split("\n")[2].replace(/ The least.*/, "");

/** One row for each table and size, with the figures of the rivals that match side by side. */
function sideBySide(rows, ours, rival, theirs, matches) {
  const keyOf = ([table, n]) => `${table}, ${grouped(n)}`;
  const keys = [...new Set(rows.map(keyOf))];
  const found = matches.flatMap((match) => rows.map((row) => row[rival]).find((name) => match.test(name)) ?? []);
  const cell = (key, name) => grouped(rows.find((row) => keyOf(row) === key && row[rival] === name)?.[theirs] ?? "");
  const lines = keys.map((key) => [key, grouped(rows.find((row) => keyOf(row) === key)[ours]), ...found.map((name) => cell(key, name))]);
  return { lines, found };
}

function wholeJobs() {
  const pair = (ours, theirs) => (ours === "" ? "" : `${grouped(ours)} / ${grouped(theirs)}`);
  const rows = rowsBelow(whole, "# Whole jobs").map(([job, customers, a, b, , c, d, , e, f]) => [job, grouped(customers), pair(a, b), pair(c, d), pair(e, f)]);
  return `${machineOf(whole)}\n\n${tableOf(["job, ours / theirs", "customers", "first call, ms", "warm, ms", "peak memory, MB"], rows)}`;
}

function wardTrees() {
  const shapes = ["customers", "rfm", "noise"];
  const rows = rowsBelow(parts, "## Ward's tree").filter(([shape]) => shapes.includes(shape));
  const { lines, found } = sideBySide(rows.map((row) => row.map((cell) => cell.replace(/^not run.*/, ""))), 2, 3, 4, [/^fastcluster/, /^SciPy/, /^ml-hclust/]);
  const grown = rowsBelow(parts, "## Growth of").filter(([shape, n]) => shapes.includes(shape) && Number(n) >= 1_000_000);
  const large = grown.map(([shape, n, , ms]) => [`${shape}, ${grouped(n)}`, grouped(ms), ...found.map(() => "")]);
  return `${machineOf(parts)}\n\n${tableOf(["table, rows", "ours", ...found], [...lines, ...large])}`;
}

function csvReaders() {
  const { lines, found } = sideBySide(rowsBelow(parts, "## Reading CSV"), 4, 5, 7, [/^d3-dsv.*autoType/, /^papaparse/]);
  return tableOf(["table, rows", "`parseCsv`", ...found.map((name) => name.replace(/, (\w+)$/, ", `$1`"))], lines);
}

function kMeans() {
  const rows = rowsBelow(parts, "## k-means").map((row) => row.map((cell) => cell.replace(/^not run.*/, "")));
  const { lines, found } = sideBySide(rows, 2, 3, 4, [/^scikit-learn/, /^ml-kmeans/, /^skmeans/]);
  return tableOf(["table, rows", "ours", ...found], lines);
}

/** A table as it stands in the results, its numbers grouped. */
function tableBelow(text, heading, head) {
  return tableOf(head, rowsBelow(text, heading).map((row) => row.map(grouped)));
}

const defaultCalls = () => tableBelow(calls, "# How long", ["table", "rows x columns", "k", "by default, ms", "`structure: false`", '`preset: "published"`']);
const placings = () => tableBelow(placing, "# Placing", ["customers", "ours", "scikit-learn", "ml-kmeans"]);

/** The page with the tables in the places that are marked for them. */
function withTables(text) {
  return text.replace(/(<!-- bench: (\w+) -->\n\n)[^]*?(<!-- bench end -->)/g, (_, from, name, to) => `${from}${tables[name]()}\n\n${to}`);
}

const tables = { whole: wholeJobs, default: defaultCalls, ward: wardTrees, kmeans: kMeans, csv: csvReaders, predict: placings };
for (const name of pages) {
  const page = new URL(`../${name}`, import.meta.url);
  const was = readFileSync(page, "utf8");
  const is = withTables(was);
  if (!process.argv.includes("--check")) writeFileSync(page, is);
  else if (is !== was) {
    console.error(`The tables of ${name} are not those of bench/results: node bench/readme.mjs writes them.`);
    process.exitCode = 1;
  }
}
