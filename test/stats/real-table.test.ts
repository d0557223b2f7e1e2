// What the real table answers, to the digits that ../shared/data/README.md gives.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import type { CsvColumns } from "../../src/csv/reader.ts";
import { correlate } from "../../src/stats/correlate.ts";
import { crosstab } from "../../src/stats/crosstab.ts";
import { influence } from "../../src/stats/influence.ts";
import { rowsOf } from "../rows.ts";

const file = new URL("../../../shared/data/customers.csv", import.meta.url);
const isThere = existsSync(file);
const title = isThere ? "the real table" : "the real table (skipped: ../shared/data is missing)";
const read = (): CsvColumns => parseCsv(readFileSync(file, "utf8"));

describe.skipIf(!isThere)(title, () => {
  test("correlations", () => {
    const table = read();
    const filled = { ...table, minutes_watched: (table["minutes_watched"] as Float64Array).map((minutes) => minutes || 0) };
    const pairs = (["pearson", "spearman"] as const).flatMap((method) => {
      const { columns, matrix } = correlate(filled, { method, columns: { region: "number" } });
      const [minutes, value, region] = ["minutes_watched", "CLV", "region"].map((name) => columns.indexOf(name));
      return [rowsOf(matrix)[minutes][value], rowsOf(matrix)[value][region]].map((r) => r.toFixed(6));
    });
    expect(pairs).toEqual(["0.114153", "-0.273312", "0.022242", "-0.326027"]);
  });

  test("the channel has no measurable influence on the minutes", () => {
    const { kruskal, anova, etaSquared, groups, filled, missing, sentence } = influence(read(), { of: "channel", on: "minutes_watched", missing: 0 });
    expect([kruskal.h.toFixed(6), kruskal.df, kruskal.p.toFixed(6)]).toEqual(["12.902193", 7, "0.074528"]);
    expect([anova.f.toFixed(6), anova.p.toFixed(6), etaSquared.toFixed(6)]).toEqual(["1.385932", "0.206492", "0.002529"]);
    const [facebook, friend] = [groups[1], groups[6]];
    expect([facebook.name, facebook.mean.toFixed(2), facebook.median, friend.median]).toEqual(["2", "2767.64", 557, 541.5]);
    expect(Math.max(...groups.map(({ mean }) => mean))).toBe(facebook.mean);
    expect([filled, missing]).toEqual([109, 0]);
    expect(sentence).toMatch(/^No measurable influence of `channel` on `minutes_watched` \(Kruskal-Wallis, p = 0\.0745\).*eta² = 0\.0025.*mean 2,768, median 557/);
  });

  test("region and channel go together, weakly but certainly", () => {
    const { chiSquared, df, p, cramersV, rowShares, missing } = crosstab(read(), "region", "channel");
    expect([chiSquared.toFixed(6), df, p.toExponential(2), cramersV.toFixed(6), missing]).toEqual(["137.764309", 14, "1.97e-22", "0.134038", 0]);
    expect(rowsOf(rowShares).map((shares) => (100 * (shares[1] + shares[2])).toFixed(1))).toEqual(["39.8", "34.3", "34.8"]);
  });

  test("the region influences the value", () => {
    const { kruskal, anova, sentence } = influence(read(), { of: "region", on: "CLV" });
    expect([kruskal.h.toFixed(6), anova.f.toFixed(6)]).toEqual(["530.768743", "239.351457"]);
    expect(sentence).toMatch(/^A measurable, moderate influence/);
  });

  test("rows that are duplicates of an earlier one, before and after the missing are filled", () => {
    const { minutes_watched: minutes, CLV, region, channel } = read() as Record<string, Float64Array>;
    const duplicates = (of: (row: number) => unknown): number => minutes.length - new Set(Array.from(minutes, (_, i) => JSON.stringify([of(i), CLV[i], region[i], channel[i]]))).size;
    expect([duplicates((i) => minutes[i]), duplicates((i) => minutes[i] || 0), minutes.filter(Number.isNaN).length]).toEqual([43, 49, 109]);
  });
});
