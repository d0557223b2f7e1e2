import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLevels, readNumbers } from "../../src/table/cell.ts";
import { plainTexts } from "../../src/table/distinct-cells.ts";
import { errorOf } from "../error-of.ts";
import { levelOrder } from "../oracles/naive-table.ts";
import { hostileTexts } from "../table-arbitraries.ts";

const gaps = [null, undefined, NaN, "", "\n \u3000"];

test("the cells of a column that names its rows become texts", () => {
  expect(plainTexts("f", "id", [7, " b ", null, 12n, true])).toEqual(["7", " b ", null, "12", "true"]);
});

describe("readNumbers", () => {
  test("takes numbers, text that is one, and bigints; a gap is NaN", () => {
    const cells = [1, -0, "2.5", " 3 ", "+.5e1", 7n, ...gaps];
    expect(readNumbers("f", "x", cells)).toEqual(Float64Array.of(1, -0, 2.5, 3, 5, 7, NaN, NaN, NaN, NaN, NaN));
  });

  test("copies: the column is not shared", () => {
    const column = Float64Array.of(1, 2);
    const read = readNumbers("f", "x", column);
    read.fill(-7);
    expect(column).not.toContain(-7); // some fill what is missing in place
  });

  test("reads typed arrays and sparse ones", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 127 })), (values) => {
        for (const Typed of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array]) {
          expect(readNumbers("f", "x", Typed.from(values))).toEqual(Float64Array.from(values));
        }
      }),
    );
    expect(readNumbers("f", "x", Object.assign(Array(3), { 1: 5 }))).toEqual(Float64Array.of(NaN, 5, NaN));
  });

  test.each<[string, unknown, string, string, string]>([
    ["text", "x", "not-finite", "must be a finite number; `prepare` reads amounts, dates and the like from text", '"x"'],
    ["hexadecimal text", "0x10", "not-finite", "must be a finite number; `prepare` reads amounts, dates and the like from text", '"0x10"'],
    ["a boolean", true, "not-finite", "must be a finite number", "true"],
    ["an infinity", -Infinity, "not-finite", "must be a finite number", "-Infinity"],
    ["an infinity as text", "1e999", "not-finite", "must be a finite number; `prepare` reads amounts, dates and the like from text", '"1e999"'],
    ["a number whose square overflows", 1e101, "out-of-range", "must be at most 1e+100 in magnitude", "1e+101"],
    ["an object", {}, "not-finite", "must be a finite number", "an object with nothing in it"],
  ])("complains of %s", (_, cell, code, rule, got) => {
    const error = errorOf(() => readNumbers("f", "x", [1, null, cell]));
    expect(error).toEqual({ name: "InputError", code, where: "f", column: "x", row: 2, message: `f: column \`x\`, row 2: ${rule}. Got ${got}.` });
  });
});

describe("readLevels", () => {
  const cell = fc.oneof(fc.constantFrom<unknown>(...hostileTexts.filter((text) => text.trim() !== ""), ...gaps, true, false, 1n), fc.integer({ min: -3, max: 12 }), fc.integer({ min: -3, max: 12 }).map(String));

  test("gives back every cell as text, and -1 for a gap", () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const { levels, codes } = readLevels("f", "x", cells);
        const texts = cells.map((value) => (gaps.includes(value as null) || (typeof value === "string" && value.trim() === "") ? undefined : String(value)));
        expect(Array.from(codes, (code) => levels[code])).toEqual(texts);
        expect(new Set(levels)).toEqual(new Set(texts.filter((text) => text !== undefined)));
      }),
    );
  });

  test("puts each level once, numbers ascending and then text by code unit", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<unknown>(3, "10", 9, "b", "B", "a", "é", "🧁", "2.5", "true", true, 3n)), (cells) => {
        const { levels } = readLevels("f", "x", cells);
        expect(levels).toEqual([...new Set(cells.map(String))].sort(levelOrder));
      }),
    );
    expect(readLevels("f", "x", ["1.0", "1", "01", -0, 0]).levels).toEqual(["0", "1", "1.0", "01"]);
  });

  test.each<[string, unknown, string]>([
    ["a date", new Date(0), "not-a-cell"],
    ["an infinity", Infinity, "not-finite"],
  ])("complains of %s", (_, cell, code) => {
    expect(errorOf(() => readLevels("f", "x", ["a", cell]))).toMatchObject({ code, where: "f", column: "x", row: 1 });
  });
});
