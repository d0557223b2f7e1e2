import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, encode, type Segmentation } from "../../src/index.ts";
import { type Granularity, granularity, type GranularityOptions } from "../../src/insight/index.ts";
import { toldApart } from "../../src/insight/told-apart.ts";
import { sizesOf } from "../../src/kmeans/fit.ts";
import { buildSegments } from "../../src/segment/explain.ts";
import { encodeRows } from "../../src/segment/predict.ts";
import { profile } from "../../src/segment/profile.ts";
import { errorOf } from "../error-of.ts";
import { runs } from "../table-arbitraries.ts";
import { orders, reordered } from "./grouped.ts";

interface Case {
  readonly table: Readonly<Record<string, readonly unknown[]>>;
  readonly result: Segmentation;
  readonly weights: readonly number[] | undefined;
}

/** Tables of two numbers, with gaps that drop their row, and a category, in one to five segments, some weighted. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    rows: fc.array(fc.record({ a: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 40 }) }, { weight: 1, arbitrary: fc.constant(null) }), b: fc.integer({ min: 0, max: 9 }), c: fc.constantFrom("x", "y", "z"), w: fc.constantFrom(1, 2, 3) }), { minLength: 12, maxLength: 40 }),
    k: fc.integer({ min: 1, max: 5 }),
    isWeighted: fc.boolean(),
    method: fc.constantFrom("ward-kmeans", "ward", "kmeans"),
  })
  .filter(({ rows }) => new Set(rows.filter(({ a }) => a !== null).map(({ a, b, c }) => `${a} ${b} ${c}`)).size >= 9)
  .map(({ rows, k, isWeighted, method }) => {
    const table = { a: rows.map(({ a }) => a), b: rows.map(({ b }) => b), c: rows.map(({ c }) => c) };
    const weights = isWeighted ? rows.map(({ w }) => w) : undefined;
    const features = [{ column: "a", type: "number", missing: "drop" }, { column: "b", type: "number" }, "c"] as const;
    const result = clusterSegments(table, { features, k, minShare: 0, structure: false, effort: "fast", weights, method: method as "ward" });
    return { table, result, weights };
  });

const range = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 7 })).map(([min, more]): [number, number] => [min, Math.min(8, min + more)]);
const looked = ({ table, result, weights }: Case, k: readonly [number, number], options: GranularityOptions = {}): Granularity =>
  granularity(result, table, { k, resamples: 0, ...(weights === undefined ? {} : { weights }), ...options });

/** The segment, by its id, of each row, where there are `k`. */
function labelsAt({ labels, segments }: Granularity, k: number): number[] {
  return Array.from(labels, (label) => {
    let at: number | undefined = label;
    while (at !== undefined && at >= 0 && segments[at].from > k) at = segments[at].parent;
    return at ?? -1;
  });
}

/** What a labelling costs: every column of every row against the mean of its segment. */
function costOf({ table, result, weights }: Case, labels: readonly number[]): number {
  const kept = labels.flatMap((label, row) => (label < 0 ? [] : [row]));
  const { data, cols } = encode(result, table);
  let cost = 0;
  for (const label of new Set(kept.map((row) => labels[row]))) {
    const own = kept.flatMap((row, at) => (labels[row] === label ? [{ at, weight: weights?.[row] ?? 1 }] : []));
    for (let j = 0; j < cols; j++) {
      const total = own.reduce((sum, { weight }) => sum + weight, 0);
      const mean = own.reduce((sum, { at, weight }) => sum + weight * data[at * cols + j], 0) / total;
      cost += own.reduce((sum, { at, weight }) => sum + weight * (data[at * cols + j] - mean) ** 2, 0);
    }
  }
  return cost;
}

