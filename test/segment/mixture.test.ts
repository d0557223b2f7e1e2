import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { adjustedRandIndex, assign, clusterSegments, encode, predict, type SegmentModel, stability } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { runs } from "../table-arbitraries.ts";

const fast = { method: "mixture", effort: "fast" } as const;

/** Small tables of ties. */
const cells = fc.integer({ min: 2, max: 24 }).chain((rows) => fc.record({
  a: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rows, maxLength: rows }),
  b: fc.array(fc.constantFrom("x", "y", "z"), { minLength: rows, maxLength: rows }),
}));

/** Rows of three kinds: of different spread, and of different plans. */
function customers(rows: number, seed: number): { table: Record<string, (number | string)[]>; truth: Int32Array } {
  const random = createRandom(seed, Purpose.sample);
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);
  const truth = Int32Array.from({ length: rows }, (_, i) => (i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2));
  const of = (centers: readonly number[], spreads: readonly number[]): number[] => Array.from(truth, (kind) => centers[kind] + spreads[kind] * normal());
  const plans = [["free", "free", "free", "paid"], ["paid", "paid", "team", "paid"], ["team", "team", "free", "team"]];
  const plan = Array.from(truth, (kind) => plans[kind][Math.floor(4 * random())]);
  return { table: { visits: of([0, 6, 7], [3, 0.5, 0.5]), spend: of([0, 2, 5], [3, 0.5, 0.5]), plan }, truth };
}

