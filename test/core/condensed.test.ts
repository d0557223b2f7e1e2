import fc from "fast-check";
import { expect, test } from "vitest";
import { condensedIndex, condensedLength, condensedRows } from "../../src/core/distances.ts";
import "../setup.ts";

test("the pairs (0, 1), (0, 2), …, (n - 2, n - 1) stand side by side from 0 to the length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), (n) => {
      let next = 0;
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(condensedIndex(n, i, j)).toBe(next++);
      expect(condensedLength(n) + 0).toBe(next);
    }),
  );
});

test("a length tells the number of rows", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000_000 }), (n) => condensedRows(condensedLength(n)) === n));
});

test("a length between two triangles tells none", () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 90_000_000 }), (n) => condensedRows(condensedLength(n) - 1) === undefined && condensedRows(condensedLength(n) + 1) === undefined));
});
