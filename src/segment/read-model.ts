import { InputError, show } from "../core/input-error.ts";
import {
  aNumber, anObject, aRecord, aText, checkAt, either, finite, integer, type JsonShape, lengthIn, listOfAll, numbersOf, oneOf, partAt,
  PartFault,
} from "../core/json-shape.ts";
import { ascending, fittedShape } from "../encode/fitted.ts";
import { featureShape } from "../encode/spec-shapes.ts";
import { efforts } from "../kmeans/fit.ts";
import { choosers } from "../validity/choose-k.ts";
import { checkMixture, mixtureShape } from "./mixture-segments.ts";
import { asJson, libraryVersion, modelFormat, modelVersion, segmentMethods, type SegmentModel } from "./model.ts";
import type { Segmentation } from "./types.ts";

/**
 * Reads a model that was kept as JSON, and checks all of it: that it is one of this library, of a version of the format that this library
 * reads, whole, and that each part is what it must be. What comes from a disk, a database or a stranger goes through here; {@link predict}
 * and all others that take a model check it in the same way, whether it was read with this function or not.
 *
 * What it gives is a copy: plain, with nothing in it that is not of a model, and without -0. The text of a whole segmentation is read as
 * well: its `model` is taken. In the time that reading the text takes.
 *
 * @param json - the text, as `JSON.stringify(model)` gave it; or what `JSON.parse` made of that
 * @throws {@link InputError} `not-a-model`, naming the part at fault, such as `model.features[2].center[0]`, with what it must be, what it
 * is and the way out: on text that is no JSON or was cut off, on JSON of something else, on a format of a later version (update the
 * library), on an earlier one that was never released, and on any part that is missing, is not known or is of another kind.
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments, predict, readModel } from "audience-segmentation";
 *
 * const text = JSON.stringify(clusterSegments({ spend: [10, 12, 11, 80, 82] }, { k: 2 }).model); // keep it in a file
 * console.log(predict(readModel(text), { spend: [9, 90] }));
 * // Int32Array(2) [ 0, 1 ]
 * ```
 */
export function readModel(json: string | object): SegmentModel {
  const where = "readModel";
  const given: unknown = typeof json === "string" ? parse(where, json) : json;
  const model = isObject(given) && !("format" in given) && "model" in given ? given["model"] : given;
  return checkModel(where, asJson(checkModel(where, model))); // what was copied is what is checked, whatever is done to the given one
}

function parse(where: string, text: string): unknown {
  const bare = text.replace(/^\ufeff/, "");
  try {
    return JSON.parse(bare);
  } catch { // engines word it differently, and one may have run out of stack
    const got = bare.trim() === "" ? "a blank text" : endsInside(bare) ? `one that ends in the middle, after ${bare.length} characters` : show(bare);
    throw new InputError("not-a-model", where, "`json` must be the whole JSON text of a model; read the file again, or write it again", got);
  }
}

/** Whether a text ends within quotes or brackets that it opened. */
function endsInside(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  let open = 0, isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isQuoted && character === "\\") i++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "{" || character === "[")) open++;
    else if (!isQuoted && (character === "}" || character === "]")) open--;
  }
  return isQuoted || open > 0;
}

const wayOut = "use the model as it was saved, or make it again";

/**
 * Checks that `model` is a whole {@link SegmentModel} of a version that this library reads: in microseconds, so that it is done for each
 * row that is placed by itself, whatever somebody did to the model since the last.
 */
export function checkModel(where: string, model: unknown): SegmentModel {
  try {
    checkKind(where, model);
    modelShape(model);
    checkWhole(model as SegmentModel);
    return model as SegmentModel;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof PartFault) throw new InputError("not-a-model", where, `\`${partAt("model", error.steps)}\` ${error.rule}; ${wayOut}`, error.got);
    throw new InputError("not-a-model", where, `\`model\` must be plain data; ${wayOut}`, "one that cannot be read"); // a part of it threw
  }
}