describe("segments of a mixture", () => {
  test("a row alone, or the table in pieces, goes where it went, with the same memberships, also by the model's JSON", () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 2, max: 4 }), (table, k) => {
        const rows = table.a.length;
        const result = clusterSegments(table, { ...fast, features: ["a", "b"], k: Math.min(k, new Set(table.a.map((a, i) => `${a} ${table.b[i]}`)).size) });
        const model = JSON.parse(JSON.stringify(result.model)) as SegmentModel;
        const whole = assign(model, table);
        expect(whole.labels).toEqual(result.labels);
        expect(whole.memberships).toEqual(result.memberships);
        for (let i = 0; i < rows; i++) {
          const own = assign(model, { a: table.a[i], b: table.b[i] });
          expect(own.labels[0]).toBe(result.labels[i]);
          expect(own.memberships!.data).toEqual(result.memberships!.data.slice(i * result.k, (i + 1) * result.k));
        }
      }),
      runs(0.3),
    );
  });

  test("a level that nobody had, in a column of one level, says nothing", () => {
    const a = [0, 1, 2, 1, 20, 21, 22, 21];
    const plan = a.map(() => "basic");
    const features = ["a", { column: "plan", type: "category", unseen: "zeros" }] as const;
    const result = clusterSegments({ a, plan }, { ...fast, features, k: 2 });
    const later = assign(result.model, { a, plan: plan.map((level, i) => (i % 3 === 1 ? "new" : level)) });
    expect(later.labels).toEqual(result.labels);
    expect(later.memberships).toEqual(result.memberships);
    expect(predict(result.model, { a: 21, plan: "new" })).toEqual(result.labels.slice(5, 6));
  });

  test("memberships are probabilities, the label is the likeliest and the lower on a tie, every segment has rows, most first", () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 7 }), (table, k) => {
        const distinct = new Set(table.a.map((a, i) => `${a} ${table.b[i]}`)).size;
        const result = clusterSegments(table, { ...fast, features: ["a", "b"], k: Math.min(k, distinct) });
        const { data, cols } = result.memberships!;
        expect(cols).toBe(result.k);
        result.labels.forEach((label, i) => {
          const own = Array.from(data.subarray(i * cols, (i + 1) * cols));
          expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          expect(own.indexOf(Math.max(...own))).toBe(label);
        });
        const sizes = result.segments.map(({ size }) => size);
        expect(sizes.every((size, s) => size > 0 && (s === 0 || size <= sizes[s - 1]))).toBe(true);
        expect(result.choice.k).toBe(result.k);
        expect(result.notices.some(({ code }) => code === "fewer-groups")).toBe(result.k < Math.min(k, distinct));
      }),
      runs(0.5),
    );
  });

  test("finds groups of different spread better than k-means, and says how sure it is", () => {
    const { table, truth } = customers(600, 3);
    const mixture = clusterSegments(table, { ...fast, k: 3 });
    const means = clusterSegments(table, { effort: "fast", k: 3 });
    const found = adjustedRandIndex(truth, mixture.labels);
    expect(found).toBeGreaterThan(adjustedRandIndex(truth, means.labels));
    const { margin } = assign(mixture, table);
    const wrong = (of: (i: number) => boolean): number => {
      const rows = Array.from(margin.keys()).filter(of);
      return 1 - adjustedRandIndex(truth.filter((_, i) => rows.includes(i)), mixture.labels.filter((_, i) => rows.includes(i)));
    };
    expect(wrong((i) => margin[i] > 0.9)).toBeLessThan(wrong(() => true));
    margin.forEach((lead, i) => {
      const own = Array.from(mixture.memberships!.data.subarray(3 * i, 3 * i + 3)).sort((p, q) => q - p);
      expect(lead).toBe(own[0] - own[1]);
    });
  });

  test("a group that no row is likeliest in is left out, and told", () => {
    const table = { a: [0, 0, 0, 4, 6, 0, 15, 0, 0, 4, 4, 16], b: [..."yzxxyyyxxxxy"] };
    const { k, segments, choice, notices, model } = clusterSegments(table, { ...fast, structure: false, features: ["a", "b"], k: 6 });
    expect([k, choice.k, segments.length, model.centroids.length, model.mixture!.shares.length]).toEqual([4, 4, 4, 4, 4]);
    expect(notices).toContainEqual({ code: "fewer-groups", figures: { asked: 6, found: 4 } });
    expect(model.mixture!.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("a group that becomes smaller than the least share costs a segment", () => {
    const table = { a: [0, 15, 8, 4, 4, 4, 12, 15, 0, 8, 12, 20, 16, 10, 4, 0, 6, 12, 20, 0], b: [..."xxxxxyzxyzzyxxxyyxyx"] };
    const options = { effort: "fast", structure: false, features: ["a", "b"], minShare: 0.15, choose: "elbow", k: [2, 5] } as const;
    const { choice, segments } = clusterSegments(table, { ...options, method: "mixture" });
    expect([clusterSegments(table, options).k, choice.k]).toEqual([3, 2]);
    expect(segments.every(({ share }) => share >= 0.15)).toBe(true);
  });

  test("chooses k, and keeps the least share", () => {
    const { table } = customers(400, 5);
    const { k, segments, choice, elbow } = clusterSegments(table, { ...fast, minShare: 0.08 });
    expect(choice.k).toBe(k);
    expect(segments.every(({ share }) => share >= 0.08)).toBe(true);
    expect(elbow).toBeDefined();
  });

  test("rows are dropped where a policy says so, and have no memberships", () => {
    const { table } = customers(60, 6);
    const gap = { ...table, visits: table["visits"].map((x, i) => (i === 7 ? null : x)) };
    const result = clusterSegments(gap, { ...fast, k: 2, columns: { visits: { missing: "drop" } } });
    expect(result.labels[7]).toBe(-1);
    expect(result.memberships).toMatchObject({ rows: 60, cols: result.k });
    expect(result.memberships!.data.subarray(7 * result.k, 8 * result.k).every(Number.isNaN)).toBe(true);
    expect(assign(result, gap).memberships).toEqual(result.memberships);
  });

  test("of more rows than it is fitted to, all are placed, and the same by the model", () => {
    const { table, truth } = customers(25_000, 7);
    const result = clusterSegments(table, { ...fast, k: 3 });
    expect(adjustedRandIndex(truth, result.labels)).toBeGreaterThan(adjustedRandIndex(truth, clusterSegments(table, { effort: "fast", k: 3 }).labels));
    expect(predict(result.model, table)).toEqual(result.labels);
  });

  test("is found again by stability", () => {
    const { table } = customers(300, 8);
    expect(stability(table, { ...fast, k: 3, resamples: 5 }).segments).toHaveLength(3);
  });

  test("a broken mixture is no model", () => {
    const { table } = customers(60, 9);
    const { model } = clusterSegments(table, { ...fast, k: 2 });
    const { mixture } = model;
    for (const broken of [{}, null, { ...mixture, shares: [1] }, { ...mixture, columns: [0.5] }, { ...mixture, columns: [99] }, { ...mixture, variances: mixture!.variances.map(() => 0) }, { ...mixture, levels: [] }, { ...mixture, means: ["x"] }]) {
      expect(errorOf(() => encode({ ...model, mixture: broken } as SegmentModel, table))).toMatchObject({ code: "not-a-model" });
    }
  });
});
