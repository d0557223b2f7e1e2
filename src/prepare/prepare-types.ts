import type { CsvColumns } from "../csv/csv-reader.ts";
import type { DateOrder } from "../table/date-text.ts";
import type { Feature } from "../table/feature.ts";
import type { Decimal } from "../table/read-number.ts";

/**
 * What a column holds. `"number"`: a quantity. `"boolean"`: yes or no. `"date"`: becomes days before a day that all dates share.
 * `"ordered"`: categories in an order, which become 0, 1, 2, …. `"category"`: categories. `"id"`: kept in the table, but no feature.
 */
export type ColumnType = "number" | "boolean" | "date" | "ordered" | "category" | "id";

/** What is known of a column: its type, how it is written, and any option of a {@link Feature}. What is left out is inferred. */
export interface ColumnSpec extends Omit<Feature, "column" | "kind"> {
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
