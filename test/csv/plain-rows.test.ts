import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParseCsvOptions } from "../../src/csv/options.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import { errorOf } from "../error-of.ts";
import { runs } from "../table-arbitraries.ts";

const odd = [
  "1.", "-0", "007", ".5", "1,5", "-.5", "-0.0", "-", "1e5", "+4", "1.250", "1234567890123456", "0.1234567890123456", "9007199254740993", "1..2", "1-2", "5x", "", " ", " 7", "7 ",
  '"q"', '"a;b"', '"x""y"', ' "z" ', '""', '"two\nlines"', 'in"side', "Köln", "\u00a0", "\u3000", "\u00a0x", "日本", "\ufeff", "\u001a", "a;b", "\r", "5\r6", "--", "Total",
];
const plain: readonly ((i: number) => string)[] = [(i) => String(i % 700), (i) => String((i * 37) % 5000 / 100), (i) => (i % 9 === 0 ? "" : `c${i % 7}`), (i) => `id${i}`, (i) => (-i / 8).toFixed(3)];

/** A table of plain records, some of whose cells are odd behind those by which columns are told. */
const texts = fc.record({
  columns: fc.array(fc.constantFrom(...plain), { minLength: 1, maxLength: 5 }),
  rows: fc.constantFrom(1040, 1060),
  changes: fc.array(fc.record({ row: fc.integer({ min: 1026, max: 1059 }), column: fc.nat(4), cell: fc.oneof(fc.constantFrom(...odd), fc.constantFrom(...odd.slice(0, 8))) }), { maxLength: 3 }),
  lines: fc.array(fc.record({ row: fc.integer({ min: 1026, max: 1059 }), line: fc.constantFrom("", " ", ";", ";;;;", "x", "a;b;c;d;e;f;g") }), { maxLength: 1 }),
  becomesText: fc.boolean(), // below the first change, so that numbers are given back as they were written
  end: fc.constantFrom("\n", "\r\n"),
  hasLast: fc.boolean(),
}).map(({ columns, rows, changes, lines, becomesText, end, hasLast }) => {
  const cells = Array.from({ length: rows }, (_, i) => columns.map((cell) => cell(i)));
  for (const { row, column, cell } of changes) if (row < rows && column < columns.length) cells[row][column] = cell;
  if (becomesText && changes.length > 0 && changes[0].column < columns.length) cells[rows - 1][changes[0].column] = "x";
  const records = cells.map((record) => record.join(";"));
  for (const { row, line } of lines) records.splice(Math.min(row, rows), 0, line);
  return [columns.map((_, c) => `n${c}`).join(";"), ...records].join(end) + (hasLast ? end : "");
});

/** What a text gives, with what is told, or the error of it. */
function outcome(text: string, options: ParseCsvOptions): unknown {
  try {
    const columns = parseCsv(text, options);
    return { columns: { ...columns }, notices: csvNotices(columns) };
  } catch {
    return errorOf(() => parseCsv(text, options));
  }
}

test("records that are read straight into their columns give what those give that are found by an index of fields first", () => {
  fc.assert(
    fc.property(texts, fc.constantFrom<ParseCsvOptions>({}, { decimal: "," }, { header: false }), (text, options) => {
      const said = { delimiter: ";", ...options };
      expect(outcome(text, said)).toEqual(outcome(text, { ...said, comment: "\u0001" })); // lines that may be comments are looked at one by one
    }),
    runs(6),
  );
});
