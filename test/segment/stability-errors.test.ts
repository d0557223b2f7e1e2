import { describe, expect, test } from "vitest";
import { sayNotice } from "../../src/core/notice.ts";
import { matrix, stability, type StabilityOptions } from "../../src/index.ts";
import { resolveStability, warnGroupless, warnUnstable } from "../../src/segment/stability.ts";
import { errorOf } from "../error-of.ts";

describe("complaints", () => {
  const table = { a: [1, 2, 8, 9], n: ["x", "y", "z", null] };
  const own: StabilityOptions = { features: ["a"] };
  test.each<[string, StabilityOptions, object, RegExp]>([
    ["an unknown option", { ...own, resample: 3 } as object, { code: "unknown-option" }, /did you mean "resamples"\?/],
    ["an unknown option of clusterSegments", { ...own, efort: "fast" } as object, { code: "unknown-option" }, /did you mean "effort"\?/],
    ["no resamples", { ...own, resamples: 0 }, { code: "not-an-integer" }, /`resamples` must be an integer in \[1, 1000000\]\. Got 0\./],
    ["an unknown scheme", { ...own, scheme: "jitter" as never }, { code: "unknown-value" }, /`scheme` must be one of "bootstrap", "subsample"\. Got "jitter"\./],
    ["a share of a bootstrap", { ...own, share: 0.5 }, { code: "unknown-option" }, /`share` must be absent but for the scheme "subsample"\. Got 0\.5\./],
    ["a share of nothing", { ...own, scheme: "subsample", share: 0 }, { code: "not-a-number" }, /`share` must be above 0\. Got 0\./],
    ["a share above all", { ...own, scheme: "subsample", share: 1.5 }, { code: "not-a-number" }, /`share` must be a finite number in \[0, 1\]\. Got 1\.5\./],
    ["what clusterSegments complains of", { features: ["n"], missing: "error" }, { code: "missing-value", column: "n", row: 3 }, /^stability: column `n`, row 3: must not be missing/],
    ["more segments than rows", { ...own, k: 5 }, { code: "not-an-integer" }, /^stability: `k` must be an integer in \[1, 4\]\. Got 5\./],
    ["a resample that cannot have as many distinct rows", { ...own, k: 3, scheme: "subsample" }, { code: "too-few-distinct" }, /as many distinct rows as there are segments, 3; .* Got fewer in 100 draws\./],
  ])("%s", (_, options, fields, shows) => {
    const error = errorOf(() => stability(table, options));
    expect(error).toMatchObject({ where: "stability", ...fields });
    expect(error.message).toMatch(shows);
  });

  test("a complaint of another function, called by the caller's own, is passed on", () => {
    const names = (): string => String(matrix([]));
    expect(errorOf(() => stability(table, { ...own, names }))).toMatchObject({ where: "matrix", code: "no-rows" });
  });

  test("an error of the caller's own is passed on", () => {
    const names = (): string => {
      throw new TypeError("mine");
    };
    expect(() => stability(table, { ...own, names })).toThrow(new TypeError("mine"));
  });
});

test("a figure just below a mark does not read as the mark", () => {
  const segments = [0.7499, 0.5999, 0.75].map((jaccard) => ({ name: "A", jaccard, recovered: 0.5, dissolved: 0.25 }));
  const notices = warnUnstable(segments, resolveStability("f", { resamples: 8, scheme: "subsample" }));
  expect(notices.map((notice) => sayNotice(notice, ["A", "A", "A"]))).toEqual([
    'Segment "A" is doubtful: of 8 subsamples, 50 % find it again and 25 % lose it (mean Jaccard overlap 0.74, below 0.75).',
    'Segment "A" is unstable: of 8 subsamples, 50 % find it again and 25 % lose it (mean Jaccard overlap 0.59, below 0.6).',
  ]);
});

test("stable segments of a table without groups are told; others, and those of tables that have some or were not examined, are not", () => {
  const segments = (...overlaps: number[]): Parameters<typeof warnGroupless>[0] => overlaps.map((jaccard) => ({ name: "A", jaccard, recovered: 1, dissolved: 0 }));
  const found = (structure: "none" | "weak" | undefined, ...overlaps: number[]): unknown =>
    warnGroupless(segments(...overlaps), { choice: { k: 2, by: "caller", reason: "", criteria: [], ...(structure && { structure }) } });
  expect(found("none", 0.96, 0.75, 0.6)).toEqual([{ code: "stable-without-groups", figures: { stable: 2, segments: 3 } }]);
  for (const none of [found("none", 0.7, 0.6), found("none", 1), found("weak", 0.96, 0.9), found(undefined, 0.96, 0.9)]) expect(none).toEqual([]);
});
