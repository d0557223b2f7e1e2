import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, crosstab, holmLevels, influence, prepare } from "../../src/index.ts";
import { type ColumnProfile, type ProfileOptions, profileSegments, type SegmentProfiles } from "../../src/insight/index.ts";
import { errorOf } from "../error-of.ts";
import { naiveMeanOf, naiveShare, naiveTop } from "../oracles/naive-profile.ts";
import { repeat } from "../oracles/naive-table.ts";
import { runs } from "../table-arbitraries.ts";
import { type Grouped, groupedBy, groupings, orders, reordered } from "./grouped.ts";

interface Case extends Grouped {
  readonly weights: number[] | undefined;
  /** Whole, so that rows can be repeated. */
  readonly times: number[];
}

const cells = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -3, max: 60 }).map((x) => x / 4) }, { weight: 1, arbitrary: fc.constant(null) });
const levels = fc.oneof({ weight: 6, arbitrary: fc.constantFrom<string | null>("basic", "plus", "pro") }, { weight: 1, arbitrary: fc.constant(null) });
const isMixed = (values: readonly unknown[], group: readonly unknown[]): boolean =>
  new Set(values.filter((value, i) => value !== null && group[i] !== null)).size > 1;

/** Tables with a number, a category and yes and no, which have gaps, by groups, some weighted. */
const cases: fc.Arbitrary<Case> = groupings.chain((group) => {
  const column = <T>(cell: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(cell, { minLength: group.length, maxLength: group.length }).filter((own) => isMixed(own, group));
  return fc
    .record({ spent: column(cells), plan: column(levels), churned: column(fc.constantFrom("yes", "no")), times: column(fc.constantFrom(1, 2, 5)), isWeighted: fc.boolean() })
    .map(({ times, isWeighted, ...others }) => {
      const weights = isWeighted ? times : undefined;
      return { ...groupedBy(group, others, weights), weights, times: isWeighted ? times : times.map(() => 1) };
    });
});

const profile = [{ column: "spent", type: "number" }, { column: "plan", type: "category" }, { column: "churned", type: "boolean" }] as const;
const profiled = ({ result, table }: Grouped, options: ProfileOptions = {}): SegmentProfiles => profileSegments(result, table, { profile, value: profile[0], resamples: 0, ...options });
const weighted = ({ weights }: Case): ProfileOptions => (weights === undefined ? {} : { weights });

/** The cells of a column in a segment, or in all, each as often as its row weighs; gaps left out. */
function cellsIn<T>({ table, result, times }: Case, column: string, s?: number): T[] {
  const own = Array.from(result.labels, (label) => label >= 0 && (s === undefined || label === s));
  return repeat(table[column] as readonly (T | null)[], times.map((time, i) => (own[i] ? time : 0))).filter((cell) => cell !== null);
}

/** Compares to twelve digits, NaN with NaN. */
function expectNear(found: number, wanted: number): void {
  if (Number.isNaN(wanted)) expect(found).toBeNaN();
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)));
}

const numberOf = (column: ColumnProfile): Extract<ColumnProfile, { type: "number" }> => {
  if (column.type !== "number") throw new Error("no number");
  return column;
};
const categoryOf = (column: ColumnProfile): Exclude<ColumnProfile, { type: "number" }> => {
  if (column.type === "number") throw new Error("no category");
  return column;
};

test("means, medians, indices and shares are those of rows repeated as often as they weigh", () => {
  fc.assert(fc.property(cases, (given) => {
    const { columns: [spent, plan, churned] } = profiled(given, weighted(given));
    const all = naiveMeanOf(cellsIn<number>(given, "spent"));
    const hasBelow = cellsIn<number>(given, "spent").some((x) => x < 0);
    expectNear(numberOf(spent).mean, all.mean);
    expectNear(numberOf(spent).median, all.median);
    numberOf(spent).segments.forEach((segment, s) => {
      const own = cellsIn<number>(given, "spent", s);
      const { mean, median } = naiveMeanOf(own);
      expectNear(segment.mean, mean);
      expectNear(segment.median, median);
      expectNear(segment.index, hasBelow || !(all.mean > 0) ? NaN : (100 * mean) / all.mean);
      expectNear(segment.share, own.length / cellsIn(given, "spent").length);
      expect(segment.size).toBe(Array.from(given.result.labels).filter((label, i) => label === s && given.table["spent"][i] !== null).length);
    });
    for (const column of [plan, churned].map(categoryOf)) {
      const present = cellsIn<string>(given, column.column);
      expect(new Set(column.levels.map(({ name }) => name))).toEqual(new Set(present));
      for (const level of column.levels) {
        expectNear(level.share, naiveShare(present, level.name));
        level.shares.forEach((share, s) => {
          expectNear(share, naiveShare(cellsIn<string>(given, column.column, s), level.name));
          expectNear(level.indices[s], (100 * share) / level.share);
        });
      }
    }
    expect(categoryOf(churned).levels.map(({ name }) => name)).toEqual(["yes", "no"]);
  }), runs(1));
});

