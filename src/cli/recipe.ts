import { checkKeys } from "../core/check.ts";
import { InputError, sayFault, show } from "../core/input-error.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { resolveFeature } from "../encode/feature.ts";
import { type ColumnSpec, type Prepared, readingKeys, type ReadingOptions, resolveReading } from "../prepare/spec.ts";
import { modelFormat, type SegmentModel } from "../segment/model.ts";
import { checkModel } from "../segment/read-model.ts";
import { toFrame } from "../table/table.ts";
import type { ReadSettings } from "./options.ts";
import { FileError } from "./files.ts";

/** What a file of `--recipe` says: how to read the columns of a table and, as one of `--model` does, how to read the file. */
export interface RecipeFile {
  readonly path: string;
  readonly read: ReadSettings;
  /** As it stands in the file; {@link checkRecipe} says whether it is one. */
  readonly recipe: ReadingOptions;
  /** Whether it is a model, and so is of the columns to segment by. */
  readonly isOfModel: boolean;
}

const where = "prepare";

/** Reads the text of a recipe, or of a model's file, which holds the same. */
export function readRecipe(path: string, text: string): RecipeFile {
  const file = parseJson(path, text);
  if (!isObject(file)) throw notObject(path, "the file", file);
  if (file["format"] !== modelFormat) return withDecimal({ path, read: {}, recipe: file, isOfModel: false });
  const model = naming(path, () => checkModel(where, file));
  return withDecimal({ path, read: readSettings(file["read"]), recipe: recipeOf(model), isOfModel: true });
}

/** What a model says of columns; of two features of a column, what the first one does. */
function recipeOf({ asked, reading: { missingWords } }: SegmentModel): ReadingOptions {
  const columns = new Map<string, ColumnSpec>();
  for (const { column, ...spec } of asked) if (!columns.has(column)) columns.set(column, spec);
  return { columns: Object.fromEntries(columns), missingWords };
}

/** The numbers of the file are read with the recipe's decimal mark, too. */
function withDecimal(file: RecipeFile): RecipeFile {
  const { decimal } = file.recipe;
  const isMark = decimal === "." || decimal === ","; // of any other prepare tells
  return isMark ? { ...file, read: { decimal, ...file.read } } : file;
}

/** Checks that a recipe is one for the table. */
export function checkRecipe({ path, recipe }: RecipeFile, table: CsvColumns): void {
  const frame = toFrame(where, table);
  naming(path, () => {
    checkKeys(where, "a recipe", recipe, readingKeys);
    resolveReading(where, recipe, frame);
  });
}

/** Checks the features that a recipe made, whose types are now known. */
export function checkRecipeFeatures({ path }: RecipeFile, { features, columns }: Prepared): void {
  const readings = new Map(columns.map(({ name, reading }) => [name, reading]));
  naming(path, () => {
    for (const feature of features) resolveFeature(where, { key: feature.column, feature }, readings.get(feature.column)!, {});
  });
}

function parseJson(path: string, text: string): unknown {
  const bare = text.replace(/^\ufeff/, "");
  try {
    return JSON.parse(bare);
  } catch (error) {
    const at = /at position (\d+)/.exec(String(error))?.[1]; // as far as the engine says it
    throw new FileError(path, `${at === undefined ? "" : `line ${bare.slice(0, Number(at)).split("\n").length}: `}it is no JSON`);
  }
}

function notObject(path: string, what: string, got: unknown): FileError {
  return new FileError(path, `${what} must hold an object, such as {"columns": {"size": {"order": ["S", "M", "L"]}}}. Got ${show(got)}`);
}

/** Makes a check of what a file says; the error names the file. */
function naming<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new FileError(path, sayFault(error));
  }
}

/** The text of a model's file: the model, and the reading options that were given. */
export function modelText(model: SegmentModel, read: ReadSettings): string {
  const settings = readSettings(read);
  return `${JSON.stringify(Object.keys(settings).length === 0 ? model : { ...model, read: settings })}\n`;
}

/** Reads the text of a model's file. */
export function readModelFile(text: string): { readonly model: SegmentModel; readonly read: ReadSettings } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new InputError("not-a-model", "--predict", "the file must be one that --model wrote", "what is no JSON");
  }
  return { model: checkModel("--predict", file), read: readSettings((file as { readonly read?: unknown }).read) };
}

/** The reading options of a model's file. */
function readSettings(read: unknown): ReadSettings {
  const { delimiter, decimal, encoding, skip, comment } = (isObject(read) ? read : {}) as ReadSettings;
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(skip === undefined ? {} : { skip }),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Whether a value of JSON is an object. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
