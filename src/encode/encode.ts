import { InputError, show } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { type Levels, numbersIn, readLevels } from "../table/cell.ts";
import type { Frame } from "../table/table.ts";
import { missingError, missingLevel, type ResolvedFeature } from "./feature.ts";
import { encodeLevels, fillNumbers, fitCategory, fitNumber, mostExamples, rareLevel, type Scaling, type UnseenCells } from "./fit.ts";
import { type EncodedFeature, encodedNames, type FittedCategory, type FittedFeature } from "./fitted.ts";

/** The rows of a table, encoded feature by feature. */
export interface Encoding {
  readonly fitted: readonly FittedFeature[];
  readonly features: readonly EncodedFeature[];
  /** The rows that were not dropped, ascending; absent when all were kept. */
  readonly kept: Int32Array | undefined;
  /** The number of rows kept. */
  readonly rows: number;
}

/** An {@link Encoding} that was learnt from these very rows. */
export interface FittedEncoding extends Encoding {
  /** The weights of the rows kept. */
  readonly weights: Float64Array;
  /** What was filled, dropped and pooled. */
  readonly notices: readonly Notice[];
}

/** An {@link Encoding} by what other rows taught; one entry a feature. */
export interface AppliedEncoding extends Encoding {
  /** The cells that are missing. */
  readonly gaps: readonly number[];
  /** The cells that training did not see. */
  readonly unseen: readonly UnseenCells[];
  /** Numbers below the least of training, which count as that; none where numbers are winsorised, too. */
  readonly below: readonly BelowCells[];
}

/** How many cells lie below the least number of training. */
interface BelowCells {
  readonly cells: number;
  readonly least: number;
}

/** How strictly rows are taken that are not as the training rows were. */
export interface Strictness {
  readonly missing?: "error" | undefined;
  readonly unseen?: "error" | undefined;
}

/** What is read: the column is named as in the source. */
type Asked = Pick<ResolvedFeature, "column" | "type"> & {
  readonly policy: unknown;
  /** The policy is of these rows, not of training. */
  readonly isStrict?: boolean;
};

/** The cells of a feature: numbers with NaN, or levels with -1, for missing. */
export type ReadCells = { readonly type: "number"; readonly numbers: Float64Array } | ({ readonly type: "category" } & Levels);

/** Cells of features, and the rows that no policy leaves out. */
export interface ReadRows {
  readonly reads: readonly ReadCells[];
  /** Ascending; absent when all were kept. */
  readonly kept: Int32Array | undefined;
  readonly rows: number;
}

/** Reads the cells of features that are to be fitted; rows that are to be left out are. */
export function readToFit(where: string, rows: number, cells: readonly ArrayLike<unknown>[], asked: readonly ResolvedFeature[]): ReadRows {
  return readAll(where, rows, cells, asked.map(({ reading: { column }, type, missing }) => ({ column, type, policy: missing })));
}

/** What a feature is fitted to: cells, each of which counts as often as its weight says. */
export interface CellsToFit {
  readonly read: ReadCells;
  readonly weights: Float64Array;
  /** How many of them are missing. */
  readonly gaps: number;
}

/** Learns how to encode features, each from cells of its own, and tells what was filled and pooled. */
export function fitFeatures(
  where: string,
  asked: readonly ResolvedFeature[],
  columns: readonly CellsToFit[],
  scaling: Scaling,
  kept?: Int32Array,
  onFeature: (done: number) => void = () => {},
): { readonly fitted: readonly FittedFeature[]; readonly notices: readonly Notice[] } {
  const notices: Notice[] = [];
  const fitted = asked.map((feature, at) => {
    const { read, weights, gaps } = columns[at];
    const fit =
      read.type === "number"
        ? fitNumber(where, feature, read.numbers, weights, kept)
        : fitCategory(where, feature, read, weights, scaling);
    noteInto(notices, fit, gaps, feature.labels);
    onFeature(at + 1);
    return fit;
  });
  checkNames(where, fitted);
  return { fitted, notices };
}

/** Learns how to encode the features from a frame that holds their values, and encodes it; says how many features are done. */
export function fitEncoding(
  where: string,
  frame: Frame,
  asked: readonly ResolvedFeature[],
  allWeights: Float64Array,
  scaling: Scaling,
  onFeature: (done: number) => void = () => {},
): FittedEncoding {
  onFeature(0);
  const cells = asked.map(({ key }) => frame.valuesOf(key));
  const { reads, kept, rows } = readToFit(where, frame.rows, cells, asked);
  if (rows === 0)
    throw new InputError("no-rows", where, 'some row must be without a missing cell in the features of the policy "drop"', "none");
  const weights = kept === undefined ? allWeights : Float64Array.from(kept, (row) => allWeights[row]);
  const dropped: Notice = { code: "rows-dropped", figures: { dropped: frame.rows - rows, rows: frame.rows } };
  const columns = reads.map((read) => ({ read, weights, gaps: gapsOf(read) }));
  const { fitted, notices } = fitFeatures(where, asked, columns, scaling, kept, onFeature);
  return {
    fitted,
    features: fitted.map((fit, at) => encodeOne(where, fit, reads[at], kept).feature),
    kept,
    rows,
    weights,
    notices: distinctOf([...(kept === undefined ? [] : [dropped]), ...notices]),
  };
}

/** Checks that no two encoded columns have the same name: the means of a segment are kept under it. */
function checkNames(where: string, fitted: readonly FittedFeature[]): void {
  const seen = new Set<string>();
  for (const fit of fitted) {
    for (const name of encodedNames(fit)) {
      const rule = "every feature and level must have a name of its own; rename the column or give its levels `labels`";
      if (seen.has(name)) throw new InputError("duplicate-name", where, rule, `${show(name)} twice`, { column: fit.column }, "");
      seen.add(name);
    }
  }
}

