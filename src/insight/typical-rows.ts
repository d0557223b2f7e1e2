import { checkInteger, checkKeys } from "../core/check.ts";
import { argsort, pick, rowsByGroup } from "../core/numbers.ts";
import { createTicker, type Watch, watched, watchKeys } from "../core/progress.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { borderRows, type Bordered } from "./borders.ts";
import { type Lack, lacksOf } from "./lacks.ts";
import { sayName } from "./profile-sentences.ts";
import { segmentedTable } from "./segmented-table.ts";

/** Options for {@link typicalRows}. */
export interface TypicalOptions extends Watch {
  /**
   * How many typical and how many borderline rows of each segment, from 1 to 1 000.
   * @defaultValue 3
   */
  readonly count?: number | undefined;
}

/** A row of the table. */
export interface TypicalRow {
  /** Its number in the table, from 0. */
  readonly row: number;
  /** The distance to the centroid of its segment, in standardised space. */
  readonly distance: number;
  /** How many rows of the segment are equal to it in every feature, with itself: the first of them is shown. */
  readonly alike: number;
  /** The whole row as it stands in the table: one property a column, those that are no features, too. */
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A row that lies near the border of its segment. */
export interface BorderlineRow extends TypicalRow {
  /**
   * The distance to the border with `other`, as `margin` of `assign`; below 0 where the row lies nearer the other's centroid, which
   * the methods `"ward"` and `"mixture"` allow. By a mixture the probability of its segment less that of the other.
   */
  readonly margin: number;
  /** The label of the segment on the other side of the border. */
  readonly other: number;
  /** Its name. */
  readonly otherName: string;
}

/** What a card for one segment needs. */
export interface SegmentCard {
  /** The segment's label. */
  readonly id: number;
  /** Its name. */
  readonly name: string;
  /** Its rows. */
  readonly size: number;
  /** Its share of the weight, between 0 and 1; of the rows where none is weighted. */
  readonly share: number;
  /** What sets it apart, in a sentence or two. */
  readonly description: string;
  /** The rows nearest to the centroid, the nearest first; ties in the order of the table. */
  readonly typical: readonly TypicalRow[];
  /** The rows nearest to another segment, the nearest first; none where there is one segment. */
  readonly borderline: readonly BorderlineRow[];
  /** What none of its rows has: levels of at least a tenth of the other rows, and ranges of at least a third; the commonest first. */
  readonly lacks: readonly Lack[];
  /** The rows and what is lacking, in plain words. */
  readonly sentences: readonly string[];
}

/**
 * What a card that shows a segment as a person needs: a few typical rows, nearest to the centroid, a few that might as well be in another
 * segment, and what the segment has none of.
 *
 * The segments are those of the labels, whatever the method. Rows that are equal in every feature are shown once. Rows are numbered from 0;
 * those with the label -1 are left out, and weights do not count. In O(n k d + n log n).
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @returns one card a segment, in the order of the segments
 * @throws {@link InputError} where `assign` does, on a table with other rows, and on an unknown or a wrong option.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { typicalRows } from "audience-segmentation/insight";
 *
 * const table = { spend: [10, 12, 11, 40, 80, 82, 85], visits: [1, 2, 1, 4, 9, 8, 9] };
 * const cards = typicalRows(clusterSegments(table, { k: 2 }), table, { count: 1 });
 * for (const { name, typical, borderline } of cards) console.log(name, typical[0]!.cells, borderline[0]!.cells);
 * // Low spend { spend: 12, visits: 2 } { spend: 40, visits: 4 }
 * // High spend { spend: 80, visits: 9 } { spend: 82, visits: 8 }
 * ```
 */
export function typicalRows(result: Segmentation, source: SegmentSource, options: TypicalOptions = {}): SegmentCard[] {
  const where = "typicalRows";
  checkKeys(where, "the options", options, ["count", ...watchKeys]);
  const tick = createTicker("rows", 3, watched(where, options));
  const { count = 3 } = options;
  checkInteger(where, "count", count, 1, 1000);
  tick(0);
  const table = segmentedTable(where, result, source);
  const bordered = borderRows(where, table);
  tick(1);
  const lacks = lacksOf(where, table, bordered);
  tick(2);
  const rowsOf = rowsByGroup(bordered.labels, result.k);
  const { names, valuesOf } = table.frame;
  const columns = names.map((name) => [name, valuesOf(name)] as const);
  const cellsOf = (row: number): Record<string, unknown> => Object.fromEntries(columns.map(([name, values]) => [name, values[row]]));
  const shown = ({ at, alike }: Shown): TypicalRow => {
    const row = bordered.rows[at];
    return { row, distance: bordered.distances[at], alike, cells: cellsOf(row) };
  };
  const cards = result.segments.map(({ id, name, size, share, description }, s): SegmentCard => {
    const typical = firstDistinct(rowsOf[s], bordered.distances, bordered, count).map(shown);
    const nearest = result.k === 1 ? [] : firstDistinct(rowsOf[s], bordered.margins, bordered, count);
    const borderline = nearest.map((one): BorderlineRow => {
      const other = bordered.others[one.at];
      return { ...shown(one), margin: bordered.margins[one.at], other, otherName: result.segments[other].name };
    });
    const card = { id, name, size, share, description, typical, borderline, lacks: lacks[s] };
    return { ...card, sentences: sayCard(card) };
  });
  tick(3);
  return cards;
}

/** A row that is shown, and how many are equal to it. */
interface Shown {
  readonly at: number;
  readonly alike: number;
}

/** Of some rows those of the least `keys`, each of equal rows once; the lower row on a tie. */
function firstDistinct(rows: Int32Array, keys: Float64Array, bordered: Bordered, count: number): Shown[] {
  const found: { at: number; alike: number }[] = [];
  for (const place of argsort(pick(keys, rows))) {
    const at = rows[place];
    const same = found.find((one) => areEqual(one.at, at, bordered));
    if (same !== undefined) same.alike++;
    else if (found.length < count) found.push({ at, alike: 1 });
    else if (keys[at] > keys[found[count - 1].at]) break; // equal rows have equal keys
  }
  return found;
}

/** Whether two rows are equal in every feature. */
function areEqual(a: number, b: number, { features, places, distances }: Bordered): boolean {
  if (distances[a] !== distances[b]) return false;
  const one = places[a], two = places[b];
  return features.every((feature) => {
    const cells = feature.type === "number" ? feature.values : feature.codes;
    return cells[one] === cells[two];
  });
}

function sayCard({ typical, borderline, lacks }: Omit<SegmentCard, "sentences">): string[] {
  const rowsOf = (rows: readonly TypicalRow[]): string => rows.map(({ row }) => String(row)).join(", ");
  const near = new Set(borderline.map(({ otherName }) => otherName));
  const others = [...near].map(sayName).join(" and ");
  return [
    ...(typical.length === 0 ? [] : [`Most typical: ${typical.length === 1 ? "row" : "rows"} ${rowsOf(typical)} (counted from 0).`]),
    ...(borderline.length === 0 ? [] : [`Nearest to another segment (${others}): ${borderline.length === 1 ? "row" : "rows"} ${rowsOf(borderline)}.`]),
    ...lacks.map(({ sentence }) => sentence),
  ];
}
