import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { csvCell, csvText } from "../../src/csv/write-csv.ts";

const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

const withoutGuards = (text: string): string => text.replace(/(^|[;\t\r\n])'+/g, "$1");

describe("a cell", () => {
  test.each([
    ["plain", "plain"], ["=1+1", "'=1+1"], ["@SUM(A1)", "'@SUM(A1)"], ["+a", "'+a"], ["-a,b", `"'-a,b"`], ["\tx", `"'\tx"`], ["\rx", `"'\rx"`],
    ["-12.5", "-12.5"], ["+3", "+3"], ["-1e9", "-1e9"], ["-1-1", "'-1-1"], ["-", "'-"], ['a"b', '"a""b"'], ["a\nb", '"a\nb"'], ["", ""],
    ["\uff1d1+1", "'\uff1d1+1"], ["\uff20SUM(A1)", "'\uff20SUM(A1)"], ["  =1+1", "'  =1+1"], ["x;=1+1", `"x;'=1+1"`], ["x\t=1+1", `"x\t'=1+1"`],
    ["a\n -b", `"a\n' -b"`], ['x;"=1', `"x;'""=1"`], ["x;\uff1d1", `"x;'\uff1d1"`], ["5;-3", '"5;-3"'], ["a;b", '"a;b"'],
  ])("%j is written %j", (text, written) => {
    expect(csvCell(text)).toBe(written);
  });

  test("is read back as it was, but for the apostrophe before what would be a formula", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\uff1d", "\t", "\r", "\n", ";", '"', ",", "1", ".", "a") }));
    fc.assert(fc.property(text.filter((cell) => cell.trim() !== ""), (cell) => {
      const [[read]] = Object.values(parseCsv(`head,other\n${csvCell(cell)},x\n`));
      if (typeof read === "number") expect(read).toBe(Number(cell));
      else expect(withoutGuards(String(read))).toBe(withoutGuards(cell));
      if (formula.test(String(read))) expect(Number(cell)).not.toBeNaN();
    }));
  });

  test("is no formula for a spreadsheet that parts cells at semicolons or tabs, and so does not see the quotes", () => {
    const text = fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\uff1d", "\t", "\r", "\n", ";", '"', ",", "1", ".", "a", " ") });
    fc.assert(fc.property(text, (cell) => {
      for (const part of `7,${csvCell(cell)}`.split(/[;\t\r\n]/).slice(1)) {
        const seen = part.replace(/^[\s"]+|"$/g, "");
        if (/^[=+\-@\uff1d]/.test(seen)) expect(Number(seen)).not.toBeNaN();
      }
    }));
  });
});

test("a text has a line a record", () => {
  expect(csvText([["a", "b"], ["=1", "2;3"]])).toBe(`a,b\n'=1,"2;3"\n`);
});
