import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { adjustedRandIndex, clusterSegments, kmeans, matrix, type Progress, stability, type StabilityOptions, standardize } from "../../src/index.ts";
import { resample, resolveStability } from "../../src/segment/stability.ts";
import { inOrder, matrixOfRows } from "../../src/spatial/rows.ts";
import { rowsFrom } from "../encoded-rows.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";

/** `k` heaps of `size` rows in the plane, `apart` from each other, each spread over a square of side 1. */
function heaps(k: number, size: number, apart: number, seed = 1): number[][] {
  const random = createRandom(seed, 99);
  return Array.from({ length: k * size }, (_, i) => [apart * (i % k) + random(), apart * ((i % k) % 2) + random()]);
}

const few: StabilityOptions = { resamples: 4, effort: "fast" };
const schemes = fc.constantFrom<StabilityOptions>({}, { scheme: "subsample", share: 0.8 });

/** Tables of at least two distinct rows, and 1 or 2 segments to be found in them. */
const cases = fc
  .tuple(clusterCases({ minRows: 12 }), schemes)
  .filter(([{ columns, options }]) => clusterSegments(columns, { ...options, effort: "fast" }).elbow!.k.length > 1)
  .map(([{ columns, rows, options }, scheme]) => ({ columns, rows, options: { ...options, ...few, ...scheme, k: [1, 2] as const } }));

