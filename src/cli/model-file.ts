import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { ColumnSpec, Prepared, PrepareOptions } from "../prepare/prepare-types.ts";
import { checkModel, type SegmentModel } from "../segment/model.ts";
import type { Feature } from "../table/feature.ts";
import type { ReadSettings } from "./command.ts";

/** What a file of `--model` holds: how to read a table, how to prepare it, and where its rows belong. */
export interface ModelFile {
  /** The reading options that were given. */
  readonly read: ReadSettings;
  /** Of the columns that the model uses, and no other; with what their features say of them, so that it makes these again. */
  readonly recipe: PrepareOptions;
  readonly model: SegmentModel;
}

/** The text of a model's file. */
export function modelText({ recipe, columns }: Prepared, features: readonly Feature[], model: SegmentModel, read: ReadSettings): string {
  const sourceOf = new Map(columns.map(({ column, name }) => [name, column]));
  const first = features.filter(({ column }, at) => features.findIndex((other) => other.column === column) === at); // of two that as which it was read
  const specs = first.map(({ column: name, kind: _, ...options }): [string, ColumnSpec] => {
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
  if (!isObject(file) || !isObject(file["recipe"]) || !isObject(file["recipe"]["columns"])) throw notModel(isObject(file) ? "JSON without a `recipe`" : show(file));
  const { recipe, read, model } = file as Record<string, unknown>;
  return { read: readSettings(read), recipe: recipe as PrepareOptions, model: checkModel("--predict", model) };
}

/** The reading options of a model's file. */
export function readSettings(read: unknown): ReadSettings {
  const { delimiter, decimal, encoding } = (isObject(read) ? read : {}) as ReadSettings;
  return { ...(delimiter === undefined ? {} : { delimiter }), ...(decimal === undefined ? {} : { decimal }), ...(encoding === undefined ? {} : { encoding }) };
}

function notModel(got: string): InputError {
  return new InputError("not-a-model", "--predict", "the file must be one that --model wrote", got);
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
