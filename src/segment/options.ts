import { advise } from "../core/advice.ts";
import { areTexts, checkFlag, checkInteger, checkKeys, checkNumber, checkOneOf, checkSeed } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { type Watch, watchKeys } from "../core/progress.ts";
import { checkEvenWeights, isWeight, unevenWeight, weightRule } from "../core/weights.ts";
import { checkDefaults, type FeatureDefaults, type ResolvedFeatures, resolveFeatures } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import { type Effort, efforts } from "../kmeans/fit.ts";
import { type HeldColumn, readSource, type ReadSource } from "../prepare/read-source.ts";
import type { Source } from "../prepare/source.ts";
import { type Feature, type Prepared, readingKeys, type ReadingOptions } from "../prepare/spec.ts";
import { cellError, readNumbers } from "../table/cell.ts";
import { columnOf, type Frame } from "../table/table.ts";
import { type Chooser, choosers } from "../validity/choose-k.ts";
import { type Method, segmentMethods } from "./model.ts";
import type { Segment } from "./types.ts";

/** What {@link clusterSegments} takes: rows of any kind, or what `prepare` made of them. */
export type SegmentSource = Source | Prepared;

/** Options for {@link clusterSegments}. */
export interface ClusterOptions<Column extends string = string> extends ReadingOptions<Column>, FeatureDefaults, Watch {
  /**
   * The columns to segment by, and how. One that is listed is used, whatever it looks like; twice, as a number and as a category.
   * @defaultValue every column but identifiers, free text, constants, likely outcomes, old clusterings, and what names persons: see
   * `prepare`
   */
  readonly features?: readonly (Column | Feature<Column>)[] | undefined;
  /**
   * The number of segments, a range to choose it from, or `"auto"` for the range [2, 10], cut down to the number of distinct rows.
   * @defaultValue "auto"
   */
  readonly k?: "auto" | number | readonly [min: number, max: number] | undefined;
  /**
   * `"ward-kmeans"`: Ward's tree gives k and a start, k-means refines it. `"ward"`: the tree's cut as it is. `"kmeans"`: k-means
   * from k-means++ starts alone; a tree is built only to choose k. `"mixture"`: groups of Gaussian numbers and drawn categories, which
   * grow from the partition of `"ward-kmeans"` (expectation and maximisation) and may differ in size and spread; `memberships` says how
   * sure each row is. Finds true groups of mixed tables better, and is harder to explain: its borders are not half-way.
   * @defaultValue "ward-kmeans"
   */
  readonly method?: Method | undefined;
  /**
   * What chooses k. `"auto"`: the k on which `"height-gap"`, `"calinski-harabasz"`, `"davies-bouldin"` and `"silhouette"` agree, where
   * that is 3 or more and not the end of the range; else the k of the mixture that describes the rows best (`"icl"`), unless it is
   * among the last third of the range; then the median of `"calinski-harabasz"`, `"silhouette"` and `"height-gap"`, and at least 3.
   * Mixtures are fitted to a sample of 2 000 rows where there are more. `"icl"`: that mixture alone, by the integrated completed
   * likelihood.
   * `"stability"`: the largest k up to 8 whose segments all hold 2 % and are found again in ten resamples (mean Jaccard overlap of
   * 0.75), for tables where the question is how finely a cloud can be cut; it costs ten further runs.
   * `"dendrogram"`: the clusters below 0.7 of the highest merge. `"height-gap"`: where the merge heights jump most. `"elbow"`:
   * the knee of the inertia. `"gap"`: the gap statistic, which alone can say 1; it needs the tables that {@link structure} makes,
   * and is among the criteria only where they are made. The others: the best of the index of that name.
   * @defaultValue "auto"
   */
  readonly choose?: Chooser | undefined;
  /**
   * The name of a column of weights (which is then no feature by default), or one weight a row: finite, above 0, and none more than
   * 1e9 times another. A row of weight 3 counts as three equal rows. Weights that sum to less than the rows are taken as relative
   * where rows are counted: in medians, test values and the variance ratio.
   * @defaultValue all 1
   */
  readonly weights?: Column | ArrayLike<number> | undefined;
  /**
   * `"column"`: every encoded column has variance 1, as with StandardScaler and dummies. `"feature"`: the dummies of a category
   * have variance 1 together, so that it weighs as much as a number.
   * @defaultValue "feature"
   */
  readonly scaling?: Scaling | undefined;
  /**
   * The least share of the weight a segment may hold; where one would hold less, a smaller k in the range is chosen.
   * @defaultValue 0.02; of a Matrix, which is taken as it is, 0
   */
  readonly minShare?: number | undefined;
  /**
   * Options by one name; single ones win over it. `"published"`: those of the analysis that this library came from, as a notebook
   * of pandas, SciPy and scikit-learn does it: `scaling: "column"`, `choose: "dendrogram"` unless `k` is a number, `transform: "none"`,
   * `winsorise: false`, `minShare: 0`.
   */
  readonly preset?: Preset | undefined;
  /** Names of the segments, largest first, or a function that names each; made from the traits when absent. */
  readonly names?: readonly string[] | ((segment: Segment) => string) | undefined;
  /**
   * Seed of the random numbers, an integer of 32 bits.
   * @defaultValue 42
   */
  readonly seed?: number | undefined;
  /**
   * How long k-means searches; see `kmeans`.
   * @defaultValue "balanced"
   */
  readonly effort?: Effort | undefined;
  /**
   * Whether to look if there is anything to segment, as {@link structure} does; `choice` says what it found.
   * @defaultValue true
   */
  readonly structure?: boolean | undefined;
}

/** See {@link ClusterOptions}. */
export type Preset = "published";

