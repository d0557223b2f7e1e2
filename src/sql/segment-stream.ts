import { checkInteger, checkKeys } from "../core/check.ts";
import { InputError, within } from "../core/input-error.ts";
import { watched } from "../core/progress.ts";
import { counted, sayNumber } from "../core/text.ts";
import type { CsvPart } from "../csv/read-parts.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { applyEncoding, type AppliedEncoding } from "../encode/encode.ts";
import { unseenRule } from "../encode/fit.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import { clusterSegments } from "../segment/cluster-segments.ts";
import { type ClusterOptions, readFeatures, type SegmentSource } from "../segment/options.ts";
import { readByModel } from "../segment/read-by-model.ts";
import { cellError } from "../table/cell.ts";
import { cellsOf } from "./cell-rows.ts";
import { cellTable } from "./cells.ts";
import {
  addEncoded, checkUnweighted, compressKeys, compressWithRows, type CompressOptions, resolveCompress, rowsDrawn,
} from "./compress.ts";
import type { CellSegmentation, CompressedTable, PartitionedCells, ReadTypes } from "./compressed.ts";
import { describeCells } from "./describe-cells.ts";
import { addToPass, afterPass, startPass } from "./exact-pass.ts";
import { fitProfile, fromLatestDay, saidIn, withPooling } from "./fit-profile.ts";
import { gridOf } from "./grid.ts";
import { partitionCells, resolveCellOptions, segmentCellsKeys, type SegmentCellsOptions } from "./segment-cells.ts";
import { inPart, type PartSizes, type Reread, rereadable, type StreamCsv, type StreamSource } from "./stream-source.ts";
import { addToProfile, profileBuilder, profileOf } from "./table-profile.ts";

/** Options for {@link segmentStream}. */
export interface SegmentStreamOptions extends CompressOptions, SegmentCellsOptions {
  /** How the text is written, as `readCsv` takes it. */
  readonly csv?: StreamCsv | undefined;
  /**
   * The most further passes in which every row goes to its nearest centroid, as `predict` places it, and centroids to the means of their
   * rows. They end when no centroid moves. With one, sizes, means and inertia are those of the labels that `predict` gives.
   * @defaultValue 0
   */
  readonly passes?: number | undefined;
}

/**
 * Segments a CSV that is longer than memory: a first pass finds which values each column holds, a second one sums the rows up in cells
 * as {@link compress} does, and {@link segmentCells} segments those. Memory is bounded by the number of cells.
 *
 * What each column holds is decided by the first 65 536 rows; a later cell that its column cannot hold is an error. A stream that ends
 * before is read once: unless its rows are more than `cells`, the result is that of `clusterSegments`, whose k-means runs over all rows and
 * needs no `passes`. The labels of a stream are those that `predict` gives for its pieces. Rows of totals at the end of a longer stream are
 * not looked for.
 *
 * @throws {@link InputError} (the promise is rejected) where `readCsv` and `clusterSegments` do, and where a pass finds other rows than
 * the one before. What the stream or the signal throws is passed on.
 *
 * @example
 * ```ts
 * import { segmentStream } from "audience-segmentation/sql";
 *
 * const rows = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? `${10 + (i % 7)},web` : `${90 + (i % 9)},shop`));
 * const file = new Blob([["spend,channel", ...rows].join("\n")]); // of Node: () => createReadStream("customers.csv")
 * const { k, segments } = await segmentStream(file, { k: 2 });
 * console.log(k, segments.map(({ size }) => size));
 * // 2 [ 100, 100 ]
 * ```
 *
 * @group Databases
 */
export async function segmentStream(source: StreamSource, options: SegmentStreamOptions = {}): Promise<CellSegmentation> {
  return segmentInParts(source, options, usualParts);
}

/** How many rows are read at once. */
export const usualParts: PartSizes = { first: rowsDrawn, further: 16_384 };

