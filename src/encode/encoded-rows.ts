import type { Matrix } from "../core/matrix.ts";
import { integers } from "../core/numbers.ts";
import { type Dummies, Layout } from "../spatial/layout.ts";
import { inPlace, orderByCodes, placesOf, Rows } from "../spatial/rows.ts";
import type { Encoding } from "./encode.ts";
import { encodeNumbers } from "./fit.ts";
import type { FittedFeature } from "./fitted.ts";

/** The encoded columns in feature space: filled, winsorised, transformed, centred and scaled. */
export function toMatrix(where: string, { fitted, features, kept, rows }: Encoding): Matrix {
  const cols = fitted.reduce((sum, { center }) => sum + center.length, 0);
  const data = new Float64Array(rows * cols);
  let first = 0;
  fitted.forEach((fit, f) => {
    const feature = features[f];
    const { center, scale } = fit;
    if (fit.type === "number" && feature.type === "number") {
      const values = encodeNumbers(where, fit, feature.values, kept);
      for (let i = 0, at = first; i < rows; i++, at += cols) data[at] = (values[i] - center[0]) / scale[0];
    } else if (feature.type === "category") {
      const zero = center.map((p, l) => (0 - p) / scale[l]);
      const one = center.map((p, l) => (1 - p) / scale[l]);
      for (let i = 0, at = first; i < rows; i++, at += cols) {
        for (let l = 0; l < zero.length; l++) data[at + l] = zero[l];
        if (feature.codes[i] >= 0) data[at + feature.codes[i]] = one[feature.codes[i]];
      }
    }
    first += center.length;
  });
  return { data, rows, cols };
}

/** The same as rows in factors, each of weight 1 unless weights are given. */
export function toRows(where: string, encoding: Encoding, weights: Float64Array = new Float64Array(encoding.rows).fill(1)): Rows {
  const { fitted, features, kept, rows } = encoding;
  const columns = featureColumns(fitted);
  const order = orderByCodes(rows, features.flatMap((feature) => (feature.type === "category" ? [feature.codes] : [])), columns);
  const places = placesOf(order);
  const p = columns.numbers.length;
  const numbers = new Float64Array(rows * p);
  let j = 0;
  fitted.forEach((fit, f) => {
    const feature = features[f];
    if (fit.type !== "number" || feature.type !== "number") return;
    scaleInto(numbers, p, j++, encodeNumbers(where, fit, feature.values, kept), places, fit.center[0], fit.scale[0]);
  });
  return new Rows(rows, columns, numbers, inPlace(weights, places), order);
}

/** Writes number `j` of each row, to where the row stands. */
function scaleInto(
  numbers: Float64Array, // out
  p: number,
  j: number,
  values: Float64Array,
  places: Int32Array,
  center: number,
  scale: number,
): void {
  for (let i = 0; i < values.length; i++) numbers[places[i] * p + j] = (values[i] - center) / scale;
}

const mostAtOnce = 16_384; // rows of a piece: more take memory, and are no faster

/** Encoded rows in factors, each of weight 1, some at a time, and the number of the first; what is of a row is the same as in one piece. */
export function* piecesOf(where: string, encoding: Encoding): Generator<{ readonly rows: Rows; readonly from: number }> {
  const { features, kept, rows: all } = encoding;
  for (let from = 0; from < all; from += mostAtOnce) {
    const to = Math.min(all, from + mostAtOnce);
    const piece: Encoding = {
      ...encoding,
      features: features.map((one) => one.type === "number"
        ? { ...one, values: one.values.subarray(from, to) }
        : { ...one, codes: one.codes.subarray(from, to) }),
      kept: kept?.subarray(from, to) ?? integers(to - from, from),
      rows: to - from,
    };
    yield { rows: toRows(where, piece), from };
  }
}

/** The dummies of a category, which stand from a column on. */
export function dummiesOf({ center, scale }: FittedFeature, from: number): Dummies {
  return { from, low: center.map((p, l) => (0 - p) / scale[l]), high: center.map((p, l) => (1 - p) / scale[l]) };
}

/** Where the numbers and the dummies of features stand. */
export function featureColumns(fitted: readonly FittedFeature[]): Layout {
  const numbers: number[] = [];
  const categories: Dummies[] = [];
  let from = 0;
  for (const fit of fitted) {
    if (fit.type === "number") numbers.push(from);
    else categories.push(dummiesOf(fit, from));
    from += fit.center.length;
  }
  return new Layout(from, numbers, categories);
}
