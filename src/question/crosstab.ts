import { checkKeys } from "../core/check.ts";
import type { Matrix } from "../core/matrix.ts";
import { contingency } from "../stats/contingency.ts";
import { checkLabels } from "../table/feature.ts";
import { columnOf, toFrame } from "../table/frame.ts";
import { readLevels } from "../table/read-column.ts";
import type { ColumnName, Table } from "../table/types.ts";
import { checkCategory } from "./check-category.ts";
import { checkDistinct } from "./check-distinct.ts";
import { countPairs } from "./count-pairs.ts";
import { sayCrosstab } from "./crosstab-sentence.ts";
import type { Crosstab, CrosstabOptions } from "./crosstab-types.ts";

/**
 * Do two categories of a table go together? Counts their pairs, and tests them by chi-squared.
 *
 * Numbers count as categories, in ascending order; a missing cell leaves its row out. A p-value says whether there is a link,
 * Cramér's V how strong it is: in a large table a weak one is certain too. Neither says which of the two makes the other.
 * In O(n + rows x columns).
 *
 * Pearson 1900; Cramér 1946; residuals: Haberman 1973, "The analysis of residuals in cross-classified tables". As SciPy's
 * chi2_contingency with `correction=False`.
 *
 * @param a - the name of the column whose levels become rows
 * @param b - the name of the column whose levels become columns
 * @throws {@link InputError} on a column that is not there, columns of more than 1 000 000 pairs of levels, no row that has both, or unknown options.
 */
export function crosstab<T extends Table | Matrix>(table: T, a: ColumnName<T>, b: ColumnName<T>, options: CrosstabOptions = {}): Crosstab {
  const where = "crosstab";
  checkKeys(where, "the options", options, ["labels"]);
  const frame = toFrame(where, table);
  const [ofA, ofB] = [a, b].map((name) => readLevels(where, name, columnOf(where, frame, name)));
  checkCategory(where, a, ofA);
  checkCategory(where, b, ofB);
  checkKeys(where, "`labels`", options.labels ?? {}, [a, b]);
  const { counts, missing, ...levels } = countPairs(where, [a, b], ofA, ofB);
  const rows = namesOf(where, a, levels.rows, options.labels);
  const columns = namesOf(where, b, levels.columns, options.labels);
  const toMatrix = (data: Float64Array): Matrix => ({ data, rows: rows.length, cols: columns.length });
  const { residuals, ...figures } = contingency(counts, rows.length, columns.length);
  const found = {
    rows,
    columns,
    counts: toMatrix(counts),
    rowShares: toMatrix(sharesOf(counts, columns.length)),
    residuals: toMatrix(residuals),
    ...figures,
    missing,
  };
  return { ...found, sentence: sayCrosstab(a, b, found) };
}

/** The levels as they are called. */
function namesOf(where: string, column: string, levels: string[], labels: CrosstabOptions["labels"]): string[] {
  const own = labels !== undefined && Object.hasOwn(labels, column) ? labels[column] : {};
  checkLabels(where, column, own);
  const names = levels.map((level) => (Object.hasOwn(own, level) ? own[level] : level));
  if (new Set(names).size < names.length) checkDistinct(where, column, names);
  return names;
}

/** Every entry over the sum of its row. */
function sharesOf(counts: Float64Array, cols: number): Float64Array {
  const shares = counts.slice();
  for (let row = 0; row < shares.length; row += cols) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += shares[row + j];
    for (let j = 0; j < cols; j++) shares[row + j] /= sum;
  }
  return shares;
}
