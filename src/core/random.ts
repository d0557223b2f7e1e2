/** Draws a number in [0, 1), 53 bits of it random. */
export type Random = () => number;

/**
 * What a stream of random numbers is for: each purpose draws from a stream of its own, so that one never shifts another. The numbers
 * must never change, since every result with a seed comes from them; a new purpose takes a new one.
 */
export const Purpose = {
  /** k-means' random and k-means++ starts, a restart each. */
  seeding: 1,
  /** The swaps that k-means tries, a restart each. */
  swaps: 2,
  /** The rows that the search for structure looks at. */
  sample: 3,
  /** The null tables of the gap statistic, a table each. */
  gap: 4,
  /** The centroid that the elbow adds for each further k. */
  nesting: 5,
  /** The rows to which mixtures are fitted when k is chosen. */
  mixture: 6,
  /** The resamples by which stability chooses k, a resample each. */
  stableK: 7,
  /** The resamples by which `granularity` says what is found again, a resample each. */
  granularity: 8,
  /** The resamples of `stability`, a resample each. */
  resample: 10,
  /** The rows of which a report takes the silhouettes. */
  sampleRows: 20,
  /** The folds by which `explain` prunes its tree. */
  ruleFolds: 40,
  /** The resamples by which `transitions` finds what re-fitting alone moves, a resample each. */
  moves: 61,
  /** The swaps of before and after by which `transitions` finds how far moves are in balance, a round each. */
  swapsOfMoves: 62,
  /** The rows that are kept of a stream to choose k by, and to describe segments. */
  rowsOfStream: 80,
  /** The bootstrap of `influence`. */
  bootstrap: 101,
} as const;

/**
 * A stream of random numbers: Doty-Humphrey's sfc32, its state filled by splitmix32 from a hash of seed, purpose and restart.
 *
 * Integer arithmetic only, so that every engine draws the same bits.
 */
export function createRandom(seed: number, purpose: number, restart = 0): Random {
  let state = mix(mix(mix(seed | 0) ^ purpose) ^ restart);
  const next = (): number => mix((state = (state + 0x9e3779b9) | 0));
  const draw = sfc32(next(), next(), next());
  return () => ((draw() >>> 5) * 67108864 + (draw() >>> 6)) / 9007199254740992;
}

/** Integers of 32 bits by sfc32, as PractRand's reference starts it: counter 1, the first twelve draws thrown away. */
export function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) draw(); // a poor seed has mixed by then
  return draw;
}

/** The finaliser of splitmix32. */
function mix(z: number): number {
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** So many of `n` rows, ascending, each such set being equally likely (Knuth's algorithm S). */
export function drawSome(n: number, size: number, random: Random): Int32Array {
  const drawn = new Int32Array(size);
  for (let row = 0, left = size; left > 0; row++) {
    if (random() * (n - row) >= left) continue;
    drawn[size - left--] = row;
  }
  return drawn;
}
