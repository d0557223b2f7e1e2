import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { CsvColumns } from "../csv/reader.ts";
import type { Feature } from "../encode/feature.ts";
import { type DateOrder, dateOrders, dayOf } from "../table/date-text.ts";
import { type Decimal, decimals } from "../table/number-text.ts";
import { columnOf, type Frame } from "../table/table.ts";
import type { CellValue } from "./distinct-cells.ts";

/**
 * What a column holds. `"number"`: a quantity. `"boolean"`: yes or no. `"date"`: becomes days before a day that all dates share.
 * `"ordered"`: categories in an order, which become 0, 1, 2, …. `"category"`: categories. `"id"`: kept in the table, but no feature.
 */
export type ColumnType = "number" | "boolean" | "date" | "ordered" | "category" | "id";

/** What is known of a column: its type, how it is written, and any option of a {@link Feature}. What is left out is inferred. */
export interface ColumnSpec extends Omit<Feature, "column" | "type"> {
  /** What the column holds. */
  readonly type?: ColumnType | undefined;
  /** Of numbers: what stands before the fraction. */
  readonly decimal?: Decimal | undefined;
  /** Of dates: `"dmy"` for 31/01/2024, `"mdy"` for 01/31/2024, `"ymd"` for 2024-01-31. */
  readonly dateOrder?: DateOrder | undefined;
  /** Of numbers: the currency that all of them are in where one is written, or `"%"`, without which none but 0 may be. */
  readonly unit?: string | undefined;
  /** Of ordered categories: all of them, the lowest first. */
  readonly order?: readonly string[] | undefined;
}

/** Options for {@link prepare}. */
export interface PrepareOptions<Column extends string = string> {
  /** What is known of columns, by name: a type, or a type and more. Of all others it is inferred. */
  readonly columns?: { readonly [Name in Column]?: ColumnType | ColumnSpec | undefined } | undefined;
  /** Columns that are no feature, whatever is in them. They stay in the table. One that is not there is told in `notes`. */
  readonly leaveOut?: readonly string[] | undefined;
  /**
   * Words that mean missing in every column, such as `["unknown", "-999"]`, beside null, NaN and blanks. Compared after trimming, case
   * and all. The marks `?`, `-`, `--` and `.` mean it anyway, and in columns of numbers, dates and yes or no so do, in any case, `NA`,
   * `N/A`, `#N/A`, `<NA>`, `null`, `\\N`, `none`, `nan`, `NaT`, `nil` and `0000-00-00`.
   * @defaultValue []
   */
  readonly missing?: readonly string[] | undefined;
  /**
   * What stands before the fraction of a number written as text, in columns that do not say it.
   * @defaultValue what fits every cell of the column, the point where both do; then what the clear columns have
   */
  readonly decimal?: Decimal | undefined;
  /**
   * The order of year, month and day in dates that fit two.
   * @defaultValue that of the columns that fit one; else such dates are an error
   */
  readonly dateOrder?: DateOrder | undefined;
  /**
   * The day that dates are counted back from: text such as `"2024-12-31"`, or a Date, whose day is the one in UTC.
   * @defaultValue the latest day in the columns of dates that are features
   */
  readonly asOf?: string | Date | undefined;
}

/** What became of a column. */
export interface PreparedColumn {
  /** Its name in the source. */
  readonly column: string;
  /** Its name in the table: of dates, `days since` and the column. */
  readonly name: string;
  /** What it was taken for. */
  readonly type: ColumnType;
  /** Why, in words. */
  readonly reason: string;
  /** The cells that are missing. */
  readonly missing: number;
  /** Why it is no feature; absent where it is one. */
  readonly leftOut?: string;
}

/** What {@link prepare} gives. */
export interface Prepared {
  /** All columns: Float64Arrays with NaN, or texts with null, where a cell is missing. */
  readonly table: CsvColumns;
  /** What became of each column, in order. */
  readonly columns: readonly PreparedColumn[];
  /** The columns to segment by, for {@link clusterSegments}: gaps filled with the median, or as a category of their own. */
  readonly features: readonly Feature[];
  /** What was changed, in sentences. */
  readonly notes: readonly string[];
  /** JSON: the options that prepare another table in the same way, so that a model can place its rows. */
  readonly recipe: PrepareOptions;
}

/** What a column was taken for, how it is written, and why. */
export interface Finding {
  readonly type: ColumnType;
  readonly reason: string;
  readonly decimal?: Decimal;
  readonly dateOrder?: DateOrder;
  /** The currency, or `%`, that its numbers are written with. */
  readonly unit?: string | undefined;
  /** Of numbers that the caller said: the cells that are none. */
  readonly faults?: readonly CellValue[] | undefined;
  /** What the column's cells leave open, so that others may decide. */
  readonly leftOpen?: "decimal" | "dateOrder" | undefined;
  /** What to say where `leftOpen` stays open, and must not. */
  readonly complaint?: InputError | undefined;
  /** What the caller may want to change. */
  readonly note?: string | undefined;
}

