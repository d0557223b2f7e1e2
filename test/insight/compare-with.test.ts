import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, prepare } from "../../src/index.ts";
import { compareWith, type SegmentComparison } from "../../src/insight/index.ts";
import { errorOf } from "../error-of.ts";
import { naiveInformation } from "../oracles/naive-information.ts";
import { naiveRand } from "../oracles/naive-rand.ts";
import { runs } from "../table-arbitraries.ts";
import { type Grouped, groupedBy, groupings, orders, reordered } from "./grouped.ts";

const tiers = fc.oneof({ weight: 6, arbitrary: fc.constantFrom<string | null>("Gold", "Silver", "Bronze") }, { weight: 1, arbitrary: fc.constant(null) });

const cases: fc.Arbitrary<Grouped> = groupings.chain((group) =>
  fc.array(tiers, { minLength: group.length, maxLength: group.length })
    .filter((tier) => new Set(tier.filter((level, i) => level !== null && group[i] !== null)).size > 1 && tier.filter((level, i) => level !== null && group[i] !== null).length > 3) // else as many levels as rows
    .map((tier) => groupedBy(group, { tier })),
);

const nameOf = (names: readonly { readonly name: string }[], name: string): number => names.findIndex((one) => one.name === name);

test("counts, agreement and translations are those of the definitions", () => {
  fc.assert(fc.property(cases, ({ table, result }) => {
    const tier = table["tier"] as (string | null)[];
    const rows = tier.map((_, i) => i).filter((i) => tier[i] !== null && result.labels[i] >= 0);
    const found = compareWith(result, table, "tier");
    const [a, b] = [rows.map((i) => result.labels[i]), rows.map((i) => ["Bronze", "Gold", "Silver"].indexOf(tier[i]!))];
    expect([found.rows, found.missing]).toEqual([rows.length, Array.from(result.labels).filter((label, i) => label >= 0 && tier[i] === null).length]);
    expect(found.theirs.map(({ name }) => name)).toEqual(["Bronze", "Gold", "Silver"].filter((level) => rows.some((i) => tier[i] === level)));
    const { counts: { data, rows: p, cols: q }, ours, theirs } = found;
    expect([p, q]).toEqual([ours.length, theirs.length]);
    const segments = [...new Set(a)].sort((x, y) => x - y);
    expect(ours.map(({ name }) => name)).toEqual(segments.map((s) => result.segments[s].name));
    ours.forEach(({ size, shares, most }, i) => {
      const own = rows.filter((row) => result.labels[row] === segments[i]);
      expect(size).toBe(own.length);
      theirs.forEach((level, j) => {
        const both = own.filter((row) => tier[row] === level.name).length;
        expect(data[i * q + j]).toBe(both);
        expect(shares[j]).toBe(both / size);
        expect(level.shares[i]).toBe(both / level.size);
      });
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(most).toBe(shares.indexOf(Math.max(...shares)));
    });
    expect(found.adjustedRand).toBeCloseTo(naiveRand(a, b), 9);
    expect(found.mutualInformation).toBeCloseTo(naiveInformation(a, b), 9);
    const right = (from: readonly number[], to: readonly number[]): number => {
      const best = (one: number): number => Math.max(...to.map((other) => from.filter((own, i) => own === one && to[i] === other).length));
      return [...new Set(from)].reduce((sum, one) => sum + best(one), 0) / from.length;
    };
    expect(found.toTheirs.right).toBeCloseTo(right(a, b), 12);
    expect(found.toOurs.right).toBeCloseTo(right(b, a), 12);
    expect(found.toTheirs.byLargest).toBeCloseTo(Math.max(...theirs.map(({ size }) => size)) / rows.length, 12);
    expect(found.toOurs.byLargest).toBeCloseTo(Math.max(...ours.map(({ size }) => size)) / rows.length, 12);
  }), runs(1));
});

