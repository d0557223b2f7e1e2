import { dummiesOf } from "../encode/encoded-rows.ts";
import { aimsOf, nearestLabels } from "../kmeans/nearest.ts";
import { squareTo } from "../spatial/kernels.ts";
import { type Dummies, Layout } from "../spatial/layout.ts";
import { inPlace, orderByCodes, placesOf, Rows } from "../spatial/rows.ts";
import type { CellTable } from "./cells.ts";
import type { Grid, NumberGrid } from "./grid.ts";

/** What cells hold of one category. */
type CellLevels =
  | {
    /** The level of each cell; -1: none. */
    readonly codes: Int32Array;
  }
  | {
    /** Cell after cell: how many rows have each level. */
    readonly held: Float64Array;
  };

/** Weighted cells of encoded rows, one after the other in every array. */
export interface WeightedCells {
  /** What tells cells apart. */
  readonly grid: Grid;
  /** How many cells there are. */
  readonly count: number;
  /** How many rows are in each. */
  readonly weights: Float64Array;
  /** The mean of each number feature, in standardised space. */
  readonly means: Float64Array;
  /** The sum of squares about that mean. */
  readonly squares: Float64Array;
  /** The sums of the same numbers in original units. */
  readonly sums: Float64Array;
  /** For each category: the level of each cell (-1: none), or, where a cell may hold several, how many rows have each. */
  readonly levels: readonly CellLevels[];
}

/** The cells of a table, as they are now. */
export function cellsOf({ grid, count, numbers, categories, isKept, arrays }: CellTable): WeightedCells {
  const p = numbers.length, q = categories.length;
  const weights = arrays.weights.slice(0, count);
  const means = arrays.first.slice(0, count * p), squares = arrays.squares.slice(0, count * p), sums = arrays.raw.slice(0, count * p);
  for (let cell = 0, at = 0; cell < count; cell++) {
    for (let j = 0; j < p; j++, at++) {
      const sum = arrays.sums[at];
      means[at] += sum / weights[cell];
      squares[at] = Math.max(0, squares[at] - (sum * sum) / weights[cell]);
      sums[at] += weights[cell] * (grid.features[numbers[j]] as NumberGrid).shift;
    }
  }
  const width = 2 * p + q;
  const levels = categories.map((_, c) => {
    const held = arrays.held[c];
    if (isKept[c] === 0) return { held: held!.slice(0, (count * held!.length) / arrays.weights.length) };
    return { codes: Int32Array.from({ length: count }, (_, cell) => arrays.keys[cell * width + p + c] - 1) };
  });
  return { grid, count, weights, means, squares, sums, levels };
}

/** Where the features of cells stand among encoded columns. */
interface CellColumns {
  readonly count: number;
  /** The encoded column of each number feature. */
  readonly numbers: readonly number[];
  readonly dummies: readonly Dummies[];
}

function columnsOf({ grid: { fitted } }: WeightedCells): CellColumns {
  const numbers: number[] = [];
  const dummies: Dummies[] = [];
  let from = 0;
  for (const fit of fitted) {
    if (fit.type === "number") numbers.push(from);
    else dummies.push(dummiesOf(fit, from));
    from += fit.center.length;
  }
  return { count: from, numbers, dummies };
}

/**
 * The means of cells as weighted rows, whose ids are the cells; categories of several levels a cell are numbers: the means of their
 * dummies.
 */
export function rowsOfCells(cells: WeightedCells): Rows {
  const { count, means, weights, levels } = cells;
  const { count: all, numbers: own, dummies } = columnsOf(cells);
  const blurred = dummies.flatMap((one, c) => ("held" in levels[c] ? [{ ...one, held: levels[c].held }] : []));
  const kept = dummies.filter((_, c) => "codes" in levels[c]);
  const codes = levels.flatMap((one) => ("codes" in one ? [one.codes] : []));
  const numbers = [...own, ...blurred.flatMap(({ from, low }) => Array.from(low, (_, l) => from + l))];
  const columns = new Layout(all, numbers, kept);
  const order = orderByCodes(count, codes, columns);
  const p = own.length, width = numbers.length;
  const values = new Float64Array(count * width);
  const places = placesOf(order);
  for (let cell = 0; cell < count; cell++) {
    let to = places[cell] * width;
    for (let j = 0; j < p; j++) values[to++] = means[cell * p + j];
    for (const { low, high, held } of blurred) {
      for (let l = 0, at = cell * low.length; l < low.length; l++, at++) {
        const share = held[at] / weights[cell];
        values[to++] = low[l] * (1 - share) + high[l] * share;
      }
    }
  }
  return new Rows(count, columns, values, inPlace(weights, places), order);
}

