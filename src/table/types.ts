import type { Matrix } from "../core/matrix.ts";

/** The cells of one column: an array or a typed array. */
export type ColumnValues = ArrayLike<unknown>;

/** A table as equally long columns, each under its name. */
export type Columns = Readonly<Record<string, ColumnValues>>;

/** A row of a table: one property a column. Any object will do, so that arrays of an interface or a class are tables. */
export type Row = object;

/** A table: rows of plain objects, or an object of equally long columns. */
export type Table = readonly Row[] | Columns;

type NameOf<T> = T extends unknown ? Extract<keyof T, string> : never;
type Known<Name extends string> = [Name] extends [never] ? string : Name;

/** The names of a table's columns, where its type tells them, so that a misspelt one does not compile; else any text. */
export type ColumnName<T> = T extends Matrix ? string : T extends Iterable<infer R> ? Known<NameOf<R>> : T extends Columns ? Known<NameOf<T>> : string;
