import { describe, expect, test } from "vitest";
import type { PrepareOptions } from "../../src/prepare/prepare-types.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { errorOf } from "../error-of.ts";

const times = <T>(count: number, cell: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => cell(i));

describe("what a column is taken for, and why", () => {
  const cases: [name: string, cells: unknown[], type: string, reason: string | RegExp][] = [
    ["numbers", [1.5, 2, null], "number", "every cell is a number"],
    ["numbers as text", ["1.5", "2"], "number", "numbers written as text"],
    ["numbers, some as text", [1.5, "2"], "number", "numbers written as text"],
    ["amounts", ["$1,200.50", "-$3"], "number", "amounts in $ with thousands separators"],
    ["amounts of one currency by its code", ["EUR 3", "4 EUR"], "number", "amounts in EUR"],
    ["amounts in brackets", ["$5", "($5)"], "number", "amounts in $"],
    ["decimal commas", ["1,5", "2,75"], "number", "numbers written as text with decimal commas"],
    ["decimal commas and points", ["1.234,5", "7"], "number", "numbers written as text with thousands separators and decimal commas"],
    ["commas that group", ["1,234", "2,345"], "number", "numbers written as text with thousands separators"],
    ["percentages", ["12 %", "7.5%"], "number", "percentages, 12 % being 0.12"],
    ["a word for missing among numbers", ["NA", "3", "n/a", "4"], "number", "numbers written as text"],
    ["codes with leading zeros", ["007", "012"], "category", "2 distinct texts"],
    ["capitals that are no currency", ["SKU 1", "SKU 2"], "category", "2 distinct texts"],
    ["amounts in two currencies", ["$1", "€2"], "category", "2 distinct texts"],
    ["yes and no", ["yes", "NO", null], "boolean", '"yes" and "NO" say yes and no'],
    ["TRUE and FALSE", ["TRUE", "FALSE"], "boolean", '"TRUE" and "FALSE" say yes and no'],
    ["1 and 0", [0, 1, 1], "boolean", "0 and 1 say yes and no"],
    ["1 and 0 as text", ["0", "1"], "boolean", '"0" and "1" say yes and no'],
    ["booleans", [true, false], "boolean", "true and false say yes and no"],
    ["yes beside a word for missing", ["y", "n", "NA"], "boolean", '"y" and "n" say yes and no'],
    ["yes and perhaps", ["yes", "perhaps"], "category", "2 distinct texts"],
    ["dates", ["2024-01-31", "2024-02-01 10:15"], "date", "every text is a date (ymd)"],
    ["dates that have the day first", ["31/01/2024", "01/02/2024"], "date", "every text is a date (dmy)"],
    ["dates that have the month first", ["1/31/2024", "2/1/2024"], "date", "every text is a date (mdy)"],
    ["dates with points", ["1.2.2024", "2.3.2024"], "date", "every text is a date (dmy)"],
    ["dates with names", ["3 Jan 2024", "14 March 2023"], "date", "every text is a date (dmy)"],
    ["dates that are the same either way", ["02/02/2024", "05/05/2024"], "date", "every text is a date (dmy)"],
    ["Dates", [new Date(0), null], "date", "dates"],
    ["numbers that are dates", times(24, (i) => 20240101 + i), "date", "every number is a date such as 20240131"],
    ["few numbers that may be dates", [20240101, 20240102], "number", "every cell is a number"],
    ["dates and some that are none", ["2024-01-31", "soon"], "category", "2 distinct texts"],
    ["words", ["a", "b", "none"], "category", "3 distinct texts"],
    ["mixed numbers and words", [1, "a"], "category", "2 distinct texts"],
    ["nothing", [null, " "], "number", "every cell is a number"],
  ];
  test.each(cases)("%s", (_, cells, type, reason) => {
    const { columns } = prepare({ x: cells, y: cells.map((_, i) => i + 0.5) });
    expect(columns[0]).toMatchObject({ column: "x", type, reason });
  });
});

