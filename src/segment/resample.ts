import { InputError } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { countDistinct } from "../kmeans/distinct.ts";
import type { Problem } from "../kmeans/types.ts";
import type { ResolvedStability } from "./stability-options.ts";

/** Rows drawn from a problem, each once: one drawn again weighs more. */
export interface Resample {
  /** The rows drawn, ascending. */
  readonly rows: Int32Array;
  readonly problem: Problem;
}

const mostDraws = 100;

/** Draws rows, again if fewer than `k` of them are distinct: those could not make k segments. After 100 such draws, an error. */
export function resample(where: string, { x, weights }: Problem, k: number, { scheme, share }: ResolvedStability, random: Random): Resample {
  for (let draw = 0; draw < mostDraws; draw++) {
    const times = scheme === "bootstrap" ? bootstrap(x.rows, random) : subsample(x.rows, Math.max(1, Math.round(share * x.rows)), random);
    const rows = times.map((_, row) => row).filter((row) => times[row] > 0);
    const drawn = pick(x, rows);
    if (countDistinct(drawn, k) === k) return { rows, problem: { x: drawn, weights: Float64Array.from(rows, (row) => times[row] * weights[row]) } };
  }
  const rule = `a resample must hold as many distinct rows as there are segments, ${k}; ask for a smaller \`k\`, or draw a larger \`share\``;
  throw new InputError("too-few-distinct", where, rule, `fewer in ${mostDraws} draws`);
}

/** How often each of `n` rows is drawn, with replacement, in n draws. */
export function bootstrap(n: number, random: Random): Int32Array {
  const times = new Int32Array(n);
  for (let draw = 0; draw < n; draw++) times[Math.floor(random() * n)]++;
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

/** Some rows of a matrix. */
function pick({ data, cols }: Matrix, rows: Int32Array): Matrix {
  const picked = new Float64Array(rows.length * cols);
  rows.forEach((row, at) => picked.set(data.subarray(row * cols, (row + 1) * cols), at * cols));
  return { data: picked, rows: rows.length, cols };
}
