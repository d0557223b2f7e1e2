import fc from "fast-check";
import { expect, test } from "vitest";
import { jaccardOf } from "../../src/validity/overlap.ts";
import { labelPairs } from "../label-pairs.ts";

test("rows in both over rows in either, those without a label left out", () => {
  fc.assert(
    fc.property(labelPairs, ([one, two]) => {
      const a = one.map((label) => Math.max(-1, label));
      const overlaps = jaccardOf(Int32Array.from(a), 4, Int32Array.from(two), 4); // cluster 3 of `a` is empty
      const kept = a.flatMap((label, row) => (label < 0 ? [] : [row]));
      for (let p = 0; p < 4; p++) {
        for (let q = 0; q < 4; q++) {
          const both = kept.filter((row) => a[row] === p && two[row] === q).length;
          const either = kept.filter((row) => a[row] === p || two[row] === q).length;
          expect(overlaps[p * 4 + q]).toBe(either === 0 ? 0 : both / either);
        }
      }
    }),
  );
});
