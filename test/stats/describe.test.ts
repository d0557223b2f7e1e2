import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { describe } from "../../src/stats/describe.ts";
import { errorOf } from "../error-of.ts";
import { levelOrder, naiveDeviation, naiveMean, naiveQuantile } from "../oracles/naive-table.ts";
import { hostileTexts, tableCases, toRows } from "../table-arbitraries.ts";

const isGap = (cell: unknown): boolean => cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === "string" && cell.trim() === "");

test("the figures of numbers are those of a naive count", () => {
  const cell = fc.oneof(fc.constantFrom(null, NaN, undefined), fc.integer({ min: -2, max: 2 }), fc.integer().map((value) => value / 1000));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), (cells) => {
      fc.pre(!(cells.includes(0) && cells.includes(1)) || cells.some((value) => !isGap(value) && value !== 0 && value !== 1)); // yes and no
      const [{ column, type, count, missing, distinct, numbers }] = describe({ x: cells }).columns;
      const present = cells.filter((value) => !isGap(value)) as number[];
      expect([column, type, count, missing, distinct]).toEqual(["x", "number", present.length, cells.length - present.length, new Set(present).size]);
      expect(numbers === undefined).toBe(present.length === 0);
      if (numbers === undefined) return;
      const [mean, deviation] = [naiveMean(present), naiveDeviation(present)];
      const isConstant = new Set(present).size === 1;
      const expected = {
        mean,
        deviation: isConstant ? 0 : deviation,
        min: Math.min(...present),
        q1: naiveQuantile(present, 0.25),
        median: naiveQuantile(present, 0.5),
        q3: naiveQuantile(present, 0.75),
        max: Math.max(...present),
        skewness: isConstant ? 0 : naiveMean(present.map((x) => ((x - mean) / deviation) ** 3)),
        zeros: present.filter((x) => x === 0).length / present.length,
      };
      for (const [name, value] of Object.entries(expected)) expect(numbers[name as "mean"] / (Math.abs(value) + 1)).toBeCloseTo(value / (Math.abs(value) + 1), 8);
    }),
  );
});

test("of categories the commonest ten are listed, ties in the order of levels", () => {
  const level = fc.oneof(fc.constantFrom(...hostileTexts), fc.integer({ min: 0, max: 12 }).map(String));
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 60 }), (cells) => {
      const [{ type, count, distinct, top }] = describe({ x: ["text", ...cells] }).columns;
      const present = ["text", ...cells.filter((cell) => !isGap(cell))];
      const counted = [...new Set(present)].map((text) => ({ level: text, count: present.filter((other) => other === text).length }));
      expect([type, count, distinct]).toEqual(["category", present.length, counted.length]);
      expect(top).toEqual(counted.sort((a, b) => b.count - a.count || levelOrder(a.level, b.level)).slice(0, 10));
    }),
  );
});

test("rows, columns and frozen tables are described alike, and none is written to", () => {
  fc.assert(
    fc.property(tableCases(), ({ columns, rows }) => {
      const given = structuredClone(columns);
      Object.values(columns).forEach(Object.freeze);
      const found = describe(Object.freeze(columns));
      expect(found.rows).toBe(rows);
      expect(describe(toRows(columns, rows))).toEqual(found);
      expect(columns).toEqual(given);
      expect(structuredClone(found)).toEqual(found);
    }),
  );
});

test("an identifier is said to look like one", () => {
  const ids = Array.from({ length: 25 }, (_, i) => i + 100);
  expect(describe({ age2: ids, age: ids.map((i) => i % 7) }).columns.map(({ leftOut }) => leftOut)).toEqual(["it is a running number, from 100 to 124 without a gap", undefined]);
});

test("a matrix is described by column", () => {
  expect(describe(matrix([[1, 5], [3, 5]])).columns.map(({ column, numbers }) => [column, numbers!.mean])).toEqual([["column1", 2], ["column2", 5]]);
});

test("complains of a cell that is none, with its place", () => {
  expect(errorOf(() => describe([{ a: 1 }, { a: {} }]))).toMatchObject({ code: "not-a-cell", where: "describe", column: "a", row: 1 });
  expect(errorOf(() => describe([{ a: 1 }, { a: Infinity }]))).toMatchObject({ code: "not-finite", where: "describe", column: "a", row: 1 });
  expect(errorOf(() => describe([]))).toMatchObject({ code: "no-rows", where: "describe" });
});
