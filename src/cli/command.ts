import type { ReadCsvOptions } from "../csv/read-csv.ts";
import type { Transform } from "../table/feature.ts";
import type { DateOrder } from "../table/date-text.ts";
import type { ClusterOptions } from "../segment/options.ts";

/** How the file is written. */
export type ReadSettings = Pick<ReadCsvOptions, "delimiter" | "decimal" | "encoding">;

/** How the segments are to be made. */
export type ClusterSettings = Pick<ClusterOptions, "k" | "method" | "choose" | "scaling" | "minShare" | "effort" | "seed">;

/** A question: does the category `of` go together with, or influence, the column `on`? */
export interface Question {
  readonly of: string;
  readonly on: string;
}

/** What was said of columns. */
export interface ColumnSettings {
  /** The columns to segment by, where they were named. */
  readonly only: readonly string[] | undefined;
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  readonly dates: ReadonlyMap<string, DateOrder | undefined>;
  readonly ids: readonly string[];
  readonly transforms: ReadonlyMap<string, Transform>;
  /** By column: the two quantiles beyond which numbers are pulled back. */
  readonly winsorise: ReadonlyMap<string, readonly [low: number, high: number]>;
  /** By column: a policy, or what replaces a missing cell. */
  readonly missing: ReadonlyMap<string, string>;
  /** Words that mean missing everywhere. */
  readonly words: readonly string[];
  readonly weights: string | undefined;
}

/** The files to write. */
export interface Outputs {
  readonly report: string | undefined;
  readonly labels: string | undefined;
  readonly model: string | undefined;
}

/** Read a table and segment it. */
export interface SegmentCommand {
  readonly kind: "segment";
  /** Absent: standard input. */
  readonly file: string | undefined;
  /** The file that holds a recipe, over which what is said of columns is laid. */
  readonly recipe: string | undefined;
  readonly read: ReadSettings;
  readonly columns: ColumnSettings;
  readonly cluster: ClusterSettings;
  readonly questions: readonly Question[];
  readonly outputs: Outputs;
  readonly json: boolean;
}

/** Read a table and place its rows by a model. */
export interface PredictCommand {
  readonly kind: "predict";
  /** Absent: standard input. */
  readonly file: string | undefined;
  readonly read: ReadSettings;
  /** The columns that name the rows in the labels. */
  readonly ids: readonly string[];
  /** The file that holds the model. */
  readonly model: string;
  readonly labels: string | undefined;
  readonly json: boolean;
}

/** What the command is to do. */
export type Command = { readonly kind: "help" } | { readonly kind: "version" } | SegmentCommand | PredictCommand;
