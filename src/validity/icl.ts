import { log, sumOf } from "../core/numbers.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { createRandom, drawSome, Purpose } from "../core/random.ts";
import type { Fit } from "../kmeans/fit.ts";
import { pickRows, type Rows } from "../spatial/rows.ts";
import { fitMixture } from "./mixture.ts";
import { type MixtureRows, mixtureColumns, mixtureRows, parametersOf } from "./mixture-rows.ts";
import { uncorrelated } from "./uncorrelated.ts";

/** Mixtures are fitted to so many rows at most: half as many choose as well, and fewer miss small groups. */
const sampleRows = 2000;
const plan = { rounds: 30, gain: 0.5 };

/**
 * The integrated completed likelihood of a mixture of k groups (Biernacki, Celeux and Govaert 2000), for k = 1, 2, …, fits.length;
 * NaN outside of the range. The least is best: -2 log likelihood, the parameters times the logarithm of the rows, and twice the
 * entropy of the memberships, so that groups which overlap are dear. Each mixture starts from the partition into k.
 *
 * Above 2 000 rows they are fitted to a sample. In O(rows · features · Σk). With `isCorrelated` the numbers may go together within the
 * groups, in all of them alike, which takes O(rows · numbers²) more a k; NaN then, too, where rows are too few to tell.
 */
export function iclScores(
  all: Rows,
  fits: readonly Fit[],
  [min, max]: readonly [number, number],
  seed: number,
  onProgress?: OnProgress,
  isCorrelated = false,
): Float64Array {
  const { part, rowsOf } = sampleOf(all, seed, sampleRows);
  const rows = mixtureRows(part, mixtureColumns(part));
  const n = sumOf(rows.weights);
  const tick = createTicker("mixture", max - min + 1, onProgress);
  return Float64Array.from(fits, ({ k, labels }) => {
    if (k < min || k > max) return NaN;
    const own = rowsOf === undefined ? labels : Int32Array.from(rowsOf, (row) => labels[row]);
    const score = isCorrelated ? correlatedIclOf(rows, own, k, n) : iclOf(rows, own, k, n);
    tick(k - min + 1);
    return score;
  });
}

function iclOf(rows: MixtureRows, labels: Int32Array, k: number, n: number): number {
  const { logLikelihood, entropy } = fitMixture(rows, labels, k, plan);
  return -2 * logLikelihood + parametersOf(rows.columns, k) * log(n) + 2 * entropy;
}

function correlatedIclOf(rows: MixtureRows, labels: Int32Array, k: number, n: number): number {
  const found = uncorrelated(rows, labels, k);
  return found === undefined ? NaN : iclOf(found.rows, labels, k, n) - 2 * n * found.logFactor + found.correlations * log(n);
}

/** The rows, or a seeded sample of at most `most` of them, and which they are. */
export function sampleOf(rows: Rows, seed: number, most: number): { part: Rows; rowsOf?: Int32Array } {
  if (rows.count <= most) return { part: rows };
  const rowsOf = drawSome(rows.count, most, createRandom(seed, Purpose.mixture));
  return { part: pickRows(rows, rowsOf), rowsOf };
}
