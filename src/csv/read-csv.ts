import { checkFunction, checkInteger } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import type { OnProgress } from "../core/progress.ts";
import { show } from "../core/show.ts";
import { csvError } from "./csv-error.ts";
import { type ParseCsvOptions, resolveCsvOptions } from "./csv-options.ts";
import { createCsvReader, type CsvColumns, type CsvReader, finishCsv, lineOf, pushCsv } from "./csv-reader.ts";
import { type CsvSource, type Pieces, piecesOf } from "./csv-source.ts";
import { createDecoder, decodeBytes, type Decoder, isBytes } from "./decode-bytes.ts";
import { checkCsv } from "./not-csv.ts";

/** Options for {@link readCsv}. */
export interface ReadCsvOptions extends ParseCsvOptions {
  /**
   * The encoding of bytes, as `TextDecoder` names it.
   * @defaultValue what a byte order mark says, else `"utf-8"`
   */
  readonly encoding?: string | undefined;
  /** The bytes that are to come, for `onProgress`; known by itself of a Blob or File. */
  readonly size?: number | undefined;
  /** Stops the reading: the promise is rejected with the signal's reason. */
  readonly signal?: Signal | undefined;
  /** Called with the stage `"read"` after every piece: the bytes read, of how many (0: not known; characters where pieces are text). */
  readonly onProgress?: OnProgress | undefined;
}

/** An AbortSignal, as far as it is used. */
export interface Signal {
  /** Whether to stop. */
  readonly aborted: boolean;
  /** Why. */
  readonly reason?: unknown;
  /** Tells when to stop. */
  addEventListener(type: "abort", listener: () => void): void;
  /** Tells no more. */
  removeEventListener(type: "abort", listener: () => void): void;
}

const where = "readCsv";
const isPath = /^[^,;\t\r\n"]+\.(?:csv|tsv|txt|gz)$/i;

/**
 * Reads a CSV from a stream into columns, as {@link parseCsv} reads a text: a file of Node (`createReadStream`), a Response, a
 * File, whatever gives bytes or text. The text is let go as it is read, so that memory is that of the columns and some, and a
 * file may be longer than the longest string. One that is compressed goes through `DecompressionStream` or `createGunzip` first.
 *
 * @throws {@link InputError} (the promise is rejected) as {@link parseCsv}, and with the code `"not-text"` and the `line` on bytes
 * that are none of the encoding. What the stream or the signal throws is passed on.
 */
export async function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<CsvColumns> {
  const rules = resolveCsvOptions(where, options, ["encoding", "size", "signal", "onProgress"]);
  const { encoding, signal, onProgress, size = sizeOf(source) } = options;
  checkFunction(where, "onProgress", onProgress);
  checkInteger(where, "size", size, 0);
  if (typeof source === "string" && isPath.test(source)) {
    throw new InputError("not-a-stream", where, "`source` must be a stream or the text itself", `${show(source)}, which may be the name of a file; open it, in Node by \`createReadStream\``);
  }
  const pieces = piecesOf(source);
  if (pieces === undefined) {
    throw new InputError("not-a-stream", where, "`source` must be a stream, a Blob, a Response, bytes, or an iterable of bytes or texts", show(source));
  }
  const reader = createCsvReader(where, rules);
  let decoder: Decoder | undefined;
  let done = 0;
  for await (const piece of cancellable(pieces, signal)) {
    if (typeof piece === "string") pushCsv(reader, piece);
    else if (!isBytes(piece)) throw new InputError("not-a-stream", where, "`source` must give bytes or texts", show(piece));
    else {
      decoder ??= createDecoder(where, encoding);
      pushCsv(reader, decode(reader, decoder, piece, false));
    }
    done += piece.length;
    onProgress?.({ stage: "read", done, total: Math.max(size, size === 0 ? 0 : done) });
  }
  return finishCsv(reader, decoder === undefined ? "" : decode(reader, decoder, new Uint8Array(0), true));
}

/** The pieces, until the signal says to stop. The source is let go then, and where the reading ends early. */
async function* cancellable(pieces: Pieces, signal: Signal | undefined): AsyncGenerator<unknown> {
  let stop = (): void => {};
  const onAbort = (): void => stop();
  const next = (): ReturnType<Pieces["next"]> =>
    new Promise((resolve, reject) => {
      stop = () => reject(signal!.reason);
      pieces.next().then(resolve, reject);
    });
  let isDone = false;
  signal?.addEventListener("abort", onAbort);
  try {
    for (;;) {
      if (signal?.aborted === true) throw signal.reason;
      const { done, value } = await next();
      isDone = done === true;
      if (isDone) return;
      yield value;
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    if (!isDone) void pieces.cancel(signal?.reason).catch(() => {}); // it may be broken already
  }
}

function decode(reader: CsvReader, decoder: Decoder, bytes: Uint8Array, isLast: boolean): string {
  const { text, isFaulty } = decodeBytes(decoder, bytes, isLast);
  if (!isFaulty) return text;
  if (reader.names === undefined) checkCsv(where, reader.rest + text, reader.rules.delimiter); // no encoding makes a picture a table
  reader.rest += text.split("\ufffd", 1)[0];
  const rule = `the bytes must be ${decoder.platform!.encoding}; if the file is of another encoding, name it, such as \`encoding: "windows-1252"\``;
  throw csvError(where, "not-text", lineOf(reader, reader.rest.length), rule, "bytes that are none");
}

function sizeOf(source: unknown): number {
  const size = typeof source === "object" && source !== null && "stream" in source && "size" in source ? source.size : 0;
  return typeof size === "number" ? size : 0;
}
