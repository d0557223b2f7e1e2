// Principal components by definition: the covariance of all columns, and its eigenvalues by turning away the largest entry beside the
// diagonal, again and again (Jacobi 1846).

/** The covariance of the columns of a matrix whose rows have weights, one row after the other. */
export function naiveCovariance(rows: readonly (readonly number[])[], weights: readonly number[]): number[][] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (of: (row: readonly number[]) => number): number => rows.reduce((sum, row, i) => sum + weights[i] * of(row), 0) / total;
  const means = rows[0].map((_, j) => meanOf((row) => row[j]));
  return means.map((a, i) => means.map((b, j) => meanOf((row) => (row[i] - a) * (row[j] - b))));
}

/** All eigenvalues of a symmetric matrix, from the greatest. */
export function naiveEigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  for (let step = 0; step < 50 * n * n; step++) {
    let [p, q] = [0, 0];
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (p === q || Math.abs(a[i][j]) > Math.abs(a[p][q])) [p, q] = [i, j];
    if (p === q || a[p][q] === 0) break;
    const angle = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let k = 0; k < n; k++) [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
    for (let k = 0; k < n; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
  }
  return a.map((row, i) => row[i]).sort((x, y) => y - x);
}
