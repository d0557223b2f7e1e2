// The pictures that need the table that was segmented: the map of its rows, and how a number is distributed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { distributionPlot, type DistributionPlotOptions, mapPlot, type MapPlotOptions } from "../../src/plot/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, runs, type TableCase } from "../table-arbitraries.ts";
import { names, widths } from "./cases.ts";
import { descriptionOf, faultsOf, textsOf } from "./geometry.ts";

interface Case extends TableCase {
  readonly result: Segmentation;
  readonly weights: ArrayLike<number> | undefined;
}

/** Tables of all kinds with their segments, some called as nobody should call one; tables that cannot be segmented are left out. */
const cases: fc.Arbitrary<Case> = fc
  .tuple(clusterCases({ maxRows: 40 }), fc.integer({ min: 1, max: 5 }), fc.array(names, { minLength: 5, maxLength: 5 }))
  .map(([{ options, ...table }, most, named]): Case | undefined => {
    try {
      const result = clusterSegments(table.columns, { ...options, k: [1, most], effort: "fast" });
      const segments = result.segments.map((segment, s) => ({ ...segment, name: named[s] }));
      return { ...table, result: { ...result, segments }, weights: options.weights as ArrayLike<number> | undefined };
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  })
  .filter((one) => one !== undefined);

const looks = {
  height: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  title: fc.option(fc.oneof(names, fc.constant("")), { nil: undefined }),
  theme: fc.constantFrom("page" as const, "system" as const, "light" as const, "dark" as const),
};
const mapOptions: fc.Arbitrary<MapPlotOptions> = fc.record({
  ...looks,
  width: widths,
  marks: fc.constantFrom(undefined, "points" as const, "hexagons" as const),
  outline: fc.constantFrom(undefined, "none" as const),
  labels: fc.constantFrom(undefined, "names" as const, "numbers" as const),
});
const distributionOptions = (k: number): fc.Arbitrary<DistributionPlotOptions> => fc.boolean().chain((compact) => fc.record({
  ...looks,
  compact: fc.constant(compact),
  width: compact ? fc.constantFrom(undefined, 80, 160, 400) : widths,
  marks: fc.constantFrom(undefined, "points" as const, "histogram" as const, "box" as const),
  segment: fc.option(fc.nat(k - 1), { nil: undefined }),
  label: fc.option(names, { nil: undefined }),
}));

describe("well-formed, within its frame, and legible, whatever it shows:", () => {
  test("a map", () => {
    fc.assert(fc.property(cases, mapOptions, ({ result, columns, weights }, options) => {
      const svg = mapPlot(result, columns, { ...options, weights });
      expect(faultsOf(svg)).toEqual([]);
      expect(mapPlot(result, columns, { ...options, weights })).toBe(svg);
    }), runs(0.4));
  });

  test("a distribution", () => {
    const withColumn = cases
      .map((one) => ({ ...one, numeric: one.result.model.features.filter(({ type }) => type === "number").map(({ column }) => column) }))
      .filter(({ numeric }) => numeric.length > 0);
    const all = withColumn.chain((one) => fc.tuple(fc.constant(one), distributionOptions(one.result.k), fc.nat(20)));
    fc.assert(fc.property(all, ([{ result, columns, weights, numeric }, options, pick]) => {
      const column = numeric[pick % numeric.length];
      const svg = distributionPlot(result, columns, column, { ...options, weights });
      expect(faultsOf(svg)).toEqual([]);
      expect(distributionPlot(result, columns, column, { ...options, weights })).toBe(svg);
    }), runs(0.4));
  });
});

// two kinds of customers far apart along one line of two columns that go together; a third column is noise
const rows = Array.from({ length: 40 }, (_, i) => i);
const table = {
  visits: rows.map((i) => (i % 2 === 0 ? 2 : 20) + ((i * 7) % 5)),
  spend: rows.map((i) => (i % 2 === 0 ? 10 : 200) + ((i * 11) % 30)),
  noise: rows.map((i) => (i * 37) % 17),
};
const two = clusterSegments(table, { k: 2, structure: false });

/** Where dots stand, by the colour of their stroke. */
function dotsOf(svg: string): { x: number; y: number; colour: string }[] {
  return [...svg.matchAll(/<path d="([^"]*h0)" stroke="(#[0-9a-f]{6})"/g)].flatMap(([, d, colour]) => {
    return [...d.matchAll(/M(-?[\d.]+) (-?[\d.]+)h0/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y), colour }));
  });
}

