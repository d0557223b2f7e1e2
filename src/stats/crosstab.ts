import { checkKeys } from "../core/check.ts";
import { InputError, list } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { fewRows, sayNumber, sayP } from "../core/text.ts";
import { checkDisplayNames, type Levels, readLevels } from "../table/cell.ts";
import { type ColumnName, columnOf, type Table, toFrame } from "../table/table.ts";
import { chiSquaredSurvival, greatestNoncentrality, leastNoncentrality, normalQuantile } from "./distributions.ts";
import { checkCategory, checkDistinctColumns, keepUsed } from "./levels.ts";
import { checkLevel, stepOf, type Strength, strengths } from "./measurable.ts";

/** Options for {@link crosstab}. */
export interface CrosstabOptions {
  /** Display names of the levels, by column: `{ region: { 0: "North", 1: "South" } }`. A level that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /**
   * The `p` below which a link is called measurable, above 0 and below 1; less where several questions are asked at once
   * ({@link holmLevels}).
   * @defaultValue 0.05
   */
  readonly level?: number | undefined;
}

/** What {@link crosstab} gives; the matrices have one row a level of `a`, one column a level of `b`. */
export interface Crosstab {
  /** The levels of `a`, or their labels: numbers ascending, then text by code unit. */
  readonly rows: string[];
  /** The levels of `b`, or their labels, in the same order. */
  readonly columns: string[];
  /** The table's rows that have both levels. */
  readonly counts: Matrix;
  /** `counts` over the sum of their row: every row sums to 1. */
  readonly rowShares: Matrix;
  /**
   * Adjusted standardised residuals: counts less those expected, over their standard error. Where `a` and `b` are independent,
   * each is about standard normal. Of many cells some are large by chance: read those that `marks` marks. 0 where `a` or `b` has one level.
   */
  readonly residuals: Matrix;
  /**
   * How large a residual must be, either way, to be marked: the normal quantile at 1 - 0.025 / cells (Bonferroni), 3.08 for 3 x 8. Where
   * `a` and `b` are independent, a table has a marked cell at most once in 20 times.
   */
  readonly residualBound: number;
  /** 1 where a pair is more frequent than chance would make it, -1 where less, else 0. Never where chance would give fewer than 5 rows. */
  readonly marks: Matrix;
  /** Pearson's statistic, without a continuity correction; 0 where `a` or `b` has one level. */
  readonly chiSquared: number;
  /** Degrees of freedom: (rows - 1) (columns - 1). */
  readonly df: number;
  /** The chance of a statistic as large where `a` and `b` are independent; 1 where `df` is 0. */
  readonly p: number;
  /**
   * How strong the link is in these rows, from 0 (none) to 1 (one column tells the other); NaN where `df` is 0. Chance alone makes it
   * large in small tables: about the root of df / rows / (the fewer levels - 1).
   */
  readonly cramersV: number;
  /** The same corrected for what chance adds, which `sentence` rests on (Bergsma 2013); NaN where `df` is 0. */
  readonly correctedCramersV: number;
  /** The least count that independence would let expect; below 5, `p` is rough (Cochran 1954). */
  readonly leastExpected: number;
  /** The table's rows that were left out because `a` or `b` is missing there. */
  readonly missing: number;
  /** Whether `p` is below the option `level`. */
  readonly measurable: boolean;
  /**
   * All of it in plain words. How strong a link is called rests on the corrected V, by Cohen's bounds (1988); where V could as well be
   * two steps weaker (its 95 % interval by the noncentral chi-squared, Smithson 2003), the rows are said to be too few to tell.
   */
  readonly sentence: string;
}

/**
 * Do two categories of a table go together? Counts their pairs, and tests them by chi-squared.
 *
 * Numbers count as categories, in ascending order; a missing cell leaves its row out. A p-value says whether there is a link,
 * Cramér's V how strong it is: in a large table a weak one is certain too. Neither says which of the two makes the other.
 * In O(n + rows x columns).
 *
 * Pearson 1900; Cramér 1946; Bergsma 2013, "A bias-correction for Cramér's V and Tschuprow's T"; residuals: Haberman 1973, "The
 * analysis of residuals in cross-classified tables". As SciPy's chi2_contingency with `correction=False`.
 *
 * @param a - the name of the column whose levels become rows
 * @param b - the name of the column whose levels become columns
 * @throws {@link InputError} on a column that is not there, columns of more than 1 000 000 pairs of levels, no row that has
 * both, or unknown options.
 * @group Explore
 * @example
 * ```ts
 * import { crosstab } from "audience-segmentation";
 *
 * const plan = ["free", "free", "free", "free", "paid", "paid", "paid", "paid", "paid", "free"];
 * const region = ["North", "North", "North", "South", "South", "South", "South", "North", "South", "North"];
 * const { counts, p, cramersV } = crosstab({ plan, region }, "plan", "region");
 * console.log(counts.data.join(" "));
 * console.log(`p = ${p.toFixed(3)}, Cramér's V = ${cramersV.toFixed(2)}`);
 * // 4 1 1 4
 * // p = 0.058, Cramér's V = 0.60
 * ```
 */
