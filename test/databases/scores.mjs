// Scores tables inside an engine, and holds what it says against `assign`, row by row and to the bit.
import assert from "node:assert/strict";
import { assign } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";

/** Columns of a table as they stand in a database: numbers as doubles, all else as text. */
export function asStored(table) {
  return Object.keys(table).map((name) => {
    const values = Array.from(table[name], (cell) => (cell === undefined || Number.isNaN(cell) ? null : cell));
    const isNumber = values.every((cell) => cell === null || typeof cell === "number");
    const isBoolean = !isNumber && values.every((cell) => cell === null || typeof cell === "boolean");
    return { name, type: isNumber ? "number" : isBoolean ? "boolean" : "text", values };
  });
}

/** What an engine says of every row of a table that it holds, in the order of a column of their numbers. */
export async function scored(engine, model, { from, rowColumn, columns = [] }) {
  const sql = scoreSql(model, { from, dialect: engine.dialect, columns: [rowColumn, ...columns] });
  const rows = await engine.query(sql);
  return rows.sort((a, b) => Number(a[rowColumn]) - Number(b[rowColumn]));
}

const numberOf = (cell) => (cell === null || cell === undefined ? NaN : Number(cell));

/** How rows that an engine scored differ from `assign`: in segments, in any bit of the two figures, in names. */
export function differences(rows, model, table, names) {
  const { labels, distance, margin } = assign(model, table);
  assert.equal(rows.length, labels.length);
  const found = { labels: 0, nearBorder: 0, distances: 0, margins: 0, names: 0 };
  rows.forEach((row, i) => {
    const segment = row.segment === null ? NaN : Number(row.segment);
    if (segment !== labels[i]) {
      found.labels++;
      if (margin[i] < 1e-9) found.nearBorder++;
    }
    if (!Object.is(numberOf(row.distance), distance[i])) found.distances++;
    if (!Object.is(numberOf(row.margin), margin[i] === Infinity ? NaN : margin[i])) found.margins++;
    if ((row.segment_name ?? undefined) !== names[labels[i]]) found.names++;
  });
  return found;
}
