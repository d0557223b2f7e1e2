import { type Notice, told } from "../core/notice.ts";
import type { OnProgress } from "../core/progress.ts";
import { encodeCells } from "../encode/encode.ts";
import { type EncodedFeature, encodedNames } from "../encode/fitted.ts";
import { type Sizes, sizesOf } from "../kmeans/fit.ts";
import { nearestLabels } from "../kmeans/nearest.ts";
import { warnPartition } from "../segment/cluster-segments.ts";
import { warnColumns } from "../segment/column-notices.ts";
import { buildSegments } from "../segment/explain.ts";
import { modelOf } from "../segment/make-model.ts";
import { type Training, trainingPartsOf } from "../segment/model.ts";
import type { ClusterOptions, ResolvedOptions } from "../segment/options.ts";
import { profile as profileOfRows, type Profile, type ProfiledColumn } from "../segment/profile.ts";
import { warnCopula, warnSegments, warnSkew } from "../segment/warnings.ts";
import { inOrder } from "../spatial/rows.ts";
import type { WeightedCells, SegmentSums } from "./cell-rows.ts";
import { type CellSegmentation, type CompressedTable, type EncodedSample, encodeSample, type PartitionedCells } from "./compressed.ts";
import { cellsToFit } from "./fit-profile.ts";

/** Puts segments of cells in words, and makes their model. */
export function describeCells(
  where: string,
  compressed: CompressedTable,
  found: PartitionedCells,
  resolved: ResolvedOptions,
  names: ClusterOptions["names"],
  onProgress?: OnProgress,
): CellSegmentation {
  onProgress?.({ stage: "segments", done: 0, total: 1 });
  const { k, centroids, sums, cells } = found;
  const { profile: { features, fitted, notices }, read, rows } = compressed;
  const drawn = drawnIn(where, compressed, found);
  const { encoding, labels } = drawn;
  const profiled = trueProfile(drawn, found, fitted);
  const segments = buildSegments(where, profiled, names);
  const isCompressed = cells.within > 0;
  const said: Notice[] = [
    ...read.notices,
    ...notices,
    ...warnColumns(features, encoding, profiled.columns),
    ...warnSkew(features, encoding, drawn.rows, found.choice),
    ...warnCopula(found.found),
    ...(isCompressed ? [{ code: "compressed", figures: { rows, cells: cells.count, gain: cells.gain / found.inertia } } as const] : []),
    ...(compressed.typedBy === undefined ? [] : [{ code: "typed-by-first", figures: { rows: compressed.typedBy } } as const]),
    ...warnPartition(profiled.sizes, resolved, !isCompressed && cells.count > mostOfTree),
    ...warnSegments(profiled, encoding, labels, resolved.scaling).filter(({ code }) => drawn.areAll || code !== "outlier"), // a row stands for many
  ];
  const training = trainingOfAll(where, compressed, sums);
  const model = modelOf(read, features, fitted, { centroids, names: segments.map(({ name }) => name), training }, resolved);
  onProgress?.({ stage: "segments", done: 1, total: 1 });
  return {
    k,
    rows,
    segments,
    features: fitted.flatMap(encodedNames),
    inertia: found.inertia,
    totalInertia: found.totalInertia,
    centroids: { data: centroids.map((x) => x + 0), rows: k, cols: centroids.length / k },
    ...(found.elbow === undefined ? {} : { elbow: found.elbow }),
    choice: found.choice,
    cells,
    ...told(said, model.names),
    model,
  };
}

const mostOfTree = 10_000; // rows of which a whole tree is built

/** The customers that describe the segments, each in its own. */
interface Drawn extends EncodedSample {
  readonly labels: Int32Array;
  readonly sizes: Sizes;
  /** These are all rows, and cells hold equal ones. */
  readonly areAll: boolean;
}

const fewDrawn = 30;

/**
 * The rows that were drawn, weighted so that each segment has the size that it has of all rows. A segment of which hardly any were drawn
 * is described by its cells.
 */
