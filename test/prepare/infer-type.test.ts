import { describe, expect, test } from "vitest";
import { assign, clusterSegments } from "../../src/index.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import type { PrepareOptions } from "../../src/prepare/spec.ts";
import type { NoticeCode } from "../../src/core/notice.ts";
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
    ["codes with leading zeros", ["007", "012"], "category", "2 different texts"],
    ["capitals that are no currency", ["SKU 1", "SKU 2"], "category", "2 different texts"],
    ["amounts in two currencies", ["$1", "€2"], "category", "2 different texts"],
    ["school marks", ["1-", "2-", "3", "4-"], "category", "4 different texts"],
    ["amounts with other marks", ["R$ 1.234,56", "R$ 7,00"], "number", "amounts in R$ with thousands separators and decimal commas"],
    ["a dash for 0, a minus behind", ["$ -", "$5.00-", "$1,200.00"], "number", "amounts in $ with thousands separators and a dash for 0"],
    ["signs guarded from formulas", ["'-900.00", "43.00"], "number", "numbers written as text with an apostrophe before the sign"],
    ["points that group", ["2.700", "129", "12.300"], "number", "numbers written as text with thousands separators"],
    ["points beside large numbers", ["2.735", "1290", "12.300"], "number", "numbers written as text"],
    ["numbers in short", ["19M", "201k", "950"], "number", "numbers written as text with k, M and the like for thousands and millions"],
    ["bounds", ["10,000+", "500+", "0"], "number", 'numbers written as text with thousands separators and bounds such as "10,000+" for the numbers themselves'],
    ["a unit in the singular and the plural", ["1 star", "4.5 stars"], "number", "numbers of star"],
    ["many digits in short", ["150M", "3"], "number", "numbers written as text with k, M and the like for thousands and millions"],
    ["whole numbers far apart", [3e15, 1, 2e15, 1], "number", "every cell is a number"],
    ["levels that look short", ["5B", "6B", "5K"], "category", "3 different texts"],
    ["addresses of a network", ["192.168.100.200", "172.161.101.102"], "category", "2 different texts"],
    ["the errors of a spreadsheet", ["3.5", "#DIV/0!", "#REF!", "#n/a"], "number", "numbers written as text"],
    ["yes and no", ["yes", "NO", null], "boolean", '"yes" and "NO" say yes and no'],
    ["TRUE and FALSE", ["TRUE", "FALSE"], "boolean", '"TRUE" and "FALSE" say yes and no'],
    ["1 and 0", [0, 1, 1], "boolean", "0 and 1 say yes and no"],
    ["1 and 0 as text", ["0", "1"], "boolean", '"0" and "1" say yes and no'],
    ["booleans", [true, false], "boolean", "true and false say yes and no"],
    ["yes beside a word for missing", ["y", "n", "NA"], "boolean", '"y" and "n" say yes and no'],
    ["yes and perhaps", ["yes", "perhaps"], "category", "2 different texts"],
    ["dates", ["2024-01-31", "2024-02-01 10:15"], "date", "every text is a date (ymd)"],
    ["dates that have the day first", ["31/01/2024", "01/02/2024"], "date", "every text is a date (dmy)"],
    ["dates that have the month first", ["1/31/2024", "2/1/2024"], "date", "every text is a date (mdy)"],
    ["dates with points", ["1.2.2024", "2.3.2024"], "date", "every text is a date (dmy)"],
    ["dates with names", ["3 Jan 2024", "14 March 2023"], "date", "every text is a date (dmy)"],
    ["dates that are the same either way", ["02/02/2024", "05/05/2024"], "date", "every text is a date (dmy)"],
    ["Dates", [new Date(0), null], "date", "dates"],
    ["numbers that are dates", times(24, (i) => 20240101 + i), "date", "every number is a date such as 20240131"],
    ["ja and nein", ["Ja", "nein", "JA"], "boolean", '"Ja" and "nein" and "JA" say yes and no'],
    ["few numbers that may be dates", [20240101, 20240102], "number", "every cell is a number"],
    ["dates and some that are none", ["2024-01-31", "soon"], "category", "2 different texts"],
    ["words", ["a", "b", "none"], "category", "3 different texts"],
    ["mixed numbers and words", [1, "a"], "category", "2 different texts"],
    ["nothing", [null, " "], "number", "every cell is a number"],
  ];
  test.each(cases)("%s", (_, cells, type, reason) => {
    const { columns } = prepare({ x: cells, y: cells.map((_, i) => i + 0.5) });
    expect(columns[0]).toMatchObject({ column: "x", type, reason });
  });
});

