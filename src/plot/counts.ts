import { InputError } from "../core/input-error.ts";
import { checkMatrix, isMatrix, type Matrix } from "../core/matrix.ts";
import { show } from "../core/show.ts";
import { formatCount } from "./figures.ts";
import type { Margins } from "./residuals.ts";
import { listOf, shorten } from "./words.ts";

/** How often each two categories go together: what a cross-table has. */
export interface Counts {
  /** The categories down. */
  readonly rows: readonly string[];
  /** The categories across. */
  readonly columns: readonly string[];
  /** One row a category down, one column a category across. */
  readonly counts: Matrix;
}

/** The strongest shade's residual, in deviations; a table of chance alone stays below 2 in most cells. */
export const deepestResidual = 5;

const mostCategories = 100;

/** The count of a cell. */
export const countAt = ({ data, cols }: Matrix, i: number, j: number): number => data[i * cols + j];

/** Checks that `crosstab` holds counts of at most 100 categories either way. */
export function checkCounts(where: string, crosstab: unknown): Counts {
  const { rows, columns, counts } = (crosstab ?? {}) as Partial<Counts>;
  const isWhole = Array.isArray(rows) && Array.isArray(columns) && rows.length > 0 && isMatrix(counts) && counts.rows === rows.length && counts.cols === columns.length;
  if (!isWhole) throw new InputError("not-a-crosstab", where, `\`crosstab\` must hold \`rows\`, \`columns\` and \`counts\` of both`, show(crosstab));
  checkMatrix(where, counts, 1, "crosstab.counts");
  if (rows.length > mostCategories || columns.length > mostCategories) {
    throw new InputError("too-many-categories", where, `\`crosstab\` must have at most ${mostCategories} rows and columns`, `${rows.length} and ${columns.length}`);
  }
  const negative = counts.data.findIndex((count) => count < 0);
  if (negative < 0) return { rows, columns, counts };
  throw new InputError("not-a-count", where, `\`crosstab.counts\` must hold no number below 0`, counts.data[negative]);
}

/** What a picture of counts shows, in words; `what` it is, such as "A cross-table". */
export function describeCounts(what: string, { rows, columns, counts }: Counts, margins: Margins): string {
  let [row, column] = [0, 0];
  rows.forEach((_, i) => columns.forEach((_, j) => {
    if (Math.abs(margins.residual(i, j)) > Math.abs(margins.residual(row, column))) [row, column] = [i, j];
  }));
  const residual = margins.residual(row, column);
  const all = `${what} of ${formatCount(margins.total)} rows: ${listOf(rows)} by ${listOf(columns)}.`;
  if (residual === 0) return all;
  const more = residual > 0 ? "more" : "fewer";
  return `${all} What stands out most: ${shorten(rows[row])} and ${shorten(columns[column])} go together ${formatCount(countAt(counts, row, column))} times, ${more} than chance would give.`;
}
