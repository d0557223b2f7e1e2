import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom, type Random } from "../../src/core/random.ts";
import { standardize } from "../../src/core/standardize.ts";

/** Nearly normal. */
const normal = (random: Random): number => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);

/** One of so many, the first of them the commonest. */
const level = (random: Random, levels: number): number => Math.floor(levels * random() * random());

const kinds: Readonly<Record<string, (random: Random) => readonly number[]>> = {
  /** Two heavy-tailed numbers and two categories, one-hot. */
  customers: (random) => {
    const [region, channel] = [level(random, 3), level(random, 8)];
    const heavy = (): number => 1 / (0.02 + random() * random());
    return [heavy() + 5 * channel, heavy(), ...Array.from({ length: 3 }, (_, k) => Number(k === region)), ...Array.from({ length: 8 }, (_, k) => Number(k === channel))];
  },
  /** Recency, frequency and money. */
  rfm: (random) => {
    const frequency = 1 / (0.05 + random());
    return [365 * random() * random(), frequency, frequency * (10 + 90 * random())];
  },
  /** Fifteen heaps in the plane. */
  blobs: (random) => {
    const heap = Math.floor(random() * 15);
    return [20 * (heap % 4) + normal(random), 20 * Math.floor(heap / 4) + normal(random)];
  },
  /** No structure at all. */
  noise: (random) => Array.from({ length: 14 }, () => normal(random)),
  /** Whole numbers: ties and duplicates. */
  grid: (random) => [level(random, 40), level(random, 40), level(random, 40)],
};

/** Standardised rows of a kind, always the same ones. */
export function seededRows(kind: string, rows: number): Matrix {
  const random = createRandom(11, 99);
  const drawn = Array.from({ length: rows }, () => kinds[kind](random));
  return standardize({ data: Float64Array.from(drawn.flat()), rows, cols: drawn[0].length }).matrix;
}
