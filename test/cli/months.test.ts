// The ten exports of test/examples/exports.ts through the command: a model of May, then June's labels and what was repaired.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test as always } from "vitest";
import { assign, parseCsv, type CsvColumn, type CsvColumns } from "../../src/index.ts";
import { exports } from "../examples/exports.ts";
import { makeWorkshop, type Workshop } from "./run-command.ts";
import { isLong } from "../long-runs.ts";

const test = always.runIf(isLong); // each of them starts the command: they are run in test/long

const timeout = 120_000;
let shop: Workshop;
beforeAll(() => {
  if (!existsSync("dist/cli.js")) throw new Error("There is no dist: run npm run build first.");
  shop = makeWorkshop();
});
afterAll(() => shop.remove());

const cellsOf = (column: CsvColumn): unknown[] => [...column];
const words = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("--model in May and --predict in June:", () => {
  test.each(exports)("$name", { timeout }, ({ rows, options, ids, may, mended, planted, otherwise }) => {
    for (const [name, text] of Object.entries({ "may.csv": may, "june.csv": mended, "other.csv": otherwise.text, "r.json": JSON.stringify(options) }))
      writeFileSync(shop.path(name), text);
    const isSaid = Object.keys(options).length > 0;
    const made = shop.run(["may.csv", "--effort", "fast", "--model", "m.json", ...(isSaid ? ["--recipe", "r.json"] : [])]);
    expect(made.status).toBe(0);
    expect(made.stderr).toMatch(/^Wrote m\.json \(\d+ rows, [\d.]+ s\)\.\n$/);
    const model = JSON.parse(readFileSync(shop.path("m.json"), "utf8"));

    const { status, stdout, stderr } = shop.run(["june.csv", "--predict", "m.json", "--labels", "l.csv"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^Wrote l\.csv \(\d+ rows, [\d.]+ s\)\.\n$/);
    const placed = assign(model, parseCsv(mended));
    const labels = parseCsv(readFileSync(shop.path("l.csv"), "utf8"));
    const table: CsvColumns = { ...parseCsv(mended), row: Float64Array.from({ length: rows }, (_, row) => row + 1) };
    const named = Object.keys(labels).slice(0, -2);
    expect(named).toEqual(expect.arrayContaining(ids.length === 0 ? ["row"] : [...ids])); // e-mails may name rows, too
    for (const column of named) expect(cellsOf(labels[column])).toEqual(cellsOf(table[column]));
    expect(cellsOf(labels["segment"])).toEqual(Array.from(placed.labels, (label) => label + 1));
    expect(Array.from(placed.labels, (label) => model.names[label])).toEqual(labels["name"]);

    const shown = words(stdout).split(" - ").slice(1); // the list of what was repaired, at the end
    expect(shown.map((line) => line.trim())).toEqual(placed.warnings.map(words));
    expect(shown.length).toBe(new Set(planted.map(({ code, column }) => `${code} ${column}`)).size);
    expect(words(stdout)).toContain(`june.csv: ${rows} rows `);
    expect(words(stdout)).not.toContain("left out");

    const refused = shop.run(["other.csv", "--predict", "m.json", "--labels", "none.csv"]);
    expect([refused.status, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain(otherwise.column);
    expect(shop.files()).not.toContain("none.csv");
  });
});
