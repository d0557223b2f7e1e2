// How often k-means finds the best partition known, on tables drawn here: `node bench/search.mjs [cases]` prints a line an effort.
// The best known is the least of 300 k-means++ starts and of what any effort found. Uses dist/: build first.
import { kmeans, matrix, standardize } from "../dist/index.js";
import { createRandom } from "./shapes.mjs";

const cases = Number(process.argv[2] ?? 100);
const efforts = ["fast", "balanced", "thorough"];

/** A table of one of six kinds: groups that overlap, groups of far different size, noise, heavy tails, categories, a grid of scores. */
function drawTable(seed) {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const kind = ["groups", "uneven", "noise", "tails", "mixed", "scores"][seed % 6];
  const rows = 150 + Math.floor(random() * random() * 5000);
  const cols = 2 + Math.floor(random() * 9);
  const groups = 2 + Math.floor(random() * 12);
  const centres = Array.from({ length: groups }, () => Array.from({ length: cols }, () => 2.5 * normal()));
  const levels = 2 + Math.floor(random() * 6);
  const isMixed = kind === "mixed";
  const width = cols + (isMixed ? levels : 0);
  const data = new Float64Array(rows * width);
  for (let i = 0, at = 0; i < rows; i++) {
    const group = kind === "uneven" ? Math.floor(groups * random() ** 3) : Math.floor(groups * random());
    for (let j = 0; j < cols; j++) {
      const value = kind === "noise" ? random() : kind === "tails" ? Math.exp(1.2 * normal()) : centres[group][j] + normal();
      data[at++] = kind === "scores" ? Math.max(1, Math.min(5, Math.round(3 + value / 2))) : value;
    }
    const level = random() < 0.6 ? group % levels : Math.floor(levels * random());
    for (let l = 0; isMixed && l < levels; l++) data[at++] = l === level ? 1 : 0;
  }
  return { kind, x: standardize(matrix(data, rows, width)).matrix, k: 2 + Math.floor(random() * 11) };
}

const found = efforts.map(() => ({ reached: 0, worst: 1, ms: 0 }));
for (let seed = 1; seed <= cases; seed++) {
  const { x, k } = drawTable(seed);
  const inertias = efforts.map((effort, e) => {
    const start = process.cpuUsage();
    const { inertia } = kmeans(x, k, { effort });
    found[e].ms += process.cpuUsage(start).user / 1000;
    return inertia;
  });
  const best = Math.min(...inertias, kmeans(x, k, { init: "k-means++", nInit: 300, effort: "fast" }).inertia);
  inertias.forEach((inertia, e) => {
    if (inertia <= best * (1 + 1e-6)) found[e].reached++;
    found[e].worst = Math.max(found[e].worst, inertia / best);
  });
}
efforts.forEach((effort, e) => {
  const { reached, worst, ms } = found[e];
  console.log(`${effort.padEnd(9)} the best known in ${reached} of ${cases}, at worst ${(100 * (worst - 1)).toFixed(2)} % above, ${(ms / 1000).toFixed(1)} s`);
});
