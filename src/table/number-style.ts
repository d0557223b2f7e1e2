import { lower } from "../core/letters.ts";
import { type AmountText, parseAmount } from "./amount-text.ts";
import type { CellValue } from "./distinct-cells.ts";
import type { Decimal } from "./number-text.ts";
import { isCurrency, isNetworkAddress } from "./words.ts";

/** How the cells of a column are written as numbers. */
export interface NumberStyle {
  readonly decimal: Decimal;
  /** The cells that are no number, or not in the style of the others. */
  readonly faults: readonly CellValue[];
  /** Such as `amounts in $ with thousands separators`. */
  readonly words: string;
  /** The currency, the measure, or `%`. */
  readonly unit: string | undefined;
  /** Where cells are amounts in several currencies, or percentages beside bare numbers, which are "": what they count, each once. */
  readonly units: readonly string[];
  /** Whether some have thousands separators. */
  readonly hasThousands: boolean;
  /** Whether the other decimal mark fits as many cells, and their shape does not decide. */
  readonly isOpen: boolean;
  /** The first cell that the other mark makes another number; undefined where there is none, or one mark is the likelier by far. */
  readonly undecided: CellValue | undefined;
}

/**
 * Reads cells as numbers, with the decimal mark given, or else with the one that more of them fit, or that their shape tells; the point
 * where both do as well. All that have a unit must have the same: the one given, of which "" is none, or the first one's; beside
 * percentages and measures only 0 may stand alone. `thousands`: false where none may have separators.
 */
export function numberStyle(cells: readonly CellValue[], decimal: Decimal | undefined, unit?: string, thousands?: false): NumberStyle {
  if (decimal !== undefined) return styleWith(cells, decimal, unit, thousands);
  const point = styleWith(cells, ".", unit, thousands);
  if (point.faults.length === 0 && point.texts === 0) return point;
  const comma = styleWith(cells, ",", unit, thousands);
  if (comma.faults.length < point.faults.length) return comma;
  if (comma.faults.length > point.faults.length) return point;
  const { decimal: told, undecided } = shapeOf(cells);
  if (told !== undefined) return told === "," ? comma : point;
  return { ...point, isOpen: true, undecided };
}

/** `1.250` and its like, where one mark is either a decimal mark or groups digits. */
const grouped = /^\D*([1-9]\d{0,2})((?:[.,]\d{3})+)(?!\d)/;
const manyGrouped = 10; // of which one in ten would end in 0, and lose it, were they fractions

/**
 * The decimal mark that the shape of cells tells which fit both: fractions are written with all their digits, or without zeros at
 * their end, and large numbers without a separator stand beside no grouped ones. A group after every comma is likely one of thousands;
 * after every point it may as well be a fraction, which programs write with so many digits.
 */
function shapeOf(cells: readonly CellValue[]): { decimal?: Decimal; undecided?: CellValue | undefined } {
  let withPoint = 0, withComma = 0, endInZero = 0, small = 0, large = 0;
  let first: CellValue | undefined;
  const areTexts = cells.every((cell) => typeof cell !== "number"); // programs write points
  for (const cell of cells) {
    const groups = typeof cell === "string" ? grouped.exec(cell)?.[2] : undefined;
    if (groups === undefined) {
      if (/\d{4}/.test(String(cell))) large++;
      else if (/[1-9]/.test(String(cell))) small++;
      continue;
    }
    first ??= cell;
    if (groups.startsWith(".")) withPoint++;
    else withComma++;
    if (groups.endsWith("0")) endInZero++;
  }
  if (first === undefined || (withPoint > 0 && withComma > 0)) return { undecided: first };
  const [mark, other] = withPoint > 0 ? ([".", ","] as const) : ([",", "."] as const);
  if (large > 0) return { decimal: mark };
  if (small > 0 && (endInZero > 0 || withPoint + withComma >= manyGrouped)) return { decimal: other };
  return mark === "," || !areTexts ? {} : { undecided: first };
}

interface Counted extends NumberStyle {
  readonly texts: number;
}

function styleWith(cells: readonly CellValue[], decimal: Decimal, asked: string | undefined, allowed: false | undefined): Counted {
  const read = cells.map((cell) => (typeof cell === "string" ? parseAmount(cell, decimal) : undefined));
  const texts = cells.filter((cell) => typeof cell === "string").length;
  const unit = asked ?? read.find((amount) => amount?.unit !== undefined)?.unit;
  const areAddresses = texts > 0 && cells.every((cell) => isNetworkAddress(String(cell)));
  const isShort = asked !== undefined || isClearlyShort(cells, read); // a model has decided
  const isRight = (cell: CellValue, amount: AmountText | undefined): boolean => {
    if (typeof cell === "boolean" || (typeof cell === "string" && amount === undefined) || areAddresses) return false;
    if (amount?.hasThousands === true && allowed === false && oneGroup.test(String(cell))) return false;
    if (amount?.short !== undefined && amount.unitIs === undefined && !isShort) return false;
    return fitsUnit(amount, unit, (amount?.value ?? cell) === 0);
  };
  const faults = cells.filter((cell, at) => !isRight(cell, read[at]));
  const hasThousands = read.some((amount) => amount?.hasThousands === true);
  return {
    decimal,
    faults,
    words: wordsFor(cells, read, decimal, unit),
    unit,
    units: faults.length === 0 || areAddresses ? [] : unitsOf(cells, read),
    hasThousands,
    isOpen: false,
    undecided: undefined,
    texts,
  };
}

