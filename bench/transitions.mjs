// What `transitions` says of customers between two tables where nothing has changed, and where something has: 100 draws a population and a
// way to draw, with its defaults. Writes results/transitions.md; some ten minutes.
//
//   npm run build && node bench/transitions.mjs [draws]
import { writeFileSync } from "node:fs";
import { clusterSegments } from "../dist/index.js";
import { transitions } from "../dist/insight.js";
import { createRandom } from "./shapes.mjs";

const draws = Number(process.argv[2] ?? 100);

/** Normal numbers of so many columns in so many groups, 8 deviations apart; one group is a cloud. */
const populations = [
  { name: "cloud, 2 columns, k = 3", columns: 2, k: 3, rows: 1000 },
  { name: "cloud, 4 columns, k = 4", columns: 4, k: 4, rows: 500 },
  { name: "cloud, 8 columns, k = 3", columns: 8, k: 3, rows: 600 },
  { name: "cloud, 8 columns, k = 6", columns: 8, k: 6, rows: 600 },
  { name: "4 groups, 4 columns, k = 4", columns: 4, k: 4, rows: 500, groups: 4 },
];

const features = ({ columns }) => Array.from({ length: columns }, (_, j) => `c${j}`);

function sourceOf({ columns, groups = 1 }, random) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let count = 0;
  const customer = () => {
    const group = Math.floor(groups * random());
    return { id: `u${count++}`, group, x: Array.from({ length: columns }, (_, j) => normal() + (groups > 1 && j === group ? 8 : 0)) };
  };
  const some = (n) => Array.from({ length: n }, customer);
  const noisy = (customers, size) => customers.map(({ x, ...rest }) => ({ ...rest, x: x.map((value) => value + size * normal()) }));
  const away = ({ x, group, ...rest }) => ({ ...rest, group: 0, x: x.map((value, j) => value + (groups > 1 ? 8 * ((j === 0) - (j === group)) : j === 0 ? 3 : 0)) });
  const someChanged = (customers) => customers.map((one) => (random() < 0.1 ? away(one) : one));
  return { some, noisy, someChanged, random };
}

const tableOf = (customers, population) => ({
  id: customers.map(({ id }) => id),
  ...Object.fromEntries(features(population).map((name, j) => [name, customers.map(({ x }) => x[j])])),
});
const fit = (customers, population) =>
  clusterSegments(tableOf(customers, population), { features: features(population), k: population.k, structure: false, effort: "fast" }).model;

/** Models, the earlier table and the later one. */
const ways = {
  "two samples of the same customers, 70 % of them each; two models": (population, { some, random }) => {
    const all = some(population.rows);
    const [before, after] = [0, 1].map(() => all.filter(() => random() < 0.7));
    return [[fit(before, population), fit(after, population)], before, after];
  },
  "two samples, a fifth of the customers in both; two models": (population, { some }) => {
    const both = some(population.rows / 5);
    const [before, after] = [0, 1].map(() => [...both, ...some(population.rows - both.length)]);
    return [[fit(before, population), fit(after, population)], before, after];
  },
  "the same customers, models of two bootstrap samples of them": (population, { some, random }) => {
    const all = some(population.rows);
    const model = () => fit(all.map(() => all[Math.floor(all.length * random())]), population);
    return [[model(), model()], all, all];
  },
  "the same customers, measured twice with noise of 0.5; one model": (population, { some, noisy }) => {
    const all = some(population.rows);
    const [before, after] = [noisy(all, 0.5), noisy(all, 0.5)];
    return [fit(before, population), before, after];
  },
  "the same customers, measured twice with noise of 0.5; two models": (population, { some, noisy }) => {
    const all = some(population.rows);
    const [before, after] = [noisy(all, 0.5), noisy(all, 0.5)];
    return [[fit(before, population), fit(after, population)], before, after];
  },
  "the same names, all numbers drawn anew; one model": (population, { some }) => {
    const before = some(population.rows);
    const after = some(population.rows).map(({ x }, i) => ({ id: before[i].id, x }));
    return [fit(before, population), before, after];
  },
  "*a change*: a tenth of the customers move, by 3 in the first column or into the first group; noise of 0.2; one model": (population, { some, noisy, someChanged }) => {
    const all = some(population.rows);
    const [before, after] = [noisy(all, 0.2), someChanged(noisy(all, 0.2))];
    return [fit(before, population), before, after];
  },
  "*a change*: the same, two models": (population, { some, noisy, someChanged }) => {
    const all = some(population.rows);
    const [before, after] = [noisy(all, 0.2), someChanged(noisy(all, 0.2))];
    return [[fit(before, population), fit(after, population)], before, after];
  },
};

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const sections = Object.entries(ways).map(([way, draw], at) => {
  const lines = populations.map((population) => {
    const sums = { moved: 0, refitted: 0, upper: 0, beyond: 0, oneWay: 0, oneWayUpper: 0, change: 0 };
    for (let t = 0; t < draws; t++) {
      const [models, before, after] = draw(population, sourceOf(population, createRandom(10_000 * at + 31 * t + 977)));
      const { moved, byRefitting, oneWay, verdict } = transitions(models, tableOf(before, population), tableOf(after, population), { id: "id" });
      sums.moved += moved / draws;
      sums.refitted += byRefitting.moved / draws;
      sums.upper += byRefitting.upper / draws;
      sums.oneWay += oneWay.share / draws;
      sums.oneWayUpper += oneWay.upper / draws;
      if (moved > byRefitting.upper) sums.beyond++;
      if (verdict === "change") sums.change++;
    }
    const shares = [sums.moved, sums.refitted, sums.upper].map(percent);
    const line = `| ${population.name} | ${shares.join(" | ")} | ${sums.beyond} | ${percent(sums.oneWay)} | ${percent(sums.oneWayUpper)} | ${sums.change} |`;
    console.error(way, line);
    return line;
  });
  return `## ${way.replace(/[a-z]/, (letter) => letter.toUpperCase())}

| population | moved | by re-fitting | up to | *moved* above that | one way | up to | verdict "change" |
| --- | --: | --: | --: | --: | --: | --: | --: |
${lines.join("\n")}
`;
});

const text = `# What moves although nothing has changed

${draws} draws a line; shares are means over them, the last figures of each line are counts of draws. "Nothing has changed" means: the
population and, but for noise, the customers are the same. The first three ways to draw change no customer's numbers: what moves there, moves by
re-fitting, and should be above its upper bound in at most 5 of 100 draws. The next two add noise to the numbers, which moves
customers as well: \`moved\` is then above what re-fitting alone moves where the noise is large enough, and the verdict, which also asks for a
direction, should still be "change" in at most 5 of 100. So it should where all numbers are drawn anew, although nearly everybody
moves. In the last two a tenth of the customers did change: that is found always where there are groups, and in a cloud the more seldom
the more columns hide the one that changed. Made by bench/transitions.mjs.

${sections.join("\n")}`;
if (draws >= 100) writeFileSync(new URL("results/transitions.md", import.meta.url), text);
else console.log(text);
