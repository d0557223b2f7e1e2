import type { SegmentModel } from "../segment/model.ts";
import { isMissing, levelOf } from "../table/cell.ts";
import { rareLevel } from "../table/fit-category.ts";
import type { Frame } from "../table/frame.ts";
import type { Kind } from "../table/infer.ts";

/** A column as a question reads it. */
export interface QuestionCells {
  readonly cells: ArrayLike<unknown>;
  /** Display names of its levels. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many missing cells were filled. */
  readonly filled: number;
  /** What they were filled with. */
  readonly fill: string;
}

/** The cells of a column, filled, pooled and named as the segmentation did where the column is a feature of it, of the `kind` if there are two. */
export function questionCells({ valuesOf }: Frame, column: string, kind: Kind, { features }: SegmentModel): QuestionCells {
  const cells = valuesOf(column);
  const own = features.filter((feature) => feature.column === column);
  const feature = own.find((candidate) => candidate.kind === kind) ?? (kind === "categorical" ? own[0] : undefined);
  if (feature === undefined) return { cells, labels: {}, filled: 0, fill: "" };
  const fill = feature.missing.policy === "fill" ? feature.missing.fill : undefined;
  const pooled = new Set(feature.kind === "categorical" ? feature.pooled : []);
  const labels = feature.kind === "categorical" ? Object.fromEntries(feature.levels.map((level, at) => [level, feature.labels[at]])) : {};
  if (fill === undefined && pooled.size === 0) return { cells, labels, filled: 0, fill: "" };
  let filled = 0;
  const replaced = Array.from(cells, (cell) => {
    if (isMissing(cell)) {
      filled += fill === undefined ? 0 : 1;
      return fill;
    }
    return pooled.size > 0 && pooled.has(levelOf(cell) ?? "") ? rareLevel : cell;
  });
  return { cells: replaced, labels, filled, fill: Object.hasOwn(labels, String(fill)) ? labels[String(fill)] : String(fill) };
}
