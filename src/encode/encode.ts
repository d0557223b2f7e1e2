import { InputError, show } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { type Levels, readLevels, readNumbers } from "../table/cell.ts";
import { columnOf, type Frame } from "../table/table.ts";
import { missingError, type ResolvedFeature } from "./feature.ts";
import { encodeLevels, encodeNumbers, fillNumbers, fitCategory, fitNumber, type Scaling } from "./fit.ts";
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

type Asked = Pick<ResolvedFeature, "column" | "type"> & { readonly policy: unknown };
type Read = { readonly type: "number"; readonly numbers: Float64Array } | ({ readonly type: "category" } & Levels);

/** Learns how to encode the features from a table, and encodes it. */
export function fitEncoding(
  where: string,
  frame: Frame,
  asked: readonly ResolvedFeature[],
  allWeights: Float64Array,
  scaling: Scaling,
): FittedEncoding {
  const { reads, kept, rows } = readAll(
    where,
    frame,
    asked.map(({ column, type, missing }) => ({ column, type, policy: missing })),
  );
  if (rows === 0)
    throw new InputError("no-rows", where, 'some row must be without a missing cell in the features of the policy "drop"', "none");
  const weights = kept === undefined ? allWeights : Float64Array.from(kept, (row) => allWeights[row]);
  const dropped: Notice = { code: "rows-dropped", figures: { dropped: frame.rows - rows, rows: frame.rows } };
  const notices: Notice[] = kept === undefined ? [] : [dropped];
  const fitted = asked.map((feature, at) => {
    const read = reads[at];
    const fit =
      read.type === "number"
        ? fitNumber(where, feature, read.numbers, weights, kept)
        : fitCategory(where, feature, read, weights, scaling);
    noteInto(notices, fit, read.type === "number" ? read.numbers : read.codes);
    return fit;
  });
  checkNames(where, fitted);
  return {
    fitted,
    features: fitted.map((fit, at) => encodeOne(where, fit, reads[at], kept)),
    kept,
    rows,
    weights,
    notices: distinctOf(notices),
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

/** Encodes a table as learnt before. */
export function applyEncoding(where: string, frame: Frame, fitted: readonly FittedFeature[]): Encoding {
  const asked = fitted.map(({ column, type, missing: { policy } }) => ({ column, type, policy }));
  const { reads, kept, rows } = readAll(where, frame, asked);
  return { fitted, features: fitted.map((fit, at) => encodeOne(where, fit, reads[at], kept)), kept, rows };
}

/** The encoded columns in feature space: filled, winsorised, transformed, centred and scaled. */
export function toMatrix(where: string, { fitted, features, kept, rows }: Encoding): Matrix {
  const cols = fitted.reduce((sum, { center }) => sum + center.length, 0);
  const data = new Float64Array(rows * cols);
  let first = 0;
  fitted.forEach((fit, f) => {
    const feature = features[f];
    const { center, scale } = fit;
    if (fit.type === "number" && feature.type === "number") {
      const values = encodeNumbers(where, fit, feature.values, kept);
      for (let i = 0, at = first; i < rows; i++, at += cols) data[at] = (values[i] - center[0]) / scale[0];
    } else if (feature.type === "category") {
      const zero = center.map((p, l) => (0 - p) / scale[l]);
      const one = center.map((p, l) => (1 - p) / scale[l]);
      for (let i = 0, at = first; i < rows; i++, at += cols) {
        for (let l = 0; l < zero.length; l++) data[at + l] = zero[l];
        if (feature.codes[i] >= 0) data[at + feature.codes[i]] = one[feature.codes[i]];
      }
    }
    first += center.length;
  });
  return { data, rows, cols };
}

function readAll(where: string, frame: Frame, asked: readonly Asked[]): { reads: Read[]; kept: Int32Array | undefined; rows: number } {
  const isDropped = new Uint8Array(frame.rows);
  const reads = asked.map(({ column, type, policy }): Read => {
    const values = columnOf(where, frame, column);
    const read: Read =
      type === "number" ? { type, numbers: readNumbers(where, column, values) } : { type, ...readLevels(where, column, values) };
    for (let i = 0; i < frame.rows; i++) {
      if (!isGap(read, i)) continue;
      if (policy === "error") throw missingError(where, column, i, type);
      if (policy === "drop") isDropped[i] = 1;
    }
    return read;
  });
  if (!isDropped.includes(1)) return { reads, kept: undefined, rows: frame.rows };
  const kept = Int32Array.from(isDropped.keys()).filter((i) => isDropped[i] === 0);
  return { reads: reads.map((read) => pick(read, kept)), kept, rows: kept.length };
}

function isGap(read: Read, row: number): boolean {
  return read.type === "number" ? Number.isNaN(read.numbers[row]) : read.codes[row] < 0;
}

function pick(read: Read, kept: Int32Array): Read {
  if (read.type === "number") return { type: read.type, numbers: Float64Array.from(kept, (row) => read.numbers[row]) };
  return { ...read, codes: Int32Array.from(kept, (row) => read.codes[row]) };
}

/** Rows are read as the type they are fitted as. */
function encodeOne(where: string, fit: FittedFeature, read: Read, kept: Int32Array | undefined): EncodedFeature {
  if (read.type === "number") return { type: read.type, values: fillNumbers(read.numbers, fit.missing) };
  return { type: read.type, codes: encodeLevels(where, fit as FittedCategory, read, kept) };
}

/** Notes how many cells of a feature were filled, and how many of its levels were pooled. */
function noteInto(
  notices: Notice[], // out
  fit: FittedFeature,
  cells: Float64Array | Int32Array, // numbers, or the codes of levels
): void {
  const { type, column, missing } = fit;
  let gaps = 0;
  for (let i = 0; i < cells.length; i++) if (type === "number" ? Number.isNaN(cells[i]) : cells[i] < 0) gaps++;
  if (gaps > 0 && missing.policy === "fill") notices.push({ code: "gaps-filled", column, figures: { cells: gaps, fill: missing.fill } });
  if (type === "category" && fit.pooled.length > 0)
    notices.push({ code: "levels-pooled", column, figures: { levels: fit.pooled.length } });
}

/** Notices without repetitions: of a column that is there as a number and as a category, gaps may be filled alike. */
function distinctOf(notices: readonly Notice[]): Notice[] {
  const byText = new Map(notices.map((notice) => [JSON.stringify(notice), notice]));
  return [...byText.values()];
}
