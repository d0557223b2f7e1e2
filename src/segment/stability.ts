import { checkInteger, checkKeys, checkNumber, checkOneOf } from "../core/check.ts";
import { InputError, show, within } from "../core/input-error.ts";
import { isMatrix } from "../core/matrix.ts";
import { type Notice, told } from "../core/notice.ts";
import { createTicker, watched } from "../core/progress.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { withCells } from "../kmeans/cells.ts";
import { countDistinct } from "../kmeans/fit.ts";
import { inOrder, type Rows } from "../spatial/rows.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { toFrame } from "../table/table.ts";
import { adjustedRandIndex } from "../validity/agreement.ts";
import { bestOverlaps } from "../validity/overlap.ts";
import { clusterSegments } from "./cluster-segments.ts";
import { type ClusterOptions, optionNames, type ResolvedOptions, resolveOptions, type SegmentSource, weightsOf, withPreset } from "./options.ts";
import { partition } from "./partition.ts";
import { encodeRows } from "./predict.ts";
import { bootstrap, drawRows, type Resample, subsample } from "./resample.ts";
import type { Segmentation } from "./types.ts";

/** How well a segment is found again. */
export interface SegmentStability {
  /** The segment's name. */
  readonly name: string;
  /** The mean over the resamples of the Jaccard overlap with the segment of the resample that overlaps most, between 0 and 1. */
  readonly jaccard: number;
  /** The share of resamples in which that overlap is above 0.75: the segment is found again. */
  readonly recovered: number;
  /** The share of resamples in which it is at most 0.5: the segment is lost. */
  readonly dissolved: number;
}

/** What {@link stability} gives. */
export interface Stability {
  /** The segmentation of the whole table: what {@link clusterSegments} gives. */
  readonly segmentation: Segmentation;
  /** The {@link adjustedRandIndex} of the segmentation and each resample's, on the rows drawn. */
  readonly adjustedRand: {
    /** Over the resamples. */
    readonly mean: number;
    /** One a resample. */
    readonly values: Float64Array;
  };
  /** One a segment, in the order of the segments. */
  readonly segments: readonly SegmentStability[];
  /**
   * In sentences: the segments whose mean overlap is below 0.6 (unstable) or 0.75 (doubtful); and, where the table has no real groups
   * (`segmentation.choice.structure` is "none"), that segments as stable as the others appear without any.
   */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}

const recovers = 0.75; // above
const dissolves = 0.5; // at most

/**
 * Whether the segments of a table are found again when the table is drawn anew: the clusterwise stability of Hennig (2007).
 *
 * The table is clustered once. Then rows are drawn from it, again and again, and clustered by the same method into as many
 * segments, in the standardised space of the whole table: its features, scales and fills are kept, only the rows vary. A row
 * drawn three times weighs three times its weight. Each segment is held against the resample's: the largest Jaccard overlap,
 * rows in both over rows in either, of the rows drawn, each counted once whatever it weighs. A mean overlap above 0.75 is a
 * stable segment, below 0.6 one that should not be believed in. A segment of which no row was drawn has overlap 0, as in R's
 * `fpc::clusterboot`. Stable is not the same as real: a table without structure may be cut in the same way each time, two normal
 * columns that correlate into two segments with an overlap of 0.96. Where the table is examined and has none, `warnings` says so.
 *
 * A draw of fewer distinct rows than there are segments is made again, up to 100 times. Takes `resamples` times what
 * {@link clusterSegments} takes with a number as `k`. Progress has the stages of that function, then `"stability"`.
 *
 * @param given - as for {@link clusterSegments}
 * @throws {@link InputError} where {@link clusterSegments} does, on a `share` without the scheme `"subsample"`, and if 100
 * draws in a row have too few distinct rows.
 * @group Compare
 * @example
 * ```ts
 * import { stability } from "audience-segmentation";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 9] };
 * const { segments } = stability(table, { k: 2, resamples: 20 });
 * for (const { name, jaccard } of segments) console.log(name, jaccard.toFixed(2)); // 1: found again in every resample
 * // Low spend 1.00
 * // High spend 1.00
 * ```
 */
export function stability(given: SegmentSource, options: StabilityOptions = {}): Stability {
  const asked = resolveStability("stability", options, isMatrix(given));
  return joinParts([stabilityPart("stability", given, options, 0, asked.resamples)], asked);
}

