import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeText, oneLine } from "../../src/core/text.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import { cutTree } from "../../src/hierarchy/read-tree.ts";
import { binsOf } from "../../src/plot/distribution-marks.ts";
import { placeChips } from "../../src/plot/chips.ts";
import { correlationPlot, valuePlot } from "../../src/plot/index.ts";
import { sayExtremes } from "../../src/plot/figures.ts";
import { hullOf, innerPoints, type Points } from "../../src/plot/hull.ts";
import { calendarOrder, featuresInOrder, levelsInOrder } from "../../src/plot/months.ts";
import { swarm } from "../../src/plot/swarm.ts";
import { medianOf } from "../../src/plot/bars-plot.ts";
import { poolCounts, poolLevels } from "../../src/plot/counts.ts";
import { clustersOf, matchClusters } from "../../src/plot/draw-dendrogram.ts";
import { hexagonsOf } from "../../src/plot/hexagons.ts";
import { fitNames, fitText, textWidth, wrapText, wrapWhole } from "../../src/plot/measure-text.ts";
import { spreadApart } from "../../src/plot/mosaic-names.ts";
import { tilesOf } from "../../src/plot/mosaic-plot.ts";
import { type AxisScale, linearScale, logScale, logScaleFromZero } from "../../src/plot/scale.ts";
import { marginsOf } from "../../src/stats/crosstab.ts";
import { matrices } from "../arbitraries.ts";
import { names, values } from "./cases.ts";
import { parseXml } from "./well-formed.ts";

const coordinates = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 40 });

test("the highest and the lowest of two are named, and of one or of equal ones none", () => {
  const named = [{ name: "a" }, { name: "b" }, { name: "c" }];
  expect(sayExtremes(named.slice(0, 2), [1, 2], " median")).toBe(" Highest median: b; lowest: a.");
  expect(sayExtremes(named, [NaN, 3, 2])).toBe(" Highest: b; lowest: c.");
  expect([sayExtremes(named.slice(0, 1), [1]), sayExtremes(named, [2, 2, 2]), sayExtremes(named, [NaN, 3, NaN])]).toEqual(["", "", ""]);
});

test("a chip that is higher or wider than its box is left out", () => {
  const placed = (right: number, bottom: number): number => placeChips([{ at: 0, lines: ["Segment"], x: 5, y: 5, title: "" }], { left: 0, top: 0, right, bottom }).length;
  expect([placed(200, 100), placed(200, 4), placed(10, 100)]).toEqual([1, 0, 0]);
});

test("two bars a segment fill the height that is asked for, where there is room", () => {
  const segment = { name: "a", size: 1, share: 0.5, total: 1, valueShare: 0.5, mean: 1, median: 1, index: 100, concentration: [] };
  const value = { column: "spend", isFeature: false, rows: 2, missing: 0, filled: 0, below: 0, total: 2, mean: 1, median: 1, concentration: [], segments: [segment, segment], sentences: [] };
  const heightOf = (height?: number): number => Number(parseXml(valuePlot(value as never, { height })).attributes["viewBox"].split(" ")[3]);
  const least = heightOf();
  expect(heightOf(10)).toBe(least);
  expect(heightOf(700) - heightOf(400)).toBeCloseTo(300, 0);
  expect(Math.abs(heightOf(700) - 700)).toBeLessThan(20); // the words below take one line or two
});

test("names above a heatmap stand in up to four lines, and upright where they are longer", () => {
  const isUpright = (words: number): boolean => {
    const columns = ["p", "q", "r"].map((letter) => Array(words).fill(letter.repeat(10)).join(" "));
    return correlationPlot({ columns, matrix: { data: new Float64Array(9), rows: 3, cols: 3 } }).includes("rotate(");
  };
  expect([1, 3, 4, 5].map(isUpright)).toEqual([false, false, false, true]);
});

test("a level of one row is pooled as any other", () => {
  const few = { rows: ["a", "b"], columns: ["x", "y"], counts: { data: Float64Array.of(1, 0, 0, 5), rows: 2, cols: 2 } };
  expect(poolCounts(few)).toEqual(few);
});

