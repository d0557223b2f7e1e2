import { sumOf } from "../core/numbers.ts";
import type { Rows } from "../spatial/rows.ts";

/** The directions in which rows differ most (Pearson 1901, Hotelling 1933), the widest first. */
export interface Principal {
  /** The variance of all columns together. */
  readonly total: number;
  /** One a direction: its share of that variance; 0 where rows do not differ that way. */
  readonly shares: readonly number[];
  /** One a direction: the place of each row, in the caller's order; 0 is the mean. */
  readonly scores: readonly Float64Array[];
  /** One a direction: the correlation of every column with those places; 0 for a column without variance. */
  readonly correlations: readonly Float64Array[];
}

/**
 * The first `count` principal components of rows, by the covariance of their columns, each row as often as its weight. A direction
 * points to where the column with the greatest part in it grows; of equal parts, the first column. In O(n p² + g q²) for p numbers, q
 * categories and g combinations of their levels, and at most a few thousand times d² for d columns.
 */
export function principalComponents(rows: Rows, count: number): Principal {
  const { mean, covariance } = covarianceOf(rows);
  const d = mean.length;
  const variances = Float64Array.from({ length: d }, (_, j) => covariance[j * d + j]);
  const total = sumOf(variances);
  const shares = covariance.map((part) => (total > 0 ? part / total : 0)); // whose squares are far from the ends of what a number can be
  const found = leadingOf(shares, d, count).map(({ value, axis }) => ({ value: value > noise ? value * total : 0, axis: turned(axis) }));
  while (found.length < count) found.push({ value: 0, axis: new Float64Array(d) });
  return {
    total,
    shares: found.map(({ value }) => (total > 0 ? Math.min(1, value / total) : 0)),
    scores: found.map(({ value, axis }) => (value > 0 ? scoresOf(rows, mean, axis) : new Float64Array(rows.count))),
    correlations: found.map(({ value, axis }) => {
      return axis.map((part, j) => (variances[j] > 0 && value > 0 ? Math.max(-1, Math.min(1, part * Math.sqrt(value / variances[j]))) : 0));
    }),
  };
}

const noise = 1e-12; // of the whole variance: what rounding leaves of none

interface Covariance {
  readonly mean: Float64Array;
  /** Row after row. */
  readonly covariance: Float64Array;
}

/** Means and covariances of the columns. What dummies have to do with each other is counted once a combination of levels. */
function covarianceOf({ count, columns, numbers, weights, combinationOf, slots }: Rows): Covariance {
  const { count: d, numbers: own, first, dummies, low, high } = columns;
  const p = own.length, q = first.length - 1;
  const weight = sumOf(weights);
  const mean = new Float64Array(d);
  const shares = new Float64Array(dummies.length); // of the weight in each slot
  for (let i = 0, at = 0; i < count; i++) {
    for (let j = 0; j < p; j++, at++) mean[own[j]] += (weights[i] * numbers[at]) / weight;
    for (let f = 0, to = combinationOf[i] * q; f < q; f++, to++) shares[slots[to]] += weights[i] / weight;
  }

  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(p);
  const held = new Float64Array(slots.length === 0 ? 0 : slots.length / q); // the share of each combination
  const onSlot = new Float64Array(dummies.length * p); // sums of centred numbers in each slot
  for (let i = 0, at = 0; i < count; i++) {
    const share = weights[i] / weight;
    for (let j = 0; j < p; j++, at++) centred[j] = numbers[at] - mean[own[j]];
    for (let a = 0; a < p; a++) for (let b = 0; b <= a; b++) covariance[own[a] * d + own[b]] += share * centred[a] * centred[b];
    if (q > 0) held[combinationOf[i]] += share;
    for (let f = 0, to = combinationOf[i] * q; f < q; f++, to++) {
      for (let j = 0; j < p; j++) onSlot[slots[to] * p + j] += share * centred[j];
    }
  }
  const together = new Float64Array(dummies.length * dummies.length); // the share of rows in each two slots
  for (let g = 0, from = 0; g < held.length; g++, from += q) {
    for (let a = from; a < from + q; a++) for (let b = from; b < from + q; b++) together[slots[a] * dummies.length + slots[b]] += held[g];
  }
  for (let a = 0; a < dummies.length; a++) {
    if (dummies[a] < 0) continue;
    const step = high[a] - low[a];
    mean[dummies[a]] = low[a] + step * shares[a];
    for (let j = 0; j < p; j++) covariance[dummies[a] * d + own[j]] = covariance[own[j] * d + dummies[a]] = step * onSlot[a * p + j];
    for (let b = 0; b < dummies.length; b++) {
      if (dummies[b] < 0) continue;
      const product = together[a * dummies.length + b] - shares[a] * shares[b];
      covariance[dummies[a] * d + dummies[b]] = step * (high[b] - low[b]) * product;
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) covariance[own[b] * d + own[a]] = covariance[own[a] * d + own[b]];
  return { mean, covariance };
}

/** The place of every row along an axis, in the caller's order. */
function scoresOf({ count, columns, numbers, combinationOf, slots, ids }: Rows, mean: Float64Array, axis: Float64Array): Float64Array {
  const { numbers: own, first, dummies, low, high } = columns;
  const p = own.length, q = first.length - 1;
  let base = 0; // of a row of no level whose numbers are 0
  for (let j = 0; j < axis.length; j++) base -= axis[j] * mean[j];
  for (let s = 0; s < dummies.length; s++) if (dummies[s] >= 0) base += axis[dummies[s]] * low[s];
  const scores = new Float64Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let score = base;
    for (let j = 0; j < p; j++, at++) score += axis[own[j]] * numbers[at];
    for (let f = 0, from = combinationOf[i] * q; f < q; f++, from++) {
      const slot = slots[from];
      if (dummies[slot] >= 0) score += axis[dummies[slot]] * (high[slot] - low[slot]);
    }
    scores[ids[i]] = score;
  }
  return scores;
}

