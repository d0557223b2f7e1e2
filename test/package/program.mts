// A stranger's program: strictly typed, as an ES module.
import { clusterSegments, describe, formatSegments, InputError, parseCsv, predict } from "audience-segmentation";
import type { ClusterOptions, Segment, Segmentation, SegmentModel, Table } from "audience-segmentation";

import { correlationPlot, type PlotOptions, scatterPlot, sizesPlot } from "audience-segmentation/plot";

const table: Table = parseCsv("age,plan\n31,free\n58,paid\n24,free\n");
const options: ClusterOptions = { features: ["age", { column: "plan", labels: { free: "Free", paid: "Paid" } }], k: 2 };
const result: Segmentation = clusterSegments(table, options);
const model: SegmentModel = JSON.parse(JSON.stringify(result.model));

export const labels: Int32Array = predict(model, [{ age: 40, plan: "paid" }]);
export const names: string[] = result.segments.map((segment: Segment) => segment.name);
export const printed: string = formatSegments(result, "markdown");
export const lineOf = (error: unknown): number | undefined => (error instanceof InputError ? error.line : undefined);

import { report } from "audience-segmentation/report";
export const page: string = report(result, table, { format: "markdown" });
const wide: PlotOptions = { width: 1000, theme: "dark" };
export const pictures: string[] = [sizesPlot(result, wide), scatterPlot(table, { x: "age", y: "age", color: result, ...wide })];
// @ts-expect-error: the columns must be named
scatterPlot(table, { x: "age" });
// @ts-expect-error: a table is no correlations
correlationPlot(table);

// @ts-expect-error: no such option
clusterSegments(table, { clusters: 2 });
// @ts-expect-error: no such method
clusterSegments(table, { method: "wrad" });
// @ts-expect-error: a text is no table
clusterSegments("age,plan");
// @ts-expect-error: results are not to be written to
result.k = 3;

import { assignAsync, type AsyncProgress, clusterSegmentsAsync, stabilityAsync } from "audience-segmentation/async";
export const later: Promise<Segmentation> = clusterSegmentsAsync(table, { k: 2, transfer: true, onProgress: ({ share }: AsyncProgress) => share, names: ["a", "b"] });
export const placed: Promise<Int32Array> = assignAsync(model, { age: 40, plan: "paid" }, { missing: "error" }).then((found) => found.labels);
export const again: Promise<number> = stabilityAsync(table, { resamples: 3 }).then((found) => found.adjustedRand.mean);
// @ts-expect-error: a function cannot be sent
void clusterSegmentsAsync(table, { names: (segment: Segment) => segment.name });
// @ts-expect-error: no such column
void clusterSegmentsAsync([{ age: 3 }], { features: ["aeg"] });

// arrays of an interface or a class are tables, though neither has an index signature
interface Customer {
  spend: number;
  plan: string;
}
class Visitor {
  pages = 3;
}
const customers: readonly Customer[] = [{ spend: 1, plan: "a" }, { spend: 2, plan: "b" }];
export const ofInterface: number = clusterSegments(customers, { k: 2 }).k + predict(clusterSegments(customers, { k: 2 }).model, customers).length;
export const ofClass: number = describe([new Visitor()]).rows;
