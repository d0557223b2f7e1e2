import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { linkage } from "../../src/hierarchy/linkage.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { encode } from "../../src/segment/predict.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

test("the main call's tree is the one that linkage grows of the encoded rows, to the bit, weighted or not", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom("ward-kmeans" as const, "ward" as const), (given, method) => {
      const result = clusterSegments(given.columns, { ...given.options, method, effort: "fast" });
      const x = encode(result.model, given.columns);
      const { weights } = given.options;
      const kept = weights === undefined || typeof weights === "string" ? undefined : Float64Array.from(weights).filter((_, row) => result.labels[row] >= 0);
      expect(result.linkage).toEqual(linkage(x, { weights: kept }));
    }),
    runs(0.3),
  );
});

test("so it is of tied rows over the index, and of rows far from 0, which linkage moves", () => {
  const random = createRandom(3, 60);
  const grid = (most: number) => Array.from({ length: 3000 }, () => Math.floor(most * random()));
  const tied = { a: grid(9), b: grid(7), c: grid(5) };
  const weights = Float64Array.from({ length: 3000 }, () => 1 + Math.floor(3 * random()));
  for (const [table, options] of [[tied, {}], [tied, { weights }]] as const) {
    const result = clusterSegments(table, { ...options, k: 4, effort: "fast" });
    const x = encode(result.model, table);
    const tree = linkage(x, options);
    expect(result.linkage).toEqual(tree);
    expect(tree.engine).toBe("index");
  }
  const x = { data: Float64Array.from({ length: 900 }, () => 1.7e9 + Math.floor(1000 * random())), rows: 300, cols: 3 };
  const { linkage: tree, model } = clusterSegments(x, { k: 3, effort: "fast" });
  expect(tree).toEqual(linkage(encode(model, x)));
});
