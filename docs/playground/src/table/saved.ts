import type { Columns } from "audience-segmentation";
import { report } from "audience-segmentation/report";
import { type DatabaseDialect, scoreSql } from "audience-segmentation/sql";
import { labelsCsv, rowNames } from "../../../../src/cli/labels.ts";
import type { FileName, SavedFile } from "../protocol.ts";
import { type Found, type OpenTable, wholeOf } from "./bench.ts";

/** A file of what is shown; of the segments that the library chose where only a sample is shown. */
export function save(file: FileName, table: OpenTable, found: Found, dialect: DatabaseDialect): SavedFile {
  return saving[file](table, found, table.name.replace(/\.[^.]*$/, "") || "customers", dialect);
}

type Save = (table: OpenTable, found: Found, stem: string, dialect: DatabaseDialect) => SavedFile;

const saving: Readonly<Record<FileName, Save>> = {
  labels: ({ columns }, found, stem) => {
    const { labels, model } = wholeOf(found);
    const used = new Set(model.features.map(({ reading }) => reading.column));
    const rows = rowNames(columns as Columns as never, [], used, model.reading.ids);
    return { name: `${stem}-segments.csv`, type: "text/csv", text: labelsCsv(rows, labels, model.names) };
  },
  model: (_, found, stem) => ({ name: `${stem}-model.json`, type: "application/json", text: JSON.stringify(wholeOf(found).model) }),
  report: ({ prepared }, found, stem) => {
    const questions = found.asked.filter(({ of, on }, i, all) => all.findIndex((one) => one.of === of && one.on === on) === i);
    return { name: `${stem}-report.html`, type: "text/html", text: report(wholeOf(found), prepared, { questions }) };
  },
  sql: (_, found, stem, dialect) => {
    const { model } = wholeOf(found);
    const text = scoreSql(model, { from: stem, dialect, columns: model.reading.ids });
    return { name: `${stem}-${dialect}.sql`, type: "application/sql", text: `${text}\n` };
  },
};
