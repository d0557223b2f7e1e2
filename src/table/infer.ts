import { cellError, isMissing, levelOf } from "./cell.ts";

/** What a feature is once it is encoded: a quantity, or a set of categories. */
export type EncodedType = "number" | "category";

/** The types of features. */
export const encodedTypes: readonly EncodedType[] = ["number", "category"];

/** What a column looks like. */
interface Inferred {
  readonly type: EncodedType;
  /** Why the column looks like an identifier of its rows; absent when it does not. */
  readonly idLike?: string;
  /** How many values a whole-number column takes, when they are at most {@link fewCodes}: it may be a code. */
  readonly codes?: number;
}

const fewCodes = 12;
const leastRows = 20;
const leastDistinct = 0.95;

/**
 * Infers a column's type: a number when every cell that is not missing is a number, else a category. A column of nothing but
 * missing cells is numeric. Assumes nothing of the cells but that they are numbers, text, booleans or missing; checks that.
 */
export function infer(where: string, name: string, values: ArrayLike<unknown>): Inferred {
  let present = 0;
  let numbers = 0;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) continue;
    present++;
    if (typeof value === "number" || typeof value === "bigint") {
      numbers++;
      whole &&= typeof value === "bigint" || Number.isInteger(value);
    } else if (levelOf(value) === undefined) {
      throw cellError(where, "not-a-cell", name, i, "must be a number, a text, a boolean, or null", value);
    }
  }
  if (numbers < present) return { type: "category", ...idLikeText(values, present) };
  return { type: "number", ...(whole ? inferWhole(name, values, present) : {}) };
}

function idLikeText(values: ArrayLike<unknown>, present: number): { idLike?: string } {
  if (present < leastRows) return {};
  const allowed = present - Math.ceil(leastDistinct * present);
  const seen = new Set<unknown>();
  let repeats = 0;
  for (let i = 0; i < values.length && repeats <= allowed; i++) {
    if (isMissing(values[i])) continue;
    if (seen.has(values[i])) repeats++;
    else seen.add(values[i]);
  }
  return repeats <= allowed ? { idLike: `${seen.size} of its ${present} texts are distinct` } : {};
}

function inferWhole(name: string, values: ArrayLike<unknown>, present: number): { idLike?: string; codes?: number } {
  const seen = new Set<number>();
  let min = Infinity;
  let max = -Infinity;
  let hasRepeat = false;
  for (let i = 0; i < values.length && !(hasRepeat && seen.size > fewCodes); i++) {
    if (isMissing(values[i])) continue;
    const value = Number(values[i]);
    hasRepeat ||= seen.has(value);
    seen.add(value);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (hasRepeat) return seen.size <= fewCodes ? { codes: seen.size } : {};
  if (present > 1 && /id$/i.test(name)) return { idLike: "its whole numbers are all distinct and its name ends in id" };
  if (present >= leastRows && max - min + 1 === present) return { idLike: `its whole numbers run from ${min} to ${max} without a gap` };
  return {};
}
