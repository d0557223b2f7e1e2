import { formatNumber } from "../core/format.ts";
import { list } from "../core/show.ts";
import type { Crosstab } from "./crosstab-types.ts";
import { fewRows, level, sayP } from "./say.ts";

type Found = Omit<Crosstab, "sentence">;

/** Cohen's (1988) bounds of w, which is V times the root of one less than the fewer levels: 0.1 is small, 0.3 medium, 0.5 large. */
const strengths: readonly (readonly [from: number, words: string])[] = [
  [0.5, " strongly TEST: the one tells much of the other"],
  [0.3, " moderately TEST: the one tells something of the other"],
  [0.1, ", but weakly TEST: the one tells little of the other"],
  [0, ", but very weakly TEST: the one tells next to nothing of the other"],
];

/** A cross-table in plain words: whether there is a link, how strong it is, and what stands out. */
export function sayCrosstab(a: string, b: string, found: Found): string {
  const { rows, columns } = found;
  const [first, second] = [list([a]), list([b])];
  if (rows.length === 1) return `Nothing to compare: ${first} is ${list(rows)} in every row that counts.`;
  if (columns.length === 1) return `Nothing to compare: ${second} is ${list(columns)} in every row that counts.`;
  return [sayVerdict(`${first} and ${second}`, found), found.p < level ? sayStrongest(found) : "", sayRough(found)].filter((words) => words !== "").join(" ");
}

function sayVerdict(both: string, { rows, columns, p, cramersV }: Found): string {
  const test = `(chi-squared, ${sayP(p)}; Cramér's V = ${cramersV.toFixed(3)})`;
  if (!(p < level)) return `No measurable link of ${both} ${test}.`;
  const w = cramersV * Math.sqrt(Math.min(rows.length, columns.length) - 1);
  return `${both} go together${strengths.find(([from]) => w >= from)![1].replace("TEST", () => test)}.`;
}

/** The pair that is furthest from what independence would give; of equal ones the first that is more frequent. */
function sayStrongest({ rows, columns, counts: { data, cols }, residuals }: Found): string {
  let strongest = 0;
  const sizeOf = (at: number): number => Math.abs(residuals.data[at]) + (residuals.data[at] > 0 ? 1e-9 : 0);
  for (let at = 1; at < data.length; at++) if (sizeOf(at) > sizeOf(strongest) + 1e-12) strongest = at;
  const [row, column] = [Math.floor(strongest / cols), strongest % cols];
  const sumOf = (isIn: (at: number) => boolean): number => data.reduce((sum, count, at) => (isIn(at) ? sum + count : sum), 0);
  const [ofRow, ofColumn] = [sumOf((at) => Math.floor(at / cols) === row), sumOf((at) => at % cols === column)];
  const expected = formatNumber(Math.round((10 * ofRow * ofColumn) / sumOf(() => true)) / 10);
  return `What stands out most: ${list([rows[row]])} with ${list([columns[column]])}, in ${formatNumber(data[strongest])} rows where chance would give ${expected}.`;
}

function sayRough({ leastExpected }: Found): string {
  return leastExpected < fewRows ? `Take p as rough: chance would give the rarest pair fewer than ${fewRows} rows.` : "";
}
