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
    if (!(table[on] instanceof Float64Array)) return { of, on, sentence: crosstab(table, of, on).sentence };
    const source = columns.find(({ name }) => name === on)!.column;
    const fill = numberOf(missing.get(source) ?? "");
    return { of, on, sentence: influence(table, { of, on, missing: fill, seed }).sentence };
  });
}
