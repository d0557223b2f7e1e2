import { advise } from "../core/advice.ts";
import { InputError, show } from "../core/input-error.ts";
import { settled } from "../core/letters.ts";
import type { Notice } from "../core/notice.ts";
import { looksLikeAmount, parseAmount, readNumberText } from "./amount-text.ts";
import type { Finding, Hints } from "./column-type.ts";
import { type DateOrder, dateOrders, readAnyDate } from "./date-text.ts";
import type { CellValue, DistinctCells } from "./distinct-cells.ts";
import { textsLook } from "./id-like.ts";
import type { NumberStyle } from "./number-style.ts";
import { severalAnswers } from "./several-answers.ts";
import { isMissingWord, monthOf } from "./words.ts";

/** A column of numbers that count different things: percentages beside bare numbers are a fault, currencies make no feature. */
export function ofUnits(
  where: string,
  column: string,
  all: DistinctCells,
  cells: readonly CellValue[],
  { units, faults }: NumberStyle,
  hints: Hints,
): Finding {
  const reason = `${cells.length} different texts`;
  const isFault = units.includes("%");
  if (isFault && hints.isLenient !== true) {
    const asked = "percentages and plain numbers must not be mixed; write all of them in one way, or say ";
    const rule = [asked, advise({ advice: "category", column })];
    const row = all.rows[all.cells.indexOf(faults[0])];
    throw new InputError("mixed-units", where, rule, faults.slice(0, 3).map(show).join(", "), { column, row }, "");
  }
  return { type: "category", reason, units: units.filter((unit) => unit !== "") };
}

const monthAndDay = /* @__PURE__ */ settled(/^(\p{L}{3,})\.? \d\d$/u);
const beginsWithDigit = /* @__PURE__ */ settled(/^[^\p{L}\d]*\d/u);
const codeBesideDigits = /* @__PURE__ */ settled(/^(?:0\d+|\d{16,}|\d+[-/ ]?\p{L}{1,2}|\d+-\d+)$/u); // 02134, 1009-A, 12a, 90210-1234

/** Whether the cells that are no number, `faults`, make all of them codes: whole digits, some of which begin with 0 or go on. */
export function areCodes(cells: readonly CellValue[], faults: readonly CellValue[]): boolean {
  const isFault = new Set(faults);
  return faults.length > 0 && cells.every((cell) => (isFault.has(cell) ? codeBesideDigits : /^\d+$/).test(String(cell)));
}

/** Whether a column holds what names persons, which makes no segments, however mixed it is. */
export function namesPersons(column: string, { cells, counts }: DistinctCells): boolean {
  return textsLook(column, cells.map(String), counts, false)?.why === "person";
}
/** Whether a text is no number with either decimal mark. */
function isNoNumber(cell: CellValue): boolean {
  return typeof cell === "string" && Number.isNaN(readNumberText(cell, ".")) && Number.isNaN(readNumberText(cell, ","));
}

const mostly = 0.5; // of the cells: then the others are worth a word
const mostlyShare = 0.8; // of the rows: then the others are faults
const fewDistinct = 20; // may be categories all the same

/**
 * A column of numbers, or of dates, with a few other cells is faulty: as categories it would be dozens of them. `faults` are the
 * cells that are no number.
 */
export function complainOfMixed(
  where: string,
  column: string,
  all: DistinctCells,
  cells: readonly CellValue[],
  faults: readonly CellValue[],
): void {
  for (const [what, others] of [
    ["number", faults],
    ["date", noDates(cells)],
  ] as const) {
    if (others.length === cells.length || cells.length - others.length < fewDistinct) continue;
    const share = 1 - shareOf(all, cells, others);
    if (share < mostlyShare) continue;
    const row = all.rows[all.cells.indexOf(others[0])];
    const as = `must be a ${what}, as ${Math.floor(100 * share)} % of the cells are; `;
    const rule = [as, advise({ advice: "missing-words", as: "add" }), " if they mean missing, or say ", advise({ advice: "category", column })];
    throw new InputError("mixed-kinds", where, rule, others.slice(0, 3).map(show).join(", "), { column, row }, "");
  }
}

