// Placing customers by a model, beside scikit-learn's predict and ml-kmeans' nearest: node bench/predict.mjs, printed and written to
// results/predict.md. Both rivals get numbers that are ready: reading and encoding is ours alone. MOST=100000 for smaller tables.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { clusterSegments, encode, parseCsv, predict } from "audience-segmentation";
import { machine, rowOf, withFile } from "./beside.mjs";
import { pythonOf } from "./rivals/rivals.mjs";
import { customersCsv } from "./shapes.mjs";

const most = Number(process.env.MOST ?? 1_000_000);
const lines = [];
const say = (line = "") => {
  console.log(line);
  lines.push(line);
};

/** The least time of some calls, in milliseconds. */
function least(times, run) {
  let best = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const theirs = `
import sys, time, json, numpy as np
from sklearn.cluster import KMeans
x = np.fromfile(sys.argv[1]).reshape(-1, int(sys.argv[2]))
m = KMeans(int(sys.argv[3]), n_init=1, random_state=42).fit(x[:20000])
def least(n, f):
    best = 1e9
    for _ in range(n):
        t = time.perf_counter(); f(); best = min(best, time.perf_counter() - t)
    return best * 1e3
print(json.dumps([least(5, lambda: m.predict(x)), least(300, lambda: m.predict(x[:1]))]))
`;

/** scikit-learn's predict of all rows and of one; undefined without a Python. */
function byScikitLearn({ data, cols }, k) {
  if (pythonOf() === undefined) return undefined;
  return withFile([Buffer.from(data.buffer, data.byteOffset, data.byteLength)], (path) =>
    JSON.parse(execFileSync(pythonOf().path, ["-c", theirs, path, String(cols), String(k)], { encoding: "utf8" })));
}

/** ml-kmeans' nearest of all rows, which it takes as arrays; undefined where it is not installed. */
async function byMlKmeans({ data, rows, cols }, k) {
  try {
    const { kmeans: mlKmeans } = await import(new URL("rivals/node_modules/ml-kmeans/lib/index.js", import.meta.url));
    const arrays = Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
    const result = mlKmeans(arrays.slice(0, 5000), k, { seed: 42 });
    return least(3, () => result.nearest(arrays));
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    return undefined;
  }
}

say("# Placing customers\n");
say(`${machine()}

Million customers a second (two numbers and two categories of 3 and 8 levels, eight segments), the least of five calls in a warm process.
Ours: \`predict\` of the table as it was read, which fills gaps, encodes and places. The rivals are given the encoded matrix of 13 columns,
or arrays of it. Made by bench/predict.mjs.
`);
say(rowOf(["customers", "ours, from the table", "scikit-learn, from a matrix", "ml-kmeans, from arrays"]));
say(rowOf(Array(4).fill("--:")));
const rate = (rows, ms) => (ms === undefined ? "" : (rows / ms / 1000).toFixed(2));
const features = [{ column: "minutes", missing: { fill: 0 } }, "value", "region", "channel"];
let one;
for (const rows of [10_000, 100_000, 1_000_000].filter((n) => n <= most)) {
  const table = parseCsv([...customersCsv(rows)].join(""));
  const result = clusterSegments(table, { features, k: 8, preset: "published", structure: false, effort: "fast" });
  for (let i = 0; i < 5; i++) predict(result.model, table);
  const ours = least(5, () => predict(result.model, table));
  const x = encode(result, table);
  const scikit = byScikitLearn(x, 8);
  say(rowOf([rows, rate(rows, ours), rate(rows, scikit?.[0]), rate(rows, await byMlKmeans(x, 8))]));
  const row = { minutes: 120, value: 99.5, region: "World", channel: "Google" };
  for (let i = 0; i < 3000; i++) predict(result.model, row);
  one = [1000 * least(3000, () => predict(result.model, row)), scikit && 1000 * scikit[1]];
}
say();
say(`One customer: ${one[0].toFixed(0)} µs as a row object${one[1] === undefined ? "" : `; scikit-learn ${one[1].toFixed(0)} µs as a row of the matrix`}.`);

const folder = new URL("results/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("predict.md", folder), `${lines.join("\n")}\n`);
