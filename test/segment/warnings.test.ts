import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { ClusterOptions } from "../../src/segment/options.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Segments by the published recipe, whose faults the defaults prevent. */
const published = (table: Parameters<typeof clusterSegments>[0], options: ClusterOptions = {}) => clusterSegments(table, { preset: "published", ...options });
const warningsOf = (...call: Parameters<typeof published>): readonly string[] => published(...call).warnings;

test("a table without fault gives no warnings", () => {
  expect(warningsOf({ a: [1.5, 2, 8, 9], b: ["x", "x", "y", "y"] })).toEqual([]);
});

test("warnings come in the order of the work: columns, cells, constants, partition, outliers", () => {
  const table = { id: count(30), code: count(30).map((i) => i % 3), gap: count(30).map((i) => (i === 4 ? null : i % 7 + 0.5)), same: count(30).map(() => 3.5) };
  const features = ["code", { column: "gap", missing: "median" }, "same"] as const;
  expect(published(table, { features, k: 2, minShare: 0.9 }).notices).toEqual([
    { code: "codes-as-number", column: "code", figures: { reason: expect.any(String) } },
    { code: "gaps-filled", column: "gap", figures: { cells: 1, fill: 3.5 } },
    { code: "constant", column: "same", figures: {} },
    { code: "small-segment", figures: { share: expect.any(Number), asked: 0.9 } },
  ]);
  expect(published({ id: count(30), a: count(30).map((i) => i / 2) }).notices[0]).toMatchObject({ code: "not-used", column: "id" });
});

describe("a mean that one row makes", () => {
  const usual = count(40).map((i) => i % 20);
  const outliersOf = (...call: Parameters<typeof published>) => published(...call).notices.flatMap((notice) => (notice.code === "outlier" ? [notice] : []));
  const spentOf = (...extreme: number[]) => outliersOf({ spent: [...usual, ...extreme] }, { k: 1 });

  test("is told, with the mean without it, in plain words", () => {
    expect(spentOf(1000)).toEqual([{ code: "outlier", column: "spent", segment: 0, figures: { mean: 1380 / 41, value: 1000, without: 9.5, median: 10 } }]);
    expect(warningsOf({ spent: [...usual, 1000] }, { k: 1 })).toEqual(["In Everyone, one customer with 1,000 spent raises the average from 9.5 to 33.7. Use the median, 10."]);
    expect(warningsOf({ spent: [...usual, -1000] }, { k: 1 })).toEqual(["In Everyone, one customer with -1,000 spent lowers the average from 9.5 to -15.1. Use the median, 9."]);
  });

  test("is told however many other rows there are, if it is far enough to be felt", () => {
    const many = count(5000).map((i) => i % 20);
    expect(outliersOf({ spent: [...many, 1e6] }, { k: 1, method: "kmeans" })).toMatchObject([{ figures: { value: 1e6, without: 9.5 } }]);
    expect(outliersOf({ spent: [...many, 100] }, { k: 1, method: "kmeans" })).toEqual([]);
  });

  test("is not told of even data, of a lone value that is near, of fewer than ten rows, of a small weight", () => {
    expect(spentOf()).toEqual([]);
    expect(spentOf(19)).toEqual([]);
    expect(spentOf(37)).toEqual([]); // 4.8 standard deviations of the others
    expect(outliersOf({ spent: [1, 2, 3, 4, 5, 6, 7, 8, 1000] }, { k: 1 })).toEqual([]);
    expect(outliersOf({ spent: [...usual, 1000] }, { k: 1, weights: [...usual.map(() => 1000), 1] })).toEqual([]);
  });

  test("is not told of a column of 12 values or fewer, nor where the mean moves by less than 5 %", () => {
    expect(outliersOf({ spent: [...count(40).map((i) => i % 11), 1000] }, { k: 1 })).toEqual([]);
    expect(outliersOf({ spent: [...count(40).map((i) => i % 12), 1000] }, { k: 1 })).toHaveLength(1);
    expect(outliersOf({ spent: [...usual, 100].map((x) => 1000 + x) }, { k: 1 })).toEqual([]);
    expect(outliersOf({ spent: [...usual, 100].map((x) => 10 + x) }, { k: 1 })).toHaveLength(1);
  });
});

