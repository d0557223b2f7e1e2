import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { type OnProgress, watched, type Watch, watchKeys } from "../core/progress.ts";
import { withCells } from "../kmeans/cells.ts";
import { totalInertiaOf } from "../kmeans/fit.ts";
import { type ClusterOptions, type ResolvedOptions, resolveOptions } from "../segment/options.ts";
import { partition } from "../segment/partition.ts";
import { structureIfAsked } from "../segment/structure.ts";
import { inOrder } from "../spatial/rows.ts";
import { cellCost, rowsOfCells, sumsOfCells } from "./cell-rows.ts";
import { type CellSegmentation, type CompressedTable, encodeSample, type PartitionedCells } from "./compressed.ts";
import { describeCells } from "./describe-cells.ts";

/** Options for {@link segmentCells}; each as in `clusterSegments`. */
export interface SegmentCellsOptions extends Pick<ClusterOptions, "k" | "choose" | "minShare" | "names" | "seed" | "effort" | "structure">, Watch {
  /** How segments are made. @defaultValue "ward-kmeans" */
  readonly method?: "ward-kmeans" | "kmeans" | undefined;
}

/** The names of the options of {@link SegmentCellsOptions}. */
export const segmentCellsKeys: readonly string[] = /* @__PURE__ */ ["k", "choose", "minShare", "names", "seed", "effort", "structure", "method"].concat(watchKeys);

/**
 * Segments a compressed table: exact weighted Ward on its cells (or on a few thousand cells of those), the choice of k, and weighted
 * k-means, each cell counting as its rows do. Where a criterion asks for single customers (mixtures, resamples, the search for
 * structure) it looks at those that were drawn.
 *
 * `inertia`, sizes, shares and means are those of all rows, each in the segment of its cell. Medians, traits and names are taken of
 * the rows drawn, weighted so that each segment has its share. Where the cells hold equal rows, and all rows were drawn, the result is
 * that of `clusterSegments` on the distinct rows with their counts as weights.
 *
 * @throws {@link InputError} on an unknown option, and on a `k` above the number of distinct cells.
 *
 * @example
 * ```ts
 * import { compress, segmentCells } from "audience-segmentation/sql";
 *
 * const table = { spend: [1, 2, 1, 2, 90, 95, 90, 95], channel: ["web", "web", "web", "web", "shop", "shop", "shop", "shop"] };
 * const { segments, cells } = segmentCells(compress(table), { k: 2 });
 * console.log(segments.map(({ size }) => size), cells.count);
 * // [ 4, 4 ] 4
 * ```
 *
 * @group Databases
 */
export function segmentCells(compressed: CompressedTable, options: SegmentCellsOptions = {}): CellSegmentation {
  const where = "segmentCells";
  const { resolved, onProgress } = resolveCellOptions(where, options, compressed);
  const found = partitionCells(where, compressed, resolved, onProgress);
  return describeCells(where, compressed, found, resolved, options.names, onProgress);
}

const ofSingleRows = ["ward", "mixture"];

/** Checks the options. */
export function resolveCellOptions(
  where: string,
  options: SegmentCellsOptions,
  { scaling }: Pick<CompressedTable, "scaling">,
): { readonly resolved: ResolvedOptions; readonly onProgress: OnProgress | undefined } {
  checkKeys(where, "the options", options, segmentCellsKeys);
  if (ofSingleRows.includes(options.method as string)) {
    const rule = '`method` must be "ward-kmeans" or "kmeans", since the others need every row at once; use them on a sample, by `clusterSegments`';
    throw new InputError("unknown-value", where, rule, show(options.method));
  }
  if (options.method !== undefined) checkOneOf(where, "method", options.method, ["ward-kmeans", "kmeans"]);
  return { resolved: resolveOptions(where, { ...options, scaling }), onProgress: watched(where, options) };
}

/** Partitions the cells of a table. */
export function partitionCells(
  where: string,
  compressed: CompressedTable,
  resolved: ResolvedOptions,
  onProgress?: OnProgress,
): PartitionedCells {
  const { cells, profile } = compressed;
  const sample = encodeSample(where, profile);
  const problem = withCells(rowsOfCells(cells));
  const { rows } = problem;
  const found = structureIfAsked(sample.encoding, sample.rows, resolved, onProgress);
  const { fit, choice, elbow } = partition(where, problem, resolved, onProgress, found, sample.rows);
  const labels = inOrder(fit.labels, rows);
  const { within, gain } = cellCost(cells, rows, fit.centroids, fit.k);
  return {
    k: fit.k,
    centroids: fit.centroids,
    labels,
    sums: sumsOfCells(cells, labels, fit.k),
    inertia: fit.inertia + within,
    totalInertia: totalInertiaOf(rows) + within,
    cells: { count: cells.count, within, gain },
    choice,
    elbow: elbow && { ...elbow, inertia: elbow.inertia.map((one) => one + within) },
    found,
  };
}
