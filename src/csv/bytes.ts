import { optionNamed } from "../core/advice.ts";
import { InputError, show } from "../core/input-error.ts";

// The decoder that every engine has, though no version of the language says so.
interface PlatformDecoder {
  readonly encoding: string;
  decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string;
}
type Platform = { readonly TextDecoder: new (label: string, options?: { readonly fatal: boolean }) => PlatformDecoder };

/** Turns bytes into text, piece by piece. */
export interface Decoder {
  /** Absent until the first bytes have told the encoding. */
  platform: PlatformDecoder | undefined;
  /** The bytes before those to come: all until the encoding is known, then the few amid which a character may be cut. */
  held: Uint8Array;
  /** Whether as many bytes came as UTF-16 has none of. */
  isOdd: boolean;
}

/** The text of some bytes; where some are none of the encoding, U+FFFD stands for them. */
interface Decoded {
  readonly text: string;
  readonly isFaulty: boolean;
}

const markLength = 2; // bytes by which the encodings of a byte order mark differ

/** Whether a piece is bytes, of this realm or of another. */
export function isBytes(piece: unknown): piece is Uint8Array {
  return ArrayBuffer.isView(piece) && "BYTES_PER_ELEMENT" in piece && piece.BYTES_PER_ELEMENT === 1;
}

/** A decoder for an encoding that was asked for, or else for the one that the first bytes say by a byte order mark, or UTF-8. */
export function createDecoder(where: string, encoding: string | undefined): Decoder {
  try {
    return { platform: encoding === undefined ? undefined : platformDecoder(encoding, true), held: new Uint8Array(0), isOdd: false };
  } catch {
    const rule = ' must be one that the platform knows, such as "windows-1252" or "utf-16le"';
    throw new InputError("unknown-value", where, [optionNamed("encoding"), rule], show(encoding));
  }
}

/** The text of the next bytes. */
export function decodeBytes(decoder: Decoder /* out */, piece: Uint8Array, isLast: boolean): Decoded {
  let bytes = piece;
  if (decoder.platform === undefined) {
    bytes = decoder.held = join(decoder.held, piece);
    if (bytes.length < markLength && !isLast) return { text: "", isFaulty: false };
    decoder.platform = platformDecoder(encodingOf(bytes), true);
    decoder.held = new Uint8Array(0);
  }
  try {
    const text = decoder.platform.decode(bytes, { stream: !isLast });
    hold(decoder, bytes);
    return { text, isFaulty: false };
  } catch {
    const lenient = platformDecoder(decoder.platform.encoding, false);
    lenient.decode(decoder.held, { stream: true });
    return { text: lenient.decode(bytes, { stream: !isLast }), isFaulty: true };
  }
}

function platformDecoder(label: string, fatal: boolean): PlatformDecoder {
  return new (globalThis as unknown as Platform).TextDecoder(label, { fatal });
}

/** Keeps the last three or four bytes, from an even one on, as UTF-16 needs it. */
function hold(decoder: Decoder /* out */, bytes: Uint8Array): void {
  decoder.isOdd = decoder.isOdd !== (bytes.length % 2 === 1);
  decoder.held = join(decoder.held, bytes.subarray(-4)).slice(decoder.isOdd ? -3 : -4);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
}