describe("nested segments", () => {
  test("each number has as many, of which one is split into the next number's", () => {
    fc.assert(fc.property(cases, range, (given, [min, max]) => {
      const found = looked(given, [min, max]);
      expect(found.levels.map(({ k }) => k)).toEqual(Array.from({ length: max - min + 1 }, (_, at) => min + at));
      found.levels.forEach(({ k, segments, split, smallestShare }, at) => {
        expect(segments).toEqual(found.segments.flatMap(({ id, from, to }) => (from <= k && k <= to ? [id] : [])));
        expect(segments).toHaveLength(k);
        expect(segments.reduce((sum, id) => sum + found.segments[id].share, 0)).toBeCloseTo(1, 12);
        expect(smallestShare).toBe(Math.min(...segments.map((id) => found.segments[id].share)));
        expect([...new Set(labelsAt(found, k).filter((label) => label >= 0))].sort((a, b) => a - b)).toEqual(segments);
        if (at === 0) return expect(split).toBeUndefined();
        const { segment, into } = split!;
        expect([...found.levels[at - 1].segments.filter((id) => id !== segment), ...into].sort((a, b) => a - b)).toEqual(segments);
        expect(found.segments[segment].parts).toEqual(into);
        expect(into.map((id) => found.segments[id].parent)).toEqual([segment, segment]);
      });
    }), runs(1));
  });

  test("sizes and shares are those of the rows, and a whole has what its parts have", () => {
    fc.assert(fc.property(cases, range, (given, bounds) => {
      const found = looked(given, bounds);
      const weightOf = (row: number): number => given.weights?.[row] ?? 1;
      const rows = [...given.result.labels.keys()].filter((row) => given.result.labels[row] >= 0);
      const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
      for (const { id, from, size, share, parts } of found.segments) {
        const labels = labelsAt(found, from);
        const own = rows.filter((row) => labels[row] === id);
        expect(size).toBe(own.length);
        expect(share).toBeCloseTo(own.reduce((sum, row) => sum + weightOf(row), 0) / total, 12);
        if (parts === undefined) continue;
        expect(parts.reduce((sum, part) => sum + found.segments[part].size, 0)).toBe(size);
        expect(found.segments[parts[0]].share).toBeGreaterThanOrEqual(found.segments[parts[1]].share - 1e-12);
      }
      expect(Array.from(found.labels, (label) => label < 0)).toEqual(Array.from(given.result.labels, (label) => label < 0));
      for (const { k } of found.levels) expect(new Set(found.levels.find((level) => level.k === k)!.segments.map((id) => found.segments[id].name)).size).toBe(k);
    }), runs(1));
  });

  test("the segmentation's own number has its segments, with their names", () => {
    fc.assert(fc.property(cases, (given) => {
      const { k, labels, segments } = given.result;
      const found = looked(given, [Math.max(1, k - 2), k + 2]);
      expect(labelsAt(found, k).map((id) => (id < 0 ? -1 : found.segments[id].segment))).toEqual(Array.from(labels));
      for (const { segment, name, description } of found.segments) {
        if (segment !== undefined) expect({ name, description }).toEqual({ name: segments[segment].name, description: segments[segment].description });
      }
      expect(found.segments.filter(({ segment }) => segment !== undefined)).toHaveLength(k);
    }), runs(1));
  });

  test("what is explained is what the labels cost, and each merge is the one that costs least", () => {
    fc.assert(fc.property(cases, (given) => {
      const { k } = given.result;
      const found = looked(given, [1, k + 2]);
      const whole = costOf(given, labelsAt(found, 1));
      for (const { k: count, explained } of found.levels) expect(explained).toBeCloseTo(whole > 0 ? 1 - costOf(given, labelsAt(found, count)) / whole : 0, 9);
      for (let count = k; count > 1; count--) {
        const labels = labelsAt(found, count);
        const ids = found.levels[count - 1].segments;
        const merged = costOf(given, labelsAt(found, count - 1));
        for (const a of ids) for (const b of ids) if (a < b) expect(merged).toBeLessThanOrEqual(costOf(given, labels.map((label) => (label === b ? a : label))) + 1e-9 * whole);
      }
    }), runs(0.3));
  });

  test("no segment is split in a way that its own rows could be split better by moving one of them", () => {
    fc.assert(fc.property(cases, (given) => {
      const { k } = given.result;
      const found = looked(given, [k, k + 1]);
      const labels = labelsAt(found, k + 1);
      const { segment, into } = found.levels[1].split!;
      expect(costOf(given, labels)).toBeLessThanOrEqual(costOf(given, labelsAt(found, k)));
      expect(labels.flatMap((label, row) => (into.includes(label) ? [row] : []))).toEqual(labelsAt(found, k).flatMap((label, row) => (label === segment ? [row] : [])));
    }), runs(0.5));
  });

  test("the order of the rows changes nothing", () => {
    const together = cases.filter(({ weights, result }) => weights === undefined && result.k > 1).chain((given) => fc.tuple(fc.constant(given), orders(given.result.labels.length)));
    fc.assert(fc.property(together, ([given, order]) => {
      const { k } = given.result;
      const moved = reordered({ ...given, groups: [] }, order);
      const [one, other] = [looked(given, [1, k]), looked({ ...given, ...moved }, [1, k])];
      expect(other.segments.map(({ size, from, to, segment }) => ({ size, from, to, segment }))).toEqual(one.segments.map(({ size, from, to, segment }) => ({ size, from, to, segment })));
      expect(Array.from(other.labels)).toEqual(order.map((row) => one.labels[row]));
    }), runs(0.5));
  });
});

