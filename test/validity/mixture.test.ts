import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { fitEncoding } from "../../src/encode/encode.ts";
import { toRows } from "../../src/encode/encoded-rows.ts";
import type { Fit } from "../../src/kmeans/fit.ts";
import { matrixOfRows, type Rows } from "../../src/spatial/rows.ts";
import { iclScores } from "../../src/validity/icl.ts";
import { fitMixture, type MixtureFit } from "../../src/validity/mixture.ts";
import { membershipsIn } from "../../src/validity/mixture-parts.ts";
import { mixtureColumns, mixtureRows, parametersOf } from "../../src/validity/mixture-rows.ts";
import { uncorrelated } from "../../src/validity/uncorrelated.ts";
import { byRow } from "../encoded-rows.ts";
import { naiveMixture, type NaiveRow } from "../oracles/naive-mixture.ts";
import { resolveIn } from "../resolve.ts";
import { runs } from "../table-arbitraries.ts";

/** Layout of a table and a partition of its rows into k groups, each of which has a row. */
interface Case {
  readonly numbers: readonly (readonly number[])[];
  readonly levels: readonly (readonly string[])[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly k: number;
}

const entry = fc.oneof(fc.integer({ min: -1000, max: 1000 }).map((x) => x / 64), fc.integer({ min: 0, max: 3 }));

const cases: fc.Arbitrary<Case> = fc
  .record({ k: fc.integer({ min: 1, max: 4 }), more: fc.integer({ min: 0, max: 16 }), cols: fc.integer({ min: 0, max: 3 }), cats: fc.integer({ min: 0, max: 3 }) })
  .chain(({ k, more, cols, cats }) => {
    const n = k + more + 1;
    const column = <T>(cell: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(cell, { minLength: n, maxLength: n });
    const numbers = fc.oneof({ weight: 6, arbitrary: column(entry) }, { weight: 1, arbitrary: column(fc.constant(5)) });
    const levels = fc.oneof({ weight: 6, arbitrary: column(fc.constantFrom("a", "b", "c")) }, { weight: 1, arbitrary: column(fc.constant("one")) });
    return fc.record({
      k: fc.constant(k),
      numbers: fc.array(numbers, { minLength: cols === 0 && cats === 0 ? 1 : cols, maxLength: Math.max(1, cols) }),
      levels: fc.array(levels, { minLength: cats, maxLength: cats }),
      labels: column(fc.nat({ max: k - 1 })).map((labels) => labels.map((label, i) => (i < k ? i : label))),
      weights: column(fc.integer({ min: 1, max: 4 })),
    });
  });

function encodedOf({ numbers, levels, weights }: Pick<Case, "numbers" | "levels" | "weights">): Rows {
  const columns = Object.fromEntries([...numbers.map((cells, j) => [`n${j}`, cells]), ...levels.map((cells, q) => [`c${q}`, cells])]);
  const { frame, features } = resolveIn("test", columns, Object.keys(columns).map((column) => ({ column, type: column.startsWith("n") ? "number" : "category" })));
  const encoding = fitEncoding("test", frame, features, Float64Array.from(weights), "feature");
  return toRows("test", encoding, encoding.weights);
}

/** Labels of the caller's rows in the order of the encoded ones. */
const labelsIn = (encoded: Rows, labels: readonly number[]): Int32Array => byRow(Int32Array.from(labels), encoded);

function fit(given: Case, rounds: number): MixtureFit {
  const encoded = encodedOf(given);
  return fitMixture(mixtureRows(encoded, mixtureColumns(encoded)), labelsIn(encoded, given.labels), given.k, { rounds, gain: -Infinity });
}

const ones = (given: Case): Case => ({ ...given, weights: given.labels.map(() => 1) });

/** The rows as the oracle sees them: numbers as encoded, without what is constant. */
function naiveOf(given: Case): { rows: NaiveRow[]; counts: number[] } {
  const encoded = encodedOf(given);
  const { data, cols } = matrixOfRows(encoded);
  const { numbers } = mixtureColumns(encoded);
  const several = given.levels.filter((cells) => new Set(cells).size > 1);
  const orders = several.map((cells) => [...new Set(cells)]);
  const rows = given.labels.map((_, i) => ({
    numbers: Array.from(numbers, (j) => data[i * cols + j]),
    levels: several.map((cells, q) => orders[q].indexOf(cells[i])),
  }));
  return { rows, counts: orders.map((order) => order.length) };
}

const close = (a: number, b: number, tolerance = 1e-8): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(b)));

