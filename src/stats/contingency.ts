import { chiSquaredSurvival } from "./survival.ts";

/** What a table of counts says of its two categories. */
export interface Contingency {
  /** Haberman's adjusted standardised residuals, row-major. */
  readonly residuals: Float64Array;
  /** The least of the counts that independence would let expect. */
  readonly leastExpected: number;
  readonly chiSquared: number;
  readonly df: number;
  readonly p: number;
  readonly cramersV: number;
}

/**
 * Pearson's chi-squared test of a table of counts whose rows and columns all have a sum above 0, without a continuity
 * correction; the residuals of Haberman (1973), Cramér's V (1946). Assumes validated input. In O(rows x cols).
 */
export function contingency(counts: Float64Array, rows: number, cols: number): Contingency {
  const rowSums = new Float64Array(rows);
  const colSums = new Float64Array(cols);
  let total = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      rowSums[i] += counts[at];
      colSums[j] += counts[at];
      total += counts[at];
    }
  }
  const residuals = new Float64Array(rows * cols);
  let chiSquared = 0;
  let leastExpected = Infinity;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const expected = (rowSums[i] / total) * colSums[j];
      const difference = counts[at] - expected;
      const spread = (1 - rowSums[i] / total) * (1 - colSums[j] / total);
      residuals[at] = spread > 0 ? difference / Math.sqrt(expected * spread) : 0;
      if (expected < leastExpected) leastExpected = expected;
      chiSquared += (difference * difference) / expected;
    }
  }
  const least = Math.min(rows, cols) - 1;
  if (least === 0) return { residuals, leastExpected, chiSquared: 0, df: 0, p: 1, cramersV: NaN };
  const df = (rows - 1) * (cols - 1);
  const cramersV = Math.min(1, Math.sqrt(chiSquared / total / least));
  return { residuals, leastExpected, chiSquared, df, p: chiSquaredSurvival(chiSquared, df), cramersV };
}