test("a level is split, merged, kept or spread as its shares say", () => {
  fc.assert(fc.property(cases, ({ table, result }) => {
    const { theirs } = compareWith(result, table, "tier");
    const isWhole = ({ shares }: { shares: readonly number[] }): boolean => shares.filter((share) => share >= 0.2).length === 1 && Math.max(...shares) >= 0.5;
    for (const level of theirs) {
      const parts = level.shares.filter((share) => share >= 0.2).length;
      const joined = theirs.filter((other) => isWhole(other) && other.most === level.most).length;
      expect(level.fate).toBe(parts > 1 ? "split" : !isWhole(level) ? "spread" : joined > 1 ? "merged" : "kept");
    }
  }), runs(0.5));
});

test("the order of the rows does not matter; the result is plain data", () => {
  fc.assert(fc.property(cases.chain((given) => orders(given.result.labels.length).map((order) => ({ given, order }))), ({ given, order }) => {
    const found = compareWith(given.result, given.table, "tier");
    const moved = reordered(given, order);
    const again = compareWith(moved.result, moved.table, "tier");
    expect({ ...again, mutualInformation: 0 }).toEqual({ ...found, mutualInformation: 0 });
    expect(again.mutualInformation).toBeCloseTo(found.mutualInformation, 12);
    expect(structuredClone(found)).toEqual(found);
  }), runs(0.4));
});

/** Rows of pairs of a segment and a tier, so many times each. */
function pairs(counts: Readonly<Record<string, number>>): Grouped {
  const rows = Object.entries(counts).flatMap(([pair, times]) => Array.from({ length: times }, () => pair.split(" ")));
  return groupedBy(rows.map(([group]) => group), { tier: rows.map(([, tier]) => (tier === "-" ? null : tier)) });
}

