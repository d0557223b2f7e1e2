import * as plots from "../../src/plot/index.ts";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { granularity, profileSegments } from "../../src/insight/index.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { stability } from "../../src/segment/stability.ts";
import { correlate } from "../../src/stats/correlate.ts";
import { silhouette } from "../../src/validity/silhouette.ts";
import { segmentationOf } from "./cases.ts";
import { faultsOf } from "./geometry.ts";

const { barsPlot, correlationPlot, criteriaPlot, crosstabPlot, dendrogramPlot, distributionPlot, elbowPlot, granularityPlot, mapPlot, mosaicPlot, profilePlot, scatterPlot, silhouettePlot, sizesPlot, stabilityPlot, valuePlot } = plots;

// thirty customers of three kinds; one channel is called as nobody should call one
const channels = ["Shop", "<script>alert(1)</script>", 'A & "B"'];
const table = {
  spend: Array.from({ length: 30 }, (_, i) => [900, 120, 30][i % 3] + ((i * 37) % 60)),
  visits: Array.from({ length: 30 }, (_, i) => (i === 7 ? NaN : [2, 9, 1][i % 3] + ((i * 7) % 4))),
  channel: Array.from({ length: 30 }, (_, i) => channels[(i + (i % 7 === 0 ? 1 : 0)) % 3]),
};
const result = clusterSegments(table, { features: ["spend", { column: "visits", missing: "median" }, "channel"], scaling: "feature", k: [2, 6], choose: "silhouette" });
const x = matrix(table.spend.map((spend, i) => [spend / 400, (table.visits[i] || 2) / 3]));
const tree = linkage(x);
const nested = granularity(result, table, { k: [1, 5], resamples: 3 });

const found = stability(table, { features: ["spend", { column: "visits", missing: "median" }, "channel"], scaling: "feature", k: 3, resamples: 9 });
const worth = profileSegments(result, table, { value: "spend" });

// four hundred customers around fourteen places, whose amounts are in euros; and months in no order
const crowd = Array.from({ length: 400 }, (_, i) => i);
const towns = {
  paid: crowd.map((i) => `€${(i % 14) * 90 + ((i * 7919) % 97)}.5`),
  age: crowd.map((i) => 20 + ((i % 14) * 5) % 37 + ((i * 31) % 11)),
  month: crowd.map((i) => ["may", "aug", "jan", "dec"][((i % 14) + (i % 3 === 0 ? 1 : 0)) % 4]),
};
const fourteen = clusterSegments(towns, { k: 14, structure: false, minShare: 0 });

// twenty segments with names of forty characters
const names = Array.from({ length: 20 }, (_, s) => `${["High", "Low", "Middling"][s % 3]} spenders of Western Europe, ${"0123456789".slice(0, 1 + (s % 9))}`.padEnd(40, "W").slice(0, 40));
const labels = Array.from({ length: 400 }, (_, i) => (i < 20 ? i : Math.floor(Math.sqrt(i * i * 0.0025)) % 20));
const features = Array.from({ length: 12 }, (_, f) => `${"feature of some length ".repeat(1 + (f % 3))}${f}`.slice(0, 40));
const many = segmentationOf({ names, features, labels, figures: names.map((_, s) => features.map((_, f) => ((s * 7 + f * 13) % 41) / 10 - 2)) });
const column = labels.map((label, i) => label * 10 + ((i * 7919) % 100));
const manyTable = { column, other: column.map((value, i) => (value * (1 + (i % 5))) % 1000), level: labels.map((label, i) => `level ${(label + i) % 15}`) };
const values = Float64Array.from(labels, (label, i) => Math.max(-1, 1 - ((i * 7919) % 100) / 60 - label / 60));

// regions by channels: few of either, and twelve by twelve whose names have forty characters, some of them rare
const few = { rows: ["Anglo-Saxon", "Western Europe"], columns: channels, counts: matrix([[262, 88, 456], [81, 31, 127]]) };
const twelve = names.slice(0, 12);
const crowded = { rows: twelve, columns: [...twelve].reverse(), counts: matrix(twelve.map((_, i) => twelve.map((_, j) => ((i * 7 + j * 5) % 11) * (i % 3 === 0 ? 1 : 20)))) };

