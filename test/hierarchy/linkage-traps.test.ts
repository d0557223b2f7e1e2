// What rounding, large offsets, extreme scales and a caller's callback could spoil.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methodNames } from "../../src/hierarchy/methods.ts";
import { linkage, matrix, type Progress } from "../../src/index.ts";
import { grids, mapEntries } from "../arbitraries.ts";
import { variants } from "../linkage-variants.ts";
import { replayFault } from "../oracles/replay.ts";

test.each(methodNames)("%s linkage of whole numbers shifted by 1.7e9 is the same tree, to the bit", (method) => {
  fc.assert(
    fc.property(grids(), (x) => {
      const options = { method, engine: "matrix" } as const;
      expect(linkage(mapEntries(x, (entry) => entry + 1.7e9), options)).toEqual(linkage(x, options));
    }),
  );
});

test.each(["index", "scan", "auto"] as const)("Ward's tree by the engine %s does not feel an offset of 1.7e9, on either side of 0, to the bit", (engine) => {
  fc.assert(
    fc.property(grids(), fc.constantFrom(1.7e9, -1.7e9), (x, offset) => {
      const least = Array.from({ length: x.cols }, (_, j) => Math[offset > 0 ? "min" : "max"](...x.data.filter((_, at) => at % x.cols === j)));
      const near = { ...x, data: x.data.map((entry, at) => entry - least[at % x.cols]) };
      expect(linkage(mapEntries(x, (entry) => entry + offset), { engine })).toEqual(linkage(near, { engine }));
    }),
  );
});

describe.each(variants)("linkage, $method by the engine $engine", ({ method, engine }) => {
  test.each([2 ** 330, 2 ** -331])("numbers of magnitude %d work", (factor) => {
    fc.assert(
      fc.property(grids({ minRows: 2 }), (x) => {
        const tree = linkage(x, { method, engine });
        const scaled = linkage(mapEntries(x, (entry) => entry * factor), { method, engine });
        expect(scaled).toEqual({ ...tree, height: tree.height.map((height) => height * factor) });
      }),
    );
  });

  test("equal rows are joined at 0", () => {
    expect(linkage(matrix(Array.from({ length: 9 }, () => [0.1, 7])), { method, engine }).height).toEqual(new Float64Array(8));
  });

  test("weights from 1e-30 to 1e30 give finite heights", () => {
    const { height, size } = linkage(matrix([[1], [2], [4], [8]]), { method, engine, weights: [1e-30, 1e30, 1e30, 1e-30] });
    expect(height.every((h) => h > 0 && h < Infinity)).toBe(true);
    expect(size[2]).toBe(2e30);
  });
});

test.each(variants)("$method linkage of a 6 x 6 lattice by the engine $engine, ties everywhere, joins a closest pair each time", ({ method, engine }) => {
  const x = matrix(Array.from({ length: 36 }, (_, i) => [i % 6, Math.floor(i / 6)]));
  expect(replayFault(linkage(x, { method, engine }), x)).toBeUndefined();
});

test.each(["ward", "complete", "average", "weighted"] as const)("on a tie %s linkage stays with the previous element of its chain", (method) => {
  // 0 leads to 3 and 3 to 5, which lies as near to 3, whence the chain came, as to 7, a lower row
  const { left, right } = linkage(matrix([[0], [7], [3], [5]]), { method, engine: "matrix" });
  expect([left[0], right[0]]).toEqual([2, 3]);
});

test("on a tie single linkage takes the lower row", () => {
  const { left, right } = linkage(matrix([[0], [0.5], [-2], [50], [2.5]]), { method: "single" });
  expect([...left]).toEqual([0, 2, 4, 3]);
  expect([...right]).toEqual([1, 5, 6, 7]);
});

test.each(variants)("$method linkage by the engine $engine reports progress up to the last merge, about a hundred times at most", ({ method, engine }) => {
  const seen: Progress[] = [];
  linkage(matrix(Array.from({ length: 500 }, (_, i) => [i * i])), { method, engine, onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ stage: "linkage", done: 499, total: 499 });
  expect(seen.length).toBeLessThan(150);
  expect(seen.every(({ done }, at) => at === 0 || done > seen[at - 1].done)).toBe(true);
});