describe("what is no feature, and why", () => {
  const cases: [name: string, cells: unknown[], leftOut: string | undefined][] = [
    ["texts that are distinct", times(20, (i) => `C-${i}`), "nearly every row has its own text (20 in 20 rows)"],
    ["numbers without a gap", times(20, (i) => i + 7), "it is a running number, from 7 to 26 without a gap"],
    ["free text", times(240, (i) => `note ${i % 150}`), "it has 150 different texts, and none of them is in 1 % of the rows or more"],
    ["nothing", [null, "", " "], "it is empty"],
    ["one number", [3, 3, null], "all its cells are 3"],
    ["one text", ["a", "a"], 'all its cells are "a"'],
    ["one text and gaps", ["a", null, "a"], undefined],
    ["one day", ["2024-01-31", "2024-01-31"], "all its cells are the same day"],
    ["fractions, all distinct", times(30, (i) => i + 0.25), undefined],
  ];
  test.each(cases)("%s", (_, cells, leftOut) => {
    const { columns, features, warnings, table } = prepare({ x: cells });
    expect(columns[0].leftOut).toBe(leftOut);
    expect(features.length).toBe(leftOut === undefined ? 1 : 0);
    expect(warnings.includes(`Column \`x\` was not used: ${leftOut}. List it in \`features\` to keep it.`)).toBe(leftOut !== undefined);
    expect(Object.values(table)[0].length).toBe(cells.length);
  });

  test.each(["customer_id", "CustomerID", "customerId", "invoice no", "order_number"])("distinct numbers named %s", (name) => {
    const cells = times(25, (i) => 1000 + 7 * i);
    expect(prepare({ [name]: cells }).features).toEqual([]);
    expect(prepare({ [name]: [...cells.slice(1), cells[1]] }).columns[0]).toMatchObject({ why: "id", leftOut: "it is an id by its name, though some rows share one" });
    expect(prepare({ [name]: cells }, { columns: { [name]: "number" } }).features.length).toBe(1);
  });

  test("a column that the caller calls an id", () => {
    expect(prepare({ x: [1, 1, 2] }, { columns: { x: "id" } })).toMatchObject({ features: [], warnings: [], columns: [{ leftOut: "the caller said so", why: "said" }] });
    expect(prepare({ x: [1, 1, 2] }, { columns: { x: "ignore" } })).toMatchObject({ features: [], columns: [{ type: "ignore", why: "said" }] });
    expect(prepare({ x: [1, 1, 2], z: [3, 3, 1] }, { profile: ["x"] })).toMatchObject({ features: [{ column: "z" }], columns: [{ why: "profile" }, {}] });
  });
});

test("zeros need no unit to be percentages", () => {
  const columns = { x: { type: "number", unit: "%" } } as const;
  expect(prepare({ x: Float64Array.of(0, 0), y: [1, 2] }, { columns }).columns[0].reading).toMatchObject({ column: "x", type: "number" });
  expect(errorOf(() => prepare({ x: Float64Array.of(0, 1), y: [1, 2] }, { columns }))).toMatchObject({ code: "not-of-type", column: "x", row: 1 });
});

describe("features", () => {
  test("of yes and no stay yes and no", () => {
    expect(prepare({ a: ["yes", "no", "yes"], b: [1, 2, 3] }).features).toEqual([{ column: "a", type: "boolean" }, { column: "b", type: "number" }]);
  });

  test("have a policy for gaps where there are any, and the options that the caller gave", () => {
    const { features } = prepare({ a: [1, null, 5], b: ["x", null, "y"], c: [1, 2, 9], d: ["u", "v", "u"] }, { columns: { a: { missing: { fill: 0 }, transform: "log1p" }, d: { labels: { u: "U" } } } });
    expect(features).toEqual([
      { column: "a", type: "number", missing: { fill: 0 }, transform: "log1p" },
      { column: "b", type: "category" },
      { column: "c", type: "number" },
      { column: "d", type: "category", labels: { u: "U" } },
    ]);
  });

  test("pool the rare of many categories, unless the caller says how", () => {
    const cells = times(200, (i) => (i < 100 ? "common" : `rare ${i % 60}`));
    expect(prepare({ x: cells }).features).toEqual([{ column: "x", type: "category", poolBelow: 0.01, maxCategories: 101 }]);
    expect(prepare({ x: cells }, { columns: { x: { maxCategories: 99 } } }).features).toEqual([{ column: "x", type: "category", maxCategories: 99 }]);
  });
});

