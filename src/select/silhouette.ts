import { checkMatrix, type Matrix } from "../core/matrix.ts";
import { checkPartition } from "./labels.ts";
import { eachSilhouette } from "./each-silhouette.ts";

/** What {@link silhouette} gives. */
export interface Silhouette {
  /** The mean of the values. */
  readonly mean: number;
  /** One value a row, from -1 to 1. */
  readonly values: Float64Array;
}

/**
 * How much nearer each row lies to its own cluster than to the next: (b - a) / max(a, b), where a is the mean Euclidean
 * distance to the other rows of its cluster, b the least mean distance to the rows of another (Rousseeuw 1987).
 *
 * A row alone in its cluster scores 0, as in scikit-learn; so does one with a = b = 0. Exact, in O(n² d) time and O(n) memory.
 *
 * @param labels - one integer a row, any integers
 * @throws {@link InputError} on numbers that are not finite, labels that are not integers or not one a row, or fewer than 2 clusters.
 */
export function silhouette(x: Matrix, labels: ArrayLike<number>): Silhouette {
  const where = "silhouette";
  const { rows } = checkMatrix(where, x);
  const partition = checkPartition(where, labels, rows);
  const values = new Float64Array(rows);
  let sum = 0;
  eachSilhouette({ x, weights: new Float64Array(rows).fill(1) }, [partition.labels], (_, row, value) => {
    values[row] = value;
    sum += value;
  });
  return { mean: sum / rows, values };
}
