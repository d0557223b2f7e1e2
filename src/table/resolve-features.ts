import { checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { type Feature, type ResolvedFeature, resolveFeature } from "./feature.ts";
import { columnOf, type Frame } from "./frame.ts";
import { infer, kinds } from "./infer.ts";

/** The features of a segmentation, and what there is to say about how they were found. */
export interface ResolvedFeatures {
  readonly features: readonly ResolvedFeature[];
  readonly notes: readonly string[];
}

/** The features asked for, their kinds inferred where they are not given. */
export function resolveListed(where: string, frame: Frame, listed: readonly (string | Feature)[]): ResolvedFeatures {
  if (!Array.isArray(listed) || listed.length === 0) {
    throw new InputError("no-features", where, `\`features\` must list at least one column`, show(listed));
  }
  const notes: string[] = [];
  const features = listed.map((item: unknown, at) => {
    const feature = typeof item === "string" ? { column: item } : (item as Feature | null);
    if (typeof feature !== "object" || feature === null || typeof feature.column !== "string") {
      throw new InputError("not-a-feature", where, `\`features\`, item ${at}: must be a column's name or an object with one`, show(item));
    }
    const { column, kind } = feature;
    const inferred = infer(where, column, columnOf(where, frame, column));
    if (kind !== undefined) return resolveFeature(where, feature, checkOneOf(where, `kind\` of column \`${column}`, kind, kinds, { column }));
    if (inferred.codes !== undefined) notes.push(codesNote(column, inferred.codes));
    return resolveFeature(where, feature, inferred.kind);
  });
  features.forEach(({ column, kind }, at) => {
    if (features.findIndex((other) => other.column === column && other.kind === kind) === at) return;
    throw new InputError("duplicate-feature", where, `column \`${column}\` must be listed once as ${kind}`, "it twice", { column });
  });
  return { features, notes };
}

/** Every column that does not look like an identifier, but the one that holds the weights. */
export function resolveAll(where: string, frame: Frame, weightColumn: string | undefined): ResolvedFeatures {
  const features: ResolvedFeature[] = [];
  const notes: string[] = [];
  const leftOut: string[] = [];
  for (const column of frame.names) {
    if (column === weightColumn) continue;
    const { kind, idLike, codes } = infer(where, column, frame.valuesOf(column));
    if (idLike !== undefined) {
      notes.push(`Column \`${column}\` was left out, since it looks like an identifier: ${idLike}. List it in \`features\` to keep it.`);
      leftOut.push(`\`${column}\``);
      continue;
    }
    if (codes !== undefined) notes.push(codesNote(column, codes));
    features.push(resolveFeature(where, { column }, kind));
  }
  if (features.length > 0) return { features, notes };
  const found = leftOut.length === 0 ? "no columns" : `nothing but ${leftOut.join(", ")}; list what to keep in \`features\``;
  throw new InputError("no-features", where, `\`table\` must have at least one column that does not look like an identifier`, found);
}

function codesNote(column: string, values: number): string {
  const kind = 'kind: "categorical"';
  return `Column \`${column}\` takes ${values} whole numbers and was taken for a quantity; if they are codes, list it with ${kind}.`;
}
