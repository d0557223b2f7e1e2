/** Where the pair (i, j), `i < j < n`, stands in a condensed vector: the upper triangle row by row, as in SciPy. */
export function condensedIndex(n: number, i: number, j: number): number {
  return n * i - (i * (i + 1)) / 2 + (j - i - 1);
}

/** The length of a condensed vector of `n` rows. */
export function condensedLength(n: number): number {
  return (n * (n - 1)) / 2;
}

/** The number of rows of a condensed vector of this length, or undefined where no number has such a triangle. */
export function condensedRows(length: number): number | undefined {
  const n = Math.round((1 + Math.sqrt(1 + 8 * length)) / 2);
  return condensedLength(n) === length ? n : undefined;
}