describe("digits that are codes among numbers", () => {
  const codes = times(60, (i) => String(10_000 + 137 * i));
  const typeOf = (name: string, cells: readonly string[]) => prepare({ [name]: cells }).columns[0];

  test("make all of them codes where they begin with 0, go on with letters, or beyond 2^53", () => {
    const full = [...codes.slice(0, 40), ...codes.slice(0, 40), ...codes.slice(0, 40), ...codes.slice(0, 40), ...codes.slice(0, 40), ...codes.slice(0, 40)];
    expect(prepare({ branch: [...full, "02134"] })).toMatchObject({ features: [{ column: "branch", type: "category" }], notices: [] });
    for (const others of [["0213"], ["02134", "12"], ["1009-A", "1010-B"], ["12a"]])
      expect(typeOf("branch", [...codes, ...others])).toMatchObject({ type: "category", why: "id" });
    expect(typeOf("order", [...codes, "9007199254740993"])).toMatchObject({ type: "category", why: "id" });
  });

  test("are faults beside words and fractions", () => {
    for (const others of [["02134", "abcde"], ["02134", "1.234"]])
      expect(errorOf(() => prepare({ spent: [...codes, ...others] }))).toMatchObject({ code: "mixed-kinds", column: "spent" });
  });

  test("are postal codes under such a name, however they are mixed", () => {
    for (const others of [["02134"], ["2134-0001"], ["n/k"]])
      expect(typeOf("ZIP code", [...codes, ...others])).toMatchObject({ type: "category", why: "person" });
  });
});

describe("notes", () => {
  const cases: [name: string, cells: unknown[], options: PrepareOptions<"x">, code: NoticeCode, figures: object][] = [
    ["blanks", [" a", "b", "a"], {}, "blanks-trimmed", { cells: 1 }],
    ["words that the caller named", ["a", "?", " ? "], { missingWords: ["?"] }, "missing-words", { cells: 2 }],
    ["marks among categories", ["a", "?", "b", "-", "a"], {}, "taken-as-missing", { cells: 2, words: ["?", "-"] }],
    ["a number that means missing", [-999, 1, 4], { missingWords: ["-999"] }, "missing-words", { cells: 1 }],
    ["words that are known", ["1", "NA", "n/a", "NA", "3"], {}, "taken-as-missing", { cells: 3, words: ["NA", "n/a"] }],
    ["categories that differ in case", ["Web", "web", "App"], {}, "differ-in-case", { levels: ["Web", "web"] }],
    ["a word among categories", ["a", "b", "NULL", "a"], {}, "words-kept", { words: ["NULL"] }],
    ["numbers and a word", ["1", "2", "3", "n.a."], {}, "mostly-numbers", { share: 0.75, other: "n.a." }],
    ["texts in formulas", ["=\"a\"", "=\"b\"", "a"], {}, "formulas-of-text", { cells: 2 }],
    ["numbers with one unit", times(40, (i) => `${i % 30} kg`), {}, "read-as-numbers", { reason: "numbers of kg" }],
    ["numbers with two units", times(40, (i) => `${(i % 15) + 1} ${i % 2 === 0 ? "kg" : "g"}`), {}, "look-like-amounts", { cells: ["1 kg", "2 g", "3 kg"] }],
    ["streets", times(40, (i) => `${i % 30} ${["Oak", "Elm"][i % 2]} Road 7`), {}, "begin-with-numbers", { cells: ["0 Oak Road 7", "1 Elm Road 7", "2 Oak Road 7"] }],
    ["dates after the day", ["2024-01-31", "2024-02-02"], { asOf: "2024-02-01" }, "became-days", { from: "2024-02-01", reason: expect.any(String), later: 1 }],
    ["amounts", ["$1", "$2"], {}, "read-as-numbers", { reason: "amounts in $" }],
    ["dates", ["2024-01-31", "2024-02-02"], {}, "became-days", { from: "2024-02-02", reason: expect.stringContaining("(ymd)"), later: 0 }],
    ["dates before a day", ["2024-01-31", "2024-02-02"], { asOf: "2024-12-31" }, "became-days", { from: "2024-12-31", reason: expect.any(String), later: 0 }],
    ["codes", [1, 2, 3, 3], {}, "codes-as-number", { reason: expect.stringContaining("3 different whole numbers") }],
  ];
  test.each(cases)("%s", (_, cells, options, code, figures) => {
    expect(prepare({ x: cells }, options).notices).toEqual([{ code, column: "x", figures }]);
  });
});

