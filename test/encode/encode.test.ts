import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEncoding, type Encoding, fitEncoding } from "../../src/encode/encode.ts";
import { toMatrix, toRows } from "../../src/encode/encoded-rows.ts";
import type { Scaling } from "../../src/encode/fit.ts";
import type { FittedFeature } from "../../src/encode/fitted.ts";
import type { Feature } from "../../src/prepare/spec.ts";
import { inOrder, matrixOfRows } from "../../src/spatial/rows.ts";
import { errorOf } from "../error-of.ts";
import { naiveDeviation, naiveMean, naiveQuantile, naiveTable, repeat } from "../oracles/naive-table.ts";
import { resolveIn } from "../resolve.ts";
import { rowsOf } from "../rows.ts";
import { type TableCase, tableCases } from "../table-arbitraries.ts";

const where = "clusterSegments";

function fit(columns: TableCase["columns"], features: readonly (string | Feature)[], weights: readonly number[], scaling: Scaling = "column") {
  const { frame, features: resolved } = resolveIn(where, columns, features);
  return fitEncoding(where, frame, resolved, Float64Array.from(weights), scaling);
}

const weighted = tableCases().chain((table) =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: table.rows, maxLength: table.rows }).map((weights) => ({ ...table, weights })),
);

/** A number's values by the documentation, before they are centred. */
function naiveNumbers(values: number[], { winsorise, transform }: Feature, weights: number[]): number[] {
  const [low, high] = (winsorise || [0, 1]).map((share) => naiveQuantile(repeat(values, weights), share));
  const pulled = values.map((x) => Math.min(high, Math.max(low, x)));
  const all = repeat(values, weights);
  const share = (x: number): number => (all.filter((other) => other < x).length + all.filter((other) => other <= x).length) / 2 / all.length;
  if (transform !== "rank") return pulled.map((x) => (transform === "log1p" ? Math.log1p(x) : transform === "sqrt" ? Math.sqrt(x) : x));
  return pulled.map((x) => {
    const below = Math.max(...all.filter((other) => other <= x));
    const above = Math.min(...all.filter((other) => other >= x));
    return below === above ? share(x) : share(below) + ((x - below) / (above - below)) * (share(above) - share(below));
  });
}

/** The columns of a feature by the documentation. */
function naiveColumns(values: (number | string)[], feature: Feature, fitted: FittedFeature, weights: number[], scaling: Scaling): number[][] {
  const { weight = 1, scale = "standard" } = feature;
  const centred = (numbers: number[], center: number, by: number): number[] => numbers.map((x) => (by === 0 ? 0 : ((x - center) / by) * weight));
  if (fitted.type === "number") {
    const numbers = naiveNumbers(values as number[], feature, weights);
    const all = repeat(numbers, weights);
    if (new Set(all).size === 1) return [numbers.map(() => 0)];
    const range = naiveQuantile(all, 0.75) - naiveQuantile(all, 0.25);
    if (scale === "robust") return [centred(numbers, naiveQuantile(all, 0.5), range > 1e-100 ? range : naiveDeviation(all))];
    return [centred(numbers, naiveMean(all), scale === "standard" ? naiveDeviation(all) : Math.max(...all) - Math.min(...all))];
  }
  const dummies = fitted.levels.map((level) => values.map((value) => Number(value === level)));
  const common = Math.sqrt(dummies.reduce((sum, dummy) => sum + naiveDeviation(repeat(dummy, weights)) ** 2, 0));
  return dummies.map((dummy) => centred(dummy, naiveMean(repeat(dummy, weights)), scaling === "feature" ? common : naiveDeviation(repeat(dummy, weights))));
}

/** Holds rows in factors to be the matrix, to the bit. */
function expectSame(encoding: Encoding, weights: Float64Array): void {
  const rows = toRows(where, encoding, weights);
  expect(matrixOfRows(rows)).toEqual(toMatrix(where, encoding));
  expect(inOrder(rows.weights, rows)).toEqual(weights);
  expect(rows.columns.first.length - 1).toBe(encoding.fitted.filter(({ type }) => type === "category").length);
}

describe("rows in factors", () => {
  test("are the encoded matrix, to the bit, when they are learnt from and when they come later", () => {
    fc.assert(
      fc.property(weighted, fc.constantFrom<Scaling>("column", "feature"), fc.nat(), ({ columns, features, weights, rows }, scaling, shift) => {
        const encoding = fit(columns, features, weights, scaling);
        expectSame(encoding, encoding.weights);
        // the same cells turned by some rows, some of them of levels that nobody had
        const cells = encoding.fitted.map(({ type, reading: { column } }) =>
          Array.from({ length: rows }, (_, i) => (type === "category" && (i + shift) % 5 === 0 ? "new" : columns[column][(i + shift) % rows])),
        );
        const fitted = encoding.fitted.map((one) => (one.type === "category" ? { ...one, unseen: "zeros" as const } : one));
        const later = applyEncoding(where, rows, cells, fitted);
        expectSame(later, new Float64Array(later.rows).fill(1));
      }),
    );
  });
});

