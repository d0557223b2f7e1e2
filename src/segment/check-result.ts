import { areTexts, isArrayLike } from "../core/check.ts";
import { cutName, InputError, show } from "../core/input-error.ts";
import { isMatrix } from "../core/matrix.ts";
import { isNotice } from "../core/notice.ts";
import type { Segmentation } from "./types.ts";

/** A part of a result: where it is, what is there, and whether that may be. */
type Part = readonly [path: string, value: unknown, isRight: boolean];

const isNumber = (value: unknown): boolean => typeof value === "number";
const isText = (value: unknown): boolean => typeof value === "string";
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/**
 * Checks that `result`, which may have been stored and read, has the table of a {@link Segmentation}: its features, and the segments with
 * their names, sizes and means. The first part that is not as it should be is named.
 */
export function checkSegments(where: string, result: unknown, name = "result"): Segmentation {
  return checkParts(where, result, name, tableParts);
}

/** Checks that `result` has the parts of a {@link Segmentation} that are drawn: its table, labels and centroids. */
export function checkDrawn(where: string, result: unknown, name = "result"): Segmentation {
  return checkParts(where, result, name, drawnParts);
}

/** Checks that `result` is a {@link Segmentation}, but for what a tree, an elbow or a model must be, which who reads them checks. */
export function checkSegmentation(where: string, result: unknown, name = "result"): Segmentation {
  return checkParts(where, result, name, allParts);
}

const wholes: readonly string[] = ["features", "segments", "labels", "centroids"];

function checkParts(where: string, result: unknown, name: string, parts: (result: Partial<Segmentation>) => Iterable<Part>): Segmentation {
  const rule = `\`${name}\` must be what clusterSegments gives`;
  if (!isObject(result)) throw new InputError("not-a-segmentation", where, rule, show(result));
  for (const [path, value, isRight] of parts(result)) {
    if (isRight) continue;
    const isOther = value === undefined && wholes.includes(path); // something else altogether
    throw new InputError("not-a-segmentation", where, rule, isOther ? show(result) : `an object whose \`${path}\` is ${show(value)}`);
  }
  return result as unknown as Segmentation;
}

function* tableParts({ features, segments }: Partial<Segmentation>): Iterable<Part> {
  yield ["features", features, areTexts(features)];
  yield ["segments", segments, Array.isArray(segments) && segments.length > 0];
  for (const [s, segment] of (segments as readonly unknown[]).entries()) {
    const at = `segments[${s}]`;
    yield [at, segment, isObject(segment)];
    const { name, size, share, means } = segment as Readonly<Record<string, unknown>>;
    yield [`${at}.name`, name, isText(name)];
    yield [`${at}.size`, size, isNumber(size)];
    yield [`${at}.share`, share, isNumber(share)];
    yield [`${at}.means`, means, isObject(means)];
    for (const feature of features!) {
      const mean = (means as Readonly<Record<string, unknown>>)[feature];
      yield [`${at}.means["${cutName(feature)}"]`, mean, isNumber(mean)];
    }
  }
}

function* drawnParts(result: Partial<Segmentation>): Iterable<Part> {
  yield* tableParts(result);
  const { segments, labels, centroids } = result;
  yield ["labels", labels, isArrayLike(labels)];
  const isLabel = (label: unknown): boolean => Number.isInteger(label) && (label as number) >= -1 && (label as number) < segments!.length;
  const wrong = Array.prototype.findIndex.call(labels, (label) => !isLabel(label));
  yield [`labels[${wrong}]`, labels![wrong], wrong < 0];
  yield ["centroids", centroids, isObject(centroids)];
}

function* allParts(result: Partial<Segmentation>): Iterable<Part> {
  yield* drawnParts(result);
  const { k, segments, centroids, inertia, totalInertia, warnings, notices } = result;
  yield ["k", k, k === segments!.length];
  for (const [s, { medians, traits, description }] of segments!.entries()) {
    const at = `segments[${s}]`;
    yield [`${at}.medians`, medians, isObject(medians) && Object.values(medians).every(isNumber)];
    yield [`${at}.description`, description, isText(description)];
    yield [`${at}.traits`, traits, Array.isArray(traits) && Array.from<unknown>(traits).every(isTrait)];
  }
  yield ["centroids", centroids, isMatrix(centroids) && centroids.rows === k];
  yield ["inertia", inertia, isNumber(inertia)];
  yield ["totalInertia", totalInertia, isNumber(totalInertia)];
  yield* choiceParts(result);
  yield ["warnings", warnings, areTexts(warnings)];
  yield ["notices", notices, Array.isArray(notices) && Array.from<unknown>(notices).every(isNotice)];
}

function isTrait(trait: unknown): boolean {
  if (!isObject(trait)) return false;
  const { feature, strength, overall, lift } = trait;
  return isText(feature) && isNumber(strength) && isNumber(overall) && (lift === undefined || isNumber(lift));
}

function* choiceParts({ choice }: Partial<Segmentation>): Iterable<Part> {
  yield ["choice", choice, isObject(choice)];
  const { reason, criteria, evidence } = choice!;
  const isNamed = (entry: unknown): boolean => isObject(entry) && isText(entry["name"]);
  yield ["choice.reason", reason, isText(reason)];
  yield ["choice.criteria", criteria, Array.isArray(criteria) && Array.from<unknown>(criteria).every(isNamed)];
  yield ["choice.evidence", evidence, evidence === undefined || (isObject(evidence) && Object.values(evidence).every(isNumber))];
}

/** Checks that a table has as many rows as were segmented. */
export function checkRows(where: string, rows: number, { labels }: Segmentation): void {
  if (rows === labels.length) return;
  throw new InputError("wrong-length", where, `\`table\` must have the ${labels.length} rows that were segmented`, rows);
}
