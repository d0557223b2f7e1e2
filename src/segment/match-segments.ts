import { checkInteger, checkKeys, checkNumber } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { type Notice, told } from "../core/notice.ts";
import { type Watch, watched, watchKeys } from "../core/progress.ts";
import { counted } from "../core/text.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { jaccardOf } from "../validity/overlap.ts";
import { type ChanceMatches, chanceMatches, partnersOf } from "./chance-matches.ts";
import { checkSegmentation } from "./check-result.ts";
import type { SegmentModel } from "./model.ts";
import { checkModel, modelIn } from "./read-model.ts";
import type { SegmentSource } from "./options.ts";
import { encodeRows, placeRows, spreadLabels } from "./predict.ts";
import type { Segmentation } from "./types.ts";

/** Options for {@link matchSegments}. */
export interface MatchOptions extends Watch {
  /**
   * The least Jaccard overlap, between 0 and 1, with which a segment takes over a name: the rows in both segments over the rows
   * in either. Above one half no segment has two candidates.
   * @defaultValue 0.5
   */
  readonly minOverlap?: number | undefined;
  /**
   * How many resamples of the table are clustered to find how many segments chance alone would make new or gone, from 0 to 1 000. Each
   * costs what {@link clusterSegments} costs with a number as `k` and the effort "fast". 0, or 1: `byChance` is NaN.
   * @defaultValue 10
   */
  readonly resamples?: number | undefined;
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
  /**
   * The shares of current segments that would be new, and of previous ones that would be gone, if nothing had changed: of segmentations
   * of resamples of the table, each matched with each other. Near 0 for groups that are real; NaN where it could not be found.
   */
  readonly byChance: ChanceMatches;
  /**
   * In sentences: that new and gone are not a change, where chance alone makes more than 10 % of the segments new or gone, besides
   * those that must be where one month has more segments than the other.
   */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}

const mostByChance = 0.1;

/**
 * Carries the names of last month's segments over to this month's. The previous model places this month's rows; each current
 * segment is held against each previous one by the share of rows they have in common (Jaccard), and pairs are made one to one
 * so that the overlaps sum to the most there is, of pairs with at least `minOverlap` (the Hungarian algorithm, Kuhn 1955).
 *
 * Only names change: in `segments`, in `model.names` and where `warnings` quote them. A new segment keeps its own, with a
 * number added where another has it already. Rows that either segmentation drops are left out of the counts; weights do not
 * count.
 *
 * Where segments cut a cloud, another month's cut lies elsewhere: of two samples of one population without groups 90 % of the segments are
 * "new", and as many "gone" (bench/results/matching.md). So the table is resampled, and `byChance` and `warnings` say what chance
 * alone would give. In O(n k d + k³), and the time of `resamples` segmentations.
 *
 * @param previous - last month's segmentation, or its `model`
 * @param current - this month's segmentation
 * @param source - this month's table, of which `current` was made; it must hold the columns of `previous` too
 * @throws {@link InputError} where {@link predict} does, on a `current` that is no segmentation or has not one label a row of
 * `table`, and on an unknown option.
 * @group Compare
 * @example
 * ```ts
 * import { clusterSegments, matchSegments } from "audience-segmentation";
 *
 * const may = { spend: [10, 12, 11, 80, 82, 85], visits: [1, 2, 1, 9, 8, 9] };
 * const june = { spend: [81, 84, 79, 11, 10, 14], visits: [9, 9, 8, 1, 1, 2] };
 * const previous = clusterSegments(may, { k: 2, names: ["Regulars", "Newcomers"] });
 * const { matches } = matchSegments(previous, clusterSegments(june, { k: 2 }), june);
 * for (const { segment, previous, name } of matches) console.log(`${segment} was ${previous}: ${name}`);
 * // 0 was 1: Newcomers
 * // 1 was 0: Regulars
 * ```
 */
export function matchSegments(
  previous: SegmentModel | Segmentation,
  current: Segmentation,
  source: SegmentSource,
  options: MatchOptions = {},
): MatchedSegments {
  const where = "matchSegments";
  checkKeys(where, "the options", options, ["minOverlap", "resamples", ...watchKeys]);
  const onProgress = watched(where, options);
  const { minOverlap = 0.5, resamples = 10 } = options;
  checkInteger(where, "resamples", resamples, 0, 1000);
  checkNumber(where, "minOverlap", minOverlap, 0, 1);
  checkSegmentation(where, current, "current");
  const model = modelIn(previous);
  const table = isPrepared(source) ? source : tableOf(source); // what can be read once only is read once
  const { labels, kept, rows, k } = placeRows(where, previous, table);
  if (current.labels.length !== rows) {
    throw new InputError(
      "wrong-length",
      where,
      `\`current\` must have one label a row of \`table\``,
      `${counted(current.labels.length, "label")} for ${counted(rows, "row")}`,
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
    if (partner >= 0) return { segment, previous: partner, name, overlap: own[partner] };
    return { segment, previous: undefined, name, overlap: own.reduce((most, overlap) => Math.max(most, overlap), 0) };
  });
  const vanished = names.filter((_, partner) => !partners.includes(partner));
  const fresh = matches.filter(({ previous }) => previous === undefined).length;
  const sizes = [current.k, k] as const;
  const encoding = encodeRows(where, checkModel(where, current.model), table);
  const encoded = toRows(where, encoding);
  const byChance = chanceMatches(where, encoded, current.model, sizes, { resamples, minOverlap, onProgress });
  const isChance = beyond(byChance.new, sizes) || beyond(byChance.vanished, [k, current.k]);
  const figures = { fresh, of: current.k, vanished: vanished.length, ofPrevious: k, byChance };
  const notices: Notice[] = isChance ? [{ code: "matched-by-chance", figures }] : [];
  return { segmentation, matches, vanished, byChance, ...told(notices) };
}

/** Whether chance leaves more than a tenth of `k` segments without a partner among `others`, besides those for which there is none. */
function beyond(share: number, [k, others]: readonly [k: number, others: number]): boolean {
  return share - Math.max(0, k - others) / k > mostByChance;
}

/**
 * The segmentation under other names, one a segment; one without (`undefined`) keeps its own, with a number added where
 * another segment has it. What holds no name is shared with the segmentation given.
 */
function renameSegments(segmentation: Segmentation, given: readonly (string | undefined)[]): Segmentation {
  const { segments, model, notices } = segmentation;
  const used = new Set(given);
  const names = segments.map(({ name }, s) => given[s] ?? unusedName(name, used));
  return {
    ...segmentation,
    segments: segments.map((segment, s) => ({ ...segment, name: names[s] })),
    ...told(notices, names),
    model: { ...model, names },
  };
}

/** The name, or the first of "name (2)", "name (3)", … that is not used; it is used then. */
export function unusedName(name: string, used: Set<string | undefined>): string {
  let unique = name;
  for (let count = 2; used.has(unique); count++) unique = `${name} (${count})`;
  used.add(unique);
  return unique;
}
