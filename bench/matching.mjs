// What `matchSegments` calls new and gone of two samples of one population, in which nothing has changed, and whether it says so: 30 runs a
// population, two samples of 600 rows each. Writes results/matching.md; a minute or two.
//
//   npm run build && node bench/matching.mjs
import { writeFileSync } from "node:fs";
import { clusterSegments, matchSegments } from "../dist/index.js";
import { createRandom } from "./shapes.mjs";

const runs = 30;
const rows = 600;

const populations = {
  "4 blobs, 6 deviations apart, 4 columns, k = 4": { k: 4, columns: 4, blobs: 4 },
  "8 blobs, 6 deviations apart, 5 columns, k = 8": { k: 8, columns: 5, blobs: 8 },
  "one normal cloud, 5 columns, k = 5": { k: 5, columns: 5 },
  "one normal cloud, 8 columns, k = 8": { k: 8, columns: 8 },
  "two correlated columns, k = 2": { k: 2, columns: 2, factor: 1.5 },
};

function sample({ columns, blobs = 1, factor = 0 }, random) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const cells = Array.from({ length: columns }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const blob = Math.floor(blobs * random());
    const common = factor * normal();
    cells.forEach((column, j) => (column[i] = normal() + common + (blobs > 1 ? 6 * ((blob >> (j % 3)) & 1) + (j === 3 ? 4 * (blob % 3) : 0) : 0)));
  }
  return Object.fromEntries(cells.map((column, j) => [`c${j}`, column]));
}

const percent = (share) => `${(100 * share).toFixed(0)} %`;
const lines = Object.entries(populations).map(([name, population]) => {
  const sums = { new: 0, gone: 0, chanceNew: 0, chanceGone: 0, warned: 0 };
  for (let t = 0; t < runs; t++) {
    const random = createRandom(100 * t + 7);
    const [march, april] = [sample(population, random), sample(population, random)];
    const [last, now] = [march, april].map((table) => clusterSegments(table, { k: population.k, effort: "fast" }));
    const { matches, vanished, byChance, warnings } = matchSegments(last, now, april);
    sums.new += matches.filter(({ previous }) => previous === undefined).length / population.k / runs;
    sums.gone += vanished.length / population.k / runs;
    sums.chanceNew += byChance.new / runs;
    sums.chanceGone += byChance.vanished / runs;
    if (warnings.length > 0) sums.warned++;
  }
  const line = `| ${name} | ${[sums.new, sums.gone, sums.chanceNew, sums.chanceGone].map(percent).join(" | ")} | ${sums.warned} of ${runs} |`;
  console.error(line);
  return line;
});

writeFileSync(new URL("results/matching.md", import.meta.url), `# What is new and gone although nothing has changed

Two samples of ${rows} rows of one population, segmented and matched, ${runs} times. "By chance" is what \`byChance\` says would be new and
gone if nothing had changed, from resamples of the second sample alone; the last column counts the runs in which \`warnings\` says that new
and gone are no change. Before 0.2.0 nothing of this was said. Made by bench/matching.mjs.

| population | new | gone | new by chance | gone by chance | runs with the warning |
| --- | --: | --: | --: | --: | --: |
${lines.join("\n")}
`);
