import { type Quotes, quotesOf } from "../core/sql-quotes.ts";

/** The databases whose SQL {@link scoreSql} writes. */
export type DatabaseDialect = "duckdb" | "clickhouse" | "postgres" | "spark" | "sqlite" | "bigquery" | "snowflake";

/** The dialects. */
export const databaseDialects: readonly DatabaseDialect[] = [
  "duckdb", "clickhouse", "postgres", "spark", "sqlite", "bigquery", "snowflake",
];

/** What a text may look like, before it is read as that. */
export type TextShape = "number" | "day" | "digits";

/**
 * Choices whose parts are all computed. ClickHouse puts off what only the later branches of a CASE mention, and computes it once for each
 * mention; that goes on through the queries below, which it merges, so that a few layers take thousands of times as long and as much room.
 */
interface EagerChoice {
  /** Which of some doubles, counted from 0, is the first that equals another; -1 for none. */
  readonly indexOf: (x: string, of: readonly string[]) => string;
  /** The one of some numbers at a place, counted from 0; NULL at -1 and at NULL. */
  readonly pick: (place: string, of: readonly string[]) => string;
}

/** What one database says otherwise than the others. Functions take and give SQL. */
export interface Dialect {
  readonly quotes: Quotes;
  /** A double, exactly: many engines take 0.1 for a decimal. */
  readonly double: (x: number) => string;
  /** A cell as a double; NULL where it is NULL. */
  readonly number: (cell: string) => string;
  /** Whether {@link number} gives NULL, instead of an error, where a cell is no number. */
  readonly isQuiet?: true;
  /** A cell as text without white space around, compared by its bytes. */
  readonly text: (cell: string) => string;
  /** Whether a double is NaN; absent where none is. */
  readonly isNan?: (x: string) => string;
  /** How NaN is printed; absent where it is not. */
  readonly nan?: string;
  /** Whether all of a text has a shape. */
  readonly looksLike: (text: string, shape: TextShape) => string;
  /** The double that a text is which looks like a number. */
  readonly numberOf: (text: string) => string;
  /** The function that gives the lesser of two. */
  readonly least: string;
  /** What places rows without CASE; absent where CASE does. */
  readonly eager?: EagerChoice;
  /** What stands at the end of a query so that it is not merged into the next, which would compute its columns again and again. */
  readonly fence: string;
  /** What stands at the end of `scoreSql`'s SELECT so that no condition upon it moves into it; absent where that does no harm. */
  readonly seal?: string;
  /** What puts the rows of a table in an order that hangs on what they hold and on a seed, and on nothing else if they differ. */
  readonly shuffle: (table: string, seed: number) => string;
  /** The median; absent where there is no exact one. */
  readonly median?: (x: string) => string;
  /** Names of more bytes do not exist, and would be cut in silence. */
  readonly mostBytes?: number;
  /** What no name can hold, beside a zero. */
  readonly notInNames?: RegExp;
  /** What no text can hold. */
  readonly notInTexts?: RegExp;
}

