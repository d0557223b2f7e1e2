import { checkKeys } from "../core/check.ts";
import { InputError, sayFault, show } from "../core/input-error.ts";
import type { CsvColumns } from "../csv/reader.ts";
import { type Feature, resolveFeature } from "../encode/feature.ts";
import { type ColumnSpec, type Prepared, type PrepareOptions, resolvePrepare } from "../prepare/spec.ts";
import { checkModel, type SegmentModel } from "../segment/model.ts";
import { checkDisplayNames } from "../table/cell.ts";
import { toFrame } from "../table/table.ts";
import type { ReadSettings } from "./options.ts";
import { specsIn } from "./columns.ts";
import { FileError } from "./files.ts";

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
    // before a type is laid over them
    for (const [column, { labels }] of specsIn(recipe)) if (labels !== undefined) checkDisplayNames(where, column, labels);
  });
}

/** Checks the features that a recipe made, whose types are now known. */
export function checkRecipeFeatures({ path }: RecipeFile, features: readonly Feature[]): void {
  naming(path, () => features.forEach((feature) => resolveFeature(where, feature, feature.type!)));
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
    throw new FileError(path, sayFault(error));
  }
}

/** What a file of `--model` holds: how to read a table, how to prepare it, and where its rows belong. */
interface ModelFile {
  /** The reading options that were given. */
  readonly read: ReadSettings;
  /** Of the columns that the model uses, and no other; with what their features say of them, so that it makes these again. */
  readonly recipe: PrepareOptions;
  readonly model: SegmentModel;
}

/** The text of a model's file. */
export function modelText({ recipe, columns }: Prepared, features: readonly Feature[], model: SegmentModel, read: ReadSettings): string {
  const sourceOf = new Map(columns.map(({ column, name }) => [name, column]));
  // of two that as which it was read
  const first = features.filter(({ column }, at) => features.findIndex((other) => other.column === column) === at);
  const specs = first.map(({ column: name, type: _, ...options }): [string, ColumnSpec] => {
    const column = sourceOf.get(name)!;
    const { decimal, ...spec } = (recipe.columns as Readonly<Record<string, ColumnSpec>>)[column];
    const mark = read.decimal === undefined && decimal !== undefined ? { decimal } : {}; // one for all is said once, below
    return [column, { ...spec, ...options, ...mark }];
  });
  const leaveOut = columns.filter(({ name }) => !first.some((feature) => feature.column === name)).map(({ column }) => column);
  const marks = read.decimal === undefined ? {} : { decimal: read.decimal };
  const file: ModelFile = { read, recipe: { ...recipe, ...marks, leaveOut, columns: Object.fromEntries(specs) }, model };
  return `${JSON.stringify(file)}\n`;
}

/** Reads the text of a model's file. */
export function readModel(text: string): ModelFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw notModel("what is no JSON");
  }
  if (!isObject(file) || !isObject(file["recipe"]) || !isObject(file["recipe"]["columns"]))
    throw notModel(isObject(file) ? "JSON without a `recipe`" : show(file));
  const { recipe, read, model } = file as Record<string, unknown>;
  return { read: readSettings(read), recipe: recipe as PrepareOptions, model: checkModel("--predict", model) };
}

/** The reading options of a model's file. */
function readSettings(read: unknown): ReadSettings {
  const { delimiter, decimal, encoding } = (isObject(read) ? read : {}) as ReadSettings;
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}

function notModel(got: string): InputError {
  return new InputError("not-a-model", "--predict", "the file must be one that --model wrote", got);
}

/** Whether a value of JSON is an object. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