export function crosstab<T extends Table | Matrix>(table: T, a: ColumnName<T>, b: ColumnName<T>, options: CrosstabOptions = {}): Crosstab {
  const where = "crosstab";
  checkKeys(where, "the options", options, ["labels", "level"]);
  const level = checkLevel(where, options.level);
  const frame = toFrame(where, table);
  const cellsA = columnOf(where, frame, a, "`a`"), cellsB = columnOf(where, frame, b, "`b`");
  const ofA = readLevels(where, a, cellsA), ofB = readLevels(where, b, cellsB);
  checkCategory(where, a, ofA);
  checkCategory(where, b, ofB);
  checkKeys(where, "`labels`", options.labels === undefined ? {} : options.labels, [a, b]);
  const { counts, missing, ...levels } = countPairs(where, [a, b], ofA, ofB);
  const rows = namesOf(where, a, levels.rows, options.labels);
  const columns = namesOf(where, b, levels.columns, options.labels);
  const toMatrix = (data: Float64Array): Matrix => ({ data, rows: rows.length, cols: columns.length });
  const counted = toMatrix(counts);
  const margins = marginsOf(counted);
  const found = {
    rows,
    columns,
    counts: counted,
    rowShares: toMatrix(sharesOf(counted, margins)),
    residuals: toMatrix(margins.residuals),
    residualBound: margins.bound,
    marks: toMatrix(margins.marked.map(Math.sign)),
    ...independence(counted, margins),
    missing,
  };
  const judged = { ...found, measurable: found.p < level };
  return { ...judged, sentence: sayCrosstab(a, b, judged) };
}

/** The levels as they are called. */
function namesOf(where: string, column: string, levels: string[], labels: CrosstabOptions["labels"]): string[] {
  const own = labels !== undefined && Object.hasOwn(labels, column) ? labels[column] : {};
  checkDisplayNames(where, column, own);
  const names = levels.map((level) => (Object.hasOwn(own, level) ? own[level] : level));
  if (new Set(names).size < names.length) checkDistinctColumns(where, column, names);
  return names;
}

/** Every entry over the sum of its row. */
function sharesOf({ data, cols }: Matrix, { rows }: Margins): Float64Array {
  return data.map((count, at) => count / rows[Math.floor(at / cols)]);
}

type Found = Omit<Crosstab, "sentence">;

/** Cohen's (1988) bounds of w, which is V times the root of one less than the fewer levels: 0.1 is small, 0.3 medium, 0.5 large. */
const bounds = [0.5, 0.3, 0.1, 0];
const linkWords = [
  " strongly TEST: one tells much about the other",
  " moderately TEST: one tells something about the other",
  ", but weakly TEST: one tells little about the other",
  ", but very weakly TEST: one tells next to nothing about the other",
];

/** A cross-table in plain words: whether there is a link, how strong it is, and what stands out. */
function sayCrosstab(a: string, b: string, found: Found): string {
  const { rows, columns } = found;
  const first = list([a]), second = list([b]);
  if (rows.length === 1) return `Nothing to compare: ${first} is ${list(rows)} in every row that counts.`;
  if (columns.length === 1) return `Nothing to compare: ${second} is ${list(columns)} in every row that counts.`;
  return [sayVerdict(`${first} and ${second}`, found), found.measurable ? sayStrongest(found) : "", sayRough(found)]
    .filter((words) => words !== "")
    .join(" ");
}

function sayVerdict(both: string, found: Found): string {
  const { cramersV, correctedCramersV, counts } = found;
  const strength = `Cramér's V = ${cramersV.toFixed(3)}, ${correctedCramersV.toFixed(3)} corrected for chance`;
  const test = `(chi-squared, ${sayP(found.p)}; ${strength})`;
  if (!found.measurable) return `No measurable link of ${both} ${test}.`;
  const step = linkStep(found);
  if (step === undefined) return `${both} go together ${test}, but ${sayNumber(rowsIn(counts))} rows are too few to tell how closely.`;
  return `${both} go together${linkWords[step].replace("TEST", () => test)}.`;
}

