import type { Counts } from "./counts.ts";
import { colourCount } from "./palette.ts";

/**
 * The counts without rows and columns that are all 0, and either way with the rarest categories as one, the last, where there are
 * more than colours.
 */
export function poolCounts({ rows, columns, counts: { data, cols } }: Counts): Counts {
  const [ofRow, ofColumn] = [new Float64Array(rows.length), new Float64Array(columns.length)];
  data.forEach((count, at) => {
    ofRow[Math.floor(at / cols)] += count;
    ofColumn[at % cols] += count;
  });
  const [down, across] = [poolNames(rows, ofRow), poolNames(columns, ofColumn)];
  const pooled = new Float64Array(down.names.length * across.names.length);
  data.forEach((count, at) => {
    if (count > 0) pooled[down.place[Math.floor(at / cols)] * across.names.length + across.place[at % cols]] += count;
  });
  return { rows: down.names, columns: across.names, counts: { data: pooled, rows: down.names.length, cols: across.names.length } };
}

/** The names that stay, and the place of each of the given ones among them. */
function poolNames(names: readonly string[], totals: Float64Array): { names: string[]; place: Int32Array } {
  const used = names.map((_, at) => at).filter((at) => totals[at] > 0);
  const most = used.length <= colourCount ? used.length : colourCount - 1;
  const kept = [...used].sort((a, b) => totals[b] - totals[a] || a - b).slice(0, most).sort((a, b) => a - b);
  const place = new Int32Array(names.length).fill(kept.length);
  kept.forEach((at, i) => (place[at] = i));
  const rest = used.length === kept.length ? [] : [`${used.length - kept.length} others`];
  return { names: [...kept.map((at) => names[at]), ...rest], place };
}
