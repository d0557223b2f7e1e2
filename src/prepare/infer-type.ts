import { InputError } from "../core/input-error.ts";
import { list, show } from "../core/show.ts";
import { type DateOrder, dateOrdersOf, isoDate, readDateText } from "../table/date-text.ts";
import type { Decimal } from "../table/read-number.ts";
import type { Cell, DistinctCells } from "./distinct-cells.ts";
import { numberStyle } from "./number-style.ts";
import type { ColumnSpec, ColumnType } from "./prepare-types.ts";
import { isBooleanPair, isMissingMark, isMissingWord } from "./words.ts";

/** What a column was taken for, how it is written, and why. */
export interface Finding {
  readonly type: ColumnType;
  readonly reason: string;
  readonly decimal?: Decimal;
  readonly dateOrder?: DateOrder;
}

const mostlyShare = 0.8; // of the rows: then the others are faults, not categories
const fewDistinct = 20;

/** Infers the type of a column from its distinct cells, or how it is written where the caller gave the type. */
export function inferType(where: string, column: string, all: DistinctCells, spec: ColumnSpec): Finding {
  const type = spec.type ?? (spec.order === undefined ? undefined : "ordered");
  const cells = all.cells.filter((cell) => !isMissingWord(cell));
  const as = (wanted: ColumnType): string | undefined => (type === wanted ? "as the caller said" : undefined);
  if (type === "category" || type === "id" || type === "ordered") return { type, reason: "as the caller said" };
  if (type === "boolean" || (type === undefined && isBooleanPair(cells))) return { type: "boolean", reason: as("boolean") ?? `${cells.map(show).join(" and ")} say yes and no` };

  if (type !== "number") {
    const date = dateFinding(where, column, cells, all, spec);
    if (date !== undefined) return { ...date, ...(type === "date" ? { reason: "as the caller said" } : {}) };
  }
  const { decimal, faults, words } = numberStyle(cells, spec.decimal);
  if (type === "number") return { type, decimal, reason: "as the caller said" };
  if (cells.length > 0 && faults.length === 0) return { type: "number", decimal, reason: words };
  checkNotMostly(where, column, all, cells, faults);
  const distinct = all.cells.filter((cell) => !isMissingMark(cell)).length;
  return { type: "category", reason: `${distinct} distinct ${distinct === 1 ? "text" : "texts"}` };
}

/** Dates, where every cell is one in some order, or the caller said so. */
function dateFinding(where: string, column: string, cells: readonly Cell[], all: DistinctCells, { type, dateOrder }: ColumnSpec): Finding | undefined {
  const texts = cells.filter((cell) => typeof cell === "string");
  if (dateOrder !== undefined || all.hasDates) return { type: "date", reason: "dates", dateOrder: dateOrder ?? "ymd" };
  if (type === undefined && (texts.length < cells.length || texts.length === 0 || texts.every((text) => /^\d+$/.test(text)))) return undefined;
  const orders = [...dateOrdersOf(texts)];
  if (orders.length === 0) return type === "date" ? { type, reason: "", dateOrder: "ymd" } : undefined;
  const differing = texts.find((text) => orders.some((order) => readDateText(text, order) !== readDateText(text, orders[0])));
  if (differing === undefined) return { type: "date", reason: `every text is a date (${orders[0]})`, dateOrder: orders[0] };
  const days = orders.map((order) => `${isoDate(readDateText(differing, order))} ("${order}")`);
  const rule = `column \`${column}\`: dates must say which number is the day; name it by \`columns: { ${show(column)}: { type: "date", dateOrder: "${orders[0]}" } }\``;
  throw new InputError("ambiguous-date", where, rule, `${show(differing)}, which may be ${days.join(" or ")}`, { column, row: all.rows[all.cells.indexOf(differing)] });
}

/** A column of numbers with a few other cells is faulty: as categories it would be hundreds of them. */
function checkNotMostly(where: string, column: string, { cells: all, counts, rows }: DistinctCells, cells: readonly Cell[], faults: readonly Cell[]): void {
  if (faults.length === cells.length) return;
  const places = new Map(all.map((cell, at) => [cell, at]));
  const sum = (some: readonly Cell[]): number => some.reduce<number>((total, cell) => total + counts[places.get(cell)!], 0);
  const share = 1 - sum(faults) / sum(cells);
  if (!(share >= mostlyShare) || cells.length - faults.length < fewDistinct) return;
  const row = rows[places.get(faults[0])!];
  const shown = list(faults.map(String), 3).replaceAll("`", '"');
  const rule = `column \`${column}\`, row ${row}: must be a number, as ${Math.floor(100 * share)} % of the column are; add the words to \`missing\`, or say \`columns: { ${show(column)}: "category" }\``;
  throw new InputError("mixed-kinds", where, rule, shown, { column, row });
}
