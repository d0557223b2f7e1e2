import { list } from "../core/input-error.ts";
import { bisect, crossCounts, pick, rowsByGroup } from "../core/numbers.ts";
import { sayExactly, sayNumber, sayShare } from "../core/text.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { readByModel } from "../segment/read-by-model.ts";
import type { Bordered } from "./borders.ts";
import type { SegmentedTable } from "./segmented-table.ts";

/** What no row of a segment has, though many others do. */
export interface Lack {
  /** The feature's column, as it is called once it is read. */
  readonly column: string;
  /** `"level"`: no row has it. `"below"`, `"above"`: no row has a number below, or above, `bound`. */
  readonly kind: "level" | "below" | "above";
  /** Of a category: the level, or its label. */
  readonly level?: string;
  /** Of a number: the least, or the greatest, that a row of the segment has. */
  readonly bound?: number;
  /** The share of the rows of all other segments that have it, of those that have a value. */
  readonly others: number;
  /** In plain words. */
  readonly sentence: string;
}

const commonLevel = 0.1; // of the other rows
const commonRange = 1 / 3; // of the other rows
const longestBound = 8; // characters

/** What each segment has none of, the commonest among the others first. In O(n log n) a number. */
export function lacksOf(where: string, table: SegmentedTable, bordered: Bordered): Lack[][] {
  const { model } = table;
  const { k } = table.result;
  if (k === 1) return [[]];
  const raw = bordered.gaps.some((gaps) => gaps > 0) ? readByModel(where, model, table.source).cells : undefined;
  const found = Array.from({ length: k }, (): Lack[] => []);
  model.features.forEach((fit, f) => {
    const feature = bordered.features[f];
    const sorted =
      feature.type === "category"
        ? levelsLacking(fit, pickCodes(feature.codes, bordered), bordered.labels, k)
        : rangesLacking(fit, numbersIn(feature.values, raw?.[f], bordered), bordered.labels, k);
    sorted.forEach((lacks, s) => found[s].push(...lacks));
  });
  return found.map((lacks) => lacks.sort((a, b) => b.others - a.others)); // the order of the features where alike
}

function pickCodes(codes: Int32Array, { places }: Bordered): Int32Array {
  return places.map((place) => codes[place]);
}

/** The numbers as they stand in the table, NaN for missing: what fills a gap is no value. */
function numbersIn(filled: Float64Array, raw: ArrayLike<unknown> | undefined, { places, rows }: Bordered): Float64Array {
  return raw === undefined ? pick(filled, places) : pick(raw as ArrayLike<number>, rows);
}

function levelsLacking(fit: FittedFeature, codes: Int32Array, labels: Int32Array, k: number): Lack[][] {
  const names = fit.type === "category" ? fit.labels : [];
  const counts = crossCounts(codes, labels, names.length + 1, k + 1);
  const sizes = rowsByGroup(labels, k).map((rows) => rows.length);
  return sizes.map((size, s) =>
    names.flatMap((level, code): Lack[] => {
      const own = (code + 1) * (k + 1);
      if (size === 0 || counts[own + s + 1] > 0) return [];
      const others = counts.subarray(own + 1, own + k + 1).reduce((sum, count) => sum + count, 0) / (labels.length - size);
      if (!(others >= commonLevel)) return [];
      const sentence = `No customer has ${list([fit.column])} ${list([level])}; ${sayShare(others)} of the others do.`;
      return [{ column: fit.column, kind: "level", level, others, sentence }];
    }),
  );
}

/** A bound as it stands in the table, or about what it is where it has more digits than a sentence needs. */
function sayBound(bound: number): string {
  const said = sayNumber(bound);
  if (Number(said.replaceAll(",", "")) === bound) return said;
  return String(bound).length <= longestBound ? sayExactly(bound) : `about ${said}`;
}

function rangesLacking({ column }: FittedFeature, values: Float64Array, labels: Int32Array, k: number): Lack[][] {
  const sorted = values.filter((value) => value === value).sort();
  return rowsByGroup(labels, k).map((rows): Lack[] => {
    const own = pick(values, rows).filter((value) => value === value);
    if (own.length === 0 || own.length === sorted.length) return [];
    let low = Infinity, high = -Infinity;
    for (let i = 0; i < own.length; i++) {
      if (own[i] < low) low = own[i];
      if (own[i] > high) high = own[i];
    }
    const share = (count: number): number => count / (sorted.length - own.length);
    const ends = [
      { kind: "below", bound: low, others: share(bisect(sorted, low, "left")) },
      { kind: "above", bound: high, others: share(sorted.length - bisect(sorted, high, "right")) },
    ] as const;
    return ends.flatMap(({ kind, bound, others }) => {
      if (others < commonRange) return [];
      const sentence = `No customer has ${list([column])} ${kind} ${sayBound(bound)}; ${sayShare(others)} of the others do.`;
      return [{ column, kind, bound, others, sentence }];
    });
  });
}