test("a map has a dot for each row, and segments that lie apart stand apart along the first direction", () => {
  const svg = mapPlot(two, table);
  const dots = dotsOf(svg);
  expect(dots).toHaveLength(40);
  const [one, other] = [...new Set(dots.map(({ colour }) => colour))].map((colour) => dots.filter((dot) => dot.colour === colour).map(({ x }) => x));
  expect(Math.max(...one) < Math.min(...other) || Math.max(...other) < Math.min(...one)).toBe(true);
  expect(descriptionOf(svg)).toMatch(/^A map of 40 rows by the two directions in which they differ most\. To the right, \d\d % of the differences: more (visits, spend|spend, visits)\. Upwards, \d\d % of the differences: more noise\./);
});

test("a map leaves out rows that the model drops", () => {
  const gapped = { ...table, noise: table.noise.map((value, i) => (i === 3 ? NaN : value)) };
  const features = ["visits" as const, "spend" as const, { column: "noise" as const, missing: "drop" as const }];
  expect(dotsOf(mapPlot(clusterSegments(gapped, { features, k: 2, structure: false }), gapped))).toHaveLength(39);
});

test("weights move the directions and the middles", () => {
  const weights = rows.map((i) => (i % 2 === 0 ? 1 : 50));
  expect(mapPlot(two, table, { weights })).not.toBe(mapPlot(two, table));
  expect(mapPlot(two, table, { weights: rows.map(() => 1) })).toBe(mapPlot(two, table));
});

test("a few rows far from all others stand at the edge, and the map says so", () => {
  const far = { a: [...rows, 9000].map((value, i) => (i === 40 ? 9000 : (value * 7) % 10)), b: [...rows, 1].map((value) => (value * 3) % 11) };
  const wide = { a: Array.from({ length: 400 }, (_, i) => (i === 0 ? 9000 : (i * 7) % 10)), b: Array.from({ length: 400 }, (_, i) => (i * 3) % 11) };
  expect(descriptionOf(mapPlot(clusterSegments(far, { k: 2, structure: false }), far))).toContain("One dot for each row.");
  expect(descriptionOf(mapPlot(clusterSegments(wide, { k: 2, structure: false }), wide))).toContain("1 row far from all others stands at the edge.");
});

test("two hundred segments can be drawn: each has its number or is in the list, and no label covers another", () => {
  const many = { x: Array.from({ length: 300 }, (_, i) => (i * 7919) % 1009), y: Array.from({ length: 300 }, (_, i) => (i * 104729) % 997) };
  const result = clusterSegments(many, { k: 200, effort: "fast", structure: false, minShare: 0 });
  for (const width of [360, 720]) {
    const svg = mapPlot(result, many, { width });
    expect(faultsOf(svg)).toEqual([]);
    expect(textsOf(svg).filter((text) => /^\d+\. /.test(text))).toHaveLength(200);
  }
  expect(faultsOf(distributionPlot(result, many, "x"))).toEqual([]);
});

test("one row, one column, and rows that are all alike can be drawn", () => {
  const one = clusterSegments({ a: [5], b: ["x"] }, { features: ["a", { column: "b", type: "category" }], k: 1 });
  expect(descriptionOf(mapPlot(one, { a: [5], b: ["x"] }))).toContain("To the right, no differences: all rows are alike");
  expect(faultsOf(mapPlot(one, { a: [5], b: ["x"] }))).toEqual([]);
  expect(faultsOf(distributionPlot(one, { a: [5], b: ["x"] }, "a"))).toEqual([]);
  const line = { a: [1, 2, 3, 10, 11, 12] };
  const svg = mapPlot(clusterSegments(line, { k: 2, structure: false }), line);
  expect(descriptionOf(svg)).toContain("To the right, 100 % of the differences: more a. Upwards, no further differences.");
  expect(new Set(dotsOf(svg).map(({ y }) => y)).size).toBe(1);
});

