/** How names, texts and yes or no stand in the SQL of an engine. Whatever they hold is data: no part of it is read as SQL. */
export interface Quotes {
  readonly name: (name: string) => string;
  readonly text: (text: string) => string;
  readonly flags: readonly [no: string, yes: string];
}

const zero = "\u0000"; // ends a statement wherever it stands
const flags = ["FALSE", "TRUE"] as const;

/** Puts marks around a text, in which the closing one stands twice. */
function doubled(text: string, open: string, close: string = open): string {
  return `${open}${text.replaceAll(close, close + close)}${close}`;
}

/** Puts marks around a text, in which a backslash stands before marks and backslashes, and ends of lines are written as \n and \r. */
function escaped(text: string, mark: string): string {
  const inside = text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`).replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${mark}${inside.replaceAll(zero, "\\u0000")}${mark}`;
}

const inDoubleQuotes = (name: string): string => doubled(name, '"');

/** `'text'` by the standard, in which a zero is written by a function that makes a character of a number. */
const standardText = (character: string) => (text: string): string => doubled(text, "'").replaceAll(zero, `' || ${character}(0) || '`);

/** The engines and families whose SQL the library writes. */
export type QuotedSql =
  | "standard" | "mysql" | "sqlserver" | "duckdb" | "clickhouse" | "postgres" | "spark" | "sqlite" | "bigquery" | "snowflake";

/** How each of them quotes. */
export const quotesOf: Readonly<Record<QuotedSql, Quotes>> = {
  standard: { name: inDoubleQuotes, text: /* @__PURE__ */ standardText("CHAR"), flags },
  mysql: {
    name: (name) => doubled(name, "`"),
    text: (text) => doubled(text.replaceAll("\\", "\\\\"), "'").replaceAll(zero, "\\0"),
    flags,
  },
  sqlserver: {
    name: (name) => doubled(name, "[", "]"),
    text: (text) => `N${doubled(text, "'").replaceAll(zero, "' + NCHAR(0) + N'")}`,
    flags: ["0", "1"],
  },
  duckdb: { name: inDoubleQuotes, text: /* @__PURE__ */ standardText("CHR"), flags },
  clickhouse: {
    name: (name) => escaped(name, '"'),
    text: (text) => escaped(text, "'").replaceAll("\\u0000", "\\x00"),
    flags,
  },
  // a backslash is read as one whatever `standard_conforming_strings` says, where E says that it escapes
  postgres: {
    name: inDoubleQuotes,
    text: (text) => `${text.includes("\\") ? "E" : ""}${doubled(text.replaceAll("\\", "\\\\"), "'")}`,
    flags,
  },
  // Spark puts settings in place of ${name} before it reads the SQL
  spark: { name: (name) => doubled(name, "`"), text: (text) => escaped(text, "'").replaceAll("${", "\\u0024{"), flags },
  sqlite: { name: inDoubleQuotes, text: /* @__PURE__ */ standardText("CHAR"), flags },
  bigquery: { name: (name) => escaped(name, "`"), text: (text) => escaped(text, "'"), flags },
  snowflake: {
    name: inDoubleQuotes,
    text: (text) => doubled(text.replaceAll("\\", "\\\\"), "'").replaceAll(zero, "\\x00"),
    flags,
  },
};
