import type { Encoding } from "../encode/encode.ts";
import { centroidsOf, inertiaOf, sizesOf, totalInertiaOf } from "../kmeans/fit.ts";
import type { Rows } from "../spatial/rows.ts";
import { buildSegments } from "../segment/explain.ts";
import { unusedName } from "../segment/match-segments.ts";
import { profile } from "../segment/profile.ts";
import type { Segmentation } from "../segment/types.ts";
import { type Nest, type Nested, placesAt } from "./nested-segments.ts";

/** A segment of {@link granularity}: it is there from one number of segments to another. */
export interface NestedSegment {
  /** Its place in `segments`. */
  readonly id: number;
  /** As in the segmentation where it is one of that; else what sets it apart from the others at the number at which it comes up. */
  readonly name: string;
  /** A sentence or two in plain words. */
  readonly description: string;
  /** The number of rows. */
  readonly size: number;
  /** The share of the total weight; of the rows where none is weighted. */
  readonly share: number;
  /** The least and the greatest number of segments, of those asked for, of which it is one. */
  readonly from: number;
  /** See `from`. */
  readonly to: number;
  /** Its label in the segmentation; absent where it is none of that. */
  readonly segment?: number;
  /** The segment that it is a part of; absent where that is beyond the least number asked for. */
  readonly parent?: number;
  /** The two segments that it splits into, the heavier first; absent where it stays whole. */
  readonly parts?: readonly [number, number];
}

/** One number of segments, before columns are looked at. */
export interface NestedLevel {
  /** How many there are. */
  readonly k: number;
  /** Which, by their `id`. */
  readonly segments: readonly number[];
  /** Which segment of one number less is split, and into which; absent at the least number asked for. */
  readonly split?: {
    /** The one that is split. */
    readonly segment: number;
    /** Its parts, the heavier first. */
    readonly into: readonly [number, number];
  };
  /** The share of the inertia of all rows that lies between the segments, from 0 to 1. */
  readonly explained: number;
  /** The share of the smallest segment. */
  readonly smallestShare: number;
}

/** The numbers of segments that were asked for. */
export interface NestedLevels {
  readonly segments: readonly NestedSegment[];
  readonly levels: readonly NestedLevel[];
  /** The segment, by its `id`, of each row, in the caller's order, at each level. */
  readonly labels: readonly Int32Array[];
}

/** A segmentation, and its rows as its model sees them. */
interface Whole {
  readonly result: Segmentation;
  readonly encoding: Encoding;
  readonly rows: Rows;
  /** In the caller's order. */
  readonly weights: Float64Array;
}

/** The segments of a nested tree that are there from `min` segments to `max`, the coarsest first, named and described. */
export function nestedLevels(where: string, nested: Nested, whole: Whole, [min, max]: readonly [number, number]): NestedLevels {
  const { rows, weights } = whole;
  const { nests, leaves } = nested;
  const sizes = sizesOf(weights, { labels: leaves, k: nests.length });
  const within = (values: ArrayLike<number>): Float64Array => sumUp(nests, values);
  const counts = within(sizes.rows), heavy = within(sizes.weights);
  const order = [...nests.keys()].filter((at) => nests[at].from <= max && nests[at].to >= min);
  order.sort((a, b) => Math.max(min, nests[a].from) - Math.max(min, nests[b].from) || heavy[b] - heavy[a] || a - b);
  const idOf = new Int32Array(nests.length).fill(-1);
  order.forEach((at, id) => (idOf[at] = id));

  const levels = Array.from({ length: max - min + 1 }, (_, at) => levelAt(nested, rows, min + at));
  const said = sayNests(where, nested, whole, order, levels, [min, max]);
  const total = totalInertiaOf(rows);
  const segments = order.map((at, id): NestedSegment => {
    const { from, to, segment, parent, parts } = nests[at];
    const known = { id, ...said.get(at)!, size: counts[at], share: heavy[at] / sizes.total };
    return {
      ...known,
      from: Math.max(min, from),
      to: Math.min(max, to),
      ...(segment === undefined ? {} : { segment }),
      ...(parent === undefined || idOf[parent] < 0 ? {} : { parent: idOf[parent] }),
      ...(parts === undefined || idOf[parts[0]] < 0 ? {} : { parts: [idOf[parts[0]], idOf[parts[1]]] as const }),
    };
  });
  return {
    segments,
    levels: levels.map(({ k, present, inertia }) => {
      const ids = present.map((at) => idOf[at]).sort((a, b) => a - b);
      const whole = k === min ? undefined : segments.find(({ to, parts }) => to === k - 1 && parts !== undefined);
      return {
        k,
        segments: ids,
        ...(whole === undefined ? {} : { split: { segment: whole.id, into: whole.parts! } }),
        explained: total > 0 ? Math.max(0, 1 - inertia / total) : 0,
        smallestShare: ids.reduce((least, id) => Math.min(least, segments[id].share), 1),
      };
    }),
    labels: levels.map(({ labels, present }) => labels.map((place) => idOf[present[place]])),
  };
}