test("the value of segments is that of rows repeated as often as they weigh", () => {
  fc.assert(fc.property(cases, (given) => {
    const value = profiled(given, weighted(given)).value!;
    const all = cellsIn<number>(given, "spent");
    const { total, mean, median } = naiveMeanOf(all);
    for (const [found, wanted] of [[value.total, total], [value.mean, mean], [value.median, median]]) expectNear(found, wanted);
    expect(value.below).toBe(Array.from(given.table["spent"] as number[]).filter((x, i) => x < 0 && given.result.labels[i] >= 0).length);
    const heldBy = (values: readonly number[], part: number): [number, number] => {
      if (values.length === 0) return [0, NaN];
      const [customers, held] = naiveTop(values, part);
      return [customers, naiveMeanOf(values).total > 0 ? held : NaN];
    };
    [100, 10].forEach((part, at) => {
      const [customers, held] = heldBy(all, part);
      expectNear(value.concentration[at].customers, customers);
      expectNear(value.concentration[at].held, held);
    });
    value.segments.forEach((segment, s) => {
      const own = cellsIn<number>(given, "spent", s);
      expectNear(segment.total, naiveMeanOf(own).total);
      expectNear(segment.valueShare, total > 0 ? segment.total / total : NaN);
      expectNear(segment.index, total > 0 ? (100 * naiveMeanOf(own).mean) / mean : NaN);
      [100, 10].forEach((part, at) => {
        const [customers, held] = heldBy(own, part);
        expectNear(segment.concentration[at].customers, customers);
        expectNear(segment.concentration[at].held, held);
      });
    });
  }), runs(1));
});

test("shares sum to 1, and indices average to 100, each weighing its share of the customers", () => {
  fc.assert(fc.property(cases, (given) => {
    const { columns, value } = profiled(given, weighted(given));
    const sumOf = (values: readonly number[]): number => values.filter((x) => !Number.isNaN(x)).reduce((sum, x) => sum + x, 0);
    for (const column of columns) {
      expectNear(sumOf(column.segments.map(({ share }) => share)), 1);
      const indices = column.type === "number" ? [column.segments.map(({ index }) => index)] : column.levels.map((level) => level.indices);
      for (const own of indices) if (own.some((index) => index > 0)) expectNear(sumOf(own.map((index, s) => index * column.segments[s].share)) / 100, 1);
      if (column.type === "number") continue;
      expectNear(sumOf(column.levels.map(({ share }) => share)), 1);
      column.segments.forEach(({ size }, s) => size > 0 && expectNear(sumOf(column.levels.map(({ shares }) => shares[s])), 1));
    }
    if (!(value!.total > 0)) return;
    expectNear(sumOf(value!.segments.map(({ valueShare }) => valueShare)), 1);
    expectNear(sumOf(value!.segments.map(({ index, share }) => index * share)) / 100, 1);
  }), runs(0.5));
});

/** Whether two values are alike but for the thirteenth digit of numbers. */
function areNear(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => areNear((a as never)[name], (b as never)[name]));
}

