import { createRandom } from "../core/random.ts";
import { rowsOf } from "../segment/rows-of.ts";
import type { Segmentation } from "../segment/types.ts";

const leastOfSegment = 30; // fewer where there are so many segments that these would be more than the rest
const purpose = 20; // of the random numbers: a stream that nothing else draws from

/**
 * The rows, ascending, that stand for all: every row of a segment where there are at most `most`, else a share of each segment drawn
 * at random by the model's seed, but at least 30 of each (of many segments 2). Rows of no segment are left out.
 */
export function sampleRows({ labels, k, model: { seed } }: Segmentation, most: number): Int32Array {
  const segments = rowsOf(labels, k);
  const all = segments.reduce((sum, { length }) => sum + length, 0);
  const random = createRandom(seed, purpose);
  const least = Math.max(2, Math.min(leastOfSegment, Math.floor(most / k))); // of a row alone there is no silhouette
  const parts = segments.map((rows) => {
    const wanted = all <= most ? rows.length : Math.max(least, Math.floor((most * rows.length) / all));
    return wanted >= rows.length ? rows : draw(rows, wanted, random);
  });
  const sample = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    sample.set(part, at);
    at += part.length;
  }
  return sample.sort();
}

/** So many of the rows, each as likely as another: the first steps of a shuffle. */
function draw(rows: Int32Array, count: number, random: () => number): Int32Array {
  const shuffled = rows.slice();
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (rows.length - i));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled.subarray(0, count);
}