describe("complaints", () => {
  const ages = [...times(40, (i) => String(20 + i)), "abc", "-5 or so"];
  const cases: [name: string, call: () => unknown, fields: object, message: string][] = [
    ["a column of numbers with words", () => prepare({ age: ages }), { code: "mixed-kinds", column: "age", row: 40 }, 'prepare: column `age`, row 40: must be a number, as 95 % of the cells are; add the words to `missingWords` if they mean missing, or say `columns: { "age": "category" }`. Got "abc", "-5 or so".'],
    ["an ambiguous date", () => prepare({ d: ["04/03/2024", "01/02/2024"] }), { code: "ambiguous-date", column: "d", row: 0 }, '"04/03/2024", which may be 2024-03-04 ("dmy") or 2024-04-03 ("mdy").'],
    ["no number in a column of numbers", () => prepare({ x: ["1", "b"] }, { columns: { x: "number" } }), { code: "not-of-type", column: "x", row: 1 }, 'column `x`, row 1: must be a number. Got "b".'],
    ["no date in a column of dates", () => prepare({ x: ["2024-01-31", "2024-02-30"] }, { columns: { x: "date" } }), { code: "not-of-type", column: "x", row: 1 }, 'must be a date, and text in the order "ymd". Got "2024-02-30".'],
    ["no yes or no", () => prepare({ x: ["yes", "no", "perhaps"] }, { columns: { x: "boolean" } }), { code: "not-of-type", column: "x", row: 2 }, "must say yes or no, such as true, false, y, n, 1, 0. Got"],
    ["a category that is not in the order", () => prepare({ x: ["S", "XS"] }, { columns: { x: { order: ["S", "M"] } } }), { code: "not-of-type", column: "x", row: 1 }, 'must be one of `order`. Got "XS"; did you mean "S"?'],
    ["an ordered column without an order", () => prepare({ x: ["S"] }, { columns: { x: "ordered" } }), { code: "unknown-value", column: "x" }, "`order` must list the categories"],
    ["an order with one twice", () => prepare({ x: ["S"] }, { columns: { x: { order: ["S", "S"] } } }), { code: "unknown-value", column: "x" }, "distinct texts"],
    ["an unknown type", () => prepare({ x: [1] }, { columns: { x: "text" as "id" } }), { code: "unknown-value", column: "x" }, '`type` of column `x` must be one of "number"'],
    ["an unknown option of a column", () => prepare({ x: [1] }, { columns: { x: { label: {} } as object } }), { code: "unknown-option", column: "x" }, 'did you mean "labels"?'],
    ["an unknown option", () => prepare({ x: [1] }, { column: {} } as object), { code: "unknown-option" }, 'did you mean "columns"?'],
    ["a cell of another kind", () => prepare({ x: ["a", {}] }), { code: "not-a-cell", column: "x", row: 1 }, "must be a number, a text, a boolean, a valid Date, or null. Got an object"],
    ["an invalid Date", () => prepare({ x: [new Date(NaN)] }), { code: "not-a-cell", column: "x", row: 0 }, "a valid Date"],
    ["an infinity", () => prepare({ x: [1, Infinity] }), { code: "not-finite", column: "x", row: 1 }, "must be finite. Got Infinity."],
    ["an infinity among texts", () => prepare({ x: ["a", -Infinity] }), { code: "not-finite", column: "x", row: 1 }, "Got -Infinity."],
    ["words that are none", () => prepare({ x: [1] }, { missingWords: "NA" as unknown as string[] }), { code: "not-an-array" }, '`missingWords` must be an array of texts. Got "NA".'],
    ["a day that is none", () => prepare({ x: [1] }, { asOf: "today" }), { code: "not-a-date" }, "`asOf` must be a day: text such as"],
    ["dates with words", () => prepare({ d: [...times(30, (i) => `2024-01-${10 + (i % 20)}`), ...times(30, (i) => `2024-02-${10 + (i % 20)}`), "soon"] }), { code: "mixed-kinds", column: "d", row: 60 }, "must be a date, as 98 % of the cells are"],
    ["amounts in two currencies", () => prepare({ x: ["$1", "€2"] }, { columns: { x: "number" } }), { code: "not-of-type", column: "x", row: 1 }, 'must be a number in $. Got "€2".'],
    ["a percentage that is none", () => prepare({ x: ["12 %", "0.5"] }, { columns: { x: "number" } }), { code: "not-of-type", column: "x", row: 1 }, 'must be a number in %. Got "0.5".'],
    ["a way of writing of another type", () => prepare({ x: ["a"] }, { columns: { x: { type: "category", decimal: "," } } }), { code: "unknown-option", column: "x" }, '`decimal` is of the type "number". Got it with "category".'],
    ["a column to describe by that is not there", () => prepare({ x: [1] }, { profile: ["y" as "x"] }), { code: "unknown-column", column: "y" }, "must be in the table"],
    ["a name that dates take", () => prepare({ d: ["2024-01-31", "2024-01-30"], "days since d": [1, 2] }), { code: "duplicate-name", column: "days since d" }, "must have a name of its own"],
    ["an unknown order", () => prepare({ x: [1] }, { dateOrder: "ydm" as "ymd" }), { code: "unknown-value" }, "`dateOrder` must be one of"],
    ["a text", () => prepare("a,b\n1,2" as unknown as object[]), { code: "not-a-table" }, "read it with `parseCsv` first"],
    ["an async iterable", () => prepare((async function* () {})() as unknown as object[]), { code: "not-a-table" }, "collect its rows first"],
    ["a promise", () => prepare(Promise.resolve([]) as unknown as object[]), { code: "not-a-table" }, "`await` it first"],
    ["no rows", () => prepare([]), { code: "no-rows" }, "at least 1 row"],
    ["no table", () => prepare(7 as unknown as object[]), { code: "not-a-table" }, "`table` must be an array of row objects"],
  ];
  test.each(cases)("%s", (_, call, fields, message) => {
    const error = errorOf(call);
    expect(error).toMatchObject({ where: "prepare", ...fields });
    expect(error.message).toContain(message);
  });
});

