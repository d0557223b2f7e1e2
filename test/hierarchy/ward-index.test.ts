import { describe, expect, test } from "vitest";
import { startClusters } from "../../src/hierarchy/ward-clusters.ts";
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
  return { rounds, visited: clusters.search.visited() / count };
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
