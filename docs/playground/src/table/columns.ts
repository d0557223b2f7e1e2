import {
  type ColumnSpec, type Columns, type ColumnType, type OnProgress, prepare, type Prepared, readCsv,
} from "audience-segmentation";
import type { ChosenTypes, ColumnSpecs, FileReading, OpenedTable, ReadColumn } from "../protocol.ts";
import type { OpenTable, Watch } from "./bench.ts";

/** The columns of a file. */
export function readFile(
  file: Blob,
  { dateOrder: _, ...options }: FileReading,
  { signal, onProgress }: Watch,
): Promise<Columns> {
  const tell: OnProgress = ({ done, total }) => onProgress({ stage: "file", share: total > 0 ? done / total : 0 });
  return readCsv(file, { signal, onProgress: tell, ...options });
}

/** What the columns hold. A type that the reader chose replaces what is known of the column. */
export function readTypes(table: Columns, known: ColumnSpecs, types: ChosenTypes, { dateOrder }: FileReading): Prepared {
  const here = Object.entries({ ...known, ...types }).filter(([column]) => Object.hasOwn(table, column));
  const columns = here.map(([column, said]): [string, ColumnSpec] => [column, typeof said === "string" ? { type: said } : said]);
  return prepare(table, { columns: Object.fromEntries(columns), dateOrder });
}

/** The types of the columns that are used. */
export function inferredTypes({ columns }: Prepared): Map<string, ColumnType> {
  return new Map(columns.filter(({ leftOut }) => leftOut === undefined).map(({ column, type }) => [column, type]));
}

export function openedTable({ name, columns, prepared, inferred }: OpenTable): OpenedTable {
  const read = prepared.columns.map(({ column, type, reason, missing, leftOut }): ReadColumn => {
    const own = inferred.get(column);
    const usable = own ?? (columns[column] instanceof Float64Array ? "number" : "category");
    return { column, type, reason, missing, usable, ...(own && { inferred: own }), ...(leftOut === undefined ? {} : { leftOut }) };
  });
  const rows = Object.values(columns)[0].length;
  return { name, rows, columns: read };
}