const presets = {
  published: { scaling: "column", choose: "dendrogram", transform: "none", winsorise: false, minShare: 0 },
} as const satisfies Record<Preset, ClusterOptions>;

/** Options with those of their preset filled in. */
export function withPreset(where: string, options: ClusterOptions): ClusterOptions {
  checkKeys(where, "the options", options, optionNames);
  const { preset } = options;
  if (preset === undefined) return options;
  const { choose, ...rest } = presets[checkOneOf(where, "preset", preset, Object.keys(presets) as Preset[])];
  const own = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...(typeof options.k === "number" ? rest : { choose, ...rest }), ...own };
}

/** Options with their defaults; `chooses` is false when the caller gave k and named no criterion. */
export interface ResolvedOptions {
  readonly k: "auto" | number | readonly [number, number];
  readonly method: Method;
  readonly choose: Chooser;
  readonly chooses: boolean;
  readonly scaling: Scaling;
  readonly minShare: number;
  readonly effort: Effort;
  readonly seed: number;
  readonly structure: boolean;
}

/** The names of the options that say how a source is read, and which of its columns are used. */
export const sourceKeys: readonly string[] = /* @__PURE__ */ readingKeys.concat("features", "missing", "transform", "winsorise", "unseen");

/** The names of the options. */
export const optionNames: readonly string[] = /* @__PURE__ */ sourceKeys.concat(
  "preset",
  "k",
  "method",
  "choose",
  "weights",
  "scaling",
  "minShare",
  "names",
  "seed",
  "effort",
  "structure",
  watchKeys,
);

/** Checks all options but those that depend on the table, and fills in the defaults. */
export function resolveOptions(where: string, options: ClusterOptions, isMatrix = false): ResolvedOptions {
  checkKeys(where, "the options", options, optionNames);
  const {
    k = "auto",
    method = "ward-kmeans",
    choose = "auto",
    scaling = "feature",
    minShare = isMatrix ? 0 : 0.02,
    seed = 42,
    effort = "balanced",
    structure = true,
  } = options;
  checkK(where, k);
  const range = typeof k === "object" ? ([k[0], k[1]] as const) : k; // an array may have no prototype
  checkNames(where, options.names);
  return {
    k: range,
    method: checkOneOf(where, "method", method, segmentMethods),
    choose: checkOneOf(where, "choose", choose, choosers),
    chooses: typeof k !== "number" || options.choose !== undefined,
    scaling: checkOneOf(where, "scaling", scaling, ["column", "feature"]),
    minShare: checkNumber(where, "minShare", minShare, 0, 1),
    effort: checkOneOf(where, "effort", effort, efforts),
    seed: checkSeed(where, seed),
    structure: checkFlag(where, "structure", structure),
  };
}

function checkK(where: string, k: unknown): void {
  if (k === "auto") return;
  if (typeof k === "number") {
    checkInteger(where, "k", k, 1);
    return;
  }
  if (!Array.isArray(k) || k.length !== 2) {
    throw new InputError("not-an-integer", where, `\`k\` must be "auto", an integer, or a range [min, max]`, show(k));
  }
  checkInteger(where, "k[0]", k[0], 1);
  checkInteger(where, "k[1]", k[1], k[0]);
}

/** Whether a function can only make objects: it has the text of a class. */
function isClass(given: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(given));
}

function checkNames(where: string, given: unknown): void {
  if (given === undefined || (typeof given === "function" && !isClass(given))) return;
  if (areTexts(given)) return;
  throw new InputError("unknown-value", where, `\`names\` must be an array of texts or a function that names a segment`, show(given));
}

/** A source that was read, and the features of it. */
export interface ReadFeatures extends ResolvedFeatures {
  readonly read: ReadSource;
}

/** Reads a source as the options say: the features asked for, or all columns that may be some. */
export function readFeatures(where: string, source: SegmentSource, options: ClusterOptions): ReadFeatures {
  const { columns, profile, missingWords, decimal, dateOrder, asOf, features, weights, missing, transform = "auto", winsorise, unseen } = options;
  const defaults = { missing, transform, winsorise, unseen };
  checkDefaults(where, defaults);
  const reading = { columns, profile, missingWords, decimal, dateOrder, asOf };
  const read = readSource(where, source, reading, { features, weights: typeof weights === "string" ? weights : undefined });
  const mixed = read.columns.find(({ why }) => why === "mixed-units");
  if (mixed !== undefined && features === undefined) throw mixedUnits(where, mixed);
  return { read, ...resolveFeatures(where, read, defaults) };
}

/** What people spend is rarely meant to be left out. */
function mixedUnits(where: string, { column, currencies = [] }: HeldColumn): InputError {
  const rule = ["must hold amounts in one currency; convert them, or leave the column out by ", advise({ advice: "ignore", column })];
  return new InputError("mixed-units", where, rule, currencies.slice(0, 5).join(", "), { column }, "");
}

/** One weight a row of the table, from the column of that name or from the caller. */
export function weightsOf(where: string, frame: Frame, weights: string | ArrayLike<number> | undefined): Float64Array {
  if (typeof weights !== "string") return checkEvenWeights(where, weights, frame.rows);
  const cells = columnOf(where, frame, weights);
  const numbers = readNumbers(where, weights, cells);
  const bad = numbers.findIndex((weight) => !isWeight(weight));
  if (bad >= 0) throw cellError(where, "bad-weight", weights, bad, `a weight ${weightRule}`, cells[bad]);
  const uneven = unevenWeight(numbers);
  if (uneven !== undefined) throw cellError(where, "bad-weight", weights, uneven.row, `a weight ${uneven.rule}`, cells[uneven.row]);
  return numbers;
}
