// Draws the bundled customers, or the same four columns of another CSV, as SVG files into a folder:
//   node examples/pictures.mjs docs/images
//   node examples/pictures.mjs FOLDER FILE.csv WIDTH
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterSegments, correlate, crosstab, linkage, matrix, parseCsv, silhouette, stability, standardize } from "audience-segmentation";
import { granularity, profileSegments } from "audience-segmentation/insight";
import {
  barsPlot, correlationPlot, criteriaPlot, crosstabPlot, dendrogramPlot, distributionPlot, elbowPlot, granularityPlot, mapPlot, mosaicPlot,
  profilePlot, scatterPlot, silhouettePlot, sizesPlot, stabilityPlot, valuePlot,
} from "audience-segmentation/plot";

const [folder, file = new URL("customers.csv", import.meta.url), width = "720"] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node examples/pictures.mjs FOLDER [FILE.csv] [WIDTH]");

const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };
const common = { theme: "system", width: Number(width) }; // files shown as images follow the reader's system, dark or light

// the table and the segments of docs/start.md
const table = parseCsv(readFileSync(file, "utf8"));
const result = clusterSegments(table, {
  features: [
    { column: "minutes_watched", missing: { fill: 0 } },
    "CLV",
    { column: "region", type: "number" },
    { column: "region", type: "category", labels: regions },
    { column: "channel", type: "category", labels: channels },
  ],
  preset: "published",
});

/** The 14 standardised columns that were clustered. */
function encoded() {
  const dummy = (column, level) => Array.from(column, (cell) => (String(cell) === level ? 1 : 0));
  const columns = [
    Array.from(table.minutes_watched, (minutes) => (Number.isNaN(minutes) ? 0 : minutes)), Array.from(table.CLV), Array.from(table.region),
    ...Object.keys(regions).map((level) => dummy(table.region, level)), ...Object.keys(channels).map((level) => dummy(table.channel, level)),
  ];
  return standardize(matrix(columns[0].map((_, i) => columns.map((column) => column[i])))).matrix;
}

const axes = { x: "minutes_watched", y: "CLV", log: "x", xLabel: "Minutes watched", yLabel: "Customer lifetime value" };
const counts = crosstab(table, "region", "channel", { labels: { region: regions, channel: channels } });
const x = encoded();
const tree = linkage(x);
const five = clusterSegments(table, { // those of docs/name-and-explain.md
  features: [{ column: "minutes_watched", missing: { fill: 0 } }, { column: "region", type: "category", labels: regions }, { column: "channel", type: "category", labels: channels }],
  k: 5,
});
const nested = granularity(five, table, { k: [3, 7] });
const features = ["CLV", { column: "minutes_watched", missing: { fill: 0 } }, { column: "region", type: "category", labels: regions }];
const chosen = clusterSegments(table, { features, effort: "fast" }); // those of docs/pictures.md, with names for the regions
const pictures = {
  correlations: correlationPlot(correlate(table, { columns: { region: "number", channel: "number" } }), common),
  scatter: scatterPlot(table, { ...axes, ...common }),
  "scatter-hexagons": scatterPlot(table, { ...axes, ...common, marks: "hexagons" }),
  "scatter-segments": scatterPlot(table, { ...axes, ...common, color: result }),
  dendrogram: dendrogramPlot(tree, { ...common, k: result.k, truncate: { level: 5 }, labels: result.labels }),
  elbow: elbowPlot(result, common),
  criteria: criteriaPlot(chosen, common),
  map: mapPlot(chosen, table, common),
  distribution: distributionPlot(chosen, table, "minutes_watched", { ...common, label: "Minutes watched" }),
  "distribution-card": distributionPlot(chosen, table, "CLV", { theme: "system", segment: 3, compact: true }),
  values: valuePlot(profileSegments(chosen, table, { value: "CLV" }), common),
  stability: stabilityPlot(stability(table, { features, k: 4, resamples: 20 }), common),
  granularity: granularityPlot(nested, common),
  silhouettes: silhouettePlot(silhouette(x, result.labels), result, common),
  sizes: sizesPlot(result, common),
  profile: profilePlot(result, common),
  "bars-minutes": barsPlot(result, table, { ...common, column: "minutes_watched", label: "Minutes watched" }),
  "bars-region": barsPlot(result, table, { ...common, column: "region", type: "category", label: "Region", labels: regions }),
  crosstab: crosstabPlot(counts, { ...common, title: "Channels by region: shares of each region" }),
  mosaic: mosaicPlot(counts, { ...common, title: "Channels within each region" }),
};

mkdirSync(folder, { recursive: true });
for (const [name, svg] of Object.entries(pictures)) writeFileSync(join(folder, `${name}.svg`), svg);
console.log(`Wrote ${Object.keys(pictures).length} pictures to ${folder}`);
