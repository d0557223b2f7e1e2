import fc from "fast-check";
import * as plots from "../../src/plot/index.ts";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import type { Granularity, GranularityLevel, ValuedSegment } from "../../src/insight/granularity.ts";
import { colourOf } from "../../src/plot/colour.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { matrices } from "../arbitraries.ts";
import { criterionNames } from "../../src/validity/choose-k.ts";
import { columnFor, names, segmentationOf, segmentations, values, widths } from "./cases.ts";
import { faultsOf, textsOf } from "./geometry.ts";

const { barsPlot, correlationPlot, criteriaPlot, crosstabPlot, dendrogramPlot, elbowPlot, granularityPlot, mosaicPlot, profilePlot, scatterPlot, silhouettePlot, sizesPlot, stabilityPlot, valuePlot } = plots;
const common = fc.record({
  width: widths,
  height: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: undefined }),
  title: fc.option(fc.oneof(names, fc.constant("")), { nil: undefined }),
  theme: fc.constantFrom("page" as const, "system" as const, "light" as const, "dark" as const),
});

/** Draws what an arbitrary gives: well-formed, all within the picture, no text on another, the same twice. */
function holds<T>(cases: fc.Arbitrary<T>, draw: (value: T, options: plots.PlotOptions) => string): void {
  fc.assert(fc.property(cases, common, (value, options) => {
    const svg = draw(value, options);
    expect(faultsOf(svg)).toEqual([]);
    expect(svg).not.toMatch(/<script/);
    expect(draw(value, options)).toBe(svg);
  }));
}

const withColumn = segmentations.chain((result) => fc.tuple(fc.constant(result), columnFor(result, values), columnFor(result, values)));
const withLevels = segmentations.chain((result) => fc.tuple(fc.constant(result), fc.array(names, { minLength: 1, maxLength: 15 }).chain((levels) => columnFor(result, fc.nat(levels.length - 1)).map((codes) => codes.map((code) => levels[code])))));

const crosstabs = fc.tuple(fc.array(names, { minLength: 1, maxLength: 20 }), fc.array(names, { minLength: 1, maxLength: 20 }), fc.nat()).map(([rows, columns, seed]): plots.Counts => {
  const data = Float64Array.from({ length: rows.length * columns.length }, (_, at) => (seed % 5 === 0 ? 0 : (seed * (at + 1) * 7919) % 4001));
  const rare = data.map((count, at) => (seed % 3 === 0 && at % 4 > 0 ? Math.floor(count / 1000) : count)); // some tiles too small for text
  return { rows, columns, counts: { data: rare, rows: rows.length, cols: columns.length } };
});

/** Segments within segments: from one to four, each number after splits one of them, of any share. */
const granularities = fc
  .record({ k: fc.integer({ min: 1, max: 4 }), splits: fc.array(fc.tuple(fc.nat(), fc.double({ min: 0.001, max: 0.5, noNaN: true })), { maxLength: 9 }), named: fc.array(names, { minLength: 30, maxLength: 30 }), own: fc.nat(9), isResampled: fc.boolean() })
  .map(({ k, splits, named, own, isResampled }): Granularity => {
    type Node = { -readonly [Key in keyof ValuedSegment]: ValuedSegment[Key] };
    const segments: Node[] = Array.from({ length: k }, (_, id) => ({ id, name: named[id], description: "", size: 1, share: 1 / k, from: k, to: k }));
    const levelOf = (count: number, split?: GranularityLevel["split"]): GranularityLevel => {
      const here = segments.filter(({ from, to }) => from <= count && count <= to);
      if (count === k + own) here.forEach((segment, at) => (segment.segment = at));
      const stability = { mean: 0.5, least: 0.25, segments: here.map(() => 0.5) };
      return { k: count, segments: here.map(({ id }) => id), ...(split === undefined ? {} : { split }), explained: 0.5, smallestShare: 0.01, ...(isResampled ? { stability } : {}), columns: [], sentence: "" };
    };
    const levels = [levelOf(k)];
    splits.forEach(([pick, part], at) => {
      const count = k + at + 1;
      const open = segments.filter(({ parts }) => parts === undefined);
      const whole = open[pick % open.length];
      const into = [segments.length, segments.length + 1] as const;
      whole.parts = into;
      [1 - part, part].forEach((share, s) => segments.push({ id: into[s], name: named[into[s]], description: "", size: 1, share: whole.share * share, from: count, to: count, parent: whole.id }));
      for (const segment of segments) if (segment.parts === undefined) segment.to = count;
      levels.push(levelOf(count, { segment: whole.id, into }));
    });
    return { segments, levels, labels: new Int32Array(), warnings: [], notices: [] };
  });

