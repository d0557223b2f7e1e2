import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { moments } from "../core/numbers.ts";
import { ranks } from "../core/quantile.ts";
import { readLevels, readNumbers } from "../table/cell.ts";
import type { EncodedType } from "../table/column-type.ts";
import { lookAt } from "../table/read-column.ts";
import type { Table } from "../table/table.ts";

/** Options for {@link correlate}. */
export interface CorrelateOptions {
  /**
   * `"pearson"`: of the values. `"spearman"`: of their ranks, equal values sharing the mean rank.
   * @defaultValue "pearson"
   */
  readonly method?: "pearson" | "spearman" | undefined;
  /**
   * What columns are, where they should not be taken as they look: `{ region: "number" }` for codes whose order means something.
   * One that is named is there, whatever it looks like.
   */
  readonly columns?: Readonly<Record<string, "number" | "category">> | undefined;
}

/** What {@link correlate} gives. */
export interface Correlations {
  /** The numeric columns, and `column: level` for every level of a category of at most 50. */
  readonly columns: string[];
  /** Symmetric, 1 on the diagonal; NaN for a pair with a constant, or with fewer than two rows in common. */
  readonly matrix: Matrix;
}

const mostLevels = 50;

/**
 * The correlation of every two columns over the rows where neither is missing. Columns are read as
 * {@link describe} reads them. Categories count as one dummy a level, dates as days; columns that name rows or persons, and
 * categories of more than 50 levels, are left out; of a matrix nothing is. In O(n c²) for c
 * columns.
 *
 * @throws {@link InputError} on a table without rows or columns to correlate, an unknown option, or a cell that its column cannot hold.
 * @group Explore
 * @example
 * ```ts
 * import { correlate } from "audience-segmentation";
 *
 * const { columns, matrix } = correlate({ spend: [10, 40, 20, 80], visits: [1, 5, 2, 9], age: [60, 30, 45, 33] });
 * console.log(columns.join(", "));
 * console.log(Array.from(matrix.data, (r) => r.toFixed(2)).join(" ")); // row after row
 * // spend, visits, age
 * // 1.00 1.00 -0.76 1.00 1.00 -0.80 -0.76 -0.80 1.00
 * ```
 */
export function correlate(table: Table | Matrix, options: CorrelateOptions = {}): Correlations {
  const where = "correlate";
  checkKeys(where, "the options", options, ["method", "columns"]);
  const { method = "pearson", columns: specs = {} } = options;
  checkOneOf(where, "method", method, ["pearson", "spearman"]);
  const { columns, values } = numericColumns(where, table, specs);
  const c = columns.length;
  if (c === 0) throw new InputError("no-columns", where, "`table` must have a column of numbers or of few categories", "none");
  const prepared = values.map((column) => scoreColumn(column, method === "spearman"));
  const data = new Float64Array(c * c);
  for (let a = 0; a < c; a++) {
    for (let b = a; b < c; b++) data[a * c + b] = data[b * c + a] = correlation(prepared[a], prepared[b]);
  }
  return { columns, matrix: { data, rows: c, cols: c } };
}

const unwanted: readonly string[] = ["id", "person", "text"];

function numericColumns(
  where: string,
  table: Table | Matrix,
  types: Readonly<Record<string, EncodedType>>,
): { columns: string[]; values: Float64Array[] } {
  const columns: string[] = [];
  const values: Float64Array[] = [];
  for (const { column, values: cells, leftOut } of lookAt(where, table, types).columns) {
    if (leftOut !== undefined && unwanted.includes(leftOut.why)) continue;
    if (cells instanceof Float64Array) {
      columns.push(column);
      values.push(readNumbers(where, column, cells));
      continue;
    }
    const { levels, codes } = readLevels(where, column, cells);
    if (levels.length > mostLevels) continue;
    levels.forEach((level, l) => {
      columns.push(`${column}: ${level}`);
      values.push(dummyOf(codes, l));
    });
  }
  return { columns, values };
}

/** 1 for a row of the level, 0 for one of another, NaN for a missing one. */
function dummyOf(codes: Int32Array, level: number): Float64Array {
  const dummy = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) dummy[i] = codes[i] < 0 ? NaN : Number(codes[i] === level);
  return dummy;
}

/** A column to be correlated. */
interface ScoredColumn {
  /** NaN for a missing cell. */
  readonly values: Float64Array;
  readonly isRanked: boolean;
  /** Where no cell is missing: values, or ranks, of mean 0 and variance 1, which serve every pair; undefined for a constant. */
  readonly complete?: { readonly scores: Float64Array | undefined };
}

/** Ranks and standardises a column once where that is the same for every pair. */
function scoreColumn(values: Float64Array, isRanked: boolean): ScoredColumn {
  if (values.includes(NaN)) return { values, isRanked };
  return { values, isRanked, complete: { scores: scoresOf(values, isRanked) } };
}

/** The correlation over the rows where neither is missing; NaN where one is constant there, or there are fewer than two. */
function correlation(a: ScoredColumn, b: ScoredColumn): number {
  const [x, y] = a.complete !== undefined && b.complete !== undefined ? [a.complete.scores, b.complete.scores] : commonScores(a, b);
  if (x === undefined || y === undefined) return NaN;
  if (a === b) return 1;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return Math.min(1, Math.max(-1, sum / x.length));
}

function commonScores(a: ScoredColumn, b: ScoredColumn): (Float64Array | undefined)[] {
  const x = new Float64Array(a.values.length);
  const y = new Float64Array(a.values.length);
  let count = 0;
  for (let i = 0; i < a.values.length; i++) {
    if (Number.isNaN(a.values[i]) || Number.isNaN(b.values[i])) continue;
    x[count] = a.values[i];
    y[count++] = b.values[i];
  }
  return [x, y].map((values) => scoresOf(values.subarray(0, count), a.isRanked));
}

/** Values, or their ranks, less their mean, over their deviation; undefined for a constant, and for fewer than two. */
function scoresOf(values: Float64Array, isRanked: boolean): Float64Array | undefined {
  const scores = isRanked ? ranks(values) : values.slice();
  const { mean, deviation } = moments(scores, new Float64Array(scores.length).fill(1));
  if (!(deviation > 0)) return undefined;
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] - mean) / deviation;
  return scores;
}
