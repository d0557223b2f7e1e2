import { unknown, type WardClusters } from "./ward-clusters.ts";
import { findNeighbour } from "./ward-search.ts";

/** Estimated work of two engines of Ward, in units of about a nanosecond. */
interface WardCosts {
  readonly index: number;
  readonly scan: number;
}

const probes = 16;
const others = 64;

/**
 * Probes the index with a few searches, whose results are kept, and estimates what each engine would cost: by counting work, never
 * by a clock. The factors were fitted to timings of some 190 tables of 50 to 9 000 rows and 2 to 150 columns.
 */
export function probeWard(clusters: WardClusters): WardCosts {
  const { tree, active, count, search } = clusters;
  const { d } = tree;
  const asked = Math.min(count, probes);
  const before = search.visited;
  let dimensions = 0;
  for (let i = 0; i < asked && count > 1; i++) {
    const id = active[Math.floor(((i + 0.5) * count) / asked)];
    findNeighbour(search, id, unknown, Infinity);
    dimensions += dimensionsSeen(clusters, id);
  }
  const visited = (search.visited - before) / asked;
  // near clusters are told apart by fewer dimensions than others, and distances even out as clusters grow: more is summed than at first
  const summed = Math.sqrt((dimensions / asked) * d);
  return { index: count * visited * (62 + 22.5 * summed), scan: count * (2000 + 0.49 * count * d) };
}

/** How many dimensions of a distance are summed on average before it is known to be above the nearest, in blocks of four. */
function dimensionsSeen({ tree: { d, points, weights }, count, position, dissimilarity }: WardClusters, id: number): number {
  const own = position[id];
  const compared = Math.min(others, count);
  let seen = 0;
  for (let o = 0; o < compared; o++) {
    const other = Math.floor(((o + 0.5) * count) / compared);
    const factor = (2 * weights[own] * weights[other]) / (weights[own] + weights[other]);
    let sum = 0;
    for (let k = 0; k < d && (k % 4 > 0 || factor * sum <= dissimilarity[id]); k++, seen++) {
      const difference = points[own * d + k] - points[other * d + k];
      sum += difference * difference;
    }
  }
  return seen / compared;
}
