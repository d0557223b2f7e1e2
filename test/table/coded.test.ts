import fc from "fast-check";
import { expect, test } from "vitest";
import { readLevels } from "../../src/table/cell.ts";
import { codedIn, decoded } from "../../src/table/coded.ts";
import { distinctCells } from "../../src/table/distinct-cells.ts";
import { runs } from "../table-arbitraries.ts";

const text = fc.constantFrom<string | null>("a", "a ", " a", '="a"', "b", "B", "10", "9", "?", "NA", "yes", "", " ", "x y", "0012", null);
const columns = fc.array(text, { minLength: 1, maxLength: 6 }).chain((texts) => fc.tuple(fc.constant(texts), fc.array(fc.integer({ min: -1, max: texts.length - 1 }), { maxLength: 30 })));

test("a column that is known in short is read as one that is not", () => {
  fc.assert(
    fc.property(columns, fc.subarray(["b", "9", "x y"]), ([texts, codes], words) => {
      const column = decoded(texts, Int32Array.from(codes));
      const copy = column.slice();
      expect(codedIn(copy)).toBeUndefined();
      expect(codedIn(column)?.texts).toBe(texts);
      expect(readLevels("f", "x", column)).toEqual(readLevels("f", "x", copy));
      const [{ plain, ...found }, other] = [column, copy].map((cells) => {
        const { codes, ...rest } = distinctCells("f", "x", cells, new Set(words));
        return { ...rest, codes: [...codes] }; // in as few bytes as there are texts
      });
      expect({ ...found, plain: undefined }).toEqual(other);
      const isPlain = column.every((cell) => cell === null || (cell.trim() === cell && cell !== "" && !cell.startsWith("=") && !words.includes(cell)));
      expect(plain).toBe(isPlain ? column : undefined);
    }),
    runs(3),
  );
});

test("a column that was changed is not known any more, and one that was changed back is", () => {
  const column = decoded(["a", "b"], Int32Array.of(0, 1, -1, 0));
  expect(column).toEqual(["a", "b", null, "a"]);
  for (const [at, cell] of [[0, "b"], [2, "a"], [3, null]] as const) {
    const held = column[at];
    column[at] = cell;
    expect(codedIn(column)).toBeUndefined();
    expect(readLevels("f", "x", column).codes).toEqual(readLevels("f", "x", column.slice()).codes);
    column[at] = held;
    expect(codedIn(column)).toBeDefined();
  }
  column.push("a");
  expect(codedIn(column)).toBeUndefined();
});

test("codes that two bytes do not hold are kept in four", () => {
  const texts = Array.from({ length: 40_000 }, (_, i) => `t${i}`);
  for (const count of [32_767, 32_768, 40_000]) {
    const codes = Int32Array.from({ length: 40_100 }, (_, i) => (i % (count + 1)) - 1);
    const column = decoded(texts.slice(0, count), codes);
    const kept = codedIn(column)!.codes;
    expect([kept.length, kept[40_099], kept.BYTES_PER_ELEMENT]).toEqual([40_100, codes[40_099], count > 32_767 ? 4 : 2]);
    expect(kept.every((code, i) => code === codes[i])).toBe(true);
  }
});

test("a column of more texts than categories have is not kept in short", () => {
  const texts = Array.from({ length: 70_000 }, (_, i) => `t${i}`);
  const column = decoded(texts, Int32Array.from(texts.keys()));
  expect(column).toEqual(texts);
  expect(codedIn(column)).toBeUndefined();
});
