import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { readCsv, type ReadCsvOptions } from "../../src/csv/read-csv.ts";
import { columnOrder } from "../../src/table/table.ts";
import { isLong } from "../long-runs.ts";

type Pieces = readonly (string | Uint8Array)[];
/** A text for parseCsv, or bytes or pieces for readCsv. */
type File = string | Uint8Array | Pieces;
/** The columns, numbers and texts with null for missing; or the code and the place of the error. */
type Outcome = { readonly columns: Readonly<Record<string, readonly unknown[]>> } | { readonly code: string; readonly line: number; readonly row?: number; readonly column?: string };
type Case = readonly [name: string, file: File, outcome: Outcome, options?: ReadCsvOptions];

const bytes = (...parts: (string | number)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : [part])));
const utf16 = (text: string): Uint8Array => Buffer.from(text, "utf16le");
const utf16BigEndian = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();
const readAs = (encoding: string, file: Uint8Array): string => new TextDecoder(encoding).decode(file);
const cut = (text: string, length: number): string[] => Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));
const row = (width: number, cell: (c: number) => string): string => `${Array.from({ length: width }, (_, c) => cell(c)).join(",")}\n`;
const wide = (width: number, values: readonly unknown[]): Outcome => ({ columns: Object.fromEntries(Array.from({ length: width }, (_, c) => [`c${c}`, values])) });
const notCsv: Outcome = { code: "not-csv", line: 1 };
const ragged = (line: number, row: number): Outcome => ({ code: "ragged-rows", line, row });
const ab = (a: readonly unknown[], b: readonly unknown[]): Outcome => ({ columns: { a, b } });

const randomBytes = Uint8Array.from({ length: 300 }, (_, i) => Math.imul(Math.imul(i, 0x9e3779b1) ^ 0x5bd1e995, 0x85ebca6b) >>> 24);
const png = bytes(0x89, "PNG\r\n\u001a\n", 0, 0, 0, 13, "IHDR", 0, 0, 1, 0);
const xls = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0);
const gzip = gzipSync("a,b\n1,2\n");
/** A block that describes a file, as tar writes it, and the file. */
function tar(name: string, content: string): Uint8Array {
  const padded = (text: string, length: number): Uint8Array => bytes(text, ...Array<number>(length - bytes(text).length).fill(0));
  const fields = [padded(name, 100), padded("0000644", 8), padded("0001750", 8), padded("0001750", 8), padded(content.length.toString(8).padStart(11, "0"), 12)];
  const more = [padded("14715237471", 12), padded("012345", 7), bytes(" 0"), padded("", 100), padded("ustar", 6), padded("00", 249)];
  return bytes(...[...fields, ...more, padded(content, 512)].flatMap((part) => [...part]));
}
const pdf = bytes("%PDF-1.7\n%", 0xe2, 0xe3, 0xcf, 0xd3);
const parquet = bytes("PAR1", 0x15, 4, 0x15, 0x80);
const german = bytes("name,city\nM", 0xfc, "ller,K", 0xf6, "ln\n");
const plain = "a,b\n1,ü\n2,y\n";
const read = ab([1, 2], ["ü", "y"]);

const truncated: Case[] = [
  ["cut in a quote", 'a,b\n1,"x', { code: "unclosed-quote", line: 2, row: 0, column: "b" }],
  ["cut in a quote of the header", 'a,"b', { code: "unclosed-quote", line: 1 }],
  ["cut in a quote, with semicolons", 'a;b\n1;2\n3;"x', { code: "unclosed-quote", line: 3, row: 1, column: "b" }],
  ["cut in a row", "a,b,c\n1,2,3\n4,5", ragged(3, 1)],
  ["cut after the header", "a,b", ab([], [])],
  ["a header only, and blank lines", "a,b\n\n\n", ab([], [])],
  ["nothing", "", { code: "empty", line: 1 }],
  ["a byte order mark alone, as bytes", bytes(0xef, 0xbb, 0xbf), { code: "empty", line: 1 }],
  ["a sep= line alone", "sep=;\n", { code: "empty", line: 1 }],
  ["a sep= line alone, without its end", "sep=;", { code: "empty", line: 1 }],
];