const narrow = { width: 360 };
const drawn: Record<string, () => string> = {
  correlations: () => correlationPlot(correlate(table)),
  scatter: () => scatterPlot(table, { x: "spend", y: "visits", xLabel: "Spend, in euros", yLabel: "Visits a month", theme: "light" }),
  "scatter-log-segments": () => scatterPlot(table, { x: "spend", y: "visits", log: "both", color: result, theme: "dark" }),
  "scatter-hexagons-categories": () => scatterPlot(manyTable, { x: "column", y: "other", color: "level", marks: "hexagons" }),
  dendrogram: () => dendrogramPlot(tree, { k: 3 }),
  "dendrogram-level": () => dendrogramPlot(tree, { truncate: { level: 2 } }),
  "dendrogram-last": () => dendrogramPlot(tree, { truncate: { last: 6 }, cut: 1, title: "" }),
  elbow: () => elbowPlot(result),
  granularity: () => granularityPlot(nested, { theme: "light" }),
  silhouettes: () => silhouettePlot(silhouette(x, result.labels), result),
  profile: () => profilePlot(result),
  "bars-number": () => barsPlot(result, table, { column: "spend", label: "Spend, in euros", interval: "confidence" }),
  "bars-category": () => barsPlot(result, table, { column: "channel", labels: { Shop: "In a shop" } }),
  map: () => mapPlot(result, table, { theme: "light" }),
  "map-hexagons": () => mapPlot(result, table, { marks: "hexagons", outline: "none", labels: "numbers" }),
  distribution: () => distributionPlot(result, table, "visits", { label: "Visits a month" }),
  "distribution-boxes": () => distributionPlot(result, table, "spend", { marks: "box", theme: "dark" }),
  "distribution-one": () => distributionPlot(fourteen, towns, "paid", { segment: 12 }),
  "distribution-card": () => distributionPlot(fourteen, towns, "paid", { segment: 3, compact: true }),
  "distribution-card-points": () => distributionPlot(result, table, "spend", { segment: 1, compact: true, theme: "light" }),
  "distribution-card-boxes": () => distributionPlot(fourteen, towns, "age", { segment: 0, marks: "box", compact: true, width: 120 }),
  criteria: () => criteriaPlot(result),
  stability: () => stabilityPlot(found),
  values: () => valuePlot(worth),
  crosstab: () => crosstabPlot(few, { show: "counts" }),
  mosaic: () => mosaicPlot(few, { theme: "light" }),
  "mosaic-levels": () => mosaicPlot(few, { color: "levels" }),
  sizes: () => sizesPlot(result, { theme: "system" }),
  "many-sizes": () => sizesPlot(many),
  "many-profile": () => profilePlot(many),
  "many-bars": () => barsPlot(many, manyTable, { column: "column" }),
  "many-shares": () => barsPlot(many, manyTable, { column: "level" }),
  "many-silhouettes": () => silhouettePlot({ mean: 0.2, values }, many),
  "many-scatter": () => scatterPlot(manyTable, { x: "column", y: "other", color: many }),
  "many-dendrogram": () => dendrogramPlot(linkage(matrix(column.map((value, i) => [value, manyTable.other[i]]))), { k: 20, truncate: { last: 60 } }),
  "many-mosaic": () => mosaicPlot(crowded),
  "many-mosaic-levels": () => mosaicPlot(crowded, { color: "levels" }),
  "many-map": () => mapPlot(fourteen, towns),
  "many-distributions": () => distributionPlot(fourteen, towns, "paid"),
  "many-months": () => barsPlot(fourteen, towns, { column: "month" }),
  "narrow-map": () => mapPlot(fourteen, towns, { ...narrow, marks: "hexagons" }),
  "narrow-distribution": () => distributionPlot(result, table, "spend", { ...narrow, marks: "histogram" }),
  "narrow-criteria": () => criteriaPlot(result, narrow),
  "narrow-values": () => valuePlot(worth, narrow),
  "narrow-mosaic": () => mosaicPlot(few, narrow),
  "narrow-many-mosaic": () => mosaicPlot(crowded, narrow),
  "narrow-sizes": () => sizesPlot(many, narrow),
  "narrow-profile": () => profilePlot(many, narrow),
  "narrow-bars": () => barsPlot(many, manyTable, { ...narrow, column: "column" }),
  "narrow-silhouettes": () => silhouettePlot({ mean: 0.2, values }, many, narrow),
  "narrow-scatter": () => scatterPlot(manyTable, { ...narrow, x: "column", y: "other", log: "y", color: many }),
  "narrow-elbow": () => elbowPlot(result, narrow),
  "narrow-granularity": () => granularityPlot(nested, narrow),
};

const folder = "test/plot/snapshots";
// UPDATE_PLOTS=1 draws the snapshots anew; look at them before they are committed
const isUpdate = process.env["UPDATE_PLOTS"] === "1";
beforeAll(() => {
  if (!isUpdate) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

describe("the snapshots", () => {
  test.each(Object.keys(drawn))("%s is drawn as it was, byte by byte, and has no fault", (name) => {
    const svg = drawn[name]();
    if (isUpdate) writeFileSync(`${folder}/${name}.svg`, svg);
    expect(svg).toBe(readFileSync(`${folder}/${name}.svg`, "utf8"));
    expect(faultsOf(svg)).toEqual([]);
  });

  test("are all drawn, and every plot is among them", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(drawn).map((name) => `${name}.svg`).sort());
    const source = readFileSync("test/plot/snapshots.test.ts", "utf8");
    for (const plot of Object.keys(plots).filter((name) => name.endsWith("Plot"))) expect(source).toContain(`=> ${plot}(`);
  });

  test("hold a hostile name only escaped", () => {
    const hostile = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8")).filter((svg) => svg.includes("&lt;script&gt;"));
    expect(hostile.length).toBeGreaterThanOrEqual(4);
    for (const svg of hostile) expect(svg).not.toContain("<script");
  });
});
