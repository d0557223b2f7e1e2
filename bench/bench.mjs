// npm run bench: the parts, after the whole jobs of whole.mjs. Ratios against the rivals that are installed, and growth with the number
// of rows, printed and written to bench/results. MOST=1000000 goes further than the default of 100 000 rows.
import { mkdirSync, writeFileSync } from "node:fs";
import { elbow, kmeans, linkage } from "audience-segmentation";
import { machine, rowOf, shown } from "./beside.mjs";
import { chart } from "./chart.mjs";
import { benchCsv } from "./read-csv.mjs";
import { npmRivals, pythonRivals } from "./rivals/rivals.mjs";
import { shapes } from "./shapes.mjs";

const most = Math.min(1_000_000, Number(process.env.MOST ?? 100_000));
const lines = [];
const say = (line = "") => {
  console.log(line);
  lines.push(line);
};

/** The least of several runs, in milliseconds: a second's worth, at most ten, at least one. */
function time(run) {
  let best = Infinity;
  const until = performance.now() + 1000;
  for (let i = 0; i < 10 && (i === 0 || performance.now() < until); i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const row = (cells) => say(rowOf(cells));

/** A table of our time, each rival's, and how many times ours it is. */
function compare(title, names, sizes, ours, job, rivals) {
  say(`\n## ${title}\n`);
  row(["shape", "rows", "ours, ms", "rival", "rival, ms", "ratio"]);
  row(["---", "--:", "--:", "---", "--:", "--:"]);
  for (const name of names) {
    for (const n of sizes) {
      const x = shapes[name](n);
      const mine = time(() => ours(x));
      const others = Object.entries(pythonRivals(x, job));
      for (const rival of rivals) {
        if (n > rival.most) others.push([rival.name, undefined, `not run above ${rival.most} rows: ${rival.need}`]);
        else others.push([rival.name, time(() => rival.run(x, 8))]);
      }
      for (const [rival, ms, note] of others) row([name, n, shown(mine), rival, ms === undefined ? note : shown(ms), ms === undefined ? "" : (ms / mine).toFixed(1)]);
    }
  }
}

/** Time and growth of Ward's tree from 1 000 rows to the most. */
function grow() {
  say("\n## Growth of `linkage` with the rows\n");
  row(["shape", "rows", "engine", "ms", "exponent since the last"]);
  row(["---", "--:", "---", "--:", "--:"]);
  const series = {};
  for (const [name, make] of Object.entries(shapes)) {
    series[name] = [];
    for (let n = 1000; n <= (name === "noise" ? Math.min(most, 10_000) : most); n *= 10) {
      const x = make(n);
      let tree;
      const ms = time(() => (tree = linkage(x)));
      const [before, last] = series[name].at(-1) ?? [];
      row([name, n, tree.engine, shown(ms), last === undefined ? "" : (Math.log(ms / last) / Math.log(n / before)).toFixed(2)]);
      series[name].push([n, ms]);
    }
  }
  return series;
}

const rivals = await npmRivals();
say("# The parts\n");
say(`${machine()} The least of several runs; a ratio above 1: ours is faster.`);
compare("Ward's tree: `linkage(x)`", ["customers", "rfm", "blobs", "noise", "ties"], [1000, 5000], (x) => linkage(x), "ward", rivals.ward);
const oneStart = { init: "k-means++", nInit: 1, effort: "fast" };
compare("k-means, k = 8, one k-means++ start each", ["customers", "blobs"], [1000, 10_000, 100_000], (x) => kmeans(x, 8, oneStart), "kmeans", rivals.kmeans);
const series = grow();
await benchCsv(say, row);

say("\n## The elbow of 3 834 customers, k = 1 to 10\n");
row(["effort", "ms"]);
row(["---", "--:"]);
const customers = shapes.customers(3834);
for (const effort of ["fast", "balanced"]) row([effort, shown(time(() => elbow(customers, { effort })))]);

const results = new URL("results/", import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(new URL("results.md", results), `${lines.join("\n")}\n\n![Growth of linkage](growth.svg)\n`);
writeFileSync(new URL("growth.svg", results), chart("Ward's tree: time against rows", series));
console.log("\nWritten to bench/results.");
