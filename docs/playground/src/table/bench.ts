import type { Columns, ColumnType, Prepared, Segmentation } from "audience-segmentation";
import { clusterSegmentsAsync, type WorkerLike } from "audience-segmentation/async";
import type { Calls, ColumnSpecs, FileReading, MadeBy, ProgressNews, ShownSegments } from "../protocol.ts";
import { answer } from "./answers.ts";
import { inferredTypes, openedTable, readFile, readTypes } from "./columns.ts";
import { cutOf, type SampledTable } from "./cuts.ts";
import { draw } from "./pictures.ts";
import { save } from "./saved.ts";
import { shownSegments } from "./shown.ts";

/** How a call is watched, and ended. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ProgressNews) => void;
}

/** One function a call. */
export type Bench = {
  readonly [Call in keyof Calls]: (takes: Calls[Call]["takes"], watch: Watch) => Calls[Call]["gives"] | Promise<Calls[Call]["gives"]>;
};

/** A table that was opened, and how its columns are read. */
export interface OpenTable {
  readonly name: string;
  readonly columns: Columns;
  readonly known: ColumnSpecs;
  readonly reading: FileReading;
  readonly prepared: Prepared;
  /** The types of the columns that the library uses by itself. */
  readonly inferred: ReadonlyMap<string, ColumnType>;
}

/** Segments, and the rows that they are of: the table's, or a sample of them. */
export interface Made {
  readonly result: Segmentation;
  readonly madeBy: MadeBy;
  readonly source: Prepared;
}

/** Everything that was found of the table as its columns were read then; replaced by the next run. */
export interface Found {
  readonly prepared: Prepared;
  /** What the library chose. */
  readonly chosen: Segmentation;
  /** What the page shows. */
  shown: Made;
  /** By k-means, for each k that was asked for. */
  readonly refined: Map<number, Segmentation>;
  /** Where the table is too large for a tree of all rows. */
  sample?: SampledTable;
  /** The questions that were answered: the report answers them, too. */
  readonly asked: { of: string; on: string }[];
}

/** The segments of all rows that are shown: where a sample is shown, those that the library chose. */
export function wholeOf({ shown, chosen }: Found): Segmentation {
  return shown.madeBy === "sample" ? chosen : shown.result;
}

/** A call that came too early. */
function missing(what: string): Error {
  return new Error(`There is no ${what} yet.`);
}

/** The table and what is made of it. `startWorker` makes the worker of one segmentation. */
export function createBench(startWorker: () => WorkerLike): Bench {
  let table: OpenTable | undefined;
  let found: Found | undefined;
  const opened = (): OpenTable => table ?? fail(missing("table"));
  const made = (): Found => found ?? fail(missing("segmentation"));

  const show = (result: Segmentation, madeBy: MadeBy, source: Prepared = made().prepared): ShownSegments => {
    made().shown = { result, madeBy, source };
    return shownSegments(made().shown, made().chosen);
  };
  const segment = (prepared: Prepared, k: number | "auto", { signal, onProgress }: Watch): Promise<Segmentation> =>
    clusterSegmentsAsync(prepared, { k, structure: k === "auto", signal, onProgress, worker: startWorker });

  return {
    open: async ({ file, name, known, types, reading }, watch) => {
      const columns = await readFile(file, reading, watch);
      found = undefined;
      const inferred = inferredTypes(readTypes(columns, known, {}, reading));
      table = { name, columns, known, reading, inferred, prepared: readTypes(columns, known, types, reading) };
      return openedTable(table);
    },
    read: ({ types }) => {
      const { columns, known, reading } = opened();
      table = { ...opened(), prepared: readTypes(columns, known, types, reading) };
      return openedTable(table);
    },
    run: async (_, watch) => {
      const { prepared } = opened();
      const chosen = await segment(prepared, "auto", watch);
      found = { prepared, chosen, shown: { result: chosen, madeBy: "chosen", source: prepared }, refined: new Map(), asked: [] };
      return show(chosen, "chosen");
    },
    cut: ({ k }) => {
      const { chosen, refined } = made();
      if (k === chosen.k) return show(chosen, "chosen");
      const known = refined.get(k);
      if (known !== undefined) return show(known, "k-means");
      const { result, madeBy, source } = cutOf(k, made());
      return show(result, madeBy, source);
    },
    refine: async ({ k }, watch) => {
      const { chosen, refined } = made();
      const { linkage, elbow, choice: { structure, evidence } } = chosen;
      const result = await segment(made().prepared, k, watch);
      const examined = { ...(structure === undefined ? {} : { structure }), ...(evidence === undefined ? {} : { evidence }) };
      const whole = { ...result, ...(linkage && { linkage }), ...(elbow && { elbow }), choice: { ...result.choice, ...examined } };
      refined.set(k, whole);
      return show(whole, "k-means");
    },
    draw: ({ picture, width }) => draw(picture, width, made()),
    ask: ({ question }) => answer(question, opened(), found),
    save: ({ file, dialect }) => save(file, opened(), made(), dialect),
  };
}

function fail(error: Error): never {
  throw error;
}