/** A mixture is the one that the definition gives. */
function expectAsDefined(given: Case, rounds: number): void {
  const { rows, counts } = naiveOf(given);
  if (rows[0].numbers.length + counts.length === 0) return;
  const own = fit(given, rounds);
  const other = naiveMixture(rows, counts, given.labels, given.k, rounds);
  close(own.logLikelihood, other.logLikelihood);
  close(own.entropy, other.entropy, 1e-7);
  other.groups.forEach(({ share, means, variances, levels }, c) => {
    close(own.mixture.shares[c], share);
    means.forEach((mean, j) => close(own.mixture.means[c * means.length + j], mean, 1e-7));
    variances.forEach((variance, j) => close(own.mixture.variances[c * means.length + j], variance, 1e-7));
    const probabilities = Array.from(own.mixture.levels).slice(c * levels.flat().length, (c + 1) * levels.flat().length);
    expect(probabilities.length).toBe(levels.flat().length);
    for (const [q, own] of levels.entries()) {
      const start = counts.slice(0, q).reduce((a, b) => a + b, 0);
      // levels stand in the order of the encoding: compare as sets
      const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
      sorted(probabilities.slice(start, start + own.length)).forEach((p, l) => close(p, sorted(own)[l], 1e-7));
    }
  });
}

describe("a mixture", () => {
  test("is the one that the definition gives, and so are its likelihood and entropy", () => {
    fc.assert(
      fc.property(cases.map(ones), fc.integer({ min: 1, max: 12 }), (given, rounds) => {
        expectAsDefined(given, rounds);
      }),
      runs(0.6),
    );
  });

  test("of several hundred rows, which are looked at a few at a time, and of more than four groups, too", () => {
    const random = createRandom(3, 97);
    const column = <T>(cell: (i: number) => T): T[] => Array.from({ length: 300 }, (_, i) => cell(i));
    for (const [k, cols, cats] of [[6, 3, 1], [9, 2, 2], [5, 1, 0]]) {
      const numbers = Array.from({ length: cols }, () => column((i) => 2 * (i % k) + 4 * random()));
      const levels = Array.from({ length: cats }, () => column((i) => "abc"[random() < 0.6 ? i % 3 : 1]));
      expectAsDefined({ numbers, levels, labels: column((i) => i % k), weights: column(() => 1), k }, 4);
    }
  });

  test("puts a row that several groups hold alike into the first of them", () => {
    const k = 7;
    const encoded = encodedOf({ numbers: [Array.from({ length: 200 }, (_, i) => i)], levels: [], weights: new Array<number>(200).fill(1) });
    const of = (first: number, others: number): Float64Array => new Float64Array(k).fill(others).fill(first, 0, 1);
    const mixture = { k, shares: of(1 / k, 1 / k), means: of(1e6, 0), variances: of(1, 1), levels: new Float64Array(0) };
    const { labels, memberships } = membershipsIn(mixtureRows(encoded, mixtureColumns(encoded)), mixture);
    expect([...new Set(labels)]).toEqual([1]);
    expect(memberships.every((share, at) => share === (at % k === 0 ? 0 : 1 / 6))).toBe(true);
  });

  test("describes the rows no worse after a further round, the priors counted in", () => {
    fc.assert(
      fc.property(cases.map(ones), fc.integer({ min: 1, max: 9 }), (given, rounds) => {
        const { rows, counts } = naiveOf(given);
        if (rows[0].numbers.length + counts.length === 0) return;
        const [before, after] = [rounds, rounds + 1].map((count) => naiveMixture(rows, counts, given.labels, given.k, count));
        expect(after.objective).toBeGreaterThanOrEqual(before.objective - 1e-9 * Math.abs(before.objective));
        close(fit(given, rounds + 1).logLikelihood, after.logLikelihood);
      }),
      runs(0.4),
    );
  });

  test("of a weighted row is that of as many equal rows", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const repeat = <T>(cells: readonly T[]): T[] => cells.flatMap((cell, i) => Array<T>(given.weights[i]).fill(cell));
        const many = { ...given, numbers: given.numbers.map(repeat), levels: given.levels.map(repeat), labels: repeat(given.labels) };
        expectSame(fit(given, 8), fit(ones(many), 8));
      }),
      runs(0.6),
    );
  });

  test("does not depend on the order of the rows, nor on that of the groups", () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (given, keys) => {
        const order = given.labels.map((_, i) => ({ i, key: keys.next().value as number })).sort((a, b) => a.key - b.key || a.i - b.i);
        const move = <T>(cells: readonly T[]): T[] => order.map(({ i }) => cells[i]);
        const moved = { ...given, numbers: given.numbers.map(move), levels: given.levels.map(move), labels: move(given.labels), weights: move(given.weights) };
        expectSame(fit(given, 8), fit(moved, 8));
        const turned = fit({ ...given, labels: given.labels.map((label) => given.k - 1 - label) }, 8);
        expect(Array.from(turned.mixture.shares).reverse().map((share) => share.toFixed(9))).toEqual(Array.from(fit(given, 8).mixture.shares, (share) => share.toFixed(9)));
      }),
      runs(0.5),
    );
  });

  test("shares and probabilities sum to 1, variances stay above their floor", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), (given, rounds) => {
        const { mixture, logLikelihood, entropy } = fit(given, rounds);
        close(mixture.shares.reduce((a, b) => a + b, 0), 1);
        expect(mixture.variances.every((variance) => variance > 0)).toBe(true);
        expect(Number.isFinite(logLikelihood)).toBe(true);
        expect(entropy).toBeGreaterThan(-1e-9);
        expect(entropy).toBeLessThanOrEqual(given.weights.reduce((a, b) => a + b, 0) * Math.log(given.k) + 1e-9);
      }),
      runs(0.4),
    );
  });

  test("stops when a few rounds gain too little", () => {
    const given = ones({ k: 2, numbers: [[0, 0.1, 0.2, 9, 9.1, 9.2]], levels: [], labels: [0, 0, 0, 1, 1, 1], weights: [] });
    const encoded = encodedOf(given);
    const rows = mixtureRows(encoded, mixtureColumns(encoded));
    expect(fitMixture(rows, labelsIn(encoded, given.labels), 2, { rounds: 30, gain: 0.5 }).rounds).toBe(10);
    expect(fitMixture(rows, labelsIn(encoded, given.labels), 2, { rounds: 7, gain: 0.5 }).rounds).toBe(7);
  });

  test("a group that no row is in leaves the others as they are", () => {
    const given = ones({ k: 3, numbers: [[0, 1, 2, 7, 8, 9]], levels: [["a", "a", "b", "b", "a", "b"]], labels: [0, 0, 0, 2, 2, 2], weights: [] });
    const [three, two] = [fit(given, 9), fit({ ...given, k: 2, labels: [0, 0, 0, 1, 1, 1] }, 9)];
    close(three.logLikelihood, two.logLikelihood);
    expect(three.mixture.shares[1]).toBe(0);
    expect(three.mixture.means.every(Number.isFinite)).toBe(true);
  });
});

