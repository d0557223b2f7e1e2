import fc from "fast-check";
import { expect, test } from "vitest";
import { appendGap, appendText, emptyTexts, textsOf } from "../../src/csv/text-rows.ts";
import { codedIn } from "../../src/table/coded.ts";
import { runs } from "../table-arbitraries.ts";

/** What rows of texts hold once these were appended, each cut out of a longer text. */
function through(cells: readonly (string | null)[], expected?: number): (string | null)[] {
  const rows = emptyTexts(expected);
  for (const cell of cells) {
    if (cell === null) appendGap(rows);
    else appendText(rows, `,${cell},`, 1, 1 + cell.length);
  }
  return textsOf(rows);
}

test("texts come back as they were, and the same text is known by one code", () => {
  const cell = fc.oneof(fc.constantFrom(null, "a", "b", "ab", "ba", "axb", "ayb", "Köln", "\ud800", "🧁"), fc.string({ minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 200 }), fc.constantFrom(1, 50, undefined), (cells, expected) => {
      const column = through(cells, expected);
      expect(column).toEqual(cells);
      const { texts, codes } = codedIn(column)!;
      expect(texts.length).toBe(new Set(cells.filter((one) => one !== null)).size);
      expect(Array.from(codes, (code) => (code < 0 ? null : texts[code]))).toEqual(cells);
    }),
    runs(2),
  );
});

test("many texts, of the same length and the same ends, come back as they were", () => {
  const texts = Array.from({ length: 3000 }, (_, i) => `c${String((i * 7919) % 1500).padStart(6, "0")}z`);
  expect(through(texts)).toEqual(texts);
});

test("beyond 65 536 texts those that are known still are, and others are held as they are", () => {
  const texts = Array.from({ length: 70_000 }, (_, i) => `t${i}`);
  const cells = [...texts, null, "t5", "t69999", "t69999", ...texts.slice(0, 10)];
  const column = through(cells, 10);
  expect(column).toEqual(cells);
  expect(codedIn(column)).toBeUndefined();
});
