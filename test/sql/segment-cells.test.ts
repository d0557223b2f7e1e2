import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { encode, predict } from "../../src/segment/predict.ts";
import { readModel } from "../../src/segment/read-model.ts";
import { compress } from "../../src/sql/compress.ts";
import { segmentCells } from "../../src/sql/segment-cells.ts";
import { errorOf } from "../error-of.ts";
import { naiveSquare } from "../oracles/naive-dense.ts";
import { segmentedTables } from "./segmented.ts";
import { features, mixedTables } from "./tables.ts";

const options = { effort: "fast", structure: false } as const;

describe("cells of equal rows", () => {
  test("give the segments of their rows", () => {
    fc.assert(
      fc.property(segmentedTables(), fc.constantFrom("auto" as const, 3), (table, k) => {
        const rows = clusterSegments(table, { features, k, ...options });
        const { inertia, totalInertia, segments, choice, model, ...cells } = segmentCells(compress(table, { features }), { k, ...options });
        expect(cells.cells).toMatchObject({ within: 0, gain: 0 });
        expect(cells.k).toBe(rows.k);
        expect(inertia).toBeCloseTo(rows.inertia, 9);
        expect(totalInertia).toBeCloseTo(rows.totalInertia, 9);
        expect(segments.map(({ size, name, description, medians }) => ({ size, name, description, medians }))).toEqual(
          rows.segments.map(({ size, name, description, medians }) => ({ size, name, description, medians })),
        );
        expect(choice.reason).toBe(rows.choice.reason);
        expect(predict(model, table)).toEqual(rows.labels);
        expect(cells.warnings).toEqual(rows.warnings);
        rows.model.training.features.forEach(({ bounds = [] }, f) => bounds.forEach((bound, i) => expect(model.training.features[f].bounds![i]).toBeCloseTo(bound, 9)));
        expect({ ...model, centroids: [], training: {}, features: [] }).toEqual({ ...rows.model, centroids: [], training: {}, features: [] });
      }),
      { numRuns: 12 },
    );
  });
});

describe("cells of rows that differ", () => {
  test("say what their segments cost all rows, and how much less it may be", () => {
    fc.assert(
      fc.property(segmentedTables(), fc.constantFrom(10, 30, 80), (table, budget) => {
        const compressed = compress(table, { features, cells: budget });
        const found = segmentCells(compressed, { k: 3, ...options });
        const labels = predict(found.model, table);
        const x = encode(found.model, table);
        const inertia = labels.reduce((sum, label, i) => sum + naiveSquare(x, i, found.centroids.data, label), 0);
        expect(found.cells.count).toBeLessThanOrEqual(budget);
        expect(inertia).toBeLessThanOrEqual(found.inertia * (1 + 1e-9));
        expect(inertia).toBeGreaterThanOrEqual((found.inertia - found.cells.gain) * (1 - 1e-9));
        expect(found.segments.reduce((sum, { size }) => sum + size, 0)).toBe(table.plan.length);
        const means = found.segments.reduce((sum, { means, size }) => sum + means["visits"] * size, 0) / table.plan.length;
        expect(means).toBeCloseTo(table.visits.reduce((a, b) => a + b) / table.plan.length, 9);
        expect(readModel(JSON.stringify(found.model))).toEqual(found.model);
      }),
      { numRuns: 20 },
    );
  });

  test("are told of", () => {
    const [table] = fc.sample(segmentedTables(), { seed: 1, numRuns: 1 });
    const { notices, rows } = segmentCells(compress(table, { features, cells: 20 }), { k: 3, ...options });
    expect(notices).toContainEqual({ code: "compressed", figures: { rows, cells: expect.any(Number), gain: expect.any(Number) } });
  });

  test("are segmented even where one cell is left", () => {
    fc.assert(
      fc.property(mixedTables(20), (table) => {
        const found = segmentCells(compress(table, { features, cells: 1 }), options);
        expect(found.segments.map(({ size }) => size)).toEqual([table.plan.length]);
        expect(found.inertia).toBeCloseTo(found.totalInertia, 9);
      }),
      { numRuns: 20 },
    );
  });
});

test("what cannot be is told", () => {
  const table = { a: [1, 2, 3, 4], b: ["x", "y", "x", "y"] };
  expect(errorOf(() => compress(table, { cells: 0 }))).toMatchObject({ code: "not-an-integer", where: "compress" });
  expect(errorOf(() => compress(table, { weights: "a" } as object))).toMatchObject({ code: "unknown-option" });
  expect(errorOf(() => segmentCells(compress(table), { method: "mixture" as "kmeans" }))).toMatchObject({ code: "unknown-value", where: "segmentCells" });
  expect(errorOf(() => segmentCells(compress(table), { k: 9 }))).toMatchObject({ code: "not-an-integer" });
  expect(errorOf(() => compress({ a: [1, null] }, { features: [{ column: "a", missing: "error" }] }))).toMatchObject({ code: "missing-value", row: 1 });
  expect(errorOf(() => compress({ a: [null, null] }, { features: [{ column: "a", type: "number" }] }))).toMatchObject({ code: "no-values" });
  expect(errorOf(() => compress({ a: [-5, 3, 8] }, { features: [{ column: "a", transform: "log1p" }] }))).toMatchObject({ code: "out-of-domain", column: "a" });
});
