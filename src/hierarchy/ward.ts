import { allocateCondensed, squaresInto } from "../core/distances.ts";
import type { Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { wardOfSquares } from "./nn-chain.ts";
import { type Linkage, type LinkageEngine, relabel } from "./tree.ts";
import { startClusters, type WardClusters } from "./ward-clusters.ts";
import { wardIndex } from "./ward-index.ts";
import { probeWard } from "./ward-probe.ts";
import { wardScan } from "./ward-scan.ts";

const fewRows = 200; // below, all distances are as fast as anything

/**
 * Ward's tree of the rows of a matrix: the one that everything here is made from. `"auto"` probes the index, and takes the engine
 * that would be fastest. Assumes validated input; `where` is named when the distances do not fit in memory.
 */
export function wardOfRows(
  x: Matrix,
  weights: Float64Array,
  onProgress?: OnProgress,
  engine: LinkageEngine = "auto",
  where = "linkage",
): Linkage {
  const near = withoutOffset(x);
  if (engine === "matrix" || (engine === "auto" && x.rows < fewRows)) return matrixWard(where, near, weights, onProgress);
  const clusters = startClusters(near, weights);
  const chosen = engine === "auto" ? fastestFor(clusters, x) : engine;
  if (chosen === "matrix") return matrixWard(where, near, weights, onProgress);
  const tick = createTicker("linkage", x.rows - 1, onProgress);
  return relabel(chosen === "index" ? wardIndex(clusters, tick) : wardScan(clusters, tick), weights, "ward", chosen);
}

/** What the probe says; instead of the scan the matrix up to where both broke even, as timed: 400 rows of 2 numbers to 1 500 of 60. */
function fastestFor(clusters: WardClusters, { rows, cols }: Matrix): Exclude<LinkageEngine, "auto"> {
  const { index, scan } = probeWard(clusters);
  if (index < scan) return "index";
  return rows < Math.min(400 + 20 * cols, 1500) ? "matrix" : "scan";
}

function matrixWard(where: string, x: Matrix, weights: Float64Array, onProgress?: OnProgress): Linkage {
  const condensed = allocateCondensed(where, x.rows, '; the engines "index", "scan" and "auto" do without');
  squaresInto(x, condensed);
  return wardOfSquares(condensed, weights, onProgress);
}

/**
 * The rows without the offset of columns whose numbers are all within a factor of two of each other, such as times since 1970:
 * there the subtraction is exact (Sterbenz 1974), and centroids no longer lose digits to the offset. The matrix itself where no
 * column is so.
 */
function withoutOffset(x: Matrix): Matrix {
  const { rows, cols } = x;
  let data = x.data;
  for (let j = 0; j < cols; j++) {
    let min = Infinity;
    let max = -Infinity;
    for (let at = j; at < data.length; at += cols) {
      if (data[at] < min) min = data[at];
      if (data[at] > max) max = data[at];
    }
    const offset = min > 0 && max <= 2 * min ? min : max < 0 && min >= 2 * max ? max : 0;
    if (offset === 0) continue;
    if (data === x.data) data = data.slice(); // the caller's numbers stay
    for (let at = j; at < data.length; at += cols) data[at] -= offset;
  }
  return { data, rows, cols };
}