/** Two clouds of 40 rows, one of which is two of 20. */
const clouds = (() => {
  const at = (x: number, y: number, count: number): { x: number; y: number }[] => Array.from({ length: count }, (_, i) => ({ x: x + (i % 5) / 10, y: y + (i % 4) / 10 }));
  const rows = [...at(0, 0, 40), ...at(30, 0, 20), ...at(30, 8, 20)];
  return { x: rows.map(({ x }) => x), y: rows.map(({ y }) => y), spent: rows.map(({ x, y }) => (x > 15 ? 100 : 10) + (y > 4 ? 50 : 0)), plan: rows.map(({ y }) => (y > 4 ? "pro" : "basic")) };
})();
const three = clusterSegments(clouds, { features: ["x", "y"], k: 3, structure: false });

describe("of clouds that are known", () => {
  const found = granularity(three, clouds, { k: [1, 4], profile: ["plan"], value: "spent" });

  test("the two that are near are one first", () => {
    expect(found.segments.map(({ size, from, to }) => [size, from, to])).toEqual([[80, 1, 1], [40, 2, 3], [40, 2, 2], [20, 3, 4], [20, 3, 4], ...found.segments.slice(5).map(({ size, from, to }) => [size, from, to])]);
    expect(found.levels[1].split!.segment).toBe(0);
    expect(found.levels[2].split!.segment).toBe(2);
  });

  test("what is there is found again, and a cloud that is cut is not", () => {
    const [one, , all, cut] = found.levels.map(({ stability }) => stability!);
    expect([one.least, all.least, all.mean]).toEqual([1, 1, 1].map((overlap) => expect.closeTo(overlap, 12)));
    expect(cut.mean).toBeLessThan(all.mean);
    expect(found.levels[2].sentence).toContain("All of them are found again when rows are resampled.");
  });

  test("a column is told apart from the number on at which its segments part", () => {
    const told = found.levels.map(({ columns }) => columns.map(({ explained }) => explained));
    expect(told[0]).toEqual([0, 0]);
    expect(told[1][0]).toBeLessThan(0.5);
    expect(told[2][0]).toBeCloseTo(1, 9);
    expect(told[2][1]).toBeCloseTo(1, 9);
    expect(found.levels[2].sentence).toMatch(/explain 100 % of the differences in `plan` \(up from .* %\) and 100 % in `spent` \(up from .* %\)\./);
  });

  test("what reads alike is said to be the same, and never otherwise; a column is told once", () => {
    const [, , parted, finer] = granularity(three, clouds, { k: [1, 4], resamples: 0, profile: ["spent"], value: "spent" }).levels;
    expect(parted.sentence).toMatch(/The segments explain 100 % of the differences in `spent` \(up from .* %\)\.$/);
    expect(finer.sentence).toMatch(/The segments explain 100 % of the differences in `spent` \(unchanged\)\.$/);
    expect(found.levels[0].sentence).toMatch(/none of the differences in `plan` and none in `spent`\.$/);
  });

  test("a whole and its part have names that tell which is which", () => {
    const halves = { x: Array.from({ length: 128 }, (_, i) => i) };
    const { segments } = granularity(clusterSegments(halves, { features: ["x"], k: 3, structure: false }), halves, { k: [1, 16], resamples: 0 });
    const names = segments.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /, the rest.*, the rest/.test(name))).toEqual([]);
    for (const { name, parts = [] } of segments) for (const part of parts) expect(names[part]).not.toBe(name);
  });

  test("value is shared out", () => {
    const of = (id: number): number => found.segments[id].valueShare!;
    const total = 40 * 10 + 20 * 100 + 20 * 150;
    expect([of(0), of(1), of(2)]).toEqual([1, 400 / total, 5000 / total].map((share) => expect.closeTo(share, 12)));
    expect(of(3) + of(4)).toBeCloseTo(of(2), 12);
    expect(granularity(three, { ...clouds, spent: clouds.spent.map(() => -1) }, { resamples: 0, value: "spent" }).segments.every(({ valueShare }) => Number.isNaN(valueShare))).toBe(true);
  });
});