/** How far the rows of each cell vary in each number of {@link rowsOfCells}: the sums of squares, in the cells' own order. */
function withinOf(cells: WeightedCells): { readonly squares: Float64Array; readonly width: number } {
  const { count, squares: own, weights, levels, grid: { fitted } } = cells;
  const categories = fitted.filter(({ type }) => type === "category");
  const blurred = levels.flatMap((one, c) => ("held" in one ? [{ held: one.held, scale: categories[c].scale }] : []));
  const p = own.length / count;
  const width = p + blurred.reduce((sum, { scale }) => sum + scale.length, 0);
  const squares = new Float64Array(count * width);
  for (let cell = 0, to = 0; cell < count; cell++) {
    for (let j = 0; j < p; j++) squares[to++] = own[cell * p + j];
    for (const { held, scale } of blurred) {
      for (let l = 0, at = cell * scale.length; l < scale.length; l++, at++) {
        const share = held[at] / weights[cell];
        squares[to++] = (held[at] * (1 - share)) / (scale[l] * scale[l]);
      }
    }
  }
  return { squares, width };
}

/** What the cells keep of a partition's cost. */
export interface CellCost {
  /** The sum of squares inside cells: what the rows cost beyond the means of their cells, whatever the centroids. */
  readonly within: number;
  /** How much less the rows can cost at the same centroids if each goes to its nearest one, at most. */
  readonly gain: number;
}

/**
 * What is lost by giving all rows of a cell one segment. That the inertia of the cells' means and the squares inside make the inertia of
 * the rows is exact. Of how much a row could gain only the mean and the variance in its cell are known: for a difference D of
 * mean -g and variance v, the mean of max(0, D) is at most (sqrt(v + g²) - g) / 2 (Scarf 1958).
 */
export function cellCost(cells: WeightedCells, rows: Rows, centroids: Float64Array, k: number): CellCost {
  const { squares, width } = withinOf(cells);
  const { columns: { count: d, numbers }, ids, weights } = rows;
  const labels = nearestLabels(rows, centroids, k);
  const aims = aimsOf(rows, centroids, k);
  let within = 0, gain = 0;
  for (let i = 0; i < rows.count; i++) {
    const at = ids[i] * width;
    let inside = 0;
    for (let j = 0; j < width; j++) inside += squares[at + j];
    within += inside;
    if (!(inside > 0)) continue;
    const own = squareTo(rows, aims, i, labels[i]);
    for (let c = 0; c < k; c++) {
      if (c === labels[i]) continue;
      let deviation = 0;
      for (let j = 0; j < width; j++) {
        const apart = centroids[c * d + numbers[j]] - centroids[labels[i] * d + numbers[j]];
        deviation += 2 * Math.abs(apart) * Math.sqrt(squares[at + j] / weights[i]);
      }
      const gap = Math.max(0, squareTo(rows, aims, i, c) - own);
      gain += (weights[i] * (Math.sqrt(deviation * deviation + gap * gap) - gap)) / 2;
    }
  }
  return { within, gain };
}

/** What the rows of each segment sum up to. */
export interface SegmentSums {
  /** How many rows. */
  readonly weights: Float64Array;
  /** For each number feature the sums in original units, one a segment. */
  readonly numbers: readonly Float64Array[];
  /** For each category, segment after segment: how many rows have each level. */
  readonly levels: readonly Float64Array[];
}

/** Sums up the cells of segments; `labels` are of the cells in their own order. */
export function sumsOfCells({ count, weights, sums, levels, grid }: WeightedCells, labels: Int32Array, k: number): SegmentSums {
  const p = sums.length / count;
  const sizes = grid.fitted.flatMap(({ type, center }) => (type === "category" ? [center.length] : []));
  const found = {
    weights: new Float64Array(k),
    numbers: Array.from({ length: p }, () => new Float64Array(k)),
    levels: sizes.map((size) => new Float64Array(k * size)),
  };
  for (let cell = 0; cell < count; cell++) {
    const s = labels[cell];
    found.weights[s] += weights[cell];
    for (let j = 0; j < p; j++) found.numbers[j][s] += sums[cell * p + j];
    levels.forEach((one, c) => {
      const size = sizes[c];
      if ("held" in one) for (let l = 0; l < size; l++) found.levels[c][s * size + l] += one.held[cell * size + l];
      else if (one.codes[cell] >= 0) found.levels[c][s * size + one.codes[cell]] += weights[cell];
    });
  }
  return found;
}
