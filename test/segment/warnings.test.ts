import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { ClusterOptions } from "../../src/segment/options.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const warningsOf = (...call: Parameters<typeof clusterSegments>): readonly string[] => clusterSegments(...call).warnings;

test("a table without fault gives no warnings", () => {
  expect(warningsOf({ a: [1.5, 2, 8, 9], b: ["x", "x", "y", "y"] })).toEqual([]);
});

test("warnings come in the order of the work: columns, cells, constants, partition, outliers", () => {
  const table = { id: count(30), code: count(30).map((i) => i % 3), gap: count(30).map((i) => (i === 4 ? null : i % 7 + 0.5)), same: count(30).map(() => 3.5) };
  const features = ["code", { column: "gap", missing: "median" as const }, "same"];
  expect(warningsOf(table, { features, k: 2, minShare: 0.9 })).toEqual([
    '`code` has 3 codes, as its name suggests, and was taken for a quantity; if they are codes, say `columns: { "code": "category" }`.',
    "1 missing cell of `gap` was filled with 3.5.",
    "Feature `same` is constant.",
    expect.stringMatching(/^The smallest segment holds [\d.]+% of the weight, less than the 90% asked for\.$/),
  ]);
  expect(warningsOf({ id: count(30), a: count(30).map((i) => i / 2) })[0]).toMatch(/^Column `id` was not used: its whole numbers are all distinct, as its name suggests\./);
});

describe("a mean that hangs on a few rows", () => {
  const usual = count(40).map((i) => i % 5);
  const spentOf = (...extreme: number[]) => warningsOf({ spent: [...usual, ...extreme] }, { k: 1 }).filter((warning) => warning.includes("hangs on"));

  test("is told, with the mean without them", () => {
    expect(spentOf(1000)).toEqual(['The mean 26.34 of `spent` in "Everyone" hangs on one outlier of 1000; without it it is 2, and the median is 2.']);
    expect(warningsOf({ spent: [...count(40).map(() => 7), 8.5] }, { k: 1 })).toEqual(['The mean 7.04 of `spent` in "Everyone" hangs on one outlier of 8.5; without it it is 7, and the median is 7.']);
  });

  test("is told however many other rows there are, if it is far enough to be felt", () => {
    const many = count(5000).map((i) => i % 5);
    expect(warningsOf({ spent: [...many, 1e6] }, { k: 1, method: "kmeans" }).at(-1)).toMatch(/hangs on one outlier of 1000000; without it it is 2,/);
    expect(warningsOf({ spent: [...many, 100] }, { k: 1, method: "kmeans" }).filter((warning) => warning.includes("hangs on"))).toEqual([]);
  });

  test("is not told of even data, of a lone value that is near, or of fewer than ten rows", () => {
    expect(spentOf()).toEqual([]);
    expect(spentOf(5)).toEqual([]);
    expect(spentOf(9)).toEqual([]); // 4.9 standard deviations of the others
    expect(warningsOf({ spent: [1, 2, 3, 1, 2, 3, 1, 2, 1000] }, { k: 1 }).filter((warning) => warning.includes("hangs on"))).toEqual([]);
  });

  test("is told below the mean too, and by weight", () => {
    expect(spentOf(-1000)[0]).toMatch(/one outlier of -1000; without it it is 2,/);
    const light = warningsOf({ spent: [...usual, 1000] }, { k: 1, weights: [...usual.map(() => 1000), 1] });
    expect(light.filter((warning) => warning.includes("hangs on"))).toEqual([]);
  });
});

describe("segments that only restate categories", () => {
  const restated = { channel: count(200).map((i) => "abcd"[i % 4]), spent: count(200).map((i) => (i * 37) % 101) };
  const told = (...call: Parameters<typeof clusterSegments>) => warningsOf(...call).filter((warning) => warning.startsWith("The segments "));

  test("are told, with the number that comes nearest to setting them apart", () => {
    expect(told(restated, { k: 4, scaling: "column" })).toEqual([
      'The segments restate `channel`: every combination of their levels lies in one. Try scaling: "feature", or a transform of the numbers.',
      expect.stringMatching(/^The segments explain no number: [\d.]+% of `spent` at most\. Try/),
    ]);
  });

  test("are not told where a number parts a combination, where there is no number or no category, of one segment, or of few rows", () => {
    const parted = { ...restated, spent: count(200).map((i) => (i % 8 < 4 ? 0 : 1000) + (i % 7)) };
    expect(told(parted, { k: 2, scaling: "feature" })).toEqual([]);
    expect(told({ channel: restated.channel }, { k: 4 })).toEqual([]);
    expect(told({ spent: restated.spent }, { k: 4 })).toEqual([]);
    expect(told(restated, { k: 1 })).toEqual([]);
    expect(told({ a: [1, 2, 8, 9], b: ["x", "x", "y", "y"] }, { k: 2 })).toEqual([]);
  });
});

describe("above 10 000 rows the tree is of cells of nearby rows, and that is said", () => {
  const table = { a: Float64Array.from({ length: 10_001 }, (_, i) => ((i * 7919) % 10_007) + 0.5) };
  test.each<[string, ClusterOptions<"a">, boolean]>([
    ["for the start", { k: 2, effort: "fast" }, true],
    ["for the choice", { k: [1, 2], effort: "fast", method: "kmeans" }, true],
    ["but not where no tree is built", { k: 2, effort: "fast", method: "kmeans" }, false],
  ])("%s", (_, options, isTold) => {
    const { warnings, linkage } = clusterSegments(table, options);
    expect(warnings.includes("Above 10 000 rows Ward's tree is grown of cells of nearby rows.")).toBe(isTold);
    expect(linkage).toBeUndefined();
  });
});
