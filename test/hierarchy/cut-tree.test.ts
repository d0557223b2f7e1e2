import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { condensedIndex } from "../../src/core/distances.ts";
import { cophenetic, cutTree, linkage, type LinkageMethod, matrix } from "../../src/index.ts";
import { matrices } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";

const methods: readonly LinkageMethod[] = ["ward", "single", "average", "centroid"];
const trees = fc.tuple(matrices(), fc.constantFrom(...methods)).map(([x, method]) => linkage(x, { method }));
const ascending = matrices().map((x) => linkage(x));

describe("cutTree", () => {
  test("a cut at k has exactly k labels, numbered in the order of first appearance", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (let k = 1; k <= tree.n; k++) {
          expect([...new Set(cutTree(tree, { k }))]).toEqual(Array.from({ length: k }, (_, label) => label));
        }
      }),
    );
  });

  test("a cut at k splits one cluster of the cut at k - 1 and moves no row otherwise", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (let k = 2; k <= tree.n; k++) {
          const [coarse, fine] = [cutTree(tree, { k: k - 1 }), cutTree(tree, { k })];
          expect(new Set(Array.from(fine, (label, i) => `${label} in ${coarse[i]}`)).size).toBe(k);
        }
      }),
    );
  });

  test("a cut at a height has two rows together exactly where their cophenetic distance is at most the height", () => {
    fc.assert(
      fc.property(ascending, fc.double({ min: 0, max: 1.2, noNaN: true }), (tree, share) => {
        const height = share * (tree.height.at(-1) ?? 1);
        const labels = cutTree(tree, { height });
        const distances = cophenetic(tree);
        for (let i = 0; i < tree.n; i++) {
          for (let j = i + 1; j < tree.n; j++) expect(labels[i] === labels[j]).toBe(distances[condensedIndex(tree.n, i, j)] <= height);
        }
      }),
    );
  });

  test("a cut at the height of a merge includes that merge", () => {
    const tree = linkage(matrix([[0], [1], [3], [7]]), { method: "single" });
    expect([...cutTree(tree, { height: 2 })]).toEqual([0, 0, 0, 1]);
    expect([...cutTree(tree, { height: 1.999 })]).toEqual([0, 0, 1, 2]);
    expect([...cutTree(tree, { height: -1 })]).toEqual([0, 1, 2, 3]);
  });

  test("an absent k or height is not there", () => {
    const tree = linkage(matrix([[0], [1], [3]]));
    const both = { k: undefined, height: 0 } as unknown as { height: number };
    expect([...cutTree(tree, both)]).toEqual([0, 1, 2]);
  });
});

describe("cutTree complains of", () => {
  const tree = linkage(matrix([[1], [2], [4]]));
  const falling = linkage(matrix([[0, 0], [1, 0], [0.5, 0.87]]), { method: "centroid" });
  const cut = (at: unknown) => () => cutTree(tree, at as { k: number });
  test.each([
    ["more clusters than rows", cut({ k: 4 }), "not-an-integer", "`k` must be an integer in [1, 3]. Got 4."],
    ["no clusters", cut({ k: 0 }), "not-an-integer", "`k` must be an integer in [1, 3]. Got 0."],
    ["a k that is not whole", cut({ k: 1.5 }), "not-an-integer", "`k` must be an integer in [1, 3]. Got 1.5."],
    ["a height that is not a number", cut({ height: NaN }), "not-a-number", "`height` must be a finite number. Got NaN."],
    ["two ways to cut", cut({ k: 2, height: 1 }), "ambiguous-cut", "the cut must be given by `k` or by `height`. Got both."],
    ["no way to cut", cut({}), "ambiguous-cut", "the cut must be given by `k` or by `height`. Got neither."],
    ["a cut that is a number", cut(2), "not-an-object", "the cut must be an object. Got 2."],
    ["a misspelt key", cut({ hight: 2 }), "unknown-option", 'the cut may hold `k`, `height` and nothing else. Got "hight"; did you mean "height"?'],
    ["heights that fall", () => cutTree(falling, { height: 1 }), "heights-fall", "a cut by height needs heights that ascend; cut by `k`. Got a fall at merge 1."],
  ])("%s", (_, call, code, said) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "cutTree", message: `cutTree: ${said}` });
  });
});
