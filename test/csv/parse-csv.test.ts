import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import { columnOrder, type Columns } from "../../src/table/table.ts";
import { readNaively } from "./naive-csv.ts";
import { type CsvStyle, printCsv } from "./print-csv.ts";

const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: "binary-ascii", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(",", ";", "\t", "|", '"', "\n", "\r", " ", "\ufeff", "a", "1", ".", "é"), maxLength: 12 }),
  fc.constantFrom("12", "007", "1e3", "NaN", "null", "Infinity", "a text of more than thirteen characters"),
);
const name = fc
  .oneof(hostileText, fc.constantFrom("__proto__", "constructor", "toString", "2019", "10", "9", "#"))
  .map((text) => (text.trim() === "" ? `no${text}` : text)); // a column without a name gets one
const number = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.integer(), fc.constantFrom(NaN, -0, 2 ** 53, 1e22, 5e-324));
const style: fc.Arbitrary<CsvStyle> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|", " ", ".", "a", "0", "é"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  hasMark: fc.boolean(),
  endsLastLine: fc.boolean(),
  quotesAll: fc.boolean(),
});
const table = fc.nat({ max: 6 }).chain((rows) => {
  const numbers = fc.array(number, { minLength: rows, maxLength: rows }).map((values) => Float64Array.from(values));
  const others = fc.array(fc.option(hostileText), { minLength: rows, maxLength: rows });
  const texts = others.map((values) => (rows === 0 ? new Float64Array(0) : ["a word, lest it look like numbers", ...values.slice(1)]));
  return fc.uniqueArray(fc.tuple(name, fc.oneof(numbers, texts)), { minLength: 1, maxLength: 5, selector: ([key]) => key });
});

const blankToNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);
const isNothing = (cell: number | string | null): boolean =>
  cell === null || Number.isNaN(cell) || /^[ \t\r\n]*$/.test(String(cell));
const normalised = (values: Float64Array | (string | null)[]) => (Array.isArray(values) ? values.map(blankToNull) : values);

describe("parseCsv", () => {
  test("reads what was printed", () => {
    fc.assert(
      fc.property(table, style, (entries, style) => {
        const names = entries.map(([name]) => name);
        const columns = entries.map(([, values]) => values);
        const isRow = Array.from(columns[0] as ArrayLike<unknown>, (_, r) => columns.length === 1 || columns.some((cells) => !isNothing(cells[r])));
        const read = parseCsv(printCsv(names, columns, style), { delimiter: style.delimiter });
        const last = isRow.lastIndexOf(true);
        const isNote = columns.length > 1 && columns.slice(1).every((cells) => isNothing(cells[last]) || String(cells[last]).trim() === "") && isRow[last - 1] === false;
        fc.pre(!isNote && names[0] !== "{"); // a line of one cell behind a blank one is a note; a brace before a text is JSON
        const empty = isRow.filter((is) => !is).length;
        expect(csvNotices(read).map(({ code, figures }) => [code, "rows" in figures && figures.rows])).toEqual(empty > 0 ? [["rows-empty", empty]] : []);
        expect(columnOrder(read)).toEqual(names);
        const kept = columns.map((cells) => normalised(cells).filter((_, r) => isRow[r]));
        expect(names.map((name) => read[name])).toEqual(kept.map((cells) => (cells.length === 0 ? new Float64Array(0) : cells)));
      }),
      { numRuns: 2000 },
    );
  });

  test("agrees with a reader of one field at a time on any text", () => {
    const text = fc.string({ unit: fc.constantFrom(",", ",", '"', '"', "\n", "\r\n", "\r", " ", "a", "b"), maxLength: 14 });
    let compared = 0;
    fc.assert(
      fc.property(text, (text) => {
        fc.pre(text.trim() !== "");
        const read = outcome(() => parseCsv(text, { header: false, delimiter: "," }));
        const known = ["rows-empty", "blanks-around-quotes"]; // the reader of one field at a time knows these repairs alone
        if (typeof read === "object" && csvNotices(read as Columns).some(({ code }) => !known.includes(code))) return;
        const { bare, fault } = readNaively(text);
        if (fault !== undefined && bare.some(Boolean) && !bare.includes(false)) return; // how wide the table is is not known then
        compared++;
        expect(typeof read === "object" ? Object.values(read as Columns).map(textsOf) : read).toEqual(naiveOutcome(text));
      }),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test("names a line of the text in every error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", "a", " "), maxLength: 14 }), (text) => {
        try {
          parseCsv(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).line).toSatisfy((line: number) => line >= 1 && line <= text.split(/\r\n|\r|\n/).length);
        }
      }),
    );
  });

  test("reads a wide table of many rows", () => {
    const rows = Array.from({ length: 3000 }, (_, i) => Array.from({ length: 40 }, (_, c) => (c === 7 ? `t${i % 5}` : i * 40 + c)));
    const read = parseCsv(`${Array.from({ length: 40 }, (_, c) => `c${c}`).join(",")}\n${rows.map((row) => row.join(",")).join("\n")}`);
    for (let c = 0; c < 40; c++) expect([...read[`c${c}`]]).toEqual(rows.map((row) => row[c]));
  });

  test("keeps texts apart that have the same hash", () => {
    expect(parseCsv("a\nc54191\nc249560\nc54191\n")["a"]).toEqual(["c54191", "c249560", "c54191"]);
  });

  test("interns at most so many texts and keeps the rest", () => {
    const texts = Array.from({ length: 70000 }, (_, i) => `the text of row ${i}`);
    expect(parseCsv(`a\n${texts.join("\n")}\n${texts[0]}\n${texts[69999]}\n`)["a"]).toEqual([...texts, texts[0], texts[69999]]);
  });
});

