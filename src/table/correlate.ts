import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import { correlation, prepare } from "./correlation.ts";
import { toFrame } from "./frame.ts";
import { infer } from "./infer.ts";
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
 * that look like identifiers, and categories of more than 50 levels, are left out; of a matrix nothing is. In O(n c²) for c
 * columns.
 *
 * @throws {@link InputError} on a table without rows or columns to correlate, an unknown option, or a cell that its column cannot hold.
 */
export function correlate(table: Table | Matrix, options: CorrelateOptions = {}): Correlations {
  const where = "correlate";
  checkKeys(where, "the options", options, ["method"]);
  const method = checkOneOf(where, "method", options.method ?? "pearson", ["pearson", "spearman"]);
  const { columns, values } = numericColumns(where, table);
  const c = columns.length;
  if (c === 0) throw new InputError("no-columns", where, "`table` must have a column of numbers or of few categories", "none");
  const prepared = values.map((column) => prepare(column, method === "spearman"));
  const data = new Float64Array(c * c);
  for (let a = 0; a < c; a++) {
    for (let b = a; b < c; b++) data[a * c + b] = data[b * c + a] = correlation(prepared[a], prepared[b]);
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
    if (idLike !== undefined && !isMatrix(table)) continue;
    if (kind === "numeric") {
      columns.push(name);
      values.push(readNumbers(where, name, cells));
      continue;
    }
    const { levels, codes } = readLevels(where, name, cells);
    if (levels.length > mostLevels) continue;
    levels.forEach((level, l) => {
      columns.push(`${name}: ${level}`);
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