/** What the first rows of a stream are taken for: a table as it is or as it was prepared, and the features where they are listed. */
export interface FirstRows extends Pick<ClusterOptions, "features"> {
  readonly source: SegmentSource;
}

/** {@link segmentStream} by parts of a given size, of which the first is typed by `typeFirst`. */
export async function segmentInParts(
  source: StreamSource,
  options: SegmentStreamOptions,
  sizes: PartSizes,
  typeFirst: (first: CsvColumns) => FirstRows = (first) => ({ source: first }),
): Promise<CellSegmentation> {
  const where = "segmentStream";
  checkUnweighted(where, options);
  checkKeys(where, "the options", options, streamKeys);
  const { csv = {}, passes = 0, ...rest } = options;
  checkInteger(where, "passes", passes, 0);
  const onProgress = watched(where, rest);
  const reread = rereadable(where, source, csv, sizes, onProgress);
  const ofCells = only(rest, segmentCellsKeys);
  const ofTable = only(rest, compressKeys);
  const compressing = resolveCompress(where, ofTable);
  const { resolved } = resolveCellOptions(where, ofCells, compressing);

  const { budget } = compressing;
  const learnt = await firstPass(where, reread, ofTable, typeFirst);
  if ("source" in learnt && learnt.rows <= budget) return segmentWhole(where, learnt, ofCells);
  const { compressed, again } = "source" in learnt ? compressWhole(where, learnt) : await secondPass(where, reread, learnt, budget);
  let found = partitionCells(where, compressed, resolved, onProgress);
  for (let pass = 1, isSettled = false; pass <= passes && !isSettled; pass++) {
    [found, isSettled] = await exactPass(where, again, compressed, found, pass === passes);
  }
  return describeCells(where, compressed, found, resolved, rest.names, onProgress);
}

const streamKeys: readonly string[] = /* @__PURE__ */ (() => [...new Set([...compressKeys, ...segmentCellsKeys, "csv", "passes"])])();

/** Some of the options. */
export function only(options: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => keys.includes(name)));
}

/** A stream that ended soon: its table is at hand. */
interface Whole {
  readonly source: SegmentSource;
  readonly rows: number;
  readonly asked: CompressOptions;
}

/** Segments a table whose rows are no more than there may be cells. */
function segmentWhole(where: string, { source, asked }: Whole, ofCells: SegmentCellsOptions): CellSegmentation {
  const { cells: _, ...ofTable } = asked;
  const { labels, linkage: _tree, ...result } = within(where, "clusterSegments", () => clusterSegments(source, { ...ofTable, ...ofCells }));
  const rows = labels.reduce((sum, label) => sum + Number(label >= 0), 0);
  return { ...result, rows, cells: { count: rows, within: 0, gain: 0 } };
}

/** A table in cells, and what gives its encoded rows once more, part by part. */
interface Compressed {
  readonly compressed: CompressedTable;
  readonly again: () => Iterable<AppliedEncoding> | AsyncIterable<AppliedEncoding>;
}

/** Compresses a table that is at hand. */
function compressWhole(where: string, { source, asked }: Whole): Compressed {
  const { compressed, encoding } = within(where, "compress", () => compressWithRows(source, asked));
  return { compressed, again: () => [encoding] };
}

/** What the first pass over a stream teaches. */
type Learnt = Omit<CompressedTable, "cells">;

/** The first pass; of a stream that ends soon, its table. */
async function firstPass(
  where: string,
  { parts }: Reread,
  options: CompressOptions,
  typeFirst: (first: CsvColumns) => FirstRows,
): Promise<Whole | Learnt> {
  const { seed, scaling } = resolveCompress(where, options);
  let first: Whole | undefined;
  let pass: FirstPass | undefined;
  for await (const part of parts("profile")) {
    if (first === undefined) {
      const { source, ...listed } = typeFirst(part.columns);
      first = { source, rows: part.rows, asked: { ...options, ...listed } };
      continue;
    }
    pass ??= startFirstPass(where, first, seed);
    const { features, read, builder } = pass;
    inPart(part, () => addToProfile(builder, part.rows, cellsIn(where, features, read, part)));
  }
  if (pass === undefined) return first!;
  const { features, profile } = fromLatestDay(pass.features, profileOf(pass.builder));
  const said = saidIn(first!.asked);
  const fitted = fitProfile(where, withPooling(features, profile, (column) => said.has(column)), profile, scaling);
  return { rows: profile.rows, profile: fitted, read: pass.read, typedBy: pass.typedBy, scaling };
}

