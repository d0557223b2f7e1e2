import { isArrayLike } from "../core/check.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import { dayOf, dayOfTime, isoDate } from "../table/date-text.ts";
import { type Columns, type ColumnValues, type Row, type Table, withOrder } from "../table/table.ts";

/** A column of an Apache Arrow table, as far as it is read. */
export interface ArrowVector {
  /** The number of rows. */
  readonly length: number;
  /** The number of rows that hold nothing. */
  readonly nullCount: number;
  /** The value of a row; null for nothing. */
  get(row: number): unknown;
  /** All values, where numbers are stored as they are. */
  toArray(): unknown;
}

/** An Apache Arrow table, as far as it is read; whatever has this shape will do. */
export interface ArrowTable {
  /** The number of rows. */
  readonly numRows: number;
  /** The columns. */
  readonly schema: {
    /** One a column, in order. */
    readonly fields: readonly {
      /** The column's name. */
      readonly name: string;
      /** Its type, which prints as Arrow names it, such as `Float64`. */
      readonly type: unknown;
    }[];
  };
  /** The column at a place. */
  getChildAt(index: number): ArrowVector | null;
}

/** Whether `value` has the shape of an Arrow table. */
function isArrowTable(value: unknown): value is ArrowTable {
  if (typeof value !== "object" || value === null) return false;
  const { numRows, schema, getChildAt } = value as Partial<ArrowTable>;
  return typeof numRows === "number" && typeof getChildAt === "function" && Array.isArray(schema?.fields);
}

/** The columns of an Arrow table: numbers as they are where none is missing, dates and timestamps as texts such as 2024-01-31. */
function arrowColumns(table: ArrowTable): Columns {
  return withOrder(table.schema.fields.map(({ name, type }, at) => [name, valuesOf(table.getChildAt(at), String(type), table.numRows)]));
}

function valuesOf(vector: ArrowVector | null, type: string, rows: number): ColumnValues {
  if (vector === null) return new Array(rows).fill(null);
  if (vector.nullCount === 0 && /^(?:Int(?:8|16|32)|Uint(?:8|16|32)|Float(?:32|64))$/.test(type)) return vector.toArray() as ColumnValues;
  const values = Array.from({ length: vector.length }, (_, row) => vector.get(row));
  return /^(?:Date|Timestamp)/.test(type) ? values.map(dateText) : values;
}

/** Arrow gives dates and timestamps in milliseconds since 1970, older versions give Dates. */
function dateText(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const day = typeof value === "number" ? dayOfTime(value) : dayOf(value);
  return Number.isNaN(day) ? value : isoDate(day);
}

/** Rows to read: row objects, columns, a Matrix, an Apache Arrow table, or any iterable of row objects. */
export type Source = Table | Matrix | ArrowTable | Iterable<Row>;

/** A source as a table; what is none is left for the table's own check. */
export function tableOf(source: Source): Table | Matrix {
  if (isArrowTable(source)) return arrowColumns(source);
  if (Array.isArray(source) || isMatrix(source) || isArrayLike(source)) return source as Table;
  const given: unknown = source;
  return typeof given === "object" && given !== null && isIterable(given) ? Array.from(given) : (source as Table);
}

function isIterable(source: object): source is Iterable<Row> {
  return Symbol.iterator in source && typeof source[Symbol.iterator] === "function";
}
