// Coordinates are written with two decimals at most: the difference is not to be seen, and the file is half as large.

/** A coordinate as it is written. */
export function round(x: number): string {
  return String(Math.round(100 * x) / 100 + 0);
}

/** A coordinate of one of many points: one decimal. */
export function roundPoint(x: number): string {
  return String(Math.round(10 * x) / 10 + 0);
}
