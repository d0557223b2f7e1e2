import type { Matrix } from "../core/matrix.ts";

/** The sums of a table of counts, and how far its cells are from what they alone would give. */
export interface Margins {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly total: number;
  /** The adjusted residual (Haberman 1973); 0 where a row or a column is empty or all there is. */
  readonly residual: (row: number, column: number) => number;
}

/** Assumes counts of at least 0. */
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
  const residual = (i: number, j: number): number => {
    const [ofRow, ofColumn] = [rows[i] / total, columns[j] / total];
    const variance = ofRow * ofColumn * (1 - ofRow) * (1 - ofColumn);
    return variance > 1e-15 ? ((data[i * c + j] / total - ofRow * ofColumn) / Math.sqrt(variance)) * Math.sqrt(total) : 0;
  };
  return { rows, columns, total, residual };
}