test("the order of the rows changes nothing but the last digit of a sum; the result is plain data, and nothing is written to", () => {
  fc.assert(fc.property(cases.chain((given) => orders(given.result.labels.length).map((order) => ({ given, order }))), ({ given, order }) => {
    const found = profiled(given, { ...weighted(given), resamples: 20 });
    const moved = reordered(given, order);
    const frozen = Object.fromEntries(Object.entries(moved.table).map(([name, own]) => [name, Object.freeze(own)]));
    const weights = given.weights === undefined ? {} : { weights: order.map((row) => given.weights![row]) };
    const again = profiled({ ...moved, table: frozen }, { ...weights, resamples: 20 });
    expect(areNear(again, found)).toBe(true);
    expect(again.columns.map(({ p, effect }) => [p, effect])).toEqual(found.columns.map(({ p, effect }) => [p, effect]));
    expect(structuredClone(found)).toEqual(found);
  }), runs(0.4));
});

test("a sum of a hundred thousand amounts keeps twelve digits in any order", () => {
  const n = 100_000;
  const spent = Array.from({ length: n }, (_, i) => (i % 97) * 1e6 + (i % 13) / 7);
  const given = groupedBy(spent.map((_, i) => (i % 3 === 0 ? "p" : "q")), { spent });
  const backwards = reordered(given, Array.from({ length: n }, (_, i) => n - 1 - i));
  const byGroup = reordered(given, Array.from({ length: n }, (_, i) => i).sort((a, b) => spent[a] - spent[b]));
  const sums = [given, backwards, byGroup].map(({ result, table }) => profileSegments(result, table, { value: "spent" }).value!.segments.map(({ total }) => total));
  for (const own of sums) own.forEach((total, s) => expect(Math.abs(total / sums[0][s] - 1)).toBeLessThan(1e-15));
});

test("p is that of influence and crosstab, and its correction agrees with holmLevels", () => {
  fc.assert(fc.property(cases, fc.constantFrom(0.05, 0.3, 0.7), (given, level) => {
    const { columns } = profiled(given, { level });
    const kept = Array.from(given.result.labels.keys()).filter((i) => given.result.labels[i] >= 0);
    const table = { s: kept.map((i) => `s${given.result.labels[i]}`), ...Object.fromEntries(["spent", "plan", "churned"].map((name) => [name, kept.map((i) => given.table[name][i])])) };
    const spent = influence(table, { of: "s", on: "spent" as never, resamples: 0 });
    const [plan, churned] = (["plan", "churned"] as never[]).map((name) => crosstab(table, name, "s"));
    expect(columns.map(({ p }) => p)).toEqual([spent.p, plan.p, churned.p]);
    expect(columns[0].test).toBe(spent.p === spent.kruskal.p ? "kruskal-wallis" : "welch");
    expect(columns.map(({ effect }) => effect.estimate)).toEqual([spent.correctedEpsilonSquared, plan.correctedCramersV, churned.correctedCramersV]);
    const bounds = holmLevels(columns.map(({ p }) => p), level);
    columns.forEach(({ p, adjustedP, measurable }, at) => {
      expect(measurable).toBe(p < bounds[at]);
      expect(adjustedP >= p && adjustedP <= Math.min(1, 3 * p)).toBe(true);
    });
  }), runs(0.5));
});

