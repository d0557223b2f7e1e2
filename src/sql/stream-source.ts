import { errorOfFields, fieldsOf, InputError, show } from "../core/input-error.ts";
import type { OnProgress } from "../core/progress.ts";
import { isBytes } from "../csv/bytes.ts";
import { type ParseCsvOptions, resolveCsvOptions } from "../csv/options.ts";
import type { CsvSource } from "../csv/read-csv.ts";
import { type CsvPart, readParts } from "../csv/read-parts.ts";

/**
 * A CSV that can be read more than once: a function that gives a fresh stream each time it is called (a file of Node:
 * `() => createReadStream(path)`), a Blob or File, or bytes.
 */
export type StreamSource =
  | (() => CsvSource | Promise<CsvSource>)
  | Extract<
    CsvSource,
    {
      /** A Blob's or a File's. */
      stream(): unknown;
    }
  >
  | Uint8Array;

/** How the text of a stream is written. */
export interface StreamCsv extends ParseCsvOptions {
  /** The encoding of bytes, as `readCsv` takes it. */
  readonly encoding?: string | undefined;
  /** The bytes of one pass, for `onProgress`; known by itself of a Blob or File. */
  readonly size?: number | undefined;
}

/** About how many rows are read at once. */
export interface PartSizes {
  /** At the start of the first pass, when it is found out what each column holds. */
  readonly first: number;
  readonly further: number;
}

/** A CSV that is read part by part, as often as is asked for. */
export interface Reread {
  /** Reads it once more. */
  readonly parts: (stage: string) => AsyncGenerator<CsvPart>;
}

/** Checks a source and how it is written. */
export function rereadable(
  where: string,
  source: StreamSource,
  csv: StreamCsv,
  sizes: PartSizes,
  onProgress: OnProgress | undefined,
): Reread {
  const rules = resolveCsvOptions(where, csv, ["encoding", "size"]);
  const { encoding, size } = csv;
  if (!isAgain(source)) {
    const rule = "`source` must be a function that gives a fresh stream each time it is called, a Blob, or bytes, since the rows are read twice";
    throw new InputError("not-a-stream", where, rule, show(source));
  }
  let passes = 0;
  return {
    parts: async function* (stage) {
      let wanted = passes++ === 0 ? sizes.first : sizes.further;
      const stream = typeof source === "function" ? await source() : source;
      const report: OnProgress = ({ done, total }) => onProgress?.({ stage, done, total });
      const reading = { encoding, onProgress: report, ...(size === undefined ? {} : { size }) };
      const parts = readParts(where, stream, rules, reading, () => wanted);
      for await (const part of parts) {
        yield part;
        wanted = sizes.further;
      }
    },
  };
}

function isAgain(source: unknown): boolean {
  if (typeof source === "function" || isBytes(source)) return true;
  return typeof source === "object" && source !== null && "stream" in source && typeof source.stream === "function";
}

/** Calls what reads a part: rows in its errors are counted from the first of all parts. */
export function inPart<T>({ before }: Pick<CsvPart, "before">, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || error.row === undefined || before === 0) throw error;
    throw errorOfFields({ ...fieldsOf(error), row: error.row + before });
  }
}
