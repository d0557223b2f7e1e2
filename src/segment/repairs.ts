import type { Notice } from "../core/notice.ts";
import type { AppliedEncoding } from "../encode/encode.ts";
import { rareLevel } from "../encode/fit.ts";
import type { EncodedFeature } from "../encode/fitted.ts";
import type { Training } from "./model.ts";

const leastRows = 20; // fewer may differ by chance
const mostBeyond = 0.5; // of the rows, where chance makes a tenth

/** Whether a number has moved as a whole: most rows lie above nine tenths of the training rows, or below them. */
function beyondTraining(column: string, feature: EncodedFeature, bounds: readonly number[] | undefined): Notice[] {
  if (feature.type !== "number" || bounds === undefined || feature.values.length < leastRows) return [];
  const low = bounds[0], high = bounds[bounds.length - 1];
  const rows = feature.values.length;
  const above = feature.values.reduce((sum, x) => sum + Number(x > high), 0);
  const below = feature.values.reduce((sum, x) => sum + Number(x < low), 0);
  const side = above > below ? "above" : "below";
  const cells = Math.max(above, below);
  if (cells <= mostBeyond * rows) return [];
  return [{ code: "beyond-training", column, figures: { cells, rows, bound: side === "above" ? high : low, side } }];
}

/** What was repaired in rows that a model placed, and what needs a look. */
export function repairsOf({ fitted, gaps, unseen, below, features }: AppliedEncoding, training: Training, rows: number): Notice[] {
  return fitted.flatMap((fit, f): Notice[] => {
    const { reading: { column }, missing } = fit;
    const isFilled = missing.policy === "fill" && (fit.type === "number" || fit.levels.includes(String(missing.fill)));
    const fill = isFilled && missing.policy === "fill" ? { as: missing.fill } : {};
    const other = fit.type === "number" ? fill : fit.unseen === "rare" && fit.levels.includes(rareLevel) ? { as: rareLevel } : {};
    const { count, examples } = unseen[f];
    return [
      ...(gaps[f] === 0 ? [] : [{ code: "gaps-placed", column, figures: { cells: gaps[f], rows, ...fill } } as const]),
      ...(count === 0 ? [] : [{ code: "unseen-placed", column, figures: { cells: count, rows, examples, ...other } } as const]),
      ...(below[f].cells === 0 ? [] : [{ code: "below-training", column, figures: { ...below[f], rows } } as const]),
      ...(fit.reading.type === "number" ? beyondTraining(column, features[f], training.features[f]?.bounds) : []),
    ];
  });
}
