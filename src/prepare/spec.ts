import { areTexts, checkKeys, checkOneOf } from "../core/check.ts";
import { cutName, InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { checkDisplayNames } from "../table/cell.ts";
import { type ColumnType, columnTypes, type Hints, type Writing } from "../table/column-type.ts";
import { type DateOrder, dateOrders, dayOf } from "../table/date-text.ts";
import type { LeftOut } from "../table/id-like.ts";
import { type Decimal, decimals } from "../table/number-text.ts";
import { type Frame, nameIn } from "../table/table.ts";

/** What to do about a missing cell. */
export type MissingPolicy =
  | "error"
  | "mean"
  | "median"
  | "mode"
  | "category"
  | "drop"
  | {
      /** What replaces the cell: a number, or a category. */
      readonly fill: number | string;
    };

/** See {@link ColumnSpec}. */
export type Transform = "auto" | "none" | "log1p" | "sqrt" | "rank";
/** See {@link ColumnSpec}. */
export type Scale = "standard" | "robust" | "min-max";
/** See {@link ColumnSpec}. */
export type Unseen = "error" | "rare" | "zeros";
/** Two quantiles as shares between 0 and 1, or `false` for none. */
export type Winsorise = readonly [low: number, high: number] | false;

/** What is known of a column: its type, how it is written, and how it is to be used. What is left out is inferred, or the default. */
export interface ColumnSpec extends Writing {
  /**
   * What to do about missing cells. `"mean"`, `"median"`, `"mode"` and `{ fill }` replace them, `"category"` makes them a
   * level of their own, `"drop"` leaves the row out (its label is -1), `"error"` allows none. What was done is counted in `warnings`.
   * @defaultValue "median" for numbers, "category" for categories
   */
  readonly missing?: MissingPolicy | undefined;
  /**
   * Applied to a number before scaling, after winsorising. `"rank"` becomes the share of rows below, from at most 1 001 knots.
   * `"auto"`: log1p where the numbers are 0 or more, of more than 12 values, their skewness is above 1 and log1p lessens it.
   * @defaultValue "none"
   */
  readonly transform?: Transform | undefined;
  /**
   * Pulls numbers beyond these two quantiles (shares between 0 and 1) back to them.
   * @defaultValue false
   */
  readonly winsorise?: Winsorise | undefined;
  /**
   * `"standard"`: mean and standard deviation. `"robust"`: median and interquartile range. `"min-max"`: range 0 to 1, centred.
   * @defaultValue "standard"
   */
  readonly scale?: Scale | undefined;
  /**
   * Multiplies the scaled feature: one of weight 2 counts four times in squared distances. From 1e-30 to 1e30.
   * @defaultValue 1
   */
  readonly weight?: number | undefined;
  /**
   * The most levels a category may have, after pooling.
   * @defaultValue 50; of more than 50 levels, those in less than 1 % of the rows are pooled
   */
  readonly maxCategories?: number | undefined;
  /** The share of rows under which a level joins `"(rare)"`. */
  readonly poolBelow?: number | undefined;
  /**
   * What a level that training never saw does in prediction: `"error"`; `"rare"`: counts as `"(rare)"`; `"zeros"`: all dummies 0.
   * @defaultValue "rare" where levels were pooled, else "zeros"; either is counted in `notices`
   */
  readonly unseen?: Unseen | undefined;
}

/** A column of the table as the segmentation is to see it. */
export interface Feature<Column extends string = string> extends ColumnSpec {
  /** The column's name. A column may be listed twice, as a number and as a category. */
  readonly column: Column;
}

/** How a source of rows is to be read. */
export interface ReadingOptions<Column extends string = string> {
  /** What is known of columns, by name: a type, or a type and more. Of all others it is inferred. */
  readonly columns?: { readonly [Name in Column]?: ColumnType | ColumnSpec | undefined } | undefined;
  /** Columns that make no segments, such as revenue or churn, by which segments are to be described. */
  readonly profile?: readonly Column[] | undefined;
  /**
   * Words that mean missing in every column, such as `["unknown", "-999"]`, beside null, NaN and blanks. Compared after trimming, case
   * and all. The marks `?`, `-`, `--`, `.` and `\\N` mean it anyway, and in columns of numbers, dates and yes or no so do, in any case,
   * `NA`, `N/A`, `#N/A`, `<NA>`, `null`, `none`, `nan`, `NaT`, `nil`, and `0000-00-00` with `00:00:00` or without.
   * @defaultValue []
   */
  readonly missingWords?: readonly string[] | undefined;
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

/** The names of {@link ReadingOptions}. */
export const readingKeys: readonly string[] = ["columns", "profile", "missingWords", "decimal", "dateOrder", "asOf"];

/** Options for {@link prepare}. */
export interface PrepareOptions<Column extends string = string> extends ReadingOptions<Column> {}

/** How a column is read; JSON. A model holds one a feature, so that it can read next month's table as it did this one. */
export interface Reading {
  /** The column's name in the source. */
  readonly column: string;
  /** What it holds. */
  readonly type: ColumnType;
  /** What stands before the fraction, where its numbers told. */
  readonly decimal?: Decimal;
  /** The currency, or `%`, that its numbers are written with; `""` where there is none. */
  readonly unit?: string;
  /** Of numbers: `false` where they have no thousands separators. */
  readonly thousands?: false;
  /** Of dates. */
  readonly dateOrder?: DateOrder;
  /** Of dates: days that stand for none, such as `9999-12-31`. */
  readonly placeholders?: readonly string[];
  /** Of dates: the first and the last, such as `2024-01-31`. */
  readonly span?: readonly [first: string, last: string];
  /** Of dates: the day they are counted back from, such as `2024-01-31`. */
  readonly asOf?: string;
  /** Of ordered categories: the lowest first. */
  readonly order?: readonly string[];
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
  /** Why it is not a feature; absent where it is one. */
  readonly leftOut?: string;
  /** The same as a word; absent where it is a feature. */
  readonly why?: LeftOut["why"] | "profile";
  /** How it was read. */
  readonly reading: Reading;
}

/** What {@link prepare} gives. */
export interface Prepared {
  /** All columns: Float64Arrays with NaN, or texts with null, where a cell is missing. */
  readonly table: CsvColumns;
  /** What became of each column, in order. */
  readonly columns: readonly PreparedColumn[];
  /** The columns to segment by, as they stand in the table: gaps filled with the median, or as a category of their own. */
  readonly features: readonly Feature[];
  /** What was changed, in sentences. */
  readonly warnings: readonly string[];
  /** The figures behind the warnings, one each. */
  readonly notices: readonly Notice[];
  /** The words for missing that were named. */
  readonly missingWords: readonly string[];
}

/** Reading options with their defaults, checked against the table. */
export interface ResolvedReading {
  readonly specs: ReadonlyMap<string, ColumnSpec>;
  readonly profile: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly hints: Hints;
  /** A day since 1970-01-01. */
  readonly asOf: number | undefined;
}

/** Checks the options of reading and fills in the defaults. */
export function resolveReading(where: string, options: ReadingOptions, frame: Frame): ResolvedReading {
  const { decimal, dateOrder, asOf } = options;
  if (decimal !== undefined) checkOneOf(where, "decimal", decimal, decimals);
  if (dateOrder !== undefined) checkOneOf(where, "dateOrder", dateOrder, dateOrders);
  const profile = new Set([...checkTexts(where, "profile", options.profile)].map((column) => nameIn(where, frame, column)));
  const specs = checkSpecs(where, frame, options.columns);
  const words = new Set([...checkTexts(where, "missingWords", options.missingWords)].map((word) => word.trim()));
  return { specs, profile, words, hints: { decimal, dateOrder }, asOf: asOf === undefined ? undefined : checkDay(where, asOf) };
}

export function checkTexts(where: string, option: string, texts: readonly string[] = []): Set<string> {
  if (areTexts(texts)) return new Set(texts);
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

const ofAll: readonly (keyof ColumnSpec)[] = ["missing", "weight"];
const ofNumbers: readonly (keyof ColumnSpec)[] = /* @__PURE__ */ ofAll.concat("transform", "winsorise", "scale");
const ofCategories: readonly (keyof ColumnSpec)[] = /* @__PURE__ */ ofAll.concat("labels", "maxCategories", "poolBelow", "unseen");

/** What may be said of a column of each type. */
const optionsOf: Readonly<Record<ColumnType, readonly (keyof ColumnSpec)[]>> = {
  number: /* @__PURE__ */ ofNumbers.concat("decimal", "unit", "thousands"),
  date: /* @__PURE__ */ ofNumbers.concat("dateOrder", "placeholders"),
  ordered: /* @__PURE__ */ ofNumbers.concat("order"),
  category: ofCategories,
  boolean: ofCategories,
  id: [],
  ignore: [],
};

/** The options of a {@link ColumnSpec}. */
const specKeys: readonly string[] = /* @__PURE__ */ (() => ["type", ...new Set(Object.values(optionsOf).flat())])();

/** Of what is said of a column, that which can be said of another type, without the type. */
export function fittingTo({ type, ...spec }: ColumnSpec, as: ColumnType): ColumnSpec {
  if (type === as) return spec;
  const { missing } = spec;
  const lost =
    optionsOf[as] === ofCategories
      ? missing === "mean" || missing === "median"
      : missing === "category" || (typeof missing === "object" && typeof missing?.fill === "string");
  const kept = optionsOf[as].filter((option) => option in spec && !(option === "missing" && lost));
  return Object.fromEntries(kept.map((option) => [option, spec[option as keyof typeof spec]]));
}

/** Checks what the caller says of columns, all of which must be in the table. */
function checkSpecs(where: string, frame: Frame, columns: unknown): Map<string, ColumnSpec> {
  if (columns === undefined) return new Map();
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new InputError("not-an-object", where, "`columns` must be an object of columns by name", show(columns));
  }
  const given = Object.entries(columns as Record<string, unknown>).filter(([, spec]) => spec !== undefined);
  return new Map(
    given.map(([column, spec]) => {
      const said: unknown = typeof spec === "string" ? { type: spec } : spec;
      return [nameIn(where, frame, column), checkSpec(where, column, said, `\`columns.${column}\``)];
    }),
  );
}

/** Checks what is said of one column; `what` is where the caller said it. */
export function checkSpec(where: string, column: string, given: unknown, what: string): ColumnSpec {
  const place = { column };
  checkKeys(where, what, given, specKeys, place);
  const { type, decimal, dateOrder, placeholders, order, labels, unit, thousands } = given as Record<string, unknown>;
  const named = (option: string): string => `${option}\` of column \`${cutName(column)}`;
  if (type !== undefined) checkOneOf(where, named("type"), type, columnTypes, place);
  if (decimal !== undefined) checkOneOf(where, named("decimal"), decimal, decimals, place);
  if (dateOrder !== undefined) checkOneOf(where, named("dateOrder"), dateOrder, dateOrders, place);
  if (labels !== undefined) checkDisplayNames(where, column, labels);
  if (unit !== undefined && typeof unit !== "string")
    throw new InputError("unknown-value", where, '`unit` must be a text such as "€" or "%"', show(unit), place, "");
  if (thousands !== undefined && thousands !== false)
    throw new InputError("unknown-value", where, "`thousands` must be false, where no separators stand between thousands, or absent", show(thousands), place, "");
  if (placeholders !== undefined && !(areTexts(placeholders) && placeholders.every((day) => !Number.isNaN(dayOf(day)))))
    throw new InputError("not-a-date", where, "`placeholders` must list days such as \"9999-12-31\"", show(placeholders), place);
  checkFits(where, column, given as ColumnSpec);
  const isOrder = areTexts(order) && order.length > 0 && new Set(order).size === order.length;
  if (order === undefined ? type === "ordered" : !isOrder) {
    const rule = "`order` must list the categories as distinct texts, the lowest first";
    throw new InputError("unknown-value", where, rule, show(order), place, "");
  }
  return given as ColumnSpec;
}

/** A feature that shares nothing with what the caller gave, who may change that later. */
export function copied(feature: Feature): Feature {
  const copies = Object.entries(feature).map(([name, value]: [string, unknown]) => {
    return [name, Array.isArray(value) ? value.slice() : typeof value === "object" && value !== null ? { ...value } : value];
  });
  return Object.fromEntries(copies) as Feature;
}

/** Checks that what is said of the writing is said of a type that is so written. */
function checkFits(where: string, column: string, { type, decimal, dateOrder, placeholders, unit, thousands, order }: ColumnSpec): void {
  const said = [
    ["decimal", decimal, "number"],
    ["unit", unit, "number"],
    ["thousands", thousands, "number"],
    ["dateOrder", dateOrder, "date"],
    ["placeholders", placeholders, "date"],
    ["order", order, "ordered"],
  ] as const;
  for (const [option, value, of] of said) {
    if (value === undefined || type === undefined || type === of) continue;
    throw new InputError("unknown-option", where, `\`${option}\` is of the type "${of}"`, `it with "${type}"`, { column }, "");
  }
}
