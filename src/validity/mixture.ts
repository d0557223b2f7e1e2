import { exp, log, sumOf } from "../core/numbers.ts";
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

/** A mixture that was fitted to rows, and how well it describes them. */
export interface MixtureFit {
  readonly mixture: Mixture;
  readonly logLikelihood: number;
  /** Of the memberships, summed over the rows: 0 where each row surely belongs to one group. */
  readonly entropy: number;
  readonly rounds: number;
}

// The prior of a variance is worth two rows and a tenth of the variance of all rows; that of levels, one row of all.
const priorRows = 2;
const priorSpread = 0.1;
const leastSpread = 1e-3;

/** How long the algorithm goes on: at most so many rounds, and while a few of them gain as much in log-likelihood. */
interface MixturePlan {
  readonly rounds: number;
  readonly gain: number;
}

/** The log-likelihood is looked at after so many rounds: logarithms are dear. */
const between = 5;

/**
 * Fits a mixture by expectation and maximisation (Dempster, Laird and Rubin 1977), from a partition of the rows into k groups.
 * A round takes O(rows · k · (numbers + 1)), less where groups are far apart. Assumes labels below k.
 */
export function fitMixture(rows: MixtureRows, labels: Int32Array, k: number, { rounds, gain }: MixturePlan): MixtureFit {
  const sums = newSums(rows, k);
  startSums(rows, labels, sums);
  const likeliest = labels.slice();
  const table = exponentials();
  let mixture = maximise(rows, sums);
  let last = -Infinity;
  for (let round = 1; ; round++) {
    const isLast = round >= rounds;
    const isMeasured = isLast || round % between === 0;
    const found = expect(rows, mixture, table, isMeasured, likeliest, sums);
    if (isLast || (isMeasured && found.logLikelihood - last < gain)) return { mixture, ...found, rounds: round };
    if (isMeasured) last = found.logLikelihood;
    mixture = maximise(rows, sums);
  }
}

/**
 * The probability of each group in each row, k a row, and the likeliest group, the lower one on a tie. A row's figures do not depend
 * on the rows beside it.
 */
export function membershipsIn(rows: MixtureRows, mixture: Mixture): { readonly labels: Int32Array; readonly memberships: Float64Array } {
  const { k, means } = mixture;
  const { weights, numbers, combinationOf } = rows;
  const cols = rows.columns.numbers.length;
  const densities = densitiesOf(mixture, rows);
  const table = exponentials();
  const labels = new Int32Array(weights.length);
  const memberships = new Float64Array(weights.length * k);
  for (let i = 0, row = 0; i < weights.length; i++, row += cols) {
    const parts = memberships.subarray(i * k, (i + 1) * k);
    const most = logPartsInto(numbers, row, cols, densities, combinationOf[i] * k, means, 0, parts);
    labels[i] = most;
    const sum = exponentiate(parts, parts[most], table);
    for (let c = 0; c < k; c++) parts[c] /= sum;
  }
  return { labels, memberships };
}

/** What a round adds up: about each group's means of the round before, so that digits survive. */
interface Sums {
  readonly k: number;
  readonly weights: Float64Array;
  /** The means that differences are from. */
  readonly origins: Float64Array;
  readonly firsts: Float64Array;
  readonly squares: Float64Array;
  /** The weight of each combination in each group. */
  readonly combinations: Float64Array;
}

function newSums({ columns: { numbers, categories }, codes }: MixtureRows, k: number): Sums {
  const combinations = categories.length === 0 ? 1 : codes.length / categories.length;
  const of = (length: number): Float64Array => new Float64Array(length);
  const cells = k * numbers.length;
  return { k, weights: of(k), origins: of(cells), firsts: of(cells), squares: of(cells), combinations: of(combinations * k) };
}

/** The sums of a partition, about each group's first row. */
function startSums({ columns, weights, numbers, combinationOf }: MixtureRows, labels: Int32Array, sums: Sums): void {
  const { k, origins, firsts, squares } = sums;
  const cols = columns.numbers.length;
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i];
    const isFirst = sums.weights[c] === 0;
    sums.weights[c] += weights[i];
    sums.combinations[combinationOf[i] * k + c] += weights[i];
    for (let j = 0, at = i * cols, m = c * cols; j < cols; j++, at++, m++) {
      if (isFirst) origins[m] = numbers[at];
      const difference = numbers[at] - origins[m];
      firsts[m] += weights[i] * difference;
      squares[m] += weights[i] * difference * difference;
    }
  }
}

/** The mixture that the sums make likeliest, with the priors. */
function maximise({ columns: { numbers, variances: all, categories, shares: base }, codes }: MixtureRows, sums: Sums): Mixture {
  const { k, weights, origins, firsts, squares, combinations } = sums;
  const cols = numbers.length;
  const total = sumOf(weights);
  const means = new Float64Array(k * cols);
  const variances = new Float64Array(k * cols);
  for (let c = 0, m = 0; c < k; c++) {
    for (let j = 0; j < cols; j++, m++) {
      const shift = weights[c] > 0 ? firsts[m] / weights[c] : 0;
      means[m] = origins[m] + shift;
      const left = Math.max(0, squares[m] - shift * firsts[m]);
      variances[m] = Math.max((left + priorSpread * all[j]) / (weights[c] + priorRows), leastSpread * all[j]);
    }
  }
  const levels = new Float64Array(k * base.length);
  for (let at = 0, g = 0; g < codes.length; at += k) {
    for (const end = g + categories.length; g < end; g++) {
      if (codes[g] >= 0) for (let c = 0; c < k; c++) levels[c * base.length + codes[g]] += combinations[at + c];
    }
  }
  for (let c = 0, at = 0; c < k; c++) for (let l = 0; l < base.length; l++, at++) levels[at] = (levels[at] + base[l]) / (weights[c] + 1);
  return { k, shares: weights.map((weight) => weight / total), means, variances, levels };
}