function rowsIn({ data }: Matrix): number {
  return data.reduce((sum, count) => sum + count, 0);
}

type Link = Pick<Crosstab, "chiSquared" | "df" | "counts">;

/** Where the strength of a link stands among the bounds; undefined where the rows are too few to tell. */
function linkStep({ chiSquared, df, counts }: Link): number | undefined {
  const n = rowsIn(counts);
  return stepOf(bounds, Math.sqrt(correctedSquare(chiSquared, df, n)), Math.sqrt(leastNoncentrality(chiSquared, df) / n));
}

/** How strong a link is that is measurable; undefined where the rows are too few to tell. */
export function strengthOfLink(link: Link): Strength | undefined {
  const step = linkStep(link);
  return step === undefined ? undefined : strengths[step];
}

/**
 * The 95 % interval of Cramér's V among all customers such as these, by the noncentral chi-squared (Smithson 2003); NaN where a column has
 * one level. In 200 tables of each of 30 kinds it held the true V in 94 to 100 % where a column has two levels, else in 87 to 100 %.
 */
export function intervalOfV({ chiSquared, df, counts }: Link): [low: number, high: number] {
  const most = rowsIn(counts) * (Math.min(counts.rows, counts.cols) - 1);
  const toV = (noncentrality: number): number => Math.min(1, Math.sqrt(noncentrality / most));
  return df === 0 ? [NaN, NaN] : [toV(leastNoncentrality(chiSquared, df)), toV(greatestNoncentrality(chiSquared, df))];
}

/** The cell whose residual is largest, either way; of equal ones the first that is more frequent. */
export function strongestCell(residuals: Float64Array): number {
  let strongest = 0;
  const sizeOf = (at: number): number => Math.abs(residuals[at]) + (residuals[at] > 0 ? 1e-9 : 0);
  for (let at = 1; at < residuals.length; at++) if (sizeOf(at) > sizeOf(strongest) + 1e-12) strongest = at;
  return strongest;
}

/** The marked pair that is furthest from what independence would give. */
function sayStrongest({ rows, columns, counts: { data, cols }, residuals, marks }: Found): string {
  const strongest = strongestCell(residuals.data.map((residual, at) => (marks.data[at] === 0 ? 0 : residual)));
  if (marks.data[strongest] === 0) return "";
  const row = Math.floor(strongest / cols), column = strongest % cols;
  const sumOf = (isIn: (at: number) => boolean): number => data.reduce((sum, count, at) => (isIn(at) ? sum + count : sum), 0);
  const ofRow = sumOf((at) => Math.floor(at / cols) === row), ofColumn = sumOf((at) => at % cols === column);
  const expected = sayNumber((ofRow * ofColumn) / sumOf(() => true));
  return `What stands out most: ${list([rows[row]])} with ${list([columns[column]])}, in ${sayNumber(data[strongest])} ${data[strongest] === 1 ? "row" : "rows"} where chance would give ${expected}.`;
}

function sayRough({ leastExpected }: Found): string {
  return leastExpected < fewRows ? `Take p as rough: chance would give the rarest pair fewer than ${fewRows} rows.` : "";
}

/** How often every level of one column meets every level of another. */
interface PairCounts {
  /** The levels of the first column, in order, that some counted row has. */
  readonly rows: string[];
  /** The same of the second. */
  readonly columns: string[];
  /** Row-major. */
  readonly counts: Float64Array;
  /** The rows in which either is missing. */
  readonly missing: number;
}

const mostCells = 1_000_000;

/** Counts the rows that have both levels. In O(n). */
function countPairs(where: string, names: readonly [string, string], a: Levels, b: Levels): PairCounts {
  const n = a.codes.length;
  const ofRow = new Int32Array(a.levels.length).fill(-1), ofColumn = new Int32Array(b.levels.length).fill(-1);
  let missing = 0;
  for (let i = 0; i < n; i++) {
    if (a.codes[i] >= 0 && b.codes[i] >= 0) ofRow[a.codes[i]] = ofColumn[b.codes[i]] = 0;
    else missing++;
  }
  if (missing === n) {
    const rule = `columns ${list([names[0]])} and ${list([names[1]])} must have a row in which neither is missing`;
    throw new InputError("no-rows", where, rule, `none of ${n}`, { column: names[0] });
  }
  const rows = keepUsed(a.levels, ofRow), columns = keepUsed(b.levels, ofColumn);
  checkCells(where, names, rows.length, columns.length);
  const counts = new Float64Array(rows.length * columns.length);
  for (let i = 0; i < n; i++) {
    if (a.codes[i] >= 0 && b.codes[i] >= 0) counts[ofRow[a.codes[i]] * columns.length + ofColumn[b.codes[i]]]++;
  }
  return { rows, columns, counts, missing };
}

