import { describe, expect, test } from "vitest";
import { cophenetic, cutTree, leafOrder, linkage, pairwiseDistances } from "../../src/index.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { haveReferences, readFigures, readFloats, readStandardized, titleWith } from "../references.ts";

describe.skipIf(!haveReferences)(titleWith("SciPy's figures for the US arrests"), () => {
  test.each(["ward", "single", "complete", "average", "weighted", "centroid", "median"] as const)("heights of %s linkage, from rows and from distances", (method) => {
    const x = readStandardized("usarrests");
    const want = readFigures<Record<string, number[]>>("usarrests.methods.json")[method];
    for (const input of [x, pairwiseDistances(x)]) {
      const { height } = linkage(input, { method });
      expect(height).toHaveLength(want.length);
      want.forEach((scipys, t) => expect(Math.abs(height[t] - scipys)).toBeLessThan(1e-9));
    }
  });

  test("cophenetic distances of average linkage", () => {
    const want = readFigures<{ cophenetic_average: number[] }>("usarrests.methods.json").cophenetic_average;
    const distances = cophenetic(linkage(readStandardized("usarrests"), { method: "average" }));
    want.forEach((scipys, p) => expect(Math.abs(distances[p] - scipys)).toBeLessThan(1e-9));
  });

  test("the order of the leaves of Ward's tree", () => {
    const want = readFigures<{ leaves_ward: number[] }>("usarrests.methods.json").leaves_ward;
    expect([...leafOrder(linkage(readStandardized("usarrests")))]).toEqual(want);
  });
});

describe.skipIf(!haveReferences)(titleWith("SciPy's Ward of"), () => {
  test.each(["iris", "mall", "wholesale", "customers14", "rfm"])("%s: heights, and what its cuts cost", (name) => {
    const x = readStandardized(name);
    const tree = linkage(x);
    const want = readFloats(`${name}.heights.f64.gz`);
    const top = want[want.length - 1];
    expect(tree.height.every((height, t) => Math.abs(height - want[t]) < 1e-9 * top)).toBe(true);

    const { ward } = readFigures<{ ward: { sse: number[] } }>(`${name}.json`);
    for (const k of [2, 3, 5, 8, 10]) expect(inertiaOf(x, cutTree(tree, { k })) / ward.sse[k - 1]).toBeCloseTo(1, 6);
  });
});
