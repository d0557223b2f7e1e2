import { type ColumnValues, clusterSegments, cutSegments, type Prepared, type Segmentation } from "audience-segmentation";
import type { Found, Made } from "./bench.ts";

/** So many rows have a tree that can be cut while a slider moves. */
const mostRows = 4000;

/** A sample of a large table, and its tree. */
export interface SampledTable {
  /** Its rows, ascending. */
  readonly rows: Int32Array;
  readonly source: Prepared;
  readonly result: Segmentation;
}

/** The sample of a table that has no tree of all rows, which it has up to 10 000 of them; drawn when it is first asked for. */
export function sampleIn(found: Found): SampledTable {
  return (found.sample ??= sampleOf(found.chosen, found.prepared));
}

/** Rows at even distances, and a tree of them. */
function sampleOf({ k, model }: Segmentation, prepared: Prepared): SampledTable {
  const names = Object.keys(prepared.table);
  const all = prepared.table[names[0]].length;
  const count = Math.min(all, mostRows);
  const rows = Int32Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const table = Object.fromEntries(names.map((name) => [name, pick(prepared.table[name], rows)])) as Prepared["table"];
  const source = { ...prepared, table };
  const { scaling, minShare } = model.options;
  return { rows, source, result: clusterSegments(source, { k, method: "ward", structure: false, scaling, minShare, seed: model.seed }) };
}

function pick(values: ColumnValues, rows: Int32Array): ColumnValues {
  return values instanceof Float64Array ? Float64Array.from(rows, (row) => values[row]) : Array.from(rows, (row) => values[row]);
}

/** The tree of all rows, or of the sample, cut again. */
export function cutOf(k: number, found: Found): Made {
  const { chosen, prepared } = found;
  if (chosen.linkage !== undefined) return { result: cutSegments(chosen, prepared, { k }), madeBy: "tree", source: prepared };
  const sample = sampleIn(found);
  return { result: cutSegments(sample.result, sample.source, { k }), madeBy: "sample", source: sample.source };
}
