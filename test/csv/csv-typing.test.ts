import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { readNumber } from "../../src/table/number-text.ts";

const prints = new Uint8Array(1);
const read = (field: string): number => readNumber(`<${field}>`, 1, field.length + 1, ".", prints, 0);

describe("readNumber", () => {
  const numbers: [field: string, value: number][] = [
    ["0", 0], ["-0", -0], ["7", 7], ["+7", 7], ["-12.50", -12.5], ["0.1", 0.1], ["00.5", 0.5], [".5", 0.5], ["-.5", -0.5], ["5.", 5],
    ["1e3", 1000], ["1E+3", 1000], ["25e-1", 2.5], [".5e1", 5], ["5.e1", 50], ["1.5e300", 1.5e300], ["0e0", 0], ["1e-400", 0],
    [" 12 ", 12], ["\t12", 12], ["\u00a012\u3000", 12], ["12\r\n", 12],
    ["999999999999999", 999999999999999], ["9007199254740992", 2 ** 53], ["-9007199254740992", -(2 ** 53)],
    ["9007199254740993.0", 2 ** 53], ["1e20", 1e20], ["0.30000000000000004", 0.1 + 0.2],
  ];
  test.each(numbers)("%j is a number", (field, value) => {
    expect(read(field)).toBe(value);
  });

  const texts = [
    "", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "1,5", "1 2", "- 1", "--1", "+-1", "1-", "0x10", "0b1", "1_000", "1n",
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "true", "null", "१२", "12a", "£12",
    "00", "00123", "-00123", "+007", " 007 ", "0123456789012345", "007e2",
    "9007199254740993", "-9007199254740993", "12345678901234567", "123456789012345678901234567890",
  ];
  test.each(texts)("%j is none", (field) => {
    expect(read(field)).toBeNaN();
  });

  test("is the nearest double, however a number is written", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 16 });
    const decimal = fc.tuple(fc.constantFrom("", "-"), fc.nat({ max: 99999999 }), digits);
    const written = fc.oneof(
      decimal.map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toExponential()),
      fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map(String),
      fc.maxSafeInteger().map(String),
    );
    fc.assert(
      fc.property(written, (field) => {
        expect(read(field)).toBe(Number(field));
      }),
      { numRuns: 5000 },
    );
  });

  test("reads no further than its bounds", () => {
    expect(readNumber("123456", 2, 4, ".", prints, 0)).toBe(34);
    expect(readNumber("1e5x", 0, 1, ".", prints, 0)).toBe(1);
  });
});

describe("parseCsv: the type of a column", () => {
  const cases: [name: string, fields: string[], column: Float64Array | (string | null)[]][] = [
    ["numbers", ["1", "2.5", "-3e2"], Float64Array.of(1, 2.5, -300)],
    ["numbers with gaps", ["1", "", "  ", "4"], Float64Array.of(1, NaN, NaN, 4)],
    ["nothing at all", ["", " ", "\u00a0"], Float64Array.of(NaN, NaN, NaN)],
    ["one text among numbers", ["1.50", " 2 ", "x"], ["1.50", " 2 ", "x"]],
    ["text with gaps", ["x", "", " "], ["x", null, null]],
    ["text with blanks around", [" x", "x "], [" x", "x "]],
    ["a leading zero", ["12", "00123"], ["12", "00123"]],
    ["a whole number beyond 2^53", ["12", "9007199254740993"], ["12", "9007199254740993"]],
    ["a number too large", ["12", "1e999"], ["12", "1e999"]],
    ["the word NaN", ["12", "NaN"], ["12", "NaN"]],
    ["quoted numbers", ['"1"', '" 2"'], Float64Array.of(1, 2)],
    ["a doubled quote", ['"1"""', "2"], ['1"', "2"]],
  ];
  test.each(cases)("%s", (_, fields, column) => {
    const { a } = parseCsv(`a,b\n${fields.map((field) => `${field},0\n`).join("")}`);
    expect(a).toEqual(column);
  });

  const words: [name: string, missing: string[], fields: string[], column: Float64Array | (string | null)[]][] = [
    ["a word among numbers", ["NA"], ["1", "NA", " NA "], Float64Array.of(1, NaN, NaN)],
    ["a word among texts", ["NA"], ["x", "NA", "NAN"], ["x", null, "NAN"]],
    ["another case", ["NA"], ["1", "na"], ["1", "na"]],
    ["a number as a word", ["-999"], ["1", "-999", "-999.0"], Float64Array.of(1, NaN, -999)],
    ["a word with blanks", [" n/a "], ["1", "n/a"], Float64Array.of(1, NaN)],
    ["a quoted word", ["NA", '"'], ['"NA"', '""""', "5"], Float64Array.of(NaN, NaN, 5)],
    ["a code as a word", ["000"], ["000", "7"], Float64Array.of(NaN, 7)],
    ["a blank word", [""], ["", "7"], Float64Array.of(NaN, 7)],
    ["a word that begins another field", ["N"], ["N", "NA"], [null, "NA"]],
    ["nothing but words", ["NA", "-"], ["NA", "-"], Float64Array.of(NaN, NaN)],
  ];
  test.each(words)("missing: %s", (_, missing, fields, column) => {
    expect(parseCsv(`a,b\n${fields.map((field) => `${field},0\n`).join("")}`, { missing })["a"]).toEqual(column);
  });

  test("missing: takes just the fields that trim to nothing or to a word", () => {
    const field = fc.string({ unit: fc.constantFrom("N", "A", " ", "\t", "\u00a0", "\ufeff", "\u200b", "\u2003"), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        const { a } = parseCsv(`a,b\ntext,0\n${fields.map((field) => `${field},0\n`).join("")}`, { missing: ["NA", "A N"] });
        const expected = fields.map((field) => (["", "NA", "A N"].includes(field.trim()) ? null : field));
        expect(a).toEqual(["text", ...expected]);
      }),
    );
  });
});
