import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { csvCell, csvText } from "../../src/csv/write-csv.ts";

const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

describe("a cell", () => {
  test.each([
    ["plain", "plain"], ["=1+1", "'=1+1"], ["@SUM(A1)", "'@SUM(A1)"], ["+a", "'+a"], ["-a,b", `"'-a,b"`], ["\tx", `"'\tx"`], ["\rx", `"'\rx"`],
    ["-12.5", "-12.5"], ["+3", "+3"], ["-1e9", "-1e9"], ["-1-1", "'-1-1"], ["-", "'-"], ['a"b', '"a""b"'], ["a\nb", '"a\nb"'], ["", ""],
    ["\uff1d1+1", "'\uff1d1+1"], ["\uff20SUM(A1)", "'\uff20SUM(A1)"], ["  =1+1", "'  =1+1"], ["x;=1+1", '"x;=1+1"'], ["x\t=1+1", '"x\t=1+1"'],
  ])("%j is written %j", (text, written) => {
    expect(csvCell(text)).toBe(written);
  });

  test("is read back as it was, but for the apostrophe before what would be a formula", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\uff1d", "\t", "\r", "\n", ";", '"', ",", "1", ".", "a") }));
    fc.assert(fc.property(text.filter((cell) => cell.trim() !== ""), (cell) => {
      const [[read]] = Object.values(parseCsv(`head,other\n${csvCell(cell)},x\n`));
      const isGuarded = csvCell(cell).replace(/^"/, "").startsWith("'") && !cell.startsWith("'");
      expect(String(read)).toBe(String(isGuarded ? `'${cell}` : typeof read === "number" ? Number(cell) : cell));
      if (formula.test(String(read))) expect(Number(cell)).not.toBeNaN();
    }));
  });
});

test("a text has a line a record", () => {
  expect(csvText([["a", "b"], ["=1", "2;3"]])).toBe(`a,b\n'=1,"2;3"\n`);
});
