// A table is the same table however it is printed: between commas, semicolons, tabs or bars, with all fields in quotes or those that need
// it, its lines ended in either way. What is repaired in one print is repaired in all, and told alike.
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import { columnOrder } from "../../src/table/table.ts";
import { runs } from "../table-arbitraries.ts";
import { printCsv } from "./print-csv.ts";

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("", "", "1", "2", "a", "b") },
  fc.constantFrom(" ", "1.5", "-3", "007", "x y", "Ann", "NA", "Total", "Total: 3", "(2 rows)", "end", 'q"q', '"', "l\nm", "#", "# x", "2024-01-31", "-"),
);
const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }))
  .chain(([width, rows]) => fc.array(fc.oneof({ weight: 6, arbitrary: fc.array(cell, { minLength: width, maxLength: width }) }, fc.constant(Array<string>(width).fill(""))), { minLength: rows + 1, maxLength: rows + 1 }));
const styles = [",", ";", "\t", "|"].flatMap((delimiter) =>
  [true, false].flatMap((quotesAll) => (["\n", "\r\n"] as const).map((lineEnd) => ({ delimiter, quotesAll, lineEnd, hasMark: false, endsLastLine: true }))),
);

function outcomeOf(text: string, header: boolean): unknown {
  try {
    const read = parseCsv(text, { header });
    const columns = columnOrder(read).map((name) => [name, Array.from(read[name] as ArrayLike<unknown>, (value) => (Number.isNaN(value) ? null : value))]);
    return { columns, told: csvNotices(read).map(({ code, figures }) => ({ code, figures: { ...figures, first: undefined } })) }; // the first line as it is printed
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: error.code, line: error.line, row: error.row };
  }
}

test("a table is read alike however it is printed", () => {
  const { numRuns } = runs(20);
  let read = 0;
  fc.assert(
    fc.property(table, fc.boolean(), ([names, ...rows], header) => {
      const columns = names.map((_, c) => rows.map((row) => row[c]));
      const outcomes = styles.map((style) => outcomeOf(printCsv(names, columns, style), header));
      if ("columns" in (outcomes[0] as object)) read++;
      outcomes.forEach((outcome, s) => expect({ ...styles[s], outcome }).toEqual({ ...styles[s], outcome: outcomes[0] }));
    }),
    { numRuns },
  );
  expect(read).toBeGreaterThan((numRuns * 2) / 3);
});
