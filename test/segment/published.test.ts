// The published analysis of 3 834 customers, against the figures of the contract: skipped where the shared data are missing.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { predict } from "../../src/segment/predict.ts";
import { correlate } from "../../src/stats/correlate.ts";
import { describe as describeTable } from "../../src/stats/describe.ts";

const file = new URL("../../../shared/data/customers.csv", import.meta.url);
const isThere = existsSync(file);
const title = isThere ? "the published analysis" : "the published analysis (skipped: ../shared/data is missing)";

const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };
const features = [
  { column: "minutes_watched", missing: { fill: 0 } },
  "CLV",
  { column: "region", type: "number" as const },
  { column: "region", type: "category" as const, labels: regions },
  { column: "channel", type: "category" as const, labels: channels },
];

describe.skipIf(!isThere)(title, () => {
  const table = isThere ? parseCsv(readFileSync(file, "utf8")) : {};
  const result = isThere ? clusterSegments(table, { features, preset: "published" }) : undefined!;

  test("the dendrogram gives eight segments of the best inertia known, in their sizes", () => {
    expect(result.k).toBe(8);
    expect(result.inertia).toBeCloseTo(22288.4, 1);
    expect(result.totalInertia).toBeCloseTo(3834 * 14, 6);
    expect(result.segments.map(({ size }) => size)).toEqual([1230, 907, 424, 332, 306, 289, 288, 58]);
    expect(result.choice.reason).toMatch(/^`dendrogram` suggests 8, cut at 0\.7 of its highest merge \(.*\)\./);
  });

  test("each is named by its region and channel", () => {
    expect(result.features).toEqual(["minutes_watched", "CLV", "region", ...Object.values(regions).map((name) => `region: ${name}`), ...Object.values(channels).map((name) => `channel: ${name}`)]);
    const words = [...Object.values(regions), ...Object.values(channels)];
    for (const { name } of result.segments) expect(words.some((word) => name.includes(word))).toBe(true);
  });

  test("one customer raises the average of the Facebook segment, and that is said", () => {
    const facebook = result.segments.find(({ means }) => means["channel: Facebook"] > 0.999)!;
    expect(facebook.means["minutes_watched"]).toBeCloseTo(2767.643791, 6);
    expect(facebook.medians["minutes_watched"]).toBe(557);
    expect(result.notices).toEqual([
      { code: "gaps-filled", column: "minutes_watched", figures: { cells: 109, fill: 0 } },
      { code: "skewed", column: "minutes_watched", figures: { share: expect.closeTo(0.87, 2), transform: "log1p", before: 8, after: 8 } },
      { code: "restated", figures: { columns: ["region", "channel"], cramersV: [expect.any(Number), expect.any(Number)], numbers: ["minutes_watched", "CLV"], scaling: "column" } },
      { code: "no-number", column: "CLV", figures: { share: expect.closeTo(0.08, 2), scaling: "column", isRaw: true } },
      { code: "outlier", column: "minutes_watched", segment: facebook.id, figures: { mean: expect.closeTo(2767.643791, 6), value: 288508, without: expect.closeTo(1830.79, 2), median: 557 } },
    ]);
  });

  test("predict gives the labels", () => {
    expect(predict(JSON.parse(JSON.stringify(result.model)), table)).toEqual(result.labels);
  });

  test("the correlations, missing minutes filled with 0", () => {
    const filled = { ...table, minutes_watched: Array.from(table["minutes_watched"] as Float64Array, (x) => (Number.isNaN(x) ? 0 : x)) };
    const entry = (method: "pearson" | "spearman", a: string, b: string): number => {
      const { columns, matrix } = correlate(filled, { method, columns: { region: "number" } });
      return matrix.data[columns.indexOf(a) * matrix.cols + columns.indexOf(b)];
    };
    expect(entry("pearson", "minutes_watched", "CLV")).toBeCloseTo(0.114153, 6);
    expect(entry("spearman", "minutes_watched", "CLV")).toBeCloseTo(0.022242, 6);
    expect(entry("pearson", "CLV", "region")).toBeCloseTo(-0.273312, 6);
    expect(entry("spearman", "CLV", "region")).toBeCloseTo(-0.326027, 6);
  });

  test("the quantiles of minutes, 109 of them missing", () => {
    const [minutes] = describeTable(table).columns;
    expect(minutes).toMatchObject({ column: "minutes_watched", type: "number", missing: 109, count: 3725 });
    const { q1, median, q3, max } = minutes.numbers!;
    expect([q1, median, q3, max]).toEqual([159, 512, 1521, 288508]);
  });
});
