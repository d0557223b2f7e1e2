import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { matrix, type Matrix } from "../../src/core/matrix.ts";
import { crosstab, type Crosstab, type CrosstabOptions, intervalOfV, marginsOf } from "../../src/stats/crosstab.ts";
import { createRandom } from "../../src/core/random.ts";
import { errorOf } from "../error-of.ts";
import { naiveCorrectedV, naiveCrosstab } from "../oracles/naive-questions.ts";
import { levelOrder } from "../oracles/naive-table.ts";
import { rowsOf } from "../rows.ts";
import "../setup.ts";
import { hostileTexts } from "../table-arbitraries.ts";

const gaps = [null, undefined, NaN, "", " \t"];
const cell = fc.oneof({ weight: 6, arbitrary: fc.constantFrom<unknown>("a", "b", "c", 1, "1", 2, 10) }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...gaps) });
const pairs = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 }).filter((pairs) => pairs.some(([a, b]) => !gaps.includes(a as null) && !gaps.includes(b as null)));
const presentOf = (pairs: readonly (readonly [unknown, unknown])[]): [string, string][] => pairs.filter(([a, b]) => !gaps.includes(a as null) && !gaps.includes(b as null)).map(([a, b]) => [String(a), String(b)]);
const tableOf = (pairs: readonly (readonly [unknown, unknown])[]): Record<string, unknown[]> => ({ a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) });

function expectClose(found: Matrix, wanted: readonly (readonly number[])[]): void {
  rowsOf(found).forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(wanted[i][j], 9)));
}

test("counts, residuals and statistic are the textbook's", () => {
  fc.assert(fc.property(pairs, (pairs) => {
    const [found, present] = [crosstab(tableOf(pairs), "a", "b"), presentOf(pairs)];
    const wanted = naiveCrosstab(present, levelOrder);
    expect([found.rows, found.columns, rowsOf(found.counts)]).toEqual([wanted.rows, wanted.columns, wanted.counts]);
    expect(found.missing).toBe(pairs.length - present.length);
    expectClose(found.residuals, wanted.residuals);
    expect(found.chiSquared).toBeCloseTo(found.df === 0 ? 0 : wanted.chiSquared, 9);
    expect(found.df).toBe((wanted.rows.length - 1) * (wanted.columns.length - 1));
    if (found.df > 0) expect(found.correctedCramersV).toBeCloseTo(Math.min(1, naiveCorrectedV(wanted.counts, wanted.chiSquared)), 6);
  }));
});

test("shares of a row sum to 1, V and p lie between 0 and 1, and the result is plain data", () => {
  fc.assert(fc.property(pairs, (pairs) => {
    const found = crosstab(tableOf(pairs), "a", "b");
    for (const shares of rowsOf(found.rowShares)) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(found.p >= 0 && found.p <= 1).toBe(true);
    for (const v of [found.cramersV, found.correctedCramersV]) expect(found.df === 0 ? Number.isNaN(v) : v >= 0 && v <= 1).toBe(true);
    expect(found.measurable).toBe(found.p < 0.05);
    expect(structuredClone(found)).toEqual(found);
  }));
});

test("swapping the columns transposes, and the order of the rows does not matter", () => {
  const transpose = (x: Matrix): number[][] => rowsOf(x)[0].map((_, j) => rowsOf(x).map((row) => row[j]));
  const figures = ({ chiSquared, p, cramersV, df, leastExpected }: Crosstab): number[] => [chiSquared, p, df === 0 ? 0 : cramersV, leastExpected];
  fc.assert(fc.property(pairs, (pairs) => {
    const [found, swapped] = [crosstab(tableOf(pairs), "a", "b"), crosstab(tableOf(pairs), "b", "a")];
    expect([swapped.rows, swapped.columns, rowsOf(swapped.counts)]).toEqual([found.columns, found.rows, transpose(found.counts)]);
    expectClose(swapped.residuals, transpose(found.residuals));
    figures(swapped).forEach((x, at) => expect(x).toBeCloseTo(figures(found)[at], 10));
    expect(crosstab(tableOf([...pairs].reverse()), "a", "b")).toEqual(found);
  }));
});

const counted = (counts: readonly (readonly number[])[]): Record<string, unknown[]> =>
  tableOf(counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [`a${i}`, `b${j}`] as const))));

