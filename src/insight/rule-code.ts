import { type Quotes, quotesOf } from "../core/sql-quotes.ts";
import { isoDate } from "../table/date-text.ts";
import type { RuleValues } from "./rule-columns.ts";
import { boundOf, type Condition, type RuleNode, type RulePath, type RuleSplit, unbounded } from "./rule-paths.ts";
import type { RawCell, Spelling } from "./spelling.ts";

/** How names and texts are quoted in SQL: `"name"` and `'text'`; as MySQL does; as SQL Server does. */
export type SqlDialect = "standard" | "mysql" | "sqlserver";

/** The dialects. */
export const sqlDialects: readonly SqlDialect[] = ["standard", "mysql", "sqlserver"];

/** A column with how it is written in the table. */
export interface SpelledColumn extends RuleValues {
  readonly spelling: Spelling;
}

/** A column by its name. */
export type ColumnNamed = (name: string) => SpelledColumn;

/** SQL of one dialect for one table. */
interface Sql {
  readonly columnOf: ColumnNamed;
  readonly quotes: Quotes;
}

function literal({ quotes }: Sql, cell: RawCell): string {
  if (typeof cell === "string") return quotes.text(cell);
  return typeof cell === "boolean" ? quotes.flags[Number(cell)] : String(cell);
}

/** `name IN (…)`; of one cell `name = …`. */
function among(sql: Sql, name: string, cells: readonly RawCell[], isNot = false): string {
  if (cells.length === 1) return `${name} ${isNot ? "<>" : "="} ${literal(sql, cells[0])}`;
  return `${name} ${isNot ? "NOT IN" : "IN"} (${cells.map((cell) => literal(sql, cell)).join(", ")})`;
}

/** The cells that stand for levels. */
function cellsOf({ levels, spelling }: SpelledColumn, wanted: readonly string[]): RawCell[] {
  return wanted.flatMap((level) => spelling.levels[levels.indexOf(level)] ?? [level]);
}

/** A bound of a number or a date as SQL or JavaScript writes it. */
function boundText(isDate: boolean, bound: number, quote: (text: string) => string): string {
  return isDate ? quote(isoDate(bound)) : String(bound);
}

/**
 * What is true of the cells that are not missing and fit, and of no others: no part of it is NULL but where the whole is not true.
 * Undefined where all cells that are not missing fit.
 */
function knownAs(sql: Sql, { column, low, high, inside, outside }: Condition): string {
  const spelled = sql.columnOf(column);
  const { type, levels, spelling } = spelled;
  const name = sql.quotes.name(column);
  if (inside !== undefined) return among(sql, name, cellsOf(spelled, inside));
  if (type === "ordered" && (low > -Infinity || high < Infinity)) {
    return among(sql, name, cellsOf(spelled, levels.slice(Math.max(low, 0), Math.min(high, levels.length))));
  }
  const bound = (value: number): string => boundText(type === "date", value, sql.quotes.text);
  const others = [...cellsOf(spelled, outside), ...spelling.missing];
  const parts = [
    ...(low > -Infinity ? [`${name} >= ${bound(low)}`] : []),
    ...(high < Infinity ? [`${name} < ${bound(high)}`] : []),
    ...(others.length > 0 ? [among(sql, name, others, true)] : []),
  ];
  return parts.length > 0 ? parts.join(" AND ") : `${name} IS NOT NULL`;
}

/** What is true of missing cells. */
function missingAs(sql: Sql, column: string): string {
  const { spelling } = sql.columnOf(column);
  const name = sql.quotes.name(column);
  return [`${name} IS NULL`, ...(spelling.missing.length > 0 ? [among(sql, name, spelling.missing)] : [])].join(" OR ");
}

/** A condition as a predicate that is true or not; undefined where every row fits. */
function conditionAs(sql: Sql, condition: Condition): string | undefined {
  const { column, known, missing, inside, outside, low, high } = condition;
  if (!known) return missing ? `(${missingAs(sql, column)})` : "1 = 0";
  const isFree = inside === undefined && outside.length === 0 && low === -Infinity && high === Infinity;
  if (isFree && missing) return undefined;
  if (condition.type === "ordered" && missing) { // what the order lacks goes where missing cells go
    const spelled = sql.columnOf(column);
    const others = spelled.levels.filter((_, place) => place < low || place >= high);
    const name = sql.quotes.name(column);
    return `(${among(sql, name, cellsOf(spelled, others), true)} OR ${name} IS NULL)`;
  }
  const said = knownAs(sql, condition);
  return missing ? `(${said.includes(" AND ") ? `(${said})` : said} OR ${missingAs(sql, column)})` : said;
}

/** The predicate of a segment, for WHERE: true of the rows that end in one of its leaves, and of no others. */
export function sqlPredicate(paths: readonly RulePath[], columnOf: ColumnNamed, dialect: SqlDialect): string {
  const sql = { columnOf, quotes: quotesOf[dialect] };
  if (paths.length === 0) return "1 = 0";
  const ways = paths.map(({ conditions }) => conditions.flatMap((condition) => conditionAs(sql, condition) ?? []));
  if (ways.some((way) => way.length === 0)) return "1 = 1";
  return ways.map((way) => (ways.length > 1 ? `(${way.join(" AND ")})` : way.join(" AND "))).join("\n  OR ");
}

/** A split as something that is true of rows of one side, and of no others: whatever is missing or NULL goes to the other side. */
interface Asked {
  readonly test: string;
  /** The side that it is true of. */
  readonly side: "yes" | "no";
}

