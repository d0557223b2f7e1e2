import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { standardize } from "../../src/core/standardize.ts";
import { sampleRows } from "../../src/report/fit.ts";
import { report } from "../../src/report/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { silhouette } from "../../src/validity/silhouette.ts";
import { descriptionOf } from "../plot/geometry.ts";

const labelled = (labels: readonly number[], k: number, seed = 42): Segmentation => ({ labels: Int32Array.from(labels), k, model: { seed } }) as unknown as Segmentation;

test("the sample is all rows of a segment where they are few, else a share of each segment, at least 30 of each", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 8 }), fc.nat(), (n, k, skew) => {
    const labels = Array.from({ length: n }, (_, i) => (i % 17 === 16 ? -1 : i % (3 + (skew % 50)) === 0 ? i % k : 0));
    const rows = sampleRows(labelled(labels, k), 4000);
    expect(Array.from(rows)).toEqual([...new Set(rows)].sort((a, b) => a - b));
    const count = (of: Iterable<number>, s: number): number => [...of].filter((label) => label === s).length;
    const all = n - count(labels, -1);
    for (let s = 0; s < k; s++) {
      const [size, drawn] = [count(labels, s), count(Array.from(rows, (row) => labels[row]), s)];
      expect(drawn).toBe(all <= 4000 ? size : Math.min(size, Math.max(30, Math.floor((4000 * size) / all))));
    }
    expect(rows.some((row) => labels[row] < 0)).toBe(false);
    expect(sampleRows(labelled(labels, k), 4000)).toEqual(rows);
  }), { numRuns: 50 });
});

test("another seed draws another sample, and every row is drawn about as often", () => {
  const drawn = new Int32Array(8000);
  for (let seed = 0; seed < 60; seed++) for (const row of sampleRows(labelled(Array<number>(8000).fill(0), 1, seed), 4000)) drawn[row]++;
  expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(60 * 4000);
  expect(Math.min(...drawn)).toBeGreaterThan(10); // 30 on average, with a deviation of 4
  expect(Math.max(...drawn)).toBeLessThan(50);
});

test("many segments have two rows each at least, and do not make the sample large", () => {
  const labels = Array.from({ length: 50_000 }, (_, i) => i % 1500);
  const rows = sampleRows(labelled(labels, 1500), 1000);
  expect(rows.length).toBe(3000);
  expect(new Set(Array.from(rows, (row) => labels[row])).size).toBe(1500);
});

/** Two columns of three clouds, of which the last has few rows. */
function clouds(n: number): { a: number[]; b: number[] } {
  const at = (i: number): number => (i % 200 === 0 ? 2 : i % 2);
  return {
    a: Array.from({ length: n }, (_, i) => 10 * at(i) + ((i * 7919) % 1000) / 150),
    b: Array.from({ length: n }, (_, i) => 5 * (at(i) % 2) + ((i * 104729) % 1000) / 150),
  };
}

describe("the silhouettes of the report", () => {
  const meanOf = (html: string): number => Number(/the mean is (-?\d\.\d\d)/.exec(html)![1]);
  const exact = ({ a, b }: { a: number[]; b: number[] }, { labels }: Segmentation): number => silhouette(standardize(matrix(a.map((x, i) => [x, b[i]]))).matrix, labels).mean;

  test("are those of all rows of a small table", () => {
    const table = clouds(300);
    const result = clusterSegments(table, { k: 3 });
    const html = report(result, table);
    expect(html).toContain("Of all 300 rows the mean is");
    expect(meanOf(html)).toBeCloseTo(exact(table, result), 2);
    expect((html.match(/<svg[\s\S]*?<\/svg>/g) ?? []).filter((svg) => descriptionOf(svg).startsWith("How well 300 rows fit"))).toHaveLength(1);
  });

  test("are near them for a sample of a large one, and the sample is named", { timeout: 60_000 }, () => {
    const table = clouds(9000);
    const result = clusterSegments(table, { k: 3, effort: "fast" });
    const markdown = report(result, table, { format: "markdown" });
    expect(markdown).toMatch(/Of a random sample of \d,\d{3} of the 9,000 rows the mean is/);
    expect(Math.abs(meanOf(markdown) - exact(table, result))).toBeLessThan(0.02);
  });

  test("leave out rows that were dropped, and there are none of one segment", () => {
    const table = { a: [1, 2, NaN, 8, 9, 30], b: [1, 2, 3, 8, 9, 30] };
    const result = clusterSegments(table, { k: 2, features: [{ column: "a", missing: "drop" }, "b"] });
    expect(report(result, table)).toContain("Of all 5 rows the mean is");
    expect(report(clusterSegments({ a: [1, 2, 3] }, { k: 1 }), { a: [1, 2, 3] })).not.toContain("How well");
  });
});
