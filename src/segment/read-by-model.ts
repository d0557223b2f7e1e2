import { isArrayLike } from "../core/check.ts";
import { isMatrix } from "../core/matrix.ts";
import type { CsvColumn } from "../csv/column.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { isPrepared, nameOf } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import type { Prepared, Reading } from "../prepare/spec.ts";
import type { Writing } from "../table/column-type.ts";
import type { Unknown } from "../table/convert.ts";
import { dayOf } from "../table/date-text.ts";
import { farDays, standsForNone } from "../table/placeholder-days.ts";
import { lookAt, readColumns } from "../table/read-column.ts";
import { type Frame, type Row, toFrame, withOrder } from "../table/table.ts";
import type { KnownReadings, SegmentModel } from "./model.ts";
import type { SegmentSource } from "./options.ts";

/** The values of a model's features. */
interface ReadByModel {
  readonly rows: number;
  /** One column a feature: numbers with NaN, or texts with null, for missing. */
  readonly cells: readonly ArrayLike<unknown>[];
  /** Of ordered categories: those that the order lacks. */
  readonly unknown: readonly Unknown[];
}

/** Reads the columns of a model from a source, as the training table was read. */
export function readByModel(where: string, model: KnownReadings, source: SegmentSource | Row): ReadByModel {
  const prepared = isPrepared(source) ? source : undefined;
  const frame = toFrame(where, prepared?.table ?? tableOf(isOneRow(source) ? [source] : (source as SegmentSource as never)));
  const readings = model.features.map(({ reading }) => reading);
  const ready = readings.map((reading) => (prepared === undefined ? readyIn(frame, reading) : preparedIn(prepared, reading)));
  const asked = readings.flatMap((reading, f) => (ready[f] === undefined ? [{ f, column: reading.column, spec: specOf(reading) }] : []));
  const found = readColumns(where, frame, asked, new Set(model.reading.missingWords), { letsPass: true });
  const at = new Map(asked.map(({ f }, i) => [f, found[i]]));
  return {
    rows: frame.rows,
    cells: readings.map(({ type, asOf }, f) => {
      const values = ready[f] ?? at.get(f)!.values;
      return ready[f] === undefined && type === "date" ? daysBefore(values as Float64Array, asOf!, readings[f].span) : values;
    }),
    unknown: readings.map((_, f) => at.get(f)?.unknown ?? new Map<string, number[]>()),
  };
}

/**
 * A source as a table whose features are as the model read them, under the names that they have there; other columns as they look. A
 * feature that is both number and category stands there as the number.
 */
export function tableByModel(where: string, model: SegmentModel, source: SegmentSource): CsvColumns {
  const { cells } = readByModel(where, model, source);
  const entries = new Map<string, CsvColumn>();
  const isNumber = (at: number): boolean => model.features[at].type === "number";
  model.features.forEach(({ column }, f) => {
    if (!entries.has(column) || isNumber(f)) entries.set(column, cells[f] as CsvColumn);
  });
  if (isPrepared(source)) return withOrder([...Object.entries(source.table).filter(([name]) => !entries.has(name)), ...entries]);
  const used = new Set(model.features.map(({ reading: { column } }) => column));
  const { columns } = lookAt(where, tableOf(source), {}, (column) => !used.has(column) && !entries.has(column));
  return withOrder([...entries, ...columns.map(({ column, values }) => [column, values] as const)]);
}

/**
 * Dates as days before one. Days that are written for none are none where they lie further from the training table's than these reach, and
 * than twenty years.
 */
function daysBefore(days: Float64Array, asOf: string, span: Reading["span"]): Float64Array {
  const [first, last] = span === undefined ? [-Infinity, Infinity] : span.map(dayOf);
  const reach = Math.max(farDays, last - first);
  const isNone = (day: number): boolean => (day < first - reach || day > last + reach) && standsForNone(day);
  return days.map((day) => (isNone(day) ? NaN : dayOf(asOf) - day));
}

const lastDay = "9999-12-31"; // never a date, whatever the training table held
function specOf({ column: _column, asOf: _asOf, span: _span, placeholders = [], ...writing }: Reading): Writing {
  return writing.type === "date" ? { ...writing, placeholders: [...placeholders, lastDay] } : writing;
}

/** Days that a table of `prepare` holds in place of dates. */
function readyIn(frame: Frame, reading: Reading): ArrayLike<unknown> | undefined {
  const name = nameOf(reading);
  return reading.type === "date" && !frame.names.includes(reading.column) && frame.names.includes(name) ? frame.valuesOf(name) : undefined;
}

/** The values of a column as `prepare` read it, where it read it alike; days counted back from the model's day. */
function preparedIn({ table, columns }: Prepared, { column, type, asOf }: Reading): ArrayLike<unknown> | undefined {
  const found = columns.find((own) => own.column === column && own.type === type);
  if (found === undefined) return undefined;
  const values = table[found.name];
  const shift = type === "date" ? dayOf(asOf) - dayOf(found.reading.asOf) : 0;
  return shift === 0 ? values : (values as Float64Array).map((days) => days + shift);
}

/** Whether a source is one row: an object none of whose values is a column. */
export function isOneRow(source: unknown): source is Row {
  if (typeof source !== "object" || source === null || Array.isArray(source) || isMatrix(source) || Symbol.iterator in source) return false;
  const values = Object.values(source);
  return values.length > 0 && !("numRows" in source) && !("then" in source) && !values.some(isArrayLike);
}
