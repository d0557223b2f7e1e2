import type { Prepared } from "../prepare/prepare-types.ts";
import { crosstab } from "../question/crosstab.ts";
import { influence } from "../question/influence.ts";
import { numberOf } from "../table/cell.ts";
import type { Feature } from "../table/feature.ts";
import type { Question } from "./command.ts";

/** A question, and what the table says to it. */
export interface Answer extends Question {
  readonly sentence: string;
}

/** The questions with the columns as the typed table names them: a date is there as the days since it. */
export function questionsIn({ columns }: Prepared, questions: readonly Question[]): Question[] {
  const nameOf = new Map(columns.map(({ column, name }) => [column, name]));
  return questions.map(({ of, on }) => ({ of: nameOf.get(of)!, on: nameOf.get(on)! }));
}

/**
 * Answers questions about the columns of a typed table: whether a category moves a number, or goes with another category. Categories
 * are called, and gaps of numbers filled, as in the features.
 */
export function answer({ table }: Prepared, questions: readonly Question[], features: readonly Feature[], seed: number | undefined): Answer[] {
  const labelsOf = (name: string): Feature["labels"] => features.find(({ column, labels }) => column === name && labels !== undefined)?.labels;
  return questions.map(({ of, on }) => {
    const isCategory = features.some(({ column, kind }) => column === on && kind === "categorical"); // of both, as in the report
    if (table[on] instanceof Float64Array && !isCategory) return { of, on, sentence: influence(table, { of, on, missing: fillOf(features, on), labels: labelsOf(of), seed }).sentence };
    const labels = Object.fromEntries([of, on].map((name) => [name, labelsOf(name) ?? {}]));
    return { of, on, sentence: crosstab(table, of, on, { labels }).sentence };
  });
}

/** The number that fills the gaps of a column, if one does. */
function fillOf(features: readonly Feature[], name: string): number | undefined {
  const policy = features.find(({ column }) => column === name)?.missing;
  if (typeof policy !== "object") return undefined;
  const fill = numberOf(policy.fill);
  return Number.isNaN(fill) ? undefined : fill;
}