describe("what is no feature, and why", () => {
  const cases: [name: string, cells: unknown[], leftOut: string | undefined][] = [
    ["texts that are distinct", times(20, (i) => `C-${i}`), "20 of its 20 texts are distinct"],
    ["numbers without a gap", times(20, (i) => i + 7), "its whole numbers run from 7 to 26 without a gap"],
    ["free text", times(240, (i) => `note ${i % 150}`), "none of its 150 texts is in 1 % of the rows"],
    ["nothing", [null, "", " "], "nothing is in it"],
    ["one number", [3, 3, null], "all its cells are 3"],
    ["one text", ["a", "a"], 'all its cells are "a"'],
    ["one text and gaps", ["a", null, "a"], undefined],
    ["one day", ["2024-01-31", "2024-01-31"], "all its cells are the same day"],
    ["fractions, all distinct", times(30, (i) => i + 0.25), undefined],
  ];
  test.each(cases)("%s", (_, cells, leftOut) => {
    const { columns, features, notes, table } = prepare({ x: cells });
    expect(columns[0].leftOut).toBe(leftOut);
    expect(features.length).toBe(leftOut === undefined ? 1 : 0);
    expect(notes.includes(`Column \`x\` is no feature: ${leftOut}.`)).toBe(leftOut !== undefined);
    expect(Object.values(table)[0].length).toBe(cells.length);
  });

  test.each(["customer_id", "CustomerID", "customerId", "invoice no", "Phone", "order_number", "zip"])("distinct numbers named %s", (name) => {
    const cells = times(25, (i) => 1000 + 7 * i);
    expect(prepare({ [name]: cells }).features).toEqual([]);
    expect(prepare({ [name]: [...cells.slice(1), cells[1]] }).features.length).toBe(1);
    expect(prepare({ [name]: cells }, { columns: { [name]: "number" } }).features.length).toBe(1);
  });

  test("a column that the caller calls an id", () => {
    expect(prepare({ x: [1, 1, 2] }, { columns: { x: "id" } })).toMatchObject({ features: [], notes: ["Column `x` is no feature: the caller said so."] });
  });
});

describe("features", () => {
  test("have a policy for gaps where there are any, and the options that the caller gave", () => {
    const { features } = prepare({ a: [1, null, 5], b: ["x", null, "y"], c: [1, 2, 9], d: ["u", "v", "u"] }, { columns: { a: { missing: { fill: 0 }, transform: "log1p" }, d: { labels: { u: "U" } } } });
    expect(features).toEqual([
      { column: "a", kind: "numeric", missing: { fill: 0 }, transform: "log1p" },
      { column: "b", kind: "categorical", missing: "category" },
      { column: "c", kind: "numeric" },
      { column: "d", kind: "categorical", labels: { u: "U" } },
    ]);
  });

  test("pool the rare of many categories, unless the caller says how", () => {
    const cells = times(200, (i) => (i < 100 ? "common" : `rare ${i % 60}`));
    expect(prepare({ x: cells }).features).toEqual([{ column: "x", kind: "categorical", poolBelow: 0.01, maxCategories: 101, unseen: "rare" }]);
    expect(prepare({ x: cells }, { columns: { x: { maxCategories: 99 } } }).features).toEqual([{ column: "x", kind: "categorical", maxCategories: 99 }]);
  });
});

describe("notes", () => {
  const cases: [name: string, cells: unknown[], options: PrepareOptions, note: string][] = [
    ["blanks", [" a", "b", "a"], {}, "Blanks around 1 cell of `x` were taken off."],
    ["words that the caller named", ["a", "?", " ? "], { missing: ["?"] }, "2 cells of `x` hold words that mean missing."],
    ["marks among categories", ["a", "?", "none", "-", "a"], {}, '2 cells of `x` were taken as missing: "?", "-".'],
    ["a number that means missing", [-999, 1, 4], { missing: ["-999"] }, "1 cell of `x` holds a word that means missing."],
    ["words that are known", ["1", "NA", "n/a", "NA", "3"], {}, '3 cells of `x` were taken as missing: "NA", "n/a".'],
    ["categories that differ in case", ["Web", "web", "App"], {}, 'Categories of `x` differ in case only: "Web", "web".'],
    ["amounts", ["$1", "$2"], {}, "`x` was read as numbers: amounts in $."],
    ["dates", ["2024-01-31", "2024-02-02"], {}, "`x` became `days since x`, counted back from 2024-02-02: every text is a date (ymd)."],
    ["dates before a day", ["2024-01-31", "2024-02-02"], { asOf: "2024-12-31" }, "`x` became `days since x`, counted back from 2024-12-31: every text is a date (ymd)."],
    ["codes", [1, 2, 3, 3], {}, '`x` takes 3 whole numbers and was taken for a quantity; if they are codes, say `columns: { "x": "category" }`.'],
  ];
  test.each(cases)("%s", (_, cells, options, note) => {
    expect(prepare({ x: cells }, options).notes).toEqual([note]);
  });
});