test("progress ends at the end, and the default is two fewer to two more", () => {
  const seen: string[] = [];
  const found = granularity(three, clouds, { resamples: 2, onProgress: ({ stage, done, total }) => seen.push(`${stage} ${done}/${total}`) });
  expect(found.levels.map(({ k }) => k)).toEqual([2, 3, 4, 5]);
  expect([seen[0], seen.at(-1)]).toEqual(["nesting 0/1", "resamples 2/2"]);
});

test("a segment is split where both parts hold the least share, though another split would gain more", () => {
  // on the left a cloud with one customer far off, on the right two clouds that are nearer to each other
  const rows = Array.from({ length: 80 }, (_, i) => (i < 40 ? { x: 0, y: i === 0 ? 80 : i % 3 } : { x: 1000, y: (i < 60 ? 0 : 20) + (i % 3) }));
  const sizesAt = (minShare: number): number[] => {
    const result = clusterSegments(rows, { features: [{ column: "x", weight: 5 }, { column: "y", transform: "none", winsorise: false }], k: 2, minShare, structure: false });
    const found = granularity(result, rows, { k: [2, 3], resamples: 0 });
    return found.levels[1].split!.into.map((id) => found.segments[id].size);
  };
  expect(sizesAt(0)).toEqual([39, 1]);
  expect(sizesAt(0.1)).toEqual([20, 20]);
});

test("what lies between segments is what the sums say, whatever weighs how much, corrected for chance", () => {
  const cells = fc.record({ value: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -9, max: 9 }) }, { weight: 1, arbitrary: fc.constant(NaN) }), code: fc.integer({ min: -1, max: 2 }), label: fc.nat(2), weight: fc.constantFrom(1, 2, 3) });
  fc.assert(fc.property(fc.array(cells, { minLength: 8, maxLength: 40 }), fc.boolean(), (rows, areCodes) => {
    const weights = Float64Array.from(rows, ({ weight }) => weight);
    const labels = Int32Array.from(rows, ({ label }) => label);
    const columns = areCodes ? Int32Array.from(rows, ({ code }) => code) : Float64Array.from(rows, ({ value }) => value);
    const there = rows.flatMap((row) => ((areCodes ? row.code >= 0 : !Number.isNaN(row.value)) ? Array.from({ length: row.weight }, () => row) : []));
    const dummies = areCodes ? [0, 1, 2].map((level) => there.map(({ code }) => Number(code === level))) : [there.map(({ value }) => value)];
    const squares = (of: (own: readonly number[], i: number) => number): number => dummies.reduce((sum, own) => sum + own.reduce((part, value, i) => part + (value - of(own, i)) ** 2, 0), 0);
    const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const all = squares((own) => meanOf(own));
    const within = squares((own, i) => meanOf(own.filter((_, j) => there[j].label === there[i].label)));
    const groups = new Set(there.map(({ label }) => label)).size;
    const expected = all > 1e-9 && there.length > groups ? Math.max(0, 1 - (within / all) * ((there.length - 1) / (there.length - groups))) : NaN;
    const found = toldApart(columns, labels, 3, { weights });
    if (Number.isNaN(expected)) expect(found).toBeNaN();
    else expect(found).toBeCloseTo(expected, 9);
  }), runs(1));
});