const binary: Case[] = [
  ...([["a picture", png], ["gzip", gzip], ["an old spreadsheet", xls], ["a PDF", pdf], ["Parquet", parquet], ["random bytes", randomBytes]] as const).flatMap(
    ([name, file]): Case[] => [
      [name, file, notCsv],
      [`${name}, read as UTF-8`, readAs("utf-8", file), notCsv],
      [`${name}, read as windows-1252`, readAs("windows-1252", file), notCsv],
      ...(name === "random bytes" ? [] : [[`${name}, said to be windows-1252`, file, notCsv, { encoding: "windows-1252" }] as Case]),
    ],
  ),
  ["a spreadsheet", bytes("PK\u0003\u0004", 0x14, 0, 8, 0), notCsv],
  ["an empty archive", bytes("PK\u0005\u0006", 0, 0, 0, 0), notCsv],
  ["a database", bytes("SQLite format 3", 0, 16, 0, 1, 1, 0, 64, 32, 32, 0, 0, 0, 2), notCsv],
  ["NULs", new Uint8Array(100), notCsv],
  ["NULs before a table", bytes(...Array<number>(512).fill(0), "a,b\n1,2\n"), notCsv],
  ["a tar archive", tar("customers.csv", "a,b\n1,2\n"), notCsv],
  ["a tar archive of a long name", tar("x".repeat(99), "a,b\n1,2\n"), notCsv],
  ["a tar archive of a name in another alphabet", tar("клиенты.csv", "a,b\n1,2\n"), notCsv],
  ["a NUL in a field", "a,b\n1,\0\n", ab([1], ["\0"])],
  ["control characters as delimiters", "a\u0001b\u0001c\n1\u00012\u00013\n", { columns: { a: [1], b: [2], c: [3] } }, { delimiter: "\u0001" }],
];

const encodings: Case[] = [
  ["UTF-16 with a mark", utf16(`\ufeff${plain}`), read],
  ["UTF-16, big endian, with a mark", utf16BigEndian(`\ufeff${plain}`), read],
  ["UTF-16 with its mark cut in two, after an empty piece", [bytes(), bytes(0xff), bytes(0xfe), utf16(plain)], read],
  ["UTF-16 that is told", utf16(plain), read, { encoding: "utf-16le" }],
  ["UTF-16 without a mark", utf16(plain), read],
  ["UTF-16, big endian, without a mark", utf16BigEndian(plain), read],
  ["UTF-16 of a few characters", utf16("a\n1\n"), { columns: { a: [1] } }],
  ["UTF-16 read as UTF-8", readAs("utf-8", utf16(`\ufeff${plain}`)), notCsv],
  ["UTF-16 cut amid a character", [utf16("\ufeffa\n1\n"), bytes(65)], { code: "not-text", line: 3 }],
  ["UTF-32", Buffer.from("\ufeff\0a\0,\0b\0\n\0", "utf16le"), notCsv],
  ["no UTF-8 at the start", bytes(0xfa, "a,b\n1,2\n"), { code: "not-text", line: 1 }],
  ["no UTF-8 in the middle", bytes("a,b\n1,2\nx", 0xc3, "(,y\n3,4\n"), { code: "not-text", line: 3 }],
  ["no UTF-8 at the end", bytes("a,b\n1,2\n", 0xe2, 0x82), { code: "not-text", line: 3 }],
  ["no UTF-8 over two pieces", [bytes("a,b\n1,", 0xe2), bytes("(\n2,3\n")], { code: "not-text", line: 2 }],
  ["no UTF-8 after a character over three pieces", [bytes("a,b\n1,", 0xe2), bytes(0x82), bytes(0xac, "\n2,3\n4,", 0xff, "\n")], { code: "not-text", line: 4 }],
  ["UTF-8 over three pieces", [bytes("a,b\n1,", 0xe2), bytes(0x82), bytes(0xac, "\n")], ab([1], ["€"])],
  ["Latin-1", german, { code: "not-text", line: 2 }],
  ["Latin-1 that is told", german, { columns: { name: ["Müller"], city: ["Köln"] } }, { encoding: "windows-1252" }],
  ["Latin-1 read as UTF-8", readAs("utf-8", german), { columns: { name: ["M\ufffdller"], city: ["K\ufffdln"] } }],
  ["a byte order mark twice", "\ufeff\ufeffa,b\n1,2\n", ab([1], [2])],
  ["a byte order mark twice, as bytes", bytes("\ufeff\ufeffa,b\n1,2\n"), ab([1], [2])],
];