describe("the hull of points", () => {
  const pointsOf = (list: readonly (readonly [number, number])[]): Points => ({ x: Float64Array.from(list, ([x]) => x), y: Float64Array.from(list, ([, y]) => y) });

  test("has points of theirs as corners, turns one way, and holds all of them", () => {
    fc.assert(fc.property(coordinates, (list) => {
      const corners = hullOf(pointsOf(list));
      for (const [x, y] of corners) expect(list.some(([a, b]) => a === x && b === y)).toBe(true);
      if (corners.length < 3) return;
      corners.forEach(([ax, ay], i) => {
        const [bx, by] = corners[(i + 1) % corners.length];
        for (const [x, y] of list) expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThanOrEqual(0);
      });
    }));
    expect(hullOf(pointsOf([[0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 0]]))).toHaveLength(4);
  });

  test("of an inner share leaves out the farthest", () => {
    fc.assert(fc.property(coordinates, (list) => {
      expect(innerPoints(pointsOf(list), [30, 30], 1).x).toHaveLength(list.length);
      expect(innerPoints(pointsOf(list), [30, 30], 0.9).x).toHaveLength(Math.ceil(0.9 * list.length - 1e-9));
    }));
    const { x } = innerPoints(pointsOf([...Array.from({ length: 9 }, (_, i) => [i % 3, Math.floor(i / 3)] as const), [50, 50]]), [1, 1], 0.9);
    expect(Math.max(...x)).toBe(2);
  });
});

test("dots of a swarm touch, but do not cover each other, where there is room", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }).map((x) => x / 4), { maxLength: 60 }), (given) => {
    const places = Float64Array.from(given).sort();
    const offsets = swarm(places, 2, 1000);
    for (let i = 0; i < places.length; i++) for (let j = 0; j < i; j++) {
      const [dx, dy] = [places[i] - places[j], offsets[i] - offsets[j]];
      expect(Math.sqrt(dx * dx + dy * dy)).toBeGreaterThanOrEqual(4 - 1e-6);
    }
    for (const offset of swarm(places, 2, 3)) expect(Math.abs(offset)).toBeLessThanOrEqual(3);
  }));
});

test("chips stay in their box and touch no other", () => {
  const chip = fc.record({ at: fc.nat(30), lines: fc.array(fc.constantFrom("1", "High income", "W"), { minLength: 1, maxLength: 3 }), x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 200 }), title: fc.constant("") });
  fc.assert(fc.property(fc.array(chip, { maxLength: 30 }), (chips) => {
    const placed = placeChips(chips, { left: 0, top: 0, right: 300, bottom: 200 });
    const boxes = placed.map(({ chip: one, x, y }) => {
      const [width, height] = [Math.max(...one.lines.map((text) => textWidth(text, 11, true))), 13 * one.lines.length];
      return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
    });
    boxes.forEach((a, i) => {
      expect(a.left >= 0 && a.top >= 0 && a.right <= 300 && a.bottom <= 200).toBe(true);
      for (const b of boxes.slice(0, i)) expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
    });
  }));
});

