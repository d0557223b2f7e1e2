import type { Matrix } from "../core/matrix.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { relabel } from "./relabel.ts";
import type { Linkage, WardEngine } from "./types.ts";
import { startClusters } from "./ward-clusters.ts";
import { wardIndex } from "./ward-index.ts";
import { probeWard } from "./ward-probe.ts";
import { scanWard } from "./ward-scan.ts";

const fewRows = 200; // nothing to choose: each takes a millisecond
const mostBytes = 1e9; // of distances that may be kept without being asked for

/**
 * Ward's tree of the rows of a matrix in linear memory: over the spatial index, or by the scan where probing finds that the index
 * would pass over too little; by the matrix engine, if one is given, where that would be faster still. Assumes validated input.
 */
export function wardOfRows(x: Matrix, weights: Float64Array, onProgress?: OnProgress, matrixEngine?: WardEngine): Linkage {
  if (x.rows < fewRows) return scanWard(x, weights, onProgress);
  const clusters = startClusters(x, weights);
  const costs = probeWard(clusters);
  const matrix = matrixEngine === undefined || 4 * x.rows * x.rows > mostBytes ? Infinity : costs.matrix;
  if (matrix < costs.index && matrix < costs.scan) return matrixEngine!(x, weights, onProgress);
  if (costs.scan < costs.index) return scanWard(x, weights, onProgress);
  return relabel(wardIndex(clusters, createTicker("linkage", x.rows - 1, onProgress)), weights, "ward", "index");
}

/** Ward's tree over the spatial index. */
export const indexWard: WardEngine = (x, weights, onProgress) =>
  relabel(wardIndex(startClusters(x, weights), createTicker("linkage", x.rows - 1, onProgress)), weights, "ward", "index");
