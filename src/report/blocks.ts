/** A part of a section, to be written as HTML or as Markdown. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | ({ readonly kind: "table" } & TableRows)
  | { readonly kind: "overview"; readonly overview: Overview }
  | { readonly kind: "cards"; readonly cards: readonly Card[] }
  | { readonly kind: "pictures"; readonly pictures: readonly Picture[] }
  | { readonly kind: "row"; readonly blocks: readonly Block[] }; // side by side where there is room

/** What stands in a table: its head, and rows that begin with a name. */
export interface TableRows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A place in the report. */
export interface Link {
  readonly id: string;
  readonly title: string;
}

/** A part of a report with a heading, which the contents lead to. */
export interface Section extends Link {
  readonly blocks: readonly Block[];
  /** What the contents list below it. */
  readonly parts?: readonly Link[];
}

/** A report. Its first section is page one. */
export interface Document {
  readonly title: string;
  /** When, and of how many rows. */
  readonly about: readonly string[];
  readonly sections: readonly Section[];
}

/** Page one: sentences beside the map, and below them one tile a segment. */
export interface Overview {
  readonly sentences: readonly string[];
  /** Where there is more to know. */
  readonly links: readonly { readonly text: string; readonly to: Link }[];
  readonly map: Picture | undefined;
  /** What the second bar of the tiles is a share of. */
  readonly value: string | undefined;
  readonly tiles: readonly Tile[];
  /** How it is set on paper. */
  readonly print: PrintedTiles;
}

/** How tiles are set so that page one fits a sheet of paper. */
export interface PrintedTiles {
  /** Tiles side by side. */
  readonly columns: number;
  /** In CSS pixels. */
  readonly textSize: number;
  /** The width of the map, in CSS pixels. */
  readonly mapWidth: number;
}

/** What page one says of a segment. */
export interface Tile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly share: number;
  /** NaN where there is none. */
  readonly valueShare: number;
  readonly facts: readonly string[];
  /** What was found beyond the segments. */
  readonly notes: readonly string[];
}

/** What is said of one segment. */
export interface Card {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** Its worth, and how to recognise it. */
  readonly notes: readonly string[];
  readonly tables: readonly TableRows[];
  readonly spreads: readonly SmallChart[];
  readonly lacks: readonly string[];
  /** What to do with it; absent: a line to write on. */
  readonly action: string | undefined;
}

/** How a number is spread in a segment, beside all. */
export interface SmallChart {
  readonly column: string;
  readonly words: string;
  readonly svg: string;
}

/** A picture as it is laid out for a page, and where that is too wide for a phone, for a phone. One that fits both stands beside others. */
export interface Picture {
  readonly drawn: string;
  readonly onPhone?: string;
}
