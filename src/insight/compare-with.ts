import { InputError, list, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { adjustedRandIndex, normalizedMutualInformation } from "../validity/agreement.ts";
import { meaningOf, groupsOf, pairsOf, type SegmentComparison } from "./comparison.ts";
import { sayComparison } from "./comparison-sentences.ts";
import { type DescribingColumn, madeSegments, noticesOfColumn, readDescribed } from "./described-columns.ts";
import { toldOf } from "./notices.ts";
import { segmentedTable } from "./segmented-table.ts";
import { keptCodes, noticesOfRows, splitRows } from "./split.ts";

/**
 * Holds segments against a segmentation that the table has already, such as tiers made by hand: which rows both put together, which of the
 * other's levels are split over several segments, and which are merged in one.
 *
 * Rows with the label -1 and rows without a level are left out; weights do not count, nor does the order of the rows. In O(n).
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @param column - the column's name, or what is known of it beside, such as `labels` or an `order` of its levels; numbers are categories
 * @throws {@link InputError} on a column that is not there, that has one level, more than 100, or as many as rows.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { compareWith } from "audience-segmentation/insight";
 *
 * const table = { spend: [10, 12, 11, 80, 82, 85], tier: ["Basic", "Basic", "Gold", "Gold", "Gold", "Gold"] };
 * const result = clusterSegments(table, { features: ["spend"], k: 2 });
 * const { agreement, theirs } = compareWith(result, table, "tier");
 * console.log(agreement);
 * for (const { name, fate } of theirs) console.log(name, fate);
 * // partly the same
 * // Basic kept
 * // Gold split
 * ```
 */
export function compareWith<Column extends string = string>(
  result: Segmentation,
  source: SegmentSource,
  column: Column | DescribingColumn<Column>,
): SegmentComparison {
  const where = "compareWith";
  const table = segmentedTable(where, result, source);
  const [found] = readDescribed(where, table, [column], "`column`", "category");
  const { column: name, levels, codes } = found;
  if (levels === undefined || codes === undefined) {
    const rule = `column ${list([name])} must hold the groups of another segmentation, which are categories`;
    throw new InputError("not-of-type", where, rule, `the type "${found.type}"`, { column: name });
  }
  const split = splitRows(where, table);
  const compared = pairsOf(keptCodes(codes, split), split.labels, levels, split.names);
  const { theirs, a, b } = compared;
  checkLevels(where, name, theirs, a.length);
  const adjustedRand = adjustedRandIndex(a, b);
  const figures = {
    column: name,
    isFeature: madeSegments(table, name),
    rows: a.length,
    missing: split.labels.length - a.length,
    ...groupsOf(compared),
    adjustedRand,
    mutualInformation: normalizedMutualInformation(a, b),
    agreement: meaningOf(adjustedRand),
  };
  const notices: Notice[] = [...noticesOfRows(split), ...noticesOfColumn(found, figures.missing, a.length + figures.missing)];
  return { ...figures, sentences: sayComparison(figures), ...toldOf(notices) };
}

const mostLevels = 100;

function checkLevels(where: string, column: string, levels: readonly string[], rows: number): void {
  const subject = `column ${list([column])}`;
  if (rows === 0) throw new InputError("no-values", where, `${subject} must have values in the rows that are in segments`, "missing cells only", { column });
  if (levels.length === 1) {
    const rule = `${subject} must hold at least two different values to be another segmentation`;
    throw new InputError("too-few-distinct", where, rule, `only ${show(levels[0])}`, { column });
  }
  if (levels.length <= mostLevels && (levels.length < rows || rows === 2)) return;
  const rule = `${subject} must hold the groups of another segmentation, at most ${mostLevels} and fewer than rows; cut numbers into a few ranges, or give the column that has the groups`;
  throw new InputError("too-many-levels", where, rule, `${levels.length} different values in ${rows} rows`, { column });
}
