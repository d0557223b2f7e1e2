// Rows are placed 16 384 at a time; nothing of it shows.
import { expect, test } from "vitest";
import { borderRows } from "../../src/insight/borders.ts";
import { assign, clusterSegments, predict, type Segmentation, type SegmentModel, type Table } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";

const n = 2 * 16_384 + 57;
const rowsFrom = (first: number, count: number): { spend: (number | null)[]; plan: string[] } => ({
  spend: Array.from({ length: count }, (_, i) => ((first + i) % 4001 === 7 ? null : (((first + i) * 7919) % 1009) / 10)),
  plan: Array.from({ length: count }, (_, i) => ["free", "paid", "team"][((first + i) * 31) % 7 % 3]),
});
const all = rowsFrom(0, n);
const { model } = clusterSegments(rowsFrom(0, 900), { k: 4, features: [{ column: "spend", missing: "drop" }, "plan"] });

test("the rows of a large table are placed as those of its parts, the ones that are left out among them", () => {
  const whole = assign(model, all);
  const size = 1013;
  const parts = Array.from({ length: Math.ceil(n / size) }, (_, at) => assign(model, rowsFrom(at * size, Math.min(size, n - at * size))));
  for (const name of ["labels", "distance", "margin"] as const) {
    expect(Array.from(whole[name])).toEqual(parts.flatMap((part) => Array.from(part[name])));
  }
  expect(whole.labels.indexOf(-1, 20_000)).toBeGreaterThan(0);
  expect(predict(model, all)).toEqual(whole.labels);
});

test("how far rows lie from a border is known of each", () => {
  const { labels, distance, margin } = assign(model, all);
  const found = borderRows("typicalRows", { result: { labels, model } as Segmentation, model, source: all, frame: undefined } as never);
  const kept = Int32Array.from(labels.keys()).filter((row) => labels[row] >= 0);
  expect(found.rows).toEqual(kept);
  expect(found.labels).toEqual(kept.map((row) => labels[row]));
  expect([...found.distances]).toEqual(Array.from(kept, (row) => distance[row]));
  expect(Array.from(found.margins, (own) => Math.max(0, own))).toEqual(Array.from(kept, (row) => margin[row]));
});

test("an error names the row of the table, not of a part", () => {
  const spend = [1, 2, 3, 40, 50, 900];
  const { model } = clusterSegments({ spend }, { k: 2, features: [{ column: "spend", transform: "log1p", winsorise: false }] });
  const [feature] = model.features;
  const { least, ...open } = feature as typeof feature & { least: number };
  const made = { ...model, features: [open] } as SegmentModel;
  const many: Table = { spend: Array.from({ length: n }, (_, i) => (i === 20_000 ? -5 : spend[i % 6])) };
  expect(least).toBe(1);
  expect(errorOf(() => predict(made, many))).toMatchObject({ code: "out-of-domain", row: 20_000, column: "spend" });
});

test("a table that its owner has changed is another table", () => {
  const spend = Float64Array.from({ length: 400 }, (_, i) => (i * 37) % 101);
  const visits = Float64Array.from({ length: 400 }, (_, i) => (i % 9 === 0 ? NaN : (i * 13) % 17));
  const table = { spend, visits };
  const copy = (): Table => ({ spend: spend.slice(), visits: visits.slice() });
  const first = clusterSegments(table, { k: 3 });
  expect(first).toEqual(clusterSegments(copy(), { k: 3 }));
  spend.forEach((value, i) => (spend[i] = i % 3 === 0 ? value + 500 : value));
  visits[1] = NaN;
  expect(clusterSegments(table, { k: 3 })).toEqual(clusterSegments(copy(), { k: 3 }));
  expect(assign(first.model, table)).toEqual(assign(first.model, copy()));
});
