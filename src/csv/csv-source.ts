import { isBytes } from "./decode-bytes.ts";

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
export interface Pieces {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  /** Lets the source go before its end. */
  readonly cancel: (reason: unknown) => Promise<unknown>;
}

/** The pieces of a source; undefined for what is none. */
export function piecesOf(source: unknown): Pieces | undefined {
  if (isBytes(source) || typeof source === "string") return ofIterator([source][Symbol.iterator]());
  if (typeof source !== "object" || source === null) return undefined;
  const { body, stream, getReader, [Symbol.asyncIterator]: asyncIterator, [Symbol.iterator]: iterator } = source as Record<PropertyKey, unknown>;
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