test("a cell is marked where its residual is beyond the bound of its table and chance would give 5 rows", () => {
  const counts = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 })).chain(([rows, cols]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }));
  fc.assert(fc.property(counts, (counts) => {
    const found = crosstab(counted(counts), "a", "b");
    const total = counts.flat().reduce((sum, count) => sum + count, 0);
    const sums = [counts.map((row) => row.reduce((sum, count) => sum + count)), counts[0].map((_, j) => counts.reduce((sum, row) => sum + row[j], 0))];
    const wanted = counts.map((row, i) => row.map((_, j) => {
      const [residual, expected] = [rowsOf(found.residuals)[i][j], (sums[0][i] * sums[1][j]) / total];
      return expected >= 5 - 1e-9 && Math.abs(residual) > found.residualBound ? Math.sign(residual) : 0;
    }));
    expect(rowsOf(found.marks)).toEqual(wanted);
  }));
});

test("the bound is the normal quantile of Bonferroni, 3.08 for 3 x 8", () => {
  const found = crosstab(counted(Array.from({ length: 3 }, () => Array<number>(8).fill(6))), "a", "b");
  expect(found.residualBound).toBeCloseTo(3.0781, 3);
});

describe("where nothing is there", () => {
  let state = 17;
  const draw = (levels: number): number => Math.floor((levels * (state = (state * 48271) % 2147483647)) / 2147483647);
  const tables = (times: number, n: number, rows: number, cols: number): Crosstab[] =>
    Array.from({ length: times }, () => crosstab(tableOf(Array.from({ length: n }, () => [draw(rows), draw(cols)] as const)), "a", "b"));

  test("few tables have a marked cell", () => {
    for (const [n, rows, cols] of [[400, 3, 8], [800, 10, 10]]) {
      const found = tables(200, n, rows, cols);
      expect(found.filter(({ marks }) => marks.data.some((mark) => mark !== 0)).length / found.length).toBeLessThan(0.09);
      expect(found.filter(({ residuals }) => residuals.data.some((residual) => Math.abs(residual) > 2)).length / found.length).toBeGreaterThan(0.5);
    }
  });

  test("2 x 20 levels in 60 rows never go together strongly, and V is near 0", () => {
    const found = tables(400, 60, 2, 20);
    const measurable = found.filter(({ measurable }) => measurable);
    expect(measurable.length).toBeGreaterThan(3);
    for (const { sentence } of measurable) expect(sentence).toMatch(/ go together \(.*\), but 60 rows are too few to tell how closely\./);
    const mean = (v: (table: Crosstab) => number): number => found.reduce((sum, table) => sum + v(table), 0) / found.length;
    expect([mean(({ cramersV }) => cramersV) > 0.5, mean(({ correctedCramersV }) => correctedCramersV) < 0.2]).toEqual([true, true]);
  });
});

test("residuals are Haberman's: those of two by two are the root of chi-squared, those of an empty row are 0", () => {
  const { residuals, total } = marginsOf(matrix([[10, 20], [30, 5]]));
  const chiSquared = (total * (10 * 5 - 20 * 30) ** 2) / (30 * 35 * 40 * 25);
  expect(residuals[0]).toBeCloseTo(-Math.sqrt(chiSquared), 9);
  expect(residuals[2]).toBeCloseTo(Math.sqrt(chiSquared), 9);
  for (const empty of [[[0, 0]], [[0, 0], [1, 2]], [[3, 0], [4, 0]]]) expect(marginsOf(matrix(empty)).residuals.every((residual) => residual === 0)).toBe(true);
});

test("a lower level asks for more", () => {
  const table = counted([[60, 40], [40, 60]]);
  const { p } = crosstab(table, "a", "b");
  expect([0.05, p * 1.01, p * 0.99].map((level) => crosstab(table, "a", "b", { level }).measurable)).toEqual([true, true, false]);
});

test("a 2 x 2 table has one residual, whose square is chi-squared", () => {
  const counts = fc.tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: 1, max: 30 })));
  fc.assert(fc.property(counts, (counts) => {
    const found = crosstab(tableOf(counts.flatMap((count, at) => Array.from({ length: count }, (): [string, string] => [at < 2 ? "x" : "y", at % 2 === 0 ? "u" : "v"]))), "a", "b");
    for (const residual of found.residuals.data) expect(residual * residual).toBeCloseTo(found.chiSquared, 9);
    expect(found.cramersV).toBeCloseTo(Math.sqrt(found.chiSquared / counts.reduce((sum, count) => sum + count, 0)), 12);
  }));
});