describe("a distribution", () => {
  test("is of dots for few rows, of histograms for more, of boxes for many segments", () => {
    const wide = { n: Array.from({ length: 400 }, (_, i) => (i * 7919) % 1009) };
    const of = (k: number, rowsOf: number): string => {
      const own = { n: wide.n.slice(0, rowsOf) };
      return descriptionOf(distributionPlot(clusterSegments(own, { k, structure: false, minShare: 0 }), own, "n"));
    };
    expect([of(3, 300), of(3, 301), of(13, 400)].map((words) => words.split(" ")[0])).toEqual(["Dots", "Histograms", "Boxes"]);
  });

  test("has medians and quartiles of each segment, weights counted", () => {
    const values = { n: [1, 2, 3, 101, 102, 103] };
    const result = clusterSegments(values, { k: 2, structure: false });
    expect(descriptionOf(distributionPlot(result, values, "n"))).toContain("All rows: 52 (2.25 to 102)");
    const weights = [1, 1, 3, 1, 1, 1];
    const heavy = descriptionOf(distributionPlot(result, values, "n", { weights }));
    expect(heavy).toContain(`${result.segments[result.labels[0]].name}: 3 (2 to 3)`);
  });

  test("in a card is small, and says its name to screen readers only", () => {
    const svg = distributionPlot(two, table, "spend", { compact: true, segment: 1 });
    expect(svg).toContain('viewBox="0 0 220 64"');
    expect(textsOf(svg)).toEqual(["10", "229"]);
    expect(svg).toContain(`<title>spend: ${two.segments[1].name}</title>`);
  });

  test("counts percentages and amounts in their unit, and dates in days", () => {
    const source = { paid: ["€10", "€20", "€900", "€910"], off: ["5 %", "10 %", "50 %", "55 %"], since: ["2024-01-01", "2024-01-05", "2024-03-01", "2024-03-02"] };
    const result = clusterSegments(source, { k: 2, structure: false });
    expect(textsOf(distributionPlot(result, source, "paid"))).toContain("paid (€)");
    const percent = distributionPlot(result, source, "off", { compact: true, marks: "box" });
    expect(textsOf(percent)).toEqual(["5", "55"]);
    expect(textsOf(distributionPlot(result, source, "off"))).toContain("off (%)");
    const ordered = { size: ["S", "M", "L", "XL", "S", "M"], n: [1, 2, 9, 10, 1, 3] };
    const bySize = clusterSegments(ordered, { columns: { size: { type: "ordered", order: ["S", "M", "L", "XL"] } }, k: 2, structure: false });
    expect(descriptionOf(distributionPlot(bySize, ordered, "size"))).toContain("All rows: 1 (");
    for (const given of [source, prepare(source)]) expect(textsOf(distributionPlot(result, given, "days since since"))).toContain("days since since");
  });
});

test.each<[string, () => unknown, object]>([
  ["a table of other rows", () => mapPlot(two, { visits: [1], spend: [2], noise: [3] }), { where: "mapPlot", code: "wrong-length" }],
  ["a column that is gone", () => mapPlot(two, { visits: table.visits, spend: table.spend }), { where: "mapPlot", code: "unknown-column" }],
  ["what is no segmentation", () => mapPlot({} as Segmentation, table), { where: "mapPlot", code: "not-a-segmentation" }],
  ["an edited model", () => mapPlot({ ...two, model: { ...two.model, features: [] } }, table), { where: "mapPlot", code: "not-a-model" }],
  ["an unknown outline", () => mapPlot(two, table, { outline: "circle" as "hull" }), { code: "unknown-value" }],
  ["weights of other rows", () => mapPlot(two, table, { weights: [1] }), { where: "mapPlot", code: "wrong-length" }],
  ["an unknown column", () => distributionPlot(two, table, "visit"), { where: "distributionPlot", code: "unknown-column", column: "visit" }],
  ["a column of texts", () => distributionPlot(two, { ...table, kind: rows.map((i) => "ab"[i % 2]) }, "kind"), { where: "distributionPlot", column: "kind" }],
  ["a segment that is not there", () => distributionPlot(two, table, "spend", { segment: 2 }), { code: "not-an-integer" }],
  ["a width below that of a card", () => distributionPlot(two, table, "spend", { compact: true, width: 79 }), { code: "not-a-number" }],
  ["a width below that of a picture", () => distributionPlot(two, table, "spend", { width: 200 }), { code: "not-a-number" }],
  ["a logarithm of what is below 0", () => distributionPlot(two, { ...table, loss: rows.map((i) => -i) }, "loss", { log: true }), { code: "below-zero", column: "loss" }],
])("complains of %s", (_, call, fields) => {
  expect(errorOf(call)).toMatchObject(fields);
});