function expectSame(a: MixtureFit, b: MixtureFit): void {
  close(a.logLikelihood, b.logLikelihood, 1e-7);
  close(a.entropy, b.entropy, 1e-6);
  a.mixture.means.forEach((mean, at) => close(mean, b.mixture.means[at], 1e-6));
  a.mixture.variances.forEach((variance, at) => close(variance, b.mixture.variances[at], 1e-6));
}

describe("ICL", () => {
  const fitsOf = (encoded: Rows, labels: readonly number[], k: number): Fit[] =>
    Array.from({ length: k }, (_, at) => ({ k: at + 1, labels: labelsIn(encoded, labels).map((label) => Math.min(label, at)), centroids: new Float64Array(0), inertia: 0, iterations: 0, converged: true }));

  test("is -2 log likelihood, the parameters times log n, and twice the entropy; NaN outside of the range", () => {
    fc.assert(
      fc.property(cases.map(ones), (given) => {
        const encoded = encodedOf(given);
        const { rows, counts } = naiveOf(given);
        if (rows[0].numbers.length + counts.length === 0) return;
        const scores = iclScores(encoded, fitsOf(encoded, given.labels, given.k), [2, given.k], 42);
        expect(scores[0]).toBeNaN();
        for (let k = 2; k <= given.k; k++) {
          const parameters = k - 1 + 2 * k * rows[0].numbers.length + k * counts.reduce((a, count) => a + count - 1, 0);
          expect(parametersOf(mixtureColumns(encoded), k)).toBe(parameters);
          const labels = given.labels.map((label) => Math.min(label, k - 1));
          const { rounds } = fitMixture(mixtureRows(encoded, mixtureColumns(encoded)), labelsIn(encoded, labels), k, { rounds: 30, gain: 0.5 });
          const { logLikelihood, entropy } = naiveMixture(rows, counts, labels, k, rounds);
          close(scores[k - 1], -2 * logLikelihood + parameters * Math.log(rows.length) + 2 * entropy, 1e-6);
        }
      }),
      runs(0.4),
    );
  });

  test("of correlated numbers does not make more groups of what goes together in all of them; NaN where rows are too few", () => {
    const n = 600;
    const labels = Array.from({ length: n }, (_, i) => i % 2);
    const normal = (i: number, by: number): number => [1, 3, 5, 7, 11, 13].reduce((sum, more) => sum + (((i + 1) * by * more) % 997) / 997 - 0.5, 0);
    const common = labels.map((_, i) => 3 * normal(i, 601));
    const numbers = [431, 733].map((by, j) => labels.map((label, i) => label * 12 * (1 - 2 * j) + common[i] + 0.7 * normal(i, by)));
    const encoded = encodedOf({ numbers, levels: [], weights: labels.map(() => 1) });
    // the two groups, then each of them cut across its length
    const cut = (k: number): Int32Array => Int32Array.from(labels, (label, i) => Math.min(k - 1, label + (common[i] < 0 ? 0 : 2)));
    const fits = [1, 2, 3, 4].map((k): Fit => ({ k, labels: cut(k), centroids: new Float64Array(0), inertia: 0, iterations: 0, converged: true }));
    fits[1] = { ...fits[1], labels: Int32Array.from(labels) };
    const bestOf = (scores: Float64Array): number => scores.indexOf(Math.min(...scores.slice(1))) + 1;
    expect(bestOf(iclScores(encoded, fits, [2, 4], 42))).toBeGreaterThan(2);
    expect(bestOf(iclScores(encoded, fits, [2, 4], 42, undefined, true))).toBe(2);
    const few = encodedOf({ numbers: numbers.map((cells) => cells.slice(0, 19)), levels: [], weights: new Array(19).fill(1) });
    const own = fits.map((fit) => ({ ...fit, labels: fit.labels.slice(0, 19) }));
    expect(iclScores(few, own, [2, 4], 42, undefined, true).every(Number.isNaN)).toBe(true);
  });

  test("of more than 2 000 rows is that of a sample, the same for a seed", () => {
    const n = 2500;
    const labels = Array.from({ length: n }, (_, i) => i % 3);
    const numbers = [labels.map((label, i) => label * 9 + ((i * 7919) % 1000) / 500)];
    const encoded = encodedOf({ numbers, levels: [], weights: labels.map(() => 1) });
    const [a, b, other] = [42, 42, 43].map((seed) => iclScores(encoded, fitsOf(encoded, labels, 4), [2, 4], seed));
    expect(a).toEqual(b);
    expect(a).not.toEqual(other);
    expect(a.indexOf(Math.min(...a.slice(1)))).toBe(2);
  });
});

