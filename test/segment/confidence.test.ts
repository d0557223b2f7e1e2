import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEncoding, toMatrix } from "../../src/encode/encode.ts";
import { clusterSegments, confidence, matrix, predict } from "../../src/index.ts";
import { toFrame } from "../../src/table/table.ts";
import { tieFree } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { distanceOf, rowsOf } from "../rows.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";

test("the segment is exactly that of predict, for the segmentation as for its model, before JSON and after", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom("ward-kmeans" as const, "ward" as const), ({ columns, rows, options }, method) => {
      const result = clusterSegments(columns, { ...options, method });
      const found = confidence(result, columns);
      expect(found.segment).toEqual(predict(result.model, columns));
      expect(confidence(result.model, columns)).toEqual(found);
      expect(confidence(JSON.parse(JSON.stringify(result.model)), toRows(columns, rows))).toEqual(found);
      expect(structuredClone(found)).toEqual(found);
    }),
    runs(0.5),
  );
});

test("distances are to the two nearest centroids, and the silhouette is made of them", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { model, k } = clusterSegments(columns, options);
      const { segment, next, distance, nextDistance, silhouette } = confidence(model, columns);
      const rows = rowsOf(toMatrix("f", applyEncoding("f", toFrame("f", columns), model.features)));
      const kept = Array.from(segment.keys()).filter((row) => segment[row] >= 0);
      rows.forEach((cells, i) => {
        const row = kept[i];
        const all = model.centroids.map((centroid) => distanceOf(cells, centroid));
        const others = all.filter((_, s) => s !== segment[row]);
        expect(distance[row]).toBeCloseTo(Math.min(...all), 9);
        if (k === 1) return;
        expect(next[row]).not.toBe(segment[row]);
        expect(all[next[row]]).toBeCloseTo(Math.min(...others), 9);
        expect(nextDistance[row]).toBeCloseTo(Math.min(...others), 9);
        expect(nextDistance[row]).toBeGreaterThanOrEqual(distance[row]);
        expect(silhouette[row]).toBe(nextDistance[row] === 0 ? 0 : (nextDistance[row] - distance[row]) / nextDistance[row]);
      });
    }),
    runs(0.5),
  );
});

test("a row that the model drops has -1 and NaN", () => {
  const { model } = clusterSegments({ a: [1, null, 2, 9, 10] }, { features: [{ column: "a", missing: "drop" }], k: 2 });
  const { segment, next, distance, nextDistance, silhouette } = confidence(model, { a: [1.5, null] });
  expect([Array.from(segment), Array.from(next)]).toEqual([[0, -1], [1, -1]]);
  expect([distance, nextDistance, silhouette].map((values) => values[1])).toEqual([NaN, NaN, NaN]);
});

test("of one segment there is no next", () => {
  const { model } = clusterSegments({ a: [1, 2, 3] }, { k: 1 });
  const { segment, next, nextDistance, silhouette } = confidence(model, { a: [2, 7] });
  expect([segment, next, nextDistance, silhouette]).toEqual([Int32Array.of(0, 0), Int32Array.of(-1, -1), Float64Array.of(NaN, NaN), Float64Array.of(0, 0)]);
});

test("a row on its centroid has silhouette 1, one on the border 0, and the next is the lower one on a tie", () => {
  const { model } = clusterSegments(matrix([[-4], [-4], [0], [0], [4], [4]]), { k: 3 });
  const { segment, next, silhouette } = confidence(model, matrix([[0], [-2], [2]]));
  expect([segment, next]).toEqual([Int32Array.of(1, 0, 1), Int32Array.of(0, 1, 2)]);
  expect(Array.from(silhouette)).toEqual([1, 0, 0]);
});

test("midway between two centroids, where rounding decides, the next is never nearer than the own", () => {
  fc.assert(
    fc.property(tieFree({ minRows: 6, maxRows: 12, maxCols: 9 }), (x) => {
      const { model, segments } = clusterSegments(x, { k: 2, effort: "fast" });
      const [one, two] = segments.map(({ means }) => Object.values(means));
      const { distance, nextDistance, silhouette } = confidence(model, matrix([one.map((mean, j) => (mean + two[j]) / 2)]));
      expect(nextDistance[0]).toBeGreaterThanOrEqual(distance[0]);
      expect(silhouette[0]).toBeCloseTo(0, 9);
      expect(silhouette[0]).toBeGreaterThanOrEqual(0);
    }),
  );
});

describe("complaints", () => {
  const { model } = clusterSegments({ a: [1, 2, 8, 9] }, { k: 2 });
  test.each<[string, () => unknown, object]>([
    ["no model", () => confidence(undefined as never, { a: [1] }), { code: "not-a-model" }],
    ["a segmentation without one", () => confidence({ model: null } as never, { a: [1] }), { code: "not-a-model" }],
    ["a column that is not there", () => confidence(model, { b: [1] }), { code: "unknown-column", column: "a" }],
    ["a missing cell", () => confidence(model, [{ a: 1 }, {}]), { code: "missing-value", column: "a", row: 1 }],
  ])("%s", (_, call, fields) => {
    expect(errorOf(call)).toMatchObject({ where: "confidence", ...fields });
  });
});
