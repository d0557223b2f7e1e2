import { integers } from "../core/numbers.ts";
import type { AppliedEncoding } from "../encode/encode.ts";
import { dummiesOf, toRows } from "../encode/encoded-rows.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { nearestOf } from "../kmeans/nearest.ts";
import type { SegmentSums } from "./cell-rows.ts";
import type { PartitionedCells } from "./compressed.ts";

/** A pass over all rows, each of which goes to its nearest centroid. */
export interface ExactPass {
  readonly fitted: readonly FittedFeature[];
  readonly centroids: Float64Array;
  readonly k: number;
  /** What the rows of each segment sum up to. */
  readonly sums: SegmentSums;
  /** How far they lie from the centroid in each number, summed up; segment after segment. */
  readonly away: Float64Array;
  inertia: number;
}

/** A pass that has seen no row. */
export function startPass(fitted: readonly FittedFeature[], centroids: Float64Array, k: number): ExactPass {
  const numbers = fitted.filter(({ type }) => type === "number");
  const levels = fitted.flatMap(({ type, center }) => (type === "category" ? [new Float64Array(k * center.length)] : []));
  const sums = { weights: new Float64Array(k), numbers: numbers.map(() => new Float64Array(k)), levels };
  return { fitted, centroids, k, sums, away: new Float64Array(k * numbers.length), inertia: 0 };
}

/** Adds some rows to a pass. */
export function addToPass(pass: ExactPass /* out */, where: string, encoding: AppliedEncoding): void {
  const { centroids, k, sums, away } = pass;
  const rows = toRows(where, encoding);
  const { labels, upper } = nearestOf(rows, centroids, k);
  const { columns: { count: d, numbers }, ids } = rows;
  const p = numbers.length;
  const own = new Int32Array(rows.count); // in the caller's order
  for (let i = 0, at = 0; i < rows.count; i++) {
    const s = labels[i];
    own[ids[i]] = s;
    sums.weights[s]++;
    pass.inertia += upper[i] * upper[i];
    for (let j = 0; j < p; j++, at++) away[s * p + j] += rows.numbers[at] - centroids[s * d + numbers[j]];
  }
  let j = 0, c = 0;
  for (const feature of encoding.features) {
    if (feature.type === "number") {
      const to = sums.numbers[j++];
      for (let i = 0; i < own.length; i++) to[own[i]] += feature.values[i];
    } else {
      const to = sums.levels[c++];
      const size = to.length / k;
      for (let i = 0; i < own.length; i++) if (feature.codes[i] >= 0) to[own[i] * size + feature.codes[i]]++;
    }
  }
}

/** The means of the segments of a pass; a segment without rows keeps its centroid. */
function meansOfPass({ fitted, centroids, k, sums, away }: ExactPass): Float64Array {
  const means = centroids.slice();
  const d = centroids.length / k;
  const p = away.length / k;
  for (let s = 0; s < k; s++) {
    const weight = sums.weights[s];
    if (weight === 0) continue;
    let j = 0, c = 0, from = s * d;
    for (const fit of fitted) {
      if (fit.type === "number") means[from] += away[s * p + j++] / weight;
      else {
        const held = sums.levels[c++].subarray((s * fit.center.length), (s + 1) * fit.center.length);
        const { low, high } = dummiesOf(fit, 0);
        held.forEach((own, l) => (means[from + l] = low[l] * (1 - own / weight) + high[l] * (own / weight)));
      }
      from += fit.center.length;
    }
  }
  return means;
}

const settled = 1e-12; // of a deviation

/**
 * A partition after a pass: with the figures of its rows, and, unless the pass was the last or no centroid moves any more, with centroids
 * at the means of their rows. The largest segment stands first.
 */
export function afterPass(
  found: PartitionedCells,
  pass: ExactPass,
  isLast: boolean,
  nearly: number = settled,
): [found: PartitionedCells, isSettled: boolean] {
  const { sums, inertia, centroids, k } = pass;
  const next = meansOfPass(pass);
  const isSettled = next.every((x, at) => Math.abs(x - centroids[at]) <= nearly);
  const order = integers(k).sort((a, b) => sums.weights[b] - sums.weights[a] || a - b);
  const isInOrder = order.every((s, at) => s === at);
  const moved = { ...found, sums, inertia, centroids: isLast || isSettled ? centroids : next, cells: { ...found.cells, gain: 0 } };
  return [isInOrder ? moved : inOrderOf(moved, order), isSettled];
}

function inOrderOf(found: PartitionedCells, order: Int32Array): PartitionedCells {
  const { k, centroids, sums, labels } = found;
  const moved = (values: Float64Array): Float64Array => {
    const width = values.length / k;
    const next = new Float64Array(values.length);
    order.forEach((s, at) => next.set(values.subarray(s * width, (s + 1) * width), at * width));
    return next;
  };
  const place = new Int32Array(k);
  order.forEach((s, at) => (place[s] = at));
  return {
    ...found,
    centroids: moved(centroids),
    labels: labels.map((s) => place[s]),
    medians: found.medians?.map(moved),
    sums: { weights: moved(sums.weights), numbers: sums.numbers.map(moved), levels: sums.levels.map(moved) },
  };
}
