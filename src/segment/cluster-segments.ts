import type { Matrix } from "../core/matrix.ts";
import { type Notice, told } from "../core/notice.ts";
import { fitEncoding, type FittedEncoding, toMatrix } from "../encode/encode.ts";
import { encodedNames } from "../encode/fitted.ts";
import { withCells } from "../kmeans/cells.ts";
import { centroidsOf, type Fit, leastShare, type Sizes, sizesOf } from "../kmeans/fit.ts";
import { type ColumnName, type Table, toFrame } from "../table/table.ts";
import { buildSegments } from "./explain.ts";
import { modelFormat, modelVersion, type SegmentModel } from "./model.ts";
import { type ClusterOptions, featuresOf, type ResolvedOptions, resolveOptions, weightsOf } from "./options.ts";
import { agreementOf, inertiaOf, partition } from "./partition.ts";
import { spreadLabels } from "./predict.ts";
import { profile } from "./profile.ts";
import type { Segmentation } from "./types.ts";
import { warnOutliers, warnRestated, warnSmall } from "./warnings.ts";

/**
 * Turns a table into named, explained segments: encodes and standardises the columns, builds Ward's tree, chooses how many
 * segments there are, refines them by k-means, and says what sets each apart.
 *
 * The same table, options and seed give the same bits on every machine. Ward's tree is that of {@link linkage}, up to 10 000 rows;
 * above, it is grown of a few thousand cells of nearby rows (except for the method `"ward"`), and `warnings` says so.
 *
 * @param table - row objects, an object of columns, or a matrix (whose columns are then `column1`, `column2`, …, all of them numeric)
 * @throws {@link InputError} on a table without rows, an unknown column or option, a cell that its column cannot hold, a missing
 * cell where no policy allows one, or a `k` above the number of distinct rows.
 */
export function clusterSegments<T extends Table | Matrix>(table: T, options: ClusterOptions<ColumnName<T>> = {}): Segmentation {
  const where = "clusterSegments";
  const resolved = resolveOptions(where, options);
  const frame = toFrame(where, table);
  const weights = weightsOf(where, frame, options.weights);
  const { features, notices: asked } = featuresOf(where, table, frame, options);

  options.onProgress?.({ stage: "encode", done: 0, total: 1 });
  const encoding = fitEncoding(where, frame, features, weights, resolved.scaling);
  const problem = withCells({ x: toMatrix(where, encoding), weights: encoding.weights });
  options.onProgress?.({ stage: "encode", done: 1, total: 1 });

  const found = options.structure?.(table, {
    features: options.features ?? features.map(({ column }) => column),
    scaling: resolved.scaling,
    seed: resolved.seed,
    onProgress: options.onProgress,
  });
  const { fit, choice, elbow, linkage } = partition(where, problem, resolved, options.onProgress, found);
  const sizes = sizesOf(problem, fit);
  const profiled = profile(encoding, fit.labels, problem.weights, sizes);
  const segments = buildSegments(where, profiled, options.names);
  const names = segments.map(({ name }) => name);
  const agreement = resolved.method === "ward" ? agreementOf(problem, fit) : undefined;

  const notices: Notice[] = [
    ...asked,
    ...encoding.notices,
    ...(found?.notices ?? []),
    ...profiled.columns.filter(({ deviation }) => deviation === 0).map(({ name }) => ({ code: "constant", column: name, figures: {} }) as const),
    ...warnPartition(sizes, resolved, linkage === undefined, agreement),
    ...warnRestated(profiled, fit.labels),
    ...warnSmall(profiled),
    ...warnOutliers(profiled),
  ];
  const noLabels = new Int32Array(problem.x.rows);
  return {
    k: fit.k,
    labels: spreadLabels(fit.labels, encoding.kept, frame.rows),
    segments,
    features: encoding.fitted.flatMap(encodedNames),
    inertia: fit.inertia,
    totalInertia: inertiaOf(problem, noLabels, centroidsOf(problem, noLabels, 1)),
    centroids: { data: fit.centroids, rows: fit.k, cols: problem.x.cols },
    ...(linkage === undefined ? {} : { linkage }),
    ...(elbow === undefined ? {} : { elbow }),
    choice,
    ...told(notices, names),
    model: modelOf(encoding, fit, resolved, names, agreement),
  };
}

function warnPartition(sizes: Sizes, { k, method, chooses, minShare }: ResolvedOptions, isSampled: boolean, agreement = 1): Notice[] {
  const least = leastShare(sizes);
  const isSmall = typeof k === "number" && least < minShare;
  return [
    ...(isSampled && (method === "ward-kmeans" || chooses) ? [{ code: "tree-of-cells", figures: {} } as const] : []),
    ...(isSmall ? [{ code: "small-segment", figures: { share: least, asked: minShare } } as const] : []),
    ...(agreement < 1 ? [{ code: "nearer-another", figures: { share: 1 - agreement } } as const] : []),
  ];
}

function modelOf(
  { fitted }: FittedEncoding,
  fit: Fit,
  options: ResolvedOptions,
  names: readonly string[],
  agreement?: number,
): SegmentModel {
  const { k, method, choose, scaling, minShare, effort, seed } = options;
  const cols = fit.centroids.length / fit.k;
  return {
    format: modelFormat,
    version: modelVersion,
    options: { k: Array.isArray(k) ? [k[0], k[1]] : k, method, choose, scaling, minShare, effort },
    seed,
    features: fitted,
    centroids: names.map((_, s) => Array.from(fit.centroids.subarray(s * cols, (s + 1) * cols))),
    names,
    ...(agreement === undefined ? {} : { agreement }),
  };
}
