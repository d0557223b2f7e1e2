import { checkWeights, isWeight, weightRule } from "../core/weights.ts";
import { cellError } from "../table/cell.ts";
import { columnOf, type Frame } from "../table/frame.ts";
import { readNumbers } from "../table/read-column.ts";

/** One weight a row of the table, from the column of that name or from the caller. */
export function weightsOf(where: string, frame: Frame, weights: string | ArrayLike<number> | undefined): Float64Array {
  if (typeof weights !== "string") return checkWeights(where, weights, frame.rows);
  const cells = columnOf(where, frame, weights);
  const numbers = readNumbers(where, weights, cells);
  const bad = numbers.findIndex((weight) => !isWeight(weight));
  if (bad >= 0) throw cellError(where, "bad-weight", weights, bad, `a weight ${weightRule}`, cells[bad]);
  return numbers;
}
