import { checkInteger, checkKeys } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { isMatrix } from "../core/matrix.ts";
import { type Notice, type NoticeCode, told } from "../core/notice.ts";
import { pick } from "../core/numbers.ts";
import { counted } from "../core/text.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { checkLinkage, type Linkage } from "../hierarchy/tree.ts";
import { type Fit, leastShare, sizesOf, totalInertiaOf } from "../kmeans/fit.ts";
import { checkDistinctRows } from "../kmeans/kmeans.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { inOrder } from "../spatial/rows.ts";
import { toFrame } from "../table/table.ts";
import { checkRows, checkSegmentation } from "./check-result.ts";
import { buildSegments } from "./explain.ts";
import { asJson, type SegmentModel, trainingOf } from "./model.ts";
import { type ClusterOptions, resolveOptions, type SegmentSource, weightsOf } from "./options.ts";
import { agreementOf, wardFit } from "./partition.ts";
import { encodeRows, spreadLabels } from "./predict.ts";
import { profile } from "./profile.ts";
import { checkModel } from "./read-model.ts";
import type { Segment, Segmentation } from "./types.ts";
import { warnSegments } from "./warnings.ts";

/** Options for {@link cutSegments}. */
export interface CutOptions extends Pick<ClusterOptions, "names" | "weights"> {
  /** The number of segments, from 1 to the number of distinct rows. */
  readonly k: number;
}

/** What is said of the segments of one cut, and not of another. */
const ofSegments: readonly NoticeCode[] = [
  "rare-answer", "outlier", "outlier-segment", "restated", "no-number", "small-segment", "fewer-groups", "nearer-another", "tree-of-cells",
];

/**
 * The segments of another cut of the tree that a segmentation has: what {@link clusterSegments} gives with the method `"ward"` and this
 * `k`, without growing the tree again. It takes milliseconds for thousands of rows, which is soon enough for a slider.
 *
 * Columns are read and scaled as the model says. The segments are those of the tree, not refined by k-means: for those ask
 * {@link clusterSegments} for the `k`. What was said of the choice of `k` is left out.
 *
 * @param result - a segmentation that has a `linkage`: one of at most 10 000 rows, or of the method `"ward"`
 * @param source - the table that was segmented, as it was given then
 * @throws {@link InputError} on what is not a segmentation, one without a tree, a table of other rows or without its columns, or a `k`
 * above the number of distinct rows.
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments, cutSegments } from "audience-segmentation";
 *
 * const customers = { spend: [900, 950, 870, 120, 90, 140, 30, 25, 45], visits: [2, 3, 2, 9, 8, 9, 1, 1, 2] };
 * const result = clusterSegments(customers, { k: 3 });
 * for (const { name, size } of cutSegments(result, customers, { k: 2 }).segments) console.log(`${name}: ${size} customers`);
 * // Low visits: 6 customers
 * // High visits: 3 customers
 * ```
 */
export function cutSegments(result: Segmentation, source: SegmentSource, options: CutOptions): Segmentation {
  const where = "cutSegments";
  checkKeys(where, "the options", options, ["k", "names", "weights"]);
  const { names } = options;
  const k = checkInteger(where, "k", options.k, 1);
  checkSegmentation(where, result);
  const made = checkModel(where, result.model);
  const { minShare, scaling } = resolveOptions(where, { ...made.options, weights: undefined, k, names });
  const given = isPrepared(source) || isMatrix(source) ? source : tableOf(source); // what can be read once only is read once
  const frame = toFrame(where, isPrepared(given) ? given.table : given);
  checkRows(where, frame.rows, result);
  const allWeights = weightsOf(where, frame, options.weights);

  const encoding = encodeRows(where, made, given);
  const weights = encoding.kept === undefined ? allWeights : pick(allWeights, encoding.kept);
  const rows = toRows(where, encoding, weights);
  const tree = treeOf(where, result, rows.count);
  checkDistinctRows(where, rows, k);
  const fit = wardFit(rows, tree, k);
  const labels = inOrder(fit.labels, rows);
  const profiled = profile(encoding, labels, weights, sizesOf(weights, { labels, k }));
  const segments = buildSegments(where, profiled, names);
  const { agreement, nearest } = agreementOf(rows, fit);
  const model = modelOfCut(made, fit, segments, { agreement, training: trainingOf(encoding, weights, nearest, k) });
  const notices: Notice[] = [
    ...result.notices.filter(({ code }) => !ofSegments.includes(code)),
    ...warnCut(leastShare(profiled.sizes), minShare, agreement),
    ...warnSegments(profiled, encoding, labels, scaling),
  ];
  return {
    k,
    labels: spreadLabels(labels, encoding.kept, frame.rows),
    segments,
    features: result.features,
    inertia: fit.inertia,
    totalInertia: totalInertiaOf(rows),
    centroids: { data: fit.centroids.map((x) => x + 0), rows: k, cols: rows.columns.count },
    linkage: tree,
    choice: { k, by: "caller", reason: `k = ${k} was asked for.`, criteria: [] },
    ...told(notices, model.names),
    model,
  };
}

/** The tree of a segmentation, which must be of the rows in its segments. */
function treeOf(where: string, { linkage }: Segmentation, rows: number): Linkage {
  const rule = "`result` must have the tree of its rows as `linkage`: a segmentation of at most 10 000 rows has it, or one of the method \"ward\"";
  if (linkage === undefined) throw new InputError("not-a-linkage", where, rule, "none");
  const tree = checkLinkage(where, linkage);
  if (tree.n === rows) return tree;
  throw new InputError("wrong-length", where, `\`result.linkage\` must be the tree of the ${counted(rows, "row")} in segments`, tree.n);
}

/** The model as it was, of other segments. */
function modelOfCut(
  { mixture: _, ...made }: SegmentModel,
  { k, centroids }: Fit,
  segments: readonly Segment[],
  own: Pick<SegmentModel, "agreement" | "training">,
): SegmentModel {
  const cols = centroids.length / k;
  return asJson<SegmentModel>({
    ...made,
    options: { ...made.options, k, method: "ward" },
    centroids: segments.map((__, s) => Array.from(centroids.subarray(s * cols, (s + 1) * cols))),
    names: segments.map(({ name }) => name),
    ...own,
  });
}

function warnCut(least: number, asked: number, agreement: number): Notice[] {
  return [
    ...(least < asked ? [{ code: "small-segment", figures: { share: least, asked } } as const] : []),
    ...(agreement < 1 ? [{ code: "nearer-another", figures: { share: 1 - agreement } } as const] : []),
  ];
}