/** A stream of numbers from 0 to below 1. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

test("of columns that have nothing to do with the segments, some is said to differ in about one table of twenty", () => {
  const random = uniform(7);
  const group = Array.from({ length: 120 }, (_, i) => ["p", "q", "r"][i % 3]);
  const { result } = groupedBy(group, {});
  const tables = 300;
  let told = 0;
  for (let t = 0; t < tables; t++) {
    const table = { group, a: group.map(random), b: group.map(() => (random() < 0.3 ? "x" : random() < 0.5 ? "y" : "z")), c: group.map(() => (random() < 0.4 ? "yes" : "no")), d: group.map(() => Math.floor(5 * random())) };
    if (profileSegments(result, table, { profile: ["a", "b", "c", "d"], resamples: 0 }).columns.some(({ measurable }) => measurable)) told++;
  }
  expect(told / tables).toBeLessThan(0.08);
  expect(told).toBeGreaterThan(0);
});

const group = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? "p" : "q"));
const of = (cell: (i: number) => unknown): unknown[] => group.map((_, i) => cell(i));
const given = groupedBy(group, {
  churned: of((i) => Number(i % 3 === 0 ? i % 2 === 0 : i % 10 === 0)),
  revenue: of((i) => `$${i % 3 === 0 ? "1," : ""}${100 + 7 * i}.50`),
  joined: of((i) => `2024-0${1 + (i % 9)}-1${i % 9}`),
  size: of((i) => (i % 5 === 0 ? null : ["S", "M", "L"][(i * i) % 3])),
  mail: of((i) => `c${i}@shop.example`),
  note: of((i) => `customer number ${i} wrote`),
  same: of(() => "one"),
  empty: of(() => null),
  price: of((i) => (i % 2 === 0 ? "$12.50" : "€9.00")),
  refunds: of((i) => (i < 50 ? -1 : 3)),
  id: of((i) => 1000 + i),
  gaps: of((i) => (i % 4 === 0 ? null : i)),
});
const { result, table } = given;
const found = (options: ProfileOptions): SegmentProfiles => profileSegments(result, table, { resamples: 0, ...options });

describe("columns are read as the library reads an export", () => {
  test("0 and 1 as no and yes, amounts as numbers, dates as days, texts as categories", () => {
    const { columns } = found({ profile: ["churned", "revenue", "joined", "size"] });
    expect(columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
      ["churned", "boolean", 0], ["revenue", "number", 0], ["days since joined", "number", 0], ["size", "category", 12],
    ]);
    expect(Math.min(...numberOf(columns[2]).segments.map(({ median }) => median))).toBeGreaterThanOrEqual(0);
    expect(columns[0].sentence).toMatch(/^`churned`: yes for 50 % in ".*", 10 % in ".*", 23 % in all\. The segments differ by more than chance would make \(p = 0\.\d{4}, corrected for 4 columns\)/);
  });

  test("what is known of a column wins", () => {
    const [churned, size, filled] = found({ profile: [{ column: "churned", type: "number" }, { column: "size", order: ["S", "M", "L"], labels: { S: "Small" } }, { column: "gaps", missing: { fill: 0 } }] }).columns;
    expect(numberOf(churned).mean).toBeCloseTo(14 / 60, 12);
    expect(categoryOf(size).levels.map(({ name }) => name)).toEqual(["Small", "M"]);
    expect(filled).toMatchObject({ type: "number", missing: 0, filled: 15, rows: 60 });
    expect(categoryOf(found({ profile: [{ column: "size", missing: { fill: "none" } }] }).columns[0]).levels.map(({ name }) => name)).toContain("none");
    expect(found({ profile: [{ column: "mail", type: "category" }] }).columns[0].type).toBe("category");
  });

  test("numbers of a typed array that are 0 and 1 are no and yes; others are numbers", () => {
    const bits = Float64Array.from(group, (_, i) => i % 2);
    const holed = bits.map((bit, i) => (i % 9 === 0 ? NaN : bit));
    const { columns } = profileSegments(result, { ...table, bits, fill: holed, more: holed, three: bits.map((bit, i) => bit + Number(i === 5)) }, { profile: ["bits", { column: "fill", missing: { fill: 0 } }, "three", { column: "more", type: "number", missing: { fill: 5 } }], resamples: 0 });
    expect(columns.map(({ type, filled }) => [type, filled])).toEqual([["boolean", 0], ["boolean", 7], ["number", 0], ["number", 7]]);
    expect(categoryOf(columns[0]).levels).toMatchObject([{ name: "yes", share: 0.5 }, { name: "no", share: 0.5 }]);
  });

  test("what the features leave no doubt of, how numbers and dates are written, holds for profile columns too", () => {
    const written = { spent: of((i) => `${i},5`), seen: of((i) => `${13 + (i % 9)}/01/2024`), paid: of((i) => `${1 + (i % 7)}.250`), day: of((i) => `0${1 + (i % 8)}/02/2024`) };
    const by = clusterSegments(written, { features: ["spent", "seen"], k: 2, structure: false });
    const { columns: [paid, day] } = profileSegments(by, written, { profile: ["paid", "day"], resamples: 0 });
    expect(numberOf(paid).mean).toBeGreaterThan(1000);
    expect(numberOf(day).median).toBeLessThan(0); // days of February, counted back from the last of January
  });

  test("what prepare gave is read alike", () => {
    const prepared = prepare(table);
    const options = { profile: ["churned", "joined", "size"], value: "revenue", resamples: 0 };
    const again = profileSegments(result, prepared, options);
    const rest = ({ columns, value }: SegmentProfiles): unknown => [columns.map(({ p, segments, type }) => [p, segments, type]), value];
    expect(rest(again)).toEqual(rest(found(options)));
    expect(errorOf(() => profileSegments(result, prepared, { profile: [{ column: "revenue", decimal: "." }] })).code).toBe("unknown-option");
    expect(errorOf(() => profileSegments(result, prepared, { profile: ["mail"] })).code).toBe("too-many-categories");
  });

  test("gaps, fills and refunds are told", () => {
    const codes = (options: ProfileOptions): unknown => found(options).notices.map(({ code, column, figures }) => [code, column, figures]);
    expect(codes({ profile: ["gaps"], value: "gaps" })).toEqual([["gaps-left-out", "gaps", { cells: 15, rows: 60 }]]);
    expect(codes({ value: { column: "gaps", missing: { fill: 0 } } })).toEqual([["gaps-filled", "gaps", { cells: 15, fill: 0 }]]);
    expect(codes({ value: "refunds" })).toEqual([["value-without-total", "refunds", { total: -20 }]]);
    const net = profileSegments(result, { ...table, net: of((i) => (i < 5 ? -2 : 3)) }, { value: "net" });
    expect(net.notices).toEqual([{ code: "value-below-zero", column: "net", figures: { cells: 5, sum: -10, total: 155 } }]);
    expect(net.warnings[0]).toMatch(/^5 cells of `net` are below 0/);
  });

  test("rows in no segment are left out, and told", () => {
    const dropped = groupedBy(["p", "q", null, "p", "q"], { x: [1, 2, 1000, 3, 4] });
    const { columns: [x], notices } = profileSegments(dropped.result, dropped.table, { profile: ["x"] });
    expect(numberOf(x).mean).toBe(2.5);
    expect(notices).toEqual([{ code: "rows-dropped", figures: { dropped: 1, rows: 5 } }]);
  });

  test("a value that made the segments is said to have", () => {
    const spent = [1, 2, 3, 90, 95, 99];
    const by = clusterSegments({ spent }, { features: ["spent"], k: 2 });
    const { value } = profileSegments(by, { spent }, { value: "spent" });
    expect(value!.isFeature).toBe(true);
    expect(value!.sentences.at(-1)).toContain("in any case");
    expect(value!.sentences.at(-2)).toMatch(/ All together \(index 100\): on average 48\.3 each, median /);
    expect(value!.sentences.join("\n")).toMatch(/^".*": 3 customers \(50 %\) hold 98 % of all `spent` \(index 196\): on average 94\.7 each, median 95\.$/m);
  });

  test("a value that made the segments is read as it was then", () => {
    const written = { spent: of((i) => `${1 + (i % 7)}.250`), other: of((i) => `${i}.5`) };
    const by = clusterSegments(written, { features: [{ column: "spent", decimal: "," }, "other"], k: 2, structure: false });
    expect(profileSegments(by, written, { value: "spent" }).value!.mean).toBeGreaterThan(1000);
  });

  test("the columns that clusterSegments set apart are those to profile", () => {
    const many = { x: of((i) => i % 7), y: of((i) => (i * i) % 11), revenue: of((i) => i % 5) };
    const by = clusterSegments(many, { profile: ["revenue"], k: 2 });
    expect(profileSegments(by, many, { profile: ["revenue"] }).columns[0].name).toBe("revenue");
  });

  test("one segment has nothing to be compared with", () => {
    const one = groupedBy(group.map(() => "p"), { x: of((i) => i % 4), y: of((i) => ["a", "b"][i % 2]) });
    const { columns } = profileSegments(one.result, one.table, { profile: ["x", "y"], value: "x" });
    expect(columns.map(({ p, measurable }) => [p, measurable])).toEqual([[1, false], [1, false]]);
    for (const { sentence } of columns) expect(sentence).toMatch(/There is only one segment with values, so there is nothing to compare\.$/);
    expect(numberOf(columns[0]).segments[0].index).toBeCloseTo(100, 12);
  });
});

describe("what is said", () => {
  test("nothing is called strong that may be chance", () => {
    const { columns: [x, y] } = profileSegments(result, { ...table, x: of((i) => (i * i) % 7), y: of((i) => ["a", "b"][((i * i) % 11) % 2]) }, { profile: ["x", "y"], resamples: 50 });
    for (const column of [x, y]) {
      expect([column.measurable, column.effect.strength]).toEqual([false, undefined]);
      expect(column.sentence).toMatch(/The segments do not differ by more than chance could make \(p = \d\.\d{4}, corrected for 2 columns\)\./);
    }
    expect(x.effect.interval.every((end) => end >= 0)).toBe(true);
  });

  test("of a category the pair that is furthest from chance, but not one that chance would give fewer than five rows", () => {
    const counts = { "p a": 68, "p b": 32, "q a": 48, "q b": 43, "q rare": 9 };
    const rows = Object.entries(counts).flatMap(([pair, times]) => Array.from({ length: times }, () => pair.split(" ")));
    const { result: by, table: of, groups } = groupedBy(rows.map(([own]) => own), { plan: rows.map(([, plan]) => plan) });
    const [plan] = profileSegments(by, of, { profile: ["plan"] }).columns;
    expect(plan.sentence).toContain(`what stands out most is "a", 68 % of "${by.segments[groups.indexOf("p")].name}" (index 117) and 58 % in all (index 100).`);
    expect(plan.sentence).toContain("Take p as rough");
  });

  test("a category that all but follows the segments is linked strongly, one that leans their way less", () => {
    const rows = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? "p" : "q"));
    const swapped = (every: number): string[] => rows.map((own, i) => (i % every < 2 ? (own === "p" ? "q" : "p") : own));
    const { result: by, table: of } = groupedBy(rows, { close: swapped(20), loose: swapped(5), none: swapped(4) });
    const { columns } = profileSegments(by, of, { profile: ["close", "loose", "none"] });
    expect(columns.map(({ effect }) => effect.strength)).toEqual(["strong", "weak", undefined]);
    expect(columns[0].sentence).toContain("The link is strong: Cramér's V is 0.80 on a scale from 0 to 1, between");
  });

  test("weights are said not to count in p", () => {
    const weights = group.map((_, i) => 1 + (i % 3));
    expect(found({ profile: ["churned"], weights }).columns[0].sentence).toContain("each row counted once");
  });
});

describe("bad input", () => {
  test.each<[string, ProfileOptions]>([
    ["no-features", {}],
    ["no-features", { profile: [] }],
    ["duplicate-column", { profile: ["group"] }],
    ["duplicate-column", { profile: ["churned", "churned"] }],
    ["unknown-column", { profile: ["churn"] }],
    ["unknown-column", { profile: new Array<string>(1) }],
    ["unknown-column", { value: "money" }],
    ["too-many-categories", { profile: ["mail"] }],
    ["too-many-categories", { profile: ["note"] }],
    ["too-many-categories", { profile: ["id"] }],
    ["too-few-distinct", { profile: ["same"] }],
    ["no-values", { profile: ["empty"] }],
    ["mixed-units", { profile: ["price"] }],
    ["not-of-type", { value: "size" }],
    ["not-of-type", { value: { column: "size", type: "category" } }],
    ["no-values", { value: { column: "empty", type: "number" } }],
    ["duplicate-label", { profile: [{ column: "size", labels: { S: "small", M: "small" } }] }],
    ["not-a-feature", { profile: [{ column: "churned", type: "ignore" }] }],
    ["unknown-option", { profile: [{ column: "churned", transform: "log1p" } as never] }],
    ["unknown-value", { profile: [{ column: "churned", missing: "median" } as never] }],
    ["unknown-value", { profile: [{ column: "churned", missing: { fill: 5 } }] }],
    ["unknown-option", { profiles: ["churned"] } as never],
    ["not-a-number", { profile: ["churned"], level: 1 }],
    ["wrong-length", { profile: ["churned"], weights: [1] }],
  ])("%s: %o", (code, options) => {
    expect(errorOf(() => found(options)).code).toBe(code);
  });

  test("a feature is told the way out", () => {
    expect(errorOf(() => found({ profile: ["group"] })).message).toMatch(/profile: \["group"\]/);
  });

  test("a table of other rows is refused", () => {
    expect(errorOf(() => profileSegments(result, { group: ["p"], churned: ["yes"] }, { profile: ["churned"] })).code).toBe("wrong-length");
  });
});
