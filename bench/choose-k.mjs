// Which rule finds the number of segments? Tables with known segments, those to tune on and fresh ones, each in two ways:
//   npm run build && node bench/choose-k.mjs          prints all tables of results
//   node bench/choose-k.mjs fresh defaults            one set, one way
//   node bench/choose-k.mjs tuning 7 8                one set, seeds of one's own
//
// ARI is that of the segments at the chosen k and the true ones; "exact", "within one" and "below" (the true k) are shares of the
// tables. A criterion without an opinion, or for 1, counts as 2. "best k" is the k of the greatest ARI of each table.
import { adjustedRandIndex, clusterSegments } from "../dist/index.js";
import { kinds, tableOf } from "./k-tables.mjs";

// Seeds 201 to 204 and 301 to 304 were fresh once: what was learnt from them went into the rule.
const sets = { tuning: [1, 2, 3, 4, 101, 102, 103, 104], fresh: [501, 502, 503, 504, 505, 506, 507, 508] };
const ways = {
  published: { scaling: "column", transform: "none", winsorise: false },
  defaults: {},
};
const said = {
  published: "columns as they are (`scaling: \"column\"`, `transform: \"none\"`, `winsorise: false`)",
  defaults: "the defaults",
};
const names = ["auto", "icl", "dendrogram", "height-gap", "calinski-harabasz", "davies-bouldin", "silhouette", "elbow", "best k", "true k"];
const args = process.argv.slice(2);
const seedsAsked = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const isAsked = (all) => (name) => !args.some((arg) => arg in all) || args.includes(name);

const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** For each chooser: the ARI at its k, whether that is the true one, within one of it, below it. */
function look(kind, seed, options) {
  const { columns, truth, k, range } = tableOf(kind, seed);
  const given = { effort: "fast", minShare: 0, structure: false, ...options };
  const result = clusterSegments(columns, { ...given, k: range });
  const ari = new Map();
  const at = (one) => {
    if (!ari.has(one)) ari.set(one, adjustedRandIndex(truth, clusterSegments(columns, { ...given, k: one }).labels));
    return ari.get(one);
  };
  for (let one = range[0]; one <= range[1]; one++) at(one);
  const ks = Object.fromEntries(result.choice.criteria.map((one) => [one.name, Math.min(range[1], Math.max(2, one.k ?? 2))]));
  ks.auto = result.k;
  ks["best k"] = [...ari].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
  ks["true k"] = k;
  return names.map((name) => [at(ks[name]), Number(ks[name] === k), Number(Math.abs(ks[name] - k) <= 1), Number(ks[name] < k)]);
}

const figures = (rows, n) => [0, 1, 2, 3].map((figure) => mean(rows.map((row) => row[n][figure])).toFixed(figure === 0 ? 3 : 2));

/** The mean of the first figure of "auto" less that of the dendrogram, and where 95 % of 2 000 bootstrap samples of the tables lie. */
function gainOf(rows) {
  const differences = rows.map((row) => row[0][0] - row[names.indexOf("dendrogram")][0]);
  let state = 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  const draws = Array.from({ length: 2000 }, () => mean(differences.map(() => differences[Math.floor(next() * differences.length)])));
  draws.sort((a, b) => a - b);
  const wins = differences.filter((x) => x > 0.01).length;
  const losses = differences.filter((x) => x < -0.01).length;
  return `${mean(differences).toFixed(3)} [${draws[50].toFixed(3)}, ${draws[1949].toFixed(3)}], by more than 0.01 better on ${wins} tables and worse on ${losses}`;
}

for (const set of Object.keys(sets).filter(isAsked(sets))) {
  for (const way of Object.keys(ways).filter(isAsked(ways))) {
    const seeds = seedsAsked.length > 0 ? seedsAsked : sets[set];
    const byKind = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, seeds.map((seed) => look(kind, seed, ways[way]))]));
    const all = Object.values(byKind).flat();
    console.log(`\n## ${set}, ${all.length} tables, ${said[way]}\n\n| chooser | ARI | exact | within one | below |\n| --- | --: | --: | --: | --: |`);
    names.forEach((name, n) => console.log(`| ${name} | ${figures(all, n).join(" | ")} |`));
    console.log(`\nauto less dendrogram, ARI: ${gainOf(all)}.`);
    console.log(`\n| kind | ${names.join(" | ")} |\n| --- |${" --- |".repeat(names.length)}`);
    for (const [kind, rows] of Object.entries(byKind)) console.log(`| ${kind} | ${names.map((_, n) => figures(rows, n).slice(0, 3).join(" / ")).join(" | ")} |`);
  }
}
