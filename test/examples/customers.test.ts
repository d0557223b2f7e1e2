import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { distribution, quantile } from "../../src/core/quantile.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";

const csv = readFileSync("examples/customers.csv", "utf8");
const table = parseCsv(csv);
const names = ["minutes_watched", "CLV", "region", "channel"];
const [minutes, value, region, channel] = names.map((name) => table[name] as Float64Array);

const pick = (values: Float64Array, of: number): Float64Array => values.filter((_, i) => region[i] === of);
const quantiles = (values: Float64Array, shares: readonly number[]): number[] =>
  shares.map((share) => quantile(distribution(values), share));

/** Fails where a figure is further from the wanted one than `share` of it and than `least`. */
function expectNear(found: readonly number[], wanted: readonly number[], share: number, least: number): void {
  expect(found.length).toBe(wanted.length);
  const off = found.filter((x, i) => Math.abs(x - wanted[i]) > Math.max(least, share * Math.abs(wanted[i])));
  expect(off, `of ${found.join(", ")} where ${wanted.join(", ")} are wanted`).toEqual([]);
}

test("make-customers.mjs writes the same bytes again", () => {
  const folder = mkdtempSync(join(tmpdir(), "customers-"));
  try {
    const path = join(folder, "again.csv");
    const printed = execFileSync(process.execPath, ["examples/make-customers.mjs", path], { encoding: "utf8" });
    expect(printed).toBe(`Wrote 3834 customers to ${path}\n`);
    expect(readFileSync(path, "utf8") === csv).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("customers.csv has the figures of the real table:", () => {
  test("its columns", () => {
    expect(csv.split("\n")[0]).toBe(names.join(","));
    for (const column of Object.values(table)) expect(column).toBeInstanceOf(Float64Array);
  });

  test("the counts by region and channel", () => {
    const counts = [0, 1, 2].map((r) => [1, 2, 3, 4, 5, 6, 7, 8].map((c) => channel.filter((x, i) => x === c && region[i] === r).length));
    expect(counts).toEqual([
      [262, 88, 456, 189, 10, 90, 123, 148],
      [81, 31, 127, 70, 3, 55, 54, 40],
      [328, 187, 511, 391, 45, 144, 301, 100],
    ]);
  });

  test("109 missing minutes, some in every channel", () => {
    const channels = channel.filter((_, i) => Number.isNaN(minutes[i]));
    expect(channels.length).toBe(109);
    expect(new Set(channels).size).toBe(8);
  });

  test("minutes, within 6 % or 2 minutes", () => {
    const wanted = [0, 12, 39, 159, 512, 1521, 3958, 7349, 24705, 288508];
    expectNear(quantiles(minutes, [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]), wanted, 0.06, 2);
    const byRegion = [0, 1, 2].flatMap((r) => quantiles(pick(minutes, r), [0.05, 0.25, 0.5, 0.75, 0.95]));
    expectNear(byRegion, [6, 101, 353, 1150, 6257, 16, 195, 662, 1698, 7498, 21, 210, 615, 1741, 8075], 0.02, 1);
    const logs = minutes.filter((x) => x >= 0).map(Math.log1p);
    expectNear([mean(logs), Math.sqrt(mean(logs.map((x) => (x - mean(logs)) ** 2)))], [6.09, 1.9], 0, 0.07);
  });

  test("one customer of Facebook's with 288 508 minutes", () => {
    const most = minutes.indexOf(288508);
    expect(channel[most]).toBe(2);
    expect(Math.max(...minutes.filter((x, i) => x >= 0 && i !== most))).toBeLessThan(100000);
  });

  test("values, within 2 % or 5.00", () => {
    const byRegion = [0, 1, 2].flatMap((r) => quantiles(pick(value, r), [0.05, 0.25, 0.5, 0.75, 0.95]));
    const wanted = [36, 118.79, 122.71, 173.15, 250.93, 42.8, 128.36, 145.74, 184.8, 304.63, 19, 62.58, 78.87, 120.8, 207.06];
    expectNear(byRegion, wanted, 0.02, 5);
  });

  test("the price points, each as often", () => {
    const counts = [119, 62.58, 149.99, 36, 174, 19, 184.44].map((price) => value.filter((x) => x === price).length);
    expect(counts).toEqual([477, 388, 174, 160, 151, 109, 80]);
  });

  test("correlations, within 0.01", () => {
    const filled = minutes.map((x) => (Number.isNaN(x) ? 0 : x));
    expectNear([pearson(filled, value), pearson(ranks(filled), ranks(value))], [0.114153, 0.022242], 0, 0.01);
    expectNear([pearson(value, region), pearson(ranks(value), ranks(region))], [-0.273312, -0.326027], 0, 0.01);
  });
});

function mean(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

function pearson(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a, b].map((values) => {
    const center = mean(values);
    return values.map((x) => x - center);
  });
  const product = (x: Float64Array, y: Float64Array): number => mean(x.map((v, i) => v * y[i]));
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** The rank of each value, the mean rank for equal ones. */
function ranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((x) => (sorted.indexOf(x) + sorted.lastIndexOf(x)) / 2);
}
