import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { assign, clusterSegments, type SegmentModel } from "../../src/index.ts";
import { type DatabaseDialect, databaseDialects } from "../../src/sql/dialects.ts";
import { scoreSql } from "../../src/sql/index.ts";
import { runSelect, tokensOf } from "../oracles/tiny-sql.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";
import "../setup.ts";

// Real engines run the SQL in test/databases; here an oracle does, which knows as much of DuckDB as is needed.

type Cell = number | string | boolean | null;

/** Runs the SQL of a model over rows as DuckDB holds them; each row in the order of the rows. */
function scored(model: SegmentModel, rows: readonly Readonly<Record<string, Cell>>[], from = "t"): (Readonly<Record<string, Cell>> | undefined)[] {
  const sql = scoreSql(model, { from, dialect: "duckdb", columns: ["row number"] });
  const stored = rows.map((row, i) => new Map<string, Cell>([...Object.entries(row), ["row number", i]]));
  const found = runSelect(sql, { [from]: stored }).map((row) => Object.fromEntries(row));
  expect(found.map((row) => row["row number"])).toEqual(rows.map((_, i) => i));
  return found;
}

/** What `assign` says of a row by itself, as the SQL says it: NULL where the row is refused. */
function byItself(model: SegmentModel, row: Readonly<Record<string, unknown>>): object {
  try {
    const { labels: [segment], distance: [distance], margin: [margin] } = assign(model, [row]);
    const isPlaced = segment >= 0;
    const name = isPlaced ? model.names[segment] : null;
    return { segment, segment_name: name, distance: isPlaced ? distance : null, margin: isPlaced && margin < Infinity ? margin : null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { segment: null, segment_name: null, distance: null, margin: null };
  }
}

/** Cells as a database holds them: of a column of numbers none is text, of another none is NaN. */
const asStored = (cell: unknown, isNumber: boolean): Cell => {
  if (cell === undefined || cell === null || (!isNumber && Number.isNaN(cell))) return null;
  return isNumber && typeof cell === "string" ? (cell.trim() === "" ? null : Number(cell)) : (cell as Cell);
};

function expectSame(model: SegmentModel, rows: readonly Readonly<Record<string, Cell>>[]): void {
  const found = scored(model, rows);
  rows.forEach((row, i) => expect({ ...found[i] }).toEqual({ ...byItself(model, row), "row number": i }));
}

test("places rows of any table as `assign` does, each by itself, to the bit", () => {
  const cases = fc.tuple(clusterCases({ minRows: 6 }), clusterCases({ minRows: 3, maxCols: 4 }));
  fc.assert(fc.property(cases, ([{ columns, rows, options }, other]) => {
    let model: SegmentModel;
    try {
      ({ model } = clusterSegments(columns, { ...options, effort: "fast" }));
    } catch (error) {
      if (error instanceof InputError) return;
      throw error;
    }
    const isNumber = new Map(model.features.map(({ reading: { column }, type }) => [column, type === "number"]));
    const later = toRows(other.columns, other.rows);
    const all = [...toRows(columns, rows), ...later].map((row) => {
      return Object.fromEntries([...isNumber].map(([name, own]) => [name, asStored(row[name], own)]));
    });
    const fits = all.filter((row) => [...isNumber].every(([name, own]) => !own || row[name] === null || typeof row[name] === "number" && row[name] === row[name]));
    expectSame(model, fits);
  }), runs(0.6));
});

describe("reads as `assign` reads", () => {
  const day = (i: number): string => `2024-0${1 + (i % 9)}-1${i % 10}`;
  const cells = Array.from({ length: 60 }, (_, i) => ({
    spend: (i % 11) * 40 + (i > 30 ? 500 : 0), channel: ["web", "shop", "it's"][i % 3], since: day(i), size: ["S", "M", "L"][i % 3], news: i % 2 === 0, code: [1, 2, 3][i % 3],
  }));
  const { model } = clusterSegments(cells, {
    k: 4, structure: false, missingWords: ["-999", "unknown"],
    columns: { spend: { type: "number", transform: "log1p" }, size: { type: "ordered", order: ["S", "M", "L"] }, since: "date", news: "boolean", code: "category" },
  });
  const usual = { spend: 40, channel: "web", since: "2024-03-12", size: "M", news: true, code: 2 };

  test.each<[string, Record<string, Cell>]>([
    ["NaN as missing", { spend: NaN }], ["NULL as missing", { spend: null }], ["a word for missing that is a number", { spend: -999 }],
    ["an infinite number as refused", { spend: Infinity }], ["a number beyond 1e100 as refused", { spend: 1e101 }],
    ["a number below the least", { spend: -7 }], ["a number near the bounds of the series", { spend: 0.4 }], ["a tiny number", { spend: 1e-300 }],
    ["white space around a category", { channel: "\u00a0 web\u3000\r\n" }], ["a new category", { channel: "fair" }], ["a mark for missing", { channel: "?" }],
    ["the error of a spreadsheet", { channel: "#Div/0!" }], ["a word for missing", { channel: " unknown " }], ["a blank", { channel: " \t" }],
    ["a time of day", { since: "2024-03-12 10:20:30" }], ["digits alone", { since: "20240312" }], ["29 February", { since: "2024-02-29" }],
    ["29 February of no leap year as refused", { since: "2023-02-29" }], ["29 February of a century as refused", { since: "1900-02-29" }], ["29 February of 2000", { since: "2000-02-29" }],
    ["a day that stands for none", { since: "9999-12-31" }], ["the first of another century", { since: "1900-01-01" }], ["a far day that stands for itself", { since: "2060-06-15" }],
    ["the 13th month as refused", { since: "2024-13-01" }], ["no date as refused", { since: "soon" }], ["a word for no date", { since: "NaT" }],
    ["what an order lacks", { size: "XL" }], ["an ordered category", { size: " L " }],
    ["yes in other words", { news: "Oui" }], ["no in capitals beyond ASCII", { news: "NÃO" }], ["no as a number", { news: 0 }], ["neither yes nor no", { news: "maybe" }],
    ["a code as a double", { code: 3 }], ["a code as text", { code: "3.0" }], ["a code with a zero before it", { code: "03" }],
  ])("%s", (_, cell) => expectSame(model, [{ ...usual, ...cell }]));

  test.each(["drop", "error"] as const)('leaves out, or refuses, by the policy "%s"', (missing) => {
    const { model: strict } = clusterSegments(cells, { k: 3, structure: false, missing, unseen: missing === "error" ? "error" : undefined });
    expectSame(strict, [usual, { ...usual, spend: null }, { ...usual, channel: "fair" }, { ...usual, channel: null }]);
  });

  test("ranks between and beyond the knots, and one segment without a border", () => {
    const { model: ranks } = clusterSegments(cells, { k: 3, structure: false, features: [{ column: "spend", type: "number", transform: "rank" }] });
    expectSame(ranks, [-1, 0, 1, 40, 41.5, 899, 900, 1e6].map((spend) => ({ ...usual, spend })));
    const { model: one } = clusterSegments(cells, { k: 1, structure: false });
    expectSame(one, [usual]);
  });
});

describe("writes", () => {
  const names = ['"; DROP TABLE t; --', "it's", "p0", "segment_cells", "Segments_x", "closest", "a\nb"];
  const table = Object.fromEntries(names.map((name, at) => [name, [1, 2, 3, 8, 9, 10].map((x) => (x * (at + 2)) % 11)]));
  const { model } = clusterSegments(table, { k: 2, structure: false, names: ["'; DROP TABLE t; --", "\\"] });

  test.each(databaseDialects)("one SELECT of the columns and four more for %s, the same each time", (dialect) => {
    const sql = scoreSql(model, { from: ["a", "t"], dialect, columns: ["id", "it's"] });
    expect(sql).toBe(scoreSql(JSON.parse(JSON.stringify(model)) as SegmentModel, { from: ["a", "t"], dialect, columns: ["id", "it's"] }));
    expect(sql.startsWith("WITH ")).toBe(true);
    expect(sql).not.toMatch(/NaN,|Infinity|undefined|\[object/);
  });

  test("names and texts as they are, under names of its own that none of them has", () => {
    const tokens = tokensOf(scoreSql(model, { from: "segment_cells", dialect: "duckdb", columns: ["p1"] }));
    const quoted = new Set(tokens.filter(({ kind }) => kind === "name").map(({ value }) => value));
    expect(quoted).toEqual(new Set(["segment_cells", "p1", ...names]));
    const words = tokens.filter(({ kind }) => kind === "word").map(({ value }) => value);
    expect(words.filter((word) => word.startsWith("segment_")).every((word) => word === "segment_name")).toBe(true);
    expect(words).toContain("segmentss_cells");
  });

  test("the same segments under any name of the table and its columns", () => {
    const rows = table["it's"].map((_, i) => Object.fromEntries(names.map((name) => [name, table[name][i]])));
    const plain = assign(model, table).labels;
    for (const from of [...names, "segment_values"]) expect(scored(model, rows, from).map((row) => row!["segment"])).toEqual(Array.from(plain));
  });
});

describe("complains", () => {
  const { model } = clusterSegments({ a: [1, 2, 3, 9], b: ["x", "y", "x", "y"] }, { k: 2, structure: false });
  const call = (options: object, own: SegmentModel = model): string => {
    return errorOfOr(() => scoreSql(own, { from: "t", dialect: "duckdb", columns: ["id"], ...options } as never));
  };

  test.each<[string, object, string]>([
    ["a dialect that is none", { dialect: "oracle" }, "unknown-value"], ["no table", { from: undefined }, "not-a-text"], ["an empty path", { from: [] }, "not-a-text"],
    ["columns that are no list", { columns: "id" }, "not-an-array"], ["a column twice", { columns: ["id", "id"] }, "duplicate-column"],
    ["a column under the name of one that is made", { columns: ["Segment"] }, "duplicate-column"], ["an unknown option", { table: "t" }, "unknown-option"],
    ["an empty name", { from: "" }, "not-in-sql"], ["a zero in a name", { columns: ["a\0b"] }, "not-in-sql"], ["half a character", { from: "\ud800" }, "not-in-sql"],
    ["a name that PostgreSQL would cut", { dialect: "postgres", columns: ["é".repeat(32)] }, "not-in-sql"], ["a setting of Spark's", { dialect: "spark", from: "${env:HOME}" }, "not-in-sql"],
  ])("of %s", (_, options, code) => expect(call(options)).toBe(code));

  test("of what SQL cannot say of a model", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ a: (i * 7) % 13, b: i < 20 ? i % 5 : 50 + (i % 7), share: `${i % 13}.5 %` }));
    expect(call({}, clusterSegments(rows, { features: ["a", "b"], k: 2, method: "mixture", structure: false }).model)).toBe("not-in-sql");
    expect(call({}, clusterSegments(rows, { features: ["a", "share"], k: 2, structure: false }).model)).toBe("not-in-sql");
    const dated = clusterSegments({ day: ["2024-01-05", "2024-02-05", "2024-03-05", "2024-09-05"], a: [1, 2, 3, 9] }, { features: ["day", "a"], k: 2, structure: false }).model;
    const { asOf: _, ...reading } = dated.features[0].reading;
    expect(call({}, dated)).toBe("fine");
    expect(call({}, { ...dated, features: [{ ...dated.features[0], reading }, dated.features[1]] } as SegmentModel)).toBe("not-in-sql");
    const texts = (text: string): SegmentModel => clusterSegments({ a: [1, 2, 3, 9], b: [text, "y", text, "y"] }, { k: 2, structure: false }).model;
    const dialects: readonly DatabaseDialect[] = ["postgres", "duckdb"];
    expect(dialects.map((dialect) => errorOfOr(() => scoreSql(texts("a\0b"), { from: "t", dialect, columns: [] })))).toEqual(["not-in-sql", "fine"]);
  });
});

function errorOfOr(call: () => unknown): string {
  try {
    call();
    return "fine";
  } catch (error) {
    return (error as InputError).code;
  }
}
