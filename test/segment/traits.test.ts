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

test("traits are the features whose test value is 2 or more, strongest first, and nothing else", () => {
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
          const [whole, part] = [repeat(numbers, all), repeat(numbers, own)];
          const isConstant = naiveDeviation(whole) < 1e-9 || part.length === whole.length;
          const testValue = isConstant ? 0 : naiveTestValue(whole, part);
          if (Math.abs(Math.abs(testValue) - 2) < 1e-6) return; // rounding decides
          const trait = found.get(name);
          expect(trait !== undefined).toBe(Math.abs(testValue) >= 2);
          if (trait === undefined) return;
          expect(trait.testValue).toBeCloseTo(testValue, 6);
          expect(trait.difference).toBeCloseTo((naiveMean(part) - naiveMean(whole)) / naiveDeviation(whole), 8);
          if (fitted.type === "number") expect(trait).not.toHaveProperty("lift");
          else expect(trait.lift).toBeCloseTo(naiveMean(part) / naiveMean(whole), 8);
        }));
        const sizes = traits.map(({ testValue }) => Math.abs(testValue));
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

test("a test value by hand", () => {
  const table = { g: ["a", "a", "a", "b", "b", "b", "b", "b", "b", "b"], x: [0, 0, 0, 9, 9, 9, 9, 9, 9, 9] };
  const { segments } = clusterSegments(table, { k: 2, features: ["g", { column: "x", type: "category" }] });
  // N 10, n 3, mean 1 in the segment and 0.3 of all: 0.7 / sqrt(0.21 / 3 * 7 / 9) = 3
  expect(segments[1].traits[0].testValue).toBeCloseTo(3, 12);
  expect(segments[1].traits[0].lift).toBeCloseTo(10 / 3, 12);
});
