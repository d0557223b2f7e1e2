import { areTexts } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { checkMatrix, isMatrix, type Matrix } from "../core/matrix.ts";
import { listOf, shorten } from "../core/text.ts";
import { type Margins, strongestCell } from "../stats/crosstab.ts";
import type { Levels } from "../table/cell.ts";
import { colourCount } from "./colour.ts";
import { formatCount } from "./figures.ts";

/** How often each two categories go together: what a cross-table has. */
export interface Counts {
  /** The categories down. */
  readonly rows: readonly string[];
  /** The categories across. */
  readonly columns: readonly string[];
  /** One row a category down, one column a category across. */
  readonly counts: Matrix;
}

/** The strongest shade's residual, in deviations. */
export const deepestResidual = 5;

const mostCategories = 100;

/** The count of a cell. */
export const countAt = ({ data, cols }: Matrix, i: number, j: number): number => data[i * cols + j];

/** Checks that `crosstab` holds counts of at most 100 categories either way. */
export function checkCounts(where: string, crosstab: unknown): Counts {
  const { rows, columns, counts } = (crosstab ?? {}) as Partial<Counts>;
  const isWhole =
    areTexts(rows) &&
    areTexts(columns) &&
    rows.length > 0 &&
    isMatrix(counts) &&
    counts.rows === rows.length &&
    counts.cols === columns.length;
  if (!isWhole)
    throw new InputError("not-a-crosstab", where, `\`crosstab\` must hold \`rows\`, \`columns\` and \`counts\` of both`, show(crosstab));
  checkMatrix(where, counts, 1, "crosstab.counts");
  if (rows.length > mostCategories || columns.length > mostCategories) {
    throw new InputError(
      "too-many-categories",
      where,
      `\`crosstab\` must have at most ${mostCategories} rows and columns`,
      `${rows.length} and ${columns.length}`,
    );
  }
  const negative = counts.data.findIndex((count) => count < 0);
  if (negative < 0) return { rows, columns, counts };
  throw new InputError("not-a-count", where, `\`crosstab.counts\` must hold no number below 0`, counts.data[negative]);
}

/** What a picture of counts shows, in words; `what` it is, such as "A cross-table". */
export function describeCounts(what: string, { rows, columns, counts }: Counts, margins: Margins): string {
  const at = strongestCell(margins.marked);
  const row = Math.floor(at / counts.cols), column = at % counts.cols;
  const residual = margins.marked[at] ?? 0;
  const all = `${what} of ${formatCount(margins.total)} rows: ${listOf(rows)}, each divided into ${listOf(columns)}.`;
  if (residual === 0) return all;
  const more = residual > 0 ? "more often" : "less often";
  const count = countAt(counts, row, column);
  const times = `${formatCount(count)} ${count === 1 ? "time" : "times"}`;
  return `${all} What stands out most: ${shorten(rows[row])} and ${shorten(columns[column])} occur together ${times}, ${more} than by chance.`;
}

/**
 * The counts without rows and columns that are all 0, and either way with the rarest categories as one, the last, where there are
 * more than colours.
 */
export function poolCounts({ rows, columns, counts: { data, cols } }: Counts): Counts {
  const ofRow = new Float64Array(rows.length), ofColumn = new Float64Array(columns.length);
  data.forEach((count, at) => {
    ofRow[Math.floor(at / cols)] += count;
    ofColumn[at % cols] += count;
  });
  const down = poolNames(rows, ofRow), across = poolNames(columns, ofColumn);
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

/** The levels with the rarest ones as one, the last, where there are more than colours. */
export function poolLevels({ levels, codes }: Levels): Levels {
  if (levels.length <= colourCount) return { levels, codes };
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const bySize = levels.map((_, at) => at).sort((a, b) => counts[b] - counts[a] || a - b);
  const kept = bySize.slice(0, colourCount - 1).sort((a, b) => a - b);
  const place = new Map(kept.map((at, i) => [at, i]));
  const move = levels.map((_, at) => place.get(at) ?? kept.length);
  return {
    levels: [...kept.map((at) => levels[at]), `${levels.length - kept.length} others`],
    codes: codes.map((code) => (code < 0 ? -1 : move[code])),
  };
}
