import type { Matrix } from "../core/matrix.ts";

/**
 * The rows without the offset of columns whose numbers are all within a factor of two of each other, such as times since 1970:
 * there the subtraction is exact (Sterbenz 1974), and centroids no longer lose digits to the offset. The matrix itself where no
 * column is so.
 */
export function withoutOffset(x: Matrix): Matrix {
  const { rows, cols } = x;
  let data = x.data;
  for (let j = 0; j < cols; j++) {
    let min = Infinity;
    let max = -Infinity;
    for (let at = j; at < data.length; at += cols) {
      if (data[at] < min) min = data[at];
      if (data[at] > max) max = data[at];
    }
    const offset = min > 0 && max <= 2 * min ? min : max < 0 && min >= 2 * max ? max : 0;
    if (offset === 0) continue;
    if (data === x.data) data = data.slice(); // the caller's numbers stay
    for (let at = j; at < data.length; at += cols) data[at] -= offset;
  }
  return { data, rows, cols };
}