/** What JavaScript's `trim` takes away. */
const blanks =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
const codes = /* @__PURE__ */ (() => Array.from(blanks, (blank) => blank.charCodeAt(0)))();
const hex = (code: number, length: number): string => code.toString(16).padStart(length, "0");
const asEscapes = /* @__PURE__ */ (() => codes.map((code) => `\\u${hex(code, 4)}`).join(""))();
/** The same in a class of a regular expression of RE2, in a text in which backslashes escape. */
const asClass = "[\\\\x{9}-\\\\x{d} \\\\x{a0}\\\\x{1680}\\\\x{2000}-\\\\x{200a}\\\\x{2028}\\\\x{2029}\\\\x{202f}\\\\x{205f}\\\\x{3000}\\\\x{feff}]";
/** The same as bytes of UTF-8. */
const asBytes = /* @__PURE__ */ (() => {
  const bytesOf = (code: number): number[] => {
    if (code < 0x80) return [code];
    return code < 0x800 ? [0xc0 | (code >> 6), 0x80 | (code & 63)] : [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  };
  return codes.flatMap(bytesOf).map((byte) => hex(byte, 2)).join("");
})();

/** Without backslashes, which not all engines leave alone. A number is one of `numberOf`: 0012 and what is beyond 2^53 are codes. */
const patterns: Readonly<Record<TextShape, string>> = {
  number: "[+-]?((0|[1-9][0-9]{0,15})|[0-9]{1,40}[.][0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,2})?",
  day: "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?",
  digits: "[0-9]{8}",
};

const byPattern = (match: (text: string, pattern: string) => string): Dialect["looksLike"] =>
  (text, shape) => match(text, `'^(${patterns[shape]})$'`);

/** A double as JavaScript prints it, which every engine reads back to the bit; with a point, so that it is no whole number. */
function printed(x: number): string {
  const text = String(x);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const withExponent = (x: number): string => (String(x).includes("e") ? String(x) : `${x}e0`);

const ofDays = ["[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ]*"];

/** SQLite has no regular expressions. A number with an exponent is not recognised. */
function looksInSqlite(text: string, shape: TextShape): string {
  const globs = (...of: readonly string[]): string => of.map((pattern) => `${text} GLOB '${pattern}'`).join(" OR ");
  if (shape === "day") return `(${globs(...ofDays)})`;
  if (shape === "digits") return globs("[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]");
  const isCode = `LTRIM(${text}, '+-') GLOB '0[0-9]*' AND ${text} NOT GLOB '*.*'`;
  const oneSign = `SUBSTR(${text}, 2) NOT GLOB '*[^0-9.]*'`;
  return `(${text} GLOB '*[0-9]*' AND ${text} NOT GLOB '*[^0-9.+-]*' AND ${oneSign} AND ${text} NOT GLOB '*.*.*' AND NOT (${isCode}))`;
}

const textInSqlite = (cell: string): string => `TRIM(CAST(${cell} AS TEXT), CHAR(${codes.join(", ")}))`;
const realInSqlite = (text: string): string => `CAST(${text} AS REAL)`;

/** A cell of any column of SQLite may hold anything, and a cast makes 0 of what is no number. */
function numberInSqlite(cell: string): string {
  const text = textInSqlite(cell);
  const read = `WHEN ${looksInSqlite(text, "number")} THEN ${realInSqlite(text)}`;
  return `CASE WHEN TYPEOF(${cell}) IN ('integer', 'real') THEN CAST(${cell} AS REAL) WHEN TYPEOF(${cell}) = 'text' THEN CASE ${read} END END`;
}

/** One row a database. */
const rows: Readonly<Record<DatabaseDialect, Omit<Dialect, "quotes">>> = {
  duckdb: {
    double: withExponent,
    number: (cell) => `CAST(${cell} AS DOUBLE)`,
    text: (cell) => `TRIM(CAST(${cell} AS VARCHAR), ${codes.map((code) => `CHR(${code})`).join(" || ")})`,
    isNan: (x) => `ISNAN(${x})`,
    nan: "nan",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `REGEXP_MATCHES(${text}, ${pattern})`),
    numberOf: (text) => `TRY_CAST(${text} AS DOUBLE)`,
    least: "LEAST",
    fence: "",
    shuffle: (table, seed) => `HASH(${table}, ${seed})`,
    median: (x) => `MEDIAN(${x})`,
  },
  clickhouse: {
    double: printed,
    number: (cell) => `CAST(${cell} AS Nullable(Float64))`,
    // its TRIM goes by bytes, and would cut letters apart
    text: (cell) => `replaceRegexpAll(CAST(${cell} AS Nullable(String)), '^${asClass}+|${asClass}+$', '')`,
    isNan: (x) => `isNaN(${x})`,
    nan: "nan",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `match(${text}, ${pattern})`),
    numberOf: (text) => `toFloat64OrNull(${text})`,
    least: "LEAST",
    eager: {
      indexOf: (x, of) => `toInt32(indexOf([${of.join(", ")}], ${x}) - 1)`,
      pick: (place, of) => `arrayElement([NULL, ${of.join(", ")}], ${place} + 2)`,
    },
    fence: "",
    seal: "LIMIT 9223372036854775807", // a condition is planned with each column written out at each mention, down to the table's
    shuffle: (_, seed) => `cityHash64(toString(tuple(*)), ${seed})`, // as text: versions before 25.4 cannot hash a tuple with a NULL
    median: (x) => `quantileExactInclusive(0.5)(${x})`,
  },
  postgres: {
    double: (x) => `float8 '${x}'`,
    number: (cell) => `CAST(${cell} AS DOUBLE PRECISION)`,
    text: (cell) => `BTRIM(CAST(${cell} AS TEXT), E'${asEscapes}') COLLATE "C"`,
    isNan: (x) => `${x} = float8 'NaN'`,
    nan: "NaN",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `${text} ~ ${pattern}`),
    numberOf: (text) => `CAST(${text} AS DOUBLE PRECISION)`,
    least: "LEAST",
    fence: "OFFSET 0",
    shuffle: (table, seed) => `HASHTEXTEXTENDED(CAST(${table} AS TEXT), ${seed})`,
    median: (x) => `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ${x})`,
    mostBytes: 63,
    notInTexts: /\u0000/,
  },
  spark: {
    double: (x) => `${x}D`,
    number: (cell) => `CAST(${cell} AS DOUBLE)`,
    isQuiet: true,
    text: (cell) => `TRIM(BOTH DECODE(X'${asBytes}', 'UTF-8') FROM CAST(${cell} AS STRING))`,
    isNan: (x) => `ISNAN(${x})`,
    nan: "NaN",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `${text} RLIKE ${pattern}`),
    numberOf: (text) => `CAST(${text} AS DOUBLE)`,
    least: "LEAST",
    fence: "",
    shuffle: (_, seed) => `RAND(${seed})`, // it takes no star where it sorts: the order of the rows counts
    median: (x) => `PERCENTILE(${x}, 0.5)`,
    notInNames: /\$\{/,
  },
  sqlite: {
    double: printed,
    number: numberInSqlite,
    isQuiet: true,
    text: textInSqlite,
    numberOf: realInSqlite,
    looksLike: looksInSqlite,
    least: "MIN",
    fence: "LIMIT -1",
    shuffle: (_, seed) => `(ROW_NUMBER() OVER () * 2654435761 + ${seed}) % 4294967291`, // it has no hash: the order of the rows counts
  },
  bigquery: {
    double: printed,
    number: (cell) => `CAST(${cell} AS FLOAT64)`,
    text: (cell) => `TRIM(CAST(${cell} AS STRING), '${asEscapes}')`,
    isNan: (x) => `IS_NAN(${x})`,
    nan: "NaN",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `REGEXP_CONTAINS(${text}, ${pattern})`),
    numberOf: (text) => `SAFE_CAST(${text} AS FLOAT64)`,
    least: "LEAST",
    fence: "",
    shuffle: (table, seed) => `FARM_FINGERPRINT(CONCAT(TO_JSON_STRING(${table}), '${seed}'))`,
  },
  snowflake: {
    double: (x) => `'${x}'::DOUBLE`,
    number: (cell) => `CAST(${cell} AS DOUBLE)`,
    text: (cell) => `TRIM(CAST(${cell} AS VARCHAR), '${asEscapes}')`,
    isNan: (x) => `${x} = 'NaN'::DOUBLE`,
    nan: "NaN",
    looksLike: /* @__PURE__ */ byPattern((text, pattern) => `REGEXP_LIKE(${text}, ${pattern})`),
    numberOf: (text) => `TRY_CAST(${text} AS DOUBLE)`,
    least: "LEAST",
    fence: "",
    shuffle: (_, seed) => `HASH(*, ${seed})`,
    median: (x) => `MEDIAN(${x})`,
  },
};

/** What each database says in its own way. */
export const dialects: Readonly<Record<DatabaseDialect, Dialect>> = /* @__PURE__ */ (() => {
  const entries = databaseDialects.map((name) => [name, { ...rows[name], quotes: quotesOf[name] }] as const);
  return Object.fromEntries(entries) as Record<DatabaseDialect, Dialect>;
})();
