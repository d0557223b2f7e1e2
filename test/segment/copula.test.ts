import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { createCopula, deviateBelow } from "../../src/segment/copula.ts";
import { correlationFactor, eigenOf } from "../../src/segment/nearest-correlation.ts";
import { ranks } from "../../src/core/quantile.ts";
import { runs } from "../table-arbitraries.ts";

/** Spearman's correlation, the slow way. */
function spearman(a: Float64Array, b: Float64Array): number {
  const centred = (values: Float64Array): Float64Array => ranks(values).map((rank) => rank - (values.length + 1) / 2);
  const [x, y] = [centred(a), centred(b)];
  const sum = (p: Float64Array, q: Float64Array): number => p.reduce((total, value, i) => total + value * q[i], 0);
  return sum(x, y) / (Math.sqrt(sum(x, x) * sum(y, y)) || 1);
}

/** Columns of one factor: numbers, half zeros, few values, yes or no, constants. */
const kinds = fc.array(fc.constantFrom("number", "zeros", "few", "rare", "copy", "constant"), { minLength: 1, maxLength: 9 });

function columnsOf(kindsOf: readonly string[], seed: number, rows: number): Float64Array[] {
  const random = createRandom(seed, 61);
  const factor = Float64Array.from({ length: rows }, () => deviateBelow(random()));
  return kindsOf.map((kind, j) => {
    const sign = j % 3 === 2 ? -1 : 1;
    const values = factor.map((x) => sign * x + 0.7 * deviateBelow(random()));
    if (kind === "zeros") return values.map((x) => Math.max(0, x));
    if (kind === "few") return values.map((x) => Math.round(x));
    if (kind === "rare") return values.map((x) => Number(x > 1.8));
    if (kind === "copy") return factor.slice();
    return kind === "constant" ? values.fill(3) : values;
  });
}

describe("the copula", () => {
  test("its draws are orders of the rows, and keep every rank correlation within 0.1 on average", () => {
    fc.assert(
      fc.property(kinds, fc.nat(1e6), (kindsOf, seed) => {
        const rows = 1500;
        const columns = columnsOf(kindsOf, seed, rows);
        const { draw, error } = createCopula(columns);
        expect(error).toBeLessThan(0.05);
        const draws = Array.from({ length: 4 }, (_, t) => draw(createRandom(seed, 62, t)));
        for (const order of draws[0]) expect(order.slice().sort()).toEqual(Int32Array.from({ length: rows }, (_, i) => i));
        const drawn = draws.map((orders) => columns.map((values, j) => Float64Array.from(orders[j], (row) => values[row])));
        for (let a = 0; a < columns.length; a++) {
          for (let b = 0; b < a; b++) {
            const mean = drawn.reduce((sum, table) => sum + spearman(table[a], table[b]), 0) / draws.length; // one draw of rare cells varies
            expect(Math.abs(mean - spearman(columns[a], columns[b]))).toBeLessThan(0.1);
          }
        }
      }),
      runs(0.15),
    );
  });

  test("near-copies stay as near: few rows would else make their differences larger than they are", () => {
    const rows = 300;
    const ratios = Array.from({ length: 12 }, (_, seed) => {
      const random = createRandom(seed, 61);
      const factor = Float64Array.from({ length: rows }, () => deviateBelow(random()));
      const columns = [0, 1, 2].map(() => factor.map((x) => Math.max(-2, Math.min(2, x + 0.1 * deviateBelow(random())))));
      const { draw } = createCopula(columns);
      const apart = ([a, b, c]: readonly Float64Array[]): number =>
        a.reduce((sum, x, i) => sum + (x - b[i]) * (x - b[i]) + (x - c[i]) * (x - c[i]) + (b[i] - c[i]) * (b[i] - c[i]), 0);
      const drawn = Array.from({ length: 20 }, (_, t) =>
        apart(draw(createRandom(seed, 62, t)).map((order, j) => Float64Array.from(order, (row) => columns[j][row]))));
      return drawn.reduce((sum, one) => sum + one, 0) / 20 / apart(columns);
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.94); // 1.2 where ranks lose nothing
    expect(mean).toBeLessThan(1.06);
  });

  test("more columns than can be factored keep their correlations too, and few rows do no harm", () => {
    const columns = columnsOf(Array.from({ length: 160 }, (_, j) => ["number", "few", "zeros"][j % 3]), 3, 400);
    expect(createCopula(columns).error).toBeLessThan(0.1);
    for (const rows of [1, 2, 3]) expect(createCopula(columnsOf(["number", "rare", "constant"], 1, rows)).draw(createRandom(1, 62))).toHaveLength(3);
    expect(createCopula([]).draw(createRandom(1, 62))).toEqual([]);
  });
});

test("the quantile of the normal distribution is that of tables", () => {
  const known = [[0.5, 0], [0.975, 1.959963984540054], [0.001, -3.090232306167813], [0.02, -2.053748910631823], [0.8413447460685429, 1]];
  for (const [share, z] of known) expect(deviateBelow(share)).toBeCloseTo(z, 7);
  expect(Number.isFinite(deviateBelow(0)) && Number.isFinite(deviateBelow(1))).toBe(true);
});

const symmetric = fc.integer({ min: 1, max: 8 }).chain((p) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: p * p, maxLength: p * p }).map((entries) => ({
    p,
    matrix: Float64Array.from({ length: p * p }, (_, at) => {
      const [i, j] = [Math.floor(at / p), at % p];
      return i === j ? 1 : entries[Math.min(i, j) * p + Math.max(i, j)];
    }),
  })),
);
const times = (factor: Float64Array, p: number, i: number, j: number): number =>
  Array.from({ length: p }, (_, l) => factor[i * p + l] * factor[j * p + l]).reduce((sum, x) => sum + x, 0);

describe("the nearest correlation matrix", () => {
  test("is one: rows of norm 1, and the matrix itself where that is one already", () => {
    fc.assert(
      fc.property(symmetric, ({ p, matrix }) => {
        const factor = correlationFactor(matrix, p);
        const least = Math.min(...eigenOf(matrix, p).values);
        for (let i = 0; i < p; i++) {
          expect(times(factor, p, i, i)).toBeCloseTo(1, 9);
          if (least >= 0) for (let j = 0; j < i; j++) expect(times(factor, p, i, j)).toBeCloseTo(matrix[i * p + j], 9);
        }
      }),
    );
  });

  test("is Higham's of his example", () => {
    const factor = correlationFactor(Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1), 3);
    expect(times(factor, 3, 0, 1)).toBeCloseTo(0.7607, 3);
    expect(times(factor, 3, 0, 2)).toBeCloseTo(0.1573, 3);
  });

  test("eigenvectors take the matrix apart", () => {
    fc.assert(
      fc.property(symmetric, ({ p, matrix }) => {
        const { values, vectors } = eigenOf(matrix, p);
        for (let i = 0; i < p; i++) {
          for (let j = 0; j < p; j++) {
            const sum = values.reduce((total, value, e) => total + value * vectors[e * p + i] * vectors[e * p + j], 0);
            expect(sum).toBeCloseTo(matrix[i * p + j], 9);
          }
        }
      }),
    );
  });
});
