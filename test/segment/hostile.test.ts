import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { formatSegments } from "../../src/segment/format-segments.ts";
import { predict } from "../../src/segment/predict.ts";
import { errorOf } from "../error-of.ts";
import { hostileTexts } from "../table-arbitraries.ts";

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary" }));
const present = text.filter((value) => value.trim() !== "");

test("column names and categories may be any text: the table is segmented, printed, written as JSON and predicted", () => {
  const tables = fc.tuple(fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), fc.uniqueArray(present, { minLength: 2, maxLength: 4 }), fc.integer({ min: 2, max: 16 }));
  fc.assert(
    fc.property(tables, ([names, levels, rows]) => {
      const columns = Object.fromEntries(names.map((name, c) => [name, Array.from({ length: rows }, (_, i) => (c % 2 === 0 ? levels[(i * (c + 1)) % levels.length] : (i * 7) % 5))]));
      const features = names.map((column, c) => ({ column, type: c % 2 === 0 ? ("category" as const) : ("number" as const) }));
      const result = clusterSegments(columns, { features, k: [1, 2] });
      expect(result.features.every((feature) => result.segments.every(({ means }) => Object.hasOwn(means, feature) && Number.isFinite(means[feature])))).toBe(true);
      expect(Object.keys(result.segments[0].means)).toHaveLength(result.features.length);
      expect(predict(JSON.parse(JSON.stringify(result.model)), columns)).toEqual(result.labels);
      expect(structuredClone(result)).toEqual(result);
      for (const format of ["text", "markdown", "csv"] as const) expect(formatSegments(result, format)).not.toMatch(/undefined|NaN/);
    }),
  );
});

test("a record of results has no other prototype, and leaves Object alone", () => {
  const { segments } = clusterSegments(JSON.parse('{"__proto__": [1, 2, 30], "constructor": ["x", "x", "y"]}'), { k: 2 });
  expect(Object.keys(segments[0].means).sort()).toEqual(["__proto__", "constructor: x", "constructor: y"]);
  expect(segments[0].medians["__proto__"]).toBe(1.5);
  expect(({} as Record<string, unknown>)["constructor: x"]).toBeUndefined();
});

test("labels are looked up among the caller's own: none is inherited", () => {
  const { features } = clusterSegments({ a: ["toString", "constructor", "x"] }, { features: [{ column: "a", labels: JSON.parse('{"__proto__": "p", "x": "X"}') }] });
  expect(features).toEqual(["a: constructor", "a: toString", "a: X"]);
});

describe("cells of every kind", () => {
  test("booleans, bigints, sparse arrays, null prototypes and rows that lack keys", () => {
    const rows = [{ a: true, b: 1n }, Object.assign(Object.create(null), { a: false, b: 9n }), { b: 2 }, { a: false, b: 8, c: undefined }];
    const result = clusterSegments(rows, { features: ["b", { column: "a", missing: "category" }], k: 2 });
    expect(result.features).toEqual(["b", "a: no", "a: yes", "a: (missing)"]);
    const sparse = Object.assign(Array(4), { 0: 1, 1: 9, 3: 8 });
    expect(clusterSegments({ a: sparse }, { features: [{ column: "a", missing: { fill: 0 } }], k: 2 }).labels).toEqual(Int32Array.of(0, 1, 0, 1));
  });

  test.each<[string, unknown, string]>([
    ["infinities", Infinity, "not-finite"],
    ["lists", [1], "not-a-cell"],
    ["numbers beyond all measure", -1e200, "out-of-range"],
  ])("but no %s", (_, cell, code) => {
    expect(errorOf(() => clusterSegments([{ a: 1 }, { a: 2 }, { a: cell }], { k: 2 }))).toMatchObject({ code, where: "clusterSegments", column: "a", row: 2 });
  });

  test("dates are days, and a bigint beyond 2^53 is a code", () => {
    expect(clusterSegments([{ a: new Date(0) }, { a: null }, { a: new Date(864e5) }], { k: 2 }).features).toEqual(["days since a"]);
    expect(clusterSegments([{ a: 1n }, { a: 2n }, { a: 10n ** 400n }], { k: 2 }).features[0]).toBe("a: 1");
    expect(errorOf(() => clusterSegments([{ a: 1 }, { a: 2 }, { a: new Date(0) }], { k: 2 }))).toMatchObject({ code: "not-of-type", column: "a", row: 0 });
  });
});

test("numbers at the edges of their range are told apart", () => {
  for (const unit of [1e98, 1e-98, 5e15]) {
    const { labels, inertia } = clusterSegments({ a: [0, 1, 10, 11].map((x) => x * unit) }, { k: 2 });
    expect(labels).toEqual(Int32Array.of(0, 0, 1, 1));
    expect(inertia).toBeCloseTo(4 * (0.25 / 25.25), 9);
  }
  const offset = clusterSegments({ a: [0, 1, 10, 11].map((x) => x + 1e9) }, { k: 2 });
  expect(offset.inertia).toBeCloseTo(4 * (0.25 / 25.25), 6);
});
