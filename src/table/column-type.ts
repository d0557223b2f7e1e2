import type { InputError } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import type { DateOrder } from "./date-text.ts";
import type { CellValue } from "./distinct-cells.ts";
import type { Decimal } from "./number-text.ts";

/**
 * What a column holds. `"number"`: a quantity. `"boolean"`: yes or no. `"date"`: becomes days before a day that all dates share.
 * `"ordered"`: categories in an order, which become 0, 1, 2, …. `"category"`: categories. `"id"`: names the rows; kept in the table, but
 * not a feature. `"ignore"`: not a feature either, and names nothing.
 */
export type ColumnType = "number" | "category" | "boolean" | "date" | "ordered" | "id" | "ignore";

/** The types. */
export const columnTypes: readonly ColumnType[] = ["number", "category", "boolean", "date", "ordered", "id", "ignore"];

/** What a feature is once it is encoded: a quantity, or a set of categories. */
export type EncodedType = "number" | "category";

/** The types of encoded features. */
export const encodedTypes: readonly EncodedType[] = ["number", "category"];

/** What a column of a type becomes as a feature: dates are days, and an order is places in it. */
export function encodedTypeOf(type: ColumnType): EncodedType {
  return type === "number" || type === "date" || type === "ordered" ? "number" : "category";
}

/** What is known of a column: what it holds, and how that is written. What is left out is inferred. */
export interface Writing {
  /** What the column holds. */
  readonly type?: ColumnType | undefined;
  /** Of numbers: what stands before the fraction. */
  readonly decimal?: Decimal | undefined;
  /** Of dates: `"dmy"` for 31/01/2024, `"mdy"` for 01/31/2024, `"ymd"` for 2024-01-31. */
  readonly dateOrder?: DateOrder | undefined;
  /**
   * Of numbers: the currency that all of them are in where one is written, or a measure or `"%"`, without which none but 0 may be; `""`
   * where no cell has one.
   */
  readonly unit?: string | undefined;
  /** Of numbers: `false` where none has thousands separators, so that 58,123 is none, or has a decimal comma. */
  readonly thousands?: false | undefined;
  /** Of dates: days that stand for none, such as `9999-12-31`. */
  readonly placeholders?: readonly string[] | undefined;
  /** Of ordered categories: all of them, the lowest first. */
  readonly order?: readonly string[] | undefined;
  /** Display names of categories; one that is not listed shows as it is. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What a column was taken for, how it is written, and why. */
export interface Finding {
  readonly type: ColumnType;
  readonly reason: string;
  readonly decimal?: Decimal;
  readonly dateOrder?: DateOrder;
  /** Days that stand for no date, such as `9999-12-31`. */
  readonly placeholders?: readonly string[] | undefined;
  /** The currency, the measure, or `%`, that its numbers are written with. */
  readonly unit?: string | undefined;
  /** Whether some of its numbers have thousands separators. */
  readonly hasThousands?: boolean | undefined;
  /** Of yes or no: what a blank says, where it says something. */
  readonly blankIs?: "no";
  /** What its numbers count, where they count different things, such as currencies: they are texts then. */
  readonly units?: readonly string[] | undefined;
  /** Of numbers that the caller said: the cells that are none. */
  readonly faults?: readonly CellValue[] | undefined;
  /** What the column's cells leave open, so that others may decide. */
  readonly leftOpen?: "decimal" | "dateOrder" | undefined;
  /** What to say where `leftOpen` stays open, and must not. */
  readonly complaint?: InputError | undefined;
  /** What the caller may want to change. */
  readonly note?: Notice | undefined;
}

/** How a table writes numbers and dates, as the caller says, or as clear columns tell of those that leave it open. */
export interface Hints {
  readonly decimal?: Decimal | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** The character between the fields of the text that the table was read from: semicolons stand beside decimal commas. */
  readonly delimiter?: string | undefined;
  /** Whether what cannot be decided is taken as it looks, instead of being an error: for a look at a table. */
  readonly isLenient?: boolean | undefined;
  /** Whether categories that an order lacks, or that do not say yes or no, are let pass: for rows that a model places. */
  readonly letsPass?: boolean | undefined;
}