/** The inverse of a positive definite matrix, and the logarithm of its determinant, by Gauss and Jordan. */
function inverseOf(matrix: readonly (readonly number[])[]): { inverse: number[][]; logDeterminant: number } {
  const d = matrix.length;
  const a = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  let logDeterminant = 0;
  for (let i = 0; i < d; i++) {
    const pivot = a[i][i];
    logDeterminant += Math.log(pivot);
    a[i] = a[i].map((x) => x / pivot);
    for (let j = 0; j < d; j++) {
      const factor = j === i ? 0 : a[j][i];
      a[j] = a[j].map((x, at) => x - factor * a[i][at]);
    }
  }
  return { inverse: a.map((row) => row.slice(d)), logDeterminant };
}
describe("numbers without the correlations that groups share", () => {
  const rowsOf = (given: Case) => {
    const encoded = encodedOf(given);
    return mixtureRows(encoded, mixtureColumns(encoded));
  };

  test("are as far from 0 as the covariance within groups says, and their density grew by its root", () => {
    const cell = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 64);
    const given = fc.record({
      k: fc.integer({ min: 1, max: 3 }),
      cells: fc.array(fc.tuple(cell, cell, cell), { minLength: 30, maxLength: 50 }),
      tilt: fc.constantFrom(0, 0.5, -3),
      weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 50, maxLength: 50 }),
    });
    fc.assert(
      fc.property(given, ({ k, cells, tilt, weights: all }) => {
        const labels = cells.map((_, i) => i % k);
        const numbers = [0, 1, 2].map((j) => cells.map((row, i) => row[j] + tilt * row[(j + 1) % 3] + 20 * labels[i] * j));
        const rows = rowsOf({ numbers, levels: [], labels, weights: all.slice(0, cells.length), k });
        const d = rows.columns.numbers.length;
        if (d < 2) return;
        const found = uncorrelated(rows, Int32Array.from(labels), k)!;
        const { weights, numbers: x, columns: { variances } } = rows;
        const total = weights.reduce((a, b) => a + b, 0);
        const ofGroup = (c: number, value: (i: number) => number): number => weights.reduce((sum, w, i) => sum + (labels[i] === c ? w * value(i) : 0), 0);
        const means = Array.from({ length: k }, (_, c) => Array.from({ length: d }, (_, j) => ofGroup(c, (i) => x[i * d + j]) / ofGroup(c, () => 1)));
        const covariance = Array.from({ length: d }, (_, a) =>
          Array.from({ length: d }, (_, b) => {
            const sum = weights.reduce((all, w, i) => all + w * (x[i * d + a] - means[labels[i]][a]) * (x[i * d + b] - means[labels[i]][b]), 0);
            return (sum + (a === b ? 0.1 * variances[a] : 0)) / (total + 2) + (a === b ? 1e-3 * variances[a] : 0);
          }),
        );
        const { inverse, logDeterminant } = inverseOf(covariance);
        close(found.logFactor, -logDeterminant / 2, 1e-6);
        expect(found.correlations).toBe((d * (d - 1)) / 2);
        labels.forEach((_, i) => {
          let [far, own] = [0, 0];
          for (let a = 0; a < d; a++) {
            own += found.rows.numbers[i * d + a] ** 2;
            for (let b = 0; b < d; b++) far += x[i * d + a] * inverse[a][b] * x[i * d + b];
          }
          close(own, far, 1e-6);
        });
      }),
      runs(0.4),
    );
  });

  test("are not looked for in one number, or in fewer than ten rows a number", () => {
    const of = (cols: number, n: number) => rowsOf({ numbers: Array.from({ length: cols }, (_, j) => Array.from({ length: n }, (_, i) => (i * (j + 3)) % 7)), levels: [], labels: [], weights: new Array(n).fill(1), k: 1 });
    expect(uncorrelated(of(1, 30), new Int32Array(30), 1)).toBeUndefined();
    expect(uncorrelated(of(2, 19), new Int32Array(19), 1)).toBeUndefined();
    expect(uncorrelated(of(2, 20), new Int32Array(20), 1)).toBeDefined();
  });
});
