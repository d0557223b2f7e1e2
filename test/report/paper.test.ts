import fc from "fast-check";
import { expect, test } from "vitest";
import type { Overview, Tile } from "../../src/report/blocks.ts";
import { setForPaper } from "../../src/report/paper.ts";

const words = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom("high", "annual_income", "PURCHASES_INSTALLMENTS_FREQUENCY", "and", "younger", "≥ 1,234", "月度消费", "(overall: 56 %)"), { minLength: 1, maxLength: most }).map((parts) => parts.join(" "));
const tile = fc.record<Tile>({
  id: fc.constant("segment-1"),
  name: words(6),
  size: fc.nat(),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  valueShare: fc.constantFrom(NaN, 0.3),
  facts: fc.array(words(5), { minLength: 1, maxLength: 3 }),
  notes: fc.array(words(60), { maxLength: 2 }),
});
const page = (shape: number): Omit<Overview, "print"> => ({
  sentences: ["200 customers fall into 6 segments.", "There are real groups here: clearer than chance would make."],
  links: [],
  map: { drawn: `<svg viewBox="0 0 420 ${420 * shape}">` },
  value: undefined,
  tiles: [],
});

test("page one of up to nine segments is set in text that can be read, whatever rules say: what finds no room is left to the cards", () => {
  fc.assert(fc.property(fc.array(tile, { minLength: 1, maxLength: 9 }), fc.double({ min: 0.5, max: 0.9, noNaN: true }), (tiles, shape) => {
    const set = setForPaper("Customer segments", { ...page(shape), tiles });
    expect(set.print.textSize).toBeGreaterThanOrEqual(8);
    expect(set.print.textSize).toBeLessThanOrEqual(12);
    expect(set.print.columns).toBe(tiles.length < 5 ? 2 : 3);
    set.tiles.forEach(({ notes, ...rest }, s) => {
      const { notes: given, ...own } = tiles[s];
      expect(rest).toEqual(own);
      expect(notes).toEqual(given.slice(0, notes.length));
    });
    if (set.tiles.some(({ notes }, s) => notes.length < tiles[s].notes.length)) expect(set.print.textSize).toBeGreaterThanOrEqual(8);
  }), { numRuns: 60 });
});

test("less to say is set in larger text, with more notes", () => {
  const one = (notes: readonly string[], facts: number): Tile => ({ id: "", name: "High spending score", size: 9, share: 0.1, valueShare: NaN, facts: Array<string>(facts).fill("Higher income: median 86 (overall: 62)"), notes });
  const setOf = (count: number, notes: readonly string[]): ReturnType<typeof setForPaper> => setForPaper("T", { ...page(0.8), tiles: Array<Tile>(count).fill(one(notes, 3)) });
  expect(setOf(3, []).print).toEqual({ columns: 2, textSize: 12, mapWidth: 420 });
  const rule = "Rule: PURCHASES < 3 and TENURE ≥ 9 and CREDIT_LIMIT < 3,000.";
  expect(setOf(9, [rule]).tiles[0].notes).toEqual([rule]);
  expect(setOf(9, [rule]).print.textSize).toBeLessThan(12);
  expect(setOf(9, ["Short.", rule.repeat(30)]).tiles[0].notes).toEqual(["Short."]);
});
