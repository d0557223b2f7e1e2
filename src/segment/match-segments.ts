import { checkKeys, checkNumber, isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { told } from "../core/notice.ts";
import { bestAssignment, jaccardOf } from "../validity/overlap.ts";
import type { SegmentModel } from "./model.ts";
import type { SegmentSource } from "./options.ts";
import { modelIn, placeRows, spreadLabels } from "./predict.ts";
import type { Segmentation } from "./types.ts";

/** Options for {@link matchSegments}. */
export interface MatchOptions {
  /**
   * The least Jaccard overlap, between 0 and 1, with which a segment takes over a name: the rows in both segments over the rows
   * in either. Above one half no segment has two candidates.
   * @defaultValue 0.5
   */
  readonly minOverlap?: number | undefined;
}

/** A current segment and the previous one that it carries on. */
export interface SegmentMatch {
  /** The segment's label in the current segmentation. */
  readonly segment: number;
  /** The label of the previous segment whose name it carries on; `undefined` for a new segment. */
  readonly previous: number | undefined;
  /** The segment's name now. */
  readonly name: string;
  /** The Jaccard overlap with that previous segment; for a new segment, the largest with any. */
  readonly overlap: number;
}

/** What {@link matchSegments} gives. */
export interface MatchedSegments {
  /** The current segmentation with names carried over; all else is as it was, and shared with it. */
  readonly segmentation: Segmentation;
  /** One a current segment, in the order of the segments. */
  readonly matches: readonly SegmentMatch[];
  /** The names of the previous segments that none carries on, in their order. */
  readonly vanished: readonly string[];
}

/**
 * Carries the names of last month's segments over to this month's. The previous model places this month's rows; each current
 * segment is held against each previous one by the share of rows they have in common (Jaccard), and pairs are made one to one
 * so that the overlaps sum to the most there is, of pairs with at least `minOverlap` (the Hungarian algorithm, Kuhn 1955).
 *
 * Only names change: in `segments`, in `model.names` and where `warnings` quote them. A new segment keeps its own, with a
 * number added where another has it already. Rows that either segmentation drops are left out of the counts; weights do not
 * count. In O(n k d + k³).
 *
 * @param previous - last month's segmentation, or its `model`
 * @param current - this month's segmentation
 * @param source - this month's table, of which `current` was made; it must hold the columns of `previous` too
 * @throws {@link InputError} where {@link predict} does, on a `current` that is no segmentation or has not one label a row of
 * `table`, and on an unknown option.
 */
export function matchSegments(
  previous: SegmentModel | Segmentation,
  current: Segmentation,
  source: SegmentSource,
  options: MatchOptions = {},
): MatchedSegments {
  const where = "matchSegments";
  checkKeys(where, "the options", options, ["minOverlap"]);
  const { minOverlap = 0.5 } = options;
  checkNumber(where, "minOverlap", minOverlap, 0, 1);
  checkCurrent(where, current);
  const model = modelIn(previous);
  const { labels, kept, rows, k } = placeRows(where, previous, source);
  if (current.labels.length !== rows) {
    throw new InputError(
      "wrong-length",
      where,
      `\`current\` must have one label a row of \`table\``,
      `${current.labels.length} labels for ${rows} rows`,
    );
  }

  const { names } = model as SegmentModel;
  const overlaps = jaccardOf(current.labels, current.k, spreadLabels(labels, kept, rows), k);
  const partners = partnersOf(overlaps, current.k, k, minOverlap);
  const segmentation = renameSegments(
    current,
    Array.from(partners, (partner) => (partner < 0 ? undefined : names[partner])),
  );
  const matches = segmentation.segments.map(({ name }, segment): SegmentMatch => {
    const own = overlaps.subarray(segment * k, (segment + 1) * k);
    const partner = partners[segment];
    return { segment, previous: partner < 0 ? undefined : partner, name, overlap: partner < 0 ? Math.max(...own) : own[partner] };
  });
  return { segmentation, matches, vanished: names.filter((_, partner) => !partners.includes(partner)) };
}

function checkCurrent(where: string, current: unknown): void {
  const { labels, segments, model, k } = (typeof current === "object" && current !== null ? current : {}) as Partial<Segmentation>;
  const isWhole = isArrayLike(labels) && Array.isArray(segments) && segments.length === k && Array.isArray(model?.names);
  if (isWhole) return;
  throw new InputError("not-a-segmentation", where, `\`current\` must be what clusterSegments gives`, show(current));
}

/** The previous segment of each current one, -1 for none. Overlaps below the least count for nothing, so that they break up no pair. */
function partnersOf(overlaps: Float64Array, k: number, previous: number, minOverlap: number): Int32Array {
  const isEnough = (overlap: number): boolean => overlap > 0 && overlap >= minOverlap;
  const gains = overlaps.map((overlap) => (isEnough(overlap) ? overlap : 0));
  return bestAssignment(gains, k, previous).map((partner, s) => (partner >= 0 && isEnough(gains[s * previous + partner]) ? partner : -1));
}

/**
 * The segmentation under other names, one a segment; one without (`undefined`) keeps its own, with a number added where
 * another segment has it. What holds no name is shared with the segmentation given.
 */
function renameSegments(segmentation: Segmentation, given: readonly (string | undefined)[]): Segmentation {
  const { segments, model, notices } = segmentation;
  const used = new Set(given);
  const names = segments.map(({ name }, s) => given[s] ?? keep(name, used));
  return {
    ...segmentation,
    segments: segments.map((segment, s) => ({ ...segment, name: names[s] })),
    ...told(notices, names),
    model: { ...model, names },
  };
}

/** The name, or the first of "name (2)", "name (3)", … that is not used. */
function keep(name: string, used: Set<string | undefined>): string {
  let unique = name;
  for (let count = 2; used.has(unique); count++) unique = `${name} (${count})`;
  used.add(unique);
  return unique;
}
