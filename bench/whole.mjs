// npm run bench, first: whole jobs as a user runs them, beside pandas + scikit-learn (+ SciPy), printed and written to results/whole.md.
// MOST=10000 takes tables of up to 10 000 customers only, MOST=10000000 goes further than the default of a million.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bankCsv } from "./bank.mjs";
import { beside, machine, rowOf, shown, withFile } from "./beside.mjs";
import { customersCsv } from "./shapes.mjs";

const most = Number(process.env.MOST ?? 1_000_000);
const small = 100_000; // up to here a job is repeated in its process: large tables are segmented once
const lines = [];
const say = (line = "") => {
  console.log(line);
  lines.push(line);
};

function compare(title, rows, job, file, settings) {
  const heap = rows > 1_000_000 ? ["--max-old-space-size=16000"] : [];
  const { ours, theirs } = beside(job, file, { seconds: rows > small ? 0 : 2, times: rows > 1_000_000 ? 1 : 2, heap, ...settings });
  const cells = (figure, show) => [ours[figure], theirs?.[figure]].map((value) => (value === undefined ? "" : show(value)));
  const ratio = (figure) => (ours[figure] && theirs?.[figure] ? (theirs[figure] / ours[figure]).toFixed(1) : "");
  const megabytes = (mb) => mb.toFixed(0);
  say(rowOf([title, rows, ...cells("first", shown), ratio("first"), ...cells("warm", shown), ratio("warm"), ...cells("mb", megabytes)]));
}

say("# Whole jobs\n");
say(`${machine()}

From a CSV file to segments and the segment of each customer, each side in a process of its own, in turns, imports not timed; the least
of several runs, of pandas + scikit-learn with as many threads as it takes and with one. First: the first call of a process; warm: the
least of those that follow. A ratio above 1: ours is faster. MB: peak memory of the process after the first call. Ours makes names,
descriptions and a model besides. Theirs, for drawn customers and calls of a bank: \`read_csv\`, \`get_dummies\`, \`StandardScaler\`, the elbow
of k = 1 to 10 with one restart, k-means of 8 with ten, means and medians, \`predict\`; for the published analysis Ward's tree as well, and
ten restarts, silhouettes, Calinski-Harabasz and Davies-Bouldin at each k of the elbow. Made by bench/whole.mjs.
`);
say(rowOf(["job", "customers", "ours, first ms", "theirs, first ms", "ratio", "ours, warm ms", "theirs, warm ms", "ratio", "our MB", "their MB"]));
say(rowOf(["---", ...Array(9).fill("--:")]));

const bundled = fileURLToPath(new URL("../examples/customers.csv", import.meta.url));
compare("the published analysis, fast", 3834, "fast", bundled, { theirJob: "published" });
compare("the published analysis, balanced", 3834, "balanced", bundled, { theirJob: "published" });
compare("4 columns, without options", 3834, "default", bundled, { theirJob: "published" });
for (let rows = 10_000; rows <= most; rows *= 10) {
  withFile(customersCsv(rows), (file) => {
    compare("4 columns, `preset: \"published\"`", rows, "customers", file);
    if (rows <= 1_000_000) compare("4 columns, without options", rows, "default", file, { theirJob: "customers" });
  });
}
const calls = Math.min(most, 1_000_000);
withFile([bankCsv(calls)], (file) => compare("16 columns (51 once encoded), without options", calls, "bank", file));

const results = new URL("results/", import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(new URL("whole.md", results), `${lines.join("\n")}\n`);
