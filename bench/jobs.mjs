// One whole job, in a process of its own: node bench/jobs.mjs JOB FILE [SECONDS], which bench/beside.mjs starts beside rivals/jobs.py.
// Prints JSON: milliseconds of the first call and the least of those that follow within SECONDS, peak memory in MB after the first, and
// for one call alone (SECONDS 0) the milliseconds of each stage.
import { readFileSync } from "node:fs";
import { clusterSegments, parseCsv, predict } from "audience-segmentation";

const [job, file, seconds = "0"] = process.argv.slice(2);
const notebook = { preset: "published", structure: false };
const zeros = (column) => ({ column, missing: { fill: 0 } });
const published = { ...notebook, features: [zeros("minutes_watched"), "CLV", ...["region", "channel"].map((column) => ({ column, type: "category" }))] };

/** The options of each job. */
const jobs = {
  customers: { ...notebook, features: [zeros("minutes"), "value", "region", "channel"] },
  bank: {}, // the outcome y is left out by itself
  default: {},
  fast: { ...published, effort: "fast" },
  balanced: { ...published, effort: "balanced" },
};

const stages = {};
let [stage, since] = ["read", 0];
function turnTo(next) {
  const now = performance.now();
  stages[stage] = (stages[stage] ?? 0) + now - since;
  [stage, since] = [next, now];
}

function run() {
  since = performance.now();
  const table = parseCsv(readFileSync(file, "utf8"));
  turnTo("begin");
  const onProgress = seconds === "0" ? ({ stage: now, done, total }) => turnTo(done === total ? `after ${now}` : now) : undefined;
  const result = clusterSegments(table, { ...jobs[job], onProgress });
  turnTo("predict");
  const labels = predict(result.model, table);
  turnTo("read");
  if (!labels.every((label, i) => label === result.labels[i])) throw new Error("predict gives other labels");
  return result;
}

function timed() {
  const start = performance.now();
  const { k, inertia } = run();
  return { ms: performance.now() - start, k, inertia };
}

const first = timed();
const mb = process.resourceUsage().maxRSS / 1024;
const until = performance.now() + 1000 * Number(seconds);
let warm;
while (performance.now() < until) warm = Math.min(warm ?? Infinity, timed().ms);
console.log(JSON.stringify({ first: first.ms, warm, mb, k: first.k, inertia: first.inertia, stages: seconds === "0" ? stages : undefined }));
