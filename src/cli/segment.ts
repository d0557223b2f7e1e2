import type { OnProgress } from "../core/progress.ts";
import type { CsvColumns } from "../csv/reader.ts";
import type { Feature, Prepared, PreparedColumn, ReadingOptions } from "../prepare/spec.ts";
import type { ReportInsights } from "../report/insights.ts";
import { clusterSegments } from "../segment/cluster-segments.ts";
import type { CellSegmentation } from "../sql/compressed.ts";
import type { Segmentation } from "../segment/types.ts";
import { crosstab } from "../stats/crosstab.ts";
import { influence } from "../stats/influence.ts";
import { numberOf } from "../table/cell.ts";
import type { ColumnSettings, Question, SegmentCommand } from "./arguments.ts";
import { listedFeatures, typeColumns, withColumnsOf } from "./columns.ts";
import { insightsOf } from "./insights.ts";
import { checkRecipe, checkRecipeFeatures, type RecipeFile } from "./recipe.ts";

/** A table that was segmented, and all that is said of it. */
export interface Segmented {
  /** What the table is called in sentences. */
  readonly source: string;
  readonly rows: number;
  readonly prepared: Prepared;
  readonly columns: readonly PreparedColumn[];
  readonly features: readonly Feature[];
  /** The column of weights, if there is one. */
  readonly weights: string | undefined;
  /** With the columns as the typed table names them. */
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly result: Segmentation;
  readonly insights: ReportInsights;
}

/** What the summary tells: of a table, or of a file that was read in pieces. */
export interface Summarised extends Omit<Segmented, "prepared" | "questions" | "result"> {
  readonly result: Segmentation | CellSegmentation;
}

/** A table whose columns are typed, what was said of them, and what it is segmented by. */
export interface TypedTable {
  readonly prepared: Prepared;
  readonly settings: ColumnSettings;
  readonly features: readonly Feature[];
}

/** Types the columns of a table, and lists what it is segmented by. */
export function typeTable(table: CsvColumns, command: SegmentCommand, file: RecipeFile | undefined): TypedTable {
  const { recipe, isOfModel } = file ?? { recipe: {} as ReadingOptions, isOfModel: false };
  if (file !== undefined) checkRecipe(file, table);
  const settings = isOfModel ? withColumnsOf(recipe, command.columns) : command.columns;
  const prepared = typeColumns(table, { ...command, columns: settings }, recipe);
  if (file !== undefined) checkRecipeFeatures(file, prepared);
  return { prepared, settings, features: listedFeatures(prepared, settings, recipe) };
}

/** Types a table's columns, segments it, and answers the questions. */
export function segmentTable(
  source: string,
  table: CsvColumns,
  command: SegmentCommand,
  file: RecipeFile | undefined,
  onProgress: OnProgress,
): Segmented {
  const { cluster } = command;
  const { prepared, settings, features } = typeTable(table, command, file);
  const { weights } = settings;
  const result = clusterSegments(prepared, {
    ...cluster,
    features,
    onProgress,
    ...(weights === undefined ? {} : { weights }),
  });
  const questions = questionsIn(prepared, command.questions);
  return {
    source,
    rows: result.labels.length,
    prepared,
    columns: prepared.columns,
    features,
    weights,
    questions,
    answers: answer(prepared, questions, features, cluster.seed),
    result,
    insights: insightsOf(result, table, prepared, settings, command.insights, onProgress),
  };
}

/** A question, and what the table says to it. */
interface Answer extends Question {
  readonly sentence: string;
}

/** The questions with the columns as the typed table names them: a date is there as the days since it. */
function questionsIn({ columns }: Prepared, questions: readonly Question[]): Question[] {
  const nameOf = new Map(columns.map(({ column, name }) => [column, name]));
  return questions.map(({ of, on }) => ({ of: nameOf.get(of)!, on: nameOf.get(on)! }));
}

/**
 * Answers questions about the columns of a typed table: whether a category moves a number, or goes with another category. Categories
 * are called, and gaps of numbers filled, as in the features.
 */
function answer({ table }: Prepared, questions: readonly Question[], features: readonly Feature[], seed: number | undefined): Answer[] {
  const labelsOf = (name: string): Feature["labels"] =>
    features.find(({ column, labels }) => column === name && labels !== undefined)?.labels;
  return questions.map(({ of, on }) => {
    const isCategory = features.some(({ column, type }) => column === on && type === "category"); // of both, as in the report
    if (table[on] instanceof Float64Array && !isCategory)
      return { of, on, sentence: influence(table, { of, on, missing: fillOf(features, on), labels: labelsOf(of), seed }).sentence };
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
