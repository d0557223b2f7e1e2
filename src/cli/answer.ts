import type { Prepared } from "../prepare/prepare-types.ts";
import { crosstab } from "../question/crosstab.ts";
import { influence } from "../question/influence.ts";
import type { ColumnSettings, Question } from "./command.ts";
import { numberOf } from "./features.ts";

/** A question, and what the table says to it. */
export interface Answer extends Question {
  readonly sentence: string;
}

/** The questions with the columns as the typed table names them: a date is there as the days since it. */
export function questionsIn({ columns }: Prepared, questions: readonly Question[]): Question[] {
  const nameOf = new Map(columns.map(({ column, name }) => [column, name]));
  return questions.map(({ of, on }) => ({ of: nameOf.get(of)!, on: nameOf.get(on)! }));
}

/** Answers questions about the columns of a typed table: whether a category moves a number, or goes with another category. */
export function answer({ table, columns }: Prepared, questions: readonly Question[], { missing }: ColumnSettings, seed: number | undefined): Answer[] {
  return questions.map(({ of, on }) => {
    if (!(table[on] instanceof Float64Array)) return { of, on, sentence: sayLink(of, on, crosstab(table, of, on)) };
    const source = columns.find(({ name }) => name === on)!.column;
    const fill = numberOf(missing.get(source) ?? "");
    return { of, on, sentence: influence(table, { of, on, missing: fill, seed }).sentence };
  });
}

/** What a cross-table tells, in words; weak, moderate and strong as Cohen (1988) has them for w. */
function sayLink(a: string, b: string, { p, cramersV, rows, columns, leastExpected }: ReturnType<typeof crosstab>): string {
  const names = `\`${a}\` and \`${b}\``;
  if (rows.length === 1 || columns.length === 1) return `Nothing to compare: ${rows.length === 1 ? `\`${a}\`` : `\`${b}\``} is the same in every row that counts.`;
  const test = `(chi-squared, ${p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`}; Cramér's V = ${cramersV.toFixed(3)})`;
  const rough = leastExpected < 5 ? " Take p as rough: some pairs are rare." : "";
  if (!(p < 0.05)) return `No measurable link of ${names} ${test}.${rough}`;
  const w = cramersV * Math.sqrt(Math.min(rows.length, columns.length) - 1);
  const strength = w >= 0.5 ? "a strong" : w >= 0.3 ? "a moderate" : w >= 0.1 ? "a weak" : "a very weak";
  return `${names} go together, by ${strength} link ${test}.${rough}`;
}