/** Checks that a value is a model, of a version that can be read. */
function checkKind(where: string, model: unknown): void {
  const fault = (rule: string, got: string): InputError => new InputError("not-a-model", where, rule, got);
  if (!isObject(model) || model["format"] !== modelFormat) {
    const way = typeof model === "string" ? "; read text with readModel" : "";
    throw fault(`\`model\` must be the \`model\` of a segmentation, or its JSON parsed${way}`, show(model));
  }
  const { version, library } = model;
  if (version === modelVersion) return;
  const by = typeof library === "string" ? ` of version ${show(library)} of the library` : "";
  if (Number.isInteger(version) && (version as number) > modelVersion) {
    const rule = `\`model.version\` must be at most ${modelVersion} for version ${libraryVersion} of the library; update audience-segmentation to read this model`;
    throw fault(rule, `${String(version)}${by}`);
  }
  const rule = `\`model.version\` must be ${modelVersion}; no release wrote another, so make the model again with clusterSegments`;
  throw fault(rule, `${show(version)}${by}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

const isText = (value: unknown): boolean => typeof value === "string";
const share = /* @__PURE__ */ finite({ min: 0, max: 1 });

const optionsShape: JsonShape = /* @__PURE__ */ (() => {
  const count = integer({ min: 1 });
  const isNumber = (value: unknown): boolean => typeof value === "number";
  return anObject({
    k: either(isText, oneOf(["auto"]), either(isNumber, aNumber(count), numbersOf(count, { exactly: 2 }))),
    method: oneOf(segmentMethods),
    choose: oneOf(choosers),
    scaling: oneOf(["feature", "column"]),
    minShare: aNumber(share),
    effort: oneOf(efforts),
  }, { weights: either(isText, aText(), oneOf([true])) });
})();

const trainingShape: JsonShape = /* @__PURE__ */ (() => {
  const shares = numbersOf(finite({ min: 0, max: 1 + 1e-9 })); // sums are rounded
  const feature = anObject({ shares }, { bounds: ascending(9) });
  return anObject({ rows: aNumber(integer({ min: 1 })), shares, features: listOfAll(feature) });
})();

const modelShape: JsonShape = /* @__PURE__ */ (() => {
  const texts = listOfAll(aText());
  const isFlag = (value: unknown): boolean => typeof value === "boolean";
  return anObject({
    format: aText(),
    version: aNumber(integer()),
    library: aText(),
    options: optionsShape,
    seed: aNumber(integer({ min: 0, max: 0xffffffff })),
    asked: listOfAll(featureShape),
    reading: anObject({ missingWords: texts, ids: texts }),
    features: listOfAll(fittedShape, { least: 1 }),
    centroids: listOfAll(numbersOf(finite()), { least: 1 }),
    names: texts,
    training: trainingShape,
  }, {
    mixture: mixtureShape,
    agreement: aNumber(share),
    read: aRecord(either(isText, aText(), either(isFlag, oneOf([true, false]), aNumber(finite())))),
  });
})();

/** Checks that the parts of a model go together. */
function checkWhole({ features, centroids, names, asked, training, mixture }: SegmentModel): void {
  const k = centroids.length;
  const cols = features.reduce((sum, { center }) => sum + center.length, 0);
  checkAt(["asked"], () => lengthIn(asked, { exactly: features.length }));
  centroids.forEach((row, s) => row.length === cols || checkAt(["centroids", s], () => lengthIn(row, { exactly: cols })));
  checkAt(["names"], () => lengthIn(names, { exactly: k }));
  checkAt(["training", "shares"], () => lengthIn(training.shares, { exactly: k }));
  checkAt(["training", "features"], () => lengthIn(training.features, { exactly: features.length }));
  for (const [f, { type, center }] of features.entries()) {
    const { bounds, shares } = training.features[f];
    const exactly = type === "number" ? 10 : center.length + 1;
    const at = ["training", "features", f];
    if (type === "number" && bounds === undefined) throw new PartFault("must be an array of 9", "undefined", ...at, "bounds");
    if (type === "category" && bounds !== undefined) throw new PartFault("must be absent for a category", show(bounds), ...at, "bounds");
    if (shares.length !== exactly) checkAt([...at, "shares"], () => lengthIn(shares, { exactly }));
  }
  if (mixture !== undefined) checkAt(["mixture"], () => checkMixture(mixture, k, features));
}

/** The model of a segmentation, or else what was given, which may be a model. */
export function modelIn(given: SegmentModel | Segmentation): unknown {
  return typeof given === "object" && given !== null && "model" in given ? given.model : given;
}
