import { unknown, type WardClusters } from "./ward-clusters.ts";

/** Estimated work of each engine of Ward, in units of about a nanosecond a row. */
interface WardCosts {
  readonly index: number;
  readonly scan: number;
  readonly matrix: number;
}

const probes = 128;
const fewProbes = 16; // of wide rows, where each is dear
const wide = 64; // dimensions, above which there are fewer
const others = 64;
/** Where searches visit less of the tree than this, nothing else need be considered. */
const clearShare = 0.01;

/**
 * Probes the index with a few searches, whose results are kept, and estimates what each engine would cost: by counting work, never
 * by a clock. The factors were fitted to timings of some thirty tables of 440 to 45 000 rows and 2 to 100 columns.
 */
export function probeWard(clusters: WardClusters): WardCosts {
  const { tree, active, count, search, merges } = clusters;
  const { d, nodes } = tree;
  const rows = merges.height.length + 1; // the index alone merges equal ones beforehand
  const asked = Math.min(count, Math.max(fewProbes, Math.min(probes, Math.floor((probes * wide) / d))));
  const before = search.visited();
  let dimensions = 0;
  for (let i = 0; i < asked && count > 1; i++) {
    const id = active[Math.floor(((i + 0.5) * count) / asked)];
    search.find(id, unknown, Infinity);
    dimensions += dimensionsSeen(clusters, id);
  }
  const visited = (search.visited() - before) / asked;
  // each cluster is searched for 4.2 times, and later searches look at more; near clusters are told apart by fewer dimensions than others
  const compared = Math.max(Math.min(d, 16), 0.7 * (dimensions / asked));
  const index = (count / rows) * 7.5 * visited * (15 + 4 * compared);
  if (visited < clearShare * nodes || count < 2) return { index, scan: Infinity, matrix: Infinity };
  const links = 1.5 * rows; // clusters that a chain goes through for each row
  const summed = Math.sqrt((dimensions / asked) * d); // distances even out as clusters grow: more of each is summed than at first
  const scan = links * (3 + 0.85 * summed);
  const matrix = 0.42 * rows * d + links * (5 + 5 * log2(rows / 1000));
  return { index, scan, matrix };
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

/** A logarithm to base 2, rounded up; 0 up to 1. */
function log2(x: number): number {
  let power = 0;
  for (let left = x; left > 1; left /= 2) power++;
  return power;
}
