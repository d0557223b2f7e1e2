import { checkInteger, checkKeys, checkNumber, checkSeed } from "../core/check.ts";
import { largestMagnitude } from "../core/magnitude.ts";
import type { Matrix } from "../core/matrix.ts";
import { moments } from "../core/moments.ts";
import { bootstrapIntervals } from "../stats/bootstrap.ts";
import { anova, kruskalWallis, shareBetween, squaresOf } from "../stats/one-way.ts";
import { centredRanks, tieEnds } from "../stats/ties.ts";
import { checkLabels } from "../table/feature.ts";
import { checkDistinct } from "./check-distinct.ts";
import { toFrame } from "../table/frame.ts";
import type { ColumnName, Table } from "../table/types.ts";
import { groupValues } from "./grouped-values.ts";
import { sayInfluence } from "./influence-sentence.ts";
import type { Influence, InfluenceOptions } from "./influence-types.ts";
import { summarizeGroups } from "./summarize-groups.ts";

const optionKeys = ["of", "on", "missing", "labels", "resamples", "seed"];

/**
 * Does a category influence a number: are the numbers of its groups alike?
 *
 * Two tests ask. The test of Kruskal and Wallis compares ranks and decides what `sentence` says; one-way analysis of variance
 * compares means, which a single customer can move when the numbers have a heavy tail. Each has a share between 0 and 1 that
 * says how much of the differences the groups account for. It is a difference that is measured; what causes it, no table tells.
 *
 * The intervals are 95 % percentiles of the bootstrap: as many rows as there are are drawn from all of them, each with its group
 * (not stratified), and ranked anew. Neither share can fall below 0, and chance adds to both, most in a resample: near 0 the
 * intervals lie too high. They say how large an influence may be; whether there is one, `p` says.
 *
 * In O(n log n), and O(n) a resample. The order of the rows does not matter.
 *
 * Kruskal and Wallis 1952, with the correction for ties, as SciPy's kruskal; Fisher 1925, as SciPy's f_oneway; epsilon² as
 * Tomczak and Tomczak 2014; Efron 1979.
 *
 * @throws {@link InputError} on an unknown or a wrong option, a column that is not there, a cell of `on` that is no number, or no row that has both.
 */
export function influence<T extends Table | Matrix>(table: T, options: InfluenceOptions<ColumnName<T>>): Influence {
  const where = "influence";
  checkKeys(where, "the options", options, optionKeys);
  const { of, on, missing: fill, labels = {}, resamples, seed = 42 } = options;
  if (fill !== undefined) checkNumber(where, "missing", fill, -largestMagnitude, largestMagnitude);
  if (resamples !== undefined) checkInteger(where, "resamples", resamples, 0, 1_000_000);
  checkSeed(where, seed);
  checkLabels(where, of, labels);
  const { levels, values, codes, missing, filled } = groupValues(where, toFrame(where, table), of, on, fill);
  const names = levels.map((level) => (Object.hasOwn(labels, level) ? labels[level] : level));
  if (new Set(names).size < names.length) checkDistinct(where, of, names);

  const n = values.length;
  const ends = tieEnds(values);
  const scaled = scale(values);
  const squares = squaresOf(scaled, codes, names.length);
  const rankSquares = squaresOf(centredRanks(ends), codes, names.length);
  const intervals = bootstrapIntervals({ values: scaled, ends, codes, groups: names.length }, resamples ?? resamplesFor(n), seed);
  const figures = {
    kruskal: kruskalWallis(rankSquares, n, names.length),
    anova: anova(squares, n, names.length),
    etaSquared: shareBetween(squares),
    etaSquaredInterval: intervals.values,
    epsilonSquared: shareBetween(rankSquares),
    epsilonSquaredInterval: intervals.ranks,
    groups: summarizeGroups(values, codes, names),
    missing,
    filled,
  };
  return { ...figures, sentence: sayInfluence(of, on, figures) };
}

/** The values less their mean, over their range: what is asked of them is the same, and no square leaves the range of a double. */
function scale(values: Float64Array): Float64Array {
  const { mean, min, max } = moments(values, new Float64Array(values.length).fill(1));
  return values.map((value) => (max > min ? (value - mean) / (max - min) : 0));
}

/** Fewer resamples for more rows: their shares vary less, and an interval stays within a few seconds. */
function resamplesFor(rows: number): number {
  return Math.min(1000, Math.max(100, Math.floor(1e8 / rows)));
}
