import { isArrayLike } from "../core/check.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import type { Columns, Row, Table } from "../table/types.ts";
import { arrowColumns, type ArrowTable, isArrowTable } from "./arrow.ts";

/** What {@link prepare} takes: a table of either kind, an Apache Arrow table, or any iterable of row objects. */
export type PrepareSource = Table | ArrowTable | Iterable<Row>;

/** A source as a table; what is none is left for the table's own check. */
export function tableOf(source: PrepareSource): Table | Matrix {
  if (isArrowTable(source)) return arrowColumns(source);
  if (Array.isArray(source) || isMatrix(source) || isArrayLike(source) || typeof source !== "object" || source === null) return source as Table;
  return isIterable(source) ? Array.from(source) : (source as Columns);
}

function isIterable(source: object): source is Iterable<Row> {
  return Symbol.iterator in source && typeof source[Symbol.iterator] === "function";
}
