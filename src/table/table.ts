import { advise } from "../core/advice.ts";
import { isArrayLike } from "../core/check.ts";
import { InputError, list, received, show } from "../core/input-error.ts";
import { checkMatrix, isMatrix, type Matrix } from "../core/matrix.ts";
import { isNotice, type Notice } from "../core/notice.ts";

/** The cells of one column: an array or a typed array. */
export type ColumnValues = ArrayLike<unknown>;

/** A table as equally long columns, each under its name. */
export type Columns = Readonly<Record<string, ColumnValues>>;

/** A row of a table: one property a column. Any object will do, so that arrays of an interface or a class are tables. */
export type Row = object;

/** A table: rows of plain objects, or an object of equally long columns. */
export type Table = readonly Row[] | Columns;

type NameOf<T> = T extends unknown ? Extract<keyof T, string> : never;
type Known<Name extends string> = [Name] extends [never] ? string : Name;

/** The names of a table's columns, where its type tells them, so that a misspelt one does not compile; else any text. */
export type ColumnName<T> = T extends Matrix
  ? string
  : T extends Iterable<infer R>
    ? Known<NameOf<R>>
    : T extends Columns
      ? Known<NameOf<T>>
      : string;

// Objects put keys such as "2019" first, so a table of columns carries its order with it. A registered symbol is the same
// in the ESM and the CommonJS build.
const orderKey = Symbol.for("audience-segmentation.columnOrder");
const noticesKey = Symbol.for("audience-segmentation.readingNotices");

/**
 * Makes a table of columns that remembers the order they were given in, and what is told of how they were read.
 *
 * It has no prototype: `__proto__` and `constructor` are names like any other, and a column that is not there is undefined.
 */
export function withOrder<V extends ColumnValues>(
  entries: readonly (readonly [string, V])[],
  notices: readonly Notice[] = [],
): Readonly<Record<string, V>> {
  const columns: Record<string, V> = Object.create(null);
  for (const [name, values] of entries) columns[name] = values;
  const order = Object.freeze(entries.map(([name]) => name));
  return withNotices(Object.defineProperty(columns, orderKey, { value: order, enumerable: false }), notices);
}

/** Lets a table of columns remember what is told of how it was read. */
export function withNotices<T extends object>(columns: T, notices: readonly Notice[]): T {
  if (notices.length === 0) return columns;
  return Object.defineProperty(columns, noticesKey, { value: Object.freeze([...notices]), enumerable: false });
}

// What a text was like that a table was read from, for those who read the table: not a column, and gone with a copy.
const writtenKey = Symbol.for("audience-segmentation.written");

