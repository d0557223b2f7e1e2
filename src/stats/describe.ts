import type { Matrix } from "../core/matrix.ts";
import { moments } from "../core/numbers.ts";
import { type Distribution, distribution, quantile } from "../core/quantile.ts";
import { type Levels, readLevels } from "../table/cell.ts";
import type { ColumnType } from "../table/column-type.ts";
import { isoDate } from "../table/date-text.ts";
import { lookAt } from "../table/read-column.ts";
import type { Table } from "../table/table.ts";

/** What {@link describe} says of a column. */
export interface ColumnDescription {
  /** The column's name. */
  readonly column: string;
  /** What it is taken for by default. */
  readonly type: ColumnType;
  /** Why it is not a feature by default, such as that it looks like an identifier; absent where it is one. */
  readonly leftOut?: string;
  /** The cells that are not missing. */
  readonly count: number;
  /** The cells that are missing. */
  readonly missing: number;
  /** The number of distinct values. */
  readonly distinct: number;
  /** Numbers only; the deviation is the population's, the quartiles are of type 7. */
  readonly numbers?: {
    /** The arithmetic mean. */
    readonly mean: number;
    /** The standard deviation (ddof 0). */
    readonly deviation: number;
    /** The least. */
    readonly min: number;
    /** The lower quartile. */
    readonly q1: number;
    /** The middle. */
    readonly median: number;
    /** The upper quartile. */
    readonly q3: number;
    /** The greatest. */
    readonly max: number;
    /** The third standardised moment (0 where the column is constant). */
    readonly skewness: number;
    /** The share of zeros among the cells that are not missing. */
    readonly zeros: number;
  };
  /** Dates only: the first and the last, such as `2024-01-31`. */
  readonly dates?: {
    /** The earliest. */
    readonly first: string;
    /** The latest. */
    readonly last: string;
  };
  /** Categories only: the commonest levels, at most ten, the commonest first. */
  readonly top?: readonly {
    /** The level. */
    readonly level: string;
    /** The rows that have it. */
    readonly count: number;
  }[];
}

/** What {@link describe} gives. */
export interface Description {
  /** The number of rows. */
  readonly rows: number;
  /** One entry a column, in order. */
  readonly columns: readonly ColumnDescription[];
}

const mostLevels = 10;

/**
 * Describes every column of a table: what it holds, how many cells are missing, and where the others lie. Columns are read as
 * {@link prepare} reads them, but what that would refuse (a word among numbers) is taken as it looks. In O(n log n) a column.
 *
 * @throws {@link InputError} on a table without rows, or a cell that is neither a finite number, a text, a boolean, a date nor missing.
 * @group Explore
 * @example
 * ```ts
 * import { describe } from "audience-segmentation";
 *
 * const { columns } = describe({ age: [23, null, 61, 35], plan: ["free", "paid", "paid", "free"] });
 * for (const { column, type, missing, distinct, numbers } of columns) console.log(column, type, missing, distinct, numbers?.median);
 * // age number 1 3 35
 * // plan category 0 2 undefined
 * ```
 */
export function describe(table: Table | Matrix): Description {
  const { frame, columns } = lookAt("describe", table);
  const described = columns.map(({ column, finding: { type }, values, leftOut }): ColumnDescription => {
    const ofCells = (): Known => ofLevels(readLevels("describe", column, values));
    const known = values instanceof Float64Array ? (type === "date" ? ofDates(values) : ofNumbers(values)) : ofCells();
    return { column, type, ...(leftOut === undefined ? {} : { leftOut: leftOut.reason }), missing: frame.rows - known.count, ...known };
  });
  return { rows: frame.rows, columns: described };
}

type Known = Omit<ColumnDescription, "column" | "type" | "leftOut" | "missing">;

function ofDates(days: Float64Array): Known {
  const { sorted } = distribution(days);
  const count = sorted.length;
  if (count === 0) return { count, distinct: 0 };
  return { count, distinct: new Set(sorted).size, dates: { first: isoDate(sorted[0]), last: isoDate(sorted[count - 1]) } };
}


function ofNumbers(numbers: Float64Array): Known {
  const spread = distribution(numbers);
  const { sorted } = spread;
  const count = sorted.length;
  if (count === 0) return { count, distinct: 0 };
  let distinct = 1;
  for (let i = 1; i < count; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return { count, distinct, numbers: figures(spread) };
}

function figures(spread: Distribution): NonNullable<Known["numbers"]> {
  const { sorted } = spread;
  const { mean, deviation, min, max } = moments(sorted, new Float64Array(sorted.length).fill(1));
  let cubes = 0;
  let zeros = 0;
  for (const x of sorted) {
    const z = deviation > 0 ? (x - mean) / deviation : 0;
    cubes += z * z * z;
    if (x === 0) zeros++;
  }
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(spread, share));
  return { mean, deviation, min, q1, median, q3, max, skewness: cubes / sorted.length, zeros: zeros / sorted.length };
}

function ofLevels({ levels, codes }: Levels): Known {
  const counts = new Int32Array(levels.length);
  let count = 0;
  for (const code of codes) {
    if (code < 0) continue;
    counts[code]++;
    count++;
  }
  return { count, distinct: levels.length, top: commonest(counts).map((code) => ({ level: levels[code], count: counts[code] })) };
}

/** The codes of the few largest counts, largest first, ties by code. */
function commonest(counts: Int32Array): number[] {
  const top: number[] = [];
  for (let code = 0; code < counts.length; code++) {
    if (top.length === mostLevels && counts[code] <= counts[top[mostLevels - 1]]) continue;
    const at = top.findIndex((other) => counts[code] > counts[other]);
    top.splice(at < 0 ? top.length : at, 0, code);
    if (top.length > mostLevels) top.pop();
  }
  return top;
}
