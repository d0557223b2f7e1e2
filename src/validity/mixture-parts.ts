import { exp, log } from "../core/numbers.ts";
import type { MixtureRows } from "./mixture-rows.ts";

/** A mixture of groups: in each, numbers are independent Gaussians and categories independent draws of a level. */
export interface Mixture {
  readonly k: number;
  /** The share of each group. */
  readonly shares: Float64Array;
  /** k rows of one mean a number. */
  readonly means: Float64Array;
  /** k rows of one variance a number. */
  readonly variances: Float64Array;
  /** k rows of one probability a level, category after category. */
  readonly levels: Float64Array;
}

/**
 * A mixture's densities, ready to be summed: the logarithm of one is its combination's figure less `Σ (x - mean)² halves`. Four groups
 * stand side by side; those beyond the last have no part in anything.
 */
class Densities {
  /** How many groups they are, rounded up to a multiple of four. */
  readonly padded: number;
  /** For each combination, of each group the logarithm of the share, of the Gaussians' factors, and of the probability of the levels. */
  readonly constants: Float64Array;
  /** Of each four groups one number after the other: the mean, and 1 / (2 variance). */
  readonly means: Float64Array;
  readonly halves: Float64Array;

  /** Room for so many groups, combinations and numbers. */
  constructor(k: number, combinations: number, cols: number) {
    const padded = (k + 3) & ~3;
    this.padded = padded;
    this.constants = new Float64Array(combinations * padded).fill(-Infinity);
    this.means = new Float64Array(padded * cols);
    this.halves = new Float64Array(padded * cols);
  }
}

/** log(2 pi) */
const logTwoPi = 1.8378770664093453;

/** Makes the densities of a mixture ready for the combinations of some rows. */
export function densitiesOf({ k, shares, means, variances, levels }: Mixture, { columns: { categories }, codes }: MixtureRows): Densities {
  const cols = means.length / k;
  const count = levels.length / k;
  const logs = levels.map((p) => log(Math.max(p, Number.MIN_VALUE)));
  const combinations = categories.length === 0 ? 1 : codes.length / categories.length;
  const found = new Densities(k, combinations, cols);
  for (let c = 0; c < k; c++) {
    let constant = log(Math.max(shares[c], Number.MIN_VALUE)) - (cols * logTwoPi) / 2;
    for (let j = 0, m = c * cols, to = (c >> 2) * 4 * cols + (c & 3); j < cols; j++, m++, to += 4) {
      constant -= log(variances[m]) / 2;
      found.means[to] = means[m];
      found.halves[to] = 0.5 / variances[m];
    }
    for (let to = c, g = 0, own = 0; to < found.constants.length; to += found.padded, own = 0) {
      for (const end = g + categories.length; g < end; g++) if (codes[g] >= 0) own += logs[c * count + codes[g]];
      found.constants[to] = constant + own;
    }
  }
  return found;
}

/** Rows that are looked at together: what is found of them stays in the nearest cache. */
export const mostBlock = 128;

/** What is found of some rows. Loops go over the rows of one group, so that what belongs to the group is at hand. */
export class PartsBlock {
  /** Of each group, {@link mostBlock} numbers, one a row: the logarithm of its part, then its power of e over the greatest. */
  readonly parts: Float64Array;
  /** The greatest logarithm of each row, and its group, the lower one on a tie. */
  readonly best: Float64Array;
  readonly most: Int32Array;
  /** The sum of each row's parts, and of these times their logarithms. */
  readonly sums: Float64Array;
  readonly spreads: Float64Array;
  /** Room for how much of each row belongs to a group. */
  readonly members: Float64Array;
  readonly table: Float64Array;

  /** Room for what is found of some rows in `k` groups. */
  constructor(k: number) {
    this.parts = new Float64Array(((k + 3) & ~3) * mostBlock);
    this.best = new Float64Array(mostBlock);
    this.most = new Int32Array(mostBlock);
    this.sums = new Float64Array(mostBlock);
    this.spreads = new Float64Array(mostBlock);
    this.members = new Float64Array(mostBlock);
    this.table = exponentials();
  }
}