const delimiters: Case[] = [
  ["another delimiter than told", "a,b\n1,2\n", { columns: { "a,b": ["1,2"] } }, { delimiter: ";" }],
  ["semicolons", "a;b\n1;2\n", ab([1], [2])],
  ["tabs", "a\tb\n1\t2\n", ab([1], [2])],
  ["bars", "a|b\n1|2\n", ab([1], [2])],
  ["semicolons between quotes", '"a";"b"\n"1";"x, y; z"\n', ab([1], ["x, y; z"])],
  ["semicolons, a row too long", "a;b\n1;2\n1;2;3\n3;4\n", ragged(3, 1)],
  ["semicolons, a comma in the header", "name;city, country;x\nA;Bonn, DE;1\nB;Wien, AT;2\n", { columns: { name: ["A", "B"], "city, country": ["Bonn, DE", "Wien, AT"], x: [1, 2] } }],
  ["semicolons, a comma in one row", "a;b;c\n1;2;3\n4;5, 6;7\n", { columns: { a: [1, 4], b: ["2", "5, 6"], c: [3, 7] } }],
  ["semicolons beside as many commas", "a;b,c\n1;2,3\n", { columns: { a: [1], "b,c": ["2,3"] } }],
  ["semicolons in a header alone", "a;b;c\n", { columns: { a: [], b: [], c: [] } }],
  ["tabs in a header alone", "a\tb\tc\n", { columns: { a: [], b: [], c: [] } }],
  ["tabs in a header alone, with a line end in quotes", 'A\tB\t"C\nD"\n', { columns: { A: [], B: [], "C\nD": [] } }],
  ["semicolons in a header alone, and an empty row", "a;b\n;\n", ab([], [])],
  ["a header alone, as many commas as semicolons", "a,b;c\n", { columns: { a: [], "b;c": [] } }],
  ["a header alone, fewer commas than semicolons", "a,b;c;d\n", { columns: { "a,b": [], c: [], d: [] } }],
  ["semicolons in the header only", "a;b\n1\n2\n", { columns: { "a;b": [1, 2] } }],
  ["commas in the header only", "a,b\n1\n2\n", ragged(2, 0)],
  ["commas in the rows only", "a\n1,2\n3,4\n", ragged(2, 0)],
  ["sep=;", "\ufeffsep=;\r\na;b\r\n1;2\r\n", ab([1], [2])],
  ["sep=; in quotes and capitals", '"SEP=;"\na;b\n1;2\n', ab([1], [2])],
  ["sep=; that is not so", "sep=;\na,b\n1,2\n", { columns: { "a,b": ["1,2"] } }],
  ["sep=; before a header longer than what is read at once", cut(`sep=;\n${"a".repeat(200_000)};b\n1;2\n`, 5000), { columns: { ["a".repeat(200_000)]: [1], b: [2] } }],
  ["decimal commas", "a;b\n1,5;2,50\n", ab(["1,5"], ["2,50"])],
  ["decimal commas that are told", "a;b\n1,5;2,50\n", ab([1.5], [2.5]), { decimal: "," }],
  ["decimal commas between commas", "a,b\n1,5,2,5\n", ragged(2, 0)],
];