describe("in words", () => {
  const given = pairs({ "p Gold": 62, "q Gold": 35, "r Gold": 3, "r Silver": 80, "r Bronze": 40, "p Bronze": 4, "q -": 5 });
  const found = compareWith(given.result, given.table, "tier");

  test("which of theirs are split, and which merge", () => {
    expect(found.theirs.map(({ name, fate }) => [name, fate])).toEqual([["Bronze", "merged"], ["Gold", "split"], ["Silver", "merged"]]);
    const [r, p, q] = ["r", "p", "q"].map((group) => found.ours[nameOf(found.ours, given.result.segments[given.groups.indexOf(group)].name)].name);
    expect(found.sentences.slice(1, 3)).toEqual([
      `\`Gold\` is split: 62 % in "${p}" and 35 % in "${q}".`,
      `\`Bronze\` and \`Silver\` are both mostly in "${r}" (91 % and 100 %).`,
    ]);
    expect(found.notices).toEqual([{ code: "gaps-left-out", column: "tier", figures: { cells: 5, rows: 229 } }]);
  });

  test("how far they agree, and how well one tells the other", () => {
    expect([found.agreement, found.adjustedRand.toFixed(2)]).toEqual(["partly the same", "0.46"]);
    expect(found.sentences[0]).toMatch(/^The 3 segments and the 3 levels of `tier`: both put some of the same customers together, .* \(adjusted Rand index 0\.46; 0 is chance, 1 is the same groups\)\.$/);
    expect(found.sentences.at(-2)).toMatch(/^Guessing `tier` from the segment is right for 79 % of the customers \(always guessing the most common one: 45 %\)\.$/);
    expect(found.isFeature).toBe(false);
  });

  test.each<[SegmentComparison["agreement"], Record<string, number>]>([
    ["nearly the same", { "p Gold": 50, "q Silver": 50 }],
    ["mostly the same", { "p Gold": 46, "p Silver": 4, "q Silver": 46, "q Gold": 4 }],
    ["partly the same", { "p Gold": 40, "p Silver": 10, "q Silver": 40, "q Gold": 10 }],
    ["hardly the same", { "p Gold": 35, "p Silver": 15, "q Silver": 35, "q Gold": 15 }],
    ["no more than chance", { "p Gold": 25, "p Silver": 25, "q Silver": 25, "q Gold": 25 }],
  ])("%s", (agreement, counts) => {
    const { result, table } = pairs(counts);
    expect(compareWith(result, table, "tier").agreement).toBe(agreement);
  });

  test("a column that made the segments is said to have", () => {
    const { isFeature, adjustedRand, sentences } = compareWith(given.result, given.table, "group");
    expect([isFeature, adjustedRand]).toEqual([true, 1]);
    expect(sentences[1]).toContain("`group` helped to make these segments");
  });

  test("levels are called as they were when they made the segments, unless the caller says otherwise", () => {
    const table = { visits: [1, 2, 3, 21, 22, 23], region: [0, 0, 0, 2, 2, 2] };
    const result = clusterSegments(table, { features: ["visits", { column: "region", type: "category", labels: { 0: "North", 2: "South" } }], k: 2, structure: false });
    const namesIn = (found: SegmentComparison): string[] => found.theirs.map(({ name }) => name);
    expect(namesIn(compareWith(result, table, "region"))).toEqual(["North", "South"]);
    expect(namesIn(compareWith(result, prepare(table), "region"))).toEqual(["North", "South"]);
    expect(namesIn(compareWith(result, table, { column: "region", labels: { 0: "N" } }))).toEqual(["N", "2"]);
  });

  test("many levels are not all told", () => {
    const { result, table } = groupedBy(Array.from({ length: 200 }, (_, i) => "pq"[(i >> 1) % 2]), { tier: Array.from({ length: 200 }, (_, i) => `t${i % 30}`) });
    expect(compareWith(result, table, "tier").sentences.filter((said) => said.startsWith("`t"))).not.toHaveLength(30);
    expect(compareWith(result, table, "tier").sentences.some((said) => /smaller levels? are not listed here\.$/.test(said))).toBe(true);
  });

  test("numbers are levels, in order; labels and an order of levels are taken", () => {
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const { result, table } = groupedBy(rows.map((i) => "pq"[i % 2]), { stars: rows.map((i) => 10 - (i % 4)), size: rows.map((i) => ["S", "M", "L"][i % 3]) });
    expect(compareWith(result, table, "stars").theirs.map(({ name }) => name)).toEqual(["7", "8", "9", "10"]);
    expect(compareWith(result, table, { column: "size", order: ["S", "M", "L"], labels: { S: "Small" } }).theirs.map(({ name }) => name)).toEqual(["Small", "M", "L"]);
    expect(compareWith(result, prepare(table), "size").counts).toEqual(compareWith(result, table, "size").counts);
    expect(compareWith(result, prepare(table), "stars").counts).toEqual(compareWith(result, table, "stars").counts);
  });
});

describe("bad input", () => {
  const rows = Array.from({ length: 300 }, (_, i) => i);
  const { result, table } = groupedBy(rows.map((i) => "pq"[i % 2]), { one: rows.map(() => "x"), ids: rows.map((i) => `c${i}`), many: rows.map((i) => i % 150), none: rows.map(() => null), two: rows.map((i) => i % 2) });
  const few = groupedBy(["p", "q", "p", "q"], { ids: ["a", "b", "c", "d"] });

  test.each<[string, () => unknown]>([
    ["too-few-distinct", () => compareWith(result, table, "one")],
    ["too-many-levels", () => compareWith(result, table, "ids")],
    ["too-many-levels", () => compareWith(result, table, "many")],
    ["too-many-levels", () => compareWith(few.result, few.table, "ids")],
    ["no-values", () => compareWith(result, table, "none")],
    ["unknown-column", () => compareWith(result, table, "tier")],
    ["unknown-column", () => compareWith(result, table, undefined as never)],
    ["not-of-type", () => compareWith(result, table, { column: "two", type: "number" })],
    ["unknown-option", () => compareWith(result, table, { column: "two", tpye: "number" } as never)],
    ["wrong-length", () => compareWith(result, few.table, "ids")],
    ["not-a-segmentation", () => compareWith({} as never, table, "two")],
  ])("%s: %s", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
