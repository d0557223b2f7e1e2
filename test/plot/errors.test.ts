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
const counts = (data: number[][]): plots.Counts => ({ rows: ["r"], columns: ["c", "d"], counts: matrix(data) });
const bad = {} as never;

test.each<[string, () => unknown, object, RegExp]>([
  ["an unknown option", () => plots.sizesPlot(result, { widht: 3 } as plots.PlotOptions), { where: "sizesPlot", code: "unknown-option" }, /`theme` and nothing else\. Got "widht"; did you mean "width"\?/],
  ["a width that is too small", () => plots.sizesPlot(result, { width: 10 }), { code: "not-a-number" }, /`width` must be a finite number in \[240, 2000\]\. Got 10\./],
  ["an unknown theme", () => plots.sizesPlot(result, { theme: "drak" as "dark" }), { code: "unknown-value" }, /did you mean "dark"\?/],
  ["a title that is no text", () => plots.sizesPlot(result, { title: 3 as unknown as string }), { code: "not-a-text" }, /`title` must be a text\. Got 3\./],
  ["what is no segmentation", () => plots.sizesPlot({} as Segmentation), { code: "not-a-segmentation" }, /`result` must be what clusterSegments gives/],
  ["what is no segmentation, for profiles", () => plots.profilePlot(bad), { where: "profilePlot", code: "not-a-segmentation" }, /nothing in it/],
  ["what are no correlations", () => plots.correlationPlot(bad), { where: "correlationPlot", code: "not-correlations" }, /must be what correlate gives/],
  ["too many correlations", () => plots.correlationPlot({ columns: Array.from({ length: 101 }, String), matrix: { data: new Float64Array(101 * 101), rows: 101, cols: 101 } }), { code: "too-many-columns" }, /at most 100 columns\. Got 101\./],
  ["an unknown column", () => plots.scatterPlot(table, { x: "m", y: "n" }), { where: "scatterPlot", code: "unknown-column", column: "m" }, /column `m` is not in the table, which has `n`, `minus`, `kind`/],
  ["a text where a number is needed", () => plots.scatterPlot(table, { x: "n", y: "kind" }), { code: "not-finite", column: "kind", row: 0 }, /must be a finite number\. Got "x"\./],
  ["a number below 0 on a logarithmic axis", () => plots.scatterPlot(table, { x: "n", y: "minus", log: "y" }), { code: "below-zero", column: "minus", row: 1 }, /at least 0 on a logarithmic axis\. Got -2\./],
  ["a table of other rows", () => plots.scatterPlot({ n: [1] }, { x: "n", y: "n", color: result }), { code: "wrong-length" }, /the 3 rows that were segmented\. Got 1\./],
  ["no table", () => plots.scatterPlot(null as never, { x: "n", y: "n" }), { code: "not-a-table" }, /Got null\./],
  ["no column", () => plots.barsPlot(result, table, {} as plots.BarsPlotOptions), { where: "barsPlot", code: "unknown-column" }, /column `undefined` is not in the table/],
  ["an infinity among levels", () => plots.barsPlot(result, { v: ["a", "b", Infinity] }, { column: "v" }), { where: "barsPlot", code: "not-finite", column: "v", row: 2 }, /Got Infinity\./],
  ["a number out of range", () => plots.barsPlot(result, { v: [1, 1e200, 2] }, { column: "v" }), { where: "barsPlot", code: "out-of-range", column: "v", row: 1 }, /Got 1e\+200\./],
  ["columns of other lengths", () => plots.barsPlot(result, { v: [1, 2, 3], w: [1] }, { column: "v" }), { where: "barsPlot", code: "ragged-columns", column: "w" }, /Got 1\./],
  ["columns of other lengths, in a scatter plot", () => plots.scatterPlot({ n: [1, 2], w: [1] }, { x: "n", y: "n" }), { where: "scatterPlot", code: "ragged-columns", column: "w" }, /Got 1\./],
  ["the old order of arguments", () => plots.barsPlot(table as never, result as never, { column: "n" }), { where: "barsPlot", code: "not-a-segmentation" }, /`result` must be/],
  ["an unknown type", () => plots.barsPlot(result, table, { column: "n", type: "numeric" as "number" }), { code: "unknown-value" }, /`type` must be one of "number", "category"/],
  ["a tree with a height that is NaN", () => plots.dendrogramPlot({ ...tree, height: Float64Array.of(1, 2, NaN) }), { where: "dendrogramPlot", code: "not-a-linkage" }, /merge 2: must have a height/],
  ["a tree of one row", () => plots.dendrogramPlot(linkage(matrix([[1]]))), { where: "dendrogramPlot", code: "not-a-linkage" }, /of at least 2 rows/],
  ["an unknown interval", () => plots.barsPlot(result, table, { column: "n", interval: "range" as plots.Interval }), { code: "unknown-value" }, /`interval` must be one of/],
  ["what is no tree", () => plots.dendrogramPlot(bad), { where: "dendrogramPlot", code: "not-a-linkage" }, /must be a Linkage/],
  ["a tree that joins a node twice", () => plots.dendrogramPlot({ ...tree, left: Int32Array.of(0, 0, 0) } as Linkage), { code: "not-a-linkage" }, /each once/],
  ["two cuts", () => plots.dendrogramPlot(tree, { k: 2, cut: 3 }), { code: "ambiguous-cut" }, /Got both\./],
  ["a k beyond the rows", () => plots.dendrogramPlot(tree, { k: 5 }), { code: "not-an-integer" }, /`k` must be an integer in \[1, 4\]\. Got 5\./],
  ["two truncations", () => plots.dendrogramPlot(tree, { truncate: { level: 2, last: 3 } as plots.Truncation }), { code: "ambiguous-truncation" }, /Got both\./],
  ["labels that are too few", () => plots.dendrogramPlot(tree, { labels: [0, 1] }), { where: "dendrogramPlot", code: "wrong-length" }, /one integer a row, 4 in all\. Got 2\./],
  ["labels that are none", () => plots.dendrogramPlot(tree, { labels: [0, 1, -1, 0] }), { code: "not-an-integer", row: 2 }, /Got -1\./],
  ["names that are too few", () => plots.dendrogramPlot(tree, { rowNames: ["a"] }), { code: "wrong-length" }, /one text a row, 4 in all/],
  ["a segmentation without an elbow", () => plots.elbowPlot(result), { where: "elbowPlot", code: "not-an-elbow" }, /whose k was chosen/],
  ["silhouettes of other rows", () => plots.silhouettePlot({ mean: 0, values: Float64Array.of(0) }, result), { where: "silhouettePlot", code: "not-a-silhouette" }, /Got 1 values for 3 labels\./],
  ["silhouettes beyond 1", () => plots.silhouettePlot({ mean: 0, values: Float64Array.of(0, 2, 0) }, result), { code: "not-a-number", row: 1 }, /in \[-1, 1\]\. Got 2\./],
  ["what are no silhouettes", () => plots.silhouettePlot(bad as Silhouette, result), { code: "not-a-silhouette" }, /Got an object/],
  ["what is no cross-table", () => plots.crosstabPlot(bad), { where: "crosstabPlot", code: "not-a-crosstab" }, /must hold `rows`, `columns` and `counts`/],
  ["what is no cross-table, for mosaics", () => plots.mosaicPlot(bad), { where: "mosaicPlot", code: "not-a-crosstab" }, /must hold `rows`, `columns` and `counts`/],
  ["an unknown colouring", () => plots.mosaicPlot(counts([[1, 1]]), { color: "level" as "levels" }), { code: "unknown-value" }, /did you mean "levels"\?/],
  ["counts below 0", () => plots.crosstabPlot(counts([[1, -1]])), { code: "not-a-count" }, /no number below 0\. Got -1\./],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject(fields);
  expect(error.message).toMatch(shows);
});