const shapes: Case[] = [
  ["a name twice", "a,b,a\n1,2,3\n", { columns: { a: [1], b: [2], "a (2)": [3] } }],
  ["a name twice, refused", "a,b,a\n1,2,3\n", { code: "duplicate-header", line: 1, column: "a" }, { duplicates: "error" }],
  ["an empty name twice", ",b,\n1,2,3\n", { columns: { column1: [1], b: [2], column3: [3] } }],
  ["__proto__ twice", "__proto__,__proto__\n1,2\n", { code: "duplicate-header", line: 1, column: "__proto__" }, { duplicates: "error" }],
  ["names of every object", "toString,constructor\n1,2\n", { columns: { toString: [1], constructor: [2] } }],
  ["a short first row", "a,b\n1\n2,3\n", ragged(2, 0)],
  ["a long first row", "a,b\n1,2,3\n4,5\n", ragged(2, 0)],
  ["a short last row", "a,b\n1,2\n3", ragged(3, 1)],
  ["a long last row", "a,b\n1,2\n3,4,5", ragged(3, 1)],
  ["a blank line in the middle", "a,b\n1,2\n\n3,4\n", ab([1, 3], [2, 4])],
  ["a blank line in the middle of one column", "a\n1\n\n3\n", { columns: { a: [1, null, 3] } }],
  ["blank lines at the start", "\n\r\na,b\n1,2\n", ab([1], [2])],
  ["blank lines at the start of one column", "\n\na\n1\n", { columns: { a: [1] } }],
  ["blank lines at the start, a row too long below", "\n\na,b\n1,2,3\n", ragged(4, 0)],
  ["blank lines at the end", "a,b\n1,2\n\n\r\n", ab([1], [2])],
  ["a title above the header", "Report\n\na,b\n1,2\n", ab([1], [2])],
  ["CR at every line's end", "a,b\r1,2\r3,4\r", ab([1, 3], [2, 4])],
  ["all three line ends", "a,b\n1,2\r\n3,4\r5,6", ab([1, 3, 5], [2, 4, 6])],
  ["CR LF cut between two pieces", ["a,b\r", "\n1,2\r", "\n3,4\r"], ab([1, 3], [2, 4])],
  ["no header", "1,2\n3,4\n", { columns: { column1: [1, 3], column2: [2, 4] } }, { header: false }],
  ["no header, a short row", "1,2\n3\n", ragged(2, 1), { header: false }],
  ["a page of HTML", "\n<!DOCTYPE html>\n<title>404</title>", notCsv],
  ["a page without a head", "<body>Service unavailable</body>", notCsv],
  ["JSON, an array of objects", '[\n  {"a": 1},\n  {"a": 2}\n]', notCsv],
  ["JSON, an array of arrays", '[["a","b"],[1,2]]', notCsv],
  ["JSON, nothing in it", "[]\n", notCsv],
  ["two quotes", '""', { columns: { column1: [] } }],
  ["three quotes", '"""', { code: "unclosed-quote", line: 1 }],
  ["a quote inside a field", 'a,b\n5" disc,x "y"\n', ab(['5" disc'], ['x "y"'])],
  ["text after a quote", 'a,b\n"1"x,2\n', { code: "text-after-quote", line: 2, row: 0, column: "a" }],
  ["a quote escaped by a backslash", 'a,b\n"x\\"y",2\n', ab(['x"y'], [2])],
  ["commas only", ",\n,\n", { code: "empty", line: 1 }, { header: false }],
];

const cells: Case[] = [
  ["numbers, then text", "a\n1\n1.50\n+1\n 2 \nx\n", { columns: { a: ["1", "1.50", "+1", " 2 ", "x"] } }],
  ["words for what is no number", "a,b,c\nInfinity,NaN,-inf\n1,2,3\n", { columns: { a: ["Infinity", "1"], b: ["NaN", "2"], c: ["-inf", "3"] } }],
  ["NaN that means missing", "a\nNaN\n1\n", { columns: { a: [null, 1] } }, { missing: ["NaN"] }],
  ["numbers too large", "a,b\n1e999,9007199254740993\n1,1\n", ab(["1e999", "1"], ["9007199254740993", "1"])],
  ["codes with leading zeros", "a\n00123\n1\n", { columns: { a: ["00123", "1"] } }],
  ["dates", "a\n2024-01-31\n31/01/2024\n", { columns: { a: ["2024-01-31", "31/01/2024"] } }],
  ["amounts", 'a,b\n"1,234",5%\n', ab(["1,234"], ["5%"])],
];

