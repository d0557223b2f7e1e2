// Encoded rows as the library keeps them, in factors, and the dense matrix that they stand for.
import fc from "fast-check";
import type { Matrix } from "../src/core/matrix.ts";
import { createRandom, type Random } from "../src/core/random.ts";
import type { Problem } from "../src/kmeans/fit.ts";
import { Layout } from "../src/spatial/layout.ts";
import { orderByCodes, type Rows, rowsOfMatrix } from "../src/spatial/rows.ts";
import { matrices, type Size, weighted } from "./arbitraries.ts";
import { naiveDense, type NaiveFeature } from "./oracles/naive-dense.ts";
import { coordinates } from "./spatial/clouds.ts";
import "./setup.ts";

/** The rows of a matrix, each of weight 1 unless weights are given. */
export function rowsFrom(x: Matrix, weights: ArrayLike<number> = new Float64Array(x.rows).fill(1)): Rows {
  return rowsOfMatrix(x, Float64Array.from(weights));
}

/** The same as a problem without cells. */
export function problemFrom(x: Matrix, weights?: ArrayLike<number>): Problem {
  return { rows: rowsFrom(x, weights) };
}

/** What is known of the caller's rows, in the order of the rows: the inverse of `inOrder`. */
export function byRow<T extends Int32Array | Float64Array>(values: T, { ids }: Pick<Rows, "ids">): T {
  return values.map((_, i) => values[ids[i]]) as T;
}

/** Encoded rows in factors; `x` and `weights` are the same in the caller's order, made column by column. */
export interface EncodedRows {
  readonly rows: Rows;
  readonly x: Matrix;
  readonly weights: readonly number[];
}

/** Rows in factors from features that stand side by side. */
export function factored(features: readonly NaiveFeature[], weights: readonly number[]): Rows {
  const n = weights.length;
  let from = 0;
  const numbers: { column: number; values: readonly number[] }[] = [];
  const categories: { from: number; low: readonly number[]; high: readonly number[]; codes: Int32Array }[] = [];
  for (const feature of features) {
    if (feature.type === "number") numbers.push({ column: from++, values: feature.values });
    else {
      categories.push({ from, low: feature.low, high: feature.high, codes: Int32Array.from(feature.codes) });
      from += feature.low.length;
    }
  }
  const columns = new Layout(from, numbers.map(({ column }) => column), categories);
  const order = orderByCodes(n, categories.map(({ codes }) => codes), columns);
  const ordered = Float64Array.from({ length: n * numbers.length }, (_, at) => {
    const row = order.ids[Math.floor(at / numbers.length)];
    return numbers[at % numbers.length].values[row];
  });
  return { count: n, columns, numbers: ordered, weights: Float64Array.from(order.ids, (id) => weights[id]), ...order };
}

/** Weighted rows of all kinds: those of a matrix, and numbers and categories in factors. The weights of a matrix are whole. */
export function weightedRows(size: Size = {}): fc.Arbitrary<EncodedRows> {
  const ofMatrix = weighted(matrices(size)).map(({ x, weights }) => ({ rows: rowsFrom(x, weights), x, weights }));
  const { minRows = 1, maxRows = 12, maxCols = 4 } = size;
  const inFactors = encodedRows({ minRows, maxRows: Math.max(minRows, 2 * maxRows), maxNumbers: Math.ceil(maxCols / 2), maxCategories: 2, maxLevels: 3 });
  return fc.oneof(ofMatrix, inFactors);
}

/** What encoded rows may be like. */
export interface Shape {
  readonly minRows?: number;
  readonly maxRows?: number;
  readonly maxNumbers?: number;
  readonly maxCategories?: number;
  readonly maxLevels?: number;
  /** Small whole numbers alone, of halves for centroids: sums are exact, and ties are common. */
  readonly isWhole?: boolean;
  /** The kinds of numbers, where others are wanted. */
  readonly kinds?: readonly string[];
}

/** Kinds of numbers of which sums are near enough to compare. */
const plainKinds = ["uniform", "few integers", "two values", "equal", "at a great offset"];
const wholeKinds = ["few integers", "two values"];

/**
 * Numbers and categories in any order, no numbers or no categories among them; levels that no row has, rows of no level, rows that repeat.
 * They shrink to fewer rows and features.
 */
export function encodedRows(shape: Shape = {}): fc.Arbitrary<EncodedRows> {
  const { minRows = 1, maxRows = 40, maxNumbers = 4, maxCategories = 3, maxLevels = 4, isWhole = false } = shape;
  const { kinds = isWhole ? wholeKinds : plainKinds } = shape;
  const number = fc.record({ type: fc.constant("number" as const), kind: fc.constantFrom(...kinds) });
  const category = fc.record({ type: fc.constant("category" as const), levels: fc.integer({ min: 1, max: maxLevels }) });
  return fc
    .record({
      n: fc.integer({ min: minRows, max: maxRows }),
      numbers: fc.array(number, { maxLength: maxNumbers }),
      categories: fc.array(category, { maxLength: maxCategories }),
      seed: fc.nat(1e6),
      weighting: fc.constantFrom("ones", "whole", ...(isWhole ? [] : ["any"])),
    })
    .filter(({ numbers, categories }) => numbers.length + categories.length > 0)
    .map(({ n, numbers, categories, seed, weighting }) => {
      const random = createRandom(seed, 95);
      const mixed = [...numbers, ...categories].map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
      const features = mixed.map(({ one }): NaiveFeature => {
        if (one.type === "number") return { type: "number", values: Array.from({ length: n }, (_, row) => coordinates[one.kind](random, row)) };
        return drawnCategory(n, one.levels, random, isWhole);
      });
      const weigh: Record<string, () => number> = { ones: () => 1, whole: () => 1 + Math.floor(4 * random()), any: () => 0.25 + random() };
      const weights = Array.from({ length: n }, weigh[weighting]);
      return { rows: factored(features, weights), x: naiveDense(features, n), weights };
    });
}

/** The dummies of a category, centred and scaled; low levels are common, and some rows are of none. */
function drawnCategory(n: number, levels: number, random: Random, isWhole: boolean): NaiveFeature {
  const codes = Array.from({ length: n }, () => Math.floor((levels + 1) * random() * random() + 0.3 * random()) - 1);
  const shares = Array.from({ length: levels }, () => (isWhole ? Math.floor(3 * random()) : random()));
  const scales = shares.map(() => (isWhole ? 1 : 0.2 + random()));
  return {
    type: "category",
    codes: codes.map((code) => Math.min(code, levels - 1)),
    low: shares.map((share, l) => (0 - share) / scales[l]),
    high: shares.map((share, l) => (1 - share) / scales[l]),
  };
}

/** Centroids: rows themselves, points between two of them, and points a little off; whole halves where the rows are whole. */
export function centroidsNear({ data, rows, cols }: Matrix, k: number, seed: number, isWhole = false): Float64Array {
  const random = createRandom(seed, 94);
  const pick = (): number => Math.floor(random() * rows) * cols;
  const centroids = new Float64Array(k * cols);
  for (let c = 0; c < k; c++) {
    const [a, b] = [pick(), pick()];
    const kind = Math.floor(3 * random());
    for (let j = 0; j < cols; j++) {
      const other = kind === 0 ? data[a + j] : data[b + j];
      centroids[c * cols + j] = data[a + j] / 2 + other / 2 + (kind === 2 && !isWhole ? random() - 0.5 : 0);
    }
  }
  return centroids;
}
