import { formatNumber } from "../core/format.ts";
import type { FittedFeature } from "./fitted.ts";

/** Says how many cells of a feature were filled, and how many of its levels were pooled. */
export function noteInto(
  notes: string[], // out
  fit: FittedFeature,
  cells: Float64Array | Int32Array, // numbers, or the codes of levels
): void {
  const { kind, column, missing } = fit;
  let gaps = 0;
  for (let i = 0; i < cells.length; i++) if (kind === "numeric" ? Number.isNaN(cells[i]) : cells[i] < 0) gaps++;
  if (gaps > 0 && missing.policy === "fill") {
    const fill = typeof missing.fill === "number" ? formatNumber(missing.fill) : JSON.stringify(missing.fill);
    notes.push(`${gaps} missing ${gaps === 1 ? "cell" : "cells"} of \`${column}\` ${gaps === 1 ? "was" : "were"} filled with ${fill}.`);
  }
  if (kind === "categorical" && fit.pooled.length > 0) {
    const levels = fit.pooled.length === 1 ? "level" : "levels";
    notes.push(`${fit.pooled.length} rare ${levels} of \`${column}\` ${fit.pooled.length === 1 ? "was" : "were"} pooled into "(rare)".`);
  }
}