const much = isLong ? 10_000_000 : 1_000_000; // characters
const size = `${much / 1_000_000} MB`;
const many = much / 10; // lines
const long = "x".repeat(much);
const noValues = Array.from({ length: many }, () => null);
const numbers = row(10_000, (c) => `c${c}`) + row(10_000, () => "1").repeat(3);
const large: Case[] = [
  [`${size} in a line, unquoted`, `a,b\n${long},2\n`, ab([long], [2])],
  [`${size} in a line, quoted`, `a,b\n1,"${long}"\n`, ab([1], [long])],
  [`${size} in a line, and no more`, long, { columns: { [long]: [] } }],
  [`${size} of quotes, an odd one`, `${'"'.repeat(much)}"`, { code: "unclosed-quote", line: 1 }],
  [`${size} of commas`, ",".repeat(much), { code: "empty", line: 1 }],
  [`${size} after an unclosed quote, in small pieces`, cut(`a,b\n1,"${"1,2\n".repeat(much / 4)}`, 100), { code: "unclosed-quote", line: 2, row: 0, column: "b" }],
  [`${size} after an unclosed quote amid rows`, cut(`a,b\n${"1,2\n".repeat(1000)}"${"1,2\n".repeat(much / 4)}`, 100), { code: "unclosed-quote", line: 1002, row: 1000, column: "a" }],
  [`${many} blank lines`, "\n".repeat(many), { code: "empty", line: 1 }],
  [`${many} blank lines in pieces`, cut("\n".repeat(many), 1000), { code: "empty", line: 1 }],
  [`${many} blank lines before the header`, `${"\n".repeat(many)}a,b\n1\n`, ragged(many + 2, 0)],
  [`${many} blank lines in one column`, `a\n${"\n".repeat(many)}`, { columns: { a: noValues } }],
  [`${many} blank lines after the rows`, `a,b\n1,2\n${"\n".repeat(many)}`, ab([1], [2])],
  [`${many} blank lines before the last row`, `a,b\n${"\n".repeat(many)}1,2\n`, ab([1], [2])],
  [`${many} rows, a blank line after each`, `a,b\n${"1,2\n\n".repeat(many)}`, ab(Array<number>(many).fill(1), Array<number>(many).fill(2))],
  [`${many} rows, one of commas after each`, `a,b\n${"1,2\n,\n".repeat(many)}`, ab(Array<number>(many).fill(1), Array<number>(many).fill(2))],
  [`${many} lines in quotes`, `"a,b"\n${'"1,2"\n'.repeat(many)}`, ab(Array<number>(many).fill(1), Array<number>(many).fill(2))],
  ["10 000 columns", numbers, wide(10_000, [1, 1, 1])],
  ["10 000 columns between semicolons", numbers.replaceAll(",", ";"), wide(10_000, [1, 1, 1])],
  ["10 000 columns, one row short", numbers + row(9999, () => "1"), ragged(5, 3)],
  ["numbers in 300 columns and 5 000 rows, then text", row(300, (c) => `c${c}`) + row(300, () => "1.50").repeat(5000) + row(300, () => "x"), wide(300, [...Array<string>(5000).fill("1.50"), "x"])],
];

const valuesOf = (column: ArrayLike<unknown>): unknown[] => Array.from(column, (value) => (Number.isNaN(value) ? null : value));

async function outcomeOf(file: File, options: ReadCsvOptions): Promise<Outcome> {
  try {
    const columns = typeof file === "string" ? parseCsv(file, options) : await readCsv(file, options);
    return { columns: Object.fromEntries(columnOrder(columns).map((name) => [name, valuesOf(columns[name])])) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message.length).toBeLessThan(300);
    const { code, line, row, column } = error;
    return { code, line, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) } as Outcome;
  }
}

const groups = { "cut short": truncated, binary, encodings, delimiters, shapes, cells };
describe.each(Object.entries(groups))("malformed files: %s", (_, cases) => {
  for (const [name, file, outcome, options = {}] of cases) {
    test(name, async () => {
      expect(await outcomeOf(file, options)).toEqual(outcome);
      if (typeof file === "string") expect(await outcomeOf(cut(file, 3), options)).toEqual(outcome);
    });
  }
});

describe("malformed files: large", () => {
  const timeout = 30_000; // a second or so each; of quadratic time they would take minutes

  for (const [name, file, outcome, options = {}] of large) {
    test(name, { timeout }, async () => {
      const expected = JSON.stringify(outcome); // a difference would be too long to show
      expect(JSON.stringify(await outcomeOf(file, options)) === expected).toBe(true);
      if (typeof file === "string") expect(JSON.stringify(await outcomeOf(cut(file, 10_000), options)) === expected).toBe(true);
    });
  }

  test("a long name is cut in the message, not in the error", async () => {
    const found = await outcomeOf(`${long},${long}\n`, { duplicates: "error" });
    expect("column" in found && found.column === long).toBe(true);
  });
});
