// Which rule finds the number of segments? Tables with known segments, those to tune on (seeds 1 to 4) and fresh ones:
//   npm run build && node bench/choose-k.mjs          prints both tables of results
//   node bench/choose-k.mjs fresh '{"scaling":"feature"}'   one set, with options of clusterSegments
//
// ARI is that of the segments at the chosen k and the true ones; "exact" and "within one" are shares of the tables. A criterion
// without an opinion, or for 1, counts as 2. "best k" is the k of the greatest ARI of each table.
import { adjustedRandIndex, clusterSegments } from "../dist/index.js";
import { kinds, tableOf } from "./k-tables.mjs";

const sets = { tuning: [1, 2, 3, 4], fresh: [301, 302, 303, 304] };
const names = ["auto", "icl", "dendrogram", "height-gap", "calinski-harabasz", "davies-bouldin", "silhouette", "elbow", "best k", "true k"];
const [only, json] = process.argv.slice(2);
const options = json === undefined ? {} : JSON.parse(json);

const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** For each chooser: the ARI at its k, whether that is the true one, and whether it is within one of it. */
function look(kind, seed) {
  const { columns, truth, k, range } = tableOf(kind, seed);
  const given = { effort: "fast", minShare: 0, structure: false, ...options };
  const result = clusterSegments(columns, { ...given, k: range });
  const ari = new Map();
  const at = (one) => {
    if (!ari.has(one)) ari.set(one, adjustedRandIndex(truth, clusterSegments(columns, { ...given, k: one }).labels));
    return ari.get(one);
  };
  for (let one = range[0]; one <= range[1]; one++) at(one);
  const said = Object.fromEntries(result.choice.criteria.map((one) => [one.name, Math.min(range[1], Math.max(2, one.k ?? 2))]));
  said.auto = result.k;
  said["best k"] = [...ari].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
  said["true k"] = k;
  return names.map((name) => [at(said[name]), Number(said[name] === k), Number(Math.abs(said[name] - k) <= 1)]);
}

const shown = (rows, n) => [0, 1, 2].map((figure) => mean(rows.map((row) => row[n][figure]))).map((x, figure) => x.toFixed(figure === 0 ? 3 : 2)).join(" / ");

for (const [set, seeds] of Object.entries(sets)) {
  if (only !== undefined && only !== set) continue;
  const byKind = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, seeds.map((seed) => look(kind, seed))]));
  const all = Object.values(byKind).flat();
  console.log(`\n${set}, ${all.length} tables${json === undefined ? "" : `, ${json}`}\n\n| chooser | ARI / exact / within one |\n| --- | --- |`);
  names.forEach((name, n) => console.log(`| ${name} | ${shown(all, n)} |`));
  console.log(`\n| kind | ${names.join(" | ")} |\n| --- |${" --- |".repeat(names.length)}`);
  for (const [kind, rows] of Object.entries(byKind)) console.log(`| ${kind} | ${names.map((_, n) => shown(rows, n)).join(" | ")} |`);
}
