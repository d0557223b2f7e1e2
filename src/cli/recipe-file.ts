import { checkKeys } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { CsvColumns } from "../csv/csv-reader.ts";
import { resolvePrepare } from "../prepare/prepare-options.ts";
import type { PrepareOptions } from "../prepare/prepare-types.ts";
import { checkLabels, type Feature, resolveFeature } from "../table/feature.ts";
import { toFrame } from "../table/frame.ts";
import type { ReadSettings } from "./command.ts";
import { FileError } from "./file-error.ts";
import { specsIn } from "./lay-over.ts";
import { isObject, readSettings } from "./model-file.ts";

/** What a file of `--recipe` says: how to prepare a table and, as one of `--model` does, how to read it. */
export interface RecipeFile {
  readonly path: string;
  readonly read: ReadSettings;
  /** As it stands in the file; {@link checkRecipe} says whether it is one. */
  readonly recipe: PrepareOptions;
  /** Whether it stands beside a model, and so is of the columns to segment by. */
  readonly isOfModel: boolean;
}

const where = "prepare";

/** Reads the text of a recipe, or of a model's file, which holds one. */
export function readRecipe(path: string, text: string): RecipeFile {
  const file = parseJson(path, text);
  if (!isObject(file)) throw notObject(path, "the file", file);
  if (!Object.hasOwn(file, "recipe")) return withDecimal({ path, read: {}, recipe: file, isOfModel: false });
  naming(path, () => checkKeys(where, "a file with a `recipe`", file, ["recipe", "model", "read"]));
  const { recipe, read } = file;
  if (!isObject(recipe)) throw notObject(path, "`recipe`", recipe);
  return withDecimal({ path, read: readSettings(read), recipe, isOfModel: Object.hasOwn(file, "model") });
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
    resolvePrepare(where, recipe, frame);
    for (const [column, { labels }] of specsIn(recipe)) if (labels !== undefined) checkLabels(where, column, labels); // before a type is laid over them
  });
}

/** Checks the features that a recipe made, whose types are now known. */
export function checkRecipeFeatures({ path }: RecipeFile, features: readonly Feature[]): void {
  naming(path, () => features.forEach((feature) => resolveFeature(where, feature, feature.kind!)));
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
function naming(path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new FileError(path, error.message.slice(error.where.length + 2).replace(/\.$/, ""));
  }
}