describe("a table writes its numbers one way, and its dates", () => {
  test("a column that fits both decimal marks follows those that fit one", () => {
    const price = ["12,50", "3,20"];
    expect(prepare({ kg: ["1,234", "2,500"], price }).table["kg"]).toEqual(Float64Array.of(1.234, 2.5));
    expect(prepare({ kg: ["1,234", "2,500"] }).table["kg"]).toEqual(Float64Array.of(1234, 2500));
    expect(prepare({ kg: ["1,234", "2,500"] }, { decimal: "," }).table["kg"]).toEqual(Float64Array.of(1.234, 2.5));
    expect(prepare({ kg: ["1.234", "2.500"], price }).table["kg"]).toEqual(Float64Array.of(1234, 2500));
    expect(prepare({ kg: ["1,234", "2,500"], price, cost: ["1.5", "2.25"] }).table["kg"]).toEqual(Float64Array.of(1234, 2500));
  });

  test("an ambiguous date follows the dates that are clear, or what the caller says", () => {
    const d = ["04/03/2024", "01/02/2024"];
    expect(prepare({ d, e: ["31/01/2024", "01/02/2024"] }, { asOf: "2024-03-04" }).table["days since d"]).toEqual(Float64Array.of(0, 32));
    expect(prepare({ d }, { dateOrder: "mdy", asOf: "2024-04-03" }).table["days since d"]).toEqual(Float64Array.of(0, 92));
    expect(errorOf(() => prepare({ d, e: ["31/01/2024", "01/02/2024"], f: ["1/31/2024", "2/1/2024"] })).code).toBe("ambiguous-date");
  });

  test("dates of columns that are left out are not counted back from", () => {
    const table = { d: ["2024-01-31", "2024-01-30"], expires: ["9999-12-31", "9999-12-31"] };
    expect(prepare(table)).toMatchObject({ features: [{ column: "days since d" }], columns: [{ reading: { asOf: "2024-01-31" } }, { why: "constant" }] });
  });
});