test("a mean that one row moves by next to nothing beside all rows is not told", () => {
  const low = count(20).map((i) => (i === 0 ? 2 : 0));
  const high = count(60).map((i) => 100 + 30 * i);
  const outliers = (others: number[]) => published({ x: [...low, ...others] }, { k: 2 }).notices.filter(({ code }) => code === "outlier");
  expect(outliers(high)).toEqual([]);
  expect(outliers(high.map((x) => 8 + x / 1000))).toMatchObject([{ column: "x", figures: { value: 2, without: 0 } }]);
});

test("a segment of less than 1 % is told", () => {
  const { segments, notices } = published({ spent: [...count(300).map((i) => i % 50), 1e6, 1e6 + 1] }, { k: 2 });
  expect(segments[1].name).toBe("Outliers: high spent");
  expect(notices.filter(({ code }) => code === "outlier-segment")).toEqual([{ code: "outlier-segment", segment: 1, figures: { rows: 2, share: 2 / 302, isRaw: true } }]);
  expect(published({ spent: [...count(100).map((i) => i % 50), 1e6] }, { k: 2 }).notices.filter(({ code }) => code === "outlier-segment")).toHaveLength(1);
  expect(published({ spent: [...count(99).map((i) => i % 50), 1e6] }, { k: 2 }).notices.filter(({ code }) => code === "outlier-segment")).toEqual([]);
});

test("a transform is not advised where numbers are transformed or held already, or take few values", () => {
  const spent = [...count(300).map((i) => i % 50), 1e6, 1e6 + 1];
  const isRawWith = (options: Parameters<typeof published>[1]) =>
    published({ spent }, { k: 2, ...options }).notices.flatMap((one) => (one.code === "outlier-segment" ? [one.figures.isRaw] : []));
  expect(isRawWith({})).toEqual([true]);
  expect(isRawWith({ transform: "sqrt" })).toEqual([false]);
  expect(isRawWith({ winsorise: [0, 0.9999] })).toEqual([false]);
  const few = { spent: [...count(300).map((i) => i % 5), 1e6, 1e6 + 1], n: count(302).map(() => 1) };
  expect(published(few, { k: 2, columns: { spent: "number", n: "ignore" } }).notices).toContainEqual({ code: "outlier-segment", segment: 1, figures: { rows: 2, share: 2 / 302, isRaw: false } });
});

describe("a segment that is one rare answer", () => {
  const n = 400;
  const defaulted = (rows: number): string[] => count(n).map((i) => (i % 20 === 7 && i / 20 < rows ? "yes" : "no"));
  const sure = count(n).map((i) => (i % 20 === 7 && i / 20 < 8 ? 60 : ((i * 37) % 23) + (i % 2) * 40));
  const rareOf = (table: Record<string, (string | number)[]>, options: Parameters<typeof published>[1] = {}) =>
    published(table, { k: 3, ...options }).notices.filter(({ code }) => code === "rare-answer" || code === "outlier-segment");

  test("is told, with the answer and how many gave it", () => {
    expect(rareOf({ late: defaulted(8), age: sure })).toEqual([{ code: "rare-answer", column: "late", segment: 2, figures: { level: "yes", share: 0.02, captured: 1 } }]);
  });

  test("by weight, and instead of a segment of outliers", () => {
    const weights = count(n).map((i) => (i % 20 === 7 && i / 20 < 8 ? 0.25 : 1));
    expect(rareOf({ late: defaulted(8), age: sure }, { weights })).toEqual([
      { code: "rare-answer", column: "late", segment: 2, figures: { level: "yes", share: expect.closeTo(2 / 394, 12), captured: 1 } },
    ]);
  });

  test("is not told of an answer that is not rare, that others gave too, or that is of a part of the segment alone", () => {
    const common = count(n).map((i) => (i % 20 === 7 ? "yes" : "no"));
    const all = count(n).map((i) => (i % 20 === 7 ? 60 : ((i * 37) % 23) + (i % 2) * 40));
    expect(rareOf({ late: common, age: all })).toEqual([]);
    expect(rareOf({ late: defaulted(8), age: sure.map((age, i) => (i === 7 ? 3 : age)) }, { k: 2, features: ["age", { column: "late", weight: 0.01 }] })).toEqual([]);
    expect(rareOf({ late: defaulted(6), age: sure }, { features: ["age", { column: "late", weight: 0.01 }] })).toEqual([]);
  });

  test("is not told where the segments only repeat the column, which is said", () => {
    const { notices } = published({ late: defaulted(8), spent: count(n).map((i) => (i * 37) % 101) }, { k: 2, features: ["spent", { column: "late", weight: 50 }] });
    expect(notices.map(({ code }) => code)).toContain("restated");
    expect(notices.map(({ code }) => code)).not.toContain("rare-answer");
  });
});

