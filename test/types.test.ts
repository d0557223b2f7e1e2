// What the compiler refuses: npm run check fails where a line below compiles that must not.
import { expect, test } from "vitest";
import { clusterSegments, type ColumnName, crosstab, type Feature, influence, parseCsv, prepare, rfm, structure, type Table } from "../src/index.ts";
import { errorOf } from "./error-of.ts";

interface Customer {
  readonly age: number;
  readonly plan: string;
  readonly note?: string;
}
const customers: readonly Customer[] = [{ age: 23, plan: "free" }, { age: 61, plan: "paid" }, { age: 25, plan: "free", note: "new" }];
const columns = { age: [23, 61, 25], plan: ["free", "paid", "free"] };

test("a misspelt column of a typed table does not compile, and is told the nearest name when it runs", () => {
  const wrong: [call: () => unknown, near: string][] = [
    // @ts-expect-error: agee
    [() => clusterSegments(customers, { features: ["agee"], k: 2 }), "age"],
    // @ts-expect-error: plann
    [() => clusterSegments(customers, { features: ["age", { column: "plann", missing: "mode" }], k: 2 }), "plan"],
    // @ts-expect-error: agge
    [() => clusterSegments(customers, { features: ["plan"], weights: "agge", k: 2 }), "age"],
    // @ts-expect-error: plam
    [() => clusterSegments(columns, { features: ["plam"], k: 2 }), "plan"],
    // @ts-expect-error: agee
    [() => structure(columns, { features: ["agee"] }), "age"],
    // @ts-expect-error: agee
    [() => prepare(customers, { columns: { agee: "number" } }), "age"],
    // @ts-expect-error: plam
    [() => prepare(columns, { columns: { plam: { type: "category" } } }), "plan"],
    // @ts-expect-error: pla
    [() => crosstab(columns, "age", "pla"), "plan"],
    // @ts-expect-error: aeg
    [() => influence(columns, { of: "plan", on: "aeg" }), "age"],
    // @ts-expect-error: dayy
    [() => rfm([{ who: 1, day: "2024-01-31", paid: 2 }], { customer: "who", date: "dayy", amount: "paid" }), "day"],
  ];
  for (const [call, near] of wrong) {
    const { code, message } = errorOf(call);
    expect([code, message]).toEqual(["unknown-column", expect.stringContaining(`did you mean "${near}"?`)]);
  }
});

test("a column that is there compiles, of rows, of columns, and of what has no names at compile time", () => {
  expect(clusterSegments(customers, { features: ["age", { column: "plan", type: "category" }], k: 2 }).k).toBe(2);
  expect(clusterSegments(columns, { features: ["age"], weights: [1, 1, 2], k: 2 }).k).toBe(2);
  expect(prepare(customers, { columns: { age: "number", note: "id" } }).features.length).toBe(2);
  const features: readonly (string | Feature)[] = ["age"];
  const table: Table = columns;
  expect(clusterSegments(table, { features, k: 2 }).k).toBe(2);
  expect(clusterSegments(parseCsv("a,b\n1,2\n3,4\n"), { features: ["a"], k: 2 }).k).toBe(2);
});

test("the names are those of every kind of row", () => {
  const both: ColumnName<readonly ({ a: number } | { b: string })[]>[] = ["a", "b"];
  const any: ColumnName<readonly object[]>[] = ["whatever"];
  const matrix: ColumnName<{ data: Float64Array; rows: number; cols: number }>[] = ["column1"];
  const set: ColumnName<Set<{ c: number }>>[] = ["c"];
  expect([both, any, matrix, set].flat()).toHaveLength(5);
});