/** The cells that are no date, in the order that leaves the fewest; all where hardly any of the first ones is a date. */
function noDates(cells: readonly CellValue[]): readonly CellValue[] {
  const without = (some: readonly CellValue[], order: DateOrder): CellValue[] =>
    some.filter((cell) => typeof cell !== "string" || Number.isNaN(readAnyDate(cell, order)));
  const sample = cells.slice(0, 2 * fewDistinct);
  const likely = dateOrders.filter((order) => without(sample, order).length <= sample.length / 2);
  return likely.reduce<readonly CellValue[]>((fewest, order) => {
    const others = without(cells, order);
    return others.length < fewest.length ? others : fewest;
  }, cells);
}

/** What to say of categories that might be numbers but for some cells, or but for how they are written, or of a word among them. */
export function noteMixed(
  column: string,
  all: DistinctCells,
  cells: readonly CellValue[],
  faults: readonly CellValue[],
): Notice | undefined {
  const amounts = cells.length <= fewDistinct ? [] : cells.filter((cell) => typeof cell === "string" && looksLikeAmount(cell));
  if (amounts.length > 0 && amounts.length >= mostlyShare * cells.length) {
    return { code: "look-like-amounts", column, figures: { cells: amounts.slice(0, 3).map(String) } };
  }
  const isOther = (cell: CellValue): boolean => typeof cell === "boolean" || isNoNumber(cell);
  const others = cells.filter((cell) => isOther(cell) || (typeof cell === "string" && parseAmount(cell, ".")?.unit !== undefined));
  const rest = others.length < faults.length ? others : faults; // 12 kg among bare numbers is the fault, though it came first
  const share = rest.length === cells.length ? 0 : 1 - shareOf(all, cells, rest);
  if (share >= mostly && rest.length > 0) {
    return { code: "mostly-numbers", column, figures: { share, other: rest[0] } };
  }
  const isDate = (cell: string): boolean =>
    !/^\d+$/.test(cell) && (dateOrders.some((order) => !Number.isNaN(readAnyDate(cell, order))) || monthOf(monthAndDay.exec(cell)?.[1] ?? "") > 0);
  const dates = cells.filter((cell) => typeof cell === "string" && isDate(cell));
  if (dates.length > 1 && dates.length >= mostly * cells.length) {
    const other = cells.find((cell) => !dates.includes(cell)) ?? dates.find((cell) => Number.isNaN(readAnyDate(String(cell), "dmy")))!;
    return { code: "look-like-dates", column, figures: { cells: [dates.find((cell) => cell !== other)!, other].map(String) } };
  }
  const begins = cells.length <= fewDistinct ? [] : cells.filter((cell) => typeof cell === "string" && beginsWithDigit.test(cell));
  if (cells.length > fewDistinct && begins.length >= mostlyShare * cells.length) {
    return { code: "begin-with-numbers", column, figures: { cells: begins.slice(0, 3).map(String) } };
  }
  const words = all.cells.filter((cell) => isMissingWord(cell) && /\w/.test(String(cell)));
  return words.length === 0 ? undefined : { code: "words-kept", column, figures: { words: words.map(String) } };
}

/** The share of the rows, of those that hold one of `cells`, that hold one of `some`. */
function shareOf({ cells: all, counts }: DistinctCells, cells: readonly CellValue[], some: readonly CellValue[]): number {
  const places = new Map(all.map((cell, at) => [cell, at]));
  const sum = (of: readonly CellValue[]): number => of.reduce<number>((total, cell) => total + counts[places.get(cell)!], 0);
  return sum(some) / sum(cells);
}

/** What to say of several answers in a cell. */
export function noteAnswers(column: string, cells: readonly CellValue[]): Notice | undefined {
  const found = severalAnswers(cells);
  if (found === undefined) return undefined;
  const { separator, answers, example } = found;
  return { code: "several-answers", column, figures: { separator, answers: answers.length, example } };
}
