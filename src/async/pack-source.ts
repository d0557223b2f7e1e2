import { InputError, list, show } from "../core/input-error.ts";
import { isMatrix } from "../core/matrix.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import type { SegmentSource } from "../segment/options.ts";
import { isOneRow } from "../segment/read-by-model.ts";
import { columnOrder, type Columns, frameOfRows, noticesOfReading, type Row, type Table, toFrame, writtenIn } from "../table/table.ts";
import type { CallName, Cells, PackedColumn, PackedSource } from "./messages.ts";
import { cellRule } from "./not-sent.ts";
import { isTypedArray, packView } from "./pack-value.ts";

/** A source ready to be sent. */
export interface Parcel {
  readonly source: PackedSource;
  /** The buffers that go over to the worker. */
  readonly transfer: ArrayBuffer[];
  /** What follows, piece by piece, so that no piece keeps the caller's thread for long. */
  readonly pieces: Iterator<Cells[], void>;
}

const cellsAPiece = 1 << 14; // a few milliseconds to copy

/** Packs a source: typed arrays at once, other cells as they are asked for. Complains where it is none, as the call itself would. */
export function packSource(where: string, call: CallName, given: SegmentSource | Row, hasTransfer: boolean): Parcel {
  const packed = new Set<ArrayBuffer>();
  const pack = (name: string, view: ArrayBufferView): ArrayBufferView =>
    packView(where, view, hasTransfer, packed, `column ${list([name])}`, { column: name });
  const parcel = (source: PackedSource, pieces: Iterator<Cells[], void>): Parcel => ({ source, transfer: [...packed], pieces });

  if (isPrepared(given)) {
    const { table, ...prepared } = given;
    const { source, pieces } = packColumns(where, table, pack);
    return parcel({ ...source, prepared }, pieces);
  }
  const table = call === "assign" && isOneRow(given) ? [given] : tableOf(given as Table);
  if (isMatrix(table)) {
    const data = packView(where, table.data, hasTransfer, packed, "`data` of the matrix") as Float64Array;
    return parcel({ kind: "matrix", data, rows: table.rows, cols: table.cols }, [].values());
  }
  if (Array.isArray(table)) {
    const rows: readonly Row[] = table;
    if (rows.length === 0) toFrame(where, rows);
    return parcel({ kind: "table", rows: rows.length, columns: [], notices: noticesOfReading(rows) }, piecesOfRows(where, rows));
  }
  const { source, pieces } = packColumns(where, table as Columns, pack);
  return parcel(source, pieces);
}

type PackColumn = (name: string, view: ArrayBufferView) => ArrayBufferView;

interface PackedTable {
  readonly source: PackedSource & { readonly kind: "table" };
  readonly pieces: Parcel["pieces"];
}

function packColumns(where: string, table: Columns, pack: PackColumn): PackedTable {
  const names = typeof table === "object" && table !== null ? columnOrder(table) : [];
  const views = new Map(names.filter((name) => isTypedArray(table[name])).map((name) => [name, pack(name, table[name] as never)]));
  const { rows } = toFrame(where, table);
  const columns = names.map((name): PackedColumn => (views.has(name) ? { name, values: views.get(name) as never } : { name }));
  const written = writtenIn(table);
  const slots = [
    ...names.filter((name) => !views.has(name)).map((name) => ({ name, isText: false, values: table[name] })),
    ...Object.entries(written?.texts ?? {}).map(([name, values]) => ({ name, isText: true, values })),
  ];
  const told = { notices: noticesOfReading(table), ...(written === undefined ? {} : { delimiter: written.delimiter }) };
  return { source: { kind: "table", rows, columns, ...told }, pieces: piecesOfColumns(where, slots, rows) };
}

type Slot = Pick<Cells, "name" | "isText"> & { readonly values: ArrayLike<unknown> };

function* piecesOfColumns(where: string, slots: readonly Slot[], rows: number): Generator<Cells[], void> {
  for (const { name, isText, values } of slots) {
    for (let first = 0; first < rows; first += cellsAPiece) {
      const some = Array.from({ length: Math.min(cellsAPiece, rows - first) }, (_, i) => values[first + i]);
      yield [checkCells(where, { name, isText, first, values: some })];
    }
  }
}

/** The cells of row objects, column by column. A row that holds only a part of the columns is as it is in a table of rows. */
function* piecesOfRows(where: string, rows: readonly Row[]): Generator<Cells[], void> {
  for (let first = 0, step = 256; first < rows.length; ) { // rows, until it is known how many columns there are
    const { names, valuesOf } = frameOfRows(where, rows.slice(first, first + step), first);
    yield names.map((name) => checkCells(where, { name, isText: false, first, values: valuesOf(name) as readonly unknown[] }));
    first += step;
    step = Math.max(1, Math.floor(cellsAPiece / Math.max(1, names.length)));
  }
}

/** Lets no function into a message: it could not be copied. */
function checkCells(where: string, cells: Cells): Cells {
  const { name, first, values } = cells;
  const at = values.findIndex((value) => typeof value === "function" || typeof value === "symbol");
  if (at < 0) return cells;
  throw new InputError("not-cloneable", where, cellRule, show(values[at]), { column: name, row: first + at }, "");
}
