import type { Matrix } from "../core/matrix.ts";
import { sumOf } from "../core/numbers.ts";
import { cellError } from "../table/cell.ts";
import { readColumns } from "../table/read-column.ts";
import { columnOf, type Frame, nameIn } from "../table/table.ts";
import type { CustomersInBoth } from "./customers-in-both.ts";

/** The segment of every row of two tables; -1 for a row that a model drops. */
export interface PlacedTwice {
  /** Of the earlier table, by the earlier model. */
  readonly before: Int32Array;
  /** Of the later table, by the later model. */
  readonly after: Int32Array;
  /** The number of segments before. */
  readonly k: number;
  /** The number of segments after. */
  readonly kAfter: number;
}

/** The moves of customers between segments. */
export interface MovesBetween {
  /** The customers in both tables: a row each segment before, a column each segment after. */
  readonly counts: Matrix;
  /** The customers of each segment before who are not in the later table. */
  readonly left: Float64Array;
  /** The customers of each segment after who are not in the earlier table. */
  readonly came: Float64Array;
}

/** What the moves of customers are worth; sums of one column. */
export interface MovedValue {
  /** The column. */
  readonly column: string;
  /** As the counts of the moves: what these customers were worth in the earlier table. */
  readonly before: Matrix;
  /** What they are worth in the later table. */
  readonly after: Matrix;
  /** Lost with those who left: their value in the earlier table, a segment before each. */
  readonly left: Float64Array;
  /** Gained with those who came: their value in the later table, a segment after each. */
  readonly came: Float64Array;
  /** The sums: `after` is `before` and `byStaying`, `byMoving` and `byComing`, less `byLeaving`. */
  readonly totals: {
    /** Of all customers placed in the earlier table. */
    readonly before: number;
    /** Of all customers placed in the later table. */
    readonly after: number;
    /** How much more those are worth who are in the same segment. */
    readonly byStaying: number;
    /** How much more those are worth who moved. */
    readonly byMoving: number;
    /** What those are worth who came. */
    readonly byComing: number;
    /** What those were worth who left. */
    readonly byLeaving: number;
  };
}

/** Sums over the customers of each move, of what each is worth before or after; 1 each where nothing is given. */
function sumsOf({ before, after }: CustomersInBoth, placed: PlacedTwice, worth?: Float64Array, at?: Int32Array): Matrix {
  const { k, kAfter } = placed;
  const data = new Float64Array(k * kAfter);
  for (let i = 0; i < before.length; i++) {
    const from = placed.before[before[i]], to = placed.after[after[i]];
    if (from >= 0 && to >= 0) data[from * kAfter + to] += worth === undefined ? 1 : worth[at![i]];
  }
  return { data, rows: k, cols: kAfter };
}

function sumsAt(rows: Int32Array, labels: Int32Array, k: number, worth?: Float64Array): Float64Array {
  const sums = new Float64Array(k);
  for (const row of rows) if (labels[row] >= 0) sums[labels[row]] += worth === undefined ? 1 : worth[row];
  return sums;
}

/** Counts the moves. In O(rows). */
export function countMoves(customers: CustomersInBoth, placed: PlacedTwice): MovesBetween {
  return {
    counts: sumsOf(customers, placed),
    left: sumsAt(customers.left, placed.before, placed.k),
    came: sumsAt(customers.came, placed.after, placed.kAfter),
  };
}

/** What a table of moves holds of those who stayed: in the segment after that carries on theirs. */
export function stayedIn({ data, rows, cols }: Matrix, partners: Int32Array): number {
  let stayed = 0;
  for (let to = 0; to < cols; to++) if (partners[to] >= 0 && partners[to] < rows) stayed += data[partners[to] * cols + to];
  return stayed;
}

/** What the moves are worth, by a column of both tables. */
export function valueOfMoves(
  column: string,
  customers: CustomersInBoth,
  placed: PlacedTwice,
  partners: Int32Array,
  [worthBefore, worthAfter]: readonly [Float64Array, Float64Array],
): MovedValue {
  const before = sumsOf(customers, placed, worthBefore, customers.before);
  const after = sumsOf(customers, placed, worthAfter, customers.after);
  const left = sumsAt(customers.left, placed.before, placed.k, worthBefore);
  const came = sumsAt(customers.came, placed.after, placed.kAfter, worthAfter);
  const inBothBefore = sumOf(before.data), inBothAfter = sumOf(after.data);
  const stayedBefore = stayedIn(before, partners), stayedAfter = stayedIn(after, partners);
  const byLeaving = sumOf(left), byComing = sumOf(came);
  const totals = {
    before: inBothBefore + byLeaving,
    after: inBothAfter + byComing,
    byStaying: stayedAfter - stayedBefore,
    byMoving: inBothAfter - stayedAfter - (inBothBefore - stayedBefore),
    byComing,
    byLeaving,
  };
  return { column, before, after, left, came, totals };
}

/** The numbers of a column of one of the tables: money may be text such as `$1,234.50`, and nothing may be missing. */
export function readValue(where: string, frame: Frame, column: string, table: "before" | "after", words: readonly string[]): Float64Array {
  const name = nameIn(where, frame, column, "`value`");
  const [{ values }] = readColumns(where, frame, [{ column: name, spec: { type: "number" } }], new Set(words), {});
  const numbers = values as Float64Array;
  const gap = numbers.findIndex((value) => Number.isNaN(value));
  if (gap < 0) return numbers;
  const rule = `must not be missing in \`${table}\`; put 0 where a customer was worth nothing`;
  throw cellError(where, "missing-value", name, gap, rule, columnOf(where, frame, name)[gap]);
}