describe("bins", () => {
  test("ascend over the axis, and hold every number that is not beyond it", () => {
    fc.assert(fc.property(fc.array(values, { minLength: 1, maxLength: 40 }), fc.integer({ min: 3, max: 36 }), fc.boolean(), (given, count, isLog) => {
      const column = Float64Array.from(given, (value) => (isLog ? Math.abs(value) : value));
      const { scale, edges, beyond } = binsOf("test", "c", column, isLog, count);
      for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThanOrEqual(edges[i - 1]);
      expect([edges[0], edges[edges.length - 1]]).toEqual([scale.min, scale.max]);
      expect(column.filter((value) => value < scale.min || value > scale.max)).toHaveLength(beyond);
    }));
  });

  test("of a few whole numbers have each in the middle of one", () => {
    expect(Array.from(binsOf("test", "c", Float64Array.of(1, 2, 2, 3), false, 8).edges)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(Array.from(binsOf("test", "c", Float64Array.of(0, 100), false, 10).edges)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
  });
});

describe("months", () => {
  const calendars = [
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    ["Januar", "Februar", "M\u00e4rz", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ["janvier", "f\u00e9vrier", "mars", "avril", "mai", "juin", "juillet", "ao\u00fbt", "septembre", "octobre", "novembre", "d\u00e9cembre"],
  ];

  test("are put in the order of the calendar, whatever their order was, with what is missing last", () => {
    const shuffled = fc.constantFrom(...calendars).chain((months) => fc.shuffledSubarray(months, { minLength: 2 }).map((levels) => ({ months, levels })));
    fc.assert(fc.property(shuffled, fc.boolean(), ({ months, levels }, hasRest) => {
      const all = hasRest ? ["(missing)", ...levels] : levels;
      const order = calendarOrder(all)!.map((at) => all[at]);
      expect(order).toEqual([...months.filter((month) => levels.includes(month)), ...(hasRest ? ["(missing)"] : [])]);
      const codes = Int32Array.from([...all.map((_, at) => at), -1]);
      const moved = levelsInOrder({ levels: all, codes });
      expect(Array.from(moved.codes, (code) => moved.levels[code])).toEqual([...all, undefined]);
    }));
  });

  test("are not seen in other levels, nor in one", () => {
    for (const levels of [[], ["may"], ["red", "blue"], ["jan", "feb", "never"], ["1", "2"], ["(missing)", "may"]]) expect(calendarOrder(levels)).toBeUndefined();
    expect(featuresInOrder(["age", "month: may", "month: apr", "job: may", "b", "plan: x: jun", "plan: x: feb"])).toEqual([0, 2, 1, 3, 4, 6, 5]);
  });
});

const anyText = fc.oneof(names, fc.string({ unit: "binary" }));

describe("text", () => {
  test("is one line of legal XML that reads as it was, white space aside", () => {
    fc.assert(fc.property(anyText, (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(oneLine(text).length).toBeGreaterThan(0);
      expect(parseXml(`<a b="${escapeText(text)}">${escapeText(text)}</a>`)).toMatchObject({ text: oneLine(text), attributes: { b: oneLine(text) } });
    }));
  });

  test("is cut only where it is too wide, and then fits, but for the ellipsis itself", () => {
    fc.assert(fc.property(anyText, fc.integer({ min: 12, max: 300 }), (text, width) => {
      const fitted = fitText(text, width, 12);
      expect(textWidth(fitted, 12)).toBeLessThanOrEqual(width + 1e-9);
      if (textWidth(oneLine(text), 12) <= width) expect(fitted).toBe(oneLine(text));
      else expect(fitted).toMatch(/…$/);
    }));
  });

  test("is broken into lines that fit, of which the whole is the text", () => {
    fc.assert(fc.property(anyText, fc.integer({ min: 12, max: 300 }), fc.integer({ min: 1, max: 5 }), (text, width, most) => {
      const lines = wrapText(text, width, 12, most);
      expect(lines.length).toBeLessThanOrEqual(most);
      for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width + 1e-9);
      const whole = wrapWhole(text, width, 12, most);
      if (whole !== undefined) expect(whole.join(" ")).toBe(oneLine(text));
    }));
  });

  test("of names fits, and different ones do not look alike where their ends differ", () => {
    fc.assert(fc.property(fc.array(anyText, { maxLength: 10 }), fc.integer({ min: 12, max: 300 }), (texts, width) => {
      fitNames(texts, width, 12).forEach((fitted, i) => {
        expect(textWidth(fitted, 12)).toBeLessThanOrEqual(width + 1e-9);
        if (textWidth(oneLine(texts[i]), 12) <= width) expect(fitted).toBe(oneLine(texts[i]));
      });
    }));
    expect(fitNames(["the channel of the customer: Web", "the channel of the customer: Shop", "the region"], 110, 12)).toEqual(["the chann…er: Web", "the chan…er: Shop", "the region"]);
    expect(fitNames(["W".repeat(40), "W".repeat(40)], 60, 12)).toEqual(["WWWW…", "WWWW…"]);
  });

  test("has Helvetica's widths", () => {
    expect(textWidth("Hello, World 2024", 10)).toBeCloseTo((722 + 556 + 222 + 222 + 556 + 278 + 278 + 944 + 556 + 333 + 222 + 556 + 278 + 4 * 556) / 100, 9);
  });
});

/** Ascending, within the scale, named apart, and as many as were asked for at most, one more where the axis begins with 0. */
function checkTicks(scale: AxisScale, count: number, slack = 0): void {
  const ticks = scale.ticks(count);
  for (const { value } of ticks) expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-6);
  for (const { value } of ticks) expect(scale.at(value)).toBeLessThanOrEqual(1 + 1e-6);
  ticks.slice(1).forEach(({ value }, i) => expect(value).toBeGreaterThan(ticks[i].value));
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
  expect(ticks.length).toBeLessThanOrEqual(count + 1 + slack);
}

const size = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 1e-9, max: 1e15, noNaN: true }), fc.constantFrom(1e99, 1e-99, 0.1 + 0.2));
const number = fc.tuple(size, fc.constantFrom(-1, 1)).map(([x, sign]) => x * sign);

