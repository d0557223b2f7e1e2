import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, type Matrix } from "../../src/core/matrix.ts";
import { ranks } from "../../src/core/quantile.ts";
import { correlate, type CorrelateOptions } from "../../src/stats/correlate.ts";
import { errorOf } from "../error-of.ts";
import { naiveDeviation, naiveMean } from "../oracles/naive-table.ts";
import { hostileTexts } from "../table-arbitraries.ts";

const naiveRanks = (values: number[]): number[] => values.map((x) => values.filter((y) => y < x).length + (values.filter((y) => y === x).length + 1) / 2);

function naiveCorrelation(a: number[], b: number[], method: CorrelateOptions["method"]): number {
  const rows = a.map((_, i) => i).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]));
  const [x, y] = [a, b].map((column) => rows.map((i) => column[i])).map((column) => (method === "spearman" ? naiveRanks(column) : column));
  if (new Set(x).size < 2 || new Set(y).size < 2) return NaN;
  const [mx, my] = [naiveMean(x), naiveMean(y)];
  return naiveMean(x.map((value, i) => (value - mx) * (y[i] - my))) / naiveDeviation(x) / naiveDeviation(y);
}

const entry = ({ data, cols }: Matrix, a: number, b: number): number => data[a * cols + b];

const cells = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -3, max: 3 }) }, { weight: 3, arbitrary: fc.integer({ min: -9999, max: 9999 }).map((x) => x / 7) }, { weight: 1, arbitrary: fc.constant(NaN) });
const columnsOf = fc.integer({ min: 1, max: 19 }).chain((rows) => fc.array(fc.array(cells, { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 4 }));

describe.each(["pearson", "spearman"] as const)("%s", (method) => {
  test("is the naive correlation of every two columns over the rows they have in common", () => {
    fc.assert(
      fc.property(columnsOf, (columns) => {
        const { matrix: found } = correlate(Object.fromEntries(columns.map((column, c) => [`c${c}`, column])), { method });
        columns.forEach((a, i) => columns.forEach((b, j) => {
          const expected = naiveCorrelation(a, b, method);
          if (Number.isNaN(expected)) expect(entry(found, i, j)).toBeNaN();
          else expect(entry(found, i, j)).toBeCloseTo(expected, 9);
        }));
      }),
    );
  });

  test("is symmetric, within -1 and 1, and exactly 1 on the diagonal where a column varies", () => {
    fc.assert(
      fc.property(columnsOf, (columns) => {
        const { matrix: found } = correlate(Object.fromEntries(columns.map((column, c) => [`c${c}`, column])), { method });
        columns.forEach((a, i) => columns.forEach((_, j) => {
          expect(entry(found, i, j)).toBe(entry(found, j, i));
          expect(Math.abs(entry(found, i, j)) > 1).toBe(false);
          if (i === j) expect(entry(found, i, j)).toBe(new Set(a.filter((x) => !Number.isNaN(x))).size > 1 ? 1 : NaN);
        }));
      }),
    );
  });
});

test("ranks are from 1, equal values sharing their mean", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(0, -0), fc.integer({ min: -3, max: 3 }))), (values) => {
    expect(Array.from(ranks(Float64Array.from(values)))).toEqual(naiveRanks(values));
  }));
});

test("a category counts as one dummy a level, its gaps left out", () => {
  const { columns, matrix: found } = correlate({ n: [1, 2, 3, 4], c: ["y", "x", null, "x"] });
  expect(columns).toEqual(["n", "c: x", "c: y"]);
  expect(entry(found, 0, 1)).toBeCloseTo(naiveCorrelation([1, 2, 4], [0, 1, 1], "pearson"), 12);
  expect(entry(found, 1, 2)).toBeCloseTo(-1, 12);
});

test("identifiers and categories of more than 50 levels are left out, but for a matrix", () => {
  const ids = Array.from({ length: 60 }, (_, i) => i);
  const table = { id: ids, many: [...ids.map((i) => `m${i}`), ...ids.map((i) => `m${i}`)].slice(0, 60).map((m, i) => (i < 8 ? "m59" : m)), n: ids.map((i) => i % 9) };
  expect(correlate(table).columns).toEqual(["n"]);
  expect(correlate(matrix(ids.map((i) => [i, i % 9]))).columns).toEqual(["column1", "column2"]);
});

test("hostile names and levels are names like any other", () => {
  const table = Object.fromEntries(hostileTexts.map((name, c) => [name, ["a", "b", "a", "b"].map((level, i) => (c % 2 === 0 ? (i * c) % 3 : level + name))]));
  const { columns, matrix: found } = correlate(table);
  expect(new Set(columns).size).toBe(columns.length);
  expect(found.cols).toBe(columns.length);
});

test.each<[string, () => unknown, object, RegExp]>([
  ["an unknown method", () => correlate({ a: [1] }, { method: "kendall" as "pearson" }), { code: "unknown-value" }, /`method` must be one of "pearson", "spearman"\. Got "kendall"/],
  ["an unknown option", () => correlate({ a: [1] }, { methods: "pearson" } as CorrelateOptions), { code: "unknown-option" }, /the options may hold `method`, `columns` and nothing else\. Got "methods"; did you mean "method"\?/],
  ["nothing to correlate", () => correlate({ id: Array.from({ length: 30 }, (_, i) => i) }), { code: "no-columns" }, /must have a column of numbers or of few categories\. Got none\./],
  ["an infinity", () => correlate({ a: [1, Infinity] }), { code: "not-finite", column: "a", row: 1 }, /Got Infinity/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "correlate", ...fields });
  expect(error.message).toMatch(shows);
});
