import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Fit, leastShare, type Problem, sizesOf } from "../../src/kmeans/fit.ts";
import { chooseK, type Criterion, criterionNames, type Rule } from "../../src/validity/choose-k.ts";
import "../setup.ts";

/** Eight rows, cut into k clusters of which the last k - 1 hold one row each. */
const problem: Problem = { x: { data: new Float64Array(8), rows: 8, cols: 1 }, weights: new Float64Array(8).fill(1) };
const fits = Array.from({ length: 8 }, (_, at): Fit => {
  const labels = Int32Array.from({ length: 8 }, (_, i) => Math.max(0, i - 7 + at));
  return { k: at + 1, labels, centroids: new Float64Array(at + 1), inertia: 8 - at, iterations: 1, converged: true };
});

const said = (ks: (number | undefined)[]): Criterion[] => criterionNames.map((name, c) => ({ name, k: ks[c], scores: new Float64Array(8) }));
const choose = (ks: (number | undefined)[], rule: Partial<Rule>) => chooseK(problem, said(ks), fits, undefined, { by: "silhouette", range: [2, 8], minShare: 0, asked: false, ...rule });

const opinions = fc.array(fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), { minLength: 6, maxLength: 6 });
const ranges = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

test("k is what the criterion says, moved to the nearest bound of the range", () => {
  fc.assert(
    fc.property(opinions, ranges, fc.constantFrom(...criterionNames), (ks, range, by) => {
      const own = ks[criterionNames.indexOf(by)];
      expect(choose(ks, { by, range }).k).toBe(own === undefined ? range[0] : Math.min(range[1], Math.max(range[0], own)));
    }),
  );
});

test("it is lowered to the next k whose clusters are all large enough, never below the range, and that is said", () => {
  fc.assert(
    fc.property(opinions, ranges, fc.double({ min: 0, max: 1, noNaN: true }), (ks, range, minShare) => {
      const free = choose(ks, { range }).k;
      const { k, reason } = choose(ks, { range, minShare });
      const isEnough = (at: number): boolean => (at === 1 ? 1 : 1 / 8) >= minShare;
      expect(k).toBe([...Array(free + 1).keys()].reverse().find((at) => at >= range[0] && isEnough(at)) ?? range[0]);
      expect(reason.includes("it was lowered to")).toBe(k < free);
      expect(reason.includes("Even so")).toBe(!isEnough(k));
    }),
  );
});

test("everyone is heard: each other criterion once, as one that agrees or with what it says", () => {
  const names = ["dendrogram", "height-gap", "calinski-harabasz", "davies-bouldin", "silhouette", "elbow"];
  fc.assert(
    fc.property(opinions, ranges, (ks, range) => {
      const { k, reason } = choose(ks, { range, by: "silhouette" });
      const rest = reason.slice(reason.indexOf("of 5 others agree"));
      const differ = names.filter((_, c) => c !== 4 && ks[c] !== k);
      expect(reason).toContain(`${5 - differ.length} of 5 others agree`);
      names.forEach((name, c) => {
        const said = `; \`${name}\` ${ks[c] === undefined ? "has no opinion" : `says ${ks[c]}`}`;
        expect(rest.includes(said)).toBe(differ.includes(name));
      });
      expect(reason).toMatch(/^`silhouette` .*\.$/);
    }),
  );
});

describe("in words", () => {
  test.each<[string, (number | undefined)[], Partial<Rule>, string]>([
    ["who agrees and who does not", [3, 3, 3, 4, 3, undefined], {}, "`silhouette` says 3. 3 of 5 others agree; `davies-bouldin` says 4; `elbow` has no opinion."],
    ["one that agrees", [2, 5, 4, 4, 5, 4], {}, "`silhouette` says 5. 1 of 5 others agree; `dendrogram` says 2; `calinski-harabasz` says 4; `davies-bouldin` says 4; `elbow` says 4."],
    ["a bound", [9, 9, 9, 9, 9, 9], { range: [2, 4] }, "`silhouette` says 9. The range [2, 4] moved it to 4. 0 of 5 others agree; `dendrogram` says 9; `height-gap` says 9; `calinski-harabasz` says 9; `davies-bouldin` says 9; `elbow` says 9."],
    ["no opinion", [2, 2, 2, 2, 2, undefined], { by: "elbow" }, "`elbow` has no opinion. So the least, 2, was taken. 5 of 5 others agree."],
    ["a least share", [4, 4, 4, 4, 4, 4], { range: [1, 8], minShare: 0.2 }, "`silhouette` says 4. Since a segment must hold at least 20%, it was lowered to 1. 0 of 5 others agree; `dendrogram` says 4; `height-gap` says 4; `calinski-harabasz` says 4; `davies-bouldin` says 4; `elbow` says 4."],
    ["a least share that cannot be", [2, 2, 2, 2, 2, 2], { minShare: 0.2 }, "`silhouette` says 2. Even so the smallest holds 12.5%. 5 of 5 others agree."],
    ["a least share that is just held", [4, 4, 4, 4, 4, 4], { minShare: 0.125 }, "`silhouette` says 4. 5 of 5 others agree."],
    ["a k asked for", [3, 3, 3, 3, 4, 3], { range: [3, 3], asked: true }, "k = 3 was asked for. `silhouette` says 4. 5 of 5 others agree."],
  ])("%s", (_, ks, rule, reason) => {
    expect(choose(ks, rule).reason).toBe(reason);
  });

  test("the dendrogram tells where it was cut", () => {
    const tree = { left: Int32Array.of(0, 2), right: Int32Array.of(1, 3), height: Float64Array.of(1, 10), size: Float64Array.of(2, 3), n: 3, method: "ward", engine: "matrix" } as const;
    const { reason } = chooseK(problem, said([2, 2, 2, 2, 2, 2]), fits, tree, { by: "dendrogram", range: [2, 8], minShare: 0, asked: false });
    expect(reason).toMatch(/^`dendrogram` says 2, cut at 0\.7 of its highest merge \(7 of 10\)\./);
  });
});

test("the least share is of the weight", () => {
  const weighted = { ...problem, weights: Float64Array.of(1, 1, 1, 1, 1, 1, 1, 3) };
  expect(leastShare(sizesOf(weighted, fits[1]))).toBe(0.3);
  expect(leastShare(sizesOf(problem, fits[0]))).toBe(1);
});