function sqlTest(sql: Sql, split: RuleSplit): Asked {
  const { column, missing } = split;
  const any = { ...unbounded, column, type: sql.columnOf(column).type };
  if (split.type === "known") return { test: knownAs(sql, any), side: "yes" };
  if (split.type === "category") {
    const test = knownAs(sql, { ...any, inside: split.levels });
    return { test: missing === "yes" ? `${test} OR ${missingAs(sql, column)}` : test, side: "yes" };
  }
  const bound = boundOf(split);
  return missing === "yes" ? { test: knownAs(sql, { ...any, low: bound }), side: "no" } : { test: knownAs(sql, { ...any, high: bound }), side: "yes" };
}

/** The tree as an expression: CASE … END, or the number of the one segment. */
export function sqlCase(nodes: readonly RuleNode[], columnOf: ColumnNamed, dialect: SqlDialect): string {
  const sql = { columnOf, quotes: quotesOf[dialect] };
  const write = (at: number, indent: string): string => {
    const { split, segment } = nodes[at];
    if (split === undefined) return String(segment);
    const { test, side } = sqlTest(sql, split);
    const [first, second] = sidesOf(nodes[at], side).map((next) => write(next, `${indent}    `));
    const branch = (word: string, inner: string): string =>
      inner.startsWith("CASE") ? `${indent}  ${word}\n${indent}    ${inner}` : `${indent}  ${word} ${inner}`;
    return `CASE\n${branch(`WHEN ${test} THEN`, first)}\n${branch("ELSE", second)}\n${indent}END`;
  };
  return write(0, "");
}

/** The nodes for rows of which the test is true, and for the others. */
function sidesOf({ yes, no }: RuleNode, side: "yes" | "no"): [number, number] {
  return side === "yes" ? [yes!, no!] : [no!, yes!];
}

const quoteScript = (text: string): string => JSON.stringify(text).replaceAll("<", "\\u003c").replace(/[\u2028\u2029]/g, (mark) => (mark === "\u2028" ? "\\u2028" : "\\u2029"));

/** Cells as the helper `text` gives them. */
function textsOf(cells: readonly RawCell[]): string[] {
  return [...new Set(cells.map((cell) => (typeof cell === "string" ? cell.trim() : String(cell))))];
}

/** Days that stand for none, whatever time of day is written after them. */
function daysIn(cells: readonly RawCell[]): string[] {
  return [...new Set(textsOf(cells).map((text) => text.slice(0, 10)))].filter((text) => /^\d{4}-\d\d-\d\d$/.test(text));
}

function scriptTest(columnOf: ColumnNamed, split: RuleSplit): Asked {
  const spelled = columnOf(split.column);
  const { type, levels, spelling } = spelled;
  const cell = `row[${quoteScript(split.column)}]`;
  const none = textsOf(spelling.missing.filter((own) => own !== "")).map(quoteScript);
  const listed = (texts: readonly string[]): string => `[${texts.join(", ")}].includes(text(${cell}))`;
  if (type === "category" || type === "ordered") {
    if (split.type === "known") return { test: `!${listed(["null", ...none])}`, side: "yes" };
    if (split.type === "number" || split.type === "date") throw new TypeError("levels are not cut by a bound");
    const isSwapped = split.type === "ordered" && split.missing === "yes";
    const wanted = isSwapped ? levels.slice(split.levels.length) : split.levels;
    const texts = textsOf(cellsOf(spelled, wanted)).map(quoteScript);
    return { test: listed(split.missing === "yes" && !isSwapped ? [...texts, "null", ...none] : texts), side: isSwapped ? "no" : "yes" };
  }
  const others = type === "date" ? daysIn(spelling.missing).map(quoteScript) : spelling.missing.map(String);
  const value = `${type === "date" ? "day" : "number"}(${cell}${others.length > 0 ? `, [${others.join(", ")}]` : ""})`;
  if (split.type === "known") return { test: `${value} === ${value}`, side: "yes" };
  const bound = boundText(type === "date", boundOf(split), quoteScript);
  return split.missing === "yes" ? { test: `${value} >= ${bound}`, side: "no" } : { test: `${value} < ${bound}`, side: "yes" };
}

const helpers: Readonly<Record<"text" | "number" | "day", string>> = {
  text: `  const text = (cell) =>
    typeof cell === "string" ? cell.trim() || null : ["number", "boolean", "bigint"].includes(typeof cell) && cell === cell ? String(cell) : null;`,
  number: `  const number = (cell, none = []) => {
    const value = typeof cell === "string" ? Number(cell.trim() || NaN) : typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : NaN;
    return none.includes(value) ? NaN : value;
  };`,
  day: `  const day = (cell, none = []) => {
    const written = cell instanceof Date && !isNaN(cell) ? cell.toISOString() : typeof cell === "string" ? cell.trim() : "";
    const start = written.slice(0, 10);
    return /^\\d{4}-\\d\\d-\\d\\d$/.test(start) && !none.includes(start) ? start : NaN; // NaN is neither before nor after a day
  };`,
};

/** The tree as the source of a function of a row. */
export function scriptOf(nodes: readonly RuleNode[], columnOf: ColumnNamed): string {
  const write = (at: number, indent: string): string => {
    const { split, segment } = nodes[at];
    if (split === undefined) return `${indent}return ${segment};`;
    const { test, side } = scriptTest(columnOf, split);
    const [first, second] = sidesOf(nodes[at], side);
    return `${indent}if (${test}) {\n${write(first, `${indent}  `)}\n${indent}} else {\n${write(second, `${indent}  `)}\n${indent}}`;
  };
  const body = write(0, "  ");
  const used = (["text", "number", "day"] as const).filter((name) => body.includes(`${name}(row[`));
  return `function segmentOf(row) {\n${[...used.map((name) => helpers[name]), body].join("\n")}\n}`;
}
