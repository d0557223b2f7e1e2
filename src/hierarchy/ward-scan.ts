import type { Merges } from "./tree.ts";
import { isStale, mergeInRounds, unknown, type WardClusters } from "./ward-clusters.ts";
import { createLists, dissimilarityOf, enlist, inherit, renew, type WardLists } from "./ward-lists.ts";
import { slack } from "./ward-search.ts";

const listed = 6; // from 4 to 8 it takes about as long
const near = 4; // groups of slots that are compared before others

/**
 * Clusters in slots, in groups of four whose numbers stand side by side. Those whose neighbours are looked for come first; slots
 * that are left in the last group hold a NaN, which is near to nothing.
 */
interface Slots {
  readonly d: number;
  /** Number k of the centroids of group g from index 4 (g d + k) on. */
  readonly centroids: Float64Array;
  readonly ids: Int32Array;
  /** 1 / (2 weight): a dissimilarity is within a limit where the squared distance is within the limit times the sum of both halves. */
  readonly halves: Float64Array;
  /** From here on dissimilarities are of no use; -1 where no neighbour is looked for. */
  readonly limits: Float64Array;
  /** Squared distances of two slots to a group. */
  readonly squares: Float64Array;
}

/**
 * Ward's tree by lists of the nearest clusters, and by comparing a cluster with all where its list does not tell the nearest: O(n² d)
 * time in linear memory, for rows without structure, where an index finds nothing to pass over. Assumes clusters as started.
 */
export function wardScan(clusters: WardClusters, tick: (merges: number) => void, room: number = listed): Merges {
  const lists = createLists(clusters, room);
  const slots = createSlots(clusters.count, clusters.tree.d);
  const queue = new Int32Array(clusters.count);
  clusters.neighbour.fill(unknown); // a probe may have found some, but no lists
  return mergeInRounds(clusters, () => findNeighbours(clusters, lists, slots, queue), tick);
}

function createSlots(count: number, d: number): Slots {
  const room = (count + 3) & ~3;
  return {
    d,
    centroids: new Float64Array(room * d),
    ids: new Int32Array(room),
    halves: new Float64Array(room),
    limits: new Float64Array(room),
    squares: new Float64Array(8),
  };
}

/** Finds neighbours from lists, and some of the others by comparison; returns whether that were all of them. */
function findNeighbours(clusters: WardClusters, lists: WardLists, slots: Slots, queue: Int32Array): boolean {
  const { active, count } = clusters;
  let queued = 0;
  for (let i = 0; i < count; i++) {
    const id = active[i];
    if (isStale(clusters, id) && !isTold(clusters, lists, id)) queue[queued++] = id;
  }
  const asked = leastFirst(queue, queued, lists.bounds);
  if (asked > 0) compareAll(clusters, lists, slots, queue, asked);
  return asked === queued;
}

/** Whether the list of a cluster tells its neighbour: it is nearer than anything outside the list can be. */
function isTold(clusters: WardClusters, lists: WardLists, id: number): boolean {
  const { neighbour, dissimilarity, took } = clusters;
  if (took[id] !== unknown) inherit(lists, clusters, id, took[id]);
  else if (neighbour[id] !== unknown) renew(lists, clusters, id);
  else return false; // nor did it before
  const first = id * lists.room;
  dissimilarity[id] = lists.dissimilarities[first];
  const isNearest = lists.lengths[id] > 0 && dissimilarity[id] * slack < lists.bounds[id];
  neighbour[id] = isNearest ? lists.others[first] : unknown;
  return isNearest;
}

/**
 * Moves those to the front of a queue whose bound is nearer to the least one than to the mean, and returns how many: the others need
 * no neighbour as yet, and fewer clusters will be left when they do.
 */
function leastFirst(queue: Int32Array, queued: number, bounds: Float64Array): number {
  let least = Infinity;
  let sum = 0;
  for (let i = 0; i < queued; i++) {
    sum += bounds[queue[i]];
    least = Math.min(least, bounds[queue[i]]);
  }
  const most = least / 2 + sum / queued / 2;
  let asked = 0;
  for (let i = 0; i < queued; i++) {
    const id = queue[i];
    if (bounds[id] > most) continue;
    queue[i] = queue[asked];
    queue[asked++] = id;
  }
  return asked;
}

