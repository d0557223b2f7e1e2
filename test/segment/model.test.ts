import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { SegmentModel } from "../../src/segment/model.ts";
import { predict } from "../../src/segment/predict.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

const revive = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test("a model is JSON: what is written is what is read", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { model, k, segments, centroids } = clusterSegments(columns, options);
      expect(revive(model)).toEqual(model);
      expect(model).toMatchObject({ format: "audience-segmentation", version: 1, seed: options.seed, names: segments.map(({ name }) => name) });
      expect(model.options).toEqual({ k: "auto", method: options.method, choose: options.choose, scaling: options.scaling, minShare: options.minShare, effort: options.effort, ...(options.weights === undefined ? {} : { weights: true }) });
      expect(model.centroids.flat()).toEqual(Array.from(centroids.data));
      expect(model.centroids).toHaveLength(k);
    }),
    runs(0.4),
  );
});

test("it shares nothing with the options", () => {
  const k: [number, number] = [2, 3];
  const { model } = clusterSegments({ a: [1, 2, 8, 9] }, { k });
  k[0] = 3;
  expect(model.options.k).toEqual([2, 3]);
});

/** All paths into a value, down to its leaves. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

function replaceAt(model: SegmentModel, path: readonly string[], by: unknown): unknown {
  if (path.length === 0) return by;
  const copy = revive(model) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Record<string, unknown>, copy);
  if (by === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = by;
  return copy;
}

test("of a model that anyone has been at, predict makes labels or says what is wrong with it, and never breaks down", () => {
  const wrong = fc.constantFrom<unknown>(undefined, null, 0, -1, 1e300, "x", "", [], {}, [null], ["x"], true);
  fc.assert(
    fc.property(clusterCases({ maxRows: 8 }), fc.nat(), wrong, ({ columns, rows, options }, pick, by) => {
      const { model, k } = clusterSegments(columns, { ...options, effort: "fast" });
      const paths = pathsOf(model);
      try {
        const labels = predict(replaceAt(model, paths[pick % paths.length], by) as SegmentModel, columns);
        expect(labels).toHaveLength(rows);
        expect(labels.every((label) => label >= -1 && label < k)).toBe(true);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.where).toBe("predict");
      }
    }),
    runs(5),
  );
});

describe("a broken model is none", () => {
  const features = [{ column: "a", missing: "mean", winsorise: [0, 1], transform: "rank" }, { column: "b", missing: "category" }] as const;
  const { model } = clusterSegments({ a: [1, 2, 8, null], b: ["x", "x", "y", null] }, { features, k: 2 });

  test.each<[string, unknown, string, RegExp]>([
    ["nothing", undefined, "not-a-model", /`model` must be the `model` of a segmentation, or its JSON parsed\. Got undefined\./],
    ["its JSON unparsed", JSON.stringify(model), "not-a-model", /its JSON parsed; read text with readModel\. Got "\{/],
    ["a model of a later version", { ...model, version: 2 }, "not-a-model", /`model\.version` must be at most 1 /],
    ["one without features", { ...model, features: [] }, "not-a-model", /`model\.features` must be an array of at least 1/],
    ["one without centroids", { ...model, centroids: [] }, "not-a-model", /`model\.centroids` must be an array of at least 1/],
    ["one of fewer names", { ...model, names: ["A"] }, "not-a-model", /`model\.names` must be an array of 2/],
    ...[["features", "0", "knots"], ["features", "0", "missing", "fill"], ["features", "1", "missing", "fill"], ["features", "1", "unseen"], ["features", "1", "pooled"], ["features", "1", "levels", "0"]].map(
      (path): [string, unknown, string, RegExp] => [`one without ${path.join(".")}`, replaceAt(model, path, undefined), "not-a-model", /`model\.features\[[01]\]/],
    ),
    ...[["features", "0", "scale", "0"], ["features", "0", "winsorise", "1"], ["features", "0", "transform"], ["features", "0", "type"], ["features", "1", "center", "0"]].map(
      (path): [string, unknown, string, RegExp] => [`one with null for ${path.join(".")}`, replaceAt(model, path, null), "not-a-model", /`model\.features\[[01]\]/],
    ),
    ["one with a scale of 0", replaceAt(model, ["features", "0", "scale", "0"], 0), "not-a-model", /`model\.features\[0\]\.scale\[0\]` must be a finite number above 0/],
    ["one with a seed below 0", replaceAt(model, ["seed"], -1), "not-a-model", /`model\.seed` must be an integer in \[0, 4294967295\].* Got -1\.$/],
    ["one that was made of no rows", replaceAt(model, ["training", "rows"], 0), "not-a-model", /`model\.training\.rows` must be an integer of at least 1/],
    ["one with a centroid cut short", replaceAt(model, ["centroids", "0"], [1]), "not-a-model", /`model\.centroids\[0\]` must be an array of 4/],
  ])("%s", (_, broken, code, shows) => {
    const error = errorOf(() => predict(broken as SegmentModel, { a: [1], b: ["x"] }));
    expect(error).toMatchObject({ code, where: "predict" });
    expect(error.message).toMatch(shows);
  });
});
