import { log, log1p, sumOf } from "../core/numbers.ts";
import { encodeNumbers } from "../encode/fit.ts";
import type { FittedCategory, FittedFeature, FittedNumber } from "../encode/fitted.ts";
import type { FeatureProfile, TableProfile } from "./table-profile.ts";

/** The bins of an encoded number: equally wide, of the number itself or of its logarithm on both sides of 0. */
export interface NumberGrid {
  readonly type: "number";
  /** What the least and the greatest value are once they are bent. */
  readonly low: number;
  readonly high: number;
  /** Whether values are bent: `sign(z) * log(1 + |z|)`, so that outliers do not take all the bins. */
  readonly isBent: boolean;
  /** The mean in original units, from which sums are counted. */
  readonly shift: number;
}

/** What a grid takes of a category: its levels, or nothing once it is left out of it. */
export interface CategoryGrid {
  readonly type: "category";
  readonly levels: number;
}

/** A step by which a grid becomes coarser: a number gets so many bits of bins, or a category is left out. */
export interface GridStep {
  /** The feature. */
  readonly feature: number;
  /** Bits of a number; 0 for a category. */
  readonly bits: number;
  /** What the features still tell apart, each by itself: the sum of their entropies, as a natural logarithm. */
  readonly left: number;
}

/**
 * A grid over encoded rows, and how it becomes coarser: each cell of a coarser one is made of whole cells of the finer, so that cells
 * may be merged at any time. The finest has a cell for each distinct row. The steps are known from the profile, so that only how many
 * cells there may be decides how fine the grid becomes, and never the order of the rows.
 */
export interface Grid {
  readonly fitted: readonly FittedFeature[];
  readonly features: readonly (NumberGrid | CategoryGrid)[];
  readonly steps: readonly GridStep[];
}

/** The bits of bins of a number that no longer stands for itself. */
export const mostBits = 12;
const farOut = 8; // deviations: numbers that reach farther are bent

/** The grid of a table. */
export function gridOf(fitted: readonly FittedFeature[], { columns, rows }: TableProfile): Grid {
  const spreads = fitted.map((fit, f) => spreadOver(fit, columns[f], rows));
  return { fitted, features: spreads.map(({ grid }) => grid), steps: stepsOf(spreads.map(({ states }) => states)) };
}

/** How a feature may be taken, finest first: what is left inside its bins, and how many bits they tell apart. */
interface GridState {
  readonly bits: number;
  readonly squares: number;
  readonly entropy: number;
}

interface FeatureSpread {
  readonly grid: NumberGrid | CategoryGrid;
  readonly states: readonly GridState[];
}

function spreadOver(fit: FittedFeature, column: FeatureProfile, rows: number): FeatureSpread {
  if (fit.type === "number" && column.type === "number") return spreadOfNumber(fit, column);
  return spreadOfLevels(fit as FittedCategory, rows);
}

function spreadOfNumber(fit: FittedNumber, { values, counts, missing }: Extract<FeatureProfile, { type: "number" }>): FeatureSpread {
  const filled = fit.missing.policy === "fill" && missing > 0;
  const all = filled ? Float64Array.of(...values, Number(fit.missing.fill)) : values;
  const weights = filled ? Float64Array.of(...counts, missing) : counts;
  const total = sumOf(weights);
  let shift = 0;
  all.forEach((value, i) => (shift += (weights[i] / total) * value));
  const z = standardised(fit, all);
  const least = z.reduce((a, b) => Math.min(a, b)), most = z.reduce((a, b) => Math.max(a, b));
  const isBent = Math.max(-least, most) > farOut;
  const bent = (x: number): number => (isBent ? bend(x) : x);
  const grid: NumberGrid = { type: "number", low: bent(least), high: bent(most), isBent, shift };
  const states: GridState[] = [{ bits: Infinity, squares: 0, entropy: entropyOf(weights, total) }];
  const bins = z.map((x) => binOf(grid, x));
  for (let bits = mostBits; bits >= 0; bits--) {
    states.push({ bits, ...leftInside(z, weights, bins.map((bin) => bin >> (mostBits - bits)), bits, total) });
  }
  return { grid, states };
}

/** What is left inside bins, and how many bits they tell apart. */
function leftInside(
  z: Float64Array,
  weights: Float64Array,
  bins: Float64Array,
  bits: number,
  total: number,
): Omit<GridState, "bits"> {
  const size = 1 << bits;
  const own = new Float64Array(size), sums = new Float64Array(size), squares = new Float64Array(size), first = new Float64Array(size);
  for (let i = 0; i < z.length; i++) {
    const bin = bins[i];
    if (own[bin] === 0) first[bin] = z[i];
    own[bin] += weights[i];
    sums[bin] += weights[i] * (z[i] - first[bin]);
    squares[bin] += weights[i] * (z[i] - first[bin]) * (z[i] - first[bin]);
  }
  let left = 0;
  for (let bin = 0; bin < size; bin++) if (own[bin] > 0) left += Math.max(0, squares[bin] - (sums[bin] * sums[bin]) / own[bin]);
  return { squares: left, entropy: entropyOf(own, total) };
}

/** A category is there as it is, or not at all. */
function spreadOfLevels({ center, scale }: FittedCategory, rows: number): FeatureSpread {
  const squares = rows * center.reduce((sum, share, l) => sum + (share * (1 - share)) / (scale[l] * scale[l]), 0);
  const shares = Float64Array.from(center);
  const states = [
    { bits: Infinity, squares: 0, entropy: entropyOf(shares, sumOf(shares)) },
    { bits: 0, squares, entropy: 0 },
  ];
  return { grid: { type: "category", levels: center.length }, states };
}

function entropyOf(weights: Float64Array, total: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) sum -= (weights[i] / total) * log(weights[i] / total);
  return sum;
}

/** The steps from the finest grid to a single cell: again and again the one that loses the fewest squares for each bit that it saves. */
function stepsOf(features: readonly (readonly GridState[])[]): GridStep[] {
  const at = features.map(() => 0);
  const steps: GridStep[] = [];
  let left = features.reduce((sum, [finest]) => sum + finest.entropy, 0);
  for (;;) {
    let best = -1;
    let least = Infinity;
    features.forEach((states, f) => {
      const now = states[at[f]], next = states[at[f] + 1];
      if (next === undefined) return;
      const lost = Math.max(0, next.squares - now.squares), saved = Math.max(0, now.entropy - next.entropy);
      const price = lost === 0 ? 0 : lost / (saved + Number.EPSILON);
      if (best >= 0 && price >= least) return;
      best = f;
      least = price;
    });
    if (best < 0) return steps;
    const [before, after] = features[best].slice(at[best]++);
    left += after.entropy - before.entropy;
    steps.push({ feature: best, bits: after.bits, left });
  }
}

/** Numbers in standardised space. */
export function standardised(fit: FittedNumber, values: Float64Array): Float64Array {
  const encoded = encodeNumbers("", fit, values);
  return Float64Array.from(encoded, (x) => (x - fit.center[0]) / fit.scale[0]);
}

function bend(z: number): number {
  return z < 0 ? -log1p(-z) : log1p(z);
}

/** The finest bin of an encoded number. */
export function binOf({ low, high, isBent }: NumberGrid, z: number): number {
  const u = isBent ? bend(z) : z;
  const bin = Math.floor(((u - low) / (high - low)) * (1 << mostBits));
  return bin > 0 ? Math.min(bin, (1 << mostBits) - 1) : 0; // a constant has one bin
}