describe("parseCsv: the shape of the text", () => {
  const cases: [name: string, text: string, columns: Record<string, unknown>][] = [
    ["a header only", "a,b\n", { a: [], b: [] }],
    ["a header without a line end", "a,b", { a: [], b: [] }],
    ["the last line without a line end", "a,b\n1,2", { a: [1], b: [2] }],
    ["an empty last field without a line end", "a,b\n1,", { a: [1], b: [NaN] }],
    ["lines that end in CR", "a,b\r1,2\r3,4\r", { a: [1, 3], b: [2, 4] }],
    ["all three line ends", "a,b\r\n1,2\n3,4\r5,6", { a: [1, 3, 5], b: [2, 4, 6] }],
    ["a byte order mark before a quote", '\ufeff"a",b\n1,2\n', { a: [1], b: [2] }],
    ["blank lines at the end", "a,b\n1,2\n\n\r\n\r", { a: [1], b: [2] }],
    ["a quoted field at the end of the text", 'a,b\n1,"x"', { a: [1], b: ["x"] }],
    ["a quoted line end", 'a,b\n1,"x\r\ny"\n', { a: [1], b: ["x\r\ny"] }],
    ["quotes inside a field", 'a,b\n12" vinyl, "x"\n', { a: ['12" vinyl'], b: ["x"] }],
    ["a quote after blanks and text", 'a,b\n1, "x" y\n', { a: [1], b: [' "x" y'] }],
    ["doubled quotes only", 'a,b\n"""",""""""\n', { a: ['"'], b: ['""'] }],
    ["an empty quoted field", 'a,b\n"",x\n"",y\n', { a: [NaN, NaN], b: ["x", "y"] }],
    ["a quoted number", 'a\n"1"\n" 2.5 "\n', { a: [1, 2.5] }],
    ["blank lines in one column", "a\n1\n\n3\n\n", { a: [1, NaN, 3, NaN] }],
    ["a header as it is written", ' a ,"b ""c"""\n1,2\n', { " a ": [1], 'b "c"': [2] }],
    ["an empty header", ",b\n1,2\n", { column1: [1], b: [2] }],
  ];
  test.each(cases)("%s", (_, text, columns) => {
    const read = parseCsv(text);
    expect(Object.fromEntries(Object.entries(read).map(([name, values]) => [name, [...values]]))).toEqual(columns);
  });

  test("a table without a header has numbered columns", () => {
    expect(parseCsv("1,x\n2,y\n", { header: false })).toEqual({ column1: Float64Array.of(1, 2), column2: ["x", "y"] });
  });

  test("undefined options are the defaults", () => {
    expect(parseCsv("a\n1\n", { delimiter: undefined, header: undefined, missing: undefined })).toEqual({ a: Float64Array.of(1) });
  });

  test("the result survives structuredClone", () => {
    const read = parseCsv("__proto__,b\n1,x\n");
    expect(Object.entries(structuredClone(read))).toEqual(Object.entries(read));
  });

  test("a column that is not there is undefined, whatever its name", () => {
    const read = parseCsv("a\n1\n");
    for (const name of ["__proto__", "constructor", "toString"]) expect(read[name]).toBeUndefined();
  });
});

function textsOf(column: ArrayLike<unknown>): unknown[] {
  return Array.from(column, (value) => (Number.isNaN(value) ? null : value));
}

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return (error as InputError).code;
  }
}

/** What {@link parseCsv} should make of the naive reader's records: columns of text, or the code of the first error. */
function naiveOutcome(text: string): unknown {
  const { records, bare, lone, fault } = readNaively(text);
  const isWide = records.some(({ length }, r) => length > 1 && !bare[r]);
  const first = bare.findIndex((is, r) => !is || (lone[r] && !isWide)); // in one column `""` is a row
  if (first < 0) return fault ?? "empty";
  const width = records[first].length;
  const rows = width === 1 ? records : records.filter((_, r) => !bare[r]); // in one column a blank line is a row
  if (rows.some(({ length }) => length !== width && !(width === 1 && length === 0))) return "ragged-rows";
  return fault ?? Array.from({ length: width }, (_, c) => rows.map((record) => blankToNull(record[c] ?? "")));
}
