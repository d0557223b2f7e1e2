import { isFloat64Array } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { cellError, isMissing } from "../table/cell.ts";
import { readDateText } from "../table/date-text.ts";
import type { Finding } from "./finding.ts";
import { asSaid } from "./infer-type.ts";
import type { ColumnSpec } from "./prepare-types.ts";

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

/** Numbers as they are, or dates such as 20240131; undefined where 1 and 0 say yes and no, unless the caller said numbers. */
export function numbersFinding(where: string, column: string, values: Float64Array, { type, labels, decimal, unit }: ColumnSpec): Finding | undefined {
  let [zeros, ones, present, mayBeDates] = [0, 0, 0, true];
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    if (!Number.isFinite(x)) throw cellError(where, "not-finite", column, i, "must be finite", x);
    if (decimal === "," && !Number.isInteger(x)) throw readBefore(where, column, i, x);
    if (unit === "%" && x !== 0) throw cellError(where, "not-of-type", column, i, "must be a number in %", x);
    present++;
    if (x === 0) zeros++;
    if (x === 1) ones++;
    mayBeDates &&= x >= leastDate && x <= greatestDate && Number.isInteger(x);
  }
  if (type === "number") return { type, reason: asSaid };
  if (labels === undefined && zeros > 0 && ones > 0 && zeros + ones === present) return undefined;
  if (mayBeDates && present >= leastRows && values.every((x) => Number.isNaN(x) || !Number.isNaN(readDateText(String(x), "ymd")))) {
    return { type: "date", reason: "every number is a date such as 20240131", dateOrder: "ymd" };
  }
  return labels === undefined ? { type: "number", reason: "every cell is a number" } : { type: "category", reason: "the caller names its categories" };
}

/** Of 1.200 that was read as 1.2, nobody knows any more that it was 1200. */
function readBefore(where: string, column: string, row: number, x: number): InputError {
  const rule = `column \`${column}\`, row ${row}: numbers with decimal commas must not have been read with points; give \`decimal: ","\` to what read them`;
  return new InputError("not-of-type", where, rule, show(x), { column, row });
}
