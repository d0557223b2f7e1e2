import { describe, expect, test } from "vitest";
import type { Progress } from "../../src/core/progress.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { type ClusterOptions, resolveOptions } from "../../src/segment/options.ts";
import { errorOf } from "../error-of.ts";

test("the defaults, whether an option is absent or undefined", () => {
  const defaults = { k: "auto", method: "ward-kmeans", choose: "auto", chooses: true, scaling: "feature", minShare: 0.02, effort: "balanced", seed: 42, structure: true };
  expect(resolveOptions("f", {})).toEqual(defaults);
  const absent = { features: undefined, k: undefined, method: undefined, choose: undefined, weights: undefined, scaling: undefined, minShare: undefined, names: undefined, seed: undefined, effort: undefined, onProgress: undefined };
  expect(resolveOptions("f", absent)).toEqual(defaults);
});

test("a k without a criterion leaves nothing to choose", () => {
  expect(resolveOptions("f", { k: 3 }).chooses).toBe(false);
  expect(resolveOptions("f", { k: 3, choose: "silhouette" }).chooses).toBe(true);
  expect(resolveOptions("f", { k: [2, 3] }).chooses).toBe(true);
});

describe("complaints", () => {
  const badOptions: [string, unknown, string, RegExp][] = [
    ["an unknown option", { clusters: 2 }, "unknown-option", /the options may hold .*`features`, .*`k`, `method`, `choose`, `weights`, `scaling`, `minShare`, `names`, `seed`, `effort`, `structure`, `onProgress`, `signal` and nothing else\. Got "clusters"\./],
    ["a misspelt option", { feature: ["a"] }, "unknown-option", /Got "feature"; did you mean "features"\?/],
    ["options that are none", null, "not-an-object", /the options must be an object\. Got null\./],
    ["options in a list", [2], "not-an-object", /Got an array of 1\./],
    ["k of 0", { k: 0 }, "not-an-integer", /`k` must be an integer of at least 1\. Got 0\./],
    ["half a segment", { k: 2.5 }, "not-an-integer", /Got 2\.5\./],
    ["k that is no number", { k: NaN }, "not-an-integer", /Got NaN\./],
    ["k in words", { k: "3" }, "not-an-integer", /`k` must be "auto", an integer, or a range \[min, max\]\. Got "3"\./],
    ["a range of one", { k: [2] }, "not-an-integer", /Got an array of 1\./],
    ["a range backwards", { k: [5, 2] }, "not-an-integer", /`k\[1\]` must be an integer of at least 5\. Got 2\./],
    ["a range from 0", { k: [0, 2] }, "not-an-integer", /`k\[0\]` must be an integer of at least 1\. Got 0\./],
    ["an unknown method", { method: "wardd" }, "unknown-value", /`method` must be one of "ward-kmeans", "ward", "kmeans", "mixture"\. Got "wardd"; did you mean "ward"\?/],
    ["an unknown criterion", { choose: "silhoutte" }, "unknown-value", /did you mean "silhouette"\?/],
    ["an unknown scaling", { scaling: "columns" }, "unknown-value", /did you mean "column"\?/],
    ["an unknown preset", { preset: "publish" }, "unknown-value", /`preset` must be one of "published"\. Got "publish"; did you mean "published"\?/],
    ["an unknown effort", { effort: "quick" }, "unknown-value", /`effort` must be one of "fast", "balanced", "thorough"/],
    ["a share above 1", { minShare: 5 }, "not-a-number", /`minShare` must be a finite number in \[0, 1\]\. Got 5\./],
    ["a share that is no number", { minShare: NaN }, "not-a-number", /Got NaN\./],
    ["a seed with a fraction", { seed: 0.5 }, "not-an-integer", /`seed` must be an integer in \[0, 4294967295\]\. Got 0\.5\./],
    ["a listener that cannot be called", { onProgress: true }, "not-a-function", /`onProgress` must be a function\. Got true\./],
  ];
  test.each(badOptions)("%s", (_, options, code, shows) => {
    const error = errorOf(() => clusterSegments({ a: [1, 2, 9] }, options as ClusterOptions<"a">));
    expect(error).toMatchObject({ code, where: "clusterSegments" });
    expect(error.message).toMatch(shows);
    expect(error.message).toMatch(/^clusterSegments: .* Got .*[.?]$/);
  });
});

test("progress runs from start to end in every stage and never goes back, and what the listener throws comes out", () => {
  const seen: string[] = [];
  const done: Record<string, number[]> = {};
  const onProgress = (event: Progress): void => {
    seen.push(`${event.stage} ${event.done}/${event.total}`);
    (done[event.stage] ??= []).push(event.done / event.total);
  };
  clusterSegments({ a: [1, 2, 3, 50, 51, 52] }, { onProgress });
  expect(seen[0]).toBe("read 0/1");
  expect(seen).toContain("linkage 5/5");
  expect(seen).toContain("segments 0/1");
  expect(seen).toContain("elbow 6/6");
  expect(seen).toContain("mixture 5/5");
  expect(seen.at(-1)).toBe("segments 1/1");
  const shares = Object.values(done);
  expect(shares).toEqual(shares.map((of) => [...of].sort((a, b) => a - b)));
  const stop = (): never => {
    throw new Error("stopped");
  };
  expect(() => clusterSegments({ a: [1, 2] }, { onProgress: stop })).toThrow("stopped");
});
