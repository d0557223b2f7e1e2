import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aimsOf } from "../../src/kmeans/nearest.ts";
import { aim, Aims, Batch, leastCost, lowerInto, nearestInto, savingsInto, squareTo } from "../../src/spatial/kernels.ts";
import type { Rows } from "../../src/spatial/rows.ts";
import { centroidsNear, type EncodedRows, encodedRows, type Shape } from "../encoded-rows.ts";
import { naiveSquare } from "../oracles/naive-dense.ts";

interface Case extends EncodedRows {
  readonly k: number;
  readonly centroids: Float64Array;
  readonly aims: Aims;
}

/** Rows and centroids near them, from one to nine, or so many that they do not fit in a byte. */
function cases(shape: Shape, k: fc.Arbitrary<number> = fc.integer({ min: 1, max: 9 })): fc.Arbitrary<Case> {
  return fc.tuple(encodedRows(shape), k, fc.nat(1e6)).map(([encoded, k, seed]) => {
    const centroids = centroidsNear(encoded.x, k, seed, shape.isWhole);
    return { ...encoded, k, centroids, aims: aimsOf(encoded.rows, centroids, k) };
  });
}
const several = cases({ maxNumbers: 6 });
const many = cases({ maxRows: 12, maxCategories: 2 }, fc.constantFrom(255, 256, 257, 300));

/** The squared distances of row `i` to all centroids. */
const squaresOf = ({ rows, aims, k }: Case, i: number): number[] => Array.from({ length: k }, (_, c) => squareTo(rows, aims, i, c));

describe("the squared distance of a row to a centroid", () => {
  test("is the sum over all columns but for rounding", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: several }, { weight: 1, arbitrary: many }), (given) => {
        const { rows, x, centroids } = given;
        for (let i = 0; i < rows.count; i++) {
          squaresOf(given, i).forEach((square, c) => {
            const naive = naiveSquare(x, rows.ids[i], centroids, c);
            expect(Math.abs(square - naive)).toBeLessThanOrEqual(4e-16 * (2 + x.cols) * naive);
          });
        }
      }),
    );
  });

  test("is that sum to the bit where there are no categories, and where sums are exact", () => {
    fc.assert(
      fc.property(fc.oneof(cases({ maxCategories: 0, maxNumbers: 7 }), cases({ isWhole: true })), (given) => {
        const { rows, x, centroids } = given;
        for (let i = 0; i < rows.count; i++) expect(squaresOf(given, i)).toEqual(Array.from({ length: given.k }, (_, c) => naiveSquare(x, rows.ids[i], centroids, c)));
      }),
    );
  });

  test("to the nearest of all is what a row costs, to the bit: of odd and even numbers of rows a combination, weighted, and without numbers", () => {
    fc.assert(
      fc.property(fc.oneof(several, many, cases({ maxNumbers: 0, maxLevels: 2 }), cases({ maxRows: 40, maxCategories: 1, maxLevels: 2 })), (given) => {
        const { rows, aims } = given;
        let cost = 0;
        for (let i = 0; i < rows.count; i++) cost += rows.weights[i] * Math.min(...squaresOf(given, i));
        expect(leastCost(rows, aims)).toBe(cost);
      }),
    );
  });

  test("of a row to itself is 0, and of rows of one combination to each other is that of their numbers", () => {
    fc.assert(
      fc.property(encodedRows(), ({ rows, x }) => {
        const aims = aimsOf(rows, x.data, x.rows);
        rows.ids.forEach((id, i) => {
          expect(squareTo(rows, aims, i, id)).toBe(0);
          const other = rows.combinationOf.indexOf(rows.combinationOf[i]);
          const p = rows.columns.numbers.length;
          const numbers = { data: rows.numbers.subarray(other * p, (other + 1) * p), rows: 1, cols: p };
          expect(squareTo(rows, aims, i, rows.ids[other])).toBe(naiveSquare(numbers, 0, rows.numbers.subarray(i * p, (i + 1) * p), 0));
        });
      }),
    );
  });

  test("follows a centroid that is aimed at anew, and no other's", () => {
    fc.assert(
      fc.property(several, fc.nat(), (given, pick) => {
        const { rows, x, k, centroids, aims } = given;
        const c = pick % k;
        const before = Array.from({ length: rows.count }, (_, i) => squaresOf(given, i));
        const moved = centroids.slice();
        for (let j = 0; j < x.cols; j++) moved[c * x.cols + j] = x.data[j];
        aim(rows, aims, moved, c);
        before.forEach((squares, i) => {
          const after = squaresOf({ ...given, centroids: moved }, i);
          expect(after).toEqual(squares.with(c, squareTo(rows, aimsOf(rows, moved, k), i, c)));
        });
      }),
    );
  });
});

