import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { principalComponents } from "../../src/stats/principal.ts";
import { encodedRows, type EncodedRows, rowsFrom } from "../encoded-rows.ts";
import { naiveCovariance, naiveEigenvalues } from "../oracles/naive-principal.ts";

const listsOf = ({ data, rows, cols }: Matrix): number[][] => Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
const cases = encodedRows({ minRows: 1, maxRows: 20, maxNumbers: 3, maxCategories: 2, maxLevels: 4, kinds: ["uniform", "few integers", "two values", "equal"] });

/** The weighted mean of products of two columns, each about its mean. */
function covarianceOf(a: ArrayLike<number>, b: ArrayLike<number>, weights: readonly number[]): number {
  return naiveCovariance(Array.from(a, (value, i) => [value, b[i]]), weights)[0][1];
}

describe("the two directions in which rows differ most", () => {
  const holds = (check: (one: EncodedRows, found: ReturnType<typeof principalComponents>, covariance: number[][]) => void): void => {
    fc.assert(fc.property(cases, (one) => {
      check(one, principalComponents(one.rows, 2), naiveCovariance(listsOf(one.x), one.weights));
    }));
  };

  test("hold the greatest shares of the variance", () => {
    holds((_, { total, shares }, covariance) => {
      const trace = covariance.reduce((sum, row, j) => sum + row[j], 0);
      expect(Math.abs(total - trace)).toBeLessThanOrEqual(1e-9 * Math.max(1, trace));
      const wanted = [...naiveEigenvalues(covariance), 0].slice(0, 2);
      wanted.forEach((value, at) => expect(Math.abs(shares[at] * total - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, trace)));
    });
  });

  test("have places of those variances, about 0, that have nothing to do with each other", () => {
    holds(({ weights }, { total, shares, scores }) => {
      const weight = weights.reduce((sum, own) => sum + own, 0);
      const near = 1e-8 * Math.max(1, total);
      for (const own of scores) expect(Math.abs(own.reduce((sum, score, i) => sum + weights[i] * score, 0) / weight)).toBeLessThanOrEqual(near);
      scores.forEach((own, at) => expect(Math.abs(covarianceOf(own, own, weights) - shares[at] * total)).toBeLessThanOrEqual(near));
      expect(Math.abs(covarianceOf(scores[0], scores[1], weights))).toBeLessThanOrEqual(near);
    });
  });

  test("say how columns go with them, and point to where the column of the greatest part grows", () => {
    holds(({ x, weights }, { shares, scores, correlations }, covariance) => {
      scores.forEach((own, at) => {
        if (shares[at] < 1e-6) return;
        const column = (j: number): number[] => listsOf(x).map((row) => row[j]);
        const deviation = Math.sqrt(covarianceOf(own, own, weights));
        correlations[at].forEach((correlation, j) => {
          const of = Math.sqrt(covariance[j][j]) * deviation;
          if (of > 1e-6) expect(Math.abs(covarianceOf(own, column(j), weights) / of - correlation)).toBeLessThanOrEqual(1e-6);
        });
        const parts = Array.from(correlations[at], (correlation, j) => correlation * Math.sqrt(covariance[j][j]));
        const most = parts.reduce((best, part) => (Math.abs(part) > Math.abs(best) * (1 + 1e-6) ? part : best), 0);
        expect(most).toBeGreaterThan(0);
      });
    });
  });
});

test("of more columns than are iterated at once they are those of the definition", () => {
  const random = createRandom(7, 99);
  const [rows, cols] = [120, 40];
  const shape = Float64Array.from({ length: cols * 3 }, () => random() - 0.5);
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    const hidden = [4 * random(), 2 * random(), random()];
    for (let j = 0; j < cols; j++) data[i * cols + j] = hidden.reduce((sum, part, h) => sum + part * shape[h * cols + j], random() - 0.5);
  }
  const x = { data, rows, cols };
  const { total, shares } = principalComponents(rowsFrom(x), 2);
  const wanted = naiveEigenvalues(naiveCovariance(listsOf(x), new Array<number>(rows).fill(1)));
  shares.forEach((share, at) => expect(share * total).toBeCloseTo(wanted[at], 8));
});

test("there are none where all rows are alike, and one where there is one column", () => {
  const alike = principalComponents(rowsFrom({ data: new Float64Array(6).fill(3), rows: 3, cols: 2 }), 2);
  expect(alike).toMatchObject({ total: 0, shares: [0, 0] });
  expect([...alike.scores[0], ...alike.scores[1]]).toEqual([0, 0, 0, 0, 0, 0]);
  const one = principalComponents(rowsFrom({ data: Float64Array.of(1, 2, 6), rows: 3, cols: 1 }), 2);
  expect(one.shares).toEqual([1, 0]);
  expect(Array.from(one.scores[0])).toEqual([-2, -1, 3]);
});
