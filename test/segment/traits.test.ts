import fc from "fast-check";
import { expect, test } from "vitest";
import { encodedNames } from "../../src/encode/fitted.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { naiveDeviation, naiveMean, naiveTable, repeat } from "../oracles/naive-table.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

const cases = clusterCases({ minRows: 8, maxRows: 40 }).map(({ options, ...table }) => {
  const weights = Array.from({ length: table.rows }, (_, i) => 1 + (i % 3));
  return { ...table, options: { ...options, weights }, weights };
});

/** (mean in segment - mean) / sqrt(s²/n * (N - n)/(N - 1)), word for word. */
function naiveTestValue(all: number[], own: number[]): number {
  const variance = naiveDeviation(all) ** 2;
  return (naiveMean(own) - naiveMean(all)) / Math.sqrt((variance / own.length) * ((all.length - own.length) / (all.length - 1)));
}

/** Cliff's delta, pair by pair. */
function naiveStrength(own: number[], others: number[]): number {
  return own.reduce((sum, x) => sum + others.reduce((net, y) => net + Math.sign(x - y), 0), 0) / (own.length * others.length);
}

test("traits are the features of a strength of 0.1 or more, strongest first, with their figures, and nothing else", () => {
  fc.assert(
    fc.property(cases, ({ columns, features, options, weights }) => {
      const { labels, segments, model } = clusterSegments(columns, options);
      const { kept, values } = naiveTable(columns, features, weights);
      const all = kept.map((row) => weights[row]);
      for (const { id, traits } of segments) {
        const own = kept.map((row) => (labels[row] === id ? weights[row] : 0));
        const found = new Map(traits.map((trait) => [trait.feature, trait]));
        model.features.forEach((fitted, f) => encodedNames(fitted).forEach((name, l) => {
          const numbers = fitted.type === "number" ? (values[f] as number[]) : values[f].map((value) => Number(value === fitted.levels[l]));
          const [whole, part, others] = [repeat(numbers, all), repeat(numbers, own), repeat(numbers, all.map((weight, i) => weight - own[i]))];
          const strength = others.length === 0 || naiveDeviation(whole) < 1e-9 ? 0 : naiveStrength(part, others);
          if (Math.abs(Math.abs(strength) - 0.1) < 1e-6) return; // rounding decides
          const trait = found.get(name);
          expect(trait !== undefined).toBe(Math.abs(strength) >= 0.1);
          if (trait === undefined) return;
          expect(trait.strength).toBeCloseTo(strength, 9);
          expect(trait.testValue).toBeCloseTo(naiveTestValue(whole, part), 6);
          expect(trait.difference).toBeCloseTo((naiveMean(part) - naiveMean(whole)) / naiveDeviation(whole), 8);
          expect(trait.overall).toBeCloseTo(naiveMean(whole), 8);
          const isPositive = naiveMean(whole) > 0 && whole.every((x) => x >= 0);
          if (isPositive) expect(trait.index).toBeCloseTo((100 * naiveMean(part)) / naiveMean(whole), 6);
          else expect(trait).not.toHaveProperty("index");
          if (fitted.type === "number") return void expect(Object.keys(trait)).not.toEqual(expect.arrayContaining(["lift"]));
          expect(trait.lift).toBeCloseTo(naiveMean(part) / naiveMean(whole), 8);
          expect(trait.captured).toBeCloseTo(part.filter((one) => one === 1).length / whole.filter((one) => one === 1).length, 8);
        }));
        const sizes = traits.map(({ strength }) => Math.abs(strength));
        expect(sizes).toEqual(sizes.slice().sort((a, b) => b - a));
      }
    }),
    runs(0.5),
  );
});

test("one segment has no traits", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      expect(clusterSegments(columns, { ...options, k: 1, minShare: 0 }).segments[0].traits).toEqual([]);
    }),
    runs(0.3),
  );
});

test("the figures of a level by hand", () => {
  const table = { g: ["a", "a", "a", "b", "b", "b", "b", "b", "b", "b"], x: [0, 0, 0, 9, 9, 9, 9, 9, 9, 0] };
  const { segments } = clusterSegments(table, { k: 2, features: ["g", { column: "x", type: "category", weight: 0.001 }] });
  // N 10, n 3, share 1 in the segment and 0.3 of all: test value 0.7 / sqrt(0.21 / 3 * 7 / 9) = 3
  const [a, , zero] = segments[1].traits;
  expect(a).toMatchObject({ feature: "g: a", strength: 1, overall: 0.3, captured: 1 });
  expect(a.testValue).toBeCloseTo(3, 12);
  expect(a.lift).toBeCloseTo(10 / 3, 12);
  expect(a.index).toBeCloseTo(1000 / 3, 10);
  // three of the four rows with 0 are here
  expect(zero).toMatchObject({ feature: "x: 0", captured: 0.75 });
  expect(zero.strength).toBeCloseTo(6 / 7, 12);
});
