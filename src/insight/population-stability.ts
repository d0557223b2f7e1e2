import { log } from "../core/numbers.ts";
import { chiSquaredQuantile, chiSquaredSurvival } from "../stats/distributions.ts";

/** How far shares lie from those of the training rows. */
export interface ShareDrift {
  /**
   * The population stability index (Siddiqi 2006): the sum over the parts of (a - e) log(a / e), for the shares e of the training rows and
   * a of the table. 0 is alike; from 0.1 on people speak of a moderate change, from 0.25 on of a large one.
   *
   * So that an empty part gives a number, half a row is added to each part that holds something in either: with B such parts and n rows,
   * a share s counts as (n s + 1/2) / (n + B / 2).
   */
  readonly psi: number;
  /** How likely shares of as many rows of an unchanged population differ as much: Pearson's chi-squared test of two tables; 1 of one. */
  readonly p: number;
  /**
   * About the index up to which as many rows of an unchanged population come in 95 of 100 cases (`level`), for all indices of a result
   * together: the quantile of chi-squared with B - 1 degrees of freedom at 1 - level / (number of indices), times 1/n + 1/N for n
   * training rows and N of the table. 0 where there is one part.
   */
  readonly chance: number;
  /** Whether it is a change. */
  readonly change: DriftChange;
  /** The shares of the training rows, part by part. */
  readonly before: readonly number[];
  /** The shares of the table, part by part. */
  readonly after: readonly number[];
}

/**
 * `"moderate"`, `"large"`: the index reaches the first or the second mark, and the shares differ by more than chance (`p` is below the
 * level divided by the number of indices). `"unknown"`: they do not differ by more than chance, but of so few rows chance alone would
 * reach the second mark, so that a large change could hide. `"none"`: all else.
 */
export type DriftChange = "none" | "moderate" | "large" | "unknown";

/** By which an index is read. */
export interface DriftMarks {
  /** From which a change is moderate, and large. */
  readonly marks: readonly [moderate: number, large: number];
  /** How often chance may call some index of a result a change. */
  readonly level: number;
  /** How many indices there are. */
  readonly indices: number;
}

/** Holds the shares `after` of `rows` rows against the shares `before` of the `trained` training rows. In O(parts). */
export function shareDrift(
  before: readonly number[],
  trained: number,
  after: readonly number[],
  rows: number,
  { marks: [moderate, large], level, indices }: DriftMarks,
): ShareDrift {
  const held = before.flatMap((share, part) => (share > 0 || after[part] > 0 ? [part] : []));
  const smooth = (share: number, n: number): number => (n * share + 0.5) / (n + held.length / 2);
  let psi = 0, squares = 0;
  for (const part of held) {
    const e = smooth(before[part], trained), a = smooth(after[part], rows);
    psi += (a - e) * log(a / e);
    const apart = before[part] - after[part];
    squares += (apart * apart) / (trained * before[part] + rows * after[part]);
  }
  const df = held.length - 1;
  const p = df === 0 ? 1 : chiSquaredSurvival(trained * rows * squares, df);
  const chance = df === 0 ? 0 : chiSquaredQuantile(level / indices, df) * (1 / trained + 1 / rows);
  const isMore = psi > chance && p < level / indices; // each alone is too easily reached by few rows: by shares near 0, by unequal tables
  const change = isMore ? (psi >= large ? "large" : psi >= moderate ? "moderate" : "none") : chance >= large ? "unknown" : "none";
  return { psi, p, chance, change, before, after };
}

/**
 * The shares of the levels of a category among `n` training rows, of which something is left to levels that these rows did not happen to
 * have, as far as the table has such: at most what the levels of one row hold, which is what is to be expected (Good and Turing; Good
 * 1953), and two standard deviations. The last share is that of none of the levels.
 */
export function withUnseenLevels(before: readonly number[], n: number, after: readonly number[]): readonly number[] {
  const last = before.length - 1;
  const single = before.filter((share, part) => part < last && share > 0 && share * n < 1.5).length;
  const most = Math.min((single + 2 * Math.sqrt(single + 1)) / n, 0.5);
  const rest = Math.min(after[last], most);
  if (rest <= before[last]) return before;
  const scale = (1 - rest) / (1 - before[last]);
  return before.map((share, part) => (part === last ? rest : share * scale));
}