/** Some of the resamples: what they give, and the segmentation that they are held against. */
export interface StabilityPart {
  readonly segmentation: Segmentation;
  /** The adjusted Rand index of each. */
  readonly rand: Float64Array;
  /** The overlap of each segment with its best match in each. */
  readonly overlaps: readonly Float64Array[];
}

/** The resamples number `from` to `to`: each is drawn by its own number, so that it is the same whoever draws it. */
export function stabilityPart(where: string, given: SegmentSource, options: StabilityOptions, from: number, to: number): StabilityPart {
  const asked = resolveStability(where, options, isMatrix(given));
  const source = isPrepared(given) ? given : tableOf(given);
  const segmentation = within(where, "clusterSegments", () => clusterSegments(source, asked.reference));
  const { rows, labels } = encodeAll(where, source, segmentation, asked);
  const { k, segments } = segmentation;
  const fixed = { ...asked.resolved, k, chooses: false };

  const rand = new Float64Array(to - from);
  const overlaps = segments.map(() => new Float64Array(to - from));
  const tick = createTicker("stability", to - from, watched(where, options));
  tick(0);
  for (let t = 0; t < to - from; t++) {
    const drawn = resample(where, rows, k, asked, createRandom(asked.resolved.seed, Purpose.resample, from + t));
    const problem = withCells(drawn.rows);
    const found = inOrder(partition(where, problem, fixed).fit.labels, problem.rows);
    const expected = drawn.ids.map((row) => labels[row]);
    rand[t] = adjustedRandIndex(expected, found);
    bestOverlaps(expected, found, k).forEach((overlap, s) => (overlaps[s][t] = overlap));
    tick(t + 1);
  }
  return { segmentation, rand, overlaps };
}

/** What the resamples of all parts, in their order, say together. */
export function joinParts(parts: readonly StabilityPart[], { scheme = usual.scheme }: Pick<StabilityOptions, "scheme">): Stability {
  const [{ segmentation }] = parts;
  const joined = (of: (part: StabilityPart) => Float64Array): Float64Array =>
    Float64Array.from(parts.flatMap((part) => Array.from(of(part))));
  const rand = joined((part) => part.rand);
  const overlaps = segmentation.segments.map((_, s) => joined((part) => part.overlaps[s]));
  const found = segmentation.segments.map(({ name }, s) => ({
    name,
    jaccard: meanOf(overlaps[s]),
    recovered: shareOf(overlaps[s], (overlap) => overlap > recovers),
    dissolved: shareOf(overlaps[s], (overlap) => overlap <= dissolves),
  }));
  const names = found.map(({ name }) => name);
  const notices = [...warnUnstable(found, { scheme, resamples: rand.length }), ...warnGroupless(found, segmentation)];
  return { segmentation, adjustedRand: { mean: meanOf(rand), values: rand }, segments: found, ...told(notices, names) };
}