test("numbers read with points beside decimal commas are told", () => {
  expect(prepare({ sales: Float64Array.of(4.721, 35, 1.193), share: ["11,5%", "7,25%", "3%"] }).warnings[0]).toBe(
    '`sales` was read with decimal points, but other columns have decimal commas; if it has them too, give `decimal: ","` where the text is read.',
  );
});

test("points that group are no decimal commas", () => {
  const { notices } = prepare({ revenue: ["1.250", "980", "2.100"], score: Float64Array.of(0.5, 0.75, 0.1) });
  expect(notices.map(({ code }) => code)).not.toContain("read-with-points");
});

test("another decimal mark than the column's is named", () => {
  const { model } = clusterSegments({ p: ["1.101", "102", "3.100", "950"], n: [1, 2, 3, 5] }, { k: 2 });
  expect(errorOf(() => assign(model, { p: ["12.5"], n: [1] })).message).toContain('must be a number with a decimal comma, as the column has. Got "12.5".');
});

test("a header of numbers is told", () => {
  expect(prepare({ "0.04": [1.5, 2], "0.41": [3.5, 4] }).notices).toEqual([{ code: "named-by-numbers", figures: {} }]);
});

describe("numbers that are dates", () => {
  test("become days", () => {
    const cells = times(24, (i) => 20230115 + 100 * (i % 12) + 10000 * Math.floor(i / 12));
    const { table, columns } = prepare({ d: cells, e: times(24, (i) => i % 5) });
    expect([...table["days since d"]].slice(0, 2)).toEqual([700, 669]);
    expect(columns[0].reading.asOf).toBe("2024-12-15");
  });
});

describe("names that end in id but are none", () => {
  test.each(["paid", "Amount Paid", "highest bid"])("%s", (name) => {
    expect(prepare({ [name]: [120, 340, 75] }).features.length).toBe(1);
  });
});

test("a model holds the unit, and asks it of the next table", () => {
  const { model } = clusterSegments({ spent: ["€1,50", "€2,25"], share: ["5 %", "7 %"], fixed: [3, 3] }, { k: 1 });
  expect(model.features.map(({ reading }) => reading)).toEqual([{ column: "spent", type: "number", decimal: ",", unit: "€" }, { column: "share", type: "number", decimal: ",", unit: "%" }]);
  expect(errorOf(() => assign(model, { spent: ["$3,50"], share: ["1 %"] })).message).toContain('must be a number in €. Got "$3,50".');
  expect(errorOf(() => assign(model, { spent: [3], share: [12] })).message).toContain("must be a number in %. Got 12.");
  expect(assign(model, { spent: [3], share: ["1 %"], fixed: ["03/04/2024"] }).warnings).toEqual([]);
});

test("a column that is said to hold numbers follows the table's decimal mark, too", () => {
  expect(prepare({ kg: ["1,234", "2,500"], price: ["12,50", "3,20"] }, { columns: { kg: "number" } }).table["kg"]).toEqual(Float64Array.of(1.234, 2.5));
});

test("columns that are left out stay in the table as they are", () => {
  const code = Float64Array.of(1001, 1002, NaN);
  const { table } = prepare({ code, mark: ["a-1", "-", " b"], size: [5, 6, 8] }, { columns: { code: "id", mark: "ignore" } });
  expect(table["code"]).toBe(code);
  expect(table["mark"]).toEqual(["a-1", "-", " b"]);
});

test("dates that are left out are counted back from their latest where there are no others", () => {
  const { table } = prepare({ d: ["2024-01-31", "2024-01-31"], x: [1, 2] });
  expect(table["days since d"]).toEqual(Float64Array.of(0, 0));
});

test("true and \"true\" are one category, which differs from itself in nothing", () => {
  const { notices } = prepare({ a: Array.from({ length: 30 }, (_, i) => [true, "true", "other"][i % 3]) }, { columns: { a: "category" } });
  expect(notices.filter(({ code }) => code === "differ-in-case")).toEqual([]);
});
