/** Where each run of equal values ends, in ascending values. */
export function tieEnds(sorted: Float64Array): Int32Array {
  const ends = new Int32Array(sorted.length);
  let runs = 0;
  for (let i = 1; i <= sorted.length; i++) if (sorted[i] !== sorted[i - 1]) ends[runs++] = i;
  return ends.slice(0, runs);
}

/** The rank of every one of ascending values, less the mean rank of all; equal values share the mean of their ranks. */
export function centredRanks(ends: Int32Array): Float64Array {
  const n = ends[ends.length - 1];
  const ranks = new Float64Array(n);
  let start = 0;
  for (const end of ends) {
    ranks.fill((start + end - n) / 2, start, end);
    start = end;
  }
  return ranks;
}