describe("segments that only repeat categories", () => {
  const repeated = { channel: count(200).map((i) => "abcd"[i % 4]), spent: count(200).map((i) => (i * 37) % 101) };
  const told = (...call: Parameters<typeof published>) => published(...call).notices.filter(({ code }) => code === "restated" || code === "no-number");

  test("are told, with the numbers that do not count, and the one that comes nearest to", () => {
    expect(told(repeated, { k: 4 })).toEqual([
      { code: "restated", figures: { columns: ["channel"], cramersV: [expect.closeTo(1, 12)], numbers: ["spent"], scaling: "column" } },
      { code: "no-number", column: "spent", figures: { share: expect.any(Number), scaling: "column", isRaw: true } },
    ]);
  });

  test("are told of the categories that they repeat alone, by Cramér's V above 0.8", () => {
    const noise = Object.fromEntries(count(6).map((c) => [`n${c}`, count(200).map((i) => ((i * (2 * c + 3)) >> 3) % 2 === 0 ? "x" : "y")]));
    const features = ["channel", "spent", ...Object.keys(noise).map((column) => ({ column, weight: 0.01 }))];
    const found = told({ ...repeated, ...noise } as Record<string, (string | number)[]>, { k: 4, features }).find(({ code }) => code === "restated");
    expect(found).toMatchObject({ figures: { columns: ["channel"] } });
  });

  test("are told of two that they repeat together", () => {
    const two = { a: count(240).map((i) => "ab"[i % 2]), b: count(240).map((i) => "cd"[(i >> 1) % 2]), x: count(240).map((i) => (i * 37) % 101) };
    expect(told(two, { k: 4 })[0]).toMatchObject({ code: "restated", figures: { columns: ["a", "b"], cramersV: [expect.closeTo(1, 12), expect.closeTo(1, 12)] } });
    expect(warningsOf(two, { k: 4 })[0]).toMatch(/^The segments only repeat `a` and `b`: each combination of their values lies in one segment\./);
  });

  test("are told of no number where the only one that differs is a category too", () => {
    const table = { code: count(200).map((i) => i % 4), spent: repeated.spent };
    const found = told(table, { k: 4, features: [{ column: "code", type: "category" }, { column: "code", type: "number" }, "spent"] });
    expect(found.map(({ code, column }) => [code, column])).toEqual([["restated", undefined], ["no-number", "spent"]]);
  });

  test("are not told where a number parts a combination, where there is no number or no category, of one segment, or of few rows", () => {
    const parted = { ...repeated, spent: count(200).map((i) => (i % 8 < 4 ? 0 : 1000) + (i % 7)) };
    expect(told(parted, { k: 2, scaling: "feature" })).toEqual([]);
    expect(told({ ...parted, channel: count(200).map((i) => "ab"[i % 2]) }, { k: 4 })).toEqual([]);
    expect(told({ channel: repeated.channel }, { k: 4 })).toEqual([]);
    expect(told({ spent: repeated.spent }, { k: 4 })).toEqual([]);
    expect(told(repeated, { k: 1 })).toEqual([]);
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
    const { notices, linkage } = published(table, options);
    expect(notices.some(({ code }) => code === "tree-of-cells")).toBe(isTold);
    expect(linkage).toBeUndefined();
  });
});
