import * as plots from "../../src/plot/index.ts";
import { expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import type { Linkage } from "../../src/hierarchy/tree.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import type { Silhouette } from "../../src/validity/silhouette.ts";
import { errorOf } from "../error-of.ts";
import { segmentationOf } from "./cases.ts";

const result = segmentationOf({ names: ["a", "b"], features: ["n"], labels: [0, 1, 0], figures: [[1], [2]] });
const table = { n: [1, 2, 3], minus: [1, -2, 3], kind: ["x", "y", "z"] };
const tree = linkage(matrix([[1], [2], [4], [8]]));
const ones = (rows: number, columns: number): Parameters<typeof plots.crosstabPlot>[0] => ({
  rows: Array.from({ length: rows }, (_, at) => `r${at}`),
  columns: Array.from({ length: columns }, (_, at) => `c${at}`),
  counts: { data: new Float64Array(rows * columns).fill(1), rows, cols: columns },
}) as never;
const counts = (data: number[][]): plots.Counts => ({ rows: ["r"], columns: ["c", "d"], counts: matrix(data) });
const bad = {} as never;

test.each<[string, () => unknown, object]>([
  ["an unknown option", () => plots.sizesPlot(result, { widht: 3 } as plots.PlotOptions), { where: "sizesPlot", code: "unknown-option" }],
  ["a width that is too small", () => plots.sizesPlot(result, { width: 10 }), { code: "not-a-number" }],
  ["an unknown theme", () => plots.sizesPlot(result, { theme: "drak" as "dark" }), { code: "unknown-value" }],
  ["a title that is no text", () => plots.sizesPlot(result, { title: 3 as unknown as string }), { code: "not-a-text" }],
  ["what is no segmentation", () => plots.sizesPlot({} as Segmentation), { code: "not-a-segmentation" }],
  ["what is no segmentation, for profiles", () => plots.profilePlot(bad), { where: "profilePlot", code: "not-a-segmentation" }],
  ["what are no correlations", () => plots.correlationPlot(bad), { where: "correlationPlot", code: "not-correlations" }],
  ["too many correlations", () => plots.correlationPlot({ columns: Array.from({ length: 101 }, String), matrix: { data: new Float64Array(101 * 101), rows: 101, cols: 101 } }), { code: "too-many-columns" }],
  ["an unknown column", () => plots.scatterPlot(table, { x: "m", y: "n" }), { where: "scatterPlot", code: "unknown-column", column: "m" }],
  ["a text where a number is needed", () => plots.scatterPlot(table, { x: "n", y: "kind" }), { code: "not-finite", column: "kind", row: 0 }],
  ["a number below 0 on a logarithmic axis", () => plots.scatterPlot(table, { x: "n", y: "minus", log: "y" }), { code: "below-zero", column: "minus", row: 1 }],
  ["a table of other rows", () => plots.scatterPlot({ n: [1] }, { x: "n", y: "n", color: result }), { code: "wrong-length" }],
  ["no table", () => plots.scatterPlot(null as never, { x: "n", y: "n" }), { code: "not-a-table" }],
  ["no column", () => plots.barsPlot(result, table, {} as plots.BarsPlotOptions), { where: "barsPlot", code: "unknown-column" }],
  ["an infinity among levels", () => plots.barsPlot(result, { v: ["a", "b", Infinity] }, { column: "v" }), { where: "barsPlot", code: "not-finite", column: "v", row: 2 }],
  ["a number out of range", () => plots.barsPlot(result, { v: [1, 1e200, 2] }, { column: "v" }), { where: "barsPlot", code: "out-of-range", column: "v", row: 1 }],
  ["columns of other lengths", () => plots.barsPlot(result, { v: [1, 2, 3], w: [1] }, { column: "v" }), { where: "barsPlot", code: "ragged-columns", column: "w" }],
  ["columns of other lengths, in a scatter plot", () => plots.scatterPlot({ n: [1, 2], w: [1] }, { x: "n", y: "n" }), { where: "scatterPlot", code: "ragged-columns", column: "w" }],
  ["the old order of arguments", () => plots.barsPlot(table as never, result as never, { column: "n" }), { where: "barsPlot", code: "not-a-segmentation" }],
  ["an unknown type", () => plots.barsPlot(result, table, { column: "n", type: "numeric" as "number" }), { code: "unknown-value" }],
  ["a tree with a height that is NaN", () => plots.dendrogramPlot({ ...tree, height: Float64Array.of(1, 2, NaN) }), { where: "dendrogramPlot", code: "not-a-linkage" }],
  ["a tree of one row", () => plots.dendrogramPlot(linkage(matrix([[1]]))), { where: "dendrogramPlot", code: "not-a-linkage" }],
  ["an unknown interval", () => plots.barsPlot(result, table, { column: "n", interval: "range" as plots.Interval }), { code: "unknown-value" }],
  ["what is no tree", () => plots.dendrogramPlot(bad), { where: "dendrogramPlot", code: "not-a-linkage" }],
  ["a tree that joins a node twice", () => plots.dendrogramPlot({ ...tree, left: Int32Array.of(0, 0, 0) } as Linkage), { code: "not-a-linkage" }],
  ["two cuts", () => plots.dendrogramPlot(tree, { k: 2, cut: 3 }), { code: "ambiguous-cut" }],
  ["a k beyond the rows", () => plots.dendrogramPlot(tree, { k: 5 }), { code: "not-an-integer" }],
  ["two truncations", () => plots.dendrogramPlot(tree, { truncate: { level: 2, last: 3 } as plots.Truncation }), { code: "ambiguous-truncation" }],
  ["labels that are too few", () => plots.dendrogramPlot(tree, { labels: [0, 1] }), { where: "dendrogramPlot", code: "wrong-length" }],
  ["labels that are none", () => plots.dendrogramPlot(tree, { labels: [0, 1, -1, 0] }), { code: "not-an-integer", row: 2 }],
  ["names that are too few", () => plots.dendrogramPlot(tree, { rowNames: ["a"] }), { code: "wrong-length" }],
  ["a segmentation without an elbow", () => plots.elbowPlot(result), { where: "elbowPlot", code: "not-an-elbow" }],
  ["silhouettes of other rows", () => plots.silhouettePlot({ mean: 0, values: Float64Array.of(0) }, result), { where: "silhouettePlot", code: "not-a-silhouette" }],
  ["silhouettes beyond 1", () => plots.silhouettePlot({ mean: 0, values: Float64Array.of(0, 2, 0) }, result), { code: "not-a-number", row: 1 }],
  ["what are no silhouettes", () => plots.silhouettePlot(bad as Silhouette, result), { code: "not-a-silhouette" }],
  ["a segmentation without criteria", () => plots.criteriaPlot({ choice: { k: 2, by: "caller", reason: "", criteria: [] } }), { where: "criteriaPlot", code: "not-a-segmentation" }],
  ["a criterion of an unknown name", () => plots.criteriaPlot({ choice: { k: 2, by: "auto", reason: "", criteria: [{ name: "guess" as "gap", k: 2, scores: Float64Array.of(1) }] } }), { code: "not-a-segmentation" }],
  ["what has no criteria", () => plots.criteriaPlot(bad), { where: "criteriaPlot", code: "not-a-segmentation" }],
  ["what is no stability", () => plots.stabilityPlot(bad), { where: "stabilityPlot", code: "not-a-stability" }],
  ["a share beyond 1", () => plots.stabilityPlot({ segments: [{ name: "a", jaccard: 1, recovered: 1.5, dissolved: 0 }] }), { code: "not-a-stability" }],
  ["profiles without a value", () => plots.valuePlot({ columns: [] } as never), { where: "valuePlot", code: "not-a-value-profile" }],
  ["what are no profiles", () => plots.valuePlot(bad), { where: "valuePlot", code: "not-a-value-profile" }],
  ["what is no granularity", () => plots.granularityPlot(bad), { where: "granularityPlot", code: "not-a-granularity" }],
  ["what is no cross-table", () => plots.crosstabPlot(bad), { where: "crosstabPlot", code: "not-a-crosstab" }],
  ["what is no cross-table, for mosaics", () => plots.mosaicPlot(bad), { where: "mosaicPlot", code: "not-a-crosstab" }],
  ["an unknown colouring", () => plots.mosaicPlot(counts([[1, 1]]), { color: "level" as "levels" }), { code: "unknown-value" }],
  ["counts below 0", () => plots.crosstabPlot(counts([[1, -1]])), { code: "not-a-count" }],
  ["too many rows", () => plots.crosstabPlot(ones(101, 2)), { code: "too-many-categories" }],
  ["too many columns", () => plots.crosstabPlot(ones(2, 101)), { code: "too-many-categories" }],
])("complains of %s", (_, call, fields) => {
  expect(errorOf(call)).toMatchObject(fields);
});
