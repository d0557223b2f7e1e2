import { checkInteger, checkNumber, isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { checkTruncation, clustersAt, cutAtShare, layoutTree, type Truncation } from "../hierarchy/read-tree.ts";
import { checkLinkage, type Linkage } from "../hierarchy/tree.ts";
import { clustersOf, drawDendrogram, matchClusters } from "./draw-dendrogram.ts";
import { type PlotOptions, resolvePlotOptions } from "./picture.ts";

/** Options for {@link dendrogramPlot}. */
export interface DendrogramPlotOptions extends PlotOptions {
  /**
   * The number of clusters to colour; the cut stands between the merges that make k and k - 1. Not with `height`.
   * @defaultValue the clusters below 0.7 of the highest merge, as SciPy colours them
   */
  readonly k?: number | undefined;
  /** The height of the cut, in the unit of the tree's heights. `height` is the picture's. */
  readonly cut?: number | undefined;
  /**
   * How much of the tree is shown. `{ level: 5 }`: the merges up to 5 merges below the top one (SciPy's `truncate_mode="level"`), level
   * from 0 to 8. `{ last: 30 }`: the last merges, down to 30 leaves (`"lastp"`), from 1 to 400. `"none"`: all of it, for up to 400 rows.
   * @defaultValue "none" for up to 40 rows, else the last 30 leaves, or half as many again as there are clusters
   */
  readonly truncate?: Truncation | undefined;
  /**
   * The segment of each row, from 0: each cluster has the colour of the segment that it shares most rows with, so that a tree and
   * the pictures of its segments go together.
   * @defaultValue colours by size, the largest cluster's the first
   */
  readonly labels?: ArrayLike<number> | undefined;
  /** The name of each row, shown at its leaf; the row's number from 0 when absent. */
  readonly rowNames?: readonly string[] | undefined;
}

const mostLeaves = 400;
const mostLabels = 1_000_000;
const mostLevels = 8;

/**
 * A dendrogram: leaves are rows, or collapsed clusters, with their size in brackets; each cluster of the cut has a
 * colour, the largest the first unless `labels` say otherwise. The cut is a dashed line.
 *
 * @param tree - what `linkage` gives, of at least 2 rows
 * @returns an SVG, as text
 * @throws {@link InputError} on what is not a tree, a `k` outside 1 to n, a truncation that shows too much, or unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { linkage, matrix } from "audience-segmentation";
 * import { dendrogramPlot } from "audience-segmentation/plot";
 *
 * const svg = dendrogramPlot(linkage(matrix([[1], [2], [10], [12], [50]])), { k: 3 });
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Dendrogram, cut into 3 clusters
 * ```
 */
export function dendrogramPlot(tree: Linkage, options: DendrogramPlotOptions = {}): string {
  const where = "dendrogramPlot";
  const canvas = resolvePlotOptions(where, options, ["k", "cut", "truncate", "labels", "rowNames"]);
  const { height, n } = checkLinkage(where, tree, 2);
  const { k, at } = cutOf(where, tree, options);
  const layout = layoutTree(tree, truncationOf(where, options.truncate, n, k));
  checkRowNames(where, options.rowNames, n);
  const labels = checkLabels(where, options.labels, n);
  const cluster = labels === undefined ? clustersOf(tree, k) : matchClusters(clustersOf(tree, k), labels, k);
  const leafNames = Array.from(layout.order, (node) => (node < n ? (options.rowNames?.[node] ?? String(node)) : undefined));
  const isAscending = height.every((value, t) => t === 0 || value >= height[t - 1]);
  return drawDendrogram(canvas, tree, { layout, leafNames, cluster, k, cut: isAscending ? at : undefined });
}

/** The number of clusters, and the height of the line between the merges above and below. */
function cutOf(where: string, { height, n }: Linkage, { k, cut }: DendrogramPlotOptions): { k: number; at: number } {
  if (k !== undefined && cut !== undefined)
    throw new InputError("ambiguous-cut", where, "the cut must be given by `k` or by `cut`", "both");
  if (k !== undefined) {
    checkInteger(where, "k", k, 1, n);
    const below = k === n ? 0 : height[n - 1 - k];
    return { k, at: k === 1 ? below * 1.03 : (below + height[n - k]) / 2 };
  }
  const at = cut === undefined ? cutAtShare({ height }).height : checkNumber(where, "cut", cut, 0);
  return { k: clustersAt(height, at), at };
}

function truncationOf(where: string, truncate: Truncation | undefined, n: number, k: number): Truncation {
  // each cluster of the cut is seen
  if (truncate === undefined) return n <= 40 ? "none" : { last: Math.min(n, mostLeaves, Math.max(30, Math.ceil(1.5 * k))) };
  if (truncate !== "none" || n <= mostLeaves) return checkTruncation(where, truncate, mostLevels, mostLeaves);
  throw new InputError(
    "too-many-leaves",
    where,
    `\`truncate\` must be a level or a number of leaves for a tree of more than ${mostLeaves} rows`,
    `"none" for ${n}`,
  );
}

function checkLabels(where: string, labels: unknown, n: number): Int32Array | undefined {
  if (labels === undefined) return undefined;
  const isWhole = isArrayLike(labels) && labels.length === n;
  if (!isWhole)
    throw new InputError(
      "wrong-length",
      where,
      `\`labels\` must hold one integer a row, ${n} in all`,
      isArrayLike(labels) ? labels.length : show(labels),
    );
  return Int32Array.from(labels, (label, row) => checkInteger(where, "labels", label, 0, mostLabels, { row }));
}

function checkRowNames(where: string, names: unknown, n: number): void {
  if (names === undefined || (isArrayLike(names) && names.length === n && Array.from(names).every((name) => typeof name === "string")))
    return;
  throw new InputError("wrong-length", where, `\`rowNames\` must hold one text a row, ${n} in all`, show(names));
}