test("a whole is named among the segments of the number at which it comes up", () => {
  fc.assert(fc.property(cases.filter(({ result: { k } }) => k > 2), (given) => {
    const { result, table, weights } = given;
    const found = looked(given, [1, result.k]);
    const encoding = encodeRows("test", result.model, table);
    const kept = Float64Array.from([...result.labels.keys()].filter((row) => result.labels[row] >= 0), (row) => weights?.[row] ?? 1);
    for (const { id, name, to, segment, description } of found.segments) {
      if (segment !== undefined) continue;
      const ids = found.levels[to - 1].segments;
      const labels = Int32Array.from(labelsAt(found, to).filter((label) => label >= 0), (label) => ids.indexOf(label));
      const own = buildSegments("test", profile(encoding, labels, kept, sizesOf(kept, { labels, k: to })), undefined);
      const expected = own[ids.indexOf(id)];
      expect(description).toBe(expected.description);
      if (found.segments.every((other) => other.id === id || other.name !== expected.name)) expect(name).toBe(expected.name);
    }
  }), runs(0.5));
});

test("one row is one segment", () => {
  const one = { a: [1], b: ["x"] };
  const { levels, segments } = granularity(clusterSegments(one, { features: [{ column: "a", type: "number" }], structure: false, k: 1 }), one, { resamples: 3 });
  expect(levels).toHaveLength(1);
  expect(levels[0]).toMatchObject({ k: 1, explained: 0, smallestShare: 1 });
  expect(segments).toHaveLength(1);
});

describe("errors", () => {
  const wrong: readonly (readonly [string, GranularityOptions, object])[] = [
    ["a number alone", { k: 3 as never }, { code: "not-an-integer" }],
    ["an empty range", { k: [4, 3] }, { code: "not-an-integer" }],
    ["none", { k: [0, 3] }, { code: "not-an-integer" }],
    ["more than there are distinct rows", { k: [2, 81] }, { code: "too-few-distinct" }],
    ["too many resamples", { resamples: 1001 }, { code: "not-an-integer" }],
    ["columns that are no list", { profile: "plan" as never }, { code: "not-an-array" }],
    ["a column that is left out", { profile: new Array<string>(1) }, { code: "unknown-column" }],
    ["a column that is not there", { profile: ["nope"] }, { code: "unknown-column", column: "nope" }],
    ["a value of texts", { value: "plan" }, { column: "plan" }],
  ];
  test.each(wrong)("%s", (_, options, expected) => expect(errorOf(() => granularity(three, clouds, options))).toMatchObject({ where: "granularity", ...expected }));

  test("a segment without rows", () => {
    const result = { ...three, labels: three.labels.map((label) => Math.min(label, 1)) };
    expect(errorOf(() => granularity(result, clouds))).toMatchObject({ code: "not-a-segmentation", where: "granularity" });
  });

  test("a table of other rows", () => {
    expect(errorOf(() => granularity(three, { x: [1], y: [2] }))).toMatchObject({ code: "wrong-length", where: "granularity" });
  });
});
