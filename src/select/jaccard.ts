/**
 * The Jaccard overlap of every cluster of `a` with every one of `b`: rows in both over rows in either, between 0 and 1, and 0
 * where there is none in either. Row-major, `p` times `q`. A row that has the label -1 in one of them is left out.
 *
 * Assumes labels below `p` and `q`.
 */
export function jaccardOf(a: Int32Array, p: number, b: Int32Array, q: number): Float64Array {
  const both = new Float64Array(p * q);
  const inA = new Float64Array(p);
  const inB = new Float64Array(q);
  for (let i = 0; i < a.length; i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    both[a[i] * q + b[i]]++;
    inA[a[i]]++;
    inB[b[i]]++;
  }
  return both.map((rows, at) => (rows === 0 ? 0 : rows / (inA[Math.floor(at / q)] + inB[at % q] - rows)));
}