/** How a table writes numbers and dates, as the caller says, or as clear columns tell of those that leave it open. */
export interface Hints {
  readonly decimal?: Decimal | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** Options with their defaults, checked against the table. */
export interface ResolvedPrepare {
  readonly specs: ReadonlyMap<string, ColumnSpec>;
  readonly words: ReadonlySet<string>;
  readonly hints: Hints;
  readonly leaveOut: ReadonlySet<string>;
  /** A day since 1970-01-01. */
  readonly asOf: number | undefined;
}

/** Checks the options and fills in the defaults. */
export function resolvePrepare(where: string, options: PrepareOptions, frame: Frame): ResolvedPrepare {
  checkKeys(where, "the options", options, ["columns", "leaveOut", "missing", "decimal", "dateOrder", "asOf"]);
  const { decimal, dateOrder, asOf } = options;
  if (decimal !== undefined) checkOneOf(where, "decimal", decimal, decimals);
  if (dateOrder !== undefined) checkOneOf(where, "dateOrder", dateOrder, dateOrders);
  const leaveOut = checkTexts(where, "leaveOut", options.leaveOut);
  const specs = checkSpecs(where, frame, options.columns);
  const both = [...specs.keys()].find((column) => leaveOut.has(column));
  if (both !== undefined)
    throw new InputError("duplicate-column", where, `column \`${both}\` must not be both in \`columns\` and in \`leaveOut\``, `${show(both)} twice`, {
      column: both,
    });
  for (const column of leaveOut) if (frame.names.includes(column)) specs.set(column, { type: "id" });
  const words = new Set([...checkTexts(where, "missing", options.missing)].map((word) => word.trim()));
  return { specs, words, hints: { decimal, dateOrder }, leaveOut, asOf: asOf === undefined ? undefined : checkDay(where, asOf) };
}

function checkTexts(where: string, option: string, texts: readonly string[] = []): Set<string> {
  if (Array.isArray(texts) && texts.every((text) => typeof text === "string")) return new Set(texts);
  throw new InputError("not-an-array", where, `\`${option}\` must be an array of texts`, show(texts));
}

function checkDay(where: string, asOf: unknown): number {
  const day = typeof asOf === "number" ? NaN : dayOf(asOf);
  if (!Number.isNaN(day)) return day;
  throw new InputError(
    "not-a-date",
    where,
    '`asOf` must be a day: text such as "2024-12-31", or a valid Date, whose day is the one in UTC',
    show(asOf),
  );
}

const types: readonly ColumnType[] = ["number", "boolean", "date", "ordered", "category", "id"];
const keys = [
  "type",
  "decimal",
  "dateOrder",
  "unit",
  "order",
  "missing",
  "transform",
  "winsorise",
  "scale",
  "weight",
  "labels",
  "maxCategories",
  "poolBelow",
  "unseen",
];

/** Checks what the caller says of columns, all of which must be in the table. */
function checkSpecs(where: string, frame: Frame, columns: unknown): Map<string, ColumnSpec> {
  if (columns === undefined) return new Map();
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new InputError("not-an-object", where, "`columns` must be an object of columns by name", show(columns));
  }
  const given = Object.entries(columns as Record<string, unknown>).filter(([, spec]) => spec !== undefined);
  return new Map(given.map(([column, spec]) => [column, checkSpec(where, frame, column, spec)]));
}

function checkSpec(where: string, frame: Frame, column: string, given: unknown): ColumnSpec {
  columnOf(where, frame, column);
  const place = { column };
  if (typeof given === "string") return checkSpec(where, frame, column, { type: given });
  checkKeys(where, `\`columns.${column}\``, given, keys, place);
  const { type, decimal, dateOrder, order } = given as Record<string, unknown>;
  if (type !== undefined) checkOneOf(where, `columns.${column}\` or its \`type`, type, types, place);
  if (decimal !== undefined) checkOneOf(where, `columns.${column}.decimal`, decimal, decimals, place);
  if (dateOrder !== undefined) checkOneOf(where, `columns.${column}.dateOrder`, dateOrder, dateOrders, place);
  checkFits(where, column, given as ColumnSpec);
  const isOrder =
    Array.isArray(order) && order.length > 0 && new Set(order).size === order.length && order.every((level) => typeof level === "string");
  if (order === undefined ? type === "ordered" : !isOrder) {
    const rule = "`order` must list the categories as distinct texts, the lowest first";
    throw new InputError("unknown-value", where, rule, show(order), place, "");
  }
  return given as ColumnSpec;
}

/** Checks that what is said of the writing is said of a type that is so written. */
function checkFits(where: string, column: string, { type, decimal, dateOrder, unit, order }: ColumnSpec): void {
  const said = [
    ["decimal", decimal, "number"],
    ["unit", unit, "number"],
    ["dateOrder", dateOrder, "date"],
    ["order", order, "ordered"],
  ] as const;
  for (const [option, value, of] of said) {
    if (value === undefined || type === undefined || type === of) continue;
    throw new InputError("unknown-option", where, `\`${option}\` is of the type "${of}"`, `it with "${type}"`, { column }, "");
  }
}
