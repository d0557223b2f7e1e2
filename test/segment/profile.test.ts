import fc from "fast-check";
import { expect, test } from "vitest";
import { deltaBetween } from "../../src/segment/profile.ts";
import { naiveMean, naiveQuantile, repeat } from "../oracles/naive-table.ts";
import { runs } from "../table-arbitraries.ts";
import { profiled } from "./profiled.ts";

/** Cliff's delta by its definition: every pair is looked at. */
function naiveDelta(inside: readonly number[], outside: readonly number[]): number {
  let net = 0;
  for (const x of inside) for (const y of outside) net += Math.sign(x - y);
  return net / (inside.length * outside.length);
}

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 1e6, -1e-3, 7.25));
const cases = fc.integer({ min: 2, max: 5 }).chain((k) =>
  fc.array(fc.record({ x: value, label: fc.nat(k - 1), weight: fc.integer({ min: 1, max: 3 }), level: fc.constantFrom("a", "b", "c") }), { maxLength: 30 }).map((rest) => {
    const rows = [...Array.from({ length: k }, (_, label) => ({ x: label, label, weight: 1, level: "a" })), ...rest];
    return { k, x: rows.map((row) => row.x), g: rows.map((row) => row.level), labels: rows.map((row) => row.label), weights: rows.map((row) => row.weight) };
  }),
);

test("of a number: strengths are Cliff's deltas against the rows outside, and means and medians outside are those of the rows outside", () => {
  fc.assert(
    fc.property(cases, ({ k, x, labels, weights }) => {
      const found = profiled({ x }, labels, weights);
      const [column] = found.columns;
      const of = (isIn: (label: number) => boolean): number[] => repeat(x, weights.map((weight, i) => (isIn(labels[i]) ? weight : 0)));
      for (let s = 0; s < k; s++) {
        const [inside, outside] = [of((label) => label === s), of((label) => label !== s)];
        expect(column.strengths[s]).toBeCloseTo(naiveDelta(inside, outside), 12);
        expect(column.means[s]).toBeCloseTo(naiveMean(inside), 6);
        expect(column.outside[s]).toBeCloseTo(naiveMean(outside), 6);
        expect(column.medians![s]).toBeCloseTo(naiveQuantile(inside, 0.5), 9);
        expect(column.outsideMedians![s]).toBeCloseTo(naiveQuantile(outside, 0.5), 9);
        const other = (s + 1) % k;
        expect(deltaBetween(Float64Array.from(x), found, s, other)).toBeCloseTo(naiveDelta(inside, of((label) => label === other)), 12);
      }
      const isFew = new Set(x).size <= 12 && x.every(Number.isInteger) && new Set(x).size > 1 && x.length >= 5 * new Set(x).size;
      expect(column.few?.map((one) => one.value)).toEqual(isFew ? [...new Set(x)].sort((a, b) => a - b) : undefined);
      for (const one of column.few ?? []) expect(one.means[0]).toBeCloseTo(naiveMean(of((label) => label === 0).map((each) => Number(each === one.value))), 12);
    }),
    runs(2),
  );
});

test("of a level: the strength is the share inside less the share outside, which is Cliff's delta of 0 and 1", () => {
  fc.assert(
    fc.property(cases, ({ k, g, labels, weights }) => {
      for (const { level, strengths, mean, means, outside } of profiled({ g }, labels, weights).columns) {
        const of = (isIn: (label: number) => boolean): number[] => repeat(g.map((one) => Number(one === level)), weights.map((weight, i) => (isIn(labels[i]) ? weight : 0)));
        expect(mean).toBeCloseTo(naiveMean(of(() => true)), 12);
        for (let s = 0; s < k; s++) {
          expect(strengths[s]).toBeCloseTo(naiveDelta(of((label) => label === s), of((label) => label !== s)), 12);
          expect(means[s] - outside[s]).toBeCloseTo(strengths[s], 12);
        }
      }
    }),
    runs(1),
  );
});

test("of one segment nothing is outside, and nothing sets it apart", () => {
  for (const { strengths, outside } of profiled({ x: [1, 2, 3], g: ["a", "b", "b"] }, [0, 0, 0]).columns) {
    expect([...strengths, ...outside]).toEqual([0, 0]);
  }
});