/** The logarithm of each group's part in some rows, and the greatest: four groups at a time, so that as many sums are under way. */
export function logPartsInto(
  { numbers, combinationOf, columns }: MixtureRows,
  { padded, constants, means, halves }: Densities,
  from: number,
  some: number,
  { parts, best, most }: PartsBlock, // out
): void {
  const cols = columns.numbers.length;
  for (let s = 0, at = from * cols; s < some; s++, at += cols) {
    const own = combinationOf[from + s] * padded;
    let top = -Infinity;
    let group = 0;
    for (let c = 0, m = 0, to = s; c < padded; c += 4, to += 4 * mostBlock) {
      const second = c + 1, third = c + 2, fourth = c + 3;
      let p0 = constants[own + c], p1 = constants[own + c + 1], p2 = constants[own + c + 2], p3 = constants[own + c + 3];
      for (let j = at; j < at + cols; j++, m += 4) {
        const x = numbers[j];
        p0 -= (x - means[m]) * (x - means[m]) * halves[m];
        p1 -= (x - means[m + 1]) * (x - means[m + 1]) * halves[m + 1];
        p2 -= (x - means[m + 2]) * (x - means[m + 2]) * halves[m + 2];
        p3 -= (x - means[m + 3]) * (x - means[m + 3]) * halves[m + 3];
      }
      parts[to] = p0;
      parts[to + mostBlock] = p1;
      parts[to + 2 * mostBlock] = p2;
      parts[to + 3 * mostBlock] = p3;
      if (p0 > top) { top = p0; group = c; }
      if (p1 > top) { top = p1; group = second; }
      if (p2 > top) { top = p2; group = third; }
      if (p3 > top) { top = p3; group = fourth; }
    }
    best[s] = top;
    most[s] = group;
  }
}

/** Replaces logarithms by their powers of e over the greatest, and sums these up; their logarithms too, if those are wanted. */
export function exponentiate(
  { parts, best, sums, spreads, table }: PartsBlock, // in and out
  k: number,
  some: number,
  isMeasured: boolean,
): void {
  sums.fill(0);
  spreads.fill(0);
  for (let c = 0, at = 0; c < k; c++, at = c * mostBlock) {
    for (let s = 0; s < some; s++, at++) {
      const below = parts[at] - best[s];
      const power = below > nothing ? expOf(below, table) : 0;
      parts[at] = power;
      sums[s] += power;
      if (isMeasured) spreads[s] += power > 0 ? power * below : 0;
    }
  }
}

/**
 * The probability of each group in each row, k a row, and the likeliest group, the lower one on a tie. A row's figures do not depend
 * on the rows beside it.
 */
export function membershipsIn(rows: MixtureRows, mixture: Mixture): { readonly labels: Int32Array; readonly memberships: Float64Array } {
  const { k } = mixture;
  const { length } = rows.weights;
  const densities = densitiesOf(mixture, rows);
  const block = new PartsBlock(k);
  const { parts, most, sums } = block;
  const labels = new Int32Array(length);
  const memberships = new Float64Array(length * k);
  for (let from = 0; from < length; from += mostBlock) {
    const some = Math.min(mostBlock, length - from);
    logPartsInto(rows, densities, from, some, block);
    exponentiate(block, k, some, false);
    for (let s = 0, to = from * k; s < some; s++) {
      labels[from + s] = most[s];
      for (let c = 0, at = s; c < k; c++, at += mostBlock) memberships[to++] = parts[at] / sums[s];
    }
  }
  return { labels, memberships };
}

/** What makes memberships sure enough: e to the power of less is nothing beside 1. */
const nothing = -24;
const steps = 64; // of the table, a unit

/** e to the power of 0, -1/64, -2/64, … */
function exponentials(): Float64Array {
  return Float64Array.from({ length: 2 - nothing * steps }, (_, i) => exp(-i / steps));
}

/** e to the power of `x`, from -24 to 0: the nearest power of the table, and five terms for the rest, within 1/128 of 0. */
function expOf(x: number, table: Float64Array): number {
  const step = (0.5 - x * steps) | 0;
  const rest = x + step / steps;
  return table[step] * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120))))));
}
