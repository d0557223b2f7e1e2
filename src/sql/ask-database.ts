import { InputError, show } from "../core/input-error.ts";
import { lower } from "../core/letters.ts";

/** Sends SQL to a database and gives the rows of the answer: one object a row, by the names of its columns. */
export type QueryFunction = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** The rows of an answer. */
export interface SqlAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** The cell of a column, which some databases name in capitals. */
  readonly cell: (row: number, name: string) => unknown;
  /** A cell as a number: drivers give counts as numbers, as bigints or as text. NaN for nothing. */
  readonly number: (row: number, name: string) => number;
  /** A column as such numbers. */
  readonly numbers: (name: string) => Float64Array;
}

/** Asks a database, one query after the other. */
export type Ask = (stage: string, sql: string) => Promise<SqlAnswer>;

/** What asks: an error of the database goes on as it is, with the `sql` that caused it. */
export function askWith(where: string, query: QueryFunction, before: (stage: string, sql: string) => void): Ask {
  return async (stage, sql) => {
    before(stage, sql);
    let rows: unknown;
    try {
      rows = await query(sql);
    } catch (error) {
      if (typeof error === "object" && error !== null && Object.isExtensible(error) && !("sql" in error)) Object.assign(error, { sql });
      throw error;
    }
    return answerOf(where, rows, stage);
  };
}

function answerOf(where: string, rows: unknown, stage: string): SqlAnswer {
  const complain = (rule: string, got: string): InputError => new InputError("not-an-answer", where, rule, `${got} from the query of the stage ${show(stage)}`);
  if (!Array.isArray(rows)) throw complain("`query` must give an array of rows", show(rows));
  const wrong: unknown = rows.find((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (wrong !== undefined) throw complain("`query` must give rows as objects by the names of their columns", show(wrong));
  const given = rows as readonly Readonly<Record<string, unknown>>[];
  const keys = new Map(Object.keys(given[0] ?? {}).map((key) => [lower(key), key]));
  const keyOf = (name: string): string => {
    const key = keys.get(lower(name));
    if (key === undefined) throw complain(`\`query\` must give the column ${show(name)}`, `only ${[...keys.values()].map(show).join(", ")}`);
    return key;
  };
  const numberOf = (value: unknown, name: string): number => {
    if (typeof value === "number") return value;
    if (value === null || value === undefined) return NaN;
    const number = typeof value === "bigint" || (typeof value === "string" && value.trim() !== "") ? Number(value) : NaN;
    if (Number.isNaN(number) && !isNan(value)) throw complain(`\`query\` must give a number as ${show(name)}`, show(value));
    return number;
  };
  return {
    rows: given,
    cell: (row, name) => given[row][keyOf(name)],
    number: (row, name) => numberOf(given[row][keyOf(name)], name),
    numbers: (name) => {
      if (given.length === 0) return new Float64Array(0);
      const key = keyOf(name);
      return Float64Array.from(given, (row) => numberOf(row[key], name));
    },
  };
}

function isNan(value: unknown): boolean {
  return value === "NaN" || value === "nan";
}
