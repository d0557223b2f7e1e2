import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { type DateOrder, dateOrdersOf, isoDate, readDateText } from "../table/date-text.ts";
import type { Cell, DistinctCells } from "./distinct-cells.ts";
import type { Finding, Hints } from "./finding.ts";
import type { ColumnSpec } from "./prepare-types.ts";

/** Dates, where every cell is one in some order, or the caller said so; where two orders fit, the table's decides, or must be told. */
export function inferDate(where: string, column: string, cells: readonly Cell[], all: DistinctCells, { type, dateOrder }: ColumnSpec, hints: Hints): Finding | undefined {
  const texts = cells.filter((cell) => typeof cell === "string");
  if (dateOrder !== undefined || all.hasDates) return { type: "date", reason: "dates", dateOrder: dateOrder ?? "ymd" };
  if (type === undefined && (texts.length < cells.length || texts.length === 0 || texts.every((text) => /^\d+$/.test(text)))) return undefined;
  const orders = [...dateOrdersOf(texts)];
  if (orders.length === 0) return type === "date" ? { type, reason: "", dateOrder: hints.dateOrder ?? "ymd" } : undefined;
  const differing = texts.find((text) => orders.some((order) => readDateText(text, order) !== readDateText(text, orders[0])));
  const order = differing !== undefined && hints.dateOrder !== undefined && orders.includes(hints.dateOrder) ? hints.dateOrder : orders[0];
  const found = { type: "date", reason: `every text is a date (${order})`, dateOrder: order } as const;
  if (differing === undefined || hints.dateOrder === order) return found;
  const row = all.rows[all.cells.indexOf(differing)];
  return { ...found, leftOpen: "dateOrder", complaint: ambiguous(where, column, differing, orders, row) };
}

function ambiguous(where: string, column: string, text: string, orders: readonly DateOrder[], row: number): InputError {
  const days = orders.map((order) => `${isoDate(readDateText(text, order))} ("${order}")`);
  const rule = `column \`${column}\`, row ${row}: dates must say which number is the day; name it by \`dateOrder: "${orders[0]}"\``;
  return new InputError("ambiguous-date", where, rule, `${show(text)}, which may be ${days.join(" or ")}`, { column, row });
}
