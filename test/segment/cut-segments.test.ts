import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { cutSegments } from "../../src/segment/cut-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

test("gives what clusterSegments gives with the method ward, of every form of a table, weighted or not", () => {
  fc.assert(
    fc.property(clusterCases(), fc.nat(), ({ columns, options }, at) => {
      const whole = { ...options, choose: undefined, k: 1, structure: false } as const;
      const result = clusterSegments(columns, { ...whole, method: "ward-kmeans", effort: "fast" });
      const k = 1 + (at % Math.min(6, result.labels.filter((label) => label >= 0).length));
      const asked = { ...whole, method: "ward", k, effort: "fast" } as const;
      const { weights, names } = options;
      let expected: Segmentation;
      try {
        expected = clusterSegments(columns, asked);
      } catch (error) {
        const { code } = error as { readonly code: string };
        expect(errorOf(() => cutSegments(result, columns, { k, weights, names })).code).toBe(code);
        return;
      }
      const found = cutSegments(result, columns, { k, weights, names });
      for (const part of ["labels", "segments", "centroids", "inertia", "features", "linkage", "k"] as const) expect(found[part]).toEqual(expected[part]);
      expect(found.model).toEqual({ ...expected.model, options: { ...expected.model.options, choose: found.model.options.choose } });
      expect(new Set(found.warnings)).toEqual(new Set(expected.warnings));
    }),
    runs(0.3),
  );
});

const bundled = parseCsv(readFileSync("examples/customers.csv", "utf8"));

test("cuts the tree of a prepared table and of a matrix, and grows none", () => {
  const ready = prepare(bundled, { columns: { channel: "category" } });
  const result = clusterSegments(ready, { k: 8, effort: "fast", structure: false });
  const cut = cutSegments(result, ready, { k: 5 });
  expect(cut.linkage).toBe(result.linkage);
  expect(cut.segments).toEqual(clusterSegments(ready, { k: 5, method: "ward", structure: false }).segments);

  const x = { data: Float64Array.from([0, 1, 5, 6, 20, 21]), rows: 6, cols: 1 };
  expect(Array.from(cutSegments(clusterSegments(x, { k: 2 }), x, { k: 3 }).labels)).toEqual([0, 0, 1, 1, 2, 2]);
});

test("says what it cannot cut", () => {
  const table = { spent: [1, 2, 90, 95, 300] };
  const result = clusterSegments(table, { k: 2, structure: false });
  const { linkage: _, ...bare } = result;
  expect(errorOf(() => cutSegments(bare, table, { k: 2 }))).toMatchObject({ code: "not-a-linkage", where: "cutSegments" });
  expect(errorOf(() => cutSegments(result, { spent: [1, 2] }, { k: 2 }))).toMatchObject({ code: "wrong-length", where: "cutSegments" });
  expect(errorOf(() => cutSegments(result, table, { k: 6 }))).toMatchObject({ code: "too-few-distinct", where: "cutSegments" });
  const other = clusterSegments({ spent: [1, 2, 90] }, { k: 2, structure: false }).linkage!;
  expect(errorOf(() => cutSegments({ ...result, linkage: other }, table, { k: 2 })).message).toBe(
    "cutSegments: `result.linkage` must be the tree of the 5 rows in segments. Got 3.",
  );
});