const score = fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(NaN) });
const criteria = fc.uniqueArray(fc.constantFrom(...criterionNames), { minLength: 1 }).chain((found) => fc.tuple(...found.map((name) => fc.record({
  name: fc.constant(name),
  k: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  scores: fc.array(score, { maxLength: 30 }).map((scores) => Float64Array.from(scores)),
}))));

const outcomes = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), names).filter(([a, b, c]) => a + b + c > 0).map(([a, b, c, name]) => {
  return { name, recovered: a / (a + b + c), dissolved: c / (a + b + c), jaccard: (a + b / 2) / (a + b + c) };
});

/** Shares of the customers and of the value; of the value some are below 0, or none has one. */
const valued = fc.tuple(fc.array(fc.tuple(names, fc.integer({ min: 1, max: 100 }), fc.integer({ min: -40, max: 1000 })), { minLength: 1, maxLength: 20 }), names).map(([given, column]) => {
  const [size, total] = [1, 2].map((at) => given.reduce((sum, one) => sum + (one[at] as number), 0));
  const segments = given.map(([name, own, value]) => {
    const [share, valueShare] = [own / size, total > 0 ? value / total : NaN];
    return { name, size: own, share, total: value, valueShare, mean: value / own, median: value / own, index: (100 * valueShare) / share, concentration: [] };
  });
  return { column, isFeature: false, rows: size, missing: 0, filled: 0, below: 0, total, mean: 1, median: 1, concentration: [], segments, sentences: [] };
});

