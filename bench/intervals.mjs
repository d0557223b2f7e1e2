// How often the 95 % intervals of `influence` hold the true share, on tables of normal numbers in groups of equal size whose means lie at
// equal distances: 1 000 tables a cell, 500 resamples each. Writes results/intervals.md; some 20 minutes.
//
//   npm run build && node bench/intervals.mjs [tables]
import { writeFileSync } from "node:fs";
import { influence } from "../dist/index.js";
import { createRandom } from "./shapes.mjs";

const draws = Number(process.argv[2] ?? 1000);
const resamples = 500;
const sizes = [[3, 10], [3, 50], [8, 10], [8, 50], [8, 300], [3, 1000]];
const shares = [0, 0.01, 0.06, 0.14, 0.3];

/** Standard normal numbers, by Box and Muller. */
function normals(random) {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Means at equal distances, for which the share `share` of the variance lies between the groups, with variance 1 within. */
function meansOf(groups, share) {
  const means = Array.from({ length: groups }, (_, g) => g - (groups - 1) / 2);
  const variance = means.reduce((sum, mean) => sum + mean * mean, 0) / groups;
  return means.map((mean) => mean * Math.sqrt(share / (1 - share) / variance));
}

/** The chance that a normal number is below x, by Simpson's rule. */
function below(x) {
  const steps = 2000;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = (x * i) / steps;
    sum += Math.exp((-t * t) / 2) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return 0.5 + (sum * x) / steps / 3 / Math.sqrt(2 * Math.PI);
}

/** The same share of the ranks, in the population. */
function rankShare(means) {
  const places = means.map((own) => means.reduce((sum, other) => sum + below((own - other) / Math.SQRT2), 0) / means.length);
  return 12 * places.reduce((sum, place) => sum + (place - 0.5) ** 2, 0) / means.length;
}

function coverage([groups, rows], share) {
  const normal = normals(createRandom(1000 * groups + rows + Math.round(1e6 * share)));
  const means = meansOf(groups, share);
  const truths = [share, rankShare(means)];
  const g = Int32Array.from({ length: groups * rows }, (_, i) => i % groups);
  const held = [0, 0];
  for (let t = 0; t < draws; t++) {
    const found = influence({ g, x: Float64Array.from(g, (group) => means[group] + normal()) }, { of: "g", on: "x", resamples, seed: t });
    [found.etaSquaredInterval, found.epsilonSquaredInterval].forEach(([low, high], at) => {
      if (low <= truths[at] && truths[at] <= high) held[at]++;
    });
  }
  return held.map((count) => (count / draws).toFixed(3));
}

const cells = sizes.map((size) => shares.map((share) => {
  const found = coverage(size, share);
  console.error(size.join(" x "), share, ...found);
  return found;
}));
const table = (at) => [
  `| groups x rows each | ${shares.join(" | ")} |`,
  `| --- |${shares.map(() => " --: |").join("")}`,
  ...sizes.map((size, i) => `| ${size.join(" x ")} | ${cells[i].map((found) => found[at]).join(" | ")} |`),
].join("\n");

const text = `# How often the intervals of \`influence\` hold the true share

The 95 % intervals of ${draws} tables a cell, ${resamples} resamples each; normal numbers in groups of equal size, their means at equal
distances. Columns: the true share of the variance between the groups. Made by bench/intervals.mjs.

## eta\u00b2

${table(0)}

## epsilon\u00b2 (ranks)

${table(1)}
`;
if (draws >= 1000) writeFileSync(new URL("results/intervals.md", import.meta.url), text);
else console.log(text);
