import { withOrder, withWritten } from "../table/table.ts";
import { emptyColumn, finishColumn } from "./column.ts";
import type { CsvRules } from "./options.ts";
import { type CsvSource, pushPieces, type StreamOptions } from "./read-csv.ts";
import { asWrittenIn, createCsvReader, type CsvColumns, type CsvReader, endCsv, finishCsv } from "./reader.ts";

/** Some rows of a CSV that is read part by part. */
export interface CsvPart {
  readonly columns: CsvColumns;
  readonly rows: number;
  /** The rows of all parts before. */
  readonly before: number;
}

/**
 * Reads a CSV from a stream in parts of about so many rows, each of which is let go before the next is read. Each part holds all
 * columns, typed by its own rows. Rows of totals at the end are not looked for: only a whole table shows that they are some.
 */
export async function* readParts(
  where: string,
  source: CsvSource,
  rules: CsvRules,
  options: StreamOptions,
  rowsOfPart: () => number,
): AsyncGenerator<CsvPart> {
  const reader = createCsvReader(where, rules);
  const pieces = pushPieces(reader, source, options);
  let before = 0;
  try {
    for (;;) {
      const { done, value } = await pieces.next();
      if (done === true && before === 0) {
        const columns = finishCsv(reader, value); // one part is a whole table
        yield { columns, rows: reader.rows, before };
        return;
      }
      if (done === true) endCsv(reader, value);
      const rows = reader.rows - before;
      if (done === true ? rows > 0 : rows >= rowsOfPart()) {
        yield { columns: takeColumns(reader), rows, before };
        before += rows;
      }
      if (done === true) return;
    }
  } finally {
    await pieces.return("");
  }
}

/** The columns as far as they are read; the reader goes on with empty ones. */
function takeColumns(reader: CsvReader /* out */): CsvColumns {
  const { names, head, rules } = reader;
  const written = asWrittenIn(reader);
  const columns = reader.columns.map(finishColumn);
  reader.columns = names.map(() => emptyColumn(Infinity));
  const texts = withOrder(names.flatMap((name, c) => (written[c] === undefined ? [] : [[name, written[c]] as const])));
  const table = withOrder(names.map((name, c) => [name, columns[c]] as const), reader.notices);
  return withWritten(table, { delimiter: String.fromCharCode(head!.delimiter), texts: rules.decimal === "." ? texts : {} });
}
