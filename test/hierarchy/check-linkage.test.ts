import { describe, expect, test } from "vitest";
import { cophenetic, cutTree, dendrogramLayout, leafOrder, linkage, matrix, type Linkage } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";

const tree = linkage(matrix([[1], [2], [4]])); // joins 0 and 1, then 2 and 3
const broken: readonly [title: string, tree: unknown, said: string][] = [
  ["nothing", undefined, "`tree` must be a Linkage, as linkage() makes. Got undefined."],
  ["a matrix", matrix([[1]]), "`tree` must be a Linkage, as linkage() makes. Got an object."],
  ["heights that JSON made a plain array", { ...tree, height: [...tree.height] }, "`tree` must be a Linkage, as linkage() makes. Got an object."],
  ["a merge too few", { ...tree, left: tree.left.subarray(1) }, "`tree` must be a Linkage, as linkage() makes. Got an object."],
  ["no rows", { ...tree, n: 0 }, "`tree` must be a Linkage, as linkage() makes. Got an object."],
  ["a node joined twice", { ...tree, left: Int32Array.of(0, 1) }, "`tree`, merge 1: must join two earlier nodes, the lower first, each once. Got 1 and 3."],
  ["a node that is not there yet", { ...tree, right: Int32Array.of(4, 3) }, "`tree`, merge 0: must join two earlier nodes, the lower first, each once. Got 0 and 4."],
  ["the higher node first", { ...tree, left: Int32Array.of(1, 2), right: Int32Array.of(0, 3) }, "`tree`, merge 0: must join two earlier nodes, the lower first, each once. Got 1 and 0."],
  ["a height that is NaN", { ...tree, height: Float64Array.of(1, NaN) }, "`tree`, merge 1: must have a height of at least 0 and a size above 0, both finite. Got NaN and 3."],
  ["a height below 0", { ...tree, height: Float64Array.of(-1, 2) }, "`tree`, merge 0: must have a height of at least 0 and a size above 0, both finite. Got -1 and 2."],
  ["a size that is infinite", { ...tree, height: Float64Array.of(1, 2.5), size: Float64Array.of(2, Infinity) }, "`tree`, merge 1: must have a height of at least 0 and a size above 0, both finite. Got 2.5 and Infinity."],
  ["half a node", { ...tree, left: [0.5, 2] }, "`tree`, merge 0: must join two earlier nodes, the lower first, each once. Got 0.5 and 1."],
];
const readers: readonly [where: string, read: (tree: Linkage) => unknown][] = [
  ["cutTree", (tree) => cutTree(tree, { k: 1 })],
  ["leafOrder", leafOrder],
  ["cophenetic", cophenetic],
  ["dendrogramLayout", dendrogramLayout],
];

describe.each(readers)("%s complains of a tree with", (where, read) => {
  test.each(broken)("%s", (_, tree, said) => {
    expect(errorOf(() => read(tree as Linkage))).toEqual({ name: "InputError", code: "not-a-linkage", where, message: `${where}: ${said}` });
  });
});
