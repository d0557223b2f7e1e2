import { log, sumOf } from "../core/numbers.ts";
import { densitiesOf, exponentiate, logPartsInto, type Mixture, mostBlock, PartsBlock } from "./mixture-parts.ts";
import type { MixtureRows } from "./mixture-rows.ts";

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
 * A round takes O(rows · k · (numbers + 1)). Assumes labels below k.
 */
export function fitMixture(rows: MixtureRows, labels: Int32Array, k: number, { rounds, gain }: MixturePlan): MixtureFit {
  const sums = new Sums(rows, k);
  startSums(rows, labels, sums);
  const block = new PartsBlock(k);
  let mixture = maximise(rows, sums);
  let last = -Infinity;
  for (let round = 1; ; round++) {
    const isLast = round >= rounds;
    const isMeasured = isLast || round % between === 0;
    const found = expect(rows, mixture, block, isMeasured, sums);
    if (isLast || (isMeasured && found.logLikelihood - last < gain)) return { mixture, ...found, rounds: round };
    if (isMeasured) last = found.logLikelihood;
    mixture = maximise(rows, sums);
  }
}

/** What a round adds up: about each group's means of the round before, so that digits survive. */
class Sums {
  readonly k: number;
  readonly weights: Float64Array;
  /** The means that differences are from. */
  readonly origins: Float64Array;
  readonly firsts: Float64Array;
  readonly squares: Float64Array;
  /** The weight of each combination in each group. */
  readonly combinations: Float64Array;

  constructor({ columns: { numbers, categories }, codes }: MixtureRows, k: number) {
    const combinations = categories.length === 0 ? 1 : codes.length / categories.length;
    this.k = k;
    this.weights = new Float64Array(k);
    this.origins = new Float64Array(k * numbers.length);
    this.firsts = new Float64Array(k * numbers.length);
    this.squares = new Float64Array(k * numbers.length);
    this.combinations = new Float64Array(combinations * k);
  }
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

/** The memberships of all rows in a mixture, summed up; what they say of the fit is NaN unless it is measured. */
function expect(
  rows: MixtureRows,
  mixture: Mixture,
  block: PartsBlock,
  isMeasured: boolean,
  sums: Sums, // out
): { logLikelihood: number; entropy: number } {
  const { weights } = rows;
  const densities = densitiesOf(mixture, rows);
  for (const array of [sums.weights, sums.firsts, sums.squares, sums.combinations]) array.fill(0);
  sums.origins.set(mixture.means);
  let logLikelihood = isMeasured ? 0 : NaN;
  let entropy = logLikelihood;
  for (let from = 0; from < weights.length; from += mostBlock) {
    const some = Math.min(mostBlock, weights.length - from);
    logPartsInto(rows, densities, from, some, block);
    exponentiate(block, mixture.k, some, isMeasured);
    for (let s = 0; isMeasured && s < some; s++) {
      const logSum = log(block.sums[s]);
      logLikelihood += weights[from + s] * (block.best[s] + logSum);
      entropy += weights[from + s] * (logSum - block.spreads[s] / block.sums[s]);
    }
    for (let c = 0; c < mixture.k; c++) addGroup(rows, block, from, some, c, sums);
  }
  return { logLikelihood, entropy };
}

/** Adds what belongs to group `c` of some rows. */
function addGroup(
  { weights, numbers, combinationOf, columns }: MixtureRows,
  { parts, sums, members }: PartsBlock,
  from: number,
  some: number,
  c: number,
  to: Sums, // out
): void {
  const cols = columns.numbers.length;
  const { k, combinations } = to;
  let whole = to.weights[c];
  let own = combinationOf[from] * k + c;
  let held = combinations[own];
  for (let s = 0, at = c * mostBlock; s < some; s++, at++) {
    const g = combinationOf[from + s] * k + c;
    if (g !== own) { // rows of one combination mostly stand side by side
      combinations[own] = held;
      held = combinations[(own = g)];
    }
    const member = (weights[from + s] * parts[at]) / sums[s];
    members[s] = member;
    whole += member;
    held += member;
  }
  combinations[own] = held;
  to.weights[c] = whole;
  for (let j = 0, m = c * cols; j < cols; j += 2, m += 2) {
    const other = j + 1 < cols ? 1 : 0; // two columns at a time; the last one with itself
    const mean0 = to.origins[m], mean1 = to.origins[m + other];
    let first0 = to.firsts[m], first1 = to.firsts[m + other];
    let square0 = to.squares[m], square1 = to.squares[m + other];
    for (let s = 0, at = from * cols + j; s < some; s++, at += cols) {
      const member = members[s];
      const difference0 = numbers[at] - mean0, difference1 = numbers[at + other] - mean1;
      first0 += member * difference0;
      first1 += member * difference1;
      square0 += member * difference0 * difference0;
      square1 += member * difference1 * difference1;
    }
    to.firsts[m] = first0;
    to.firsts[m + other] = first1;
    to.squares[m] = square0;
    to.squares[m + other] = square1;
  }
}