/** The rows that the segmentation keeps, in its standardised space, with their weights and segments. */
function encodeAll(
  where: string,
  source: SegmentSource,
  { labels, model }: Segmentation,
  { reference }: ResolvedStability,
): { rows: Rows; labels: Int32Array } {
  const frame = toFrame(where, isPrepared(source) ? source.table : tableOf(source));
  const weights = weightsOf(where, frame, reference.weights);
  const encoding = encodeRows(where, model, source);
  const isKept = (_: number, row: number): boolean => labels[row] >= 0;
  return { rows: toRows(where, encoding, weights.filter(isKept)), labels: labels.filter(isKept) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length;
}

/** See {@link StabilityOptions}. */
export type ResampleScheme = "bootstrap" | "subsample";

/** Options for {@link stability}: those of {@link clusterSegments}, and how to resample. */
export interface StabilityOptions extends ClusterOptions {
  /**
   * How many resamples are clustered, at most a million. Each costs about what {@link clusterSegments} costs with a number as `k`.
   * @defaultValue 50
   */
  readonly resamples?: number | undefined;
  /**
   * `"bootstrap"`: as many rows as there are, drawn with replacement; about 63 % of the rows are in each. `"subsample"`: the
   * `share` of the rows, each at most once.
   * @defaultValue "bootstrap"
   */
  readonly scheme?: ResampleScheme | undefined;
  /**
   * For `"subsample"`: the share of the rows in each, above 0 and at most 1, rounded to whole rows and to one row at least.
   * @defaultValue 0.5
   */
  readonly share?: number | undefined;
}

/** The names of {@link StabilityOptions}. */
export const stabilityKeys: readonly string[] = /* @__PURE__ */ optionNames.concat("resamples", "scheme", "share");

/** What is meant where nothing is said. */
export const usual = { resamples: 50, scheme: "bootstrap" } as const;

const mostResamples = 1_000_000;

/** All that is asked for, checked, with its defaults. */
interface ResolvedStability {
  readonly resamples: number;
  readonly scheme: ResampleScheme;
  readonly share: number;
  /** The options of the reference. */
  readonly reference: ClusterOptions;
  /** The same with their defaults. */
  readonly resolved: ResolvedOptions;
}

/** Checks all options but those that depend on the table, and fills in the defaults. */
export function resolveStability(where: string, options: StabilityOptions, isMatrix = false): ResolvedStability {
  checkKeys(where, "the options", options, stabilityKeys);
  const { resamples = usual.resamples, scheme = usual.scheme, share, ...given } = options;
  checkInteger(where, "resamples", resamples, 1, mostResamples);
  checkOneOf(where, "scheme", scheme, ["bootstrap", "subsample"]);
  if (share !== undefined && scheme === "bootstrap") {
    throw new InputError("unknown-option", where, `\`share\` must be absent but for the scheme "subsample"`, show(share));
  }
  if (!(checkNumber(where, "share", share ?? 0.5, 0, 1) > 0))
    throw new InputError("not-a-number", where, `\`share\` must be above 0`, show(share));
  const reference = withPreset(where, given);
  return { resamples, scheme, share: share ?? 0.5, reference, resolved: resolveOptions(where, reference, isMatrix) };
}

const mostDraws = 100;

/** Draws rows, again if fewer than `k` of them are distinct: those could not make k segments. After 100 such draws, an error. */
export function resample(where: string, rows: Rows, k: number, scheme: Drawing, random: Random): Resample {
  const drawn = tryResample(rows, k, scheme, random);
  if (drawn !== undefined) return drawn;
  const rule = `a resample must hold as many distinct rows as there are segments, ${k}; ask for a smaller \`k\`, or draw a larger \`share\``;
  throw new InputError("too-few-distinct", where, rule, `fewer in ${mostDraws} draws`);
}

type Drawing = Pick<ResolvedStability, "scheme" | "share">;

/** The same, or nothing after 100 such draws. */
export function tryResample(rows: Rows, k: number, { scheme, share }: Drawing, random: Random): Resample | undefined {
  const { count } = rows;
  for (let draw = 0; draw < mostDraws; draw++) {
    const times = scheme === "bootstrap" ? bootstrap(count, random) : subsample(count, Math.max(1, Math.round(share * count)), random);
    const drawn = drawRows(rows, times);
    if (countDistinct(drawn.rows, k) === k) return drawn;
  }
  return undefined;
}

// Hennig's marks for the mean overlap
const stable = 0.75;
const believable = 0.6;

/** A notice for every segment whose mean overlap is below Hennig's marks. */
export function warnUnstable(segments: readonly SegmentStability[], { resamples, scheme }: Pick<ResolvedStability, "resamples" | "scheme">): Notice[] {
  return segments.flatMap(({ jaccard, recovered, dissolved }, segment): Notice[] => {
    if (jaccard >= stable) return [];
    const [verdict, mark] = jaccard < believable ? (["unstable", believable] as const) : (["doubtful", stable] as const);
    return [{ code: "unstable", segment, figures: { verdict, jaccard, mark, resamples, scheme, recovered, dissolved } }];
  });
}

/** That stable segments are no proof of groups, where the table has none. */
export function warnGroupless(segments: readonly SegmentStability[], { choice }: Pick<Segmentation, "choice">): Notice[] {
  const found = segments.filter(({ jaccard }) => jaccard >= stable).length;
  if (choice.structure !== "none" || found === 0 || segments.length === 1) return [];
  return [{ code: "stable-without-groups", figures: { stable: found, segments: segments.length } }];
}