/** What the call gives, or the reason why it cannot. */
function outcome(call: () => ReturnType<typeof stability>): ReturnType<typeof stability> | string {
  try {
    return call();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test("figures are means and shares over the resamples, and the reference is what clusterSegments gives", () => {
  fc.assert(
    fc.property(cases, ({ columns, options }) => {
      const found = outcome(() => stability(columns, options));
      if (found === "too-few-distinct") return;
      const { segmentation, adjustedRand, segments } = found as ReturnType<typeof stability>;
      const { resamples, scheme, share, ...reference } = options;
      expect(segmentation).toEqual(clusterSegments(columns, reference));
      expect(segments.map(({ name }) => name)).toEqual(segmentation.segments.map(({ name }) => name));
      expect(adjustedRand.values).toHaveLength(4);
      expect(adjustedRand.mean).toBeCloseTo(adjustedRand.values.reduce((sum, value) => sum + value, 0) / 4, 12);
      for (const { jaccard, recovered, dissolved } of segments) {
        for (const share of [jaccard, recovered, dissolved]) expect(share >= 0 && share <= 1).toBe(true);
        expect(jaccard).toBeLessThanOrEqual(0.5 * dissolved + 0.75 * (1 - recovered - dissolved) + recovered + 1e-12);
        expect(jaccard).toBeGreaterThanOrEqual(0.5 * (1 - recovered - dissolved) + 0.75 * recovered - 1e-12);
        expect(Number.isInteger(recovered * 4) && Number.isInteger(dissolved * 4)).toBe(true);
      }
    }),
    runs(0.4),
  );
});

test("the same call gives the same bits: on rows, columns and typed arrays, which stay as they were", () => {
  fc.assert(
    fc.property(cases, ({ columns, rows, options }) => {
      const given = structuredClone(columns);
      const found = outcome(() => stability(columns, options));
      const typed = Object.entries(columns).map(([name, cells]) => [name, cells.every((cell) => typeof cell === "number") ? Float64Array.from(cells) : cells]);
      expect(outcome(() => stability(toRows(columns, rows), options))).toEqual(found);
      expect(outcome(() => stability(Object.fromEntries(typed), options))).toEqual(found);
      expect(structuredClone(found)).toEqual(found);
      expect(columns).toEqual(given);
    }),
    runs(0.3),
  );
});

test("a subsample of all rows finds the very segments again", () => {
  fc.assert(
    fc.property(cases, fc.constantFrom("ward-kmeans" as const, "ward" as const, "kmeans" as const), ({ columns, options }, method) => {
      const { k } = clusterSegments(columns, { features: options.features, weights: options.weights, method, effort: "fast", k: [1, 2] });
      const { adjustedRand, segments, warnings } = stability(columns, { features: options.features, weights: options.weights, method, effort: "fast", structure: false, k, resamples: 2, scheme: "subsample", share: 1 });
      expect(adjustedRand).toEqual({ mean: 1, values: Float64Array.of(1, 1) });
      expect(segments.map(({ jaccard, recovered, dissolved }) => [jaccard, recovered, dissolved])).toEqual(segments.map(() => [1, 1, 0]));
      expect(warnings).toEqual([]);
    }),
    runs(0.4),
  );
});

describe.each<StabilityOptions>([{ scheme: "bootstrap" }, { scheme: "subsample" }, { scheme: "subsample", share: 0.2 }])("by %o", (scheme) => {
  test("heaps that lie apart are always found again", () => {
    const { segmentation, adjustedRand, segments, warnings } = stability(matrix(heaps(4, 30, 10)), { ...scheme, k: 4, resamples: 10 });
    expect(segmentation.k).toBe(4);
    expect(adjustedRand.mean).toBe(1);
    expect(segments.every(({ jaccard, recovered, dissolved }) => jaccard === 1 && recovered === 1 && dissolved === 0)).toBe(true);
    expect(warnings).toEqual([]);
  });

  test("one heap cut in six is not, and the warnings say so with figures", () => {
    const { adjustedRand, segments, notices } = stability(matrix(heaps(1, 300, 0)), { ...scheme, k: 6, resamples: 10, names: ["a", "b", "c", "d", "e", "f"] });
    expect(adjustedRand.mean).toBeLessThan(0.8);
    const told = segments.flatMap(({ jaccard, recovered, dissolved }, segment) => {
      const [verdict, mark] = jaccard < 0.6 ? ["unstable", 0.6] : ["doubtful", 0.75];
      return jaccard < 0.75 ? [{ code: "unstable", segment, figures: { verdict, jaccard, mark, resamples: 10, scheme: scheme.scheme, recovered, dissolved } }] : [];
    });
    expect(told.length).toBeGreaterThan(0);
    expect(notices.filter(({ code }) => code === "unstable")).toEqual(told);
  });
});

test("the adjusted Rand index and the overlaps are those of the rows drawn, the whole table's segments against the resample's", () => {
  // two heaps and a row far off: where it is not drawn, its segment is lost and one of the others is cut in two
  const table = matrix([...heaps(2, 20, 10), [1000, 1000]]);
  const { segmentation, adjustedRand, segments } = stability(table, { k: 3, resamples: 40 });
  const lone = segmentation.segments[2];
  expect(lone.size).toBe(1);
  const { jaccard, recovered, dissolved } = segments[2];
  expect(jaccard).toBe(recovered);
  expect(recovered + dissolved).toBe(1);
  expect(Math.abs(recovered - 0.63)).toBeLessThan(0.25);
  expect(adjustedRand.values.filter((value) => value === adjustedRandIndex([0, 1], [0, 1])).length).toBe(recovered * 40);
});

test("every figure is that of the rows drawn, clustered in the space of the whole table and counted one by one", () => {
  const x = matrix(heaps(1, 60, 0));
  const asked: StabilityOptions = { method: "kmeans", k: 4, resamples: 6, effort: "fast" };
  const { segmentation, adjustedRand, segments } = stability(x, asked);
  const whole = rowsFrom(standardize(x).matrix);
  const overlaps = segments.map((): number[] => []);
  for (let t = 0; t < 6; t++) {
    const { ids, rows } = resample("f", whole, 4, resolveStability("f", asked), createRandom(42, Purpose.resample, t));
    const { labels } = kmeans(matrixOfRows(rows), 4, { init: "k-means++", effort: "fast", weights: inOrder(rows.weights, rows) });
    expect(adjustedRand.values[t]).toBe(adjustedRandIndex(Array.from(ids, (row) => segmentation.labels[row]), labels));
    overlaps.forEach((own, s) => {
      const jaccards = [0, 1, 2, 3].map((c) => {
        const both = ids.filter((row, at) => segmentation.labels[row] === s && labels[at] === c).length;
        return both / ids.filter((row, at) => segmentation.labels[row] === s || labels[at] === c).length;
      });
      own.push(Math.max(...jaccards));
    });
  }
  overlaps.forEach((own, s) => {
    expect(segments[s].jaccard).toBeCloseTo(own.reduce((sum, overlap) => sum + overlap, 0) / 6, 12);
    expect(segments[s].recovered).toBe(own.filter((overlap) => overlap > 0.75).length / 6);
    expect(segments[s].dissolved).toBe(own.filter((overlap) => overlap <= 0.5).length / 6);
  });
});

test("another seed draws other rows, and more resamples begin with the same ones", () => {
  const table = matrix(heaps(1, 100, 0));
  const { values } = stability(table, { k: 4, resamples: 5 }).adjustedRand;
  expect(stability(table, { k: 4, resamples: 8 }).adjustedRand.values.subarray(0, 5)).toEqual(values);
  expect(stability(table, { k: 4, resamples: 5, seed: 7 }).adjustedRand.values).not.toEqual(values);
});

test("weights may stand in a column or in a list, and k may be chosen", () => {
  const a = heaps(3, 20, 10).map(([x]) => x);
  const w = a.map((_, i) => 1 + (i % 3));
  const found = stability({ a, w }, { weights: "w", resamples: 5 });
  const listed = stability({ a }, { weights: w, resamples: 5 });
  const { model } = found.segmentation;
  const said = { ...found.segmentation, model: { ...model, options: { ...model.options, weights: true } } }; // a list has no name
  expect({ ...found, segmentation: said }).toEqual(listed);
  expect(found.segmentation.choice.by).toBe("auto");
});

test("rows that a policy drops are never drawn", () => {
  const a: (number | null)[] = heaps(3, 20, 10).map(([x]) => x);
  const gaps = a.flatMap((x, i) => (i % 7 === 0 ? [null, x] : [x]));
  const features = [{ column: "a", missing: "drop" as const }];
  const { adjustedRand, segments } = stability({ a: gaps }, { features, k: 3, resamples: 5 });
  expect({ adjustedRand, segments }).toMatchObject({ adjustedRand: stability({ a }, { features, k: 3, resamples: 5 }).adjustedRand });
});

test("progress has a stage of its own, once a resample", () => {
  const seen: Progress[] = [];
  stability(matrix(heaps(2, 10, 10)), { k: 2, resamples: 3, onProgress: (progress) => seen.push(progress) });
  expect(seen.filter(({ stage }) => stage === "stability").map(({ done, total }) => [done, total])).toEqual([[0, 3], [1, 3], [2, 3], [3, 3]]);
});
