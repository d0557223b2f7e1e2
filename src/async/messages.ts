import type { FaultFields } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import type { Written } from "../table/table.ts";
import type { AsyncProgress } from "./options.ts";

/** The calls that a worker can make. */
export type CallName = "clusterSegments" | "assign" | "stability";

/** A source as it is sent; what is no typed array follows in pieces. */
export type PackedSource =
  | { readonly kind: "matrix"; readonly data: Float64Array; readonly rows: number; readonly cols: number }
  | {
      readonly kind: "table";
      readonly rows: number;
      /** The columns in order, as far as they are known: row objects tell theirs on the way. */
      readonly columns: readonly PackedColumn[];
      readonly notices: readonly Notice[];
      /** How the text was written that the table was read from; its texts follow in pieces. */
      readonly delimiter?: Written["delimiter"];
      /** The rest of what `prepare` gave. */
      readonly prepared?: object;
    };

/** A column by its name: a typed array, or nothing where its cells follow. */
export interface PackedColumn {
  readonly name: string;
  readonly values?: ArrayLike<unknown>;
}

/** Cells of a column, or of the text that it was read from, from a row on. */
export interface Cells {
  readonly name: string;
  readonly isText: boolean;
  readonly first: number;
  readonly values: readonly unknown[];
}

/** The call itself. */
export interface CallRequest {
  readonly kind: "call";
  readonly call: CallName;
  /** The public function that was called. */
  readonly where: string;
  readonly model: unknown;
  readonly source: PackedSource;
  readonly options: object;
  /** For stability: see `stabilityPart`. */
  readonly part?: readonly [from: number, to: number] | undefined;
  /** For a worker that ends by itself: its only number becomes 1 when the call is to stop. */
  readonly stop?: Int32Array | undefined;
}

/** What the caller sends: the call, then cells until all are there; at last a worker that ends by itself is told to. */
export type Request =
  | CallRequest
  | { readonly kind: "cells"; readonly cells: readonly Cells[] }
  | { readonly kind: "run" }
  | { readonly kind: "leave" };

/** What the worker answers. */
export type Answer =
  /** It listens; and whether it ends by itself once it has answered. */
  | { readonly kind: "ready"; readonly endsItself: boolean }
  | { readonly kind: "next" }
  | { readonly kind: "progress"; readonly progress: AsyncProgress }
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "fault"; readonly fault: FaultFields }
  | { readonly kind: "failure"; readonly said: string; readonly error: unknown };
