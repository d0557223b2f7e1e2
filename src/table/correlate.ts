import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { moments } from "../core/moments.ts";
import { toFrame } from "./frame.ts";
import { infer } from "./infer.ts";
import { ranks } from "./ranks.ts";
import { readLevels, readNumbers } from "./read-column.ts";
import type { Table } from "./types.ts";

/** Options for {@link correlate}. */
export interface CorrelateOptions {
  /**
   * `"pearson"`: of the values. `"spearman"`: of their ranks, equal values sharing the mean rank.
   * @defaultValue "pearson"
   */
  readonly method?: "pearson" | "spearman" | undefined;
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
 * The correlation of every two columns over the rows where neither is missing. Categories count as one dummy a level; columns
 * that look like identifiers, and categories of more than 50 levels, are left out. In O(n c²) for c columns.
 *
 * @throws {@link InputError} on a table without rows or columns to correlate, an unknown option, or a cell that its column cannot hold.
 */
export function correlate(table: Table | Matrix, options: CorrelateOptions = {}): Correlations {
  const where = "correlate";
  checkKeys(where, "the options", options, ["method"]);
  const method = checkOneOf(where, "method", options.method ?? "pearson", ["pearson", "spearman"]);
  const { columns, values } = numericColumns(where, table);
  const c = columns.length;
  if (c === 0) throw new InputError("no-columns", where, "`table` must have a column of numbers or of few categories. Got none.");
  const data = new Float64Array(c * c);
  for (let a = 0; a < c; a++) {
    for (let b = a; b < c; b++) data[a * c + b] = data[b * c + a] = correlation(values[a], values[b], method === "spearman", a === b);
  }
  return { columns, matrix: { data, rows: c, cols: c } };
}

function numericColumns(where: string, table: Table | Matrix): { columns: string[]; values: Float64Array[] } {
  const frame = toFrame(where, table);
  const columns: string[] = [];
  const values: Float64Array[] = [];
  for (const name of frame.names) {
    const cells = frame.valuesOf(name);
    const { kind, idLike } = infer(where, name, cells);
    if (idLike !== undefined) continue;
    if (kind === "numeric") {
      columns.push(name);
      values.push(readNumbers(where, name, cells));
      continue;
    }
    const { levels, codes } = readLevels(where, name, cells);
    if (levels.length > mostLevels) continue;
    levels.forEach((level, l) => {
      columns.push(`${name}: ${level}`);
      values.push(Float64Array.from(codes, (code) => (code < 0 ? NaN : Number(code === l))));
    });
  }
  return { columns, values };
}

function correlation(a: Float64Array, b: Float64Array, isRanked: boolean, isSame: boolean): number {
  const isCommon = (_: number, i: number): boolean => !Number.isNaN(a[i]) && !Number.isNaN(b[i]);
  const [x, y] = [a.filter(isCommon), b.filter(isCommon)].map((values) => (isRanked ? ranks(values) : values));
  const ones = new Float64Array(x.length).fill(1);
  const [p, q] = [moments(x, ones), moments(y, ones)];
  if (x.length < 2 || p.min === p.max || q.min === q.max) return NaN;
  if (isSame) return 1;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += ((x[i] - p.mean) / p.deviation) * ((y[i] - q.mean) / q.deviation);
  return Math.min(1, Math.max(-1, sum / x.length));
}
