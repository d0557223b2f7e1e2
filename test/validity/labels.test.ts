import { describe, expect, test } from "vitest";
import { calinskiHarabasz, daviesBouldin, matrix, type Matrix, silhouette } from "../../src/index.ts";
import { checkLabels } from "../../src/validity/labels.ts";
import { errorOf } from "../error-of.ts";

const x = matrix([[1], [2], [4]]);

test("clusters are numbered in the order of first appearance, whatever their labels", () => {
  expect(checkLabels("f", [7, -3, 7, 1e12, -0, 0])).toEqual({ labels: Int32Array.of(0, 1, 0, 2, 3, 3), k: 4 });
});

describe.each([["silhouette", silhouette], ["calinskiHarabasz", calinskiHarabasz], ["daviesBouldin", daviesBouldin]] as const)("%s complains of", (where, index) => {
  const allowed = where === "calinskiHarabasz" ? 2 : 3;
  const call = (labels: unknown, rows: unknown = x) => () => index(rows as Matrix, labels as number[]);
  test.each([
    ["labels of another length", call(Int32Array.of(0, 1)), { code: "wrong-length", message: "`labels` must hold one label a row. Got 2 labels for 3 rows." }],
    ["one cluster", call([4, 4, 4]), { code: "number-of-clusters", message: `\`labels\` must name 2 to ${allowed} clusters of 3 rows. Got 1.` }],
    ["a label that is not whole", call([0, 1, 1.5]), { code: "not-an-integer", row: 2, message: "`labels`, row 2: must be an integer. Got 1.5." }],
    ["a label that is not a number", call([0, NaN, 1]), { code: "not-an-integer", row: 1, message: "`labels`, row 1: must be an integer. Got NaN." }],
    ["labels in words", call("011"), { code: "not-an-array", message: '`labels` must be an array of integers. Got "011".' }],
    ["NaN", call([0, 1], matrix([[1], [NaN]])), { code: "not-finite", row: 1, column: 0, message: "row 1, column 0: must be a finite number. Got NaN." }],
    ["no matrix", call([0, 1], [[1], [2]]), { code: "not-a-matrix", message: "`x` must be a Matrix, as matrix() makes. Got an array of 2." }],
  ])("%s", (_, fail, { message, ...complaint }) => {
    expect(errorOf(fail)).toEqual({ name: "InputError", where, message: `${where}: ${message}`, ...complaint });
  });
});

test("too few rows for two clusters are told how many it takes", () => {
  expect(errorOf(() => silhouette(matrix([[1]]), [0])).message).toBe("silhouette: `labels` must name 2 clusters or more, which takes 2 rows. Got 1.");
  expect(errorOf(() => calinskiHarabasz(matrix([[1], [2]]), [0, 1])).message).toBe("calinskiHarabasz: `labels` must name 2 clusters or more, which takes 3 rows. Got 2.");
});

test("as many clusters as rows have no variance within them to compare with", () => {
  expect(errorOf(() => calinskiHarabasz(x, [0, 1, 2])).message).toBe("calinskiHarabasz: `labels` must name 2 to 2 clusters of 3 rows. Got 3.");
  expect([silhouette(x, [0, 1, 2]).mean, daviesBouldin(x, [0, 1, 2])]).toEqual([0, 0]);
});
