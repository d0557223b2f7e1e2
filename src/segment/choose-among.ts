import type { OnProgress } from "../core/progress.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import type { Fit, Problem } from "../kmeans/fit.ts";
import { nearestLabels } from "../kmeans/nearest.ts";
import type { Rows } from "../spatial/rows.ts";
import { bestOf, chooseK, type Criterion, criteriaOf, measure } from "../validity/choose-k.ts";
import { nestedIn } from "../validity/elbow.ts";
import { iclScores } from "../validity/icl.ts";
import type { ResolvedOptions } from "./options.ts";
import { stableK } from "./stable-k.ts";
import type { Structure } from "./types.ts";

/** Partitions into 1, 2, … segments, what the criteria say of them, and the number that is chosen. */
interface Chosen {
  readonly fits: readonly Fit[];
  readonly criteria: readonly Criterion[];
  readonly chosen: ReturnType<typeof chooseK>;
}

/** What the choice rests on beside the partitions. */
interface Grounds {
  readonly options: ResolvedOptions;
  readonly tree: Linkage | undefined;
  readonly found: Structure | undefined;
  /** Partitions a resample into 1, 2, … segments. */
  readonly refit: (drawn: Rows, kMax: number) => Fit[];
  /** The caller asked for the one k of the range. */
  readonly asked: boolean;
  readonly range: readonly [min: number, max: number];
  /** Where the criteria have a free choice. */
  readonly heard: readonly [min: number, max: number];
  /** Customers, where the rows are cells of them. */
  readonly sample?: Rows | undefined;
}

/** The rows that stand for single customers. */
function singles(rows: Rows, { sample = rows }: Grounds): Rows {
  return sample;
}

/** Partitions as partitions of those. */
function ofSingles(fits: readonly Fit[], { sample }: Grounds): readonly Fit[] {
  return sample === undefined ? fits : fits.map((fit) => ({ ...fit, labels: nearestLabels(sample, fit.centroids, fit.k) }));
}

const leastGain = 1e-9; // of the inertia: below it the partitions are the same, but for rounding

/**
 * Chooses among the partitions of a curve. The search for a curve is short: the one that is chosen is searched for as long as the effort
 * says (`settled`). Where that finds a better one, its figures are taken anew, and the choice is made again, so that what
 * the criteria say is of the very partitions that are given.
 */
export function chooseAmong(
  problem: Problem,
  curve: readonly Fit[],
  settled: (fit: Fit) => Fit,
  grounds: Grounds,
  onProgress?: OnProgress,
): Chosen {
  const { rows } = problem;
  const { options: { choose, minShare, seed }, tree, found, range, heard, asked } = grounds;
  const fits = [...curve];
  const measured = measure(rows, fits, onProgress);
  const dear = dearScores(rows, fits, grounds, onProgress);
  const done = new Set<number>();
  for (;;) {
    const criteria = [
      ...criteriaOf(rows, tree, fits, measured, heard),
      ...dear.criteria(),
      ...(found === undefined ? [] : [gapTo(fits.length, found)]),
    ];
    // without progress of its own: it takes as long as the stage before it, at most
    const correlated = (ks: readonly number[] = fits.map(({ k }) => k)): Criterion => {
      const scores = new Float64Array(fits.length).fill(NaN);
      const some = fits.filter(({ k }) => ks.includes(k));
      const own = iclScores(singles(rows, grounds), ofSingles(some, grounds), heard, seed, undefined, true);
      own.forEach((score, i) => (scores[some[i].k - 1] = score));
      return bestOf("icl", scores, -1, heard);
    };
    const chosen = chooseK(rows, criteria, fits, tree, { by: choose, range, minShare, asked, correlated });
    const at = chosen.k - 1;
    if (done.has(at)) return { fits, criteria, chosen };
    done.add(at);
    const before = fits[at].inertia;
    fits[at] = settled(fits[at]);
    const isBetter = fits[at].inertia < before * (1 - leastGain);
    const changed = [...(isBetter ? [at] : []), ...keepFalling(problem, fits, at, seed)];
    if (changed.length === 0) continue;
    measure(rows, changed.map((one) => fits[one])).forEach((own, i) => (measured[changed[i]] = own));
    dear.renew(changed);
  }
}

/** Lowers what partitions above one that became better cost, until the curve falls again; returns which they are. */
function keepFalling(
  problem: Problem,
  fits: Fit[], // out
  from: number,
  seed: number,
): number[] {
  const changed: number[] = [];
  for (let at = from + 1; at < fits.length && fits[at].inertia > fits[at - 1].inertia; at++) {
    fits[at] = nestedIn(problem, fits[at - 1], fits[at], seed);
    changed.push(at);
  }
  return changed;
}

/** The criteria that are dear: computed where they are to choose. */
function dearScores(
  rows: Rows,
  fits: readonly Fit[],
  grounds: Grounds,
  onProgress?: OnProgress,
): { readonly criteria: () => Criterion[]; readonly renew: (changed: readonly number[]) => void } {
  const { options: { choose, seed }, heard, refit } = grounds;
  const of = singles(rows, grounds);
  if (choose === "stability") {
    const find = (): Criterion => stableK(of, ofSingles(fits, grounds), heard, seed, refit, onProgress);
    let found = find();
    return { criteria: () => [found], renew: () => (found = find()) };
  }
  if (choose !== "auto" && choose !== "icl") return { criteria: () => [], renew: () => undefined };
  const scores = iclScores(of, ofSingles(fits, grounds), heard, seed, onProgress);
  const renew = (changed: readonly number[]): void => {
    iclScores(of, ofSingles(changed.map((at) => fits[at]), grounds), heard, seed).forEach((score, i) => (scores[changed[i]] = score));
  };
  return { criteria: () => [bestOf("icl", scores, -1, heard)], renew };
}

/** The gap statistic with one figure a k. */
function gapTo(kMax: number, { gap }: Structure): Criterion {
  return { ...gap, scores: Float64Array.from({ length: kMax }, (_, i) => gap.scores[i] ?? NaN) };
}
