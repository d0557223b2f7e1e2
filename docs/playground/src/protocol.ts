// What the page and the worker that holds the table say to each other: plain data, and of the table only what is shown.
import type { ColumnSpec, ColumnType, DateOrder, ReadCsvOptions } from "audience-segmentation";
import type { DatabaseDialect } from "audience-segmentation/sql";

/** The name of a worker that makes a segmentation, which tells its part. */
export const segmenterName = "segments";

/** What is known of columns, by name. */
export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

/** The type of each column that the reader changed; `"ignore"`: it is not used. */
export type ChosenTypes = Readonly<Record<string, ColumnType>>;

/** How a file is read where it does not tell by itself. */
export type FileReading = Pick<ReadCsvOptions, "encoding" | "delimiter" | "skip" | "comment" | "escape" | "decimal" | "header"> & {
  readonly dateOrder?: DateOrder;
};

/** A column as it was read. */
export interface ReadColumn {
  readonly column: string;
  readonly type: ColumnType;
  /** Why it was taken for that. */
  readonly reason: string;
  readonly missing: number;
  /** Why it is not used; absent where it is. */
  readonly leftOut?: string;
  /** Its type as the library takes it; absent where the library does not use it. */
  readonly inferred?: ColumnType;
  /** What it becomes when the reader wants it used: that, or a number where its cells are numbers, else a category. */
  readonly usable: ColumnType;
}

/** A table that was read. */
export interface OpenedTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ReadColumn[];
}

/** A segment as its card shows it. */
export interface SegmentCard {
  readonly name: string;
  readonly size: number;
  readonly share: number;
  readonly description: string;
}

/** One line of the profile: a number's means or a level's shares, in words. */
export interface ProfileLine {
  readonly feature: string;
  readonly all: string;
  /** One a segment. `strength`: how far it stands apart from all others, -1 to 1. */
  readonly cells: readonly { readonly text: string; readonly strength: number }[];
}

/** Where the segments come from: chosen by the library, cut from the tree of all rows or of a sample, or k-means for a given k. */
export type MadeBy = "chosen" | "tree" | "sample" | "k-means";

/** Segments as the page shows them. */
export interface ShownSegments {
  readonly k: number;
  readonly madeBy: MadeBy;
  /** The rows that they are of: fewer than the table has for a sample. */
  readonly rows: number;
  readonly segments: readonly SegmentCard[];
  readonly profile: readonly ProfileLine[];
  /** Why the library chose its k. */
  readonly reason: string;
  /** Whether there are groups at all, in words. */
  readonly firm: string;
  readonly warnings: readonly string[];
}

export const pictures = ["map", "dendrogram", "elbow"] as const;
export type PictureName = (typeof pictures)[number];

/** A picture, or why there is none. */
export interface Picture {
  readonly svg: string;
  readonly note: string;
}

/** An answer to a question. */
export interface Answer {
  /** The question as it was understood. */
  readonly title: string;
  readonly sentence: string;
  readonly remarks: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const files = ["labels", "model", "report", "sql"] as const;
export type FileName = (typeof files)[number];

/** A file to be kept. */
export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What the page may ask for, and what it gets. */
export interface Calls {
  open: { takes: { file: Blob; name: string; known: ColumnSpecs; types: ChosenTypes; reading: FileReading }; gives: OpenedTable };
  read: { takes: { types: ChosenTypes }; gives: OpenedTable };
  run: { takes: object; gives: ShownSegments };
  cut: { takes: { k: number }; gives: ShownSegments };
  refine: { takes: { k: number }; gives: ShownSegments };
  draw: { takes: { picture: PictureName; width: number }; gives: Picture };
  ask: { takes: { question: string }; gives: Answer };
  save: { takes: { file: FileName; dialect: DatabaseDialect }; gives: SavedFile };
}

export type CallName = keyof Calls;

/** What went wrong, in a sentence, and where. */
export interface Fault {
  readonly message: string;
  /** The library's code, or "" where something else broke. */
  readonly code: string;
  readonly line?: number;
  /** What a button may do about it. */
  readonly ways?: readonly Way[];
}

/** A way out of a fault: the file is read otherwise, or a column. */
export type Way =
  | { readonly label: string; readonly reading: FileReading }
  | { readonly label: string; readonly column: string; readonly type: ColumnType };

export interface ProgressNews {
  readonly stage: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** From the page: a call, or that a call is no longer wanted. */
export type Order =
  | { readonly id: number; readonly call: CallName; readonly takes: unknown }
  | { readonly id: number; readonly call: "cancel" };

/** From the worker, each about the call of that id. */
export type News =
  | { readonly id: number; readonly kind: "progress"; readonly progress: ProgressNews }
  | { readonly id: number; readonly kind: "done"; readonly gives: unknown }
  | { readonly id: number; readonly kind: "cancelled" }
  | { readonly id: number; readonly kind: "fault"; readonly fault: Fault };
