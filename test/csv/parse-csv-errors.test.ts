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

test("what is no text is told the way to be read", () => {
  const ways: [given: unknown, way: string][] = [
    ["https://shop.example/customers.csv", "give `readCsv` what `fetch` gives."], ["customers.csv", "open it, in Node by `createReadStream` for `readCsv`."],
    [new Blob([]), "streams, files and responses are for `readCsv`."], [{ a: [1] }, "rows and columns need no reading, `clusterSegments` takes them as they are."],
    [[{ a: 1 }], "rows and columns need no reading, `clusterSegments` takes them as they are."], [{ a: 1 }, "Got an object."],
  ];
  for (const [given, way] of ways) expect(errorOf(given).message.endsWith(way)).toBe(true);
});

describe("parseCsv: faults in the text", () => {
  const cases: [name: string, text: string, options: ParseCsvOptions, code: string, fields: Fields, message: string][] = [
    ["no text", "", {}, "empty", { line: 1 }, "parseCsv: line 1: the text must not be empty: it needs a header at least. Got nothing."],
    ["a byte order mark alone", "\ufeff", {}, "empty", { line: 1 }, "Got white space only."],
    ["white space only", " \n\n", {}, "empty", { line: 1 }, "Got white space only."],
    [
      "an unclosed quote", 'a,b\n1,"2\n3,4', {}, "unclosed-quote", { column: "b", row: 0, line: 2 },
      "parseCsv: column `b`, row 0, line 2: a field that opens with a quote must be closed by one; write a quote inside of a field in quotes twice. Got the end of the text.",
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
      'must be followed by the delimiter or a line end; write a quote inside of a field in quotes twice. Got "x,2\\n".',
    ],
    ["text after a quote over lines", 'a\n"1\n2"3\n', {}, "text-after-quote", { column: "a", row: 0, line: 3 }, 'Got "3'],
    [
      "a longer row", "a,b\n1,2\n1,2,3\n", {}, "ragged-rows", { row: 1, line: 3 },
      "parseCsv: row 1, line 3: must have 2 fields, as the header has; put fields that hold the delimiter in quotes. Got 3.",
    ],
    [
      "a shorter row after CR LF", "a,b\r\n1,2\r\n3\r\n4,5\r\n", {}, "ragged-rows", { row: 1, line: 3 },
      "2 fields, as the header has; complete the line if it is cut short, take it out if it is a note, or put fields that hold a line end in quotes. Got 1.",
    ],
    ["a ragged row after a quoted line end", 'a,b\n"1\n",2\n3\n', {}, "ragged-rows", { row: 1, line: 4 }, "row 1, line 4"],
    ["a ragged row of several lines", 'a,b\n1,2\n"3\n4\n"\n', {}, "ragged-rows", { row: 1, line: 3 }, "row 1, line 3"],
    ["a longer row in one column", "a\n1\n2,3\n", {}, "ragged-rows", { row: 1, line: 3 }, 'must have 1 field, as the header has; put fields that hold the delimiter in quotes, or if there is one column, say `delimiter: ";"`. Got 2.'],
    ["a ragged row without a header", "1,2\n3\n", { header: false }, "ragged-rows", { row: 1, line: 2 }, "2 fields, as row 0 has; complete the line"],
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

describe("parseCsv: what to do about a fault", () => {
  const comment = (value: string): string => `if lines that begin like this are not rows, say \`comment: ${JSON.stringify(value)}\`.`;
  const complete = "complete the line if it is cut short, take it out if it is a note, or put fields that hold a line end in quotes.";
  const delimiter = (value: string): string => `say \`delimiter: ${JSON.stringify(value)}\`.`;
  const cases: [name: string, text: string, step: string, options?: ParseCsvOptions][] = [
    ["a customer alone", "name,spent\nAnn,1\nCleo\nBen,2\n", complete],
    ["a number alone", "a,b\n1,2\n-3\n4,5\n", complete],
    ["a # line amid rows", "a,b\n1,2\n#page 2\n3,4\n", comment("#")],
    ["a # line with delimiters", "a,b\n1,2\n# by shop, region, month\n3,4\n", comment("#")],
    ["# lines below the header", "name,spent\n# text, number, more\n# EUR\nAnn,1\n", comment("#")],
    ["# lines in one column", "a\n1\n# x, y\n2\n", comment("#")],
    ["two strokes", "a,b\n1,2\n//page 2\n3,4\n", comment("//")],
    ["two dashes", "a,b\n1,2\n----- 2 -----\n3,4\n", comment("--")],
    ["a semicolon", "a,b\n1,2\n; page 2\n3,4\n", comment(";")],
    ["a semicolon that is the delimiter", "a;b;c\n1;2;3\n;5\n3;4;5\n", complete],
    ["a mark that rows above begin with", "a,b\n#1,2\n#2\n#3,4\n", complete],
    ["a mark that the header begins with", "#,b,c\n1,2,3\n#2,3\n3,4,5\n", complete],
    ["a mark and a number", "a,b\n1,2\n#3\n4,5\n", complete],
    ["a row too long", "a,b\n1,2,3\n3,4\n", "put fields that hold the delimiter in quotes."],
    ["decimal commas in one column", 'a\n"1,5"\nNA\n2,25\n', `if there is one column, ${delimiter(";")}`],
    ["decimal commas and semicolons in one column", "a\n1\n2,25;\n", `if there is one column, ${delimiter("\t")}`],
    ["blanks", "name spent\nAnn 1,5\nBen 2,5\n", delimiter(" ")],
    ["colons", "name:spent\nAnn:1,5\nBen:2,5\n", delimiter(":")],
    ["several blanks", "name   spent\nAnn    1,5\nBenny  2,5\n", "if blanks stand between the columns, put one character there, such as a tab."],
    ["a title", "Report\n1,2\n3,4\n", "if the header is further down, say `skip: 1`."],
    ["a backslash before a delimiter", `a,b\n${"x,1\n".repeat(120)}y\\,z,2\n`, "if a backslash stands before quotes or delimiters inside fields, say `escape: \"\\\\\"`."],
    ["a backslash before a quote", `a,b\n${"x,1\n".repeat(120)}"say \\"hi\\"",2\n`, "if a backslash stands before quotes or delimiters inside fields, say `escape: \"\\\\\"`."],
    ["a quote inside", 'a,b\n"x" y,1\n', "write a quote inside of a field in quotes twice."],
    ["a quote that stays open", 'a,b\n"x,1\n', "write a quote inside of a field in quotes twice."],
    ["a quote inside of the header", 'a,"b"c\n', "write a quote inside of a field in quotes twice."],
    ["comments only", "# a\n# b\n", "it needs a header at least. Got comments only.", { comment: "#" }],
    ["nothing, without a header", "", "it needs a row at least. Got nothing.", { header: false }],
    ["delimiters only", ",\n,\n", "it needs a row at least. Got delimiters only.", { header: false }],
    ["delimiters and comments", "# a\n,\n", "it needs a header at least. Got delimiters only.", { comment: "#" }],
  ];
  test.each(cases)("%s", (_, text, step, options = {}) => expect(errorOf(text, options).message).toContain(step));
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