function checkCells(where: string, names: readonly [string, string], rows: number, columns: number): void {
  if (rows * columns <= mostCells) return;
  const column = rows > columns ? names[0] : names[1];
  const rule = `columns ${list([names[0]])} and ${list([names[1]])} must have at most ${mostCells} pairs of levels; pool the levels of ${list([column])}`;
  throw new InputError("too-many-levels", where, rule, `${rows} x ${columns}`, { column });
}

/** The sums of a table of counts, and how far its cells are from what the sums alone would give. */
export interface Margins {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly total: number;
  /** Haberman's adjusted standardised residuals (1973), row-major; 0 where a row or a column is empty, or is all there is. */
  readonly residuals: Float64Array;
  /** The size from which a residual is marked: the normal quantile at 1 - 0.025 / cells (Bonferroni). */
  readonly bound: number;
  /** The residuals that are beyond the bound where chance would give at least 5 rows; 0 elsewhere. */
  readonly marked: Float64Array;
}

/** Assumes counts of at least 0. In O(rows x cols). */
export function marginsOf({ data, rows: r, cols: c }: Matrix): Margins {
  const rows = new Float64Array(r);
  const columns = new Float64Array(c);
  let total = 0;
  for (let i = 0, at = 0; i < r; i++) {
    for (let j = 0; j < c; j++, at++) {
      rows[i] += data[at];
      columns[j] += data[at];
      total += data[at];
    }
  }
  const residuals = new Float64Array(r * c);
  const marked = new Float64Array(r * c);
  const bound = r * c > 0 ? normalQuantile(0.025 / (r * c)) : 0;
  for (let i = 0, at = 0; i < r; i++) {
    for (let j = 0; j < c; j++, at++) {
      const expected = (rows[i] / total) * columns[j];
      const spread = (1 - rows[i] / total) * (1 - columns[j] / total);
      residuals[at] = expected * spread > 0 ? (data[at] - expected) / Math.sqrt(expected * spread) : 0;
      if (expected >= fewRows && Math.abs(residuals[at]) > bound) marked[at] = residuals[at];
    }
  }
  return { rows, columns, total, residuals, bound, marked };
}

/** What a table of counts says of its two categories. */
type Independence = Pick<Crosstab, "leastExpected" | "chiSquared" | "df" | "p" | "cramersV" | "correctedCramersV">;

/**
 * Pearson's chi-squared test of a table of counts whose rows and columns all have a sum above 0, without a continuity
 * correction, and Cramér's V (1946). Assumes validated input. In O(rows x cols).
 */
function independence({ data, rows, cols }: Matrix, margins: Margins): Independence {
  let chiSquared = 0;
  let leastExpected = Infinity;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const expected = (margins.rows[i] / margins.total) * margins.columns[j];
      const difference = data[at] - expected;
      if (expected < leastExpected) leastExpected = expected;
      chiSquared += (difference * difference) / expected;
    }
  }
  const least = Math.min(rows, cols) - 1;
  if (least === 0) return { leastExpected, chiSquared: 0, df: 0, p: 1, cramersV: NaN, correctedCramersV: NaN };
  const df = (rows - 1) * (cols - 1);
  const cramersV = Math.min(1, Math.sqrt(chiSquared / margins.total / least));
  const correctedCramersV = correctV(correctedSquare(chiSquared, df, margins.total), margins.total, rows, cols);
  return { leastExpected, chiSquared, df, p: chiSquaredSurvival(chiSquared, df), cramersV, correctedCramersV };
}

/** Chi-squared over the rows, less what it is on average where there is no link (Bergsma 2013), at least 0. */
function correctedSquare(chiSquared: number, df: number, n: number): number {
  return Math.max(0, chiSquared / n - df / (n - 1));
}

/** Bergsma's V: the levels are lessened too, so that 1 is reached. */
function correctV(square: number, n: number, rows: number, cols: number): number {
  const least = Math.min(...[rows, cols].map((levels) => levels - 1 - ((levels - 1) * (levels - 1)) / (n - 1)));
  return square > 0 ? Math.min(1, Math.sqrt(square / least)) : 0;
}
