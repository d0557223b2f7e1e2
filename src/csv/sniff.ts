import { emptyIndex, indexInto, isRestBlank } from "./fields.ts";
import { csvError } from "./options.ts";

const comma = 44;
const others = [59, 9, 124]; // semicolon, tab, bar
const mostRows = 10;

/** How a character splits the header, and the next rows. */
interface Split {
  /** Fields of the header. */
  readonly width: number;
  readonly rows: number;
  /** Rows of as many fields as the header. */
  readonly alike: number;
}

/**
 * The delimiter of a text whose first record begins at `from`: the comma, unless the header holds none and another character
 * splits it and at least half of the next rows alike; or the header holds some, but they split the rows unevenly, or into fewer
 * fields, where another splits all alike. The one that makes the most fields. Rows that differ are then told of, where a comma would
 * make one column of it all. A header alone is too little to go by: undefined where rows are still to come.
 */
export function detectDelimiter(text: string, from: number, isLast: boolean): number | undefined {
  const [byComma, ...byOther] = [comma, ...others].map((delimiter) => splitBy(text, from, delimiter, isLast));
  if (!isLast && [byComma, ...byOther].every(({ rows }) => rows === 0)) return undefined;
  let best = comma;
  let most = byComma.alike < byComma.rows ? 1 : Math.max(1, byComma.width);
  for (const [at, { width, rows, alike }] of byOther.entries()) {
    const least = byComma.width > 1 || rows < 3 ? rows : rows / 2;
    if (width > most && alike >= least && rows > 0) [best, most] = [others[at], width];
  }
  return best;
}

function splitBy(text: string, from: number, delimiter: number, isLast: boolean): Split {
  let [width, records, alike] = [0, 0, 0];
  for (let at = from; records <= mostRows && !isRestBlank(text, at); ) {
    const index = emptyIndex(); // it stops at a record of another width, with which the next begins
    if (indexInto(index, text, at, delimiter, isLast) !== undefined || index.records === 0) break;
    const counted = Math.min(index.records, mostRows + 1 - records);
    width ||= index.width;
    records += counted;
    if (index.width === width) alike += counted;
    at = index.next;
  }
  return { width, rows: Math.max(0, records - 1), alike: Math.max(0, alike - 1) };
}

// how files begin that people take for CSV, read byte by byte or as UTF-8; \ufffd stands for bytes that are none
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^PK(?:\u0003\u0004|\u0005\u0006)/, "a zip archive or a spreadsheet (.xlsx); save it as CSV first"],
  [/^\u001f[\u008b\u2039\ufffd]/, "what gzip made; decompress it first"],
  [/^[\u00d0\ufffd][\u00cf\ufffd]\u0011[\u00e0\u0871\ufffd]/, "an old spreadsheet (.xls); save it as CSV first"],
  [/^%PDF-/, "a PDF"],
  [/^SQLite format 3\u0000/, "a database"],
  [/^PAR1[\u0000-\u0008\u0015]/, "a Parquet file"],
  [/^(?:[\u0089\u2030\ufffd]PNG|GIF8[79]a)/, "a picture"],
  [/^\s*<(?:!doctype|!--|html|head|body|\?xml)/i, "a page of HTML or XML; the download may have failed"],
  [/^\s*(?:[[{]\s*)+"|^\s*(?:\[\s*\]|\{\s*\})\s*$/, "JSON; parse it, and give the rows as they are"],
];

const binary = 'a binary file, or text in UTF-16 that was read as UTF-8; its encoding is "utf-16le" or "utf-16be" then';
const control = /[\u0000-\u0008\u000e-\u001f]/;
const undecoded = /[\ufffd\u0080-\u009f]/; // what no byte of UTF-8 becomes, and no character of text is
const headLength = 256;
const leastControls = 4;
const textControls = 0.05; // of all characters; a tenth of random bytes are control characters
const leastWide = 8; // characters, every other a NUL, that are UTF-16
const leastNuls = 32;

/** Throws where a text is no table, by how it begins; `delimiter` is the code of the one that was asked for. */
export function checkCsv(where: string, text: string, delimiter: number | undefined): void {
  const problem =
    signatures.find(([begins]) => begins.test(text))?.[1] ?? (isBinary(text.slice(0, headLength), delimiter) ? binary : undefined);
  if (problem !== undefined) throw csvError(where, "not-csv", 1, "the text must be CSV", problem);
}

/** Text may hold control characters, even many; but not beside as many that were not decoded, and not every other a NUL. */
function isBinary(head: string, delimiter: number | undefined): boolean {
  const characters = [...head.replace(/^[\ufffd\ufeff]*/, "")]; // marks of UTF-16, decoded or not
  if (characters.every((c) => c === "\0")) return characters.length >= leastNuls;
  const isWide = [0, 1].some((odd) => characters.every((c, at) => at % 2 === odd || c === "\0"));
  if (isWide) return characters.length >= leastWide;
  const controls = [...head].filter((c) => control.test(c) && c.charCodeAt(0) !== delimiter).length;
  const others = [...head].filter((c) => undecoded.test(c)).length;
  return Math.min(controls, others) >= Math.max(leastControls, textControls * head.length);
}
