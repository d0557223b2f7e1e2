import { describe, expect, test } from "vitest";
import { applyEncoding, fitEncoding } from "../../src/encode/encode.ts";
import type { Feature } from "../../src/prepare/spec.ts";
import type { Columns } from "../../src/table/table.ts";
import { errorOf } from "../error-of.ts";
import { resolveIn } from "../resolve.ts";

const where = "clusterSegments";

function fit(columns: Columns, features: readonly (string | Feature)[], weights?: number[]) {
  const { frame, features: resolved } = resolveIn(where, columns, features);
  return fitEncoding(where, frame, resolved, Float64Array.from(weights ?? Array(frame.rows).fill(1)), "column");
}

const numbersOf = (columns: Columns, feature: Feature, weights?: number[]): number[] => {
  const [encoded] = fit(columns, [feature], weights).features;
  return encoded.type === "number" ? Array.from(encoded.values) : [];
};
const levelsOf = (columns: Columns, feature: Feature): string[] => {
  const { fitted: [fitted], features: [encoded] } = fit(columns, [feature]);
  return fitted.type === "category" && encoded.type === "category" ? Array.from(encoded.codes, (code) => fitted.levels[code]) : [];
};

test("the policies that fill nothing are kept for rows to come", () => {
  for (const missing of ["error", "drop"] as const) {
    const { fitted } = fit({ a: [1, 2], b: ["x", "y"] }, [{ column: "a", missing }, { column: "b", missing }]);
    expect(fitted.map((own) => own.missing)).toEqual([{ policy: missing }, { policy: missing }]);
  }
});

describe("a missing number", () => {
  const a = [9, null, 1, 1, 5, NaN];
  test.each<[NonNullable<Feature["missing"]>, number]>([["mean", 4], ["median", 3], ["mode", 1], [{ fill: 7 }, 7]])("under %o is filled", (missing, fill) => {
    expect(numbersOf({ a }, { column: "a", missing })).toEqual([9, fill, 1, 1, 5, fill]);
  });

  test("is filled by what the weights say", () => {
    const weights = [4, 1, 1, 1, 2, 1];
    expect(numbersOf({ a }, { column: "a", missing: "mean" }, weights)[1]).toBe((9 * 4 + 1 + 1 + 5 * 2) / 8);
    expect(numbersOf({ a }, { column: "a", missing: "median" }, weights)[1]).toBe(7); // of 1 1 5 5 9 9 9 9
    expect(numbersOf({ a }, { column: "a", missing: "mode" }, weights)[1]).toBe(9);
  });

  test("takes the lowest of two modes", () => {
    expect(numbersOf({ a: [5, 2, 2, 5, null] }, { column: "a", missing: "mode" })[4]).toBe(2);
  });
});

describe("a missing category", () => {
  const a = ["x", null, "y", "y", " "];
  test.each<[NonNullable<Feature["missing"]>, string]>([["mode", "y"], ["category", "(missing)"], [{ fill: "z" }, "z"], [{ fill: 3 }, "3"]])("under %o is filled", (missing, fill) => {
    expect(levelsOf({ a }, { column: "a", missing })).toEqual(["x", fill, "y", "y", fill]);
  });

  test("takes the first of two modes", () => {
    expect(levelsOf({ a: ["b", "a", null] }, { column: "a", missing: "mode" })).toEqual(["b", "a", "a"]);
  });
});

describe('the policy "drop"', () => {
  const columns = { a: [1, null, 3, 4, 5], b: ["x", "y", null, "x", "z"], c: [1, 1, 1, null, 2] };

  test("leaves out the rows with a gap in any of its features, with their weights and levels", () => {
    const encoding = fit(columns, [{ column: "a", missing: "drop" }, { column: "b", missing: "drop" }, { column: "c", missing: { fill: 9 } }], [1, 2, 3, 4, 5]);
    expect([encoding.rows, encoding.kept, encoding.weights]).toEqual([3, Int32Array.of(0, 3, 4), Float64Array.of(1, 4, 5)]);
    expect(encoding.fitted[1]).toMatchObject({ levels: ["x", "z"] });
    expect(encoding.features).toEqual([
      { type: "number", values: Float64Array.of(1, 4, 5) },
      { type: "category", codes: Int32Array.of(0, 0, 1) },
      { type: "number", values: Float64Array.of(1, 9, 2) },
    ]);
    expect(encoding.notices).toEqual([
      { code: "rows-dropped", figures: { dropped: 2, rows: 5 } },
      { code: "gaps-filled", column: "c", figures: { cells: 1, fill: 9 } },
    ]);
  });

  test("is an error when it leaves nothing", () => {
    const error = errorOf(() => fit({ a: [1, null], b: [null, 2] }, [{ column: "a", missing: "drop" }, { column: "b", missing: "drop" }]));
    expect(error).toMatchObject({ code: "no-rows", where });
  });
});

