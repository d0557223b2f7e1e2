import type { Matrix } from "../core/matrix.ts";
import { squaredDistance } from "../distance/metrics.ts";

/**
 * The number of distinct rows, or `most` if there are at least so many. In O(n · most · d).
 *
 * Rows whose squared distance is too small for a double count as equal: k-means could not tell them apart.
 */
export function countDistinct({ data, rows, cols }: Matrix, most: number): number {
  const found: number[] = [];
  for (let row = 0; row < rows * cols && found.length < most; row += cols) {
    if (found.every((other) => squaredDistance(data, row, data, other, cols) > 0)) found.push(row);
  }
  return found.length;
}
