import type { Matrix } from "../core/matrix.ts";
import { createTicker } from "../core/progress.ts";
import { createRandom, resamplePurpose } from "../core/random.ts";
import { withCoarse } from "../kmeans/coarsen.ts";
import type { Problem } from "../kmeans/types.ts";
import { adjustedRandIndex } from "../select/adjusted-rand-index.ts";
import { jaccardOf } from "../select/jaccard.ts";
import { applyEncoding, toMatrix } from "../table/encode.ts";
import { toFrame } from "../table/frame.ts";
import type { Table } from "../table/types.ts";
import { clusterSegments } from "./cluster-segments.ts";
import { complainAs } from "./complain-as.ts";
import { partition } from "./partition.ts";
import { resample } from "./resample.ts";
import { type ResolvedStability, resolveStability, type StabilityOptions } from "./stability-options.ts";
import type { Segmentation } from "./types.ts";
import { warnUnstable } from "./warn-unstable.ts";
import { weightsOf } from "./weights-of.ts";

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
  /** The segments whose mean overlap is below 0.6 (unstable) or 0.75 (doubtful), in sentences. */
  readonly warnings: readonly string[];
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
 * `fpc::clusterboot`. Stable is not the same as real: a table without structure may be cut in the same way each time.
 *
 * A draw of fewer distinct rows than there are segments is made again, up to 100 times. Takes `resamples` times what
 * {@link clusterSegments} takes with a number as `k`. Progress has the stages of that function, then `"stability"`.
 *
 * @param table - as for {@link clusterSegments}
 * @throws {@link InputError} where {@link clusterSegments} does, on a `share` without the scheme `"subsample"`, and if 100
 * draws in a row have too few distinct rows.
 */
export function stability(table: Table | Matrix, options: StabilityOptions = {}): Stability {
  const where = "stability";
  const asked = resolveStability(where, options);
  const segmentation = complainAs(where, "clusterSegments", () => clusterSegments(table, asked.reference));
  const { problem, labels } = encodeAll(where, table, segmentation, asked);
  const { k, segments } = segmentation;
  const fixed = { ...asked.resolved, k, chooses: false };

  const rand = new Float64Array(asked.resamples);
  const overlaps = segments.map(() => new Float64Array(asked.resamples));
  const tick = createTicker("stability", asked.resamples, options.onProgress);
  tick(0);
  for (let t = 0; t < asked.resamples; t++) {
    const drawn = resample(where, problem, k, asked, createRandom(asked.resolved.seed, resamplePurpose, t));
    const found = partition(where, withCoarse(drawn.problem), fixed).fit.labels;
    const expected = drawn.rows.map((row) => labels[row]);
    rand[t] = adjustedRandIndex(expected, found);
    const pairs = jaccardOf(expected, k, found, k);
    overlaps.forEach((own, s) => (own[t] = Math.max(...pairs.subarray(s * k, (s + 1) * k))));
    tick(t + 1);
  }

  const found = segments.map(({ name }, s) => ({
    name,
    jaccard: meanOf(overlaps[s]),
    recovered: shareOf(overlaps[s], (overlap) => overlap > recovers),
    dissolved: shareOf(overlaps[s], (overlap) => overlap <= dissolves),
  }));
  return { segmentation, adjustedRand: { mean: meanOf(rand), values: rand }, segments: found, warnings: warnUnstable(found, asked) };
}

/** The rows that the segmentation keeps, in its standardised space, with their weights and segments. */
function encodeAll(where: string, table: Table | Matrix, { labels, model }: Segmentation, { reference }: ResolvedStability): { problem: Problem; labels: Int32Array } {
  const frame = toFrame(where, table);
  const weights = weightsOf(where, frame, reference.weights);
  const encoding = applyEncoding(where, frame, model.features);
  const isKept = (_: number, row: number): boolean => labels[row] >= 0;
  return { problem: { x: toMatrix(where, encoding), weights: weights.filter(isKept) }, labels: labels.filter(isKept) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length;
}