describe("the encoded table", () => {
  test.each<Scaling>(["column", "feature"])('is what the documentation says, under the scaling "%s"', (scaling) => {
    fc.assert(
      fc.property(weighted, ({ columns, features, weights }) => {
        const encoding = fit(columns, features, weights, scaling);
        const { kept, values } = naiveTable(columns, features, weights);
        const own = kept.map((i) => weights[i]);
        const expected = features.flatMap((feature, f) => naiveColumns(values[f], feature, encoding.fitted[f], own, scaling));
        const x = toMatrix(where, encoding);
        expect([x.rows, x.cols]).toEqual([kept.length, expected.length]);
        rowsOf(x).forEach((row, i) => row.forEach((entry, j) => expect(entry).toBeCloseTo(expected[j][i], 7)));
      }),
    );
  });

  test("holds exactly one dummy of every category a row, before it is scaled", () => {
    fc.assert(
      fc.property(weighted, ({ columns, features, weights }) => {
        const encoding = fit(columns, features, weights);
        const rows = rowsOf(toMatrix(where, encoding));
        let first = 0;
        for (const { type, center, scale } of encoding.fitted) {
          const raw = rows.map((row) => center.map((p, l) => row[first + l] * scale[l] + p));
          if (type === "category") for (const dummies of raw) expect(dummies.reduce((sum, dummy) => sum + dummy, 0)).toBeCloseTo(1, 9);
          first += center.length;
        }
      }),
    );
  });
});

/** The weighted variance of all columns of each feature together. */
function variances(columns: TableCase["columns"], features: readonly Feature[], weights: number[], scaling: Scaling): number[] {
  const encoding = fit(columns, features, weights, scaling);
  const x = toMatrix(where, encoding);
  let first = 0;
  return encoding.fitted.map(({ center }) => {
    const own = center.map((_, l) => rowsOf(x).map((row) => row[first + l]));
    first += center.length;
    return own.reduce((sum, column) => sum + naiveDeviation(repeat(column, Array.from(encoding.weights))) ** 2, 0);
  });
}

test('under the scaling "feature" every feature has the variance of its weight squared, however many levels it has', () => {
  fc.assert(
    fc.property(weighted, ({ columns, features, weights }) => {
      const plain = features.map((feature) => (feature.type === "number" ? { ...feature, scale: "standard" as const } : feature));
      variances(columns, plain, weights, "feature").forEach((variance, f) => {
        if (variance > 0) expect(variance).toBeCloseTo((features[f].weight ?? 1) ** 2, 7); // 0: a constant
      });
    }),
  );
});

test('under the scaling "column" every level has that variance', () => {
  const columns = { city: ["a", "a", "b", "c", "c", "c"] };
  expect(variances(columns, [{ column: "city", type: "category", weight: 2 }], [1, 1, 1, 1, 1, 3], "column")[0]).toBeCloseTo(3 * 4, 9);
});

test("labels of levels that a column does not hold are told, with the levels that it holds", () => {
  const told = (labels: Record<string, string>, column: (string | null)[] = ["a", "b", "a"]) =>
    fit({ city: column }, [{ column: "city", type: "category", labels }], column.map(() => 1)).notices.filter(({ code }) => code === "labels-unused");
  expect(told({ a: "Athens", b: "Bern" })).toEqual([]);
  expect(told({ a: "Athens", c: "Cairo" })).toEqual([{ code: "labels-unused", column: "city", figures: { levels: ["c"], held: ["a", "b"] } }]);
  expect(told({ a: "Athens", "(missing)": "not said", "(rare)": "others" })).toEqual([]);
  expect(told({ a: "Athens", "(missing)": "not said" }, ["a", null, "b"])).toEqual([]);
});

describe("extremes", () => {
  test("a level beside which the others weigh next to nothing is still scaled", () => {
    const { fitted } = fit({ a: ["x", "y", "z"] }, ["a"], [1e30, 1, 1e-30]);
    expect(fitted[0].scale.every((scale) => scale > 0)).toBe(true);
  });

  test.each<[string, TableCase["columns"], Feature[], object, RegExp]>([
    ["numbers that cannot be told apart", { a: [0, 1e-200] }, [{ column: "a" }], { code: "out-of-range", column: "a" }, /column `a`: its numbers must be equal or differ by at least 1e-100\. Got 0 to 1e-200\./],
    ["two features of one name", { r: ["x", "y"], "r: x": [1, 2] }, [{ column: "r" }, { column: "r: x" }], { code: "duplicate-name", column: "r: x" }, /column `r: x`: every feature and level must have a name of its own; .* Got "r: x" twice\./],
    ["two levels of one label", { r: ["x", "y"] }, [{ column: "r", labels: { x: "y" } }], { code: "duplicate-name", column: "r" }, /column `r`: every feature and level must have a name of its own; .* Got "r: y" twice\./],
    ["too many levels", { r: ["x", "y", "z"] }, [{ column: "r", maxCategories: 2 }], { code: "too-many-categories", column: "r" }, /column `r` must have at most 2 categories; pool the rare ones with `poolBelow: 0\.01` or raise `maxCategories`\. Got 3\./],
  ])("%s are an error", (_, columns, features, fields, shows) => {
    const error = errorOf(() => fit(columns, features, Object.values(columns)[0].map(() => 1)));
    expect(error).toMatchObject({ where, ...fields });
    expect(error.message).toMatch(shows);
  });
});
