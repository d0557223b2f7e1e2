import type { Prepared } from "../prepare/spec.ts";
import type { SegmentSource } from "../segment/options.ts";
import { type ColumnValues, withNotices, withOrder, withWritten } from "../table/table.ts";
import type { Cells, PackedSource } from "./messages.ts";

/** A source that is put together of what comes. */
export interface Unpacking {
  /** Takes cells. */
  readonly add: (cells: readonly Cells[]) => void;
  /** The source, when all cells are there. */
  readonly source: () => SegmentSource;
}

/** Puts a source together, as the caller had it: a Matrix, a table of columns, or what `prepare` gave. */
export function unpackSource(packed: PackedSource): Unpacking {
  if (packed.kind === "matrix") {
    const { data, rows, cols } = packed;
    return { add: () => {}, source: () => ({ data, rows, cols }) };
  }
  const columns = new Map<string, ColumnValues>(packed.columns.map(({ name, values }) => [name, values ?? emptyColumn(packed.rows)]));
  const texts = new Map<string, unknown[]>();
  const add = (cells: readonly Cells[]): void => {
    for (const { name, isText, first, values } of cells) {
      const held: Map<string, ColumnValues> = isText ? texts : columns;
      if (!held.has(name)) held.set(name, emptyColumn(packed.rows));
      const column = held.get(name) as unknown[];
      for (let i = 0; i < values.length; i++) column[first + i] = values[i];
    }
  };
  const source = (): SegmentSource => {
    if (columns.size === 0) return withNotices(Array.from({ length: packed.rows }, () => ({})), packed.notices);
    const table = withOrder([...columns], packed.notices);
    const { delimiter, prepared } = packed;
    if (delimiter !== undefined) withWritten(table, { delimiter, texts: Object.fromEntries(texts) as Record<string, (string | null)[]> });
    return prepared === undefined ? table : ({ ...prepared, table } as Prepared);
  };
  return { add, source };
}

/** A column without a hole: what no row holds is undefined. */
function emptyColumn(rows: number): unknown[] {
  return new Array<unknown>(rows).fill(undefined);
}
