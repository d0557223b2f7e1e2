// The SQL of each dialect as a file, to be read beside the manual of its engine: test/sql/NAME.sql. UPDATE_SQL=1 writes them anew.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clusterSegments } from "../../src/index.ts";
import { databaseDialects } from "../../src/sql/dialects.ts";
import { scoreSql } from "../../src/sql/index.ts";

const regions = ["north", "south", "it's \"west\" \\"];
const rows = Array.from({ length: 40 }, (_, i) => ({
  "spend per year": i % 9 === 0 ? null : (i % 11) * 40 + (i > 20 ? 500 : 0), region: regions[i % 3], since: `2024-0${1 + (i % 9)}-1${i % 10}`, plan: ["S", "M", "L"][i % 3], news: i % 2 === 0,
  floors: i % 4,
}));
const { model } = clusterSegments(rows, {
  k: 3, structure: false, names: ["Regulars", "It's new", "Big \\ old"], missingWords: ["-1"],
  columns: {
    "spend per year": { type: "number", transform: "log1p", winsorise: [0.05, 0.95] }, plan: { type: "ordered", order: ["S", "M", "L"] }, since: "date", news: "boolean",
    floors: { type: "category", missing: "drop", unseen: "error" },
  },
});

test.each(databaseDialects)("the SQL of %s is as in its file", (dialect) => {
  const file = new URL(`${dialect}.sql`, import.meta.url);
  const sql = `${scoreSql(model, { from: ["shop", "customers"], dialect, columns: ["customer id"] })}\n`;
  if (process.env["UPDATE_SQL"] === "1") writeFileSync(file, sql);
  expect(sql).toBe(readFileSync(file, "utf8"));
});