test("what was filled and pooled is said, once, with its number", () => {
  const columns = { a: [1, null, null], b: ["x", null, "y"] };
  const features: Feature[] = [{ column: "a", missing: "mean" }, { column: "a", type: "category", missing: "mode" }, { column: "b", missing: "category", poolBelow: 0.9 }];
  expect(fit(columns, features).notices).toEqual([
    { code: "gaps-filled", column: "a", figures: { cells: 2, fill: 1 } },
    { code: "gaps-filled", column: "a", figures: { cells: 2, fill: "1" } },
    { code: "gaps-filled", column: "b", figures: { cells: 1, fill: "(missing)" } },
    { code: "levels-pooled", column: "b", figures: { levels: 3 } },
  ]);
  expect(fit({ b: ["x", "y", "y"] }, [{ column: "b", poolBelow: 0.5 }]).notices).toEqual([{ code: "levels-pooled", column: "b", figures: { levels: 1 } }]);
});

describe("errors", () => {
  test.each<[string, Columns, Feature, object, RegExp]>([
    ["a missing number where none may be", { a: [1, null] }, { column: "a", missing: "error" }, { code: "missing-value", row: 1 }, /column `a`, row 1: must not be missing unless the feature has a `missing` policy, such as "mean", "median", "drop" or \{ fill: 0 \}\. Got a missing value\./],
    ["a missing category where none may be", { a: ["x", ""] }, { column: "a", missing: "error" }, { code: "missing-value", row: 1 }, /such as "mode", "category", "drop" or \{ fill: "…" \}/],
    ["no number to take a mean of", { a: [null, null] }, { column: "a", missing: "mean" }, { code: "no-values" }, /column `a` must have values to take a mean of\. Got missing cells only\./],
    ["no category to take a mode of", { a: [null] }, { column: "a", type: "category", missing: "mode" }, { code: "no-values" }, /values to take a mode of/],
    ["a logarithm of -1", { a: [1, null, -1] }, { column: "a", missing: "drop", transform: "log1p" }, { code: "out-of-domain", row: 2 }, /column `a`, row 2: must be above -1 for the transform "log1p"\. Got -1\./],
    ["a root of a negative number", { a: [-0.5, 2] }, { column: "a", transform: "sqrt" }, { code: "out-of-domain", row: 0 }, /must be at least 0 for the transform "sqrt"\. Got -0\.5\./],
  ])("%s", (_, columns, feature, fields, shows) => {
    const error = errorOf(() => fit(columns, [feature]));
    expect(error).toMatchObject({ where, column: "a", ...fields });
    expect(error.message).toMatch(shows);
  });
});

describe("in prediction", () => {
  const codesOf = (training: unknown[], feature: Omit<Feature, "column">, cells: unknown[]): number[] => {
    const [encoded] = applyEncoding("predict", cells.length, [cells], fit({ a: training }, [{ column: "a", type: "category", ...feature }]).fitted).features;
    return encoded.type === "category" ? Array.from(encoded.codes) : [];
  };

  test("a gap is what it was in training", () => {
    expect(codesOf(["x", "y", null], { missing: "category" }, [null, "y"])).toEqual([2, 1]);
    expect(codesOf(["x", "y", "y", null], { missing: "mode" }, [null])).toEqual([1]);
    expect(codesOf(["x", "x", "x", null], { missing: "category", poolBelow: 0.3 }, [null])).toEqual([1]); // rare, as in training
  });

  test.each<[string, Omit<Feature, "column">, unknown, number]>([
    ["a level", {}, "w", 1],
    ["a gap", { missing: "category" }, null, 0],
    ["a filled gap", { missing: { fill: "w" } }, null, 0],
  ])("%s that training never saw is none of the known, and counted", (_, feature, cell, count) => {
    const training = ["x", "x", "x", "x", "y"];
    expect(codesOf(training, feature, ["x", cell])).toEqual([0, -1]);
    expect(codesOf(training, { ...feature, unseen: "rare" }, ["x", cell])).toEqual([0, -1]); // none was rare
    const { fitted } = fit({ a: training }, [{ column: "a", type: "category", ...feature }]);
    expect(applyEncoding("predict", 2, [["x", cell]], fitted)).toMatchObject({ gaps: [1 - count], unseen: [{ count, examples: count === 0 ? [] : ["w"] }] });
  });

  test("a level that training never saw is rare where levels were pooled, and an error where the feature or the caller says so", () => {
    const training = ["x", "x", "x", "x", "y"];
    expect(codesOf(training, { poolBelow: 0.3 }, ["x", "w"])).toEqual([0, 1]);
    expect(codesOf(training, { poolBelow: 0.3, unseen: "zeros" }, ["x", "w"])).toEqual([0, -1]);
    const wrong = { code: "unseen-category", where: "predict", column: "a", row: 1 };
    expect(errorOf(() => codesOf(training, { unseen: "error" }, ["x", "w"]))).toMatchObject(wrong);
    const { fitted } = fit({ a: training }, [{ column: "a", type: "category" }]);
    expect(errorOf(() => applyEncoding("predict", 2, [["x", "w"]], fitted, { unseen: "error" }))).toMatchObject(wrong);
    expect(errorOf(() => applyEncoding("predict", 2, [["x", null]], fitted, { missing: "error" }))).toMatchObject({ ...wrong, code: "missing-value" });
  });

  test("the row of an unseen level is the table's, though rows were dropped before it", () => {
    expect(errorOf(() => codesOf(["x", "y"], { missing: "drop", unseen: "error" }, [null, null, "w"]))).toMatchObject({ row: 2 });
  });
});
