// How each engine reads a quoted name or text, by its manual; written apart from how the library quotes.

/** What was read, and where it ended. */
interface Read {
  readonly value: string;
  readonly end: number;
}

const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", "\\": "\\", "'": "'", '"': '"', "`": "`" };

/** Reads what stands between marks from the start on: a mark in it is doubled, or escaped, or either. */
function between(sql: string, open: string, close: string, { doubles, escapes }: { readonly doubles: boolean; readonly escapes: boolean }): Read {
  if (!sql.startsWith(open)) throw new Error(`${open} must open ${sql}`);
  let value = "";
  for (let at = open.length; at < sql.length; at++) {
    const letter = sql[at];
    if (escapes && letter === "\\") {
      const hex = /^\\(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(sql.slice(at));
      if (hex !== null) value += String.fromCharCode(parseInt(hex[1] ?? hex[2], 16));
      else if (sql[at + 1] in simple) value += simple[sql[at + 1]];
      else throw new Error(`an unknown escape: ${sql.slice(at, at + 2)}`);
      at += hex === null ? 1 : hex[0].length - 1;
    } else if (letter !== close) value += letter;
    else if (doubles && sql[at + 1] === close) value += sql[++at];
    else return { value, end: at + 1 };
  }
  throw new Error(`nothing closes ${sql}`);
}

const doubled = { doubles: true, escapes: false };
const escaped = { doubles: false, escapes: true };
const both = { doubles: true, escapes: true };

/** Texts joined by an operator, among them characters made of a number. */
function joined(sql: string, prefix: string, operator: string, character: RegExp): string {
  let [value, rest] = ["", sql];
  for (;;) {
    const made = character.exec(rest);
    const read = made === null ? between(rest.slice(prefix.length), "'", "'", doubled) : undefined;
    if (read !== undefined && !rest.startsWith(prefix)) throw new Error(`${prefix} must stand before ${rest}`);
    value += read?.value ?? String.fromCharCode(Number(made![1]));
    rest = rest.slice(read === undefined ? made![0].length : prefix.length + read.end);
    if (rest === "") return value;
    if (!rest.startsWith(operator)) throw new Error(`no operator: ${rest}`);
    rest = rest.slice(operator.length);
  }
}

function whole(sql: string, { value, end }: Read): string {
  if (end !== sql.length) throw new Error(`more after the end: ${sql.slice(end)}`);
  return value;
}

const inMarks = (open: string, close: string, how: typeof doubled) => (sql: string): string => whole(sql, between(sql, open, close, how));
const standard = (character: RegExp) => (sql: string): string => joined(sql, "", " || ", character);

/** For each engine how it reads a name and a text. */
export const readers: Readonly<Record<string, { readonly name: (sql: string) => string; readonly text: (sql: string) => string }>> = {
  standard: { name: inMarks('"', '"', doubled), text: standard(/^CHAR\((\d+)\)/) },
  mysql: { name: inMarks("`", "`", doubled), text: inMarks("'", "'", both) },
  sqlserver: { name: inMarks("[", "]", doubled), text: (sql) => joined(sql, "N", " + ", /^NCHAR\((\d+)\)/) },
  duckdb: { name: inMarks('"', '"', doubled), text: standard(/^CHR\((\d+)\)/) },
  clickhouse: { name: inMarks('"', '"', both), text: inMarks("'", "'", both) },
  postgres: { name: inMarks('"', '"', doubled), text: (sql) => (sql.startsWith("E") ? inMarks("'", "'", both)(sql.slice(1)) : inMarks("'", "'", doubled)(sql)) },
  spark: { name: inMarks("`", "`", doubled), text: inMarks("'", "'", escaped) },
  sqlite: { name: inMarks('"', '"', doubled), text: standard(/^CHAR\((\d+)\)/) },
  bigquery: { name: inMarks("`", "`", escaped), text: inMarks("'", "'", escaped) },
  snowflake: { name: inMarks('"', '"', doubled), text: inMarks("'", "'", both) },
};