describe("scales", () => {
  test("linear ones run from 0 at the least to 1 at the most, and have round ticks", () => {
    fc.assert(fc.property(number, number, fc.integer({ min: 1, max: 12 }), (a, b, count) => {
      const scale = linearScale(Math.min(a, b), Math.max(a, b));
      expect([scale.at(scale.min), scale.at(scale.max)]).toEqual([0, 1]);
      checkTicks(scale, count);
    }));
  });

  test("logarithmic ones too", () => {
    fc.assert(fc.property(size, size, fc.integer({ min: 1, max: 12 }), (a, b, count) => {
      const scale = logScale(Math.min(a, b), Math.max(a, b));
      expect([scale.at(scale.min), scale.at(scale.max)]).toEqual([0, 1]);
      checkTicks(scale, count, 1);
      checkTicks(logScaleFromZero(Math.min(a, b), Math.max(a, b)), count, 2);
    }));
  });

  test.each<[AxisScale, number, string[]]>([
    [linearScale(0, 100), 5, ["0", "20", "40", "60", "80", "100"]],
    [linearScale(-0.3, 0.2), 5, ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2"]],
    [linearScale(0, 288508), 6, ["0", "50k", "100k", "150k", "200k", "250k"]],
    [linearScale(2e6, 3.5e7), 4, ["10M", "20M", "30M"]],
    [linearScale(1e15, 2e15), 2, ["1.0e15", "1.5e15", "2.0e15"]],
    [linearScale(1, 10, 1), 20, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]],
    [logScale(0.5, 2000), 5, ["1", "10", "100", "1000"]],
    [logScale(1, 12), 5, ["1", "2", "5", "10"]],
    [logScaleFromZero(3, 288508), 8, ["0", "1", "10", "100", "1000", "10k", "100k"]],
  ])("%o has the %i ticks %j", (scale, count, labels) => {
    expect(scale.ticks(count).map(({ label }) => label)).toEqual(labels);
  });
});

describe("trees", () => {
  const trees = matrices({ minRows: 2, maxRows: 15 }).map((x) => linkage(x));

  test("are coloured by their cut, the heaviest cluster first", () => {
    fc.assert(fc.property(trees, fc.nat(), (tree, pick) => {
      const k = 1 + (pick % tree.n);
      const cluster = clustersOf(tree, k);
      const labels = cutTree(tree, { k });
      for (let i = 0; i < tree.n; i++) for (let j = 0; j < i; j++) expect(cluster[i] === cluster[j]).toBe(labels[i] === labels[j]);
      const sizes = Array.from({ length: k }, (_, c) => cluster.subarray(0, tree.n).filter((own) => own === c).length);
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }));
  });
});

describe("clusters matched to labels", () => {
  test("are the same clusters, numbered apart, and as the labels are where those are the clusters", () => {
    fc.assert(fc.property(matrices({ minRows: 2, maxRows: 15 }).map((x) => linkage(x)), fc.nat(), fc.array(fc.nat(6), { minLength: 15, maxLength: 15 }), (tree, pick, any) => {
      const k = 1 + (pick % tree.n);
      const cluster = clustersOf(tree, k);
      const matched = matchClusters(cluster, Int32Array.from(any.slice(0, tree.n)), k);
      matched.forEach((own, i) => expect(own < 0).toBe(cluster[i] < 0));
      for (let i = 0; i < tree.n; i++) for (let j = 0; j < i; j++) expect(matched[i] === matched[j]).toBe(cluster[i] === cluster[j]);
      const other = cutTree(tree, { k }).map((label) => k - 1 - label);
      expect(Array.from(matchClusters(cluster, other, k).subarray(0, tree.n))).toEqual(Array.from(other));
    }));
  });

  test("prefer the most rows in common, and what is left takes what is free", () => {
    const cluster = Int32Array.of(0, 0, 0, 1, 1, 2, -1);
    expect(Array.from(matchClusters(cluster, Int32Array.of(5, 5, 1, 5, 5, 1), 3))).toEqual([5, 5, 5, 0, 0, 1, -1]);
  });
});

test("hexagons hold every point once, each in the nearest", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }))), (points) => {
    const hexagons = hexagonsOf(Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y), new Int32Array(points.length), 7);
    expect(hexagons.reduce((sum, { total }) => sum + total, 0)).toBe(points.length);
    for (const [x, y] of points) expect(Math.min(...hexagons.map((h) => Math.hypot(h.x - x, h.y - y)))).toBeLessThanOrEqual(7 + 1e-9);
  }));
});

