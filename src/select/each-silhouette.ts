import { argsort } from "../core/sort.ts";
import { squaredDistance } from "../distance/metrics.ts";
import type { Problem } from "../kmeans/types.ts";

/**
 * Calls `visit` with the silhouette of every row in each of several labellings, row after row, from one pass over the distances.
 *
 * A row of weight w counts w times in the means of others. Its own cluster's other weight is W - w, so that the scale of the
 * weights does not matter; where a row is alone in its cluster its value is 0.
 *
 * Rows that every labelling keeps together form a cell. Distances are summed cell by cell over rows laid out in that order, and
 * a cluster's sum is that of its cells: one addition a distance, however many labellings there are. O(n² d) time, O(n) memory a
 * labelling. Assumes validated input: labels from 0, and at least two clusters in each labelling.
 */
export function eachSilhouette(
  { x: { data, rows: n, cols: d }, weights }: Problem,
  labellings: readonly Int32Array[],
  visit: (labelling: number, row: number, value: number) => void,
): void {
  const cells = cellsOf(n, labellings);
  const count = cells.reduce((most, cell) => Math.max(most, cell + 1), 0);
  const order = argsort(Float64Array.from(cells));
  const clusters = labellings.map((labels) => clustersOf(labels, weights, cells, count));

  // rows side by side with those of their cell
  const packed = new Float64Array(n * d);
  const packedWeights = Float64Array.from(order, (row) => weights[row]);
  const packedCells = Int32Array.from(order, (row) => cells[row]);
  order.forEach((row, at) => packed.set(data.subarray(row * d, (row + 1) * d), at * d));

  const sums = new Float64Array(count);
  for (let i = 0, row = 0; i < n; i++, row += d) {
    // weighted distances to each cell
    sums.fill(0);
    for (let at = 0, other = 0; at < n; at++, other += d) {
      sums[packedCells[at]] += packedWeights[at] * Math.sqrt(squaredDistance(data, row, packed, other, d));
    }
    for (let l = 0; l < clusters.length; l++) visit(l, i, valueOf(clusters[l], sums, labellings[l][i], weights[i]));
  }
}

/** The clusters of one labelling: which cells they are made of, and their weight. */
interface Clusters {
  /** The cluster of each cell. */
  readonly ofCell: Int32Array;
  readonly weight: Float64Array;
  /** Room for one sum a cluster. */
  readonly sums: Float64Array;
}

function clustersOf(labels: Int32Array, weights: Float64Array, cells: Int32Array, count: number): Clusters {
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const found = { ofCell: new Int32Array(count), weight: new Float64Array(k), sums: new Float64Array(k) };
  labels.forEach((label, i) => {
    found.ofCell[cells[i]] = label;
    found.weight[label] += weights[i];
  });
  return found;
}

function valueOf({ ofCell, weight, sums }: Clusters, cellSums: Float64Array, own: number, ownWeight: number): number {
  const rest = weight[own] - ownWeight; // exactly 0 for a row alone
  if (!(rest > 0)) return 0;
  sums.fill(0);
  for (let cell = 0; cell < cellSums.length; cell++) sums[ofCell[cell]] += cellSums[cell];
  let next = Infinity;
  for (let c = 0; c < sums.length; c++) {
    const mean = sums[c] / weight[c]; // NaN for a label that no row has
    if (c !== own && mean < next) next = mean;
  }
  const within = sums[own] / rest;
  return next === within ? 0 : (next - within) / Math.max(within, next);
}

/** Numbers rows so that two have the same number when every labelling has them together. */
function cellsOf(n: number, labellings: readonly Int32Array[]): Int32Array {
  const cells = new Int32Array(n);
  for (const labels of labellings) {
    const numberOf = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const key = cells[i] * n + labels[i]; // fewer than n cells, fewer than n labels
      const known = numberOf.get(key);
      cells[i] = known ?? numberOf.size;
      if (known === undefined) numberOf.set(key, numberOf.size);
    }
  }
  return cells;
}
