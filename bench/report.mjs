// How long the report takes, alone: npm run build && node --expose-gc bench/report.mjs [ROWS] [rows]
// The table has the columns of the published one, made by a seed; it is segmented first, and then reported on, with both questions. With the word `rows`
// it is given as an array of objects instead of as columns.
import { clusterSegments } from "audience-segmentation";
import { report } from "audience-segmentation/report";
import { createRandom } from "./shapes.mjs";

const rows = Number(process.argv[2] ?? 1_000_000);
const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

/** Two skewed numbers, of which the first has gaps, a region of three, a channel of eight. */
function customers(n) {
  const random = createRandom(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const pick = (shares) => {
    let rest = random();
    return Math.max(0, shares.findIndex((share) => (rest -= share) < 0));
  };
  const table = { minutes_watched: new Float64Array(n), CLV: new Float64Array(n), region: new Float64Array(n), channel: new Array(n) };
  const names = ["Google", "Facebook", "YouTube", "LinkedIn", "Twitter", "Instagram", "Friend", "Other"];
  for (let i = 0; i < n; i++) {
    table.minutes_watched[i] = random() < 0.03 ? NaN : Math.round(Math.exp(6 + 1.8 * normal()));
    table.region[i] = pick([0.356, 0.12, 0.524]);
    table.CLV[i] = Math.round(100 * Math.abs([140, 165, 95][table.region[i]] + 60 * normal())) / 100;
    table.channel[i] = names[pick([0.175, 0.08, 0.285, 0.17, 0.015, 0.075, 0.125, 0.075])];
  }
  return table;
}

const columns = customers(rows);
const names = Object.keys(columns);
const table = process.argv[3] === "rows" ? Array.from(columns.CLV, (_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]]))) : columns;
let since = performance.now();
const result = clusterSegments(table, {
  features: [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", { column: "region", type: "category", labels: { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" } }, "channel"],
  effort: "fast",
});
console.log(`${rows} rows, ${result.k} segments in ${seconds(since)} s`);

globalThis.gc?.();
const before = process.memoryUsage().rss; // the table, the result, and what clusterSegments left
const questions = [{ of: "channel", on: "minutes_watched" }, { of: "region", on: "channel" }];
for (const format of ["html", "markdown"]) {
  since = performance.now();
  const text = report(result, table, { format, questions });
  console.log(`${format}: ${(text.length / 1000).toFixed(0)} kB in ${seconds(since)} s`);
}
console.log(`memory: ${megabytes(before)} MB before, ${megabytes(process.memoryUsage().rss)} MB after, ${megabytes(process.resourceUsage().maxRSS * 1024)} MB at most, the segmentation included`);
