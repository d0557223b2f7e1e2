import fc from "fast-check";
import type { Matrix } from "../src/core/matrix.ts";
import { createRandom } from "../src/core/random.ts";
import "./setup.ts";

/** How large the matrices of an arbitrary may be. */
export interface Size {
  readonly minRows?: number;
  readonly maxRows?: number;
  readonly maxCols?: number;
}

/** Weighted rows. */
export interface Weighted {
  readonly x: Matrix;
  readonly weights: number[];
}

/** Numbers with five decimals: rarely equal, never in a special place. */
const decimals = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100_000);

/** Few integers: ties in distance and duplicate rows are common. */
const fewIntegers = fc.integer({ min: 0, max: 3 });

function filledWith(entry: fc.Arbitrary<number>, { minRows = 1, maxRows = 12, maxCols = 4 }: Size): fc.Arbitrary<Matrix> {
  return fc
    .tuple(fc.integer({ min: minRows, max: maxRows }), fc.integer({ min: 1, max: maxCols }))
    .chain(([rows, cols]) =>
      fc
        .array(entry, { minLength: rows * cols, maxLength: rows * cols })
        .map((data) => ({ data: Float64Array.from(data), rows, cols })),
    );
}

/** The matrix with every entry replaced. */
export function mapEntries(x: Matrix, change: (entry: number, column: number) => number): Matrix {
  return { ...x, data: x.data.map((entry, at) => change(entry, at % x.cols)) };
}

/** Small integers: ties and duplicates. */
export const grids = (size: Size = {}): fc.Arbitrary<Matrix> => filledWith(fewIntegers, size);

/** Matrices of all kinds: decimals, small integers, a constant column, all of it a thousand million times larger or smaller. */
export function matrices(size: Size = {}): fc.Arbitrary<Matrix> {
  const plain = fc.oneof(filledWith(decimals, size), grids(size));
  const withConstantColumn = fc.tuple(plain, decimals).map(([x, value]) => mapEntries(x, (entry, column) => (column === 0 ? value : entry)));
  const scaled = fc.tuple(plain, fc.constantFrom(1e9, 1e-9)).map(([x, factor]) => mapEntries(x, (entry) => entry * factor));
  return fc.oneof(plain, withConstantColumn, scaled);
}

/** Rows drawn from a square: no two distances are equal. They shrink to fewer rows, not to rounder numbers. */
export function tieFree({ minRows = 1, maxRows = 12, maxCols = 4 }: Size = {}): fc.Arbitrary<Matrix> {
  return fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: minRows, max: maxRows }), fc.integer({ min: 1, max: maxCols }))
    .map(([seed, rows, cols]) => {
      const random = createRandom(seed, 99);
      return { data: Float64Array.from({ length: rows * cols }, () => random() - 0.5), rows, cols };
    });
}

/** Matrices of an arbitrary with whole weights, so that the rows can be repeated. */
export function weighted(x: fc.Arbitrary<Matrix>): fc.Arbitrary<Weighted> {
  const weight = fc.integer({ min: 1, max: 4 });
  return x.chain((x) => fc.array(weight, { minLength: x.rows, maxLength: x.rows }).map((weights) => ({ x, weights })));
}

/** Matrices of an arbitrary with one label a row, the labels any integers. */
export function labelled(x: fc.Arbitrary<Matrix>, mostClusters = 4): fc.Arbitrary<{ x: Matrix; labels: number[] }> {
  const label = fc.integer({ min: -1, max: mostClusters - 2 });
  return x.chain((x) => fc.array(label, { minLength: x.rows, maxLength: x.rows }).map((labels) => ({ x, labels })));
}
