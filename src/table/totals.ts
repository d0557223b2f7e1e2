import { lower, settled } from "../core/letters.ts";
import { readNumberText } from "./amount-text.ts";
import { isMissing } from "./cell.ts";
import type { Decimal } from "./number-text.ts";

/** Rows of totals at the beginning or the end of a table. */
export interface Totals {
  readonly place: "first" | "last";
  /** What names each of them; "" where nothing does. */
  readonly words: readonly string[];
  /**
   * Whether every number of theirs is the sum, the mean or the count of its column, and one at least is a sum; or each is said to be a
   * total, and two numbers of one are sums: the others may be rates, or sums of a part.
   */
  readonly isCertain: boolean;
}

const sumWords =
  "grand total|sub ?total|totals?|sums?|summen?|gesamt(?:summe|ergebnis)?|insgesamt|total g[eé]n[eé]ral|totaux|totales|totale|totaal|totalt|totalt|somma|somme|summa|suma|soma|yhteensä|razem|celkem|összesen|toplam|итого|всего|合計|总计";
const means = "averages?|avg|mean|mittelwert|durchschnitt|moyenne|media|média|promedio|gemiddelde|genomsnitt|średnia";
const counts = "count|number|anzahl|nombre|cantidad|conteggio|antal|n";
const word = /* @__PURE__ */ (() => settled(new RegExp(`^[^\\p{L}\\p{N}]*(?:${sumWords}|${means})(?![\\p{L}\\p{N}])`, "u")))();
const wholeWord = /* @__PURE__ */ (() => settled(new RegExp(`^[^\\p{L}\\p{N}]*(?:${sumWords})(?:\\s*[(:=].*|[^\\p{L}\\p{N}]*)$`, "u")))();
const otherWord = /* @__PURE__ */ (() => settled(new RegExp(`^[^\\p{L}\\p{N}]*(?:${means}|${counts})(?![\\p{L}\\p{N}])`, "u")))();
const mostRows = 3; // a total, a mean and a count
const mostTotals = 20; // of parts, each of which says so
const sureSums = 2; // hardly by chance
const mostLooked = 100; // cells that tell names from numbers
const leastUnnamed = 5; // rows, of which the one without a name is their sum

/** Whether a text says a total or a mean, such as `Total: 24 customers`; not a name that begins like one. */
export function saysTotal(text: string): boolean {
  return says(wholeWord, text) || (says(word, text) && /[\d:=]/.test(text));
}

/** Whether a text fits a pattern of small letters. */
function says(pattern: RegExp, text: string): boolean {
  return pattern.test(lower(text));
}

/**
 * Finds rows of totals: the last rows of a table, up to three, or its first one, whose first text is a word for a total or a mean; more
 * of them where each is a word for a total. A first or last row may also be one that lacks the name that all others have, and holds
 * their sums. Pure; in O(1) where there is neither, else in O(cells). `columns` are equally long: numbers with NaN, or texts with null,
 * for missing; texts may be amounts.
 */
export function findTotals(columns: readonly ArrayLike<unknown>[], rows: number): Totals | undefined {
  if (rows < 3 || columns.length < 2) return undefined;
  const wordOf = (row: number): string | undefined => {
    const first = columns.map((cells) => cells[row]).find((cell) => typeof cell === "string" && !isMissing(cell) && !isNumber(cell as string));
    return typeof first === "string" ? first.trim() : undefined;
  };
  const readings: (readonly Float64Array[] | undefined)[] = [];
  const readingsOf = (c: number): readonly Float64Array[] => (readings[c] ??= asNumbers(columns[c]));
  for (const place of ["last", "first"] as const) {
    const rowAt = (i: number): number => (place === "last" ? rows - 1 - i : i);
    const words: string[] = [];
    while (words.length < Math.min(place === "last" ? mostTotals : 1, rows - 2)) {
      const said = wordOf(rowAt(words.length));
      if (said === undefined || !(says(word, said) || says(otherWord, said))) break;
      if (words.length >= mostRows && !says(wholeWord, said)) break;
      words.push(said);
    }
    while (words.length > 0 && !words.some((said) => says(word, said))) words.pop();
    const isUnnamed = words.length === 0 && lacksName(columns, rows, rowAt(0));
    if (words.length === 0 && !isUnnamed) continue;
    const [from, to] = place === "last" ? [0, rows - Math.max(1, words.length)] : [1, rows];
    const found = (isUnnamed ? [""] : words).map((_, i) => kindOf(columns, rowAt(i), from, to, readingsOf));
    const isSure = found.some(({ sums }) => sums >= sureSums);
    if (isUnnamed) {
      if (isSure) return { place, words: [""], isCertain: true };
      continue;
    }
    const areSums = found.every(({ kind }) => kind !== "other") && found.some(({ kind }) => kind === "sums");
    const isCertain = areSums || (isSure && words.every((said) => says(wholeWord, said)));
    if (isCertain || says(wholeWord, words[0])) return { place, words: isCertain ? words : words.slice(0, 1), isCertain };
  }
  return undefined;
}

