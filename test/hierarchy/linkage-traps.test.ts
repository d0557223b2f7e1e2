// What rounding, large offsets, extreme scales and a caller's callback could spoil.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkage, matrix, type LinkageMethod, type Progress } from "../../src/index.ts";
import { grids, mapEntries } from "../arbitraries.ts";
import { replayFault } from "../oracles/replay.ts";

const methods: readonly LinkageMethod[] = ["ward", "single", "complete", "average", "weighted", "centroid", "median"];

describe.each(methods)("linkage, %s", (method) => {
  test("whole numbers shifted by 1.7e9 give the same tree, to the bit", () => {
    fc.assert(
      fc.property(grids(), (x) => {
        expect(linkage(mapEntries(x, (entry) => entry + 1.7e9), { method })).toEqual(linkage(x, { method }));
      }),
    );
  });

  test.each([2 ** 330, 2 ** -331])("numbers of magnitude %d work", (factor) => {
    fc.assert(
      fc.property(grids({ minRows: 2 }), (x) => {
        const tree = linkage(x, { method });
        const scaled = linkage(mapEntries(x, (entry) => entry * factor), { method });
        expect(scaled).toEqual({ ...tree, height: tree.height.map((height) => height * factor) });
      }),
    );
  });

  test("equal rows are joined at 0", () => {
    expect(linkage(matrix(Array.from({ length: 9 }, () => [0.1, 7])), { method }).height).toEqual(new Float64Array(8));
  });

  test("weights from 1e-30 to 1e30 give finite heights", () => {
    const { height, size } = linkage(matrix([[1], [2], [4], [8]]), { method, weights: [1e-30, 1e30, 1e30, 1e-30] });
    expect(height.every((h) => h > 0 && h < Infinity)).toBe(true);
    expect(size[2]).toBe(2e30);
  });
});

test.each(methods)("%s linkage of a 6 x 6 lattice, ties everywhere, joins a closest pair each time", (method) => {
  const x = matrix(Array.from({ length: 36 }, (_, i) => [i % 6, Math.floor(i / 6)]));
  expect(replayFault(linkage(x, { method }), x)).toBeUndefined();
});

test.each(methods)("%s linkage reports progress up to the last merge, about a hundred times at most", (method) => {
  const seen: Progress[] = [];
  linkage(matrix(Array.from({ length: 500 }, (_, i) => [i * i])), { method, onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ stage: "linkage", done: 499, total: 499 });
  expect(seen.length).toBeLessThan(150);
  expect(seen.every(({ done }, at) => at === 0 || done > seen[at - 1].done)).toBe(true);
});
