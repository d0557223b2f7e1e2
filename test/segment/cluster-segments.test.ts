import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodedNames } from "../../src/encode/fitted.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { naiveMean, naiveQuantile, naiveTable, repeat } from "../oracles/naive-table.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";

const members = (labels: ArrayLike<number>, s: number): number[] => Array.from(labels, (_, i) => i).filter((i) => labels[i] === s);
const ones = (rows: number): number[] => Array.from({ length: rows }, () => 1);

/** Cases whose weights are whole, so that rows can be repeated. */
const wholeCases = clusterCases().map(({ options, ...table }) => {
  const weights = (options.weights as number[] | undefined)?.map((weight) => Math.ceil(weight));
  return { ...table, options: { ...options, weights }, weights: weights ?? ones(table.rows) };
});

test("segments stand in the order of their weight, ties by first row, and labels refer to it", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { k, labels, segments } = clusterSegments(columns, options);
      expect(segments.map(({ id }) => id)).toEqual(Array.from({ length: k }, (_, s) => s));
      const rows = segments.map(({ id }) => members(labels, id));
      expect(segments.map(({ size }) => size)).toEqual(rows.map((own) => own.length));
      for (let s = 1; s < k; s++) {
        const more = segments[s - 1].share - segments[s].share;
        expect(more > 1e-9 || (Math.abs(more) <= 1e-9 && rows[s][0] > rows[s - 1][0])).toBe(true);
      }
      expect(rows.every((own) => own.length > 0)).toBe(true);
    }),
    runs(0.8),
  );
});

test("a row has the label -1 exactly when a policy dropped it, and the sizes add up to the others", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, features, rows, options }) => {
      const { labels, segments } = clusterSegments(columns, options);
      const { kept } = naiveTable(columns, features, ones(rows));
      expect(labels.length).toBe(rows);
      expect(Array.from(labels.keys()).filter((i) => labels[i] >= 0)).toEqual(kept);
      expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(kept.length);
    }),
    runs(0.5),
  );
});

describe("the figures of a segment", () => {
  test("shares are of the weight, and sum to 1", () => {
    fc.assert(
      fc.property(wholeCases, ({ columns, options, weights }) => {
        const { labels, segments } = clusterSegments(columns, options);
        const total = weights.reduce((sum, weight, i) => sum + (labels[i] < 0 ? 0 : weight), 0);
        for (const { id, share } of segments) expect(share).toBeCloseTo(members(labels, id).reduce((sum, i) => sum + weights[i], 0) / total, 12);
        expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
      runs(0.5),
    );
  });

  test("means and medians are those of its rows in the table, each repeated as its weight says", () => {
    fc.assert(
      fc.property(wholeCases, ({ columns, features, options, weights }) => {
        const result = clusterSegments(columns, options);
        const { kept, values } = naiveTable(columns, features, weights);
        for (const { id, means, medians } of result.segments) {
          const own = kept.map((_, at) => at).filter((at) => result.labels[kept[at]] === id);
          const ownWeights = own.map((at) => weights[kept[at]]);
          result.model.features.forEach((fitted, f) => {
            const cells = repeat(own.map((at) => values[f][at]), ownWeights);
            encodedNames(fitted).forEach((name, l) => {
              const numbers = fitted.type === "number" ? (cells as number[]) : cells.map((cell) => Number(cell === fitted.levels[l]));
              expect(means[name]).toBeCloseTo(naiveMean(numbers), 9);
              if (fitted.type === "number") expect(medians[name]).toBeCloseTo(naiveQuantile(numbers, 0.5), 9);
            });
          });
          expect(Object.keys(means)).toEqual(result.features);
          expect(Object.keys(medians)).toEqual(features.filter(({ type }) => type === "number").map(({ column }) => column));
        }
      }),
      runs(0.8),
    );
  });
});

test("the inertia lies between 0 and that of one segment, which is the whole of what was encoded", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { k, inertia, totalInertia, centroids, features } = clusterSegments(columns, options);
      expect(inertia).toBeGreaterThanOrEqual(0);
      expect(inertia).toBeLessThanOrEqual(totalInertia * (1 + 1e-12));
      expect([centroids.rows, centroids.cols, centroids.data.length]).toEqual([k, features.length, k * features.length]);
      expect(clusterSegments(columns, { ...options, k: 1, minShare: 0 }).inertia).toBeCloseTo(totalInertia, 9);
    }),
    runs(0.5),
  );
});

describe("the table", () => {
  test("rows and columns, typed arrays and lists, give the same result", () => {
    fc.assert(
      fc.property(clusterCases(), ({ columns, rows, options }) => {
        const ofColumns = clusterSegments(columns, options);
        expect(clusterSegments(toRows(columns, rows), options)).toEqual(ofColumns);
        const typed = Object.entries(columns).map(([name, cells]) => [name, cells.every((cell) => typeof cell === "number") ? Float64Array.from(cells) : cells]);
        expect(clusterSegments(Object.fromEntries(typed), options)).toEqual(ofColumns);
      }),
      runs(0.3),
    );
  });

  test("and the options are never written to: they may be frozen", () => {
    const freeze = (value: unknown): void => {
      if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    };
    fc.assert(
      fc.property(clusterCases(), ({ columns, rows, options }) => {
        const given = structuredClone({ columns, options });
        const table = toRows(columns, rows);
        [columns, options, table].forEach(freeze);
        clusterSegments(columns, options);
        clusterSegments(table, options);
        expect({ columns, options }).toEqual(given);
      }),
      runs(0.3),
    );
  });
});

test("the same call gives the same bits, and the result survives structuredClone", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const result = clusterSegments(columns, options);
      expect(clusterSegments(columns, options)).toEqual(result);
      expect(structuredClone(result)).toEqual(result);
    }),
    runs(0.5),
  );
});

test("each centroid is the mean of its rows, in the scale of the features", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { segments, centroids, model } = clusterSegments(columns, { ...options, effort: "balanced" });
      let at = 0;
      for (const fitted of model.features) {
        const isPlain = fitted.type === "category" || (fitted.transform === undefined && fitted.winsorise === undefined);
        encodedNames(fitted).forEach((name, l) => {
          for (const { id, means } of segments) {
            const back = centroids.data[id * centroids.cols + at] * fitted.scale[l] + fitted.center[l];
            if (isPlain) expect(back).toBeCloseTo(means[name], 6);
          }
          at++;
        });
      }
    }),
    runs(0.4),
  );
});
