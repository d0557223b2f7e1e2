import { formatNumber } from "../core/text.ts";
import type { ColumnValues } from "../table/table.ts";
import { convert, type Converted } from "./convert.ts";
import { type DistinctCells, distinctCells, isDistinct, plainTexts } from "./distinct-cells.ts";
import { numbersLook, textsIdLike } from "./id-like.ts";
import { asNumbers, asSaid, inferType, numbersFinding, typeOf } from "./infer-type.ts";
import type { ColumnSpec, Finding, Hints } from "./spec.ts";
import { isMissingMark, isMissingWord } from "./words.ts";

/** A column with what the caller says of it, examined but not yet converted. */
export interface Examined {
  readonly column: string;
  readonly spec: ColumnSpec | undefined;
  readonly finding: Finding;
  /** Its values, where they need no conversion; else its distinct cells. */
  readonly cells: Converted | DistinctCells;
}

/** Finds out what a column holds; `words` mean missing. */
export function examine(
  where: string,
  column: string,
  values: ColumnValues,
  spec: ColumnSpec | undefined,
  words: ReadonlySet<string>,
  hints: Hints,
): Examined {
  const type = typeOf(spec);
  if (type === "id")
    return { column, spec, finding: { type, reason: asSaid }, cells: asNumbers(values) ?? plainTexts(where, column, values) };
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
export function settleColumn(where: string, columns: readonly Examined[], hints: Hints): Examined[] {
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

/** What there is to say of a column once it is read. */
export interface Described {
  readonly missing: number;
  /** Of categories; 0 of numbers. */
  readonly distinct: number;
  /** Why it is no feature; undefined where it is one. */
  readonly leftOut: string | undefined;
  readonly notes: readonly string[];
}

/** Describes a column by its values. One that the caller names is a feature whatever it looks like, unless it is called an id. */
export function describeColumn(where: string, examined: Examined, values: Converted): Described {
  const notes = notesOf(examined);
  const described = values instanceof Float64Array ? ofNumbers(where, examined, values) : ofTexts(examined, values);
  const isListed = examined.spec !== undefined && examined.spec.type !== "id";
  return { ...described, leftOut: isListed ? undefined : described.leftOut, notes: [...notes, ...described.notes] };
}

function ofNumbers(where: string, { column, spec, finding: { type } }: Examined, values: Float64Array): Described {
  let [missing, min, max] = [0, Infinity, -Infinity];
  for (const x of values) {
    if (Number.isNaN(x)) missing++;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  const { idLike, codes } = type === "number" && spec === undefined ? numbersLook(where, column, values) : {};
  const ifCodes = `and was taken for a quantity; if they are codes, say \`columns: { ${JSON.stringify(column)}: "category" }\``;
  if (type === "id") return { missing, distinct: 0, leftOut: "the caller said so", notes: [] };
  const leftOut =
    min > max ? "nothing is in it" : min === max ? `all its cells are ${type === "date" ? "the same day" : formatNumber(min)}` : idLike;
  return {
    missing,
    distinct: 0,
    leftOut,
    notes: codes === undefined || leftOut !== undefined ? [] : [`\`${column}\` ${codes} ${ifCodes}.`],
  };
}

function ofTexts({ cells, finding: { type } }: Examined, values: readonly (string | null)[]): Described {
  const counts = !isDistinct(cells) ? [] : cells.counts.filter((_, at) => !isMissingMark(cells.cells[at]));
  const missing = values.reduce((sum, value) => sum + (value === null ? 1 : 0), 0);
  const idLike = textsIdLike(counts.length, counts, values.length - missing);
  const constant = counts.length === 1 && missing === 0 ? `all its cells are "${values[0]}"` : idLike;
  const leftOut = type === "id" ? "the caller said so" : counts.length === 0 ? "nothing is in it" : constant;
  return { missing, distinct: counts.length, leftOut, notes: [] };
}

/** What was repaired in the cells. */
function notesOf({ column, cells: all, finding: { type, note } }: Examined): string[] {
  if (!isDistinct(all)) return note === undefined ? [] : [note];
  const { cells, counts, trimmed, words } = all;
  const notes: string[] = note === undefined ? [] : [note];
  if (trimmed > 0) notes.push(`Blanks around ${cellsOf(trimmed)} of \`${column}\` were taken off.`);
  if (words > 0)
    notes.push(`${cellsOf(words)} of \`${column}\` ${words === 1 ? "holds a word that means" : "hold words that mean"} missing.`);
  const known = [...cells.keys()].filter((at) => (type === "category" ? isMissingMark : isMissingWord)(cells[at]));
  const rows = known.reduce((sum, at) => sum + counts[at], 0);
  if (rows > 0)
    notes.push(
      `${cellsOf(rows)} of \`${column}\` ${rows === 1 ? "was" : "were"} taken as missing: ${known.map((at) => `"${String(cells[at])}"`).join(", ")}.`,
    );
  if (type === "category") notes.push(...variantNotes(column, cells));
  return notes;
}

const cellsOf = (count: number): string => `${count} ${count === 1 ? "cell" : "cells"}`;

const mostCompared = 1000;

/** Which categories differ in case only: they may be the same. */
function variantNotes(column: string, cells: readonly unknown[]): string[] {
  if (cells.length > mostCompared) return [];
  const byLower = new Map<string, string[]>();
  for (const cell of cells) byLower.set(String(cell).toLowerCase(), [...(byLower.get(String(cell).toLowerCase()) ?? []), String(cell)]);
  const alike = [...byLower.values()].filter((texts) => texts.length > 1);
  return alike.map((texts) => `Categories of \`${column}\` differ in case only: ${texts.map((text) => `"${text}"`).join(", ")}.`);
}
