const symbols = "0123456789+-.eE "; // sixteen: half a byte each
const noSymbol = 16; // a bit that no symbol has
const codeOf = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => (symbols.indexOf(String.fromCharCode(code)) + 17) % 17);
const mostCharacters = 255;
const digitZero = 48;
const mostBytes = 262144; // of a page

/** The texts of numbers in the order of their rows, half a byte a character; the few with other characters stand beside. */
export interface WrittenNumbers {
  /** Pages that are full, cut to their content. */
  readonly full: Uint8Array[];
  page: Uint8Array;
  /** Bytes of the page that hold something. */
  length: number;
  readonly others: string[];
}

/** None so far. */
export function noWrittenNumbers(): WrittenNumbers {
  return { full: [], page: new Uint8Array(0), length: 0, others: [] };
}

/** Appends what `source` holds from `start` to before `end`: a byte of its length (0: it stands beside), then its characters. */
export function appendWritten(written: WrittenNumbers /* out */, source: string, start: number, end: number): void {
  const length = end - start;
  if (written.length + 1 + length > written.page.length) turnPage(written, length);
  const { page } = written;
  let at = written.length + 1;
  let faults = length > mostCharacters ? noSymbol : 0;
  for (let i = start; i < end; i += 2) {
    const high = source.charCodeAt(i);
    const low = i + 1 < end ? source.charCodeAt(i + 1) : digitZero;
    page[at++] = (codeOf[high & 127] << 4) | codeOf[low & 127];
    faults |= ((high | low) & ~127) | (codeOf[high & 127] & noSymbol) | (codeOf[low & 127] & noSymbol);
  }
  page[written.length] = faults === 0 ? length : 0;
  if (faults !== 0) written.others.push(` ${source.slice(start, end)}`.slice(1)); // a string of its own, lest it keep the whole text
  written.length = faults === 0 ? at : written.length + 1;
}

/** Gives the texts back, in order. */
export function* writtenTexts({ full, page, length, others }: WrittenNumbers): Generator<string, undefined> {
  let other = 0;
  for (const bytes of [...full, page.subarray(0, length)]) {
    for (let at = 0; at < bytes.length; ) {
      const count = bytes[at++];
      if (count === 0) yield others[other++];
      else yield unpack(bytes, at, count);
      at += (count + 1) >> 1;
    }
  }
}

function unpack(bytes: Uint8Array, start: number, count: number): string {
  let text = "";
  for (let i = 0; i < count; i++) text += symbols[i % 2 === 0 ? bytes[start + (i >> 1)] >> 4 : bytes[start + (i >> 1)] & 15];
  return text;
}

/** A new page, twice as long as the last. */
function turnPage(written: WrittenNumbers /* out */, least: number): void {
  written.full.push(written.page.subarray(0, written.length));
  written.page = new Uint8Array(Math.min(mostBytes, 2 * written.page.length) + least + 64);
  written.length = 0;
}