test("the confidence interval of a median is Campbell and Gardner's: ranks 9 and 22 of 30", () => {
  const ranks = Float64Array.from({ length: 30 }, (_, i) => 30 - i);
  expect(medianOf(ranks, "confidence")).toEqual({ count: 30, low: 10, median: 15.5, high: 21 });
  expect(medianOf(ranks, "quartiles")).toEqual({ count: 30, low: 8.25, median: 15.5, high: 22.75 });
  expect(medianOf(Float64Array.of(NaN), "confidence").count).toBe(0);
});

test("the rarest levels are pooled where there are more than colours", () => {
  const codes = Int32Array.from({ length: 200 }, (_, i) => (i < 20 ? i : i % 11));
  const { levels, codes: pooled } = poolLevels({ levels: Array.from({ length: 20 }, (_, i) => `l${i}`), codes });
  expect(levels).toEqual([...Array.from({ length: 11 }, (_, i) => `l${i}`), "9 others"]);
  expect(pooled.filter((code) => code === 11)).toHaveLength(9);
});

describe("mosaics", () => {
  const counts = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })).chain(([rows, cols]) =>
    fc.array(fc.oneof(fc.constant(0), fc.nat(500)), { minLength: rows * cols, maxLength: rows * cols }).map((data) => ({
      rows: Array.from({ length: rows }, (_, i) => `r${i}`),
      columns: Array.from({ length: cols }, (_, j) => `c${j}`),
      counts: { data: Float64Array.from(data), rows, cols },
    })));
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

  test("show at most 12 categories either way, none of them empty, and every row of the table", () => {
    fc.assert(fc.property(counts, (given) => {
      const { rows, columns, counts: pooled } = poolCounts(given);
      expect([pooled.rows, pooled.cols]).toEqual([rows.length, columns.length]);
      const used = given.rows.filter((_, i) => sum(given.counts.data.subarray(i * given.counts.cols, (i + 1) * given.counts.cols)) > 0);
      expect([rows.length, columns.length <= 12]).toEqual([Math.min(used.length, 12), true]); // as many as there are colours
      expect(sum(pooled.data)).toBe(sum(given.counts.data));
      rows.forEach((_, i) => expect(sum(pooled.data.subarray(i * pooled.cols, (i + 1) * pooled.cols))).toBeGreaterThan(0));
    }));
  });

  test("have tiles whose areas are the counts, gaps aside, and that do not overlap", () => {
    fc.assert(fc.property(counts.map(poolCounts).filter(({ rows }) => rows.length > 0), (shown) => {
      const margins = marginsOf(shown.counts);
      const tiles = tilesOf(shown, margins, { left: 0, top: 0, right: 1000 + 4 * (shown.rows.length - 1), bottom: 1000 + 2 * (shown.columns.length - 1) }).flat();
      tiles.forEach(({ width, height }, at) => expect(width * height).toBeCloseTo((1e6 * shown.counts.data[at]) / margins.total, 3));
      const isApart = (a: (typeof tiles)[number], b: (typeof tiles)[number]): boolean => a.row !== b.row ? a.x + a.width < b.x : a.y + a.height < b.y;
      tiles.forEach((tile, at) => expect(at === 0 || isApart(tiles[at - 1], tile)).toBe(true));
    }));
  });
});

test("names are spread: in order, apart, within their ends, and where they were wanted if that can be", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(sizes, fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 12, maxLength: 12 }), (own, places) => {
    const wanted = places.slice(0, own.length).sort((a, b) => a - b);
    const found = spreadApart(wanted, own, 0, 300);
    found.forEach((at, i) => expect(at - own[i] / 2).toBeGreaterThanOrEqual((i === 0 ? 0 : found[i - 1] + own[i - 1] / 2) - 1e-9));
    expect(found[found.length - 1] + own[own.length - 1] / 2).toBeLessThanOrEqual(300 + 1e-9);
    const isFree = wanted.every((at, i) => at - own[i] / 2 >= (i === 0 ? 0 : wanted[i - 1] + own[i - 1] / 2) && at + own[i] / 2 <= 300);
    if (isFree) found.forEach((at, i) => expect(at).toBeCloseTo(wanted[i], 6));
  }));
});
