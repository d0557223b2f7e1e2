import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { toMatrix } from "../../src/encode/encoded-rows.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { encodeRows, predict } from "../../src/segment/predict.ts";
import { matrices } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { rowsOf } from "../rows.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";

const revive = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test("on the training table predict gives exactly the labels, before JSON and after", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, rows, options }) => {
      const { labels, model } = clusterSegments(columns, options);
      expect(predict(model, columns)).toEqual(labels);
      expect(predict(revive(model), toRows(columns, rows))).toEqual(labels);
    }),
    runs(2),
  );
});

test("so it does for a matrix of ties and duplicates, and for each effort", () => {
  fc.assert(
    fc.property(matrices({ maxRows: 30 }), fc.constantFrom("fast" as const, "balanced" as const, "thorough" as const), fc.constantFrom("kmeans" as const, "ward-kmeans" as const), (x, effort, method) => {
      const given = structuredClone(x);
      const { labels, model } = clusterSegments(x, { effort, method });
      expect(predict(revive(model), x)).toEqual(labels);
      expect(x).toEqual(given);
    }),
    runs(0.3),
  );
});

test("the label of any row is that of the nearest centroid, the lower one on a tie", () => {
  fc.assert(
    fc.property(clusterCases(), clusterCases(), ({ columns, options }, { rows }) => {
      const { model } = clusterSegments(columns, options);
      const table = toRows(columns, Object.values(columns)[0].length).slice(0, rows);
      const encoding = encodeRows("f", model, table);
      const distances = rowsOf(toMatrix("f", encoding)).map((row) => model.centroids.map((centroid) => row.reduce((sum, x, j) => sum + (x - centroid[j]) ** 2, 0)));
      const labels = Array.from(predict(model, table)).filter((label) => label >= 0);
      distances.forEach((own, i) => {
        expect(own[labels[i]]).toBeLessThanOrEqual(Math.min(...own) * (1 + 1e-12));
      });
    }),
    runs(0.5),
  );
});

test("each row is placed by itself: in any order, alone or among others", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, rows, options }) => {
      const { labels, model } = clusterSegments(columns, options);
      const table = toRows(columns, rows);
      expect(Array.from(predict(model, table.slice().reverse())).reverse()).toEqual(Array.from(labels));
      expect(table.map((row) => predict(model, [row])[0])).toEqual(Array.from(labels));
    }),
    runs(0.5),
  );
});

const table = { age: [20, 21, 60, 61, 62], city: ["a", "a", "b", "b", "b"], note: ["r", "s", "t", "u", "v"] };
const { model, labels } = clusterSegments(table, { features: ["age", "city"], k: 2 });

test("other columns are ignored, and the order of columns does not matter", () => {
  expect(predict(model, { city: table.city, more: [new Date(), {}, [], 1, "x"], age: table.age })).toEqual(labels);
});

test("numbers may come as text, in typed arrays and in rows", () => {
  expect(predict(model, { ...table, age: table.age.map(String) })).toEqual(labels);
  expect(predict(model, { ...table, age: Uint8Array.from(table.age) })).toEqual(labels);
});

test("a model of a matrix predicts matrices", () => {
  const x = matrix([[1, 2], [1, 3], [8, 9], [9, 9]]);
  const { model, labels } = clusterSegments(x, { k: 2 });
  expect(predict(model, x)).toEqual(labels);
  expect(predict(model, { column2: [2, 9], column1: [1, 9] })).toEqual(Int32Array.of(labels[0], labels[3]));
});

describe('a model of the method "ward"', () => {
  test("gives the nearest centroid, and says how many rows that moves", () => {
    fc.assert(
      fc.property(clusterCases({ minRows: 6 }), ({ columns, rows, options }) => {
        const { labels, model, notices, segments } = clusterSegments(columns, { ...options, weights: undefined, method: "ward" });
        const predicted = predict(model, columns);
        const kept = segments.reduce((sum, { size }) => sum + size, 0);
        const moved = Array.from({ length: rows }, (_, i) => i).filter((i) => predicted[i] !== labels[i]).length;
        expect(model.agreement).toBeCloseTo(1 - moved / kept, 12);
        expect(notices.some(({ code }) => code === "nearer-another")).toBe(moved > 0);
      }),
      runs(0.5),
    );
  });
});

describe("complaints", () => {
  test.each<[string, () => unknown, object, RegExp]>([
    ["a column that is not there", () => predict(model, { age: [1] }), { code: "unknown-column", column: "city" }, /must be in the table, which has `age`/],
    ["a cell that is no number", () => predict(model, [{ age: 1, city: "a" }, { age: "old", city: "a" }]), { code: "not-of-type", column: "age", row: 1 }, /must be a number\. Got "old"/],
    ["a missing cell", () => predict(model, [{ age: null, city: "a" }], { missing: "error" }), { code: "missing-value", column: "age", row: 0 }, /must not be missing/],
    ["an unseen category", () => predict(model, [{ age: 1, city: "a" }, { age: 1, city: "c" }], { unseen: "error" }), { code: "unseen-category", column: "city", row: 1 }, /must be a category that the training table held\. Got "c"\./],
    ["no rows", () => predict(model, []), { code: "no-rows" }, /at least 1 row/],
    ["no table", () => predict(model, undefined as unknown as []), { code: "not-a-table" }, /Got undefined/],
  ])("%s", (_, call, fields, shows) => {
    const error = errorOf(call);
    expect(error).toMatchObject({ where: "predict", ...fields });
    expect(error.message).toMatch(shows);
  });
});
