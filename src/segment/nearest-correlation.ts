/** A symmetric matrix by its eigenvalues and, row by row, their eigenvectors. */
interface Eigen {
  readonly values: Float64Array;
  /** p x p: the eigenvector of value `e` stands in row `e`. */
  readonly vectors: Float64Array;
}

const mostSweeps = 30;
const settled = 1e-12; // of the largest entry

/** The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (1846) in a fixed order. In O(p³) a sweep. */
export function eigenOf(matrix: Float64Array, p: number): Eigen {
  const a = matrix.slice();
  const vectors = new Float64Array(p * p);
  for (let i = 0; i < p; i++) vectors[i * p + i] = 1;
  const bound = settled * a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  for (let sweep = 0, isSettled = false; sweep < mostSweeps && !isSettled; sweep++) {
    isSettled = true;
    for (let i = 0; i < p; i++) {
      for (let j = i + 1; j < p; j++) {
        if (!(Math.abs(a[i * p + j]) > bound)) continue;
        isSettled = false;
        rotate(a, vectors, p, i, j);
      }
    }
  }
  return { values: Float64Array.from({ length: p }, (_, i) => a[i * p + i]), vectors };
}

/** Turns two axes so that the entry between them becomes 0. */
function rotate(
  a: Float64Array, // out
  vectors: Float64Array, // out
  p: number,
  i: number,
  j: number,
): void {
  const theta = (a[j * p + j] - a[i * p + i]) / (2 * a[i * p + j]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < p; k++) {
    const x = a[k * p + i];
    const y = a[k * p + j];
    a[k * p + i] = c * x - s * y;
    a[k * p + j] = s * x + c * y;
  }
  for (let k = 0; k < p; k++) {
    const x = a[i * p + k];
    const y = a[j * p + k];
    a[i * p + k] = c * x - s * y;
    a[j * p + k] = s * x + c * y;
    const u = vectors[i * p + k];
    const v = vectors[j * p + k];
    vectors[i * p + k] = c * u - s * v;
    vectors[j * p + k] = s * u + c * v;
  }
}

const mostWork = 1e7; // of projections: p³ each
const mostProjections = 50;
const near = 1e-6; // of an entry: projections that change less have come to their end

/**
 * A factor F (p x p, row by row) of the correlation matrix F Fᵀ nearest to a symmetric matrix of unit diagonal: Higham's alternating
 * projections (2002), with Dykstra's correction, onto the matrices without negative eigenvalues and onto those of unit diagonal; where
 * p is large they end early. The rows of F have norm 1, so that what is drawn by it has variance 1. The matrix itself is factored where
 * it is a correlation matrix already.
 */
export function correlationFactor(matrix: Float64Array, p: number): Float64Array {
  const projections = Math.max(1, Math.min(mostProjections, Math.floor(mostWork / (p * p * p))));
  let target = matrix;
  let correction = new Float64Array(p * p);
  let eigen = eigenOf(target, p);
  for (let round = 1; round < projections && eigen.values.some((value) => value < 0); round++) {
    const shifted = target.map((x, at) => x - correction[at]);
    const positive = composed(eigenOf(shifted, p), p);
    correction = positive.map((x, at) => x - shifted[at]);
    const next = positive.map((x, at) => (at % (p + 1) === 0 ? 1 : x));
    const change = next.reduce((most, x, at) => Math.max(most, Math.abs(x - target[at])), 0);
    target = next;
    eigen = eigenOf(target, p);
    if (change < near) break;
  }
  return factorOf(eigen, p);
}

/** The matrix of such eigenvalues and eigenvectors, negative values cut off. */
function composed({ values, vectors }: Eigen, p: number): Float64Array {
  const found = new Float64Array(p * p);
  for (let e = 0; e < p; e++) {
    if (!(values[e] > 0)) continue;
    for (let i = 0; i < p; i++) {
      const scaled = values[e] * vectors[e * p + i];
      for (let j = 0; j < p; j++) found[i * p + j] += scaled * vectors[e * p + j];
    }
  }
  return found;
}

function factorOf({ values, vectors }: Eigen, p: number): Float64Array {
  const factor = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    let square = 0;
    for (let e = 0; e < p; e++) {
      const entry = values[e] > 0 ? Math.sqrt(values[e]) * vectors[e * p + i] : 0;
      factor[i * p + e] = entry;
      square += entry * entry;
    }
    if (square === 0) factor[i * p + i] = square = 1; // a column that goes with nothing
    const norm = Math.sqrt(square);
    for (let e = 0; e < p; e++) factor[i * p + e] /= norm;
  }
  return factor;
}
