import { describe, expect, test } from "vitest";
import { calinskiHarabasz, daviesBouldin, matrix, type Matrix, silhouette } from "../../src/index.ts";
import { checkLabels } from "../../src/validity/labels.ts";
import { errorOf } from "../error-of.ts";

const x = matrix([[1], [2], [4]]);

test("clusters are numbered in the order of first appearance, whatever their labels", () => {
  expect(checkLabels("f", [7, -3, 7, 1e12, -0, 0])).toEqual({ labels: Int32Array.of(0, 1, 0, 2, 3, 3), k: 4 });
});

describe.each([["silhouette", silhouette], ["calinskiHarabasz", calinskiHarabasz], ["daviesBouldin", daviesBouldin]] as const)("%s complains of", (where, index) => {
  const call = (labels: unknown, rows: unknown = x) => () => index(rows as Matrix, labels as number[]);
  test.each([
    ["labels of another length", call(Int32Array.of(0, 1)), { code: "wrong-length" }],
    ["one cluster", call([4, 4, 4]), { code: "number-of-clusters" }],
    ["a label that is not whole", call([0, 1, 1.5]), { code: "not-an-integer", row: 2 }],
    ["a label that is not a number", call([0, NaN, 1]), { code: "not-an-integer", row: 1 }],
    ["labels in words", call("011"), { code: "not-an-array" }],
    ["NaN", call([0, 1], matrix([[1], [NaN]])), { code: "not-finite", row: 1, column: 0 }],
    ["no matrix", call([0, 1], [[1], [2]]), { code: "not-a-matrix" }],
  ])("%s", (_, fail, complaint) => {
    expect(errorOf(fail)).toEqual({ name: "InputError", where, message: expect.any(String), ...complaint });
  });
});

test("how many labels may be is told for the rows there are", () => {
  expect(errorOf(() => silhouette(x, [4, 4, 4])).message).toBe("silhouette: `labels` must hold 2 to 3 different labels for 3 rows. Got 1 label.");
  expect(errorOf(() => calinskiHarabasz(x, [4, 4, 4])).message).toBe("calinskiHarabasz: `labels` must hold 2 different labels for 3 rows. Got 1 label.");
});

test("too few rows for two clusters are told how many it takes", () => {
  expect(errorOf(() => silhouette(matrix([[1]]), [0])).message).toContain("takes 2 rows");
  expect(errorOf(() => calinskiHarabasz(matrix([[1], [2]]), [0, 1])).message).toContain("takes 3 rows");
});

test("as many clusters as rows have no variance within them to compare with", () => {
  expect(errorOf(() => calinskiHarabasz(x, [0, 1, 2]))).toMatchObject({ code: "number-of-clusters" });
  expect([silhouette(x, [0, 1, 2]).mean, daviesBouldin(x, [0, 1, 2])]).toEqual([0, 0]);
});
