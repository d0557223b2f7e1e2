import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { startClusters } from "../../src/hierarchy/ward-clusters.ts";
import { wardIndex } from "../../src/hierarchy/ward-index.ts";
import { wardScan } from "../../src/hierarchy/ward-scan.ts";
import { comesFirst } from "../../src/hierarchy/ward-search.ts";
import "../setup.ts";

const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })), { minLength: length, maxLength: length });

/** The inverse of an odd number modulo 2^32, by Newton. */
const inverse = (odd: number): number => Array.from({ length: 6 }).reduce<number>((sofar) => Math.imul(sofar, 2 - Math.imul(odd, sofar)), odd);

describe("the order of pairs", () => {
  test("puts one of two pairs first, whichever is asked about, and none before itself", () => {
    fc.assert(
      fc.property(numbers(3), ([a, b, x]) => {
        expect(comesFirst(a, b, x)).toBe(!comesFirst(b, a, x));
        expect(comesFirst(a, a, x)).toBe(false);
      }),
    );
  });

  test("lets nobody prefer another in a circle: of any pairs that share members, followed in turn, none comes back later", () => {
    fc.assert(
      fc.property(numbers(12), (ids) => {
        const firstOf = (x: number): number => ids.filter((id) => id !== x).reduce((first, id) => (comesFirst(id, first, x) ? id : first));
        for (const id of ids) {
          let [from, to] = [id, firstOf(id)];
          for (let step = 0; step < ids.length; step++) [from, to] = [to, firstOf(to)];
          expect(firstOf(firstOf(from))).toBe(from); // every walk ends in two that choose each other
        }
      }),
    );
  });

  test("is that of the lower numbers where two hashes are equal", () => {
    // (x, a) and (b, x), b < x < a, of one hash: the first step of the hash solved for a
    const [m, w, p, q] = [0x85ebca6b, 0xc2b2ae35, 0x9e3779b9, 0x7f4a7c15];
    let found = 0;
    for (let x = 1; x < 400; x++) {
      for (let b = 0; b < x; b += 7) {
        const rest = Math.imul(x ^ p, m) ^ Math.imul(b ^ p, m) ^ Math.imul((x + q) | 0, w);
        const a = (Math.imul(rest, inverse(w)) - q) | 0;
        if (a <= x) continue;
        found++;
        expect([comesFirst(b, a, x), comesFirst(a, b, x)]).toEqual([true, false]);
      }
    }
    expect(found).toBeGreaterThan(1000);
  });
});

/** How many rounds an engine takes. */
function roundsOf(engine: typeof wardIndex, rows: number, cols: number, entry: (row: number, column: number) => number): number {
  const x: Matrix = { data: Float64Array.from({ length: rows * cols }, (_, at) => entry(Math.floor(at / cols), at % cols)), rows, cols };
  let rounds = 0;
  engine(startClusters(x, new Float64Array(rows).fill(1)), () => rounds++);
  return rounds;
}

describe("equal distances do not line up into one merge a round:", () => {
  test.each([["index", wardIndex, 10_000], ["scan", wardScan, 2000]] as const)("by the %s a line of equal gaps takes fewer than a hundred rounds", (_, engine, rows) => {
    expect(roundsOf(engine, rows, 1, (i) => i)).toBeLessThan(100);
  });

  test.each([["index", wardIndex, 100], ["scan", wardScan, 50]] as const)("so does, by the %s, a grid of squares", (_, engine, side) => {
    expect(roundsOf(engine, side * side, 2, (i, k) => (k === 0 ? i % side : Math.floor(i / side)))).toBeLessThan(100);
  });

  test.each([["index", wardIndex], ["scan", wardScan]] as const)("so do, by the %s, the 4 096 corners of a cube", (_, engine) => {
    expect(roundsOf(engine, 4096, 12, (i, k) => (i >> k) & 1)).toBeLessThan(120);
  });
});