interface Counted {
  readonly name: string;
  readonly counts: number[][];
  readonly chiSquared: number;
  readonly df: number;
  readonly p: number;
  readonly cramersV: number;
  readonly leastExpected: number;
}
const { counts: references } = JSON.parse(readFileSync(new URL("../fixtures/questions.json", import.meta.url), "utf8")) as { counts: Counted[] };

describe("SciPy's chi2_contingency", () => {
  test.each(references)("$name", ({ counts, chiSquared, df, p, cramersV, leastExpected }) => {
    const found = crosstab(tableOf(counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, (): [number, number] => [i, j])))), "a", "b");
    expect(found.df).toBe(df);
    const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-10 * Math.max(Math.abs(b), 1e-300) || Math.abs(a - b) < 1e-14;
    const off = [[found.chiSquared, chiSquared], [found.p, p], [found.cramersV, cramersV], [found.leastExpected, leastExpected]].filter(([a, b]) => !near(a, b));
    expect(off).toEqual([]);
  });
});

test("numbers are categories in ascending order, hostile names are levels", () => {
  expect(crosstab({ a: [10, 9, 2, 10], b: ["x", "x", "y", "y"] }, "a", "b").rows).toEqual(["2", "9", "10"]);
  const texts = hostileTexts.filter((text) => text.trim() !== "");
  const found = crosstab(texts.map((text) => ({ a: text, "2019": text })), "a", "2019");
  expect(found.rows.length).toBe(texts.length);
  expect([found.cramersV, found.counts.data.reduce((sum, count) => sum + count, 0)]).toEqual([1, texts.length]);
});

test("one level leaves nothing to link", () => {
  const found = crosstab({ a: ["x", "x", "x"], b: [1, 2, 2] }, "a", "b");
  expect(found).toMatchObject({ rows: ["x"], columns: ["1", "2"], chiSquared: 0, df: 0, p: 1, cramersV: NaN });
  expect(Array.from(found.residuals.data)).toEqual([0, 0]);
});

test("a level whose other cell is always missing is no level", () => {
  expect(crosstab({ a: ["x", "y", "z"], b: ["u", null, "v"] }, "a", "b")).toMatchObject({ rows: ["x", "z"], columns: ["u", "v"], missing: 1 });
});

/** The sentence of counts, of which every row of numbers is a level of `a`. */
const said = (...counts: readonly (readonly number[])[]): string =>
  crosstab(tableOf(counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [`a${i}`, `b${j}`] as const)))), "a", "b").sentence;

