// Exports as people have them, segmented in June by a model of May: every row is placed, every repair is counted, nothing else is told.
import { beforeAll, describe, expect, test } from "vitest";
import { assign, clusterSegments, parseCsv, predict, type Assigned, type SegmentModel, type Segmentation } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { exports, type Export } from "./exports.ts";

const revive = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Each row of an export as an export of one row. */
function rowsAlone(text: string): string[] {
  const columns = Object.entries(parseCsv(text, { decimal: "." }));
  const delimiter = text.includes("\t") ? "\t" : ";";
  const quote = (cell: unknown): string => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const rows = columns[0][1].length;
  const line = (cells: readonly unknown[]): string => cells.map(quote).join(delimiter);
  return Array.from({ length: rows }, (_, row) => `${line(columns.map(([name]) => name))}\n${line(columns.map(([, cells]) => cells[row]))}`);
}

/** What is to be told: the cells of each column that were planted, and which they are. */
function expected({ planted }: Export): Map<string, string[]> {
  const cells = new Map<string, string[]>();
  for (const { code, column, text } of planted) cells.set(`${code} ${column}`, [...(cells.get(`${code} ${column}`) ?? []), text]);
  return cells;
}

function expectTold({ notices, warnings }: Pick<Assigned, "notices" | "warnings">, one: Export): void {
  const planted = expected(one);
  expect(new Map(notices.map(({ code, column, figures }) => [`${code} ${column}`, figures]))).toEqual(
    new Map([...planted].map(([key, texts]) => [key, expect.objectContaining({ cells: texts.length, rows: one.rows })])),
  );
  expect(notices.length).toBe(planted.size);
  expect(warnings.length).toBe(planted.size);
  for (const { code, column, figures } of notices) {
    const texts = planted.get(`${code} ${column}`)!;
    if (code === "unseen-placed") expect([...(figures as { readonly examples: readonly string[] }).examples].sort()).toEqual([...new Set(texts)].sort());
  }
}

test("there are ten exports", () => {
  expect(new Set(exports.map(({ name }) => name)).size).toBe(10);
});

describe.each(exports)("$name", (one) => {
  const { rows, options, leftOut, may, june, mended, planted, otherwise } = one;
  let result: Segmentation;
  let model: SegmentModel;
  beforeAll(() => {
    result = clusterSegments(parseCsv(may), { ...options, effort: "fast", structure: false });
    model = revive(result.model);
  });

  test("May makes segments of every column but those that name rows and persons, or are outcomes", () => {
    expect(result.k).toBeGreaterThan(1);
    expect(result.notices.flatMap(({ code, column }) => (code === "not-used" ? [column] : []))).toEqual(leftOut);
    const all = Object.keys(parseCsv(may)).map((name) => name.trim());
    expect(model.features.map(({ reading }) => reading.column)).toEqual(all.filter((name) => !leftOut.includes(name)));
  });

  test("May's rows go where they are, all together and each alone", () => {
    expect(predict(model, parseCsv(may))).toEqual(result.labels);
    expect(predict(result, parseCsv(may))).toEqual(result.labels);
    expect(rowsAlone(may).map((row) => predict(model, parseCsv(row))[0])).toEqual(Array.from(result.labels));
  });

  test("June's rows are placed, and nothing is told of them where May knew all that is in them", () => {
    const placed = assign(model, parseCsv(june));
    expect([placed.labels.length, placed.notices]).toEqual([rows, []]);
    expect(Array.from(placed.labels).filter((label) => !(label >= 0 && label < result.k))).toEqual([]);
    expect(new Set(placed.labels).size).toBeGreaterThan(1);
  });

  test("gaps and categories that are new are placed and counted, and move no other row", () => {
    const known = predict(model, parseCsv(june));
    const placed = assign(model, parseCsv(mended));
    expectTold(placed, one);
    expect(Array.from(placed.labels).filter((label) => !(label >= 0 && label < result.k))).toEqual([]);
    const touched = new Set(planted.map(({ row }) => row));
    placed.labels.forEach((label, row) => touched.has(row) || expect([row, label]).toEqual([row, known[row]]));
    expect(rowsAlone(mended).map((row) => predict(model, parseCsv(row))[0])).toEqual(Array.from(placed.labels));
    expect(Array.from(placed.distance).every((x) => x >= 0 && x < Infinity)).toBe(true);
  });

  test("on request a gap is an error, and so is a category that is new", () => {
    const table = parseCsv(mended);
    for (const [option, code, kind] of [["missing", "missing-value", "gaps-placed"], ["unseen", "unseen-category", "unseen-placed"]] as const) {
      const own = planted.filter((plant) => plant.code === kind);
      const strict = { [option]: "error" };
      if (own.length === 0) {
        expect(predict(model, table, strict)).toEqual(predict(model, table));
        continue;
      }
      const error = errorOf(() => assign(model, table, strict));
      expect([error.code, own.map(({ column }) => column)]).toEqual([code, expect.arrayContaining([error.column])]);
      expect(own.filter(({ column }) => column === error.column).map(({ row }) => row)).toContain(error.row);
      expect(predict(model, parseCsv(june), strict)).toEqual(predict(model, parseCsv(june)));
    }
  });

  test("a column that is coded otherwise is an error that names it", () => {
    for (const place of [assign, predict])
      expect(errorOf(() => place(model, parseCsv(otherwise.text)))).toMatchObject({ code: otherwise.code, column: otherwise.column });
  });
});