/** Compares the first `asked` of the queue with all: makes their lists anew, and notes their neighbours. */
function compareAll(clusters: WardClusters, lists: WardLists, slots: Slots, queue: Int32Array, asked: number): void {
  const { active, count, neighbour, dissimilarity } = clusters;
  const { room, others, dissimilarities, lengths, bounds } = lists;
  for (let i = 0; i < asked; i++) {
    const id = queue[i];
    renew(lists, clusters, id); // the farthest of a full list is a first bound
    bounds[id] = lengths[id] === room ? dissimilarities[id * room + room - 1] : Infinity;
    neighbour[id] = id; // for now: it has a slot
    fillSlot(slots, i, id, bounds[id] * slack, clusters);
  }
  let filled = asked;
  for (let i = 0; i < count; i++) if (neighbour[active[i]] !== active[i]) fillSlot(slots, filled++, active[i], -1, clusters);
  for (; filled % 4 > 0; filled++) {
    slots.limits[filled] = -1;
    slots.centroids[placeOf(filled, slots.d)] = NaN;
  }

  // near each other in the order of the tree first: they make good lists, which others then seldom enter
  const groups = filled / 4;
  for (let own = 0; own < asked; own += 2) compareTwo(lists, slots, own, own >> 2, Math.min(groups, (own >> 2) + near));
  for (let own = 0; own < asked; own += 2) compareTwo(lists, slots, own, (own >> 2) + near, groups);
  for (let i = 0; i < asked; i++) {
    const first = queue[i] * room;
    neighbour[queue[i]] = others[first];
    dissimilarity[queue[i]] = dissimilarities[first];
  }
}

function fillSlot(slots: Slots, slot: number, id: number, limit: number, { tree, position }: WardClusters): void {
  const { d, centroids, ids, halves, limits } = slots;
  const { points, weights } = tree;
  const own = position[id];
  ids[slot] = id;
  halves[slot] = 0.5 / weights[own];
  limits[slot] = limit;
  for (let k = 0, at = placeOf(slot, d), from = own * d; k < d; k++, at += 4) centroids[at] = points[from++];
}

/** Where the first number of a slot stands. */
function placeOf(slot: number, d: number): number {
  return (slot - (slot % 4)) * d + (slot % 4);
}

/** Compares the clusters in the slots `own` and `own + 1` with those in some groups of slots, four at a time. */
function compareTwo(lists: WardLists, slots: Slots, own: number, from: number, to: number): void {
  const { d, centroids, halves, limits, squares } = slots;
  const size = 4 * d;
  const first = placeOf(own, d);
  const half = Math.max(halves[own], halves[own + 1]);
  let most = Math.max(limits[own], limits[own + 1]);
  for (let slot = 4 * from, at = from * size; slot < 4 * to; slot += 4) {
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let end = at + size, k = first; at < end; at += 4, k += 4) {
      const a = centroids[k];
      const b = centroids[k + 1];
      const c0 = centroids[at];
      const c1 = centroids[at + 1];
      const c2 = centroids[at + 2];
      const c3 = centroids[at + 3];
      a0 += (a - c0) * (a - c0);
      a1 += (a - c1) * (a - c1);
      a2 += (a - c2) * (a - c2);
      a3 += (a - c3) * (a - c3);
      b0 += (b - c0) * (b - c0);
      b1 += (b - c1) * (b - c1);
      b2 += (b - c2) * (b - c2);
      b3 += (b - c3) * (b - c3);
    }
    const r0 = (limits[slot] > most ? limits[slot] : most) * (half + halves[slot]);
    const r1 = (limits[slot + 1] > most ? limits[slot + 1] : most) * (half + halves[slot + 1]);
    const r2 = (limits[slot + 2] > most ? limits[slot + 2] : most) * (half + halves[slot + 2]);
    const r3 = (limits[slot + 3] > most ? limits[slot + 3] : most) * (half + halves[slot + 3]);
    if (a0 <= r0 || a1 <= r1 || a2 <= r2 || a3 <= r3 || b0 <= r0 || b1 <= r1 || b2 <= r2 || b3 <= r3) {
      squares[0] = a0;
      squares[1] = a1;
      squares[2] = a2;
      squares[3] = a3;
      squares[4] = b0;
      squares[5] = b1;
      squares[6] = b2;
      squares[7] = b3;
      listNear(lists, slots, own, slot);
      most = Math.max(limits[own], limits[own + 1]);
    }
  }
}

/** Lists what is near of the clusters in two slots and in the four of a group; each pair of slots once, from the earlier one. */
function listNear(lists: WardLists, { ids, halves, limits, squares }: Slots, own: number, group: number): void {
  const { weights, bounds } = lists;
  for (let i = 0; i < 8; i++) {
    const p = own + (i >> 2);
    const q = group + (i & 3);
    const most = limits[p] > limits[q] ? limits[p] : limits[q];
    if (q <= p || !(squares[i] <= most * (halves[p] + halves[q]))) continue;
    const dissimilarity = dissimilarityOf(squares[i], weights[ids[p]], weights[ids[q]]);
    if (dissimilarity <= limits[p]) {
      enlist(lists, ids[p], ids[q], dissimilarity);
      limits[p] = bounds[ids[p]] * slack;
    }
    if (dissimilarity <= limits[q]) {
      enlist(lists, ids[q], ids[p], dissimilarity);
      limits[q] = bounds[ids[q]] * slack;
    }
  }
}
