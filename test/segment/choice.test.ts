import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { ClusterOptions } from "../../src/segment/options.ts";
import { criterionNames } from "../../src/validity/choose-k.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, runs, type TableCase } from "../table-arbitraries.ts";

/** The number of distinct encoded rows: as many segments as there can be. */
function distinctOf({ columns, options }: TableCase & { options: ClusterOptions }): number {
  const { elbow } = clusterSegments(columns, { ...options, effort: "fast", minShare: 0 });
  return elbow!.k.length;
}

test('"auto" is the range from 2 to 10, cut down to the distinct rows', () => {
  fc.assert(
    fc.property(clusterCases(), (given) => {
      const { k, choice, elbow } = clusterSegments(given.columns, given.options);
      const most = distinctOf(given);
      expect(k).toBeGreaterThanOrEqual(Math.min(2, most));
      expect(k).toBeLessThanOrEqual(Math.min(10, most));
      expect(choice).toMatchObject({ k, by: given.options.choose });
      expect(Array.from(elbow!.k)).toEqual(Array.from({ length: most }, (_, i) => i + 1));
      const more = ["auto", "icl"].includes(given.options.choose!) ? ["icl"] : [];
      expect(choice.criteria.map(({ name }) => name)).toEqual([...criterionNames.slice(0, -3), ...more]);
      for (const { k: said, scores } of choice.criteria) {
        expect(said === undefined || (said >= 1 && Number.isInteger(said))).toBe(true);
        expect(scores).toHaveLength(most);
      }
    }),
    runs(0.3),
  );
});

test("a range is honoured, and the elbow's curve ends in the inertia that was found and never rises", () => {
  fc.assert(
    fc.property(clusterCases({ minRows: 4 }), fc.nat(), fc.nat(), (given, a, b) => {
      const most = distinctOf(given);
      const [min, max] = [1 + (a % most), 1 + (b % most)].sort((x, y) => x - y);
      const { k, choice, elbow, inertia } = clusterSegments(given.columns, { ...given.options, k: [min, max] });
      expect(k).toBeGreaterThanOrEqual(min);
      expect(k).toBeLessThanOrEqual(max);
      expect(elbow!.inertia).toHaveLength(max);
      expect(elbow!.inertia[k - 1]).toBe(inertia);
      elbow!.inertia.forEach((value, i, curve) => expect(i === 0 || value <= curve[i - 1]).toBe(true));
      const said = choice.criteria.find(({ name }) => name === choice.by)?.k;
      if (said !== undefined && (said < min || said > max)) expect(choice.reason).toContain(`The range [${min}, ${max}] moved it to`);
    }),
    runs(0.4),
  );
});

test("no segment holds less than minShare, or the reason says so", () => {
  fc.assert(
    fc.property(clusterCases({ minRows: 4 }), fc.constantFrom(0.05, 0.2, 0.4, 1), ({ columns, options }, minShare) => {
      const { segments, choice } = clusterSegments(columns, { ...options, minShare });
      const least = Math.min(...segments.map(({ share }) => share));
      const admits = /Even so the smallest holds [\d.]+ %\./.test(choice.reason);
      if (Math.abs(least - minShare) > 1e-9) expect(admits).toBe(least < minShare);
    }),
    runs(0.6),
  );
});

test("a k asked for is the k found, by the caller and without a word of others", () => {
  fc.assert(
    fc.property(clusterCases(), fc.nat(), (given, pick) => {
      const k = 1 + (pick % distinctOf(given));
      const result = clusterSegments(given.columns, { ...given.options, choose: undefined, k });
      expect(result).toMatchObject({ k, choice: { k, by: "caller", reason: `k = ${k} was asked for.`, criteria: [] } });
      expect(result).not.toHaveProperty("elbow");
      expect(result.segments).toHaveLength(k);
      const heard = clusterSegments(given.columns, { ...given.options, k });
      expect(heard.choice).toMatchObject({ k, by: "caller" });
      expect(heard.choice.reason.startsWith(`k = ${k} was asked for.`)).toBe(true);
      expect(heard.choice.criteria).toHaveLength(criterionNames.length - (["auto", "icl"].includes(given.options.choose!) ? 2 : 3));
    }),
    runs(0.3),
  );
});

describe("the smallest tables", () => {
  test.each<[string, unknown[], number]>([
    ["one row", [7], 1],
    ["rows that are all equal", [7, 7, 7, 7], 1],
    ["two rows", [7, 8], 2],
    ["two values", [7, 8, 8, 7], 2],
    ["one category", ["x", "x"], 1],
  ])("%s", (_, a, k) => {
    const { segments, labels, inertia, notices, linkage } = clusterSegments({ a }, { features: ["a"] });
    expect(segments).toHaveLength(k);
    expect(new Set(labels).size).toBe(k);
    expect(inertia).toBe(0);
    expect(linkage!.n).toBe(a.length);
    expect(notices.some(({ code }) => code === "constant")).toBe(k === 1);
  });

  test.each<[string, ClusterOptions["k"], string, RegExp]>([
    ["a k above the rows", 4, "not-an-integer", /`k` must be an integer in \[1, 3\]\. Got 4\./],
    ["a k above the distinct rows", 3, "too-few-distinct", /`k` must be at most 2, the number of distinct rows\. Got 3\./],
    ["a range beyond the rows", [1, 9], "not-an-integer", /`k\[1\]` must be an integer in \[1, 3\]\. Got 9\./],
    ["a range beyond the distinct rows", [1, 3], "too-few-distinct", /`k\[1\]` must be at most 2/],
  ])("%s is an error", (_, k, code, shows) => {
    const error = errorOf(() => clusterSegments({ a: [1, 1, 2] }, { k }));
    expect(error).toMatchObject({ code, where: "clusterSegments" });
    expect(error.message).toMatch(shows);
  });
});

test("the reason tells how k was found and who sees it otherwise", () => {
  const a = [0, 1, 2, 100, 101, 102, 1000, 1001, 1002];
  expect(clusterSegments({ a }, { choose: "calinski-harabasz", k: [2, 4] }).choice.reason).toMatch(/^`calinski-harabasz` suggests \d\. .*2 \(`dendrogram`/);
  expect(clusterSegments({ a }, { k: [3, 4], choose: "dendrogram" }).choice.reason).toMatch(/^`dendrogram` suggests 2, cut at 0\.7 of its highest merge \([\d.]+ of [\d.]+\)\. The range \[3, 4\] moved it to 3\./);
  expect(clusterSegments({ a }, { choose: "elbow", k: [1, 2] }).choice.reason).toMatch(/^`elbow` has no opinion\. So the least, 1, was taken\./);
  expect(clusterSegments({ a: [...a, 9999] }, { choose: "height-gap", minShare: 0.2 }).choice.reason).toMatch(/(Since a segment must hold at least 20%, it was lowered to|Even so)/);
});
