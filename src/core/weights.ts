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

/** How many times the least weight another may be: in sums of weights that differ more, the small ones would vanish. */
const mostRatio = 1e9;

/** The row of the greatest weight, and what it must be, where that is too many times the least; the first such row. */
export function unevenWeight(weights: Float64Array): { readonly row: number; readonly rule: string } | undefined {
  let low = 0, high = 0;
  for (let i = 1; i < weights.length; i++) {
    if (weights[i] < weights[low]) low = i;
    if (weights[i] > weights[high]) high = i;
  }
  if (weights.length === 0 || weights[high] <= mostRatio * weights[low]) return undefined;
  return { row: high, rule: `must be at most 1e9 times the least weight, ${weights[low]} in row ${low}` };
}

/**
 * What to multiply weights by, so that they may count rows: 1, but where they sum to less than the rows. Such weights cannot
 * count them; they are shares or the like, and are taken to sum to the number of rows.
 */
export function countScale(total: number, rows: number): number {
  return total < rows ? rows / total : 1;
}

const counting = /* @__PURE__ */ new WeakMap<Float64Array, boolean>();

/** Whether every row counts once: there are no weights, to which nobody writes, or they are alike and none is above 1. */
export function countOnce(weights: Float64Array | undefined): boolean {
  if (weights === undefined) return true;
  const known = counting.get(weights) ?? (weights[0] <= 1 && areAlike(weights));
  counting.set(weights, known);
  return known;
}

function areAlike(weights: Float64Array): boolean {
  for (let i = 1; i < weights.length; i++) if (weights[i] !== weights[0]) return false;
  return true;
}

/** The weight of the rows of each code from -1 to `count` - 1, in this order, and of all rows. */
export function weightsOfCodes(codes: Int32Array, weights: Float64Array, count: number): { sums: Float64Array; total: number } {
  const sums = new Float64Array(1 + count);
  if (weights[0] === 1 && countOnce(weights)) {
    for (let i = 0; i < codes.length; i++) sums[1 + codes[i]]++;
    return { sums, total: codes.length };
  }
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    sums[1 + codes[i]] += weights[i];
    total += weights[i];
  }
  return { sums, total };
}

/** {@link checkWeights} where sums of weights matter: none may be above 1e9 times another. */
export function checkEvenWeights(where: string, weights: ArrayLike<number> | undefined, rows: number): Float64Array {
  const checked = checkWeights(where, weights, rows);
  const uneven = weights && unevenWeight(checked);
  if (uneven !== undefined) throw new InputError("bad-weight", where, uneven.rule, show(checked[uneven.row]), { row: uneven.row }, "`weights`");
  return checked;
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
