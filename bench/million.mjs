// A million customers from CSV text to named segments: the time of each stage, and the peak of the process's memory.
//   npm run build && node bench/million.mjs
// The table is bench/bank.mjs's: 7 numbers and 9 categories, which are segmented, and an outcome, which is left out.
// ROWS=100000 node bench/million.mjs takes fewer.
import { clusterSegments, formatSegments, parseCsv, predict } from "audience-segmentation";
import { bankCsv } from "./bank.mjs";

const rows = Number(process.env.ROWS ?? 1_000_000);
const begun = performance.now();
const seconds = (ms) => `${(ms / 1000).toFixed(1).padStart(6)} s`;
const peak = () => `${(process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(6)} MB at most so far`;
const say = (what, ms) => console.log(`${what.padEnd(34)}${seconds(ms)}${peak()}`);

function timed(what, run) {
  const start = performance.now();
  const result = run();
  say(what, performance.now() - start);
  return result;
}

/** Adds up the time of each stage that is reported: a stage lasts until another reports. */
function createStages() {
  const spent = new Map();
  let now = "the rest";
  let since = performance.now();
  const turnTo = (stage) => {
    const at = performance.now();
    spent.set(now, (spent.get(now) ?? 0) + at - since);
    [now, since] = [stage, at];
  };
  return { spent, turnTo };
}

/** The table; the text is let go. */
function read() {
  const text = timed("make the text", () => bankCsv(rows));
  return timed(`parseCsv, ${(text.length / 1e6).toFixed(0)} MB`, () => parseCsv(text));
}

function segment(table, features) {
  const { spent, turnTo } = createStages();
  const result = timed("clusterSegments", () => {
    const segmentation = clusterSegments(table, { features, onProgress: ({ stage, done, total }) => turnTo(done === total ? `after ${stage}` : stage) });
    turnTo("the end");
    return segmentation;
  });
  for (const [stage, ms] of spent) console.log(`  ${stage.padEnd(32)}${seconds(ms)}`);
  return result;
}

const table = read();
const features = Object.keys(table).filter((name) => name !== "y");
const result = segment(table, features);
const labels = timed("predict", () => predict(result.model, table));
timed("formatSegments", () => formatSegments(result, "text"));
say("all", performance.now() - begun);

const isSame = labels.every((label, i) => label === result.labels[i]);
console.log(`\n${rows} rows, ${result.k} segments; predict gives ${isSame ? "the same labels" : "OTHER LABELS"}. ${result.choice.reason}\n`);
for (const { name, size, share } of result.segments) console.log(`${String(size).padStart(8)}  ${(100 * share).toFixed(1).padStart(4)}%  ${name}`);
