/** The most that any way to pair rows with columns one to one gains, by trying all of them. */
export function mostGained(gains: ArrayLike<number>, rows: number, cols: number, row = 0, taken: readonly number[] = []): number {
  if (row === rows) return 0;
  let most = mostGained(gains, rows, cols, row + 1, taken); // the row goes without
  for (let column = 0; column < cols; column++) {
    if (taken.includes(column)) continue;
    most = Math.max(most, gains[row * cols + column] + mostGained(gains, rows, cols, row + 1, [...taken, column]));
  }
  return most;
}
