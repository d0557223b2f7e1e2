import { cellError, isMissing } from "./cell.ts";
import { type Coded, codedIn, type Codes } from "./coded.ts";
import { dayOf, isDate, isoDate } from "./date-text.ts";

/** A cell that holds something: a number, a trimmed text, yes or no. */
export type CellValue = number | string | boolean;

/** The distinct cells of a column, so that each is looked at once. */
export interface DistinctCells {
  readonly cells: CellValue[];
  /** For each, the rows that hold it. */
  readonly counts: number[];
  /** For each, the first row that holds it. */
  readonly rows: number[];
  /** Each row's place among them; -1 where the cell is missing. */
  readonly codes: Codes;
  /** The column itself, where it is texts that stand in it as they do here, and null for a missing cell. */
  readonly plain: (string | null)[] | undefined;
  /** Rows whose text had blanks around. */
  readonly trimmed: number;
  /** Rows whose text was a formula that says nothing but a text: `="0012"`. */
  readonly formulas: number;
  /** Rows whose text is a word for missing. */
  readonly words: number;
  /** Whether there are Dates. They become texts such as 2024-01-31, of the day in UTC. */
  readonly hasDates: boolean;
}

/** Whether a column is known by its distinct cells, or by values that need no conversion. */
export function isDistinct(cells: object): cells is DistinctCells {
  return "codes" in cells;
}

/** The cells of a column that only names its rows: texts as they are, null for a missing cell. */
export function plainTexts(where: string, column: string, values: ArrayLike<unknown>): (string | null)[] {
  return Array.from(values, (raw, row) =>
    isMissing(raw) ? null : typeof raw === "string" ? raw : String(cellOf(where, column, row, raw)),
  );
}

const word = -2; // the code of a word for missing, until it is counted
const unseen = -3;

/** Finds the distinct cells of a column; `words` mean missing. */
export function distinctCells(where: string, column: string, values: ArrayLike<unknown>, words: ReadonlySet<string>): DistinctCells {
  const coded = codedIn(values);
  const { raws, places, placeOf, counts: rowsOfRaw, firsts } = coded === undefined ? inShort(values) : shortOf(coded);
  const cells: CellValue[] = [], counts: number[] = [], rows: number[] = [];
  const codeOfRaw = new Int32Array(raws.length).fill(unseen);
  const codeOfOther = new Map<CellValue, number>(); // of cells that no raw is
  let hasDates = false;

  const codeFor = (place: number, row: number): number => {
    const raw = raws[place];
    if (isMissing(raw)) return -1;
    const cell = cellOf(where, column, row, raw);
    if (words.has(String(cell))) return word;
    hasDates ||= isDate(raw);
    const same = raw === cell && coded === undefined ? place : placeOf.get(cell); // the raw that is the cell
    const known = same === undefined ? codeOfOther.get(cell) : codeOfRaw[same];
    if (known !== undefined && known !== unseen) return known;
    if (same === undefined) codeOfOther.set(cell, cells.length);
    else codeOfRaw[same] = cells.length;
    counts.push(0);
    rows.push(row);
    return cells.push(cell) - 1;
  };

  let trimmed = 0, formulas = 0, ofWords = 0, isPlain = coded !== undefined;
  const order = orderOf(firsts);
  for (let at = 0; at < raws.length; at++) {
    const place = order === undefined ? at : order[at];
    if (firsts[place] < 0) continue;
    const raw = raws[place];
    const known = codeOfRaw[place] === unseen ? codeFor(place, firsts[place]) : codeOfRaw[place];
    const code = (codeOfRaw[place] = known);
    if (code === word) ofWords += rowsOfRaw[place];
    if (code >= 0) counts[code] += rowsOfRaw[place];
    else isPlain &&= raw === null;
    if (code < 0 || typeof raw !== "string" || raw.length === (cells[code] as string).length) continue;
    isPlain = false;
    if (textFormula.test(raw)) formulas += rowsOfRaw[place];
    else trimmed += rowsOfRaw[place];
  }
  const plain = isPlain ? (values as (string | null)[]) : undefined;
  const codes = recoded(places, codeOfRaw, coded !== undefined);
  return { cells, counts, rows, codes, plain, trimmed, formulas, words: ofWords, hasDates };
}

/** The codes of rows from the places of what they hold, in the array of these unless it is kept; that itself, where nothing changes. */
function recoded(places: Codes, codeOfRaw: Int32Array, isKept: boolean): Codes {
  if (codeOfRaw.every((code, place) => code === place || code === unseen)) return places;
  const codes = isKept ? new Int32Array(places.length) : places;
  for (let i = 0; i < codes.length; i++) codes[i] = places[i] < 0 ? -1 : Math.max(-1, codeOfRaw[places[i]]);
  return codes;
}

/** A column in short: its distinct cells as they stand, each row's place among them, the place of each, its rows and the first of these. */
interface Short {
  readonly raws: readonly unknown[];
  readonly places: Codes;
  readonly placeOf: ReadonlyMap<unknown, number>;
  readonly counts: ArrayLike<number>;
  readonly firsts: ArrayLike<number>;
}

function inShort(values: ArrayLike<unknown>): Short {
  const raws: unknown[] = [];
  const placeOf = new Map<unknown, number>();
  const places = new Int32Array(values.length);
  const counts: number[] = [], firsts: number[] = [];
  for (let i = 0; i < places.length; i++) {
    const raw = values[i];
    let place = placeOf.get(raw);
    if (place === undefined) {
      placeOf.set(raw, (place = raws.push(raw) - 1));
      counts.push(0);
      firsts.push(i);
    }
    counts[place]++;
    places[i] = place;
  }
  return { raws, places, placeOf, counts, firsts };
}

function shortOf({ texts, codes, counts, firsts }: Coded): Short {
  return { raws: texts, places: codes, placeOf: new Map(texts.map((text, place) => [text, place])), counts, firsts };
}

/** The places in the order of their first rows; undefined where that is their own, as it is of what is read from rows one by one. */
function orderOf(firsts: ArrayLike<number>): number[] | undefined {
  let last = -1;
  for (let place = 0; place < firsts.length; place++) {
    if (firsts[place] < 0) continue;
    if (firsts[place] < last) return Array.from(firsts, (_, at) => at).sort((a, b) => firsts[a] - firsts[b]);
    last = firsts[place];
  }
  return undefined;
}

const textFormula = /^="([^"]*)"\s*$/; // by which exports keep spreadsheets from making numbers of codes

function cellOf(where: string, column: string, row: number, raw: unknown): CellValue {
  if (typeof raw === "string") return (raw.startsWith('="') ? raw.replace(textFormula, "$1") : raw).trim();
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "number") {
    if (Number.isFinite(raw)) return raw === 0 ? 0 : raw; // -0 is 0
    throw cellError(where, "not-finite", column, row, "must be finite", raw);
  }
  if (typeof raw === "bigint") return Number.isSafeInteger(Number(raw)) ? Number(raw) : String(raw); // a larger one is a code
  const day = isDate(raw) ? dayOf(raw) : NaN;
  if (day >= firstDay && day <= lastDay) return isoDate(day);
  throw cellError(where, "not-a-cell", column, row, "must be a number, a text, a boolean, a valid Date, or null", raw);
}

const firstDay = -719528; // of the years 0000 to 9999
const lastDay = 2932896;