describe("well-formed, within its frame, and legible, whatever it shows:", () => {
  test("criteria", () => holds(fc.tuple(criteria, fc.integer({ min: 1, max: 40 })), ([found, k], options) =>
    criteriaPlot({ choice: { k, by: "caller", reason: "", criteria: found } }, options)));

  test("stability", () => holds(fc.array(outcomes, { minLength: 1, maxLength: 20 }), (segments, options) => stabilityPlot({ segments }, options)));

  test("values", () => holds(valued, (value, options) => valuePlot(value, options)));

  test("segments within segments", () => holds(granularities, (found, options) => granularityPlot(found, options)));

  test("sizes", () => holds(segmentations, (result, options) => sizesPlot(result, options)));

  test("profiles", () => holds(segmentations, (result, options) => profilePlot(result, options)));

  test("correlations", () => holds(fc.array(names, { minLength: 1, maxLength: 30 }).chain((columns) => fc.tuple(fc.constant(columns), fc.array(fc.constantFrom(-1, -0.5, -0.001, 0, 0.3, 1, NaN), { minLength: columns.length * columns.length, maxLength: columns.length * columns.length }))), ([columns, data], options) =>
    correlationPlot({ columns, matrix: { data: Float64Array.from(data), rows: columns.length, cols: columns.length } }, options)));

  test("medians", () => holds(fc.tuple(withColumn, fc.constantFrom("quartiles" as const, "confidence" as const)), ([[result, column], interval], options) =>
    barsPlot(result, { v: column }, { ...options, column: "v", interval })));

  test("shares", () => holds(withLevels, ([result, column], options) => barsPlot(result, { "": column }, { ...options, column: "", type: "category" })));

  test("silhouettes", () => holds(segmentations.chain((result) => fc.tuple(fc.constant(result), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: result.labels.length, maxLength: result.labels.length }))), ([result, column], options) =>
    silhouettePlot({ mean: column[0], values: Float64Array.from(column) }, result, options)));

  test("scatters", () => holds(fc.tuple(withColumn, fc.constantFrom("points" as const, "hexagons" as const), fc.constantFrom(undefined, "x" as const, "y" as const, "both" as const), fc.boolean()), ([[result, x, y], marks, log, isColoured], options) => {
    const table = { "x <&>": x.map((v) => (log === undefined ? v : Math.abs(v))), y: y.map((v) => (log === undefined ? v : Math.abs(v))) };
    return scatterPlot(table, { ...options, x: "x <&>", y: "y", marks, log, color: isColoured ? result : undefined });
  }));

  test("scatters coloured by a category", () => holds(withLevels, ([result, column], options) => scatterPlot({ c: column, n: column.map((_, i) => i) }, { ...options, x: "n", y: "n", color: "c" }) + (result.k === 0 ? "" : "")));

  test("dendrograms", () => holds(fc.tuple(matrices({ minRows: 2, maxRows: 40 }), fc.constantFrom("ward" as const, "single" as const, "centroid" as const), fc.nat(), fc.constantFrom(undefined, "none" as const, { level: 0 }, { level: 3 }, { last: 2 }, { last: 9 }), names), ([x, method, pick, truncate, name], options) =>
    dendrogramPlot(linkage(x, { method }), { ...options, truncate, ...(pick % 3 === 0 ? {} : { k: 1 + (pick % x.rows) }), rowNames: Array.from({ length: x.rows }, (_, i) => (i % 2 === 0 ? name : String(i))) })));

  test("elbows", () => holds(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.oneof(fc.nat(1000), fc.constantFrom(0, 1e99, 1e-9)), { minLength: 1, maxLength: 30 }), fc.nat(31)), ([first, inertia, pick], options) => {
    const k = Int32Array.from(inertia, (_, i) => first + i);
    return elbowPlot({ k, inertia: Float64Array.from(inertia), knee: pick < k.length ? k[pick] : undefined }, { ...options, k: 1 + pick });
  }));

  test("cross-tables", () => holds(fc.tuple(crosstabs, fc.constantFrom("shares" as const, "counts" as const, "residuals" as const)), ([crosstab, show], options) =>
    crosstabPlot(crosstab, { ...options, show })));

  test("mosaics", () => holds(fc.tuple(crosstabs, fc.constantFrom("residuals" as const, "levels" as const)), ([crosstab, color], options) =>
    mosaicPlot(crosstab, { ...options, color })));
});

test("one row in one segment can be drawn in every way", () => {
  const result = { ...fc.sample(segmentations, { numRuns: 1, seed: 1 })[0] } as Segmentation;
  const one = { ...result, k: 1, labels: Int32Array.of(0), segments: [{ ...result.segments[0], size: 1, share: 1 }] };
  const table = [{ a: 1, b: "x" }];
  const drawn = [
    sizesPlot(one), profilePlot(one), barsPlot(one, table, { column: "a" }), barsPlot(one, table, { column: "b" }), scatterPlot(table, { x: "a", y: "a", color: one }),
    silhouettePlot({ mean: 0, values: Float64Array.of(0) }, one), elbowPlot({ k: Int32Array.of(1), inertia: Float64Array.of(0), knee: undefined }),
  ];
  for (const svg of drawn) expect(faultsOf(svg)).toEqual([]);
});

test("a dendrogram shows every cluster of its cut in its colour, however many there are", () => {
  const x = matrix(Array.from({ length: 300 }, (_, i) => [(i * 7919) % 1000, (i * 104729) % 997]));
  const tree = linkage(x);
  const coloursOf = (svg: string): number => new Set([...svg.matchAll(/stroke="(#[0-9a-f]{6})" stroke-dasharray="5 2"|stroke="(#[0-9a-f]{6})"/g)].map(([stroke]) => stroke)).size;
  for (const k of [2, 8, 20, 24]) expect(coloursOf(dendrogramPlot(tree, { k })), `${k} clusters`).toBe(k); // 24 is twice the twelve colours
  const many = dendrogramPlot(tree, { k: 60 });
  expect(faultsOf(many)).toEqual([]);
  expect(many).toContain("down to 90 branches");
});