function drawnIn(where: string, { profile, cells, rows }: CompressedTable, found: PartitionedCells): Drawn {
  const { k, centroids, labels: ofCells, cells: { within }, sums } = found;
  const sample = encodeSample(where, profile);
  const labels = inOrder(nearestLabels(sample.rows, centroids, k), sample.rows);
  if (sample.encoding.rows === rows && within === 0)
    return { ...sample, labels, sizes: sizesOf(sample.encoding.weights, { labels, k }), areAll: true };
  const counts = new Int32Array(k);
  for (const label of labels) counts[label]++;
  const isRare = counts.map((count, s) => Number(count < fewDrawn && sums.weights[s] > count));
  const kept = Int32Array.from(labels.keys()).filter((i) => isRare[labels[i]] === 0);
  const added = Int32Array.from(ofCells.keys()).filter((cell) => isRare[ofCells[cell]] === 1);
  const own = Int32Array.from([...Array.from(kept, (i) => labels[i]), ...Array.from(added, (cell) => ofCells[cell])]);
  const weightAt = (s: number, at: number): number =>
    at < kept.length ? sums.weights[s] / counts[s] : cells.weights[added[at - kept.length]];
  const weights = Float64Array.from(own, weightAt);
  const features = withCellsOf(sample.encoding.features, kept, cells, added);
  const encoding = { ...sample.encoding, features, rows: own.length, weights };
  return { encoding, rows: sample.rows, labels: own, sizes: sizesOf(weights, { labels: own, k }), areAll: false };
}

/** Features of some rows, then of some cells: the mean of a number, the commonest level of a category. */
function withCellsOf(features: readonly EncodedFeature[], kept: Int32Array, cells: WeightedCells, added: Int32Array): EncodedFeature[] {
  let j = 0, c = 0;
  const p = cells.sums.length / cells.count;
  return features.map((feature): EncodedFeature => {
    if (feature.type === "number") {
      const at = j++;
      const means = Array.from(added, (cell) => cells.sums[cell * p + at] / cells.weights[cell]);
      return { type: "number", values: Float64Array.from([...Array.from(kept, (i) => feature.values[i]), ...means]) };
    }
    const levels = cells.levels[c++];
    const codes = Array.from(added, (cell) => ("codes" in levels ? levels.codes[cell] : commonest(levels.held, cell, cells.count)));
    return { type: "category", codes: Int32Array.from([...Array.from(kept, (i) => feature.codes[i]), ...codes]) };
  });
}

function commonest(held: Float64Array, cell: number, count: number): number {
  const size = held.length / count;
  const own = held.subarray(cell * size, (cell + 1) * size);
  return own.indexOf(own.reduce((a, b) => Math.max(a, b)));
}

/** The profile of the rows drawn, with the sizes, means and shares of all rows. */
function trueProfile(
  { encoding, labels, sizes, areAll }: Drawn,
  { sums, medians }: PartitionedCells,
  fitted: CompressedTable["profile"]["fitted"],
): Profile {
  const drawn = profileOfRows(encoding, labels, encoding.weights, sizes);
  if (areAll) return drawn;
  const total = sums.weights.reduce((a, b) => a + b);
  let j = 0, c = 0;
  const ofMedians = new Map<number, Float64Array>(); // by encoded column
  let at = 0;
  const of = fitted.flatMap((fit): Float64Array[] => {
    if (fit.type === "number" && medians !== undefined) ofMedians.set(at, medians[j]);
    at += fit.center.length;
    if (fit.type === "number") return [sums.numbers[j++]];
    const held = sums.levels[c++];
    const size = fit.center.length;
    return fit.center.map((_, l) => Float64Array.from(sums.weights, (_, s) => held[s * size + l]));
  });
  const columns = drawn.columns.map((column, at) => {
    const known = ofMedians.get(at);
    return { ...withTruth(column, of[at], sums.weights, total), ...(known === undefined ? {} : { medians: known }) };
  });
  return { ...drawn, columns, counts: sums.weights };
}

function withTruth(column: ProfiledColumn, own: Float64Array, weights: Float64Array, total: number): ProfiledColumn {
  const all = own.reduce((a, b) => a + b);
  const isAlone = weights.length === 1;
  const means = own.map((sum, s) => sum / weights[s]);
  const outside = own.map((sum, s) => (isAlone ? 0 : (all - sum) / (total - weights[s])));
  const mean = all / total;
  if (column.level === undefined) return { ...column, mean, means, outside };
  const held = { mean, means, outside: outside.map((share) => Math.max(0, Math.min(1, share))) };
  const strengths = means.map((share, s) => (isAlone ? 0 : share - held.outside[s]));
  return { ...column, ...held, deviation: Math.sqrt(mean * (1 - mean)), strengths };
}

/** Where all rows lay. */
function trainingOfAll(where: string, { rows, profile: { fitted, profile } }: CompressedTable, { weights }: SegmentSums): Training {
  return {
    rows,
    shares: Array.from(weights, (weight) => weight / rows),
    features: fitted.map((fit, f) => {
      const { read, weights: counts } = cellsToFit(profile.columns[f]);
      return trainingPartsOf(fit, encodeCells(where, fit, read), counts);
    }),
  };
}
