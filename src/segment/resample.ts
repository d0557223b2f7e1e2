import { drawSome, type Random } from "../core/random.ts";
import { pickRows, type Rows } from "../spatial/rows.ts";

/** Rows drawn from others, each once: one drawn again weighs more. */
export interface Resample {
  /** The caller's numbers of the rows drawn, ascending: the rows of the resample count in that order. */
  readonly ids: Int32Array;
  readonly rows: Rows;
}

/** How often each of `n` rows is drawn, with replacement, in as many draws, unless another number of them is asked for. */
export function bootstrap(n: number, random: Random, draws: number = n): Int32Array {
  const times = new Int32Array(n);
  for (let draw = 0; draw < draws; draw++) times[Math.floor(random() * n)]++;
  return times;
}

/** 1 for each of `size` of `n` rows, all such sets being equally likely. */
export function subsample(n: number, size: number, random: Random): Int32Array {
  const times = new Int32Array(n);
  for (const row of drawSome(n, size, random)) times[row] = 1;
  return times;
}

/** The rows that are drawn, each with its weight times how often the caller's row is. */
export function drawRows(rows: Rows, times: Int32Array): Resample {
  const { ids, weights } = rows;
  const drawn = Int32Array.from(ids.keys()).filter((row) => times[ids[row]] > 0);
  return {
    ids: Int32Array.from(times.keys()).filter((id) => times[id] > 0),
    rows: pickRows(rows, drawn, Float64Array.from(drawn, (row) => times[ids[row]] * weights[row])),
  };
}
