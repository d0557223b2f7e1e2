/** The figures behind the notices of how a text or a stream was read, by their codes. */
export interface ReadingFigures {
  /** Lines of a text above the header that were left out. */
  readonly "lines-above": {
    /** How many, blank ones among them. */
    readonly lines: number;
    /** What the first says. */
    readonly first: string;
  };
  /** Lines of a text below the last row that were left out. */
  readonly "lines-below": {
    /** How many, without blank ones. */
    readonly lines: number;
    /** What the first says. */
    readonly first: string;
  };
  /** Records below the header that belong to it, and were left out. */
  readonly "second-header": {
    /** How many. */
    readonly rows: number;
    /** The 1-based line of the first. */
    readonly line: number;
    /** What its first field says that says something. */
    readonly first: string;
  };
  /** A header one field short above rows that begin with a running number; the column is that of the number. */
  readonly "header-short": Readonly<Record<string, never>>;
  /** Columns without a name in the header, which got one. */
  readonly "columns-named": {
    /** The names they got. */
    readonly columns: readonly string[];
  };
  /** Columns without a name and without a cell, which were left out. */
  readonly "columns-empty": {
    /** How many. */
    readonly columns: number;
  };
  /** Columns whose name an earlier one has. */
  readonly "columns-renamed": {
    /** The names they got. */
    readonly columns: readonly string[];
  };
  /** Lines between rows, or rows, with nothing in them, which were left out. */
  readonly "rows-empty": {
    /** How many. */
    readonly rows: number;
    /** The 1-based line of the first. */
    readonly line: number;
  };
  /** Lines that stood in quotes as a whole. */
  readonly "lines-unwrapped": Readonly<Record<string, never>>;
  /** A text in which a backslash stands before quotes. */
  readonly "quotes-escaped": Readonly<Record<string, never>>;
  /** Fields in quotes with blanks around them, which were left out. */
  readonly "blanks-around-quotes": {
    /** How many. */
    readonly fields: number;
  };
  /** Rows of totals that were left out. */
  readonly "totals-left-out": {
    /** Where they stand. */
    readonly place: "first" | "last";
    /** What names each of them. */
    readonly words: readonly string[];
  };
  /** A row that may be one of totals, and was kept. */
  readonly "totals-kept": {
    /** Where it stands. */
    readonly place: "first" | "last";
    /** What names it. */
    readonly words: readonly string[];
  };
  /** Rows that were summed up in cells of similar rows before they were segmented. */
  readonly compressed: {
    /** How many rows. */
    readonly rows: number;
    /** How many cells. */
    readonly cells: number;
    /** By which share of itself the inertia can be lower once each row goes to its nearest centroid, at most. */
    readonly gain: number;
  };
  /** Columns of a stream, whose types the first rows decided. */
  readonly "typed-by-first": {
    /** How many rows. */
    readonly rows: number;
  };
}
