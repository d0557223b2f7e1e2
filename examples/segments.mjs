// Segments the bundled customers, or the CSV named on the command line:
//   npm run example
//   npm run example -- FILE.csv
import { readFileSync } from "node:fs";
import { clusterSegments, correlate, describe, InputError, parseCsv, structure } from "audience-segmentation";
import { writePage } from "./page.mjs";
import { wrap } from "./print.mjs";
import { questionsFor, showQuestions } from "./questions.mjs";
import { showChoice, showCorrelations, showDescription, showElbow, showSegments, showWarnings } from "./show.mjs";

const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };

// the features of the published analysis: region counts twice, as a number and as a category
const published = [
  { column: "minutes_watched", missing: { fill: 0 } }, // missing: bought, never watched
  "CLV",
  { column: "region", kind: "numeric" },
  { column: "region", kind: "categorical", labels: regions },
  { column: "channel", kind: "categorical", labels: channels },
];

const problems = { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it may not be read" };

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const problem = problems[error.code];
    if (problem === undefined) throw error;
    throw new InputError("unreadable-file", "example", `${file} must be a CSV file, but ${problem}.`);
  }
}

/** The published features where the table has their columns, else every column but the identifiers, gaps filled. */
function featuresFor({ columns }) {
  const names = columns.map(({ column }) => column);
  if (["minutes_watched", "CLV", "region", "channel"].every((name) => names.includes(name))) return { features: published, notes: [] };

  const kept = columns.filter(({ idLike, count }) => idLike === undefined && count > 0);
  if (kept.length === 0) {
    throw new InputError("no-features", "example", "the table must have a column that is not empty and does not look like an identifier. Got none.");
  }
  const leftOut = columns.filter((column) => !kept.includes(column));
  const notes = leftOut.map(({ column, idLike }) => `Column ${column} was left out: ${idLike ?? "it is empty"}.`);
  const gaps = kept.filter(({ missing }) => missing > 0).map(({ column }) => column);
  if (gaps.length > 0) notes.push(`Missing numbers were filled with the median, missing categories made one of their own: ${gaps.join(", ")}.`);
  return { features: kept.map(({ column, kind }) => ({ column, missing: kind === "numeric" ? "median" : "category" })), notes };
}

function main(file) {
  const table = parseCsv(read(file));
  const description = describe(table);
  const { features, notes } = featuresFor(description);
  console.log(wrap(features === published ? "The features of the published analysis." : "Every column that can be used, with the default options."));
  showDescription(description);
  showCorrelations(correlate(table));
  showQuestions(table, regions, channels);
  const result = clusterSegments(table, { features, structure });
  showChoice(result);
  showElbow(result);
  showSegments(result);
  showWarnings([...notes, ...result.warnings]);
  writePage(result, table, questionsFor(table));
}

try {
  main(process.argv[2] ?? new URL("customers.csv", import.meta.url));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
