// Tables with hostile names and cells, their segments, and what the rules' JavaScript makes of a row.
import fc from "fast-check";
import { clusterSegments, type Feature, type Segmentation } from "../../src/index.ts";
import "../setup.ts";

/** A table of rows with segments. */
export interface ExplainedCase {
  readonly rows: readonly object[];
  readonly features: readonly Feature[];
  readonly result: Segmentation;
}

/** Names of columns that break careless code. */
export const hostileNames: readonly string[] = [
  "__proto__", "constructor", '"; DROP TABLE t; --', "it's", "`a`\\", "[b]]", "a\nb", "${x}", "</script>", "🧁 größe", "row", "null", "\u2028", "visits < 3 or 1 = 1",
];
const hostileLevels: readonly string[] = ["Web", "it's", '"', "\\", "\\'; --", "a\nb", "`", "</script>", "\u2028\u2029", "🧁", "x, 'y'", "' OR 1 = 1 --", "-5", "0012", "%"];

const gap = fc.constantFrom<unknown>(null, undefined, NaN, "", " ");
const withGaps = (cell: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 7, arbitrary: cell }, { weight: 1, arbitrary: gap });
const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1000, max: 1000 }).map((value) => value / 8), fc.double({ min: -1e9, max: 1e9, noNaN: true }));

const kinds: Readonly<Record<string, { readonly cell: fc.Arbitrary<unknown>; readonly spec: Omit<Feature, "column"> }>> = {
  number: { cell: withGaps(number), spec: { type: "number" } },
  whole: { cell: withGaps(fc.integer({ min: 0, max: 9 })), spec: { type: "number" } },
  category: { cell: withGaps(fc.constantFrom<unknown>(...hostileLevels)), spec: { type: "category" } },
  codes: { cell: withGaps(fc.constantFrom<unknown>(1, 2, 3, 7)), spec: { type: "category" } },
  boolean: { cell: withGaps(fc.constantFrom<unknown>("yes", "no", "y", "N", true)), spec: { type: "boolean" } },
  ordered: { cell: withGaps(fc.constantFrom<unknown>("S", "M", "L", "XL")), spec: { type: "ordered", order: ["S", "M", "L", "XL"] } },
  date: { cell: withGaps(fc.integer({ min: 19000, max: 19900 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))), spec: { type: "date" } },
};

/** A row of these cells: `__proto__` is a column like any other. */
export function rowOf(names: readonly string[], cells: readonly unknown[]): object {
  return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
}

/** Tables of 4 to 60 rows whose segments are those of `clusterSegments`, or any. */
export const explainedCases: fc.Arbitrary<ExplainedCase> = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...hostileNames), { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.constantFrom(...Object.keys(kinds))), fc.integer({ min: 4, max: 60 }))
  .chain(([names, types, n]) => {
    const own = names.map(() => kinds[types.next().value as string]);
    const rows = fc.array(fc.tuple(...own.map(({ cell }) => cell)), { minLength: n, maxLength: n });
    const features = names.map((column, at): Feature => ({ column, ...own[at].spec }));
    return fc.tuple(rows, fc.array(fc.integer({ min: -1, max: 2 }), { minLength: n, maxLength: n }), fc.boolean()).map(([cells, drawn, isDrawn]) => {
      // the first row has a value in each column, and no value is the only one
      const full = own.map(({ spec }, at) => ({ number: 1 + at, category: "Web", boolean: "yes", ordered: "M", date: "2022-05-05" })[spec.type as string]);
      const other = own.map(({ spec }, at) => ({ number: 2 + at, category: "App", boolean: "no", ordered: "L", date: "2023-05-05" })[spec.type as string]);
      const table = [full, other, ...cells].map((row) => rowOf(names, row));
      const result = clusterSegments(table, { features, k: 2, effort: "fast", structure: false });
      return { rows: table, features, result: isDrawn ? withLabels(result, [0, 1, ...drawn]) : result };
    });
  });

/** The result with other labels, and as many segments as they have. */
export function withLabels(result: Segmentation, labels: readonly number[]): Segmentation {
  const k = 1 + Math.max(...labels);
  const segments = Array.from({ length: k }, (_, id) => ({ ...result.segments[0], id, name: `segment ${id}`, size: labels.filter((label) => label === id).length }));
  const centroids = { rows: k, cols: result.centroids.cols, data: new Float64Array(k * result.centroids.cols) };
  const training = { ...result.model.training, shares: segments.map(() => 1 / k) };
  const model = { ...result.model, training, names: segments.map(({ name }) => name), centroids: segments.map(() => Array(result.centroids.cols).fill(0) as number[]) };
  return { ...result, k, labels: Int32Array.from(labels), segments, centroids, model };
}

/** The function that JavaScript gives. */
export function functionOf(javascript: string): (row: object) => number {
  return new Function(`"use strict"; return ${javascript}`)() as (row: object) => number;
}
