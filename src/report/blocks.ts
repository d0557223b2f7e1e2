/** A part of a report, to be written as HTML or as Markdown. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "cards"; readonly cards: readonly Card[] }
  | { readonly kind: "pictures"; readonly pictures: readonly Picture[] };

/** What is said of one segment. */
export interface Card {
  readonly title: string;
  readonly text: string;
  readonly items: readonly string[];
}

/** A picture laid out for a page, and for a phone. */
export interface Picture {
  readonly wide: string;
  readonly narrow: string;
}
