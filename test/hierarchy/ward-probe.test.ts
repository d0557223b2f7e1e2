import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { startClusters, unknown } from "../../src/hierarchy/ward-clusters.ts";
import { wardIndex } from "../../src/hierarchy/ward-index.ts";
import { probeWard } from "../../src/hierarchy/ward-probe.ts";
import { findNeighbour } from "../../src/hierarchy/ward-search.ts";
import { linkage, type Matrix } from "../../src/index.ts";
import { seededRows } from "./seeded-rows.ts";

const clustersOf = (x: Matrix) => startClusters(x, new Float64Array(x.rows).fill(1));
const kinds = ["customers", "rfm", "blobs", "noise", "grid"];

describe.each(kinds)("probing %s", (kind) => {
  const x = seededRows(kind, 1000);

  test("keeps what it found: a neighbour that a search without a probe finds too", () => {
    const [probed, plain] = [clustersOf(x), clustersOf(x)];
    probeWard(probed);
    const kept = [...probed.neighbour.keys()].filter((id) => probed.neighbour[id] !== unknown);
    expect(kept.length).toBe(Math.min(16, probed.count));
    for (const id of kept) {
      findNeighbour(plain.search, id, unknown, Infinity);
      expect([probed.neighbour[id], probed.dissimilarity[id]]).toEqual([plain.neighbour[id], plain.dissimilarity[id]]);
    }
  });

  test("changes nothing about the tree, to the bit", () => {
    const [probed, plain] = [clustersOf(x), clustersOf(x)];
    probeWard(probed);
    expect(wardIndex(probed, () => {})).toEqual(wardIndex(plain, () => {}));
  });

  test("is blind to the scale of the numbers and counts the same work each time", () => {
    const scaled = { ...x, data: x.data.map((entry) => entry * 1024) };
    expect(probeWard(clustersOf(scaled))).toEqual(probeWard(clustersOf(x)));
  });
});

describe("the index", () => {
  test.each(["customers", "rfm", "blobs"])("costs least for 3 000 rows of %s", (kind) => {
    const { index, scan } = probeWard(clustersOf(seededRows(kind, 3000)));
    expect(index).toBeLessThan(scan);
  });

  test("does not for 3 000 rows of noise in 14 dimensions", () => {
    const { index, scan } = probeWard(clustersOf(seededRows("noise", 3000)));
    expect(index).toBeGreaterThan(scan);
  });

  test.each([[400, 500], [300, 2000]])("does not for %d rows of noise in %d dimensions, all of which a search looks at", (rows, cols) => {
    const random = createRandom(7, 91);
    const x = { data: Float64Array.from({ length: rows * cols }, () => random() + random() + random()), rows, cols };
    const { index, scan } = probeWard(clustersOf(x));
    expect(index).toBeGreaterThan(5 * scan); // 7 times the fastest, as measured
    expect(linkage(x).engine).not.toBe("index");
  });

  test.each([1, 2, 3, 20])("costs least where 5 000 rows have %d distinct values", (values) => {
    const data = Float64Array.from({ length: 5000 }, (_, i) => (i % values) * (i % values));
    const x = { data, rows: 5000, cols: 1 };
    const { index, scan } = probeWard(clustersOf(x));
    expect(index).toBeLessThan(scan);
    expect(linkage(x).engine).toBe("index");
  });
});

test("rows that come four times each cost what they cost once: equal ones are merged beforehand", () => {
  const x = seededRows("noise", 500);
  const repeated = { ...x, rows: 2000, data: Float64Array.from([0, 1, 2, 3].flatMap(() => [...x.data])) };
  expect(probeWard(clustersOf(repeated))).toEqual(probeWard(clustersOf(x)));
});

describe("what is chosen stands in the result, and its tree is that of the engine asked for by name:", () => {
  test.each([["customers", "index"], ["blobs", "index"], ["rfm", "index"]] as const)("3 000 rows of %s, %s", (kind, engine) => {
    const x = seededRows(kind, 3000);
    const chosen = linkage(x);
    expect(chosen.engine).toBe(engine);
    expect(chosen).toEqual(linkage(x, { engine }));
  });

  test.each([[3000, "scan"], [400, "matrix"], [100, "matrix"]] as const)("%d rows of noise, %s", (rows, engine) => {
    const x = seededRows("noise", rows);
    const chosen = linkage(x);
    expect(chosen.engine).toBe(engine);
    expect(chosen).toEqual(linkage(x, { engine }));
  });
});
