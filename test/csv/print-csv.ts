/** How {@link printCsv} writes a table. */
export interface CsvStyle {
  readonly delimiter: string;
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly hasMark: boolean;
  readonly endsLastLine: boolean;
  readonly quotesAll: boolean;
}

/** Prints columns of numbers and texts, NaN and null as empty fields, so that reading them gives the same columns, without empty rows. */
export function printCsv(names: readonly string[], columns: readonly ArrayLike<number | string | null>[], style: CsvStyle): string {
  const lines = [names.map((name) => printField(name, { ...style, quotesAll: style.quotesAll || name.trim() === "" }))];
  for (let i = 0; i < columns[0].length; i++) {
    const texts = columns.map((column) => printValue(column[i]));
    lines.push(texts.map((text) => printField(text, style)));
  }
  const text = lines.map((fields) => fields.join(style.delimiter)).join(style.lineEnd);
  const isLastBlank = lines[lines.length - 1].join("") === ""; // in one column it would be no row without its line end
  return (style.hasMark ? "\ufeff" : "") + text + (style.endsLastLine || isLastBlank ? style.lineEnd : "");
}

function printValue(value: number | string | null): string {
  if (value === null || Number.isNaN(value)) return "";
  if (Object.is(value, -0)) return "-0";
  return typeof value === "number" && Math.abs(value) > 2 ** 53 ? value.toExponential() : String(value); // long whole numbers are text
}

function printField(text: string, { delimiter, quotesAll }: CsvStyle): string {
  const mustQuote = /["\r\n\u001a]|^\ufeff/.test(text) || text.includes(delimiter);
  return quotesAll || mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}
