import { InputError, list } from "../core/input-error.ts";
import { argsort, pick } from "../core/numbers.ts";
import { isPrepared, readSource } from "../prepare/read-source.ts";
import type { Reading } from "../prepare/spec.ts";
import type { KnownReadings } from "../segment/model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { readByModel } from "../segment/read-by-model.ts";
import { readLevels } from "../table/cell.ts";
import { dayOf } from "../table/date-text.ts";
import { nameIn } from "../table/table.ts";
import type { TreeColumn } from "./best-split.ts";
import type { SegmentedTable } from "./segmented-table.ts";

/** What a rule asks of a column: a number or a date by a bound, an order by its lower part, a category by some of its levels. */
export type RuleColumnType = "number" | "date" | "ordered" | "category";

/** A column that rules may use. */
export interface RuleColumn {
  /** The column's name in the table. */
  readonly column: string;
  /** What rules ask of it. */
  readonly type: RuleColumnType;
  /** Its part of what the rules know: the fall of Gini impurity at its splits, of that at all splits; between 0 and 1. */
  readonly importance: number;
  /** The cells that are missing, of the rows that have a segment. */
  readonly missing: number;
  /** How it is read. */
  readonly reading: Reading;
  /** What its levels are called, where they have display names. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A column of the segmented table, read. */
export interface RuleValues {
  readonly column: string;
  readonly type: RuleColumnType;
  readonly reading: Reading;
  readonly labels: Readonly<Record<string, string>>;
  /** Of categories and orders: the levels, the lowest first. */
  readonly levels: readonly string[];
  /** Of the rows that are explained, each row's place among the distinct values. */
  readonly tree: TreeColumn;
  /** What each row of the table holds: a number, a day since 1970-01-01, a place among the levels; NaN where it is missing. */
  readonly values: Float64Array;
  /** The cells that are missing, of the rows that are explained. */
  readonly missing: number;
}

/** Reads the columns that rules may use: those of the features, as the model reads them, or the columns named. */
export function readRuleColumns(where: string, table: SegmentedTable, rows: Int32Array, named?: readonly string[]): RuleValues[] {
  const { model, source } = table;
  const readings = named === undefined ? ownReadings(table) : namedReadings(where, table, named);
  const known: KnownReadings = { features: readings.map((reading) => ({ reading })), reading: model.reading };
  const { cells } = readByModel(where, known, source);
  return readings.map((reading, at) => {
    const { column } = reading;
    const type = ruleTypeOf(reading);
    const { levels, values } = comparable(where, reading, cells[at]);
    const labels = model.asked.find((feature) => feature.column === column && feature.labels !== undefined)?.labels ?? {};
    const tree = treeColumn(type, values, rows, levels.length);
    let missing = 0;
    for (let i = 0; i < rows.length; i++) if (tree.codes[rows[i]] < 0) missing++;
    return { column, type, reading, labels, levels, tree, values, missing };
  });
}

/** How the columns of the model's features are read; one that is both a number and a category is read as a number. */
function ownReadings({ model: { features } }: SegmentedTable): Reading[] {
  const readings = new Map<string, Reading>();
  for (const { reading } of features) {
    const { column } = reading;
    if (!readings.has(column) || ruleTypeOf(reading) !== "category") readings.set(column, reading);
  }
  return [...readings.values()];
}

/** The same of columns that the caller names; others than the features' are read as they look. */
function namedReadings(where: string, table: SegmentedTable, named: readonly string[]): Reading[] {
  const { frame, source, model: { reading: { missingWords } } } = table;
  const own = new Map(ownReadings(table).map((reading) => [reading.column, reading]));
  const names = named.map((name) => (own.has(name) ? name : nameIn(where, frame, name, "`columns`")));
  const others = names.filter((name) => !own.has(name));
  const found = others.length === 0 ? [] : readAsTheyLook(where, source, others, missingWords);
  found.forEach((reading, at) => own.set(others[at], reading));
  const readings = names.map((name) => own.get(name)!);
  const twice = readings.find(({ column }, at) => readings.findIndex((other) => other.column === column) !== at);
  if (twice === undefined) return readings;
  throw new InputError("duplicate-column", where, "`columns` must name each column once", `${list([twice.column])} twice`);
}

function readAsTheyLook(where: string, source: SegmentSource, names: readonly string[], missingWords: readonly string[]): Reading[] {
  const wanted = [...new Set(names)];
  const { features, columns } = readSource(where, source, isPrepared(source) ? {} : { missingWords }, { features: wanted });
  const readings = features.map(({ key }) => columns.find((column) => column.key === key)!.reading);
  return names.map((name) => readings[wanted.indexOf(name)]);
}

/** What a rule asks of a column that is read so. */
export function ruleTypeOf({ type }: Pick<Reading, "type">): RuleColumnType {
  return type === "number" || type === "date" || type === "ordered" ? type : "category";
}

/** Cells that a model read, as numbers to compare, with the levels that they stand for. */
export function comparable(
  where: string,
  reading: Reading,
  cells: ArrayLike<unknown>,
): { readonly levels: readonly string[]; readonly values: Float64Array } {
  const type = ruleTypeOf(reading);
  if (type === "category") {
    const { levels, codes } = readLevels(where, reading.column, cells);
    return { levels, values: Float64Array.from(codes, (code) => (code < 0 ? NaN : code)) };
  }
  const values = cells as Float64Array;
  if (type !== "date") return { levels: reading.order ?? [], values };
  const last = dayOf(reading.asOf);
  return { levels: [], values: values.map((before) => last - before) };
}

/** Each row's place among the distinct values of some rows; -1 where the cell is missing, and in the other rows. */
function treeColumn(type: RuleColumnType, all: Float64Array, rows: Int32Array, levels: number): TreeColumn {
  const codes = new Int32Array(all.length).fill(-1);
  let hasGaps = false;
  if (type === "category") {
    for (let i = 0; i < rows.length; i++) {
      const level = all[rows[i]];
      codes[rows[i]] = level === level ? level : -1;
      hasGaps ||= level !== level;
    }
    return { kind: "category", codes, count: levels, values: Float64Array.from({ length: levels }, (_, level) => level), hasGaps };
  }
  const isAll = rows.length === all.length;
  const own = isAll ? all : pick(all, rows);
  const order = argsort(own);
  const distinct: number[] = [];
  let isWhole = true;
  let last = NaN;
  for (let i = 0; i < order.length; i++) {
    const at = order[i];
    const value = own[at];
    if (value !== value) { // these come last
      hasGaps = true;
      break;
    }
    if (value !== last) {
      distinct.push(value === 0 ? 0 : value); // -0 is 0
      isWhole &&= Number.isSafeInteger(value);
      last = value;
    }
    codes[isAll ? at : rows[at]] = distinct.length - 1;
  }
  const kind = type === "date" ? "date" : isWhole ? "whole" : "number";
  return { kind, codes, count: distinct.length, values: Float64Array.from(distinct), hasGaps };
}
