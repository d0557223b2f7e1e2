import { InputError } from "../core/input-error.ts";
import { encodedNames } from "../encode/fitted.ts";
import { borderRows } from "../insight/borders.ts";
import { type Lack, lacksOf } from "../insight/lacks.ts";
import type { SegmentedTable } from "../insight/segmented-table.ts";
import { numberedNames } from "../plot/rows.ts";
import type { Segmentation } from "../segment/types.ts";
import { columnWords, isRecency } from "../segment/words.ts";

/** A number by which the segments were made. */
interface KnownNumber {
  readonly type: "number";
  /** Its place among the features of the model. */
  readonly place: number;
  /** The mean of all rows in segments. */
  readonly mean: number;
  /** The median of all, and the other deciles: the nine bounds of ten equal parts. */
  readonly median: number;
  readonly deciles: readonly number[];
}

/** A category by which the segments were made. */
interface KnownCategory {
  readonly type: "category";
  readonly levels: readonly KnownLevel[];
  /** Whether 0 and 1 stand for no and yes. */
  readonly isBit: boolean;
}

/** A level of a category. */
export interface KnownLevel {
  /** Its name among the encoded features. */
  readonly feature: string;
  readonly label: string;
  /** Its share of all rows in segments. */
  readonly share: number;
}

/** A column by which the segments were made. */
export type KnownColumn = (KnownNumber | KnownCategory) & {
  /** Its name in the table. */
  readonly column: string;
  readonly words: string;
  /** From 0 to 1: how far a segment stands apart from the rest in it, on average. */
  readonly separation: number;
};

/** What a report is made of. */
export interface Known {
  readonly table: SegmentedTable;
  readonly result: Segmentation;
  /** The segments' names with their numbers from 1. */
  readonly names: readonly string[];
  /** Those that separate the segments best first; a column that was used as a number and as a category counts as the latter. */
  readonly columns: readonly KnownColumn[];
  readonly hasRecency: boolean;
  /** What each segment has none of. */
  readonly lacks: readonly (readonly Lack[])[];
}

/** Reads all that a report says of the segments. In O(n k d + n log n). */
export function knownOf(where: string, table: SegmentedTable): Known {
  const { result, model } = table;
  const encoded = model.features.flatMap(encodedNames);
  if (encoded.length !== result.features.length || encoded.some((name, f) => name !== result.features[f]))
    throw new InputError(
      "not-a-segmentation",
      where,
      "`result` must be what clusterSegments gives",
      "an object whose `features` are not those of its model",
    );
  const bordered = borderRows(where, table);
  const columns = columnsOf(table).sort((a, b) => b.separation - a.separation);
  const hasRecency = columns.some(({ words }) => isRecency(words));
  const categories = new Set(columns.flatMap(({ type, column }) => (type === "category" ? [column] : [])));
  const lacks = lacksOf(where, table, bordered).map((own) => own.filter(({ column, kind }) => kind === "level" || !categories.has(column)));
  return { table, result, names: numberedNames(result), columns, hasRecency, lacks };
}

function columnsOf({ result, model }: SegmentedTable): KnownColumn[] {
  const separation = separations(result);
  const overall = (feature: string): number => result.segments.reduce((sum, { share, means }) => sum + share * means[feature], 0);
  return [...new Set(model.features.map(({ column }) => column))].map((column): KnownColumn => {
    const places = model.features.flatMap((feature, place) => (feature.column === column ? [place] : []));
    const fit = places.map((place) => model.features[place]).find(({ type }) => type === "category");
    const names = places.flatMap((place) => encodedNames(model.features[place]));
    const common = { column, words: columnWords(column), separation: Math.max(...names.map((name) => separation.get(name) ?? 0)) };
    if (fit?.type === "category") {
      const levels = encodedNames(fit).map((feature, at) => ({ feature, label: fit.labels[at], share: overall(feature) }));
      const isBit = fit.levels.length === 2 && fit.levels.includes("0") && fit.levels.includes("1");
      return { ...common, type: "category", levels, isBit };
    }
    const [place] = places;
    const deciles = model.training.features[place].bounds!;
    return { ...common, type: "number", place, mean: overall(column), median: deciles[4], deciles };
  });
}

/** By encoded feature: how strongly it sets a segment apart, on average over the segments. */
function separations({ segments }: Segmentation): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { traits } of segments)
    for (const { feature, strength } of traits) sums.set(feature, (sums.get(feature) ?? 0) + Math.abs(strength) / segments.length);
  return sums;
}

const mostCharted = 6;
const leastSeparation = 0.05;

/** The columns that charts are drawn of: those that separate the segments best, at most six. */
export function chartedColumns({ columns }: Known): readonly KnownColumn[] {
  const separating = columns.filter(({ separation }) => separation >= leastSeparation);
  return (separating.length === 0 ? columns : separating).slice(0, mostCharted);
}

/** The mean and the median of a column in a segment, or of all, as the segments have it: with its gaps filled. Undefined of no number. */
export function centreOf(
  { result, columns }: Known,
  name: string,
  s?: number,
): { readonly mean: number; readonly median: number } | undefined {
  const column = columns.find((one) => one.column === name);
  if (column?.type !== "number") return undefined;
  if (s === undefined) return { mean: column.mean, median: column.median };
  const { means, medians } = result.segments[s];
  return { mean: means[name], median: medians[name] };
}
