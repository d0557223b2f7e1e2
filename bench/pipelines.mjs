// What the defaults do to segments, beside what they might be: seven pipelines on six real tables, k = 5, at most 4 000 rows of each.
// Stability is that of 12 bootstrap resamples; the outcome is a column that made no segments. Writes results/pipelines.md in two or three minutes.
//
//   npm run build && node bench/pipelines.mjs
import { writeFileSync } from "node:fs";
import { clusterSegments, crosstab, influence, stability } from "../dist/index.js";
import { realTable, tableNames } from "./real-tables.mjs";
import { createRandom } from "./shapes.mjs";

const mostRows = 4000;
const resamples = 12;
const common = { k: 5, effort: "fast", structure: false, seed: 42 };
const plain = { transform: "none", winsorise: false, minShare: 0 };

/** The columns that the raw run's notices say to transform. */
function asAdvised(table, options) {
  const { notices } = clusterSegments(table, { ...common, ...options, scaling: "feature", ...plain });
  const advised = notices.filter(({ code, figures }) => code === "skewed" && figures.transform === "log1p");
  return Object.fromEntries(advised.map(({ column }) => [column, { transform: "log1p" }]));
}

const pipelines = {
  "A column, raw (`preset: \"published\"`)": () => ({ scaling: "column", ...plain }),
  "B feature, raw": () => ({ scaling: "feature", ...plain }),
  "C feature, log1p where B's notices advise it": (table, options) => ({ scaling: "feature", ...plain, columns: asAdvised(table, options) }),
  "D feature, log1p if skewness > 1 and log1p lessens it": () => ({ scaling: "feature", transform: "auto", winsorise: false, minShare: 0 }),
  "**E = D + winsorised at 1 and 99 %: the defaults**": () => ({}),
  "G column, log1p, winsorised": () => ({ scaling: "column", minShare: 0 }),
  "H feature, ranks": () => ({ scaling: "feature", ...plain, transform: "rank" }),
};

/** What is held against the segments of the other columns. */
const outcomes = { bank: "y", cards: "PRC_FULL_PAYMENT", customers: "CLV", mall: "Spending_Score", rfm: "Monetary", wholesale: "Channel" };

/** At most 4 000 rows of a table, drawn with a seed. */
function sampleOf(table) {
  const { length } = Object.values(table)[0];
  if (length <= mostRows) return table;
  const random = createRandom(7);
  const rows = Array.from({ length }, (_, row) => row);
  for (let i = 0; i < mostRows; i++) {
    const other = i + Math.floor(random() * (length - i));
    [rows[i], rows[other]] = [rows[other], rows[i]];
  }
  const kept = rows.slice(0, mostRows).sort((a, b) => a - b);
  const pick = (values) => (values instanceof Float64Array ? Float64Array.from(kept, (row) => values[row]) : kept.map((row) => values[row]));
  return Object.fromEntries(Object.entries(table).map(([name, values]) => [name, pick(values)]));
}

/** How much the segments tell of a column: Cramér's V, or the correlation ratio of the ranks, both without what chance adds. */
function association(table, labels, outcome) {
  const held = { segment: Array.from(labels, (label) => `segment ${label + 1}`), outcome: table[outcome] };
  if (outcome === "y" || outcome === "Channel") return crosstab(held, "segment", "outcome").correctedCramersV;
  return Math.sqrt(influence(held, { of: "segment", on: "outcome", resamples: 0 }).correctedEpsilonSquared);
}

function look(name, table, pipeline) {
  const options = pipeline(table, {});
  const found = stability(table, { ...common, ...options, resamples });
  const { segments } = found.segmentation;
  const without = pipeline(table, { profile: [outcomes[name]] });
  const { labels } = clusterSegments(table, { ...common, ...without, profile: [outcomes[name]] });
  return {
    ari: found.adjustedRand.mean,
    least: Math.min(...found.segments.map(({ jaccard }) => jaccard)),
    lost: found.segments.filter(({ jaccard }) => jaccard < 0.6).length,
    small: segments.filter(({ share }) => share < 0.02).length,
    smallest: Math.min(...segments.map(({ share }) => share)),
    outcome: association(table, labels, outcomes[name]),
    advised: Object.keys(options.columns ?? {}),
  };
}

const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};

const tables = Object.fromEntries(tableNames.map((name) => [name, sampleOf(realTable(name))]));
const found = Object.entries(pipelines).map(([title, pipeline]) => {
  const rows = tableNames.map((name) => look(name, tables[name], pipeline));
  console.error(title, rows.map(({ ari, least, outcome }) => [ari, least, outcome].map((x) => x.toFixed(3)).join(" ")).join(" | "));
  return { title, rows };
});

const advised = found[2].rows.map(({ advised: columns }, at) => `${tableNames[at]}: ${columns.length === 0 ? "none" : columns.map((one) => `\`${one}\``).join(", ")}`).join("; ");
const figures = (rows) => {
  const of = (key) => rows.map((row) => row[key]);
  return [mean(of("ari")).toFixed(3), mean(of("least")).toFixed(2), mean(of("lost")).toFixed(2), mean(of("small")).toFixed(2), `${(100 * median(of("smallest"))).toFixed(1)} %`, mean(of("outcome")).toFixed(3)].join(" | ");
};
const byTable = (key) => found.map(({ title, rows }) => `| ${title.replace(/^\**(.).*/, "$1")} | ${rows.map((row) => row[key].toFixed(2)).join(" | ")} |`).join("\n");
const head = `| | ${tableNames.join(" | ")} |\n| --- |${" --: |".repeat(tableNames.length)}`;

writeFileSync(new URL("results/pipelines.md", import.meta.url), `# What the defaults are worth

Seven ways to make segments of six real tables (${tableNames.join(", ")}), k = 5, at most ${mostRows.toLocaleString("en")} rows of each,
${resamples} bootstrap resamples, means over the tables. ARI: of the segmentation and a resample's. Least Jaccard: that of the segment that
is found again worst; below 0.6 a segment should not be believed in. Outcome: how much segments of the other columns tell of a column that
made none (corrected Cramér's V, or the correlation ratio of the ranks): ${tableNames.map((name) => `${name} \`${outcomes[name]}\``).join(", ")}.
Of bank \`y\` is left out by itself; of the others the column was named in \`profile\` for that figure only.
With twelve resamples the standard error of one ARI is about 0.03 to 0.05. Made by bench/pipelines.mjs.

| pipeline | ARI | least Jaccard | segments below 0.6 | segments below 2 % | smallest, median | outcome |
| --- | --: | --: | --: | --: | --: | --: |
${found.map(({ title, rows }) => `| ${title} | ${figures(rows)} |`).join("\n")}

C transforms, by table: ${advised}.

## ARI by table

${head}
${byTable("ari")}

## Least Jaccard by table

${head}
${byTable("least")}

## Outcome by table

${head}
${byTable("outcome")}
`);
