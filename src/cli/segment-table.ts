import type { OnProgress } from "../core/progress.ts";
import type { Prepared, PreparedColumn } from "../prepare/prepare-types.ts";
import { clusterSegments } from "../segment/cluster-segments.ts";
import { structure } from "../segment/structure.ts";
import type { Segmentation } from "../segment/types.ts";
import type { CsvColumns } from "../csv/csv-reader.ts";
import type { Feature } from "../table/feature.ts";
import { type Answer, answer, questionsIn } from "./answer.ts";
import { typeColumns } from "./columns.ts";
import type { Question, SegmentCommand } from "./command.ts";
import { featuresOf } from "./features.ts";
import { leftOutBy, withColumnsOf } from "./lay-over.ts";
import { checkRecipe, checkRecipeFeatures, type RecipeFile } from "./recipe-file.ts";

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
  /** The columns that the recipe leaves out. */
  readonly leaveOut: readonly string[];
  /** With the columns as the typed table names them. */
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly notes: readonly string[];
  readonly result: Segmentation;
}

/** Types a table's columns, segments it, and answers the questions. */
export function segmentTable(source: string, table: CsvColumns, command: SegmentCommand, file: RecipeFile | undefined, onProgress: OnProgress): Segmented {
  const { cluster } = command;
  const { recipe, isOfModel } = file ?? { recipe: {}, isOfModel: false };
  if (file !== undefined) checkRecipe(file, table);
  const settings = isOfModel ? withColumnsOf(recipe, command.columns) : command.columns;
  const prepared = typeColumns(table, { ...command, columns: settings }, recipe);
  if (file !== undefined) checkRecipeFeatures(file, prepared.features);
  const features = featuresOf(prepared, settings, recipe);
  const { weights } = settings;
  const result = clusterSegments(prepared.table, { ...cluster, features, structure, onProgress, ...(weights === undefined ? {} : { weights }) });
  const questions = questionsIn(prepared, command.questions);
  return {
    source, rows: result.labels.length, prepared, columns: prepared.columns, features, weights, questions,
    leaveOut: leftOutBy(recipe, command.columns),
    answers: answer(prepared, questions, features, cluster.seed),
    notes: prepared.notes,
    result,
  };
}
