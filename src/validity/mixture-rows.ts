import { moments, sumOf } from "../core/numbers.ts";
import { countScale } from "../core/weights.ts";
import { heldBy, slotsInto } from "../kmeans/fit.ts";
import type { Layout } from "../spatial/layout.ts";
import type { Rows } from "../spatial/rows.ts";

/** A category of rows: its place among them, the slot of its first level, and how many levels it has. */
interface Category {
  readonly at: number;
  readonly slot: number;
  readonly levels: number;
}

/** What a mixture sees of a matrix, learnt from the rows that it is fitted to. What is constant says nothing of groups, and is left out. */
export class MixtureColumns {
  /** The columns that are numbers. */
  readonly numbers: Int32Array;
  /** The variance of each, above 0. */
  readonly variances: Float64Array;
  readonly categories: readonly Category[];
  /** The share of each level, category after category. */
  readonly shares: Float64Array;

  constructor(numbers: Int32Array, variances: Float64Array, categories: readonly Category[], shares: Float64Array) {
    this.numbers = numbers;
    this.variances = variances;
    this.categories = categories;
    this.shares = shares;
  }
}

/** Rows as a mixture sees them: numbers, and each combination of levels once. */
export class MixtureRows {
  readonly columns: MixtureColumns;
  /** How many rows each counts as. */
  readonly weights: Float64Array;
  /** The numbers of each row, one row after the other. */
  readonly numbers: Float64Array;
  /** The combination of levels that each row has. */
  readonly combinationOf: Int32Array;
  /** For each combination one code a category: its level, counted over all categories, or -1 for none of them. */
  readonly codes: Int32Array;

  constructor(columns: MixtureColumns, weights: Float64Array, numbers: Float64Array, combinationOf: Int32Array, codes: Int32Array) {
    this.columns = columns;
    this.weights = weights;
    this.numbers = numbers;
    this.combinationOf = combinationOf;
    this.codes = codes;
  }
}

/** What a mixture sees of rows. */
export function mixtureColumns(rows: Rows): MixtureColumns {
  const { columns, numbers: values, weights } = rows;
  const p = columns.numbers.length;
  const deviations = Float64Array.from({ length: p }, (_, j) => {
    return moments(Float64Array.from({ length: rows.count }, (_, i) => values[i * p + j]), weights).deviation;
  });
  const kept = Int32Array.from(deviations.keys()).filter((j) => deviations[j] * deviations[j] > 0);
  const categories = categoriesOf(columns).filter(({ levels }) => levels > 1);
  const total = sumOf(weights);
  const ofSlots = new Float64Array(columns.dummies.length);
  slotsInto(rows, heldBy(rows, new Int32Array(rows.count), 1), 0, ofSlots);
  return new MixtureColumns(
    kept.map((j) => columns.numbers[j]),
    Float64Array.from(kept, (j) => deviations[j] * deviations[j]),
    categories,
    Float64Array.from(categories.flatMap(({ slot, levels }) => Array.from(ofSlots.subarray(slot, slot + levels), (sum) => sum / total))),
  );
}

/** The categories of rows. */
export function categoriesOf({ first }: Layout): Category[] {
  return Array.from(first.subarray(1), (end, at) => ({ at, slot: first[at] + 1, levels: end - first[at] - 1 }));
}

/** Rows as a mixture of these columns sees them, in their order. Weights count rows, or else are scaled to. */
export function mixtureRows(rows: Rows, columns: MixtureColumns): MixtureRows {
  const { count, weights: given, combinationOf, start, slots, columns: { numbers: all, first } } = rows;
  const scale = countScale(sumOf(given), count);
  const { numbers: kept, categories } = columns;
  const places = kept.map((column) => all.indexOf(column));
  const numbers = new Float64Array(count * kept.length);
  for (let i = 0, to = 0; i < count; i++) for (let j = 0; j < places.length; j++) numbers[to++] = rows.numbers[i * all.length + places[j]];
  const combinations = start.length - 1;
  const codes = new Int32Array(combinations * categories.length);
  for (let g = 0, to = 0; g < combinations; g++) {
    let before = 0; // levels
    for (const { at, slot, levels } of categories) {
      const level = slots[g * (first.length - 1) + at] - slot;
      codes[to++] = level < 0 ? -1 : before + level;
      before += levels;
    }
  }
  const own = categories.length === 0 ? new Int32Array(count) : combinationOf; // of a column of one level a row may have none
  return new MixtureRows(columns, given.map((weight) => weight * scale), numbers, own, codes);
}

/** The number of free parameters of a mixture of k groups. */
export function parametersOf({ numbers, categories, shares }: MixtureColumns, k: number): number {
  return k - 1 + k * (2 * numbers.length + shares.length - categories.length);
}
