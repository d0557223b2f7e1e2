// how files begin that people take for CSV; \ufffd stands for bytes that are no UTF-8
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^PK\u0003\u0004/, "a zip archive or a spreadsheet (.xlsx); save it as CSV first"],
  [/^\u001f[\u008b\ufffd]/, "what gzip made; decompress it first"],
  [/^[\u00d0\ufffd][\u00cf\ufffd]\u0011[\u00e0\ufffd]/, "an old spreadsheet (.xls); save it as CSV first"],
  [/^%PDF-/, "a PDF"],
  [/^PAR1[\u0000-\u0008\u0015]/, "a Parquet file"],
  [/^[\u0089\ufffd]PNG/, "a picture"],
  [/^\s*<(?:!doctype|html|\?xml)/i, "a page of HTML or XML; the download may have failed"],
  [/^\s*(?:\[\s*)?\{\s*"/, "JSON; parse it, and give the rows as they are"],
];

const leastNuls = 8; // of the first 64 characters

/** What a text is that is no table, by how it begins; undefined where it may be one. */
export function notCsv(text: string): string | undefined {
  const found = signatures.find(([begins]) => begins.test(text));
  if (found !== undefined) return found[1];
  return text.slice(0, 64).split("\0").length > leastNuls ? "a binary file, or text in UTF-16 that was read as UTF-8" : undefined;
}
