import { checkInteger, checkKeys, checkSeed } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { applyEncoding, type AppliedEncoding } from "../encode/encode.ts";
import { encodeNumbers, type Scaling } from "../encode/fit.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { type ClusterOptions, readFeatures, resolveOptions, type SegmentSource, sourceKeys } from "../segment/options.ts";
import type { FeatureDefaults } from "../encode/feature.ts";
import type { ReadingOptions } from "../prepare/spec.ts";
import type { ColumnName } from "../table/table.ts";
import { cellsOf } from "./cell-rows.ts";
import { addRows, cellTable, type CellTable, type RowsToAdd } from "./cells.ts";
import type { CompressedTable } from "./compressed.ts";
import { fitProfile } from "./fit-profile.ts";
import { gridOf } from "./grid.ts";
import { addToProfile, profileBuilder, profileOf } from "./table-profile.ts";

/** Options for {@link compress}. */
export interface CompressOptions<Column extends string = string>
  extends ReadingOptions<Column>, FeatureDefaults, Pick<ClusterOptions<Column>, "features" | "scaling" | "seed"> {
  /**
   * The most cells: as fine a grid is taken as has no more.
   * @defaultValue 200 000
   */
  readonly cells?: number | undefined;
}

/** The names of the options of {@link CompressOptions}. */
export const compressKeys: readonly string[] = /* @__PURE__ */ sourceKeys.concat("scaling", "seed", "cells");

/** The most cells, unless the caller says so. */
export const usualCells = 200_000;
/** Customers that are drawn, to choose k by and to describe segments. */
export const rowsDrawn = 65_536;

/** Complains of the option that `clusterSegments` has and cells do not. */
export function checkUnweighted(where: string, options: object): void {
  const { weights } = options as { readonly weights?: unknown };
  if (weights === undefined) return;
  const rule = "`weights` must be absent, as every row counts once; repeat rows as often as they count, or segment a sample by `clusterSegments`";
  throw new InputError("unknown-option", where, rule, show(weights));
}

/** How a table is compressed. */
interface Compressing {
  readonly budget: number;
  readonly seed: number;
  readonly scaling: Scaling;
}

/** The options with their defaults. */
export function resolveCompress(where: string, options: CompressOptions): Compressing {
  const { cells = usualCells, seed, scaling } = options;
  checkInteger(where, "cells", cells, 1, 10_000_000);
  return { budget: cells, seed: checkSeed(where, seed ?? 42), scaling: resolveOptions(where, { scaling }).scaling };
}

/**
 * Sums a table up in weighted cells: rows of the same categories whose encoded numbers lie in the same bins, with their count, their sums
 * and their sums of squares. The grid is as fine as the number of cells allows: with room for all distinct rows each has a cell of its own;
 * else bins are doubled, and in the end categories left apart, where that loses the fewest squares. The cells do not depend on the
 * order of the rows. {@link segmentCells} segments them.
 *
 * @param source - what `clusterSegments` takes
 * @throws {@link InputError} where `clusterSegments` does, and on a number of cells below 1.
 *
 * @example
 * ```ts
 * import { compress } from "audience-segmentation/sql";
 *
 * const { rows, cells } = compress({ visits: [1, 1, 2, 8, 9, 9], plan: ["free", "free", "free", "paid", "paid", "paid"] });
 * console.log(`${rows} rows in ${cells.count} cells`);
 * // 6 rows in 4 cells
 * ```
 *
 * @group Databases
 */
export function compress<T extends SegmentSource>(source: T, options: CompressOptions<ColumnName<T>> = {}): CompressedTable {
  return compressWithRows(source, options).compressed;
}

/** {@link compress}, with the encoded rows as well. */
export function compressWithRows(
  source: SegmentSource,
  options: CompressOptions,
): { readonly compressed: CompressedTable; readonly encoding: AppliedEncoding } {
  const where = "compress";
  checkUnweighted(where, options);
  checkKeys(where, "the options", options, compressKeys);
  const { budget, seed, scaling } = resolveCompress(where, options);
  const { cells: _, scaling: __, seed: ___, ...reading } = options;
  const { read, features, frame } = readFeatures(where, source, reading);
  const values = features.map(({ key }) => frame.valuesOf(key));
  const builder = profileBuilder(where, features, rowsDrawn, seed);
  addToProfile(builder, frame.rows, values);
  const profile = fitProfile(where, features, profileOf(builder), scaling);
  const table = cellTable(gridOf(profile.fitted, profile.profile), budget);
  const encoding = applyEncoding(where, frame.rows, values, profile.fitted);
  addEncoded(table, encoding);
  return { compressed: { rows: profile.profile.rows, profile, cells: cellsOf(table), read, scaling }, encoding };
}

/** Adds rows that are encoded. */
export function addEncoded(table: CellTable /* out */, encoding: AppliedEncoding): void {
  addRows(table, rowsToAdd(encoding));
}

/** Encoded rows as they are added to cells. */
export function rowsToAdd({ fitted, features, kept, rows }: AppliedEncoding): RowsToAdd {
  const p = fitted.filter(({ type }) => type === "number").length;
  const z = new Float64Array(rows * p), raw = new Float64Array(rows * p);
  let j = 0;
  fitted.forEach((fit: FittedFeature, f) => {
    const feature = features[f];
    if (fit.type !== "number" || feature.type !== "number") return;
    const encoded = encodeNumbers("compress", fit, feature.values, kept);
    const center = fit.center[0], scale = fit.scale[0];
    for (let i = 0, at = j; i < rows; i++, at += p) {
      z[at] = (encoded[i] - center) / scale;
      raw[at] = feature.values[i];
    }
    j++;
  });
  return { count: rows, z, raw, codes: features.flatMap((feature) => (feature.type === "category" ? [feature.codes] : [])) };
}
