import fc from "fast-check";
import type { Feature } from "../src/prepare/spec.ts";
import type { ClusterOptions } from "../src/segment/options.ts";
import { criterionNames } from "../src/validity/choose-k.ts";
import "./setup.ts";

const dear = 0.8; // the properties of tables take most of the time

/** A share of the usual number of runs, for a property that takes long. */
export function runs(share: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(dear * share * (fc.readConfigureGlobal().numRuns ?? 100)) };
}

/** A table of columns and what may be asked of it. */
export interface TableCase {
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
  readonly rows: number;
  readonly features: readonly Feature[];
}

interface Column {
  readonly cells: unknown[];
  readonly feature: Omit<Feature, "column">;
}

/** Names that break careless code. */
export const hostileTexts: readonly string[] = [
  "__proto__", "constructor", "toString", "", " ", "2019", "-1", "<script>alert(1)</script>", "a\nb", "a\r\nb", 'a "b", c', "a|b", "`a`\\", "=1+1", "🧁", "\ud800", "\u0000", "\u2028", "x".repeat(10_000),
];

const gaps = [null, undefined, NaN, "", " \t"];
const numbers = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 100_000 }).map((value) => value / 1000));
const levels = fc.constantFrom<unknown>("red", "green", "blue", 1, "1", true, "grey area");

/** Cells of which the first is never missing. */
function cellsOf(cell: fc.Arbitrary<unknown>, rows: number, hasGaps: boolean): fc.Arbitrary<unknown[]> {
  const gap = fc.constantFrom<unknown>(...gaps);
  const later = hasGaps ? fc.oneof({ weight: 5, arbitrary: cell }, { weight: 1, arbitrary: gap }) : cell;
  return fc.tuple(cell, fc.array(later, { minLength: rows - 1, maxLength: rows - 1 })).map(([first, rest]) => [first, ...rest]);
}

function numericColumn(rows: number, hasGaps: boolean): fc.Arbitrary<Column> {
  const cell = fc.oneof({ weight: 6, arbitrary: numbers }, { weight: 1, arbitrary: numbers.map(String).filter((text) => !/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) });
  const constant = numbers.chain((value) => fc.constant(value));
  const feature = fc.record({
    type: fc.constant("number" as const),
    missing: hasGaps ? fc.constantFrom<NonNullable<Feature["missing"]>>("mean", "median", "mode", "drop", { fill: 0 }) : fc.constant("error" as const),
    transform: fc.constantFrom(undefined, undefined, "log1p" as const, "sqrt" as const, "rank" as const),
    winsorise: fc.constantFrom(undefined, undefined, [0.05, 0.95] as const, [0, 0.8] as const),
    scale: fc.constantFrom("standard" as const, "robust" as const, "min-max" as const),
    weight: fc.constantFrom(1, 1, 0.5, 3),
  });
  const cells = fc.oneof({ weight: 8, arbitrary: cellsOf(cell, rows, hasGaps) }, { weight: 1, arbitrary: constant.chain((value) => cellsOf(fc.constant(value), rows, hasGaps)) });
  return fc.record({ cells, feature });
}

function categoricalColumn(rows: number, hasGaps: boolean): fc.Arbitrary<Column> {
  const feature = fc.record({
    type: fc.constant("category" as const),
    missing: hasGaps ? fc.constantFrom<NonNullable<Feature["missing"]>>("mode", "category", "drop", { fill: "red" }, { fill: "none" }) : fc.constant("error" as const),
    poolBelow: fc.constantFrom(0, 0, 0.2),
    unseen: fc.constantFrom("error" as const, "rare" as const, "zeros" as const),
    labels: fc.constantFrom({}, { red: "Red", 1: "One" }),
    weight: fc.constantFrom(1, 1, 2),
  });
  return fc.record({ cells: cellsOf(levels, rows, hasGaps), feature });
}

/** Tables of numbers and categories, with ties, duplicates, constants and gaps, each column a feature. */
export function tableCases({ minRows = 1, maxRows = 24, maxCols = 4 }: { minRows?: number; maxRows?: number; maxCols?: number } = {}): fc.Arbitrary<TableCase> {
  return fc.tuple(fc.integer({ min: minRows, max: maxRows }), fc.boolean()).chain(([rows, hasGaps]) => {
    const column = fc.oneof(numericColumn(rows, hasGaps), categoricalColumn(rows, hasGaps));
    return fc.array(column, { minLength: 1, maxLength: maxCols }).map((columns) => ({
      columns: Object.fromEntries(columns.map(({ cells }, at) => [`c${at}`, cells])),
      rows,
      features: columns.map(({ feature }, at) => ({ column: `c${at}`, ...feature })),
    }));
  });
}

/** Options of all kinds, but for those that name columns or rows. */
export const clusterOptions: fc.Arbitrary<ClusterOptions> = fc.record({
  method: fc.constantFrom("ward-kmeans" as const, "ward-kmeans" as const, "kmeans" as const),
  scaling: fc.constantFrom("column" as const, "feature" as const),
  choose: fc.constantFrom("auto", "icl", ...criterionNames.slice(0, -3)),
  effort: fc.constantFrom("fast" as const, "fast" as const, "balanced" as const),
  minShare: fc.constantFrom(0, 0.1, 0.3),
  seed: fc.nat({ max: 1000 }),
  structure: fc.constant(false), // tables of chance, by themselves: test/segment/structure.test.ts
});

/** A table, its features, options, and sometimes weights. */
export function clusterCases(size: { minRows?: number; maxRows?: number; maxCols?: number } = {}): fc.Arbitrary<TableCase & { readonly options: ClusterOptions }> {
  return fc.tuple(tableCases(size), clusterOptions).chain(([table, options]) => {
    const weight = fc.constantFrom(1, 2, 3, 0.5);
    const weights = fc.option(fc.array(weight, { minLength: table.rows, maxLength: table.rows }), { nil: undefined });
    return weights.map((weights) => ({ ...table, options: { ...options, features: table.features, weights } }));
  });
}

/** The rows of a table of columns. */
export function toRows(columns: TableCase["columns"], rows: number): Record<string, unknown>[] {
  return Array.from({ length: rows }, (_, i) => Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[i]])));
}