/** A mixture's densities, ready to be summed: the logarithm of one is its constant and combination less `Σ (x - mean)² halves`. */
interface Densities {
  /** Of the share and of the Gaussians' factors, one a group. */
  readonly constants: Float64Array;
  /** 1 / (2 variance). */
  readonly halves: Float64Array;
  /** Of the probability of each combination of levels in each group. */
  readonly combinations: Float64Array;
}

/** log(2 pi) */
const logTwoPi = 1.8378770664093453;

function densitiesOf({ k, shares, means, variances, levels }: Mixture, { columns: { categories }, codes }: MixtureRows): Densities {
  const cols = means.length / k;
  const count = levels.length / k;
  const constants = shares.map((share, c) => {
    let sum = log(Math.max(share, Number.MIN_VALUE)) - (cols * logTwoPi) / 2;
    for (let m = c * cols; m < (c + 1) * cols; m++) sum -= log(variances[m]) / 2;
    return sum;
  });
  const logs = levels.map((p) => log(Math.max(p, Number.MIN_VALUE)));
  const combinations = new Float64Array(categories.length === 0 ? k : (codes.length / categories.length) * k);
  for (let g = 0, to = 0; g < codes.length; to += k) {
    for (const end = g + categories.length; g < end; g++) {
      if (codes[g] >= 0) for (let c = 0; c < k; c++) combinations[to + c] += logs[c * count + codes[g]];
    }
  }
  return { constants, halves: variances.map((variance) => 0.5 / variance), combinations };
}

/** The memberships of all rows in a mixture, summed up; what they say of the fit is NaN unless it is measured. */
function expect(
  rows: MixtureRows,
  mixture: Mixture,
  table: Float64Array,
  isMeasured: boolean,
  likeliest: Int32Array, // in and out: the group that each row is likeliest in
  sums: Sums, // out
): { logLikelihood: number; entropy: number } {
  const { k, means } = mixture;
  const { weights, numbers, combinationOf } = rows;
  const cols = rows.columns.numbers.length;
  const { firsts, squares, combinations, origins } = sums;
  const densities = densitiesOf(mixture, rows);
  for (const array of [sums.weights, firsts, squares, combinations]) array.fill(0);
  origins.set(means);
  const parts = new Float64Array(k);
  let logLikelihood = isMeasured ? 0 : NaN;
  let entropy = logLikelihood;

  for (let i = 0, row = 0; i < weights.length; i++, row += cols) {
    const combination = combinationOf[i] * k;
    const most = logPartsInto(numbers, row, cols, densities, combination, means, likeliest[i], parts);
    const best = parts[most];
    likeliest[i] = most;
    const spread = isMeasured ? spreadOf(parts, best, table) : 0;
    const sum = exponentiate(parts, best, table);
    if (isMeasured) {
      const logSum = log(sum);
      logLikelihood += weights[i] * (best + logSum);
      entropy += weights[i] * (logSum - spread / sum);
    }
    for (let c = 0; c < k; c++) {
      if (parts[c] === 0) continue;
      const member = (weights[i] * parts[c]) / sum;
      sums.weights[c] += member;
      combinations[combination + c] += member;
      for (let j = 0, m = c * cols; j < cols; j++, m++) {
        const difference = numbers[row + j] - means[m];
        firsts[m] += member * difference;
        squares[m] += member * difference * difference;
      }
    }
  }
  return { logLikelihood, entropy };
}

/**
 * The logarithm of each group's part in a row; the group of the greatest is returned, the lower one on a tie. Group `hint` comes
 * first: what falls far below it need not be summed to the end, and is nothing in any case.
 */
function logPartsInto(
  numbers: Float64Array,
  row: number,
  cols: number,
  { constants, halves, combinations }: Densities,
  combination: number,
  means: Float64Array,
  hint: number,
  parts: Float64Array, // out
): number {
  let best = -Infinity;
  let most = hint;
  for (let t = -1; t < parts.length; t++) {
    if (t === hint) continue;
    const c = t < 0 ? hint : t;
    const least = best + nothing;
    let part = constants[c] + combinations[combination + c];
    for (let j = 0, m = c * cols; j < cols && part > least; j++, m++) {
      const difference = numbers[row + j] - means[m];
      part -= difference * difference * halves[m];
    }
    parts[c] = part;
    if (part < best || (part === best && c > most)) continue;
    best = part;
    most = c;
  }
  return most;
}

/** Replaces logarithms by their powers of e over the greatest, and returns the sum of these. */
function exponentiate(parts: Float64Array, best: number, table: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < parts.length; c++) {
    const below = parts[c] - best;
    parts[c] = below > nothing ? expOf(below, table) : 0;
    sum += parts[c];
  }
  return sum;
}

/** The sum of the powers of e, each times its logarithm. */
function spreadOf(parts: Float64Array, best: number, table: Float64Array): number {
  let spread = 0;
  for (let c = 0; c < parts.length; c++) {
    const below = parts[c] - best;
    if (below > nothing) spread += expOf(below, table) * below;
  }
  return spread;
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
