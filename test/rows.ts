// Helpers over the rows of a matrix.
import { matrix, type Matrix } from "../src/core/matrix.ts";

/** The rows as arrays. */
export function rowsOf({ data, rows, cols }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
}

/** Each row as often as its weight says, side by side. */
export function repeatRows(x: Matrix, weights: readonly number[]): Matrix {
  return matrix(rowsOf(x).flatMap((row, i) => Array.from({ length: weights[i] }, () => row)));
}

/** The rows in another order: row i of the result is row order[i]. */
export function permuteRows(x: Matrix, order: readonly number[]): Matrix {
  const rows = rowsOf(x);
  return matrix(order.map((from) => rows[from]));
}

/** The number of distinct rows. */
export function countDistinctRows(x: Matrix): number {
  return new Set(rowsOf(x).map((row) => row.map((entry) => entry + 0).join())).size; // -0 + 0 is 0
}

/** The Euclidean distance. */
export function distanceOf(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((entry, j) => entry - b[j]));
}

/** The weighted mean of the rows listed. */
export function meanOf(rows: readonly (readonly number[])[], weights: readonly number[], members: readonly number[]): number[] {
  const weight = members.reduce((sum, i) => sum + weights[i], 0);
  return rows[0].map((_, j) => members.reduce((sum, i) => sum + weights[i] * rows[i][j], 0) / weight);
}

/** The rows of each label. */
export function membersOf(labels: ArrayLike<number>): number[][] {
  const members = new Map<number, number[]>();
  Array.from(labels).forEach((label, i) => members.set(label, [...(members.get(label) ?? []), i]));
  return [...members.values()];
}
