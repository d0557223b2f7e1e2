import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";

// The decoder that every engine has, though no version of the language says so.
interface PlatformDecoder {
  readonly encoding: string;
  decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string;
}
type Platform = { readonly TextDecoder: new (label: string, options?: { readonly fatal: boolean }) => PlatformDecoder };

/** Turns bytes into text, piece by piece; undefined for bytes that are none of the encoding. */
export interface Decoder {
  readonly encoding: string;
  readonly decode: (bytes: Uint8Array, isLast: boolean) => string | undefined;
  /** What of such bytes comes before the first that is none, as text. */
  readonly upToFault: (bytes: Uint8Array) => string;
}

/** Whether a piece is bytes, of this realm or of another. */
export function isBytes(piece: unknown): piece is Uint8Array {
  return ArrayBuffer.isView(piece) && "BYTES_PER_ELEMENT" in piece && piece.BYTES_PER_ELEMENT === 1;
}

/** A decoder for an encoding that was asked for, or else for the one that the first bytes say by a byte order mark, or UTF-8. */
export function createDecoder(where: string, encoding: string | undefined, first: Uint8Array): Decoder {
  const { TextDecoder } = globalThis as unknown as Platform;
  const label = encoding ?? encodingOf(first);
  let decoder: PlatformDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    const rule = "`encoding` must be one that the platform knows, such as \"windows-1252\" or \"utf-16le\"";
    throw new InputError("unknown-value", where, rule, show(encoding));
  }
  return {
    encoding: decoder.encoding,
    decode: (bytes, isLast) => {
      try {
        return decoder.decode(bytes, { stream: !isLast });
      } catch {
        return undefined;
      }
    },
    upToFault: (bytes) => new TextDecoder(label).decode(bytes).split("\ufffd", 1)[0],
  };
}

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
}
