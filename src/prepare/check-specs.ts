import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { dateOrders } from "../table/date-text.ts";
import { columnOf, type Frame } from "../table/frame.ts";
import { decimals } from "../table/read-number.ts";
import type { ColumnSpec, ColumnType } from "./prepare-types.ts";

const types: readonly ColumnType[] = ["number", "boolean", "date", "ordered", "category", "id"];
const keys = ["type", "decimal", "dateOrder", "unit", "order", "missing", "transform", "winsorise", "scale", "weight", "labels", "maxCategories", "poolBelow", "unseen"];

/** Checks what the caller says of columns, all of which must be in the table. */
export function checkSpecs(where: string, frame: Frame, columns: unknown): Map<string, ColumnSpec> {
  if (columns === undefined) return new Map();
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new InputError("not-an-object", where, "`columns` must be an object of columns by name", show(columns));
  }
  const given = Object.entries(columns as Record<string, unknown>).filter(([, spec]) => spec !== undefined);
  return new Map(given.map(([column, spec]) => [column, checkSpec(where, frame, column, spec)]));
}

function checkSpec(where: string, frame: Frame, column: string, given: unknown): ColumnSpec {
  columnOf(where, frame, column);
  const place = { column };
  if (typeof given === "string") return checkSpec(where, frame, column, { type: given });
  checkKeys(where, `\`columns.${column}\``, given, keys, place);
  const { type, decimal, dateOrder, order } = given as Record<string, unknown>;
  if (type !== undefined) checkOneOf(where, `columns.${column}\` or its \`type`, type, types, place);
  if (decimal !== undefined) checkOneOf(where, `columns.${column}.decimal`, decimal, decimals, place);
  if (dateOrder !== undefined) checkOneOf(where, `columns.${column}.dateOrder`, dateOrder, dateOrders, place);
  checkFits(where, column, given as ColumnSpec);
  const isOrder = Array.isArray(order) && order.length > 0 && new Set(order).size === order.length && order.every((level) => typeof level === "string");
  if (order === undefined ? type === "ordered" : !isOrder) {
    const rule = `column \`${column}\`: \`order\` must list the categories as distinct texts, the lowest first`;
    throw new InputError("unknown-value", where, rule, show(order), place);
  }
  return given as ColumnSpec;
}

/** Checks that what is said of the writing is said of a type that is so written. */
function checkFits(where: string, column: string, { type, decimal, dateOrder, unit, order }: ColumnSpec): void {
  const said = [["decimal", decimal, "number"], ["unit", unit, "number"], ["dateOrder", dateOrder, "date"], ["order", order, "ordered"]] as const;
  for (const [option, value, of] of said) {
    if (value === undefined || type === undefined || type === of) continue;
    throw new InputError("unknown-option", where, `column \`${column}\`: \`${option}\` is of the type "${of}"`, `it with "${type}"`, { column });
  }
}
