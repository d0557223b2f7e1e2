// Segmentations whose segments are known beforehand: the levels of one column; a row without one is dropped.
import fc from "fast-check";
import { clusterSegments, type Segmentation } from "../../src/index.ts";

/** A table with a column `group`, its segmentation by that column, and the group of each segment. */
export interface Grouped {
  readonly table: Readonly<Record<string, readonly unknown[]>>;
  readonly result: Segmentation;
  readonly groups: readonly string[];
}

/** Segments a table by its column `group`. */
export function groupedBy(group: readonly (string | null)[], others: Readonly<Record<string, readonly unknown[]>>, weights?: readonly number[]): Grouped {
  const table = { group, ...others };
  const levels = new Set(group.filter((level) => level !== null));
  const result = clusterSegments(table, {
    features: [{ column: "group", type: "category", missing: "drop" }],
    k: levels.size, minShare: 0, structure: false, effort: "fast", weights, names: ({ name }) => name,
  });
  return { table, result, groups: result.segments.map((_, s) => group[result.labels.indexOf(s)]!) };
}

/** Rows of one to four groups, some in none; each group has three rows. */
export const groupings: fc.Arbitrary<(string | null)[]> = fc.integer({ min: 1, max: 4 }).chain((k) => {
  const levels = ["p", "q", "r", "s"].slice(0, k);
  const row = fc.oneof({ weight: 8, arbitrary: fc.constantFrom<string | null>(...levels) }, { weight: 1, arbitrary: fc.constant(null) });
  return fc.array(row, { minLength: 4, maxLength: 24 }).map((rows) => [...levels, ...levels, ...levels, ...rows]);
});

/** The rows of a table in another order, and its segmentation, which stays what it was. */
export function reordered({ table, result, groups }: Grouped, order: readonly number[]): Grouped {
  const moved = Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, order.map((row) => cells[row])]));
  return { table: moved, result: { ...result, labels: Int32Array.from(order, (row) => result.labels[row]) }, groups };
}

/** An order of so many rows. */
export function orders(rows: number): fc.Arbitrary<number[]> {
  const all = Array.from({ length: rows }, (_, row) => row);
  return fc.shuffledSubarray(all, { minLength: rows, maxLength: rows });
}
