/** The squared Euclidean distance of the `d` numbers of `a` from offset `i` and those of `b` from offset `j`. */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (const end = i + d; i < end; i++, j++) {
    const difference = a[i] - b[j];
    sum += difference * difference;
  }
  return sum;
}

/** The Manhattan distance; arguments as in {@link squaredDistance}. */
export function manhattanDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (const end = i + d; i < end; i++, j++) sum += Math.abs(a[i] - b[j]);
  return sum;
}

/** One less the cosine of the angle; arguments as in {@link squaredDistance}. Neither vector may be all zeros. */
export function cosineDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (const end = i + d; i < end; i++, j++) {
    product += a[i] * b[j];
    squareA += a[i] * a[i];
    squareB += b[j] * b[j];
  }
  const cosine = product / (Math.sqrt(squareA) * Math.sqrt(squareB));
  return 1 - Math.min(1, Math.max(-1, cosine));
}
