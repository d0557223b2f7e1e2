/** Draws a number in [0, 1), 53 bits of it random. */
export type Random = () => number;

/** What a stream of random numbers is for: each purpose draws from a stream of its own, so that one never shifts another. */
export const Purpose = { seeding: 1, swaps: 2, sample: 3, gap: 4, nesting: 5 } as const;

/** A purpose like those, apart from them so that a bundle without `stability` does not carry it. */
export const resamplePurpose = 10;

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