/** How the text was written that a table of columns was read from. */
export interface Written {
  /** The character between its fields. */
  readonly delimiter: string;
  /** The texts of columns of numbers that may be read otherwise, such as 1.250 for a thousand and some. */
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Lets a table of columns remember how it was written. */
export function withWritten<T extends Columns>(table: T, written: Written): T {
  return Object.defineProperty(table, writtenKey, { value: Object.freeze(written), enumerable: false });
}

/** How a table of columns was written, where it remembers. */
export function writtenIn(table: Columns): Written | undefined {
  return (table as { readonly [writtenKey]?: Written })[writtenKey];
}

/** What is told of how a table was read; nothing of one that remembers nothing. */
export function noticesOfReading(table: unknown): readonly Notice[] {
  const notices = typeof table === "object" && table !== null ? (table as { readonly [noticesKey]?: unknown })[noticesKey] : undefined;
  return Array.isArray(notices) ? notices.filter(isNotice) : [];
}

/**
 * The names of a table's columns: those it remembers the order of and still has, then any others as the object lists them.
 */
export function columnOrder(table: Columns): string[] {
  const remembered = (table as { readonly [orderKey]?: readonly string[] })[orderKey] ?? [];
  const names = new Set(remembered.filter((name) => Object.hasOwn(table, name)));
  for (const name of Object.keys(table)) names.add(name);
  return [...names];
}

/** A table of either kind, read by column. */
export interface Frame {
  /** The number of rows. */
  readonly rows: number;
  /** The columns' names, in order. */
  readonly names: readonly string[];
  /** The cells of a column that is known to exist. */
  readonly valuesOf: (name: string) => ArrayLike<unknown>;
  /** The character between the fields of the text that the table was read from, where it is known. */
  readonly delimiter?: string | undefined;
}

/** Reads a table, or a matrix whose columns are then named `column1`, `column2`, …; checks its shape, and that it has rows. */
export function toFrame(where: string, table: Table | Matrix): Frame {
  const frame = isMatrix(table) ? ofMatrix(where, table)
    : Array.isArray(table) ? frameOfRows(where, table)
    : ofColumns(where, table as Columns);
  if (frame.rows > 0) return trimmed(frame);
  throw new InputError("no-rows", where, [advise({ advice: "rows" })], "no rows");
}

/** A frame whose columns' names have no blanks around, unless two would then be alike; a column goes by its name with them, too. */
function trimmed(frame: Frame): Frame {
  if (frame.names.every((name) => name.trim() === name)) return frame;
  const names = frame.names.map((name) => name.trim() || name);
  if (new Set(names).size < names.length) return frame;
  const written = new Map(names.map((name, at) => [name, frame.names[at]]));
  return { ...frame, names, valuesOf: (name) => frame.valuesOf(written.get(name) ?? name) };
}

/** The name of a column, which an `argument` may have named, as the frame has it; or an error that names the nearest one. */
export function nameIn(where: string, frame: Frame, name: string, argument?: string): string {
  const known = frame.names.includes(name) || typeof name !== "string" ? name : name.trim(); // it may come from untyped code
  if (frame.names.includes(known)) return known;
  if (typeof name !== "string") {
    throw new InputError("unknown-column", where, `${argument ?? "the column"} must be the name of a column`, show(name));
  }
  const rule = `must be in the table, which has ${list(frame.names)}`;
  const place = { column: name };
  if (argument === undefined) {
    throw new InputError("unknown-column", where, rule, received(name, frame.names, "no such column"), place, "");
  }
  throw new InputError("unknown-column", where, `${argument} ${rule}`, received(name, frame.names), place);
}

/** The cells of the column `name`, which an `argument` may have named, or an error that names the nearest column. */
export function columnOf(where: string, frame: Frame, name: string, argument?: string): ArrayLike<unknown> {
  return frame.valuesOf(nameIn(where, frame, name, argument));
}

function ofMatrix(where: string, x: Matrix): Frame {
  const { data, rows, cols } = checkMatrix(where, x);
  const names = Array.from({ length: cols }, (_, j) => `column${j + 1}`);
  const valuesOf = (name: string): Float64Array => {
    const values = new Float64Array(rows);
    for (let i = 0, at = names.indexOf(name); i < rows; i++, at += cols) values[i] = data[at];
    return values;
  };
  return { rows, names, valuesOf };
}

/** Row objects as a frame; complaints count rows from `first`. Their columns' names are as they are. */
export function frameOfRows(where: string, table: readonly Row[], first: number = 0): Frame {
  const names = new Set<string>();
  for (let i = 0; i < table.length; i++) {
    const row: unknown = table[i];
    if (typeof row !== "object" || row === null || isArrayLike(row) || isBare(row)) {
      const way = isArrayLike(row) ? "; name the cells, as by `rows.map(([age, city]) => ({ age, city }))`" : "";
      throw new InputError("not-a-row", where, `must be an object with one property a column${way}`, show(row), { row: first + i }, "");
    }
    for (const name of Object.keys(row)) names.add(name);
  }
  const valuesOf = (name: string): unknown[] =>
    table.map((row) => (Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined));
  return { rows: table.length, names: [...names], valuesOf };
}

/** Whether a row holds no cells, and is not an empty object: a Map or a Date. */
function isBare(row: object): boolean {
  return Object.keys(row).length === 0 && Object.prototype.toString.call(row) !== "[object Object]";
}

/** Whether a value gives rows later: a promise, an async iterable. */
function isPending(value: object): boolean {
  return ("then" in value && typeof value.then === "function") || Symbol.asyncIterator in value;
}

/** What was given in place of a table, with what makes one of it. */
function wayTo(given: unknown): string {
  if (typeof given === "string") return `${show(given)}, a text; read it with \`parseCsv\` first`;
  if (typeof given !== "object" || given === null || !isPending(given)) return show(given);
  if (Symbol.asyncIterator in given) return "an async iterable; collect its rows first, or give CSV to `readCsv`";
  return "a promise; `await` it first";
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean", "bigint"].includes(typeof value) || Object.prototype.toString.call(value) === "[object Date]";
}

function ofColumns(where: string, table: Columns): Frame {
  if (typeof table !== "object" || table === null || isArrayLike(table) || isPending(table)) {
    throw new InputError("not-a-table", where, `\`table\` must be an array of row objects, an object of columns, or a Matrix`, wayTo(table));
  }
  const names = columnOrder(table);
  if (names.length > 0 && names.every((name) => isScalar(table[name])))
    throw new InputError("not-a-table", where, `\`table\` must hold rows; put one row into an array`, show(table));
  let rows: number | undefined;
  for (const name of names) {
    const values: unknown = table[name];
    if (!isArrayLike(values)) {
      throw new InputError("not-a-column", where, `column ${list([name])} must be an array or a typed array`, show(values), { column: name });
    }
    rows ??= values.length;
    if (values.length !== rows) {
      const rule = `column ${list([name])} must be as long as ${list([names[0]])}: ${rows} rows`;
      throw new InputError("ragged-columns", where, rule, values.length, { column: name });
    }
  }
  const written = writtenIn(table);
  const texts = written?.texts ?? {};
  const valuesOf = (name: string): ColumnValues => (Object.hasOwn(texts, name) ? texts[name] : table[name]);
  return { rows: rows ?? 0, names, valuesOf, delimiter: written?.delimiter };
}
