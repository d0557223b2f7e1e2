// As much of DuckDB's SQL as is written of models and tables, run slowly and obviously: queries over queries, groups, CASE, NULL, and a few
// functions. Rows are in no order: ORDER BY is read over.

type Value = number | string | boolean | null;
type Row = ReadonlyMap<string, Value>;
type Expression = (row: Row) => Value;

/** A piece of SQL: a quoted name, a text, a number, a word in capitals or as it stands, or a mark. */
export interface Token {
  readonly kind: "name" | "text" | "number" | "word" | "mark";
  readonly value: string;
}

const token = /\s+|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_]\w*)|(<=|>=|<>|\|\||[-+*/=<>(),.])/y;

/** The tokens of SQL that quotes by doubling; an error where something is none. */
export function tokensOf(sql: string): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < sql.length) {
    const at = token.lastIndex;
    const match = token.exec(sql);
    if (match === null) throw new Error(`no SQL: ${sql.slice(at, at + 40)}`);
    const [, name, text, number, word, mark] = match;
    if (name !== undefined) found.push({ kind: "name", value: name.replaceAll('""', '"') });
    else if (text !== undefined) found.push({ kind: "text", value: text.replaceAll("''", "'") });
    else if (number !== undefined) found.push({ kind: "number", value: number });
    else if (word !== undefined) found.push({ kind: "word", value: word });
    else if (mark !== undefined) found.push({ kind: "mark", value: mark });
  }
  return found;
}

const print = (value: Value): string => (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value));

function trim(text: string, set: string): string {
  const letters = Array.from(text);
  while (letters.length > 0 && set.includes(letters[0])) letters.shift();
  while (letters.length > 0 && set.includes(letters[letters.length - 1])) letters.pop();
  return letters.join("");
}

/** What functions give; NULL where an argument is. */
const functions: Readonly<Record<string, (...given: never[]) => Value>> = {
  ABS: Math.abs as never, SQRT: Math.sqrt as never, LN: Math.log as never, FLOOR: Math.floor as never, POWER: Math.pow as never, LEAST: Math.min as never,
  ISNAN: (x: number) => Number.isNaN(x), CHR: (code: number) => String.fromCharCode(code), LOWER: (text: string) => text.toLowerCase(),
  TRIM: trim, SUBSTR: (text: string, from: number, length: number) => text.slice(from - 1, from - 1 + length),
  REGEXP_MATCHES: (text: string, pattern: string) => new RegExp(pattern).test(text),
};

/** What functions give of the values of a group that are not NULL; NULL where there is none. */
const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  MIN: (values) => values.reduce((least, value) => Math.min(least, value)),
  MAX: (values) => values.reduce((most, value) => Math.max(most, value)),
  MEDIAN: (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    return (sorted[Math.floor((values.length - 1) / 2)] + sorted[Math.ceil((values.length - 1) / 2)]) / 2;
  },
};

const numberOrNull = (value: Value): Value => (Number.isNaN(Number(value)) ? null : Number(value));
const casts: Readonly<Record<string, (value: Value) => Value>> = { DOUBLE: (value) => (value === null ? null : Number(value)), VARCHAR: (value) => (value === null ? null : print(value)) };

const compare: Readonly<Record<string, (a: never, b: never) => boolean>> = {
  "=": (a, b) => a === b, "<>": (a, b) => a !== b, "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
};
const arithmetic: Readonly<Record<string, (a: never, b: never) => Value>> = {
  "+": (a: number, b: number) => a + b, "-": (a: number, b: number) => a - b, "*": (a: number, b: number) => a * b, "/": (a: number, b: number) => a / b,
  "||": (a: string, b: string) => a + b,
};

/** Applies where neither is NULL. */
const strict = (apply: (a: never, b: never) => Value, a: Expression, b: Expression): Expression => (row) => {
  const [x, y] = [a(row), b(row)];
  return x === null || y === null ? null : apply(x as never, y as never);
};

