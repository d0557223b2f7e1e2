// Segments the bundled customers, or the CSV named on the command line:
//   npm run example
//   npm run example -- FILE.csv
import { readFileSync } from "node:fs";
import { clusterSegments, correlate, describe, InputError, parseCsv } from "audience-segmentation";
import { writePage } from "./page.mjs";
import { wrap } from "./print.mjs";
import { questionsFor, showQuestions } from "./questions.mjs";
import { showChoice, showCorrelations, showDescription, showElbow, showOwn, showSegments, showWarnings } from "./show.mjs";

const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };

// the features of the published analysis: region counts twice, as a number and as a category
const published = [
  { column: "minutes_watched", missing: { fill: 0 } }, // missing: bought, never watched
  "CLV",
  { column: "region", type: "number" },
  { column: "region", type: "category", labels: regions },
  { column: "channel", type: "category", labels: channels },
];

const problems = { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it may not be read" };

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const problem = problems[error.code];
    if (problem === undefined) throw error;
    throw new InputError("unreadable-file", "example", "the file must be a CSV", `${file}, but ${problem}`);
  }
}

const hasPublished = (table) => ["minutes_watched", "CLV", "region", "channel"].every((name) => table[name] !== undefined);

function main(file) {
  const table = parseCsv(read(file));
  const isPublished = hasPublished(table);
  const description = describe(table);
  console.log(wrap(isPublished ? "First the published analysis, then what the library does by itself." : "Every column that can be used, with the default options."));
  showDescription(description);
  showCorrelations(correlate(table, isPublished ? { columns: { region: "number", channel: "number" } } : {}), Object.keys(table));
  showQuestions(table, regions, channels);
  const result = clusterSegments(table, isPublished ? { preset: "published", features: published } : {});
  showChoice(result);
  showElbow(result);
  showSegments(result);
  showWarnings(result.warnings);
  if (isPublished) showOwn(clusterSegments(table, { columns: published.slice(3).reduce((all, { column, ...spec }) => ({ ...all, [column]: spec }), {}) }), result);
  writePage(result, table, questionsFor(table));
}

try {
  main(process.argv[2] ?? new URL("customers.csv", import.meta.url));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
