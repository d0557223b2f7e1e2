// The lists of near clusters, and the scan that keeps them, also with less room than it takes by itself.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/core/matrix.ts";
import { type Linkage, relabel } from "../../src/hierarchy/tree.ts";
import { mergeClusters, startClusters, unknown, type WardClusters } from "../../src/hierarchy/ward-clusters.ts";
import { createLists, dissimilarityOf, enlist, inherit, renew, type WardLists } from "../../src/hierarchy/ward-lists.ts";
import { wardScan } from "../../src/hierarchy/ward-scan.ts";
import { comesFirst } from "../../src/hierarchy/ward-search.ts";
import { squaredDistance } from "../../src/core/distances.ts";
import { linkage } from "../../src/index.ts";
import { grids, tieFree, weighted } from "../arbitraries.ts";
import { gainsFault, wardFault } from "../oracles/ward-replay.ts";
import { type Cloud, cloud, clouds, coordinates, weightings } from "../spatial/clouds.ts";
import { seededRows } from "./seeded-rows.ts";

const rooms = fc.integer({ min: 1, max: 5 });

const scanned = (x: Matrix, weights: readonly number[], room: number): Linkage => {
  const own = Float64Array.from(weights);
  return relabel(wardScan(startClusters(x, own), () => {}, room), own, "ward", "scan");
};

const ones = ({ rows }: Matrix): number[] => Array<number>(rows).fill(1);
const liveOf = ({ active, count, takenBy }: WardClusters): number[] => [...active.subarray(0, count)].filter((id) => takenBy[id] === unknown);

const apart = ({ tree: { d, points, weights }, position }: WardClusters, a: number, b: number): number =>
  dissimilarityOf(squaredDistance(points, position[a] * d, points, position[b] * d, d), weights[position[a]], weights[position[b]]);

const entriesOf = ({ room, others, dissimilarities, lengths }: WardLists, id: number): [number, number][] =>
  Array.from({ length: lengths[id] }, (_, i) => [others[id * room + i], dissimilarities[id * room + i]]);

/** The clusters of a cloud with full lists. */
function listedClusters({ x, weights }: Cloud, room: number): { clusters: WardClusters; lists: WardLists } {
  const clusters = startClusters(x, Float64Array.from(weights));
  const lists = createLists(clusters, room);
  lists.bounds.fill(Infinity);
  for (const id of liveOf(clusters)) for (const other of liveOf(clusters)) if (id !== other) enlist(lists, id, other, apart(clusters, id, other));
  return { clusters, lists };
}

/** Merges all pairs that are each other's nearest, as a round does. */
function mergeRound(clusters: WardClusters): void {
  const live = liveOf(clusters);
  clusters.took.fill(unknown);
  for (const id of live) {
    const others = live.filter((other) => other !== id);
    const isBefore = (a: number, b: number): boolean => apart(clusters, id, a) < apart(clusters, id, b) || (apart(clusters, id, a) === apart(clusters, id, b) && comesFirst(a, b, id));
    clusters.neighbour[id] = others.reduce((first, other) => (isBefore(other, first) ? other : first));
    clusters.dissimilarity[id] = apart(clusters, id, clusters.neighbour[id]);
  }
  for (const id of live) {
    const other = clusters.neighbour[id];
    if (id < other && clusters.neighbour[other] === id) mergeClusters(clusters, id, other);
  }
}

test("a list keeps the first by dissimilarity and the order of pairs, each once, and bounds the rest, in whatever order they come", () => {
  const candidates = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 3 })), { maxLength: 40 });
  fc.assert(
    fc.property(candidates, rooms, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 13, maxLength: 13 }), (drawn, room, far) => {
      const { clusters } = listedClusters({ x: { data: Float64Array.of(0, 1), rows: 2, cols: 1 }, weights: [1, 1] }, 1);
      const lists = createLists(clusters, room);
      lists.bounds.fill(Infinity);
      for (const [other] of drawn) enlist(lists, 0, other, far[other]);
      const sorted = [...new Set(drawn.map(([other]) => other))].sort((a, b) => far[a] - far[b] || (comesFirst(a, b, 0) ? -1 : 1));
      expect(entriesOf(lists, 0)).toEqual(sorted.slice(0, room).map((other) => [other, far[other]]));
      expect(lists.bounds[0]).toBe(room < sorted.length ? far[sorted[room]] : Infinity);
    }),
  );
});

test("after any rounds nothing outside a list is nearer than its bound, and what is in it is as far as it says", () => {
  fc.assert(
    fc.property(clouds(2, 40).filter(({ x }) => x.data[0] < 1e9), rooms, fc.integer({ min: 1, max: 6 }), (of, room, rounds) => {
      const { clusters, lists } = listedClusters(of, room);
      for (let round = 0; round < rounds && liveOf(clusters).length > 1; round++) {
        mergeRound(clusters);
        const live = liveOf(clusters);
        for (const id of live) clusters.took[id] === unknown ? renew(lists, clusters, id) : inherit(lists, clusters, id, clusters.took[id]);
        for (const id of live) {
          const entries = entriesOf(lists, id);
          const listed = entries.map(([other]) => other);
          expect(entries).toEqual(listed.map((other) => [other, apart(clusters, id, other)]));
          expect(new Set([...listed, id]).size).toBe(listed.length + 1);
          for (const other of live.filter((other) => other !== id && !listed.includes(other))) {
            expect(apart(clusters, id, other)).toBeGreaterThanOrEqual(lists.bounds[id] * (1 - 1e-9));
          }
        }
      }
    }),
  );
});

describe("the scan with lists of one to five", () => {
  test("joins a closest pair each time on ties and duplicates, weighted or not", () => {
    fc.assert(
      fc.property(weighted(grids({ minRows: 2, maxRows: 48, maxCols: 6 })), fc.boolean(), rooms, ({ x, weights }, isWeighted, room) => {
        const own = isWeighted ? weights : ones(x);
        expect(wardFault(scanned(x, own, room), x, own)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test("gives the heights of the matrix where there are no ties", () => {
    fc.assert(
      fc.property(weighted(tieFree({ minRows: 2, maxRows: 120, maxCols: 9 })), rooms, ({ x, weights }, room) => {
        const { height } = linkage(x, { engine: "matrix", weights });
        scanned(x, weights, room).height.forEach((own, t) => expect(Math.abs(own - height[t])).toBeLessThan(1e-9 * height[height.length - 1]));
      }),
      { numRuns: 60 },
    );
  });

  test("survives hostile coordinates and weights: gains add up", () => {
    const kinds = fc.tuple(fc.constantFrom(...Object.keys(coordinates)), fc.constantFrom(...Object.keys(weightings)));
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 2, max: 200 }), rooms, ([kind, weighting], seed, rows, room) => {
        const { x, weights } = cloud(seed, rows, 3, kind, weighting);
        expect(gainsFault(linkage(x, { engine: "scan", weights }), x, weights)).toBeUndefined();
        if (kind !== "at a great offset") expect(gainsFault(scanned(x, weights, room), x, weights)).toBeUndefined(); // linkage takes that off
      }),
      { numRuns: 60 },
    );
  });
});

test.each(["noise", "blobs", "grid"])("however long the lists, 700 rows of %s have one tree", (kind) => {
  const x = seededRows(kind, 700);
  const { height } = scanned(x, ones(x), 6);
  const cuts = [1, 2, 12, 700].map((room) => scanned(x, ones(x), room));
  for (const tree of cuts) expect(tree.height.reduce((most, own, t) => Math.max(most, Math.abs(own - height[t])), 0)).toBeLessThan(1e-9 * height[698]);
});