test("a dendrogram with labels has the colours of the segments", () => {
  const tree = linkage(matrix([[0], [1], [2], [100], [101]]));
  const colourAt = (svg: string): string[] => [...svg.matchAll(/stroke="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour);
  const [bySize, byLabel] = [dendrogramPlot(tree, { k: 2 }), dendrogramPlot(tree, { k: 2, labels: [1, 1, 1, 0, 0] })];
  expect(new Set(colourAt(bySize))).toEqual(new Set(colourAt(byLabel)));
  const three = linkage(matrix([[0], [1], [2], [100], [101]]));
  expect(colourAt(dendrogramPlot(three, { k: 2, labels: [4, 4, 4, 2, 2] }))).toEqual([colourOf(2), colourOf(4)]);
});

test("shares without room for decimals are rounded, not cut", () => {
  const columns = Array.from({ length: 14 }, (_, j) => String(j));
  const data = Float64Array.from({ length: 28 }, (_, at) => (at === 0 ? 596 : at < 14 ? 108 : 100)); // 596 of 2000 are 29.8%
  expect(textsOf(crosstabPlot({ rows: ["a", "b"], columns, counts: { data, rows: 2, cols: 14 } }, { width: 360 }))).toContain("30 %");
});

describe("months are listed as the calendar has them", () => {
  const months = ["may", "aug", "jan", "dec"];
  const inOrder = ["jan", "may", "aug", "dec"];
  const result = segmentationOf({ names: ["a", "b"], features: ["age", ...months.map((month) => `month: ${month}`)], labels: [0, 1, 0, 1], figures: [[1, 0, 0, 1, 0], [2, 1, 0, 0, 0]] });
  const shown = (svg: string): string[] => textsOf(svg).map((text) => text.replace(/^month: /, "")).filter((text) => months.includes(text));

  test("in bars, scatters, cross-tables, mosaics and profiles", () => {
    const table = { month: months, n: [1, 2, 3, 4] };
    expect(shown(barsPlot(result, table, { column: "month" }))).toEqual(inOrder);
    expect(shown(scatterPlot(table, { x: "n", y: "n", color: "month" }))).toEqual(inOrder);
    const counts = { rows: months, columns: ["x", "y"], counts: matrix([[1, 2], [3, 4], [5, 6], [7, 8]]) };
    expect(shown(crosstabPlot(counts, { show: "counts" }))).toEqual(inOrder);
    expect(textsOf(crosstabPlot(counts, { show: "counts" })).filter((text) => /^\d$/.test(text))).toEqual(["5", "6", "1", "2", "3", "4", "7", "8"]);
    expect(shown(mosaicPlot({ rows: counts.columns, columns: months, counts: matrix([[1, 3, 5, 7], [2, 4, 6, 8]]) }, { color: "levels" }))).toEqual(inOrder);
    expect(shown(profilePlot(result))).toEqual(inOrder);
  });
});

test("the pointer reads what a mark says", () => {
  const result = segmentationOf({ names: ["a", "b"], features: ["n"], labels: [0, 1, 0], figures: [[1], [2]] });
  const titles = (svg: string): string[] => [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title).slice(1);
  expect(titles(barsPlot(result, { v: ["x", "y", "y"] }, { column: "v" }))).toEqual(["x: 50 %", "y: 50 %", "y: 100 %"]);
  expect(titles(profilePlot(result))).toEqual(["n, 1. a: -0.3", "n, 2. b: +0.7"]);
  expect(titles(elbowPlot({ k: Int32Array.of(1, 2), inertia: Float64Array.of(9, 4), knee: undefined }))).toEqual(["1 segment: 9", "2 segments: 4"]);
});