/** What is in each segment, given what is in each leaf. */
function sumUp(nests: readonly Nest[], ofLeaves: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(nests.length);
  for (let leaf = 0; leaf < nests.length; leaf++) {
    for (let at: number | undefined = leaf; at !== undefined; at = nests[at].parent) sums[at] += ofLeaves[leaf];
  }
  return sums;
}

/** The segments of one number of them. */
interface Level {
  readonly k: number;
  readonly present: readonly number[];
  /** The place in `present` of each row, in the caller's order. */
  readonly labels: Int32Array;
  readonly inertia: number;
}

function levelAt(nested: Nested, rows: Rows, k: number): Level {
  const { present, placeOf } = placesAt(nested, k);
  const labels = nested.leaves.map((leaf) => placeOf[leaf]);
  const own = rows.ids.map((id) => labels[id]);
  return { k, present, labels, inertia: inertiaOf(rows, own, centroidsOf(rows, own, k), k) };
}

type Said = Pick<NestedSegment, "name" | "description">;

/** Names and descriptions: the segmentation's own, and of others by what sets them apart where they come up, next to the segmentation. */
function sayNests(
  where: string,
  { nests }: Nested,
  { result, encoding, weights }: Whole,
  order: readonly number[],
  levels: readonly Level[],
  [min, max]: readonly [number, number],
): Map<number, Said> {
  const said = new Map<number, Said>();
  const used = new Set<string | undefined>();
  const bornAt = ({ from, to }: Nest): number => (to < result.k ? Math.min(to, max) : Math.max(from, min));
  for (const at of order) {
    const { segment } = nests[at];
    if (segment === undefined) continue;
    const { name, description } = result.segments[segment];
    said.set(at, { name, description });
    used.add(name);
  }
  for (const { k, present, labels } of levels) {
    const born = order.filter((at) => nests[at].segment === undefined && bornAt(nests[at]) === k);
    if (born.length === 0) continue;
    const own = buildSegments(where, profile(encoding, labels, weights, sizesOf(weights, { labels, k })), undefined);
    for (const at of born) {
      const { name, description } = own[present.indexOf(at)];
      said.set(at, { name: unusedName(asPart(name, nests, at, said), used), description });
    }
  }
  return said;
}

const restOf = /, the rest(?: \(\d+\))?$/; // of a whole that is a rest itself

/** A name that tells a segment from what it is a part of, and from its parts, where one of these has the same. */
function asPart(name: string, nests: readonly Nest[], at: number, said: ReadonlyMap<number, Said>): string {
  const wholes = wholesOf(nests, at).flatMap((whole) => said.get(whole)?.name ?? []);
  if (wholes.includes(name)) return `${wholes[0].replace(restOf, "")}, the rest`;
  const isPart = (other: number): boolean => wholesOf(nests, other).includes(at);
  return nests.some((_, other) => said.get(other)?.name === name && isPart(other)) ? `${name}, all` : name;
}

/** What a segment is a part of, the nearest first. */
function wholesOf(nests: readonly Nest[], at: number): number[] {
  const { parent } = nests[at];
  return parent === undefined ? [] : [parent, ...wholesOf(nests, parent)];
}
