import { InputError, list } from "../core/input-error.ts";
import { createRandom, Purpose, type Random } from "../core/random.ts";
import { type ReadCells, readToFit } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import { levelOrder } from "../table/cell.ts";
import { addToSketch, type CountedValues, emptySketch, type Sketch, valuesOfSketch } from "./sketch.ts";

/** What is known of the cells of a feature over all rows: which values or levels occur, and how often. */
export type FeatureProfile =
  | (CountedValues & {
      /** Numbers, ascending. */
      readonly type: "number";
      /** How many are missing. */
      readonly missing: number;
    })
  | {
      /** Levels, in order. */
      readonly type: "category";
      readonly levels: readonly string[];
      readonly counts: Float64Array;
      /** How many are missing. */
      readonly missing: number;
    };

/** What a first pass over a table finds. */
export interface TableProfile {
  /** The rows that no policy leaves out. */
  readonly rows: number;
  /** The rows that one does. */
  readonly dropped: number;
  /** One a feature. */
  readonly columns: readonly FeatureProfile[];
  /** The cells of some rows, drawn by a seed, or of all: one entry a feature. */
  readonly sample: { readonly rows: number; readonly cells: readonly ReadCells[] };
}

/** A {@link TableProfile} that is being made. */
export interface ProfileBuilder {
  readonly where: string;
  readonly features: readonly ResolvedFeature[];
  readonly columns: readonly (Sketch | LevelCounts)[];
  readonly drawn: DrawnRows;
  /** How many rows are drawn. */
  readonly wanted: number;
  readonly random: Random;
  rows: number;
  dropped: number;
}

/** The levels of a category in the order in which they were met, and how often each was. */
interface LevelCounts {
  readonly codeOf: Map<string, number>;
  readonly counts: number[];
  missing: number;
}

/** Rows that are drawn: those of the least draws, and a few more until these are sorted out. */
interface DrawnRows {
  count: number;
  readonly draws: Float64Array;
  /** Above which no row is among them. */
  most: number;
  /** One a feature: numbers, or codes of levels in the order in which they were met. */
  readonly cells: readonly (Float64Array | Int32Array)[];
}

const mostLevels = 100_000; // of a category that are kept in mind

/** A builder for these features, which draws so many rows. */
export function profileBuilder(where: string, features: readonly ResolvedFeature[], wanted: number, seed: number): ProfileBuilder {
  const room = 2 * wanted;
  return {
    where,
    features,
    columns: features.map(({ type }) => (type === "number" ? emptySketch() : { codeOf: new Map<string, number>(), counts: [], missing: 0 })),
    drawn: {
      count: 0,
      draws: new Float64Array(room),
      most: 1,
      cells: features.map(({ type }) => (type === "number" ? new Float64Array(room) : new Int32Array(room))),
    },
    wanted,
    random: createRandom(seed, Purpose.rowsOfStream),
    rows: 0,
    dropped: 0,
  };
}

/** Adds some rows: `cells` are the values of each feature. */
export function addToProfile(builder: ProfileBuilder /* out */, count: number, cells: readonly ArrayLike<unknown>[]): void {
  const { where, features, columns, drawn, random, wanted } = builder;
  const { reads, rows } = readToFit(where, count, cells, features);
  builder.rows += rows;
  builder.dropped += count - rows;
  const codes = reads.map((read, f) => {
    const column = columns[f];
    if (read.type === "number") addToSketch(column as Sketch, read.numbers);
    else return addLevels(where, features[f], column as LevelCounts, read);
    return undefined;
  });
  for (let i = 0; i < rows; i++) {
    const draw = random();
    if (draw >= drawn.most) continue;
    const at = drawn.count++;
    drawn.draws[at] = draw;
    reads.forEach((read, f) => (drawn.cells[f][at] = read.type === "number" ? read.numbers[i] : codes[f]![i]));
    if (drawn.count === drawn.draws.length) keepLeast(drawn, wanted);
  }
}

/** Counts levels; returns the code of each cell in the order in which levels were met. */
function addLevels(
  where: string,
  { column }: ResolvedFeature,
  known: LevelCounts, // out
  { levels, codes }: Extract<ReadCells, { type: "category" }>,
): Int32Array {
  const { codeOf, counts } = known;
  const own = Int32Array.from(levels, (level) => {
    const code = codeOf.get(level) ?? counts.push(0) - 1;
    codeOf.set(level, code);
    return code;
  });
  if (counts.length > mostLevels) {
    const rule = `column ${list([column])} must have at most ${mostLevels} categories`;
    throw new InputError("too-many-categories", where, rule, `more than ${mostLevels}`, { column });
  }
  return codes.map((code) => {
    if (code < 0) known.missing++;
    else counts[own[code]]++;
    return code < 0 ? -1 : own[code];
  });
}

/** Keeps the rows of the least draws, in their order. */
function keepLeast(drawn: DrawnRows /* out */, wanted: number): void {
  if (drawn.count <= wanted) return;
  const ascending = drawn.draws.slice(0, drawn.count).sort();
  drawn.most = ascending[wanted];
  let to = 0;
  for (let at = 0; at < drawn.count; at++) {
    if (drawn.draws[at] >= drawn.most) continue;
    drawn.draws[to] = drawn.draws[at];
    for (const cells of drawn.cells) cells[to] = cells[at];
    to++;
  }
  drawn.count = to;
}

/** The profile of all rows that were added. */
export function profileOf({ columns, drawn, wanted, rows, dropped }: ProfileBuilder): TableProfile {
  keepLeast(drawn, wanted);
  const sample: ReadCells[] = [];
  const found = columns.map((column, f): FeatureProfile => {
    if ("codeOf" in column) {
      const levels = [...column.codeOf.keys()];
      const order = levelOrder(levels);
      const place = new Int32Array(order.length);
      order.forEach((code, at) => (place[code] = at));
      const codes = Int32Array.from(drawn.cells[f].subarray(0, drawn.count), (code) => (code < 0 ? -1 : place[code]));
      const inOrder = Array.from(order, (code) => levels[code]);
      sample.push({ type: "category", levels: inOrder, codes });
      return { type: "category", levels: inOrder, counts: Float64Array.from(order, (code) => column.counts[code]), missing: column.missing };
    }
    sample.push({ type: "number", numbers: Float64Array.from(drawn.cells[f].subarray(0, drawn.count)) });
    return { type: "number", ...valuesOfSketch(column), missing: column.missing };
  });
  return { rows, dropped, columns: found, sample: { rows: drawn.count, cells: sample } };
}
