import type { ColumnValues } from "../table/types.ts";
import { convert, type Converted } from "./convert.ts";
import { type DistinctCells, distinctCells, isDistinct, plainTexts } from "./distinct-cells.ts";
import type { Finding, Hints } from "./finding.ts";
import { asSaid, inferType, typeOf } from "./infer-type.ts";
import { asNumbers, numbersFinding } from "./numbers-column.ts";
import type { ColumnSpec } from "./prepare-types.ts";

/** A column with what the caller says of it, examined but not yet converted. */
export interface Examined {
  readonly column: string;
  readonly spec: ColumnSpec | undefined;
  readonly finding: Finding;
  /** Its values, where they need no conversion; else its distinct cells. */
  readonly cells: Converted | DistinctCells;
}

/** Finds out what a column holds; `words` mean missing. */
export function examine(where: string, column: string, values: ColumnValues, spec: ColumnSpec | undefined, words: ReadonlySet<string>, hints: Hints): Examined {
  const type = typeOf(spec);
  if (type === "id") return { column, spec, finding: { type, reason: asSaid }, cells: asNumbers(values) ?? plainTexts(where, column, values) };
  const mayBeNumbers = (type === undefined || type === "number") && [...words].every((word) => Number.isNaN(Number(word)));
  const numbers = mayBeNumbers ? asNumbers(values) : undefined;
  const ready = numbers === undefined ? undefined : numbersFinding(where, column, numbers, spec ?? {});
  if (ready?.type === "number") return { column, spec, finding: ready, cells: numbers! };
  const cells = distinctCells(where, column, values, words);
  return { column, spec, finding: ready ?? inferType(where, column, cells, spec ?? {}, hints), cells };
}

/**
 * Decides what columns leave open by those that are clear: a table writes its numbers one way, and its dates. What stays open is
 * read with decimal points; an order of dates that stays open is an error.
 */
export function settle(where: string, columns: readonly Examined[], hints: Hints): Examined[] {
  const clear = columns.filter(({ finding }) => finding.leftOpen === undefined);
  const marks = new Set(clear.flatMap(({ finding: { decimal } }) => (decimal === undefined ? [] : [decimal])));
  const orders = new Set(clear.flatMap(({ finding: { dateOrder } }) => (dateOrder === "dmy" || dateOrder === "mdy" ? [dateOrder] : [])));
  const told: Hints = {
    decimal: hints.decimal ?? (marks.size === 1 ? [...marks][0] : undefined),
    dateOrder: hints.dateOrder ?? (orders.size === 1 ? [...orders][0] : undefined),
  };
  return columns.map((examined) => {
    const { column, spec, finding, cells } = examined;
    if (cells instanceof Float64Array && finding.type === "number") return noteOfPoints(examined, cells, told);
    if (finding.leftOpen === undefined || !isDistinct(cells)) return examined;
    const again = told[finding.leftOpen] === undefined ? finding : inferType(where, column, cells, spec ?? {}, told);
    if (again.complaint !== undefined) throw again.complaint;
    return { ...examined, finding: again };
  });
}

/** Numbers that were read with points beside columns with commas may be a thousandth of what was meant. */
function noteOfPoints(examined: Examined, numbers: Float64Array, { decimal }: Hints): Examined {
  if (decimal !== "," || numbers.every((x) => Number.isNaN(x) || Number.isInteger(x))) return examined;
  const note = `\`${examined.column}\` was read with decimal points, but other columns have decimal commas; if it has too, give \`decimal: ","\` to what read them.`;
  return { ...examined, finding: { ...examined.finding, note } };
}

/** The values that an examined column was found to hold; dates are days since 1970-01-01. */
export function valuesOf(where: string, { column, spec, finding, cells }: Examined): Converted {
  return isDistinct(cells) ? convert(where, column, cells, finding, spec?.order ?? []) : cells;
}
