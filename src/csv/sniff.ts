import { isArrayLike } from "../core/check.ts";
import { show } from "../core/input-error.ts";
import { csvError } from "./options.ts";

// how files begin that people take for CSV, read byte by byte or as UTF-8; \ufffd stands for bytes that are none
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^PK(?:\u0003\u0004|\u0005\u0006)/, "a zip archive or a spreadsheet (.xlsx); save it as CSV first"],
  [/^\u001f[\u008b\u2039\ufffd]/, "what gzip made; decompress it first"],
  [/^[\u00d0\ufffd][\u00cf\ufffd]\u0011[\u00e0\u0871\ufffd]/, "an old spreadsheet (.xls); save it as CSV first"],
  [/^%PDF-/, "a PDF"],
  [/^SQLite format 3\u0000/, "a database"],
  [/^PAR1[\u0000-\u0008\u0015]/, "a Parquet file"],
  [/^[^\u0000\n]{1,100}\u0000*[0-7 ]{7}\u0000[0-7 ]{7}\u0000/, "a tar archive; unpack it first"],
  [/^(?:[\u0089\u2030\ufffd]PNG|GIF8[79]a)/, "a picture"],
  [/^\s*<(?:!doctype|!--|html|head|body|table|\?xml)/i, "a page of HTML or XML; the download may have failed"],
  [/^\s*(?:[[{]\s*)+"|^\s*(?:\[\s*\]|\{\s*\})\s*$/, "JSON; parse it, and give the rows as they are"],
];

const binary = 'a binary file, or text in UTF-16 that was read as UTF-8; its encoding is "utf-16le" or "utf-16be" then';
const control = /[\u0000-\u0008\u000e-\u001f]/;
const undecoded = /[\ufffd\u0080-\u009f]/; // what no byte of UTF-8 becomes, and no character of text is
const headLength = 256;
const leastControls = 4;
const textControls = 0.05; // of all characters; a tenth of random bytes are control characters
const leastWide = 8; // characters, every other a NUL, that are UTF-16
const nuls = /\u0000{32}/; // no text pads its fields like that

/** Throws where a text is no table, by how it begins; `delimiter` is the code of the one that was asked for. */
export function checkCsv(where: string, text: string, delimiter: number | undefined): void {
  const problem =
    signatures.find(([begins]) => begins.test(text))?.[1] ?? (isBinary(text.slice(0, headLength), delimiter) ? binary : undefined);
  if (problem !== undefined) throw csvError(where, "not-csv", 1, "the text must be CSV", problem);
}

/** Text may hold control characters, even many; but not beside as many that were not decoded, and not every other a NUL. */
function isBinary(head: string, delimiter: number | undefined): boolean {
  const characters = [...head.replace(/^[\ufffd\ufeff]*/, "")]; // marks of UTF-16, decoded or not
  if (nuls.test(head)) return true;
  if (characters.every((c) => c === "\0")) return false;
  const isWide = [0, 1].some((odd) => characters.every((c, at) => at % 2 === odd || c === "\0"));
  if (isWide) return characters.length >= leastWide;
  const controls = [...head].filter((c) => control.test(c) && c.charCodeAt(0) !== delimiter).length;
  const others = [...head].filter((c) => undecoded.test(c)).length;
  return Math.min(controls, others) >= Math.max(leastControls, textControls * head.length);
}

const path = /^[^,;\t\r\n"<>|]+\.(?:csv|tsv|txt|tab|dat|gz|zip|xlsx?|ods|json|parquet)(?:[?#][^\s,;"]*)?$/i;

/** What was given where a text or a stream was wanted, with what to do about it. */
export function sayGiven(source: unknown): string {
  if (typeof source === "string" && isPath(source)) {
    const how = /^[a-z]+:\/\//i.test(source) ? "give `readCsv` what `fetch` gives" : "open it, in Node by `createReadStream` for `readCsv`";
    return `${show(source)}, which may be the name of a file; ${how}`;
  }
  if (typeof source !== "object" || source === null) return show(source);
  if ("then" in source && typeof source.then === "function") return "a promise; `await` it first";
  if (ArrayBuffer.isView(source) || /Buffer\]$/.test(Object.prototype.toString.call(source))) return `${show(source)}; bytes are for \`readCsv\``;
  if (isStream(source)) return `${show(source)}; streams, files and responses are for \`readCsv\``;
  const rows = Array.isArray(source) && typeof source[0] === "object" && source[0] !== null;
  const isTable = rows || (!Array.isArray(source) && Object.values(source).length > 0 && Object.values(source).every(isArrayLike));
  return isTable ? `${show(source)}; rows and columns need no reading, \`clusterSegments\` takes them as they are` : show(source);
}

/** Whether a text is the name of a file, and no table. */
export function isPath(text: string): boolean {
  return text.length < 1000 && path.test(text.trim());
}

function isStream(source: object): boolean {
  return "getReader" in source || "stream" in source || "body" in source || "pipe" in source || Symbol.asyncIterator in source;
}