test.each<[string, string, RegExp]>([
  ["no link", said([50, 50], [50, 51]), /^No measurable link of `a` and `b` \(chi-squared, p = 0\.9\d+; Cramér's V = 0\.005, 0\.000 corrected for chance\)\.$/],
  ["a very weak one", said([10000, 10000], [10000, 11000]), /go together, but very weakly \(chi-squared, p < 0\.0001; Cramér's V = 0\.024, 0\.023 corrected for chance\): one tells next to nothing about the other\./],
  ["a weak one", said([60, 40], [40, 60]), /go together, but weakly \(chi-squared, p = 0\.0047; Cramér's V = 0\.200, 0\.187 corrected for chance\): one tells little about the other\./],
  ["a moderate one", said([70, 30], [30, 70]), /go together moderately \(.*\): one tells something about the other\./],
  ["a strong one, and the pair that stands out", said([90, 10], [10, 90]), /go together strongly \(.*\): one tells much about the other\. What stands out most: `a0` with `b0`, in 90 rows where chance would give 50\.$/],
  ["a pair that is missing", said([30, 30, 0], [30, 30, 15], [30, 30, 15]), /What stands out most: `a0` with `b2`, in 0 rows where chance would give 8\.57\./],
  ["too few rows", said([2, 1], [1, 2]), /^No measurable link .*Take p as rough: chance would give the rarest pair fewer than 5 rows\.$/],
  ["one level", said([3, 4]), /^Nothing to compare: `a` is `a0` in every row that counts\.$/],
  ["one level of the other", said([3], [4]), /^Nothing to compare: `b` is `b0` in every row that counts\.$/],
])("the sentence says %s", (_, sentence, words) => {
  expect(sentence).toMatch(words);
});

test("labels name the levels, in the sentence too, and keep their order", () => {
  const labels = { a: { 0: "zero", 1: "one <b>" }, b: { x: "ex" } };
  const found = crosstab({ a: [1, 0, 1, 0, ...Array<number>(40).fill(1), ...Array<number>(40).fill(0)], b: ["x", "y", "x", "y", ...Array<string>(40).fill("x"), ...Array<string>(40).fill("y")] }, "a", "b", { labels });
  expect([found.rows, found.columns]).toEqual([["zero", "one <b>"], ["ex", "y"]]);
  expect(found.sentence).toContain("`zero` with `y`");
});

test("codes of many rows each are categories, however many they are", () => {
  const store = Array.from({ length: 300 }, (_, i) => i % 60);
  expect(crosstab({ store, b: store.map((x) => x % 2) }, "store", "b").rows.length).toBe(60);
});

const many = Array.from({ length: 1001 }, (_, i) => `level ${i}`);

test.each<[string, () => unknown, object, RegExp]>([
  ["a column that is not there", () => crosstab({ region: [1], b: [1] }, "regoin" as "region", "b"), { code: "unknown-column", column: "regoin" }, /did you mean "region"\?/],
  ["no row that has both", () => crosstab({ a: [1, null], b: [null, 1] }, "a", "b"), { code: "no-rows" }, /must have a row in which neither is missing\. Got none of 2\./],
  ["too many pairs of levels", () => crosstab({ a: many, b: many }, "a", "b"), { code: "too-many-levels" }, /columns `a` and `b` must have at most 1000000 pairs of levels; pool .* Got 1001 x 1001\./],
  ["a quantity", () => crosstab({ a: many.map((_, i) => i / 2), b: many }, "a", "b"), { code: "too-many-categories", column: "a" }, /column `a` must be a category.*Got 1001 different numbers in 1001 rows/],
  ["an infinity", () => crosstab({ a: [1, Infinity], b: [1, 1] }, "a", "b"), { code: "not-finite", column: "a", row: 1 }, /Got Infinity/],
  ["a cell that is none", () => crosstab({ a: [1, {}], b: [1, 1] }, "a", "b"), { code: "not-a-cell", column: "a", row: 1 }, /must be a number, a text/],
  ["labels of another column", () => crosstab({ a: [1], b: [1] }, "a", "b", { labels: { c: {} } }), { code: "unknown-option" }, /`labels` may hold `a`, `b` and nothing else\. Got "c"/],
  ["two levels of one name", () => crosstab({ a: [1, 2], b: [1, 1] }, "a", "b", { labels: { a: { 1: "x", 2: "x" } } }), { code: "duplicate-label", column: "a" }, /Got "x" twice/],
  ["a label that is no text", () => crosstab({ a: [1], b: [1] }, "a", "b", { labels: { a: { 1: 3 as unknown as string } } }), { code: "unknown-value", column: "a" }, /must map levels to texts/],
  ["an unknown option", () => crosstab({ a: [1], b: [1] }, "a", "b", { label: {} } as CrosstabOptions), { code: "unknown-option" }, /did you mean "labels"\?/],
  ["no rows", () => crosstab([], "a", "b"), { code: "no-rows" }, /at least 1 row/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "crosstab", ...fields });
  expect(error.message).toMatch(shows);
});

test("the interval of V holds the estimate, is that of chi-squared, and the true V nine times in ten", () => {
  fc.assert(fc.property(fc.integer({ min: 8, max: 200 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 5 }), fc.nat({ max: 999 }), (n, r, c, seed) => {
    const random = createRandom(seed, 99);
    const table = { a: Array.from({ length: n }, () => `a${Math.floor(r * random())}`), b: Array.from({ length: n }, () => `b${Math.floor(c * random())}`) };
    const found = crosstab(table, "a", "b");
    const [low, high] = intervalOfV(found);
    if (found.df === 0) expect([low, high]).toEqual([NaN, NaN]);
    else expect(0 <= low && low <= high && high <= 1).toBe(true);
  }));
  const [random, strength, n] = [createRandom(5, 99), 0.4, 300]; // a's level is b's in so many rows, else they are drawn apart: V is that
    const held = Array.from({ length: 200 }, () => {
    const a = Array.from({ length: n }, () => Math.floor(2 * random()));
    const table = { a: a.map((own) => `a${own}`), b: a.map((own) => `b${random() < strength ? own : Math.floor(2 * random())}`) };
    const [low, high] = intervalOfV(crosstab(table, "a", "b"));
    return low <= strength && strength <= high;
  }).filter(Boolean).length;
  expect(held / 200).toBeGreaterThan(0.9);
});
