import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import type { ParseCsvOptions } from "../../src/csv/options.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";

type Fields = Partial<Record<"column" | "row" | "line", number | string>>;

function errorOf(text: unknown, options?: unknown): InputError {
  try {
    parseCsv(text as string, options as ParseCsvOptions);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("parseCsv: faults in the text", () => {
  const cases: [name: string, text: string, options: ParseCsvOptions, code: string, fields: Fields, message: string][] = [
    ["no text", "", {}, "empty", { line: 1 }, "parseCsv: line 1: the text must not be empty: it needs a header at least. Got nothing."],
    ["a byte order mark alone", "\ufeff", {}, "empty", { line: 1 }, "Got white space only."],
    ["white space only", " \n\n", {}, "empty", { line: 1 }, "Got white space only."],
    [
      "an unclosed quote", 'a,b\n1,"2\n3,4', {}, "unclosed-quote", { column: "b", row: 0, line: 2 },
      "parseCsv: column `b`, row 0, line 2: a field that opens with a quote must be closed by one. Got the end of the text.",
    ],
    [
      "an unclosed quote after quoted line ends", 'a\n"x\r\ny\rz"\n"', {}, "unclosed-quote", { column: "a", row: 1, line: 5 },
      "row 1, line 5",
    ],
    [
      "an unclosed quote that ends in a doubled one", 'a\n"x""', {}, "unclosed-quote", { column: "a", row: 0, line: 2 },
      "the end of the text",
    ],
    ["an unclosed quote lines below its row's start", 'a,b\n"1\n2","3', {}, "unclosed-quote", { column: "b", row: 0, line: 3 }, "line 3"],
    ["an unclosed quote in the header", 'a,"b\n1,2', {}, "unclosed-quote", { line: 1 }, "parseCsv: line 1: "],
    ["an unclosed quote beyond the header", 'a\n1,"2', {}, "unclosed-quote", { row: 0, line: 2 }, "parseCsv: row 0, line 2: "],
    [
      "an unclosed quote without a header", '1,2\n3,"4', { header: false }, "unclosed-quote", { column: "column2", row: 1, line: 2 },
      "`column2`",
    ],
    [
      "text after a closing quote", 'a,b\n"1"x,2\n', {}, "text-after-quote", { column: "a", row: 0, line: 2 },
      'the quote that closes a field must be followed by the delimiter or a line end. Got "x,2\\n".',
    ],
    ["text after a quote over lines", 'a\n"1\n2"3\n', {}, "text-after-quote", { column: "a", row: 0, line: 3 }, 'Got "3'],
    [
      "a longer row", "a,b\n1,2\n1,2,3\n", {}, "ragged-rows", { row: 1, line: 3 },
      "parseCsv: row 1, line 3: must have 2 fields, as the header has. Got 3.",
    ],
    [
      "a shorter row after CR LF", "a,b\r\n1,2\r\n3\r\n4,5\r\n", {}, "ragged-rows", { row: 1, line: 3 },
      "2 fields, as the header has. Got 1.",
    ],
    ["a ragged row after a quoted line end", 'a,b\n"1\n",2\n3\n', {}, "ragged-rows", { row: 1, line: 4 }, "row 1, line 4"],
    ["a ragged row of several lines", 'a,b\n1,2\n"3\n4\n"\n', {}, "ragged-rows", { row: 1, line: 3 }, "row 1, line 3"],
    ["a longer row in one column", "a\n1\n2,3\n", {}, "ragged-rows", { row: 1, line: 3 }, "must have 1 field, as the header has. Got 2."],
    ["a ragged row without a header", "1,2\n3\n", { header: false }, "ragged-rows", { row: 1, line: 2 }, "2 fields, as row 0 has. Got 1."],
    ["a quoted field of a quote at the end", 'a,b\n1,2\n""""\n', {}, "ragged-rows", { row: 1, line: 3 }, "Got 1."],
    [
      "a duplicate header", "a,b,a\n1,2,3\n", { duplicates: "error" }, "duplicate-header", { column: "a", line: 1 },
      "parseCsv: column `a`, line 1: must be in the header once. Got it as fields 1 and 3.",
    ],
    ["a duplicate header on its second line", '"x\ny",z,z\n1,2,3\n', { duplicates: "error" }, "duplicate-header", { column: "z", line: 2 }, "fields 2 and 3"],
    ["a duplicate __proto__", "__proto__,__proto__\n", { duplicates: "error" }, "duplicate-header", { column: "__proto__", line: 1 }, "`__proto__`"],
  ];
  test.each(cases)("%s", (_, text, options, code, fields, message) => {
    const error = errorOf(text, options);
    expect(error.message).toContain(message);
    expect({ code: error.code, where: error.where }).toEqual({ code, where: "parseCsv" });
    for (const key of ["column", "row", "line"] as const) expect([key, error[key]]).toEqual([key, fields[key]]);
  });
});

describe("parseCsv: faults in the call", () => {
  const cases: [name: string, text: unknown, options: unknown, code: string, message: string][] = [
    ["no string", 17, {}, "not-a-string", "`text` must be a string. Got 17."],
    ["a buffer", new Uint8Array(2), {}, "not-a-string", "Got a Uint8Array; bytes are for `readCsv`."],
    ["an unknown option", "a", { delimeter: ";" }, "unknown-option", 'Got "delimeter"; did you mean "delimiter"?'],
    ["no options object", "a", null, "not-an-object", "the options must be an object. Got null."],
    [
      "a delimiter of two", "a", { delimiter: "||" }, "bad-delimiter",
      '`delimiter` must be one character, not a quote or a line end. Got "||".',
    ],
    ["an empty delimiter", "a", { delimiter: "" }, "bad-delimiter", 'Got "".'],
    ["a quote as delimiter", "a", { delimiter: '"' }, "bad-delimiter", 'Got "\\"".'],
    ["LF as delimiter", "a", { delimiter: "\n" }, "bad-delimiter", 'Got "\\n".'],
    ["CR as delimiter", "a", { delimiter: "\r" }, "bad-delimiter", 'Got "\\r".'],
    ["a number as delimiter", "a", { delimiter: 1 }, "bad-delimiter", "Got 1."],
    ["a header of names", "a", { header: ["x"] }, "not-a-boolean", "`header` must be true or false. Got an array of 1."],
    ["a missing word alone", "a", { missing: "NA" }, "not-an-array", '`missing` must be an array of words. Got "NA".'],
    ["a number as missing word", "a", { missing: ["NA", -999] }, "not-a-string", "`missing[1]` must be a string. Got -999."],
  ];
  test.each(cases)("%s", (_, text, options, code, message) => {
    const error = errorOf(text, options);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^parseCsv: /);
    expect(error.message).toContain(message);
  });
});
