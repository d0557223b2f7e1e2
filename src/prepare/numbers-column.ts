import { isFloat64Array } from "../core/check.ts";
import { cellError, isMissing } from "../table/cell.ts";
import { readDateText } from "../table/date-text.ts";
import type { Finding } from "./infer-type.ts";
import type { ColumnType } from "./prepare-types.ts";

/** A column that is nothing but numbers and missing cells, as numbers with NaN for missing; undefined for any other. */
export function asNumbers(values: ArrayLike<unknown>): Float64Array | undefined {
  if (isFloat64Array(values)) return values;
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    if (typeof value === "number") numbers[i] = value;
    else if (isMissing(value)) numbers[i] = NaN;
    else return undefined;
  }
  return numbers;
}

const leastRows = 20;
const leastDate = 19_000_101;
const greatestDate = 21_001_231;

/** Numbers as they are; undefined where they say yes and no by 1 and 0, or are dates such as 20240131, unless the caller said numbers. */
export function numbersFinding(where: string, column: string, values: Float64Array, type: ColumnType | undefined): Finding | undefined {
  let [zeros, ones, present, mayBeDates] = [0, 0, 0, true];
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    if (!Number.isFinite(x)) throw cellError(where, "not-finite", column, i, "must be finite", x);
    present++;
    if (x === 0) zeros++;
    if (x === 1) ones++;
    mayBeDates &&= x >= leastDate && x <= greatestDate && Number.isInteger(x);
  }
  if (type === "number") return { type, reason: "as the caller said" };
  if (zeros > 0 && ones > 0 && zeros + ones === present) return undefined;
  if (mayBeDates && present >= leastRows && values.every((x) => Number.isNaN(x) || !Number.isNaN(readDateText(String(x), "ymd")))) {
    return { type: "date", reason: "every number is a date such as 20240131", dateOrder: "ymd" };
  }
  return { type: "number", reason: "every cell is a number" };
}
