// Small files such as shops, surveys and databases write them: each a kind of trouble, read right, or refused where it stands; read as one
// text and from streams of small pieces.
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { csvNotices, parseCsv } from "../../src/csv/parse-csv.ts";
import { readCsv, type ReadCsvOptions } from "../../src/csv/read-csv.ts";
import type { CsvColumns } from "../../src/csv/reader.ts";
import { columnOrder } from "../../src/table/table.ts";
import { exportCases, type ExportOutcome } from "./export-cases.ts";

const cellsOf = (column: ArrayLike<unknown>): unknown[] => Array.from(column, (value) => (Number.isNaN(value) ? null : value));

async function outcomeOf(read: () => CsvColumns | Promise<CsvColumns>): Promise<ExportOutcome> {
  try {
    const columns = await read();
    const entries = columnOrder(columns).map((name) => [name, cellsOf(columns[name])] as const);
    return { columns: Object.fromEntries(entries), told: csvNotices(columns).map(({ code }) => code) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, line, row } = error;
    return { code, line: line!, ...(row === undefined ? {} : { row }) };
  }
}

function inPieces(bytes: Uint8Array, length: number, options: ReadCsvOptions): Promise<CsvColumns> {
  return readCsv(Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) => bytes.subarray(i * length, (i + 1) * length)), options);
}

test("there are enough of them", () => {
  expect(Object.values(exportCases).flat().length).toBeGreaterThan(200);
});

describe.each(Object.entries(exportCases))("exports: %s", (_, cases) => {
  for (const [name, file, outcome, options = {}] of cases) {
    test(name, async () => {
      const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
      if (typeof file === "string") expect(await outcomeOf(() => parseCsv(file, options))).toEqual(outcome);
      for (const length of [1, 7, 64]) expect(await outcomeOf(() => inPieces(bytes, length, options))).toEqual(outcome);
    });
  }
});
