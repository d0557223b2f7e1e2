import { advise, type RuleWords } from "../core/advice.ts";
import { checkFunction, checkInteger } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { OnProgress } from "../core/progress.ts";
import { createDecoder, decodeBytes, type Decoder, isBytes } from "./bytes.ts";
import { csvError, type ParseCsvOptions, resolveCsvOptions } from "./options.ts";
import { createCsvReader, type CsvColumns, type CsvReader, finishCsv, lineOf, pushCsv } from "./reader.ts";
import { checkCsv, isPath, sayGiven } from "./sniff.ts";

/** A stream of the web platform, as far as it is read. */
export interface WebStream {
  /** Locks the stream and gives what reads it. */
  getReader(): {
    /** The next piece. */
    read(): Promise<{
      /** Whether there is none. */
      readonly done: boolean;
      /** The piece. */
      readonly value?: Uint8Array | string | undefined;
    }>;
    /** Says that no more is wanted. */
    cancel(reason?: unknown): Promise<void>;
  };
}

/**
 * Where {@link readCsv} reads from: a stream of the web or of Node, any iterable of pieces, a Blob or File, a Response, bytes.
 * A piece is bytes, or text.
 */
export type CsvSource =
  | WebStream
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>
  | Uint8Array
  | {
      /** A Blob's or a File's. */
      stream(): WebStream;
      /** In bytes. */
      readonly size?: number;
    }
  | {
      /** A Response's. */
      readonly body: WebStream | null;
    };

/** Pieces one by one. */
interface Pieces {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  /** Lets the source go before its end. */
  readonly cancel: (reason: unknown) => Promise<unknown>;
}

/** The pieces of a source; undefined for what is none. */
function piecesOf(source: unknown): Pieces | undefined {
  if (isBytes(source) || typeof source === "string") return ofIterator([source][Symbol.iterator]());
  if (typeof source !== "object" || source === null) return undefined;
  const {
    body,
    stream,
    getReader,
    [Symbol.asyncIterator]: asyncIterator,
    [Symbol.iterator]: iterator,
  } = source as Record<PropertyKey, unknown>;
  if (typeof getReader === "function") return ofWebStream(source as WebStream);
  if (typeof stream === "function") return piecesOf((source as { stream(): unknown }).stream());
  if (typeof asyncIterator === "function") return ofIterator((source as AsyncIterable<unknown>)[Symbol.asyncIterator]());
  if (typeof iterator === "function") return ofIterator((source as Iterable<unknown>)[Symbol.iterator]());
  return body === undefined || body === null ? undefined : piecesOf(body);
}

function ofWebStream(stream: WebStream): Pieces {
  const reader = stream.getReader();
  return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) };
}

function ofIterator(iterator: AsyncIterator<unknown> | Iterator<unknown>): Pieces {
  return { next: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

/** Options for {@link readCsv}. */
export interface ReadCsvOptions extends ParseCsvOptions {
  /**
   * The encoding of bytes, as `TextDecoder` or people name it: `"windows-1252"`, `"cp1252"`, `"latin-1"`, `"utf_16"`.
   * @defaultValue what a byte order mark says, else UTF-16 where every other byte is 0, else `"utf-8"`
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

/**
 * Reads a CSV from a stream into columns, as {@link parseCsv} reads a text: a file of Node (`createReadStream`), a Response, a
 * File, whatever gives bytes or text. The text is let go as it is read, so that memory is that of the columns and some, and a
 * file may be longer than the longest string. One that is compressed goes through `DecompressionStream` or `createGunzip` first.
 *
 * @throws {@link InputError} (the promise is rejected) as {@link parseCsv}, and with the code `"not-text"` and the `line` on bytes
 * that are none of the encoding. What the stream or the signal throws is passed on.
 * @group Read
 * @example
 * ```ts
 * import { readCsv } from "audience-segmentation";
 *
 * const file = new Blob(["name,spend\nAnn,12.5\n", "Ben,7\n"]); // or a File, fetch(url), createReadStream(path)
 * const table = await readCsv(file);
 * console.log(table["name"], table["spend"]);
 * // [ 'Ann', 'Ben' ] Float64Array(2) [ 12.5, 7 ]
 * ```
 */
export async function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<CsvColumns> {
  const reader = createCsvReader("readCsv", resolveCsvOptions("readCsv", options, streamKeys));
  const pieces = pushPieces(reader, source, options);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done === true) return finishCsv(reader, value);
  }
}

/** The options of {@link readCsv} beside those of a text. */
export const streamKeys: readonly string[] = ["encoding", "size", "signal", "onProgress"];

/** How a stream is read. */
export type StreamOptions = Pick<ReadCsvOptions, "encoding" | "size" | "signal" | "onProgress">;

/** Pushes the pieces of a source into a reader, and stops after each; what it returns is the text that is left at the end. */
export async function* pushPieces(
  reader: CsvReader,
  source: CsvSource,
  { encoding, signal, onProgress, size = sizeOf(source) }: StreamOptions,
): AsyncGenerator<undefined, string> {
  const { where } = reader;
  if (signal !== undefined && typeof signal?.addEventListener !== "function")
    throw new InputError("not-an-object", where, "`signal` must be an AbortSignal", show(signal));
  checkFunction(where, "onProgress", onProgress);
  checkInteger(where, "size", size, 0);
  const pieces = typeof source === "string" && isPath(source) ? undefined : piecesOf(source);
  if (pieces === undefined) {
    const rule = "`source` must be a stream, a Blob, a Response, bytes, or an iterable of bytes or texts";
    throw new InputError("not-a-stream", where, rule, sayGiven(source));
  }
  let decoder: Decoder | undefined;
  let done = 0;
  for await (const piece of cancellable(pieces, signal)) {
    if (typeof piece === "string") pushCsv(reader, piece);
    else if (!isBytes(piece)) throw new InputError("not-a-stream", where, "`source` must give bytes or texts", typeof piece === "object" ? sayGiven([piece]) : show(piece));
    else {
      decoder ??= createDecoder(where, encoding);
      pushCsv(reader, decode(reader, decoder, piece, false));
    }
    done += piece.length;
    onProgress?.({ stage: "read", done, total: Math.max(size, size === 0 ? 0 : done) });
    yield;
  }
  return decoder === undefined ? "" : decode(reader, decoder, new Uint8Array(0), true);
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
  const { where } = reader;
  const { text, isFaulty } = decodeBytes(decoder, bytes, isLast);
  if (!isFaulty) return text;
  if (reader.head === undefined) checkCsv(where, reader.rest + text, reader.rules.delimiter); // no encoding makes a picture a table
  reader.rest += text.split("\ufffd", 1)[0];
  const rule: RuleWords = [
    `the bytes must be ${decoder.platform!.encoding}; if the file is of another encoding, name it, such as `,
    advise({ advice: "encoding", value: "windows-1252" }),
  ];
  throw csvError(where, "not-text", lineOf(reader, reader.rest.length), rule, "other bytes");
}

function sizeOf(source: unknown): number {
  const size = typeof source === "object" && source !== null && "stream" in source && "size" in source ? source.size : 0;
  return typeof size === "number" ? size : 0;
}