const oneGroup = /^\D*\d{1,3}[.,]\d{3}\D*$/; // which may as well be a fraction
const manyShort = 10; // cells: levels such as 5B are fewer

/**
 * Whether M and k mean thousands, and not levels such as 5B: in many cells, in lower case, after a fraction or many digits, or beside a
 * currency.
 */
function isClearlyShort(cells: readonly CellValue[], read: readonly (AmountText | undefined)[]): boolean {
  const short = [...read.entries()].filter(([, amount]) => amount?.short !== undefined);
  return short.length >= manyShort || short.some(([at, amount]) => {
    const { value, short, unitIs } = amount!;
    const power = short === "k" ? 1e3 : short === "M" ? 1e6 : 1e9;
    return unitIs === "currency" || /\dk/.test(String(cells[at])) || !Number.isInteger(value / power) || Math.abs(value) >= 100 * power;
  });
}

function fitsUnit(amount: AmountText | undefined, unit: string | undefined, isZero: boolean): boolean {
  if (amount?.unit === undefined) return isZero || unit === undefined || unit === "" || isCurrencyUnit(unit);
  return sameUnit(amount.unit, unit ?? "") && (amount.unitIs !== "currency" || isCurrency(amount.unit));
}

/** Whether bare numbers may stand beside those with this unit: they do beside a currency. */
function isCurrencyUnit(unit: string): boolean {
  return parseAmount(`1 ${unit}`, ".")?.unitIs === "currency" || parseAmount(`${unit} 1`, ".")?.unitIs === "currency";
}

/** Units are the same in any case, with a point or without, in the singular or the plural. */
function sameUnit(a: string, b: string): boolean {
  const bare = (unit: string): string => lower(unit).replace(/\.$/, "").replace(/(?<=..)s$/, "");
  return a === b || bare(a) === bare(b);
}

/** What the cells count, each unit once, where all are amounts or percentages and count different things. */
function unitsOf(cells: readonly CellValue[], read: readonly (AmountText | undefined)[]): string[] {
  const units = new Set<string>();
  for (const [at, cell] of cells.entries()) {
    const amount = typeof cell === "number" ? { value: cell, unit: undefined, unitIs: undefined } : read[at];
    if (amount === undefined || amount.unitIs === "measure" || (amount.unitIs === "currency" && !isCurrency(amount.unit!))) return [];
    if (amount.unit !== undefined || amount.value !== 0) units.add(amount.unit ?? "");
  }
  return [...units];
}

/** How the numbers are written, in words. */
function wordsFor(
  cells: readonly CellValue[],
  read: readonly (AmountText | undefined)[],
  decimal: Decimal,
  unit: string | undefined,
): string {
  const some = (is: (amount: AmountText) => boolean): boolean => read.some((amount) => amount !== undefined && is(amount));
  const isMoney = unit !== undefined && unit !== "" && unit !== "%" && isCurrencyUnit(unit);
  const what =
    unit === "%" ? "percentages, 12 % being 0.12"
    : isMoney ? `amounts in ${unit}`
    : unit !== undefined && unit !== "" ? `numbers of ${unit}`
    : cells.some((cell) => typeof cell === "string") ? "numbers written as text"
    : "every cell is a number";
  const bound = read.findIndex((amount) => amount?.isBound === true);
  const details = [
    ...(some((amount) => amount.hasThousands) ? ["thousands separators"] : []),
    ...(decimal === "," && cells.some((cell) => String(cell).includes(",")) ? ["decimal commas"] : []),
    ...(some((amount) => amount.short !== undefined) ? ["k, M and the like for thousands and millions"] : []),
    ...(bound >= 0 ? [`bounds such as "${String(cells[bound])}" for the numbers themselves`] : []),
    ...(some((amount) => amount.isGuarded) ? ["an apostrophe before the sign"] : []),
    ...(some((amount) => amount.isDash) ? ["a dash for 0"] : []),
  ];
  if (details.length === 0) return what;
  return `${what} with ${details.slice(0, -1).join(", ")}${details.length > 1 ? " and " : ""}${details.at(-1)!}`;
}
