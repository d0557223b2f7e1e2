import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, matchSegments, predict, type Segmentation } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { mostGained } from "../oracles/most-gained.ts";
import { clusterCases, runs, type TableCase } from "../table-arbitraries.ts";

/** Two segmentations of the same table, of 1 to 5 segments each, or of as many as it has distinct rows. */
const pairs = fc.tuple(clusterCases({ minRows: 4 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).map(([{ columns, options }, one, other]) => {
  const most = clusterSegments(columns, { ...options, effort: "fast" }).elbow!.k.length;
  const of = (k: number, prefix: string): Segmentation =>
    clusterSegments(columns, { ...options, effort: "fast", minShare: 0, k: Math.min(k, most), names: ({ id }) => `${prefix} ${id}` });
  return { columns, previous: of(one, "old"), current: of(other, "new") };
});

/** The Jaccard overlap, counted row by row. */
function overlapOf(a: Int32Array, s: number, b: Int32Array, t: number): number {
  const rows = Array.from(a.keys()).filter((row) => a[row] >= 0 && b[row] >= 0);
  const both = rows.filter((row) => a[row] === s && b[row] === t).length;
  return both === 0 ? 0 : both / rows.filter((row) => a[row] === s || b[row] === t).length;
}

test("pairs have at least the overlap asked for, are one to one, and no other such pairs overlap more", () => {
  fc.assert(
    fc.property(pairs, fc.constantFrom(0, 0.2, 0.5, 0.9, 1), ({ columns, previous, current }, minOverlap) => {
      const { matches } = matchSegments(previous, current, columns, { minOverlap, resamples: 0 });
      const before = predict(previous.model, columns);
      const all = matches.map(({ segment }) => previous.segments.map(({ id }) => overlapOf(current.labels, segment, before, id)));
      const taken = matches.flatMap((match) => (match.previous === undefined ? [] : [match.previous]));
      expect(new Set(taken).size).toBe(taken.length);
      matches.forEach(({ segment, previous: partner, overlap }, at) => {
        expect(segment).toBe(at);
        expect(overlap).toBe(partner === undefined ? Math.max(...all[at]) : all[at][partner]);
        if (partner !== undefined) expect(overlap).toBeGreaterThanOrEqual(minOverlap);
      });
      const gains = all.flat().map((overlap) => (overlap >= minOverlap ? overlap : 0));
      const gained = matches.reduce((sum, match) => sum + (match.previous === undefined ? 0 : match.overlap), 0);
      expect(gained).toBeCloseTo(mostGained(gains, current.k, previous.k), 12);
    }),
    runs(0.6),
  );
});

test("names go over, vanished ones are listed, names stay distinct; nothing else changes, and the inputs do not", () => {
  fc.assert(
    fc.property(pairs, ({ columns, previous, current }) => {
      const given = structuredClone([previous, current]);
      const { segmentation, matches, vanished } = matchSegments(previous.model, current, columns, { resamples: 0 });
      expect([previous, current]).toEqual(given);
      const names = segmentation.segments.map(({ name }) => name);
      expect(names).toEqual(matches.map((match) => (match.previous === undefined ? current.segments[match.segment].name : previous.segments[match.previous].name)));
      expect(matches.map(({ name }) => name)).toEqual(names);
      expect(segmentation.model.names).toEqual(names);
      expect(vanished).toEqual(previous.segments.filter(({ id }) => !matches.some((match) => match.previous === id)).map(({ name }) => name));
      const unnamed = ({ segments, model, warnings, ...rest }: Segmentation): unknown => [segments.map(({ name, ...segment }) => segment), { ...model, names: [] }, warnings.length, rest];
      expect(unnamed(segmentation)).toEqual(unnamed(current));
      expect(structuredClone(segmentation)).toEqual(segmentation);
    }),
    runs(0.6),
  );
});

test("a segmentation matched with itself keeps all names, whatever the least overlap", () => {
  fc.assert(
    fc.property(pairs, ({ columns, current }) => {
      const { segmentation, matches, vanished } = matchSegments(current, current, columns, { minOverlap: 1, resamples: 0 });
      expect(segmentation).toEqual(current);
      expect(matches.map(({ overlap }) => overlap)).toEqual(current.segments.map(() => 1));
      expect(vanished).toEqual([]);
    }),
    runs(0.4),
  );
});

const heap = (at: number, size: number): number[] => Array.from({ length: size }, (_, i) => at + i / 100);
const before: TableCase["columns"] = { a: [...heap(0, 9), ...heap(50, 7), ...heap(100, 5)] };
const previous = clusterSegments(before, { k: 3, names: ["low", "middle", "high"] });

test("a segment that grew keeps its name, though another is now the largest; one that is gone vanishes, one that is new is new", () => {
  const now = { a: [...heap(0, 9), ...heap(100, 15), ...heap(200, 4)] };
  const current = clusterSegments(now, { k: 3 });
  const { segmentation, matches, vanished } = matchSegments(previous, current, now);
  expect(segmentation.segments.map(({ name, size }) => [name, size])).toEqual([["high", 15], ["low", 9], [current.segments[2].name, 4]]);
  expect(matches.map((match) => match.previous)).toEqual([2, 0, undefined]);
  expect(matches[2].overlap).toBeCloseTo(4 / 19, 12);
  expect(vanished).toEqual(["middle"]);
});

test("two overlaps that are too small do not break up one that is large enough", () => {
  const last = clusterSegments({ a: [1, 1, 1, 1, 9, 9, 9] }, { k: 2, names: ["x", "y"] });
  const now = { a: [0, 0, 3, 3, 3, 3, 3, 3, 6, 6, 6, 6] }; // x, but for the 6s
  const current = { ...clusterSegments(now, { k: 2 }), labels: Int32Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) };
  const { matches } = matchSegments(last, current, now);
  expect(matches.map((match) => [match.previous, match.overlap])).toEqual([[0, 6 / 12], [undefined, 2 / 8]]);
  const any = matchSegments(last, current, now, { minOverlap: 0 }).matches; // then the two sum to more
  expect(any.map((match) => [match.previous, match.overlap])).toEqual([[1, 4 / 10], [0, 2 / 8]]);
});

test("segments without a row in common are no pair, even where no overlap is asked for", () => {
  const now = { a: [...heap(0, 9), ...heap(100, 15), ...heap(200, 4)] };
  const { matches, vanished } = matchSegments(previous, clusterSegments(now, { k: 3 }), now, { minOverlap: 0 });
  expect(matches.map((match) => match.previous)).toEqual([2, 0, undefined]);
  expect(vanished).toEqual(["middle"]);
});

test("new segments whose names are carried over by another, or equal, get numbers", () => {
  const now = { a: [...heap(0, 9), ...heap(100, 20), ...heap(200, 4), ...heap(300, 3)] };
  const { segmentation } = matchSegments(previous, clusterSegments(now, { k: 4, names: ["x", "high", "high", "high"] }), now);
  expect(segmentation.segments.map(({ name }) => name)).toEqual(["high", "low", "high (2)", "high (3)"]);
});

test("warnings quote the names that the segments have now", () => {
  const now = { a: [...heap(0, 8), ...heap(1000, 12)], b: [...Array.from({ length: 19 }, (_, i) => i), 1e6] };
  const features = ["a", { column: "b", weight: 0.001 }] as const;
  const last = clusterSegments(now, { features, k: 2, names: ["up $& on", "down"] });
  const current = clusterSegments(now, { features, k: 2, names: ["down", "x"] });
  const { segmentation } = matchSegments(last, current, now);
  expect(current.warnings.join()).toContain("In down, one customer with 1,000,000 b ");
  expect(segmentation.warnings).toEqual(last.warnings);
});

describe("what chance alone makes new and gone", () => {
  let state = 29;
  const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = (): number => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
  const cloud = (columns: number, apart: number): Record<string, number[]> => {
    const blobs = Array.from({ length: 200 }, () => Math.floor(3 * draw()));
    return Object.fromEntries(Array.from({ length: columns }, (_, j) => [`c${j}`, blobs.map((blob) => normal() + (blob === j ? apart : 0))]));
  };
  const match = (columns: number, apart: number, k: number, kNow = k): ReturnType<typeof matchSegments> => {
    const [march, april] = [cloud(columns, apart), cloud(columns, apart)];
    return matchSegments(clusterSegments(march, { k, effort: "fast" }), clusterSegments(april, { k: kNow, effort: "fast" }), april);
  };

  test("is nothing where there are groups, and nothing is said", () => {
    const { byChance, warnings } = match(3, 12, 3);
    expect([byChance.new, byChance.vanished, warnings]).toEqual([0, 0, []]);
  });

  test("is most of them in a cloud, and a notice says so", () => {
    const { byChance, notices, warnings, matches, vanished } = match(8, 0, 6);
    expect(byChance.new).toBeGreaterThan(0.5);
    const fresh = matches.filter(({ previous }) => previous === undefined).length;
    expect(notices).toEqual([{ code: "matched-by-chance", figures: { fresh, of: 6, vanished: vanished.length, ofPrevious: 6, byChance } }]);
    expect(warnings).toHaveLength(1);
  });

  test("counts the segments that one month has more than the other", () => {
    const { byChance, notices } = match(3, 12, 3, 2);
    expect([byChance.new, byChance.vanished > 0.3, notices]).toEqual([0, true, []]);
  });

  test("are shares, the same each time, the same whatever is known of last month; NaN where they cannot be found", () => {
    fc.assert(
      fc.property(pairs, ({ columns, previous, current }) => {
        const { byChance } = matchSegments(previous, current, columns, { resamples: 3 });
        for (const share of Object.values(byChance)) expect(Number.isNaN(share) || (share >= 0 && share <= 1)).toBe(true);
        expect(matchSegments(previous.model, current, columns, { resamples: 3 }).byChance).toEqual(byChance);
      }),
      runs(0.2),
    );
    expect(matchSegments(previous, previous, before, { resamples: 1 })).toMatchObject({ byChance: { new: NaN, vanished: NaN }, warnings: [] });
  });
});

test("a previous model of 130 000 segments needs no more stack than one of two", () => {
  const table = { a: [0, 0.1, 0.2, 9, 9.1, 9.2] };
  const current = clusterSegments(table, { k: 2, effort: "fast", structure: false, names: ["low", "high"] });
  const centroids = Array.from({ length: 130_000 }, (_, i) => [(i - 65_000) / 1000]);
  const previous = { ...current.model, centroids, names: centroids.map((_, i) => `old ${i}`), training: { ...current.model.training, shares: centroids.map(() => 0) } };
  const { matches, vanished } = matchSegments(previous, current, table, { resamples: 0, minOverlap: 0.3 });
  expect(matches.map(({ previous: partner }) => partner !== undefined)).toEqual([true, true]);
  expect(vanished).toHaveLength(129_998);
});

describe("complaints", () => {
  const current = clusterSegments(before, { k: 3 });
  test.each<[string, () => unknown, object, RegExp]>([
    ["an unknown option", () => matchSegments(previous, current, before, { minoverlap: 1 } as object), { code: "unknown-option" }, /did you mean "minOverlap"\?/],
    ["an overlap that is none", () => matchSegments(previous, current, before, { minOverlap: 2 }), { code: "not-a-number" }, /`minOverlap` must be a finite number in \[0, 1\]\. Got 2\./],
    ["resamples that are no count", () => matchSegments(previous, current, before, { resamples: -1 }), { code: "not-an-integer" }, /`resamples` must be an integer in \[0, 1000\]\. Got -1\./],
    ["a previous that is none", () => matchSegments({} as never, current, before), { code: "not-a-model" }, /Got an object with nothing in it\./],
    ["a current that is a model", () => matchSegments(previous, current.model as never, before), { code: "not-a-segmentation" }, /`current` must be what clusterSegments gives\. Got an object whose `features` is /],
    ["another table than that of current", () => matchSegments(previous, current, { a: [1, 2] }), { code: "wrong-length" }, /one label a row of `table`\. Got 21 labels for 2 rows\./],
    ["a table without a column of the previous", () => matchSegments(previous, current, { b: before["a"]! }), { code: "unknown-column", column: "a" }, /must be in the table, which has/],
  ])("%s", (_, call, fields, shows) => {
    const error = errorOf(call);
    expect(error).toMatchObject({ where: "matchSegments", ...fields });
    expect(error.message).toMatch(shows);
  });
});
