import { isArrayLike } from "./check.ts";
import { InputError, show } from "./input-error.ts";
import { counted } from "./text.ts";

// a weight multiplies squares of up to 1e200, and other weights: see magnitude.ts
const least = 1e-30;
const most = 1e30;

/** What a weight must be, in words. */
export const weightRule = "must be a finite number above 0, from 1e-30 to 1e30";

/** Whether `value` may be a weight. */
export function isWeight(value: unknown): value is number {
  return typeof value === "number" && value >= least && value <= most;
}

/**
 * What to multiply weights by, so that they may count rows: 1, but where they sum to less than the rows. Such weights cannot
 * count them; they are shares or the like, and are taken to sum to the number of rows.
 */
export function countScale(total: number, rows: number): number {
  return total < rows ? rows / total : 1;
}

/** Checks one weight a row, each above 0 (from 1e-30 to 1e30), and copies them; without weights every row weighs 1. */
export function checkWeights(where: string, weights: ArrayLike<number> | undefined, rows: number): Float64Array {
  const checked = new Float64Array(rows).fill(1);
  if (weights === undefined) return checked;
  if (!isArrayLike(weights)) {
    throw new InputError("not-an-array", where, `\`weights\` must be an array of numbers`, show(weights));
  }
  if (weights.length !== rows) {
    throw new InputError("wrong-length", where, `\`weights\` must hold one weight a row`, `${counted(weights.length, "weight")} for ${counted(rows, "row")}`);
  }
  for (let i = 0; i < rows; i++) {
    const weight: unknown = weights[i];
    if (!isWeight(weight)) throw new InputError("bad-weight", where, weightRule, show(weight), { row: i }, "`weights`");
    checked[i] = weight;
  }
  return checked;
}