/** Some rows in any order, and more than once. */
const pickedOf = (count: number): fc.Arbitrary<number[]> => fc.array(fc.nat(count - 1), { minLength: 1, maxLength: count });

describe("the nearest centroid of some rows", () => {
  const look = (given: Case, picked: readonly number[]): void => {
    const { rows, aims } = given;
    const batch = new Batch(rows.count);
    batch.rows.set(picked);
    for (const found of [batch.nearest, batch.least, batch.next]) found.fill(-7);
    nearestInto(rows, aims, batch, picked.length);
    picked.forEach((i, s) => {
      const squares = squaresOf(given, i);
      const least = Math.min(...squares);
      const own = squares.indexOf(least); // the lower index on a tie
      expect([batch.nearest[s], batch.least[s], batch.next[s]]).toEqual([own, least, Math.min(Infinity, ...squares.toSpliced(own, 1))]);
    });
    expect(batch.nearest.subarray(picked.length).every((found) => found === -7)).toBe(true);
  };

  test("is the lower one on a tie, and the figures are those of single looks, to the bit", () => {
    const given = fc.oneof({ weight: 4, arbitrary: cases({ isWhole: true, maxNumbers: 5 }) }, { weight: 4, arbitrary: several });
    fc.assert(fc.property(given.chain((given) => fc.tuple(fc.constant(given), pickedOf(given.rows.count))), ([given, picked]) => look(given, picked)));
  });

  test("of several hundred centroids, too", () => {
    const given = fc.oneof(many, cases({ maxRows: 12, isWhole: true }, fc.constantFrom(256, 259)));
    fc.assert(fc.property(given.chain((given) => fc.tuple(fc.constant(given), pickedOf(given.rows.count))), ([given, picked]) => look(given, picked)), { numRuns: 40 });
  });
});

/** What rows cost so far: at most this, Infinity among it. */
const leastOf = ({ count }: Rows, seed: number): Float64Array => Float64Array.from({ length: count }, (_, i) => (seed % 3 === 0 ? Infinity : ((i * 7 + seed) % 5) / 2));

test("what four centroids would save if they were added is what each by itself would, to the bit", () => {
  fc.assert(
    fc.property(several, fc.nat(99), (given, seed) => {
      const { rows, k, aims } = given;
      const least = leastOf(rows, seed);
      const copy = least.slice();
      const savings = new Float64Array(aims.padded).fill(-7);
      for (let c = 0; c < k; c += 4) savingsInto(rows, aims, c, least, savings);
      for (let c = 0; c < k; c++) {
        let saved = 0;
        for (let i = 0; i < rows.count; i++) saved += rows.weights[i] * Math.max(0, least[i] - squareTo(rows, aims, i, c));
        expect(savings[c]).toBe(saved);
      }
      expect(least).toEqual(copy);
    }),
  );
});

test("one more centroid lowers what rows cost, and the sums up to each row are those of a loop, to the bit", () => {
  fc.assert(
    fc.property(several, fc.nat(99), (given, seed) => {
      const { rows, k, aims } = given;
      const [least, upTo] = [leastOf(rows, seed), new Float64Array(rows.count)];
      for (let c = 0; c < k; c++) {
        const before = least.slice();
        let sum = 0;
        const whole = lowerInto(rows, aims, c, least, upTo);
        for (let i = 0; i < rows.count; i++) {
          expect(least[i]).toBe(Math.min(before[i], squareTo(rows, aims, i, c)));
          sum += rows.weights[i] * least[i];
          expect(upTo[i]).toBe(sum);
        }
        expect(whole).toBe(sum);
      }
    }),
  );
});

test("there is room for a multiple of four centroids, and what is beyond them is infinitely far", () => {
  fc.assert(
    fc.property(several, ({ rows, k }) => {
      const aims = new Aims(rows, k);
      expect(aims.padded).toBe(Math.ceil(k / 4) * 4);
      expect(aims.numbers.length).toBe(aims.padded * rows.columns.numbers.length);
      for (let c = k; c < aims.padded; c++) expect(squareTo(rows, aims, 0, c)).toBe(Infinity);
    }),
  );
});
