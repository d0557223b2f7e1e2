import { argsort } from "../core/sort.ts";

/** The rank of every value from 1; equal values share the mean of their ranks. */
export function ranks(values: Float64Array): Float64Array {
  const order = argsort(values);
  const out = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let at = from; at < to; at++) out[order[at]] = (from + 1 + to) / 2;
  }
  return out;
}
