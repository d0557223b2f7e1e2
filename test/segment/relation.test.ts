import fc from "fast-check";
import { expect, test } from "vitest";
import type { EncodedFeature } from "../../src/encode/fitted.ts";
import { createRelation } from "../../src/segment/relation.ts";
import { runs } from "../table-arbitraries.ts";

type Part = Parameters<ReturnType<typeof createRelation>>[0];
const bound = 0.8;

/** The correlation of weighted values by its definition; 0 where one is constant. */
function naiveCorrelation(x: readonly number[], y: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = (of: readonly number[]): number => of.reduce((sum, value, i) => sum + weights[i] * value, 0) / total;
  const [a, b] = [mean(x), mean(y)];
  const product = (p: readonly number[], q: readonly number[], p0: number, q0: number): number => p.reduce((sum, value, i) => sum + weights[i] * (value - p0) * (q[i] - q0), 0);
  const size = Math.sqrt(product(x, x, a, a) * product(y, y, b, b));
  return size > 1e-12 ? product(x, y, a, b) / size : 0;
}

/** The weight below each value and half of what is equal to it. */
function naiveRanks(x: readonly number[], weights: readonly number[]): number[] {
  return x.map((value) => x.reduce((sum, other, i) => sum + weights[i] * (other < value ? 1 : other === value ? 0.5 : 0), 0));
}

const indicator = (cells: readonly number[], { members }: Part): number[] => cells.map((cell) => Number(members.has(cell)));

const cases = fc
  .array(fc.record({ a: fc.integer({ min: -1, max: 2 }), noise: fc.nat(9), w: fc.integer({ min: 1, max: 3 }), x: fc.integer({ min: -4, max: 4 }) }), { minLength: 2, maxLength: 40 })
  .chain((rows) => fc.record({ rows: fc.constant(rows), same: fc.nat(9), isWeighted: fc.boolean(), left: fc.subarray([0, 1, 2], { minLength: 1 }), right: fc.subarray([0, 1, 2], { minLength: 1 }) }));

test("parts are alike where the correlation of their numbers, their ranks, or who is of the levels is above 0.8", () => {
  fc.assert(
    fc.property(cases, ({ rows, same, isWeighted, left, right }) => {
      const codes = rows.map((row) => row.a);
      const others = rows.map((row) => (row.noise <= same ? row.a : (row.noise % 4) - 1));
      const few = rows.map((row) => (row.noise <= same ? row.a * 1.5 : row.x));
      const numbers = rows.map((row) => (row.noise <= same ? row.a : row.x) + row.x / 8);
      const weights = rows.map((row) => (isWeighted ? row.w : 1));
      const category = (cells: readonly number[]): EncodedFeature => ({ type: "category", codes: Int32Array.from(cells) });
      const number = (cells: readonly number[]): EncodedFeature => ({ type: "number", values: Float64Array.from(cells) });
      const parts: (Part & { readonly cells: readonly number[] })[] = [
        { column: "a", feature: category(codes), members: new Set(left), cells: codes },
        { column: "b", feature: category(others), members: new Set(right), cells: others },
        { column: "few", feature: number(few), members: new Set(right.map((code) => code * 1.5)), cells: few },
        { column: "n", feature: number(numbers), members: new Set(), cells: numbers },
      ];
      const areAlike = createRelation(Float64Array.from(weights));
      for (const one of parts) {
        for (const other of parts) {
          const scores = [one, other].map((part) => (part.members.size > 0 ? [indicator(part.cells, part)] : [part.cells, naiveRanks(part.cells, weights)]));
          const sizes = [0, 1].map((at) => Math.abs(naiveCorrelation(scores[0][at] ?? scores[0][0], scores[1][at] ?? scores[1][0], weights)));
          if (sizes.every((size) => Math.abs(size - bound) > 1e-9)) expect(areAlike(one, other)).toBe(Math.max(...sizes) > bound);
        }
      }
    }),
    runs(2),
  );
});

test("a correlation of 0.8 is told as the rows sum up, whether they count once or not", () => {
  const [ones, zeros] = [new Array<number>(10).fill(1), new Array<number>(10).fill(0)];
  const left = [...ones, ...zeros];
  const right = left.map((code, i) => (i % 10 === 0 ? 1 - code : code)); // 9, 1, 1 and 9 rows
  const parts = [left, right].map((codes, at): Part => ({ column: `c${at}`, feature: { type: "category", codes: Int32Array.from(codes) }, members: new Set([1]) }));
  const isAlike = (weight: number): boolean => createRelation(new Float64Array(20).fill(weight))(parts[0], parts[1]);
  expect(isAlike(1)).toBe(isAlike(4)); // a power of two changes no digit; weights above 1 are summed
});
