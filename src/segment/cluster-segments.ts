import { isMatrix } from "../core/matrix.ts";
import { type Notice, told } from "../core/notice.ts";
import { createTicker, watched } from "../core/progress.ts";
import { fitEncoding } from "../encode/encode.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { encodedNames } from "../encode/fitted.ts";
import { withCells } from "../kmeans/cells.ts";
import { leastShare, type Sizes, sizesOf, totalInertiaOf } from "../kmeans/fit.ts";
import { inOrder } from "../spatial/rows.ts";
import type { ColumnName } from "../table/table.ts";
import { warnColumns } from "./column-notices.ts";
import { buildSegments } from "./explain.ts";
import { modelOf } from "./make-model.ts";
import { trainingOf } from "./model.ts";
import {
  type ClusterOptions, readFeatures, type ResolvedOptions, resolveOptions, type SegmentSource, weightsOf, withPreset,
} from "./options.ts";
import { agreementOf, partition } from "./partition.ts";
import { spreadLabels, spreadRows } from "./predict.ts";
import { profile } from "./profile.ts";
import { structureIfAsked } from "./structure.ts";
import type { Segmentation } from "./types.ts";
import { warnCopula, warnSegments, warnSkew } from "./warnings.ts";

/**
 * Turns a table into named, explained segments: encodes and standardises the columns, builds Ward's tree, chooses how many
 * segments there are, refines them by k-means, and says what sets each apart.
 *
 * The same table, options and seed give the same bits on every machine. Ward's tree is that of {@link linkage}, up to 10 000 rows;
 * above, it is grown of a few thousand cells of nearby rows (except for the method `"ward"`), and `warnings` says so.
 *
 * The table is read as {@link prepare} reads it: numbers, dates, and yes or no from text, codes as categories; gaps are filled with the
 * median, or are a category of their own. `warnings` tells what was left out, filled or taken otherwise, and the model reads the next
 * table in the same way. A Matrix is taken as it is.
 *
 * @param given - row objects or any iterable of them, an object of columns, an Arrow table, what `parseCsv`, `readCsv` or `prepare`
 * give, or a matrix (whose columns are then `column1`, `column2`, …)
 * @throws {@link InputError} on a table without rows, an unknown column or option, a cell that its column cannot hold, a missing
 * cell where the policy is `"error"`, a table where every column is left out, or a `k` above the number of distinct rows.
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 *
 * const customers = {
 *   spend: [900, 950, 870, 120, 90, 140, 30, 25, 45],
 *   visits: [2, 3, 2, 9, 8, 9, 1, 1, 2],
 *   channel: ["Shop", "Shop", "Shop", "Web", "Web", "App", "Web", "App", "App"],
 * };
 * const { segments, labels } = clusterSegments(customers);
 * for (const { name, size, means } of segments) console.log(`${name}: ${size} customers, ${means["spend"]!.toFixed(0)} on average`);
 * console.log(labels.join(" "));
 * // High spend: 3 customers, 907 on average
 * // High visits, Web: 3 customers, 117 on average
 * // Low spend, low visits: 3 customers, 33 on average
 * // 0 0 0 1 1 1 2 2 2
 * ```
 */
export function clusterSegments<T extends SegmentSource>(given: T, asked: ClusterOptions<ColumnName<T>> = {}): Segmentation {
  const where = "clusterSegments";
  const options = withPreset(where, asked);
  const resolved = resolveOptions(where, options, isMatrix(given));
  const onProgress = watched(where, options);
  onProgress?.({ stage: "read", done: 0, total: 1 });
  const { read, features, frame } = readFeatures(where, given, options);
  const weights = weightsOf(where, read.frame, options.weights);
  const tick = createTicker("encode", features.length + 1, onProgress);
  const encoding = fitEncoding(where, frame, features, weights, resolved.scaling, tick);
  const problem = withCells(toRows(where, encoding, encoding.weights));
  tick(features.length + 1);

  const found = structureIfAsked(encoding, problem.rows, resolved, onProgress);
  const { fit, choice, elbow, linkage, mixture } = partition(where, problem, resolved, onProgress, found);
  const totalInertia = totalInertiaOf(problem.rows);
  onProgress?.({ stage: "segments", done: 0, total: 1 });
  const labels = inOrder(fit.labels, problem.rows);
  const profiled = profile(encoding, labels, encoding.weights, sizesOf(encoding.weights, { labels, k: fit.k }));
  const segments = buildSegments(where, profiled, options.names);
  const { agreement, nearest = labels } = resolved.method === "ward" ? agreementOf(problem.rows, fit) : {};
  const notices: Notice[] = [
    ...read.notices,
    ...encoding.notices,
    ...warnColumns(features, encoding, profiled.columns),
    ...warnSkew(features, encoding, problem.rows, choice),
    ...warnCopula(found),
    ...warnPartition(profiled.sizes, resolved, linkage === undefined, agreement, mixture?.grown),
    ...warnSegments(profiled, encoding, labels, resolved.scaling),
  ];
  const training = trainingOf(encoding, encoding.weights, nearest, fit.k);
  const placing = { centroids: fit.centroids, names: segments.map(({ name }) => name), training, agreement, mixture: mixture?.model };
  const model = modelOf(read, features, encoding.fitted, placing, resolved, options.weights);
  onProgress?.({ stage: "segments", done: 1, total: 1 });
  return {
    k: fit.k,
    labels: spreadLabels(labels, encoding.kept, frame.rows),
    segments,
    features: encoding.fitted.flatMap(encodedNames),
    inertia: fit.inertia,
    totalInertia,
    centroids: { data: fit.centroids.map((x) => x + 0), rows: fit.k, cols: problem.rows.columns.count },
    ...(mixture === undefined ? {} : { memberships: spreadRows(mixture.memberships, encoding.kept, frame.rows) }),
    ...(linkage === undefined ? {} : { linkage }),
    ...(elbow === undefined ? {} : { elbow }),
    choice,
    ...told(notices, model.names),
    model,
  };
}

/** What there is to say of the partition itself. */
export function warnPartition(
  sizes: Sizes,
  { k, method, chooses, minShare }: ResolvedOptions,
  isSampled: boolean,
  agreement = 1,
  grown = 0,
): Notice[] {
  const least = leastShare(sizes);
  const isSmall = typeof k === "number" && least < minShare;
  return [
    ...(isSampled && (method === "ward-kmeans" || chooses) ? [{ code: "tree-of-cells", figures: {} } as const] : []),
    ...(isSmall ? [{ code: "small-segment", figures: { share: least, asked: minShare } } as const] : []),
    ...(grown > sizes.rows.length ? [{ code: "fewer-groups", figures: { asked: grown, found: sizes.rows.length } } as const] : []),
    ...(agreement < 1 ? [{ code: "nearer-another", figures: { share: 1 - agreement } } as const] : []),
  ];
}
