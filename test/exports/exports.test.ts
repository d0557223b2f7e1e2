// Exports in the shapes of shop, mail, advertising, survey and CRM tools, made up from the columns that those tools write: what is read of
// each, what makes its segments, and that no segment is named after a person, a street or a number.
import { expect, test } from "vitest";
import { adjustedRandIndex, clusterSegments, csvNotices, prepare, readCsv, type CsvColumns } from "../../src/index.ts";
import { advertising } from "./advertising.ts";
import { type Expected, expected } from "./expected.ts";
import { mailAndCrm } from "./mail-and-crm.ts";
import { paymentsAndSurveys } from "./payments-and-surveys.ts";
import { shops } from "./shops.ts";
import type { ToolExport } from "./tool-export.ts";

const all = [...shops, ...mailAndCrm, ...advertising, ...paymentsAndSurveys];

async function read({ file }: ToolExport, { encoding }: Expected["option"] & object): Promise<CsvColumns> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const pieces = [bytes.slice(0, 1000), bytes.slice(1000)];
  return readCsv(pieces, encoding === undefined ? {} : { encoding });
}

test("there are twenty exports at least, of 60 to 300 rows, and each is the same when made again", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
  expect(all.filter(({ rows }) => rows < 60 || rows > 300)).toEqual([]);
  expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
});

test.each(all)("$name", async (one) => {
  const { option = {}, refused, features, out, told, asOf, values } = expected[one.name];
  const { missingWords = [] } = option;
  if (refused !== undefined) await expect(read(one, {}).then(prepare)).rejects.toMatchObject({ code: refused });
  const table = await read(one, option);
  const { columns, table: ready } = prepare(table, { missingWords });
  const without = new Map<string, string[]>();
  for (const { column, why } of columns) if (why !== undefined) without.set(why, [...(without.get(why) ?? []), column]);
  expect(columns.filter(({ why }) => why === undefined).map(({ column }) => column)).toEqual(features);
  expect(Object.fromEntries(without)).toEqual(out);
  expect(csvNotices(table).map(({ code }) => code)).toEqual(told);
  expect(new Set(columns.flatMap(({ type, why, reading }) => (type === "date" && why === undefined ? [reading.asOf] : [])))).toEqual(new Set(asOf === undefined ? [] : [asOf]));
  for (const [column, row, written, value] of values) {
    const { name } = columns.find((own) => own.column === column)!;
    expect([column, table[column][row], ready[name][row]]).toEqual([column, written, value]);
  }

  const { labels, k, model } = clusterSegments(table, { missingWords, effort: "fast", structure: false });
  expect(labels.length).toBe(one.rows);
  expect(k).toBeGreaterThan(1);
  expect(adjustedRandIndex(labels, one.planted)).toBeGreaterThan(0.4);
  const names = Object.values(out).flat();
  const texts = names.flatMap((name) => Array.from<unknown>(table[name]).filter((cell) => String(cell).length > 4));
  expect(model.names.filter((name) => texts.some((text) => name.includes(String(text))))).toEqual([]);
});
