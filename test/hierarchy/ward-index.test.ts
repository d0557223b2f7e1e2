import { describe, expect, test } from "vitest";
import { mergeInRounds, startClusters } from "../../src/hierarchy/ward-clusters.ts";
import { wardIndex } from "../../src/hierarchy/ward-index.ts";
import { linkage, matrix, type Matrix } from "../../src/index.ts";
import { wardFault } from "../oracles/ward-replay.ts";
import { seededRows } from "./seeded-rows.ts";

/** The rounds that the index takes, a hundred at most, and the nodes that it looks at for each distinct row. */
function workOf(x: Matrix): { rounds: number; visited: number } {
  const clusters = startClusters(x, new Float64Array(x.rows).fill(1));
  const { count } = clusters;
  let rounds = 0;
  wardIndex(clusters, () => {
    if (++rounds > 100) throw new Error("no end of rounds");
  });
  return { rounds, visited: clusters.search.visited / count };
}

describe("the index needs few rounds, and looks at few nodes a row,", () => {
  test.each([["blobs", 80], ["rfm", 150], ["customers", 125], ["grid", 140]])("for 4 000 rows of %s", (kind, most) => {
    const { rounds, visited } = workOf(seededRows(kind, 4000));
    expect(rounds).toBeLessThan(50);
    expect(visited).toBeLessThan(most);
  });
});

test("a round without a pair that choose each other ends in a merge all the same: ties that rounding undoes", () => {
  const [a, b, c] = [0.9497643477305139, 0.949764347730514, 0.9497643477305141]; // neighbours among the doubles
  const x = matrix([[c, b, a], [c, c, c], [b, c, a], [a, c, b]]);
  expect(workOf(x).rounds).toBeLessThanOrEqual(4);
  expect(wardFault(linkage(x, { engine: "index" }), x)).toBeUndefined();
});

test("where every cluster chooses the next in a ring, those merge of which one has the least to choose", () => {
  const clusters = startClusters(matrix([[0], [3], [7], [20]]), new Float64Array(4).fill(1));
  const found = [9, 16, 25, 4];
  const ring = (): boolean => {
    const ids = Array.from(clusters.active.subarray(0, clusters.count)).sort((a, b) => a - b);
    ids.forEach((id, at) => {
      clusters.neighbour[id] = ids[(at + 1) % ids.length];
      clusters.dissimilarity[id] = found[id];
    });
    return true;
  };
  const counts: number[] = [];
  const { a, b, height } = mergeInRounds(clusters, ring, (merges) => {
    if (counts.push(merges) > 3) throw new Error("no end of rounds");
  });
  expect([a, b, height].map((each) => Array.from(each))).toEqual([[0, 0, 0], [3, 1, 2], [2, 3, 3]]); // the last two choose each other
  expect(counts).toEqual([1, 2, 3]);
});