interface FirstPass {
  readonly features: readonly ResolvedFeature[];
  readonly read: ReadTypes;
  readonly builder: ReturnType<typeof profileBuilder>;
  readonly typedBy: number;
}

/** Finds out from the first rows what each column holds. */
function startFirstPass(where: string, { source, rows, asked }: Whole, seed: number): FirstPass {
  const { cells: _, ...reading } = asked;
  const { read, features, frame } = readFeatures(where, source, reading);
  const builder = profileBuilder(where, features, rowsDrawn, seed);
  addToProfile(builder, frame.rows, features.map(({ key }) => frame.valuesOf(key)));
  const { missingWords, idLike, notices } = read;
  const types = read.columns.map((column) => ({ ...column, values: new Float64Array(0) })); // what the first rows hold is let go
  return { features, read: { columns: types, features: read.features, missingWords, idLike, notices }, builder, typedBy: rows };
}

/** The cells of features in a part, read as the first rows were. */
function cellsIn(
  where: string,
  features: readonly ResolvedFeature[],
  { missingWords }: ReadTypes,
  part: CsvPart,
): readonly ArrayLike<unknown>[] {
  const { cells, unknown } = readByModel(where, { features, reading: { missingWords } }, part.columns);
  unknown.forEach((found, f) => {
    for (const [text, [row]] of found) throw cellError(where, "unseen-category", features[f].reading.column, row, unseenRule, text);
  });
  return cells;
}

/** Encodes all rows, part by part. */
async function* encoded(where: string, { parts }: Reread, { profile, read, rows }: Learnt, stage: string): AsyncGenerator<AppliedEncoding> {
  const { features, fitted, profile: { dropped } } = profile;
  let seen = 0, unseen = 0;
  for await (const part of parts(stage)) {
    const encoding = inPart(part, () => applyEncoding(where, part.rows, cellsIn(where, features, read, part), fitted));
    seen += part.rows;
    unseen += encoding.unseen.reduce((sum, { count }) => sum + count, 0);
    yield encoding;
  }
  if (seen === rows + dropped && unseen === 0) return;
  const got = unseen > 0 ? `${counted(unseen, "category")} that the first did not see` : `${counted(seen, "row")} after ${sayNumber(rows + dropped)}`;
  throw new InputError("source-changed", where, "`source` must give the same rows in every pass", got);
}

async function secondPass(where: string, reread: Reread, learnt: Learnt, budget: number): Promise<Compressed> {
  const table = cellTable(gridOf(learnt.profile.fitted, learnt.profile.profile), budget);
  for await (const encoding of encoded(where, reread, learnt, "cells")) addEncoded(table, encoding);
  return { compressed: { ...learnt, cells: cellsOf(table) }, again: () => encoded(where, reread, learnt, "passes") };
}

/** One pass of Lloyd's algorithm over all rows; the last one leaves the centroids where they are, as what it finds is of them. */
async function exactPass(
  where: string,
  again: Compressed["again"],
  compressed: CompressedTable,
  found: PartitionedCells,
  isLast: boolean,
): Promise<[found: PartitionedCells, isSettled: boolean]> {
  const pass = startPass(compressed.profile.fitted, found.centroids, found.k);
  for await (const encoding of again()) addToPass(pass, where, encoding);
  return afterPass(found, pass, isLast);
}
