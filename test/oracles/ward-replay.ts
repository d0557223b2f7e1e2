import type { Matrix } from "../../src/core/matrix.ts";
import type { Linkage } from "../../src/hierarchy/tree.ts";

interface Part {
  readonly centroid: readonly number[];
  readonly weight: number;
}

const apart = (a: Part, b: Part): number => {
  const square = a.centroid.reduce((sum, entry, k) => sum + (entry - b.centroid[k]) ** 2, 0);
  return Math.sqrt(((2 * a.weight * b.weight) / (a.weight + b.weight)) * square);
};

const join = (a: Part, b: Part): Part => {
  const weight = a.weight + b.weight;
  return { weight, centroid: a.centroid.map((entry, k) => entry + (b.weight / weight) * (b.centroid[k] - entry)) };
};

/**
 * Why `tree` is not a Ward tree of the rows, or undefined: from centroids, in O(n³ d), for up to a hundred rows. Two trees of tied data
 * can differ; this holds of both. What rounding may cost is measured by the largest entry.
 */
export function wardFault(tree: Linkage, x: Matrix, weights: readonly number[] = Array<number>(x.rows).fill(1)): string | undefined {
  const { left, right, height, size, n } = tree;
  const scale = x.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const parts = new Map<number, Part>(weights.map((weight, i) => [i, { weight, centroid: [...x.data.subarray(i * x.cols, (i + 1) * x.cols)] }]));
  for (let t = 0; t < n - 1; t++) {
    const a = parts.get(left[t]);
    const b = parts.get(right[t]);
    if (a === undefined || b === undefined || left[t] >= right[t]) return `merge ${t} joins ${left[t]} and ${right[t]}`;
    if (t > 0 && height[t] < height[t - 1]) return `the height of merge ${t} falls`;

    const alive = [...parts.values()];
    const least = alive.reduce((sofar, p, at) => alive.slice(at + 1).reduce((best, q) => Math.min(best, apart(p, q)), sofar), Infinity);
    const own = apart(a, b);
    const rounding = 1e-9 * own + 1e-12 * scale * Math.sqrt(Math.min(a.weight, b.weight));
    if (Math.abs(own - height[t]) > rounding) return `merge ${t} at ${height[t]}, its parts are ${own} apart`;
    if (own > least + rounding) return `merge ${t} at ${own}, a closer pair at ${least}`;

    const joined = join(a, b);
    if (Math.abs(size[t] - joined.weight) > 1e-12 * joined.weight) return `merge ${t} has size ${size[t]}, its rows weigh ${joined.weight}`;
    parts.delete(left[t]);
    parts.delete(right[t]);
    parts.set(n + t, joined);
  }
  return gainsFault(tree, x, weights);
}

/** Half the squares of the heights must add up to the sum of squares about the mean: a tree of any size. */
export function gainsFault({ height }: Linkage, x: Matrix, weights: readonly number[] = Array<number>(x.rows).fill(1)): string | undefined {
  const gains = height.reduce((sum, own) => sum + (own * own) / 2, 0);
  const total = squaresOf(x, weights);
  const scale = x.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const rounding = 1e-9 * total + 1e-24 * scale * scale * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.abs(gains - total) <= rounding ? undefined : `gains of ${gains} for a sum of squares of ${total}`;
}

/** The sum of squares about the mean, for many rows. */
function squaresOf({ data, cols }: Matrix, weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: cols }, (_, k) => {
    const mean = weights.reduce((sum, weight, i) => sum + weight * data[i * cols + k], 0) / all;
    return weights.reduce((sum, weight, i) => sum + weight * (data[i * cols + k] - mean) ** 2, 0);
  }).reduce((sum, own) => sum + own, 0);
}