/** Encodes rows as learnt before: `cells` are the values of each feature. */
export function applyEncoding(
  where: string,
  rows: number,
  cells: readonly ArrayLike<unknown>[],
  fitted: readonly FittedFeature[],
  { missing, unseen }: Strictness = {},
): AppliedEncoding {
  const asked = fitted.map(({ reading: { column }, type, missing: { policy } }) => {
    return { column, type, policy: missing ?? policy, isStrict: missing !== undefined && policy !== "error" };
  });
  const strict = fitted.map((fit) => (fit.type === "category" && unseen !== undefined ? { ...fit, unseen } : fit));
  const { reads, kept, rows: count } = readAll(where, rows, cells, asked);
  const encoded = strict.map((fit, at) => encodeOne(where, fit, reads[at], kept));
  return {
    fitted,
    features: encoded.map(({ feature }) => feature),
    kept,
    rows: count,
    gaps: reads.map(gapsOf),
    unseen: encoded.map((one) => one.unseen),
    below: fitted.map((fit, at) => belowIn(fit, reads[at])),
  };
}

function readAll(
  where: string,
  rows: number,
  cells: readonly ArrayLike<unknown>[],
  asked: readonly Asked[],
): ReadRows {
  const isDropped = new Uint8Array(rows);
  const reads = asked.map(({ column, type, policy, isStrict }, at): ReadCells => {
    const read: ReadCells =
      type === "number"
        ? { type, numbers: numbersIn(where, column, cells[at]) }
        : { type, ...readLevels(where, column, cells[at]) };
    if (policy !== "error" && policy !== "drop") return read;
    for (let i = 0; i < rows; i++) {
      if (!isGap(read, i)) continue;
      if (policy === "error") throw missingError(where, column, i, type, isStrict);
      isDropped[i] = 1;
    }
    return read;
  });
  if (!isDropped.includes(1)) return { reads, kept: undefined, rows };
  const kept = Int32Array.from(isDropped.keys()).filter((i) => isDropped[i] === 0);
  return { reads: reads.map((read) => pick(read, kept)), kept, rows: kept.length };
}

function gapsOf(read: ReadCells): number {
  return missingIn(read.type === "number" ? read.numbers : read.codes);
}

/** How many numbers are NaN, or how many codes below 0. */
export function missingIn(cells: Float64Array | Int32Array): number {
  if (!(cells instanceof Float64Array)) return countBelow(cells, 0);
  let missing = 0;
  for (let i = 0; i < cells.length; i++) missing += Number(cells[i] !== cells[i]);
  return missing;
}

function countBelow(values: Float64Array | Int32Array, least: number): number {
  let below = 0;
  for (let i = 0; i < values.length; i++) below += Number(values[i] < least);
  return below;
}

/** How many numbers count as the least of training. */
function belowIn(fit: FittedFeature, read: ReadCells): BelowCells {
  const least = fit.type === "number" && fit.winsorise === undefined ? (fit.least ?? -Infinity) : -Infinity;
  return { cells: read.type === "number" && least > -Infinity ? countBelow(read.numbers, least) : 0, least };
}

function isGap(read: ReadCells, row: number): boolean {
  return read.type === "number" ? Number.isNaN(read.numbers[row]) : read.codes[row] < 0;
}

function pick(read: ReadCells, kept: Int32Array): ReadCells {
  if (read.type === "number") return { type: read.type, numbers: Float64Array.from(kept, (row) => read.numbers[row]) };
  return { ...read, codes: Int32Array.from(kept, (row) => read.codes[row]) };
}

/** The cells of a feature, encoded. */
export function encodeCells(where: string, fit: FittedFeature, read: ReadCells): EncodedFeature {
  return encodeOne(where, fit, read, undefined).feature;
}

const nothing: UnseenCells = { count: 0, examples: [] };

/** Rows are read as the type they are fitted as. */
function encodeOne(
  where: string,
  fit: FittedFeature,
  read: ReadCells,
  kept: Int32Array | undefined,
): { feature: EncodedFeature; unseen: UnseenCells } {
  if (read.type === "number") return { feature: { type: read.type, values: fillNumbers(read.numbers, fit.missing) }, unseen: nothing };
  const { codes, unseen } = encodeLevels(where, fit as FittedCategory, read, kept);
  return { feature: { type: read.type, codes }, unseen };
}

/** Notes how many cells of a feature were filled, how many of its levels were pooled, and which labels are of no level. */
function noteInto(
  notices: Notice[], // out
  fit: FittedFeature,
  gaps: number,
  labels: Readonly<Record<string, string>>,
): void {
  const { type, column, missing } = fit;
  if (gaps > 0 && missing.policy === "fill") notices.push({ code: "gaps-filled", column, figures: { cells: gaps, fill: missing.fill } });
  if (type === "category" && fit.pooled.length > 0)
    notices.push({ code: "levels-pooled", column, figures: { levels: fit.pooled.length } });
  if (type !== "category") return;
  // labels of missing and of rare cells may wait for some
  const known = new Set([...fit.levels, ...fit.pooled, missingLevel, rareLevel]);
  const levels = Object.keys(labels).filter((level) => !known.has(level));
  const held = fit.levels.slice(0, mostExamples);
  if (levels.length > 0) notices.push({ code: "labels-unused", column, figures: { levels: levels.slice(0, mostExamples), held } });
}

/** Notices without repetitions: of a column that is there as a number and as a category, gaps may be filled alike. */
function distinctOf(notices: readonly Notice[]): Notice[] {
  const byText = new Map(notices.map((notice) => [JSON.stringify(notice), notice]));
  return [...byText.values()];
}
