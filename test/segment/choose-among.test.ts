import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fit } from "../../src/kmeans/fit.ts";
import { lloyd } from "../../src/kmeans/forest-lloyd.ts";
import { search, usualPlan } from "../../src/kmeans/search.ts";
import { chooseAmong } from "../../src/segment/choose-among.ts";
import { type ResolvedOptions, resolveOptions } from "../../src/segment/options.ts";
import type { Rows } from "../../src/spatial/rows.ts";
import { measure } from "../../src/validity/choose-k.ts";
import { matrices } from "../arbitraries.ts";
import { problemFrom } from "../encoded-rows.ts";
import { countDistinctRows } from "../rows.ts";

const tables = matrices({ minRows: 8, maxRows: 30, maxCols: 3 }).filter((x) => countDistinctRows(x) >= 6);
const kMax = 5;

/** A curve that falls and was not searched: the first distinct rows are the centroids. */
function poorCurve(rows: Rows): Fit[] {
  const d = rows.columns.count;
  const values = Array.from({ length: rows.count }, (_, i) => [...rows.numbers.subarray(i * d, (i + 1) * d)]);
  const distinct = [...new Map(values.map((row) => [row.map((value) => value + 0).join(), row])).values()];
  return Array.from({ length: kMax }, (_, i) => {
    return lloyd({ rows }, Float64Array.from(distinct.slice(0, i + 1).flat()), i + 1, { maxIter: 0, maxShift: 0 });
  });
}

test.each(["silhouette", "calinski-harabasz", "davies-bouldin"] as const)("by %s: what the criteria say is of the very partitions, the chosen is settled, the curve falls", (choose) => {
  fc.assert(
    fc.property(tables, (x) => {
      const problem = problemFrom(x, new Array<number>(x.rows).fill(1));
      const { rows } = problem;
      fc.pre(rows.columns.numbers.length === rows.columns.count);
      const options: ResolvedOptions = { ...resolveOptions("test", {}), choose, minShare: 0, seed: 42 };
      const settled = (fit: Fit): Fit => search(problem, fit.k, { ...usualPlan(rows.count), effort: "balanced", seed: 42, cuts: undefined }, [fit.centroids]);
      const range = [2, kMax] as const;
      const grounds = { options, tree: undefined, found: undefined, refit: () => [], asked: false, range, heard: range };
      const { fits, criteria, chosen } = chooseAmong(problem, poorCurve(rows), settled, grounds);
      const scoresOf = (name: string): Float64Array => criteria.find((one) => one.name === name)!.scores;
      const measured = measure(rows, fits);
      measured.slice(1).forEach(({ silhouette, daviesBouldin }, at) => {
        expect(scoresOf("silhouette")[at + 1]).toBeCloseTo(silhouette, 8);
        expect(scoresOf("davies-bouldin")[at + 1] / daviesBouldin || 1).toBeCloseTo(1, 6);
      });
      expect([...scoresOf("elbow")]).toEqual(fits.map(({ inertia }) => inertia));
      for (let at = 1; at < fits.length; at++) expect(fits[at].inertia).toBeLessThanOrEqual(fits[at - 1].inertia * (1 + 1e-9));
      expect(fits[chosen.k - 1].inertia).toBeLessThanOrEqual(lloyd({ rows }, poorCurve(rows)[chosen.k - 1].centroids, chosen.k, { maxIter: 300, maxShift: 0 }).inertia * (1 + 1e-9));
    }),
    { numRuns: 60 },
  );
});