/** Runs one SELECT over tables, each an array of rows of cells by the name of the column. */
export function runSelect(sql: string, tables: Readonly<Record<string, readonly Row[]>>): Row[] {
  const tokens = tokensOf(sql);
  const known = new Map(Object.entries(tables));
  const rowsOf = new WeakMap<Row, readonly Row[]>(); // of a group, which is its first row
  let [at, isGrouped] = [0, false];

  const is = (...values: readonly string[]): boolean => {
    const { kind, value } = tokens[at] ?? { kind: "mark", value: "" };
    return (kind === "word" || kind === "mark") && values.includes(value);
  };
  const accept = (...values: readonly string[]): string | undefined => (is(...values) ? tokens[at++].value : undefined);
  const expect = (value: string): void => {
    if (accept(value) === undefined) throw new Error(`${value} expected, not ${JSON.stringify(tokens[at])}`);
  };
  const list = <T>(one: () => T): T[] => {
    const found = [one()];
    while (accept(",") !== undefined) found.push(one());
    return found;
  };

  const primary = (): Expression => {
    const { kind, value } = tokens[at++];
    if (kind === "text") return () => value;
    if (kind === "number") return () => Number(value);
    if (value === "NULL") return () => null;
    if (value === "(") {
      const inner = expression();
      expect(")");
      return inner;
    }
    if (value === "-") return strict(arithmetic["-"], () => 0, primary());
    if (value === "CASE") return caseExpression();
    if (value === "CAST" || value === "TRY_CAST") {
      expect("(");
      const inner = expression();
      expect("AS");
      const cast = value === "CAST" ? casts[tokens[at].value] : numberOrNull;
      at++;
      expect(")");
      return (row) => (inner(row) === null ? null : cast(inner(row)));
    }
    if (kind === "word" && (value in aggregates || value === "COUNT")) {
      expect("(");
      const inner = accept("*") === undefined ? expression() : () => true;
      expect(")");
      isGrouped = true;
      return (row) => {
        const values = rowsOf.get(row)!.map(inner).filter((one) => one !== null);
        if (value === "COUNT") return values.length;
        return values.length === 0 ? null : aggregates[value](values as number[]);
      };
    }
    if (kind === "word" && accept("(") !== undefined) {
      const given = list(expression);
      expect(")");
      return (row) => {
        const values = given.map((one) => one(row));
        return values.includes(null) ? null : functions[value](...(values as never[]));
      };
    }
    if (kind !== "word" && kind !== "name") throw new Error(`no value: ${value}`);
    const name = accept(".") === undefined ? value : tokens[at++].value;
    return (row) => {
      if (!row.has(name)) throw new Error(`no column ${name}`);
      return row.get(name)!;
    };
  };

  const caseExpression = (): Expression => {
    const of = is("WHEN") ? undefined : expression();
    const whens: [Expression, Expression][] = [];
    while (accept("WHEN") !== undefined) {
      const when = expression();
      expect("THEN");
      whens.push([of === undefined ? when : strict(compare["="], of, when), expression()]);
    }
    const otherwise = accept("ELSE") === undefined ? () => null : expression();
    expect("END");
    return (row) => (whens.find(([when]) => when(row) === true)?.[1] ?? otherwise)(row);
  };

  const chain = (next: () => Expression, ...marks: readonly string[]) => (): Expression => {
    let left = next();
    for (let mark = accept(...marks); mark !== undefined; mark = accept(...marks)) left = strict(arithmetic[mark], left, next());
    return left;
  };
  const product = chain(primary, "*", "/");
  const sum = chain(product, "+", "-", "||");

  const comparison = (): Expression => {
    const left = sum();
    if (accept("IS") !== undefined) {
      const isNot = accept("NOT") !== undefined;
      expect("NULL");
      return (row) => (left(row) === null) !== isNot;
    }
    if (accept("BETWEEN") !== undefined) {
      const low = sum();
      expect("AND");
      return and(strict(compare[">="], left, low), strict(compare["<="], left, sum()));
    }
    if (accept("IN") !== undefined) {
      expect("(");
      const among = list(expression);
      expect(")");
      return (row) => (left(row) === null ? null : among.some((one) => one(row) === left(row)));
    }
    const mark = accept(...Object.keys(compare));
    return mark === undefined ? left : strict(compare[mark], left, sum());
  };
  const not = (): Expression => {
    if (accept("NOT") === undefined) return comparison();
    const inner = not();
    return (row) => (inner(row) === null ? null : !inner(row));
  };
  const and = (a: Expression, b: Expression): Expression => (row) => {
    const [x, y] = [a(row), b(row)];
    return x === false || y === false ? false : x === null || y === null ? null : true;
  };
  const all = (): Expression => {
    let left = not();
    while (accept("AND") !== undefined) left = and(left, not());
    return left;
  };
  const expression = (): Expression => {
    let left = all();
    while (accept("OR") !== undefined) {
      const [a, b] = [left, all()];
      left = (row) => {
        const [x, y] = [a(row), b(row)];
        return x === true || y === true ? true : x === null || y === null ? null : false;
      };
    }
    return left;
  };

  /** The groups of rows that have the same values; one of all rows where there are none to group by. */
  const groupsOf = (rows: readonly Row[], by: readonly Expression[]): Row[] => {
    const groups = new Map<string, Row[]>();
    if (by.length === 0) groups.set("", [...rows]);
    for (const row of by.length === 0 ? [] : rows) {
      const key = JSON.stringify(by.map((one) => one(row)));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return Array.from(groups.values(), (own) => {
      const group = new Map(own[0]);
      rowsOf.set(group, own);
      return group;
    });
  };

  const select = (): Row[] => {
    expect("SELECT");
    isGrouped = false;
    const columns = list((): readonly [string, Expression] => {
      const made = expression();
      const { value } = tokens[at - 1]; // the column, behind the table's name where that stands before it
      return [accept("AS") === undefined ? value : tokens[at++].value, made];
    });
    expect("FROM");
    const areGroups = isGrouped;
    let rows = source();
    if (accept("AS") !== undefined) at++;
    if (accept("WHERE") !== undefined) {
      const where = expression();
      rows = rows.filter((row) => where(row) === true);
    }
    let by: Expression[] = [];
    if (accept("GROUP") !== undefined) {
      expect("BY");
      by = list(expression);
    }
    if (accept("ORDER") !== undefined) while (at < tokens.length && !is("LIMIT")) at++;
    const most = accept("LIMIT") === undefined ? Infinity : Number(tokens[at++].value);
    const from = areGroups ? groupsOf(rows, by) : rows;
    return from.slice(0, most).map((row) => new Map(columns.map(([name, made]) => [name, made(row)] as const)));
  };

  /** The rows of a table, or of a query in brackets. */
  const source = (): readonly Row[] => {
    const { kind, value } = tokens[at++];
    if (kind === "mark" && value === "(") {
      const inner = query();
      expect(")");
      return inner;
    }
    const rows = known.get(value);
    if (rows === undefined) throw new Error(`no table ${value}`);
    return rows;
  };

  const query = (): Row[] => {
    if (accept("WITH") !== undefined) {
      list(() => {
        const { value: name } = tokens[at++];
        expect("AS");
        expect("(");
        known.set(name, select());
        expect(")");
      });
    }
    return select();
  };

  const found = query();
  if (at < tokens.length) throw new Error(`more after the end: ${JSON.stringify(tokens.slice(at, at + 5))}`);
  return found;
}