/** The axis, or its opposite, so that the part of greatest size is positive. */
function turned(axis: Float64Array): Float64Array {
  let at = 0;
  for (let j = 1; j < axis.length; j++) if (Math.abs(axis[j]) > Math.abs(axis[at]) * (1 + 1e-9)) at = j;
  return axis[at] < 0 ? axis.map((part) => -part) : axis;
}

/** An eigenvalue and its vector, of length 1. */
interface Eigen {
  readonly value: number;
  readonly axis: Float64Array;
}

const guard = 16; // vectors that are iterated, so that the first few settle soon
const mostSteps = 400;
const settled = 1e-10;

/**
 * The greatest eigenvalues of a symmetric matrix: orthogonal iteration with a Rayleigh-Ritz step (Golub and Van Loan, 8.2.4), which is
 * exact at once where the matrix has no more rows than there are vectors.
 */
function leadingOf(matrix: Float64Array, d: number, count: number): Eigen[] {
  const m = Math.min(d, Math.max(guard, 4 * count));
  let basis = orthonormal(Array.from({ length: m }, (_, c) => {
    return Float64Array.from({ length: d }, (_, j) => (j % m === c ? 1 + ((j * 7919) % 1013) / 1013 : 0));
  }));
  for (let step = 0; ; step++) {
    const images = basis.map((vector) => product(matrix, vector));
    const small = new Float64Array(m * m);
    for (let a = 0; a < m; a++) for (let b = 0; b <= a; b++) small[a * m + b] = small[b * m + a] = dot(basis[a], images[b]);
    const { values, vectors } = jacobi(small, m);
    const axes = vectors.slice(0, count).map((weights) => combined(basis, weights));
    const isSettled = m === d || step === mostSteps || axes.every((axis, c) => {
      const image = combined(images, vectors[c]);
      const rest = image.map((part, j) => part - values[c] * axis[j]);
      return dot(rest, rest) <= (settled * values[0]) * (settled * values[0]);
    });
    if (isSettled) return axes.map((axis, c) => ({ value: Math.max(0, values[c]), axis }));
    basis = orthonormal(vectors.map((weights) => combined(images, weights)));
  }
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length;
  const image = new Float64Array(d);
  for (let a = 0, at = 0; a < d; a++) for (let b = 0; b < d; b++, at++) image[a] += matrix[at] * vector[b];
  return image;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function combined(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((vector, c) => {
    for (let j = 0; j < sum.length; j++) sum[j] += weights[c] * vector[j];
  });
  return sum;
}

/** Vectors at right angles and of length 1 (Gram-Schmidt, twice); one that depends on those before it becomes a column of the identity. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const given of vectors) {
    let own = straight(given, done);
    for (let j = 0; own === undefined && j < given.length; j++) {
      own = straight(Float64Array.from({ length: given.length }, (_, at) => Number(at === j)), done);
    }
    if (own !== undefined) done.push(own);
  }
  return done;
}

/** A vector less what it shares with others, of length 1; undefined where nothing is left. */
function straight(given: Float64Array, others: readonly Float64Array[]): Float64Array | undefined {
  const length = Math.sqrt(dot(given, given));
  if (!(length > 0)) return undefined;
  const own = given.map((part) => part / length);
  for (let pass = 0; pass < 2; pass++) {
    for (const other of others) {
      const shared = dot(own, other);
      for (let j = 0; j < own.length; j++) own[j] -= shared * other[j];
    }
  }
  const left = Math.sqrt(dot(own, own));
  return left > 1e-8 ? own.map((part) => part / left) : undefined;
}

const mostSweeps = 60;

/** All eigenvalues of a small symmetric matrix, which is overwritten, from the greatest, and their vectors (Jacobi 1846, in rows). */
function jacobi(matrix: Float64Array, n: number): { values: number[]; vectors: Float64Array[] } {
  const vectors = Array.from({ length: n }, (_, a) => Float64Array.from({ length: n }, (_, b) => Number(a === b)));
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0, all = 0;
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) {
      const square = matrix[a * n + b] * matrix[a * n + b];
      all += square;
      if (a !== b) off += square;
    }
    if (off <= 1e-30 * all) break;
    for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) if (matrix[a * n + b] !== 0) rotate(matrix, vectors, n, a, b);
  }
  const order = vectors.map((_, at) => at).sort((a, b) => matrix[b * n + b] - matrix[a * n + a] || a - b);
  return { values: order.map((at) => matrix[at * n + at]), vectors: order.map((at) => vectors[at]) };
}

/** Turns two coordinates so that the entry of both becomes 0. */
function rotate(matrix: Float64Array /* out */, vectors: Float64Array[] /* out */, n: number, a: number, b: number): void {
  const theta = (matrix[b * n + b] - matrix[a * n + a]) / (2 * matrix[a * n + b]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  for (let j = 0; j < n; j++) {
    const x = matrix[j * n + a], y = matrix[j * n + b];
    matrix[j * n + a] = cosine * x - sine * y;
    matrix[j * n + b] = sine * x + cosine * y;
  }
  for (let j = 0; j < n; j++) {
    const x = matrix[a * n + j], y = matrix[b * n + j];
    matrix[a * n + j] = cosine * x - sine * y;
    matrix[b * n + j] = sine * x + cosine * y;
    const u = vectors[a][j], v = vectors[b][j];
    vectors[a][j] = cosine * u - sine * v;
    vectors[b][j] = sine * u + cosine * v;
  }
}