/** Whether a row of many has no text in a column in which each other row has one. */
function lacksName(columns: readonly ArrayLike<unknown>[], rows: number, row: number): boolean {
  if (rows <= leastUnnamed) return false;
  return columns.some((cells) => {
    if (cells instanceof Float64Array || !isMissing(cells[row])) return false;
    for (let i = 0; i < rows; i++) if (i !== row && isMissing(cells[i])) return false;
    return Array.from({ length: Math.min(rows, mostLooked) }, (_, i) => i === row || !isNumber(String(cells[i]))).every(Boolean);
  });
}

/**
 * What the numbers of a row are of those from row `from` to before `to`: sums among them, means and counts alone, or something else; and
 * how many are sums.
 */
function kindOf(
  columns: readonly ArrayLike<unknown>[],
  row: number,
  from: number,
  to: number,
  readingsOf: (c: number) => readonly Float64Array[],
): { readonly kind: "sums" | "others" | "other"; readonly sums: number } {
  let found = 0, sums = 0, hasOther = false;
  for (const [c, cells] of columns.entries()) {
    if (isMissing(cells[row]) || (typeof cells[row] === "string" && !/\d/.test(cells[row] as string))) continue;
    const kinds = readingsOf(c).flatMap((numbers) => (Number.isNaN(numbers[row]) ? [] : kindIn(numbers, cells, row, from, to)));
    if (kinds.length === 0) continue;
    hasOther ||= kinds.every((kind) => kind === "other");
    found++;
    if (kinds.includes("sums")) sums++;
  }
  return { kind: found === 0 || hasOther ? "other" : sums > 0 ? "sums" : "others", sums };
}

/** The same of one column. */
function kindIn(numbers: Float64Array, cells: ArrayLike<unknown>, row: number, from: number, to: number): "sums" | "others" | "other" {
  let sum = 0, size = 0, known = 0, filled = 0, nonzero = 0, isWhole = true;
  for (let i = from; i < to; i++) {
    if (!isMissing(cells[i])) filled++;
    if (Number.isNaN(numbers[i])) continue;
    sum += numbers[i];
    size += Math.abs(numbers[i]);
    known++;
    if (numbers[i] !== 0) nonzero++;
    isWhole &&= Number.isInteger(numbers[i]);
  }
  const value = numbers[row];
  const rounding = isWhole ? 0 : 0.005 * (1 + Math.sqrt(known)); // of cells that were rounded to cents
  const isSum = known > 0 && Math.abs(value - sum) <= 1e-9 * size + rounding;
  if (isSum && nonzero > 1 && 2 * known > filled) return "sums";
  const isMean = known > 0 && Math.abs(value - sum / known) <= 0.5 * lastPlace(value) + 1e-9 * size;
  return isSum || isMean || value === filled || value === to - from ? "others" : "other";
}

/** The size of the last digit that a number prints. */
function lastPlace(value: number): number {
  const digits = /\.(\d+)$/.exec(String(value))?.[1].length ?? 0;
  return Number(`1e-${digits}`);
}

function isNumber(text: string): boolean {
  return !Number.isNaN(readNumberText(text, ".")) || !Number.isNaN(readNumberText(text, ","));
}

/** The numbers of a column, NaN where a cell is none; of texts with the decimal mark that more of them fit, or with either. */
function asNumbers(cells: ArrayLike<unknown>): readonly Float64Array[] {
  if (cells instanceof Float64Array) return [cells];
  const read = (decimal: Decimal): Float64Array =>
    Float64Array.from(cells, (cell) => (typeof cell === "string" ? readNumberText(cell, decimal) : typeof cell === "number" ? cell : NaN));
  const known = (numbers: Float64Array): number => numbers.reduce((count, x) => count + Number(!Number.isNaN(x)), 0);
  const point = read("."), comma = read(",");
  return known(comma) === known(point) ? [point, comma] : known(comma) > known(point) ? [comma] : [point];
}
