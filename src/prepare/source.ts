import { isArrayLike } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import type { Columns, Row, Table } from "../table/types.ts";
import { arrowColumns, type ArrowTable, isArrowTable } from "./arrow.ts";

/** What {@link prepare} takes: a table of either kind, an Apache Arrow table, or any iterable of row objects. */
export type PrepareSource = Table | ArrowTable | Iterable<Row>;

/** A source as a table; what is none is left for the table's own check, but for what people often give instead. */
export function tableOf(where: string, source: PrepareSource): Table | Matrix {
  if (isArrowTable(source)) return arrowColumns(source);
  if (Array.isArray(source) || isMatrix(source) || isArrayLike(source) || source === null) return source as Table;
  const given: unknown = source;
  const rule = "`source` must be rows, columns, an Arrow table or an iterable of rows";
  if (typeof given === "string") throw new InputError("not-a-table", where, rule, "a text; read it with `parseCsv` first");
  if (typeof given !== "object" || given === null) return source as Table;
  if ("then" in given && typeof given.then === "function") throw new InputError("not-a-table", where, rule, "a promise; `await` it first");
  return isIterable(given) ? Array.from(given) : (source as Columns);
}

function isIterable(source: object): source is Iterable<Row> {
  return Symbol.iterator in source && typeof source[Symbol.iterator] === "function";
}
