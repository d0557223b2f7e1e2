import { pickRows } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import type { Problem } from "../kmeans/fit.ts";

/** Rows drawn from a problem, each once: one drawn again weighs more. */
export interface Resample {
  /** The rows drawn, ascending. */
  readonly rows: Int32Array;
  readonly problem: Problem;
}

/** How often each of `n` rows is drawn, with replacement, in as many draws, unless another number of them is asked for. */
export function bootstrap(n: number, random: Random, draws: number = n): Int32Array {
  const times = new Int32Array(n);
  for (let draw = 0; draw < draws; draw++) times[Math.floor(random() * n)]++;
  return times;
}

/** 1 for each of `size` of `n` rows, all such sets being equally likely (Knuth's algorithm S). */
export function subsample(n: number, size: number, random: Random): Int32Array {
  const times = new Int32Array(n);
  for (let row = 0, left = size; left > 0; row++) {
    if (random() * (n - row) >= left) continue;
    times[row] = 1;
    left--;
  }
  return times;
}

/** The rows that are drawn, each with its weight times how often it is. */
export function drawRows({ x, weights, categories }: Problem, times: Int32Array): Resample {
  const rows = times.map((_, row) => row).filter((row) => times[row] > 0);
  const problem = { x: pickRows(x, rows), weights: Float64Array.from(rows, (row) => times[row] * weights[row]) };
  return { rows, problem: categories === undefined ? problem : { ...problem, categories } };
}