describe("complaints", () => {
  const ages = [...times(40, (i) => String(20 + i)), "abc", "-5 or so"];
  const cases: [name: string, call: () => unknown, fields: object, message: string][] = [
    ["a column of numbers with words", () => prepare({ age: ages }), { code: "mixed-kinds", column: "age", row: 40 }, 'prepare: column `age`, row 40: must be a number, as 95 % of the column are; add the words to `missing`, or say `columns: { "age": "category" }`. Got "abc", "-5 or so".'],
    ["an ambiguous date", () => prepare({ d: ["04/03/2024", "01/02/2024"] }), { code: "ambiguous-date", column: "d", row: 0 }, '"04/03/2024", which may be 2024-03-04 ("dmy") or 2024-04-03 ("mdy").'],
    ["no number in a column of numbers", () => prepare({ x: ["1", "b"] }, { columns: { x: "number" } }), { code: "not-of-type", column: "x", row: 1 }, 'column `x`, row 1: must be a number. Got "b".'],
    ["no date in a column of dates", () => prepare({ x: ["2024-01-31", "2024-02-30"] }, { columns: { x: "date" } }), { code: "not-of-type", column: "x", row: 1 }, 'must be a date (ymd). Got "2024-02-30".'],
    ["no yes or no", () => prepare({ x: ["yes", "no", "perhaps"] }, { columns: { x: "boolean" } }), { code: "not-of-type", column: "x", row: 2 }, "must be yes or no"],
    ["a category that is not in the order", () => prepare({ x: ["S", "XS"] }, { columns: { x: { order: ["S", "M"] } } }), { code: "not-of-type", column: "x", row: 1 }, 'must be one of `order`. Got "XS"; did you mean "S"?'],
    ["an ordered column without an order", () => prepare({ x: ["S"] }, { columns: { x: "ordered" } }), { code: "unknown-value", column: "x" }, "`order` must list the categories"],
    ["an order with one twice", () => prepare({ x: ["S"] }, { columns: { x: { order: ["S", "S"] } } }), { code: "unknown-value", column: "x" }, "distinct texts"],
    ["an unknown type", () => prepare({ x: [1] }, { columns: { x: "text" as "id" } }), { code: "unknown-value", column: "x" }, '`columns.x` or its `type` must be one of "number"'],
    ["an unknown option of a column", () => prepare({ x: [1] }, { columns: { x: { label: {} } as object } }), { code: "unknown-option", column: "x" }, 'did you mean "labels"?'],
    ["an unknown option", () => prepare({ x: [1] }, { column: {} } as object), { code: "unknown-option" }, 'did you mean "columns"?'],
    ["a cell of another kind", () => prepare({ x: ["a", {}] }), { code: "not-a-cell", column: "x", row: 1 }, "must be a number, a text, a boolean, a valid Date, or null. Got an object"],
    ["an invalid Date", () => prepare({ x: [new Date(NaN)] }), { code: "not-a-cell", column: "x", row: 0 }, "a valid Date"],
    ["an infinity", () => prepare({ x: [1, Infinity] }), { code: "not-finite", column: "x", row: 1 }, "must be finite. Got Infinity."],
    ["an infinity among texts", () => prepare({ x: ["a", -Infinity] }), { code: "not-finite", column: "x", row: 1 }, "Got -Infinity."],
    ["words that are none", () => prepare({ x: [1] }, { missing: "NA" as unknown as string[] }), { code: "not-an-array" }, '`missing` must be an array of words. Got "NA".'],
    ["a day that is none", () => prepare({ x: [1] }, { asOf: "today" }), { code: "not-a-date" }, "`asOf` must be a date"],
    ["no rows", () => prepare([]), { code: "no-rows" }, "at least 1 row"],
    ["no table", () => prepare(7 as unknown as object[]), { code: "not-a-table" }, "`table` must be an array of row objects"],
  ];
  test.each(cases)("%s", (_, call, fields, message) => {
    const error = errorOf(call);
    expect(error).toMatchObject({ where: "prepare", ...fields });
    expect(error.message).toContain(message);
  });
});
