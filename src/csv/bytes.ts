import { optionNamed } from "../core/advice.ts";
import { InputError, show } from "../core/input-error.ts";
import { lower } from "../core/letters.ts";

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

const toldBy = 64; // bytes by which the encoding is told
const leastZeros = 0.4; // of the characters of UTF-16 whose upper byte is 0, where there is no mark

/** Whether a piece is bytes, of this realm or of another. */
export function isBytes(piece: unknown): piece is Uint8Array {
  return ArrayBuffer.isView(piece) && "BYTES_PER_ELEMENT" in piece && piece.BYTES_PER_ELEMENT === 1;
}

/** A decoder for an encoding that was asked for, or else for the one that the first bytes say by a byte order mark, or UTF-8. */
export function createDecoder(where: string, encoding: string | undefined): Decoder {
  try {
    const platform = encoding === undefined ? undefined : platformDecoder(labelOf(encoding), true);
    return { platform, held: new Uint8Array(0), isOdd: false };
  } catch {
    const rule = ' must be one that the platform knows, such as "windows-1252" or "utf-16le"';
    throw new InputError("unknown-value", where, [optionNamed("encoding"), rule], show(encoding));
  }
}

/** The text of the next bytes. The last are best none: Node 20.20 misreads windows-1252 in a last piece. */
export function decodeBytes(decoder: Decoder /* out */, piece: Uint8Array, isLast: boolean): Decoded {
  let bytes = piece;
  if (decoder.platform === undefined) {
    bytes = decoder.held = join(decoder.held, piece);
    if (bytes.length < toldBy && !isLast) return { text: "", isFaulty: false };
    decoder.platform = platformDecoder(encodingOf(bytes), true);
    decoder.held = new Uint8Array(0);
  }
  try {
    // Node 20.20 misreads windows-1252 in a last piece, but for an empty one
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

/** The encoding that the first bytes tell: by a byte order mark, or since every other one is 0, as in UTF-16 without one. */
function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const length = Math.min(bytes.length, toldBy);
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2]++;
  const isWide = (odd: number): boolean =>
    bytes[odd] === 0 && bytes[odd + 2] === 0 && zeros[odd] >= Math.max(2, leastZeros * Math.floor(length / 2)) && zeros[1 - odd] === 0;
  return isWide(1) ? "utf-16le" : isWide(0) ? "utf-16be" : "utf-8";
}

const aliases: Readonly<Record<string, string>> = {
  utf16: "utf-16le", utf16le: "utf-16le", utf16be: "utf-16be", ucs2: "utf-16le", unicode: "utf-16le", utf8sig: "utf-8", utf8bom: "utf-8", ansi: "windows-1252",
  latin1: "windows-1252", latin: "windows-1252", win1252: "windows-1252", macroman: "macintosh", mac: "macintosh", ascii: "windows-1252", usascii: "windows-1252",
};

/** An encoding as the platform names it, by a name that people use: `latin-1`, `utf_8`, `cp1252`, `Windows 1252`. */
function labelOf(encoding: unknown): string {
  if (typeof encoding !== "string") return encoding as never; // the platform refuses it
  const bare = lower(encoding).replace(/[\s_.-]/g, "");
  const page = /^(?:cp|codepage|windows|win|ms)(125\d|874)$/.exec(bare)?.[1];
  const iso = /^(?:iso8859|latin)(1[0-6]|[1-9])$/.exec(bare)?.[1];
  if (Object.hasOwn(aliases, bare)) return aliases[bare];
  if (page !== undefined) return `windows-${page}`;
  if (iso !== undefined && bare.startsWith("iso")) return `iso-8859-${iso}`;
  return /^utf8$/.test(bare) ? "utf-8" : encoding;
}
