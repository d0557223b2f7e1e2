import { InputError } from "../core/input-error.ts";
import { received, show } from "../core/show.ts";
import type { Prepared, PrepareOptions } from "../prepare/prepare-types.ts";
import { numberOf } from "../table/cell.ts";
import type { Feature } from "../table/feature.ts";
import type { MissingPolicy } from "../table/missing.ts";
import type { ColumnSettings } from "./command.ts";
import { fitting, leftOutBy, specsIn } from "./lay-over.ts";

const policies = ["error", "mean", "median", "mode", "category", "drop"] as const;

/**
 * The features of a typed table: those it found or, of them, the ones named, and what replaces their missing cells. A column that
 * was named as numeric and as categorical is there as both, the category as the recipe describes it.
 */
export function featuresOf({ features, columns }: Prepared, settings: ColumnSettings, recipe: PrepareOptions): Feature[] {
  const { only, numeric, categorical, weights } = settings;
  const sourceOf = new Map(columns.map(({ column, name }) => [name, column]));
  const unwanted = [weights, ...leftOutBy(recipe, settings)];
  const wanted = only ?? columns.map(({ column }) => column).filter((column) => !unwanted.includes(column));
  const described = specsIn(recipe);
  const found = wanted.flatMap((source) => features.filter(({ column }) => sourceOf.get(column) === source));
  const all = found.flatMap((feature): Feature[] => {
    const source = sourceOf.get(feature.column)!;
    const isBoth = numeric.includes(source) && categorical.includes(source);
    const gaps: Pick<Feature, "missing"> = feature.missing === undefined ? {} : { missing: "category" };
    const both: Feature[] = isBoth ? [{ column: feature.column, kind: "categorical", ...gaps, ...fitting(described.get(source) ?? {}, "category") }] : [];
    const policy = settings.missing.get(source);
    const filled = [{ ...feature, ...shapeOf(source, settings) }, ...both];
    return filled.map((one) => (policy === undefined ? one : { ...one, missing: policyOf(source, policy, one.kind === "numeric" && !isBoth) }));
  });
  if (all.length === 0) {
    const why = columns.map(({ column, leftOut }) => `\`${column}\`: ${leftOut ?? "not among --columns"}`).join("; ");
    throw new InputError("no-features", "--columns", "at least one column must be left to segment by; --columns keeps those it names", `none (${why})`);
  }
  checkUsed(settings, all.map(({ column }) => sourceOf.get(column)!));
  return all;
}

function shapeOf(column: string, { transforms, winsorise }: ColumnSettings): Pick<Feature, "transform" | "winsorise"> {
  const [transform, quantiles] = [transforms.get(column), winsorise.get(column)];
  return { ...(transform === undefined ? {} : { transform }), ...(quantiles === undefined ? {} : { winsorise: quantiles }) };
}

/** A policy, or what fills the gaps. */
function policyOf(column: string, text: string, isNumeric: boolean): MissingPolicy {
  const policy = policies.find((word) => word === text);
  if (policy !== undefined) return policy;
  const fill = numberOf(text);
  if (!Number.isNaN(fill)) return { fill: isNumeric || String(fill) === text ? fill : text };
  if (!isNumeric) return { fill: text };
  throw new InputError("unknown-value", "--missing", `column \`${column}\` holds numbers: what fills its gaps must be a number, or one of ${policies.join(", ")}`, received(text, policies), { column });
}

function checkUsed({ missing, transforms, winsorise }: ColumnSettings, used: readonly string[]): void {
  for (const [option, columns] of Object.entries({ missing, transform: transforms, winsorise })) {
    const unused = [...columns.keys()].find((column) => !used.includes(column));
    if (unused === undefined) continue;
    throw new InputError("unknown-column", `--${option}`, "the column must be one to segment by, which --columns makes it", show(unused), { column: unused });
  }
}
