// When a difference or a link is called measurable, and how strong.
import { checkNumber } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { level } from "../core/text.ts";

/** The `p` below which something is called measurable: what was asked for, checked, or 0.05. */
export function checkLevel(where: string, asked: number = level): number {
  if (checkNumber(where, "level", asked, 0, 1) > 0 && asked < 1) return asked;
  throw new InputError("not-a-number", where, "`level` must be above 0 and below 1", show(asked));
}

/**
 * Where the strength of something stands among `bounds`, which fall to 0; `undefined` where the least it could be (the lower end of its
 * 95 % interval) stands two steps or more below the estimate: what is large by chance alone must not be called strong.
 */
export function stepOf(bounds: readonly number[], estimate: number, least: number): number | undefined {
  const [step, lowest] = [estimate, least].map((size) => bounds.findIndex((bound) => size >= bound));
  return lowest - step > 1 ? undefined : step;
}

/** How strong an influence or a link is called. */
export type Strength = "strong" | "moderate" | "weak" | "very weak";

/** The strengths, in the order of the steps of {@link stepOf}. */
export const strengths: readonly Strength[] = ["strong", "moderate", "weak", "very weak"];

/**
 * Several questions at once: the level that each `p` is held against, so that all together call something measurable by chance at most
 * once in 1 / `level` times. By Holm (1979): the smallest `p` against level / m, the next against level / (m - 1), and so on up to the
 * first that is not below; it and all above it are not measurable.
 *
 * @param ps - one `p` a question; NaN counts as 1
 * @param within - for all questions together, above 0 and below 1
 * @returns one level a question
 * @group Explore
 * @example
 * ```ts
 * import { holmLevels } from "audience-segmentation";
 *
 * console.log(holmLevels([0.04, 0.001])); // both p are below their level
 * // [ 0.05, 0.025 ]
 * ```
 */
export function holmLevels(ps: readonly number[], within: number = level): number[] {
  const where = "holmLevels";
  if (!Array.isArray(ps)) throw new InputError("not-an-array", where, "`ps` must be an array", show(ps));
  Array.from(ps).forEach((p: unknown, i) => Number.isNaN(p) || checkNumber(where, `ps[${i}]`, p, 0, 1));
  checkNumber(where, "within", within, 0, 1);
  const sizes = ps.map((p) => (Number.isNaN(p) ? 1 : p));
  const order = sizes.map((_, at) => at).sort((a, b) => sizes[a] - sizes[b] || a - b);
  const levels = new Array<number>(ps.length);
  let failed = 0; // the level of the first that is not below it
  order.forEach((at, rank) => {
    levels[at] = failed || within / (ps.length - rank);
    if (failed === 0 && !(sizes[at] < levels[at])) failed = levels[at];
  });
  return levels;
}

/**
 * The same the other way round: each `p` as it counts among several, by Holm (1979). One is below a level where its own `p` is below what
 * {@link holmLevels} gives for that level; 1 where `p` is NaN.
 */
export function holmAdjusted(ps: readonly number[]): number[] {
  const sizes = ps.map((p) => (Number.isNaN(p) ? 1 : p));
  const order = sizes.map((_, at) => at).sort((a, b) => sizes[a] - sizes[b] || a - b);
  const adjusted = new Array<number>(ps.length);
  let least = 0;
  order.forEach((at, rank) => (adjusted[at] = least = Math.max(least, Math.min(1, (ps.length - rank) * sizes[at]))));
  return adjusted;
}
