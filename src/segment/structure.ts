import { checkKeys } from "../core/check.ts";
import { isMatrix, type Matrix } from "../core/matrix.ts";
import { argsort, integers, moments } from "../core/numbers.ts";
import { createTicker, type OnProgress, watched, watchKeys } from "../core/progress.ts";
import { distribution, quantile } from "../core/quantile.ts";
import { createRandom, drawSome, Purpose, type Random } from "../core/random.ts";
import { fitEncoding, type FittedEncoding } from "../encode/encode.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { matrixOfRows, type Rows } from "../spatial/rows.ts";
import type { ColumnName } from "../table/table.ts";
import { createCopula, mostFactored } from "./copula.ts";
import { type FeatureRows, lossesOf, mostK, reordered } from "./losses.ts";
import { readFeatures, type ResolvedOptions, resolveOptions, type SegmentSource, sourceKeys } from "./options.ts";
import type { Structure, StructureOptions } from "./types.ts";

const mostRows = 4000;
const mostWork = 5e7; // rows² x columns, where columns are too many for a factor of their own
const nulls = 20; // that keep what goes together
const independents = 10; // that keep nothing but the columns
const setting = 4; // steps before the first of them, for the progress
const leastSpread = 0.005; // of the null losses: below it luck would decide
const weak = 3, clear = 6;

/**
 * Is there anything to segment? Sets a table beside tables of the same columns in which there are no groups, and gives two scores:
 * how far the logarithm of the inertia falls below that of such tables, in their standard deviations, at the k from 2 to 10 where that is
 * most. *associated*: beside 10 tables whose columns have nothing to do with each other. *separated*: beside 20 tables that keep the
 * rank correlations as well, by a Gaussian copula, categories included, their levels in the order in which the other columns put them.
 * Only what is separated is structure: columns that restate each other, answers that all hang on one gradient, or a skewed column are
 * none. A bend in the data is told as structure too; two groups three standard deviations apart are missed.
 *
 * {@link clusterSegments} does this by itself and says it in `choice`. Weights are not looked at; of more than 4 000 rows a sample is.
 * Columns are looked at as they are encoded, numbers winsorised at 1 and 99 %.
 *
 * The gap statistic is that of Tibshirani, Walther and Hastie (2001) over the tables that keep the correlations.
 *
 * @throws {@link InputError} where {@link clusterSegments} does.
 * @group Choose
 * @example
 * ```ts
 * import { structure } from "audience-segmentation";
 *
 * const spend = [10, 12, 11, 13, 9, 80, 82, 85, 81, 79, 150, 152, 149, 155, 151];
 * const visits = [1, 2, 1, 2, 1, 9, 8, 9, 9, 8, 3, 2, 3, 3, 2];
 * const { associated, separated } = structure({ spend, visits }).evidence;
 * console.log(associated.toFixed(1), separated.toFixed(1)); // far above what chance makes
 * // 13.4 8.2
 * ```
 */
export function structure<T extends SegmentSource>(source: T, options: StructureOptions<ColumnName<T>> = {}): Structure {
  const where = "structure";
  checkKeys(where, "the options", options, [...sourceKeys, "scaling", "seed", ...watchKeys]);
  const { scaling, seed } = resolveOptions(where, options, isMatrix(source));
  const { features, frame } = readFeatures(where, source, options);
  const encoding = fitEncoding(where, frame, features, new Float64Array(frame.rows).fill(1), scaling);
  return structureOf(encoding, toRows(where, encoding, encoding.weights), seed, watched(where, options));
}

/** {@link structure} of rows that are encoded, where options ask for it or for what it finds by the way. */
export function structureIfAsked(
  encoding: FittedEncoding,
  rows: Rows,
  { structure: isAsked, chooses, choose, seed }: ResolvedOptions,
  onProgress?: OnProgress,
): Structure | undefined {
  return isAsked || (chooses && choose === "gap") ? structureOf(encoding, rows, seed, onProgress) : undefined;
}

/** {@link structure} of rows that are encoded. */
export function structureOf(encoding: FittedEncoding, rows: Rows, seed: number, onProgress?: OnProgress): Structure {
  onProgress?.({ stage: "structure", done: 0, total: setting + nulls + independents });
  const sample = sampleOf(encoding, rows, seed);
  const tick = createTicker("structure", setting + nulls + independents, onProgress);
  tick(1);
  const asTheyAre = sample.features.map(() => integers(sample.count));
  const real = reordered(sample, asTheyAre);
  tick(2);
  const own = lossesOf(real);
  tick(setting - 1);
  const copula = createCopula(keysOf(sample, matrixOfRows(real)));
  const scored = (draw: (random: Random) => readonly Int32Array[], count: number, first: number): Scored =>
    scoresOf(own, Array.from({ length: count }, (_, t) => {
      const losses = lossesOf(reordered(sample, draw(createRandom(seed, Purpose.gap, first + t))));
      tick(setting + first + t + 1);
      return losses;
    }));
  const separated = scored(copula.draw, nulls, 0);
  const associated = scored((random) => sample.features.map(() => shuffled(sample.count, random)), independents, nulls);
  return {
    structure: separated.score > clear ? "clear" : separated.score > weak ? "weak" : "none",
    evidence: {
      associated: associated.score,
      separated: separated.score,
      k: separated.scores.indexOf(separated.score) + 1,
      largestGap: separated.gap.reduce((most, one) => Math.max(most, one)),
    },
    gap: { name: "gap", k: gapK(separated), scores: separated.gap },
    error: copula.error,
  };
}

/** Rows drawn without repetition; columns of numbers are pulled in to their quantiles at 1 and 99 % and brought to their spread again. */
function sampleOf({ features }: FittedEncoding, rows: Rows, seed: number): FeatureRows {
  const { count: n, columns, ids } = rows;
  const affordable = Math.ceil(Math.sqrt(mostWork / features.length));
  const most = features.length > mostFactored ? Math.min(mostRows, affordable) : mostRows;
  const drawn = drawSome(n, Math.min(n, most), createRandom(seed, Purpose.sample));
  const p = columns.numbers.length;
  const all = new Float64Array(n); // a number in the caller's order, so that sums do not depend on that of the rows
  let j = 0;
  return {
    count: drawn.length,
    columns,
    features: features.map((feature) => {
      if (feature.type === "category") return { type: feature.type, codes: drawn.map((row) => feature.codes[row]) };
      const first = j++;
      for (let i = 0; i < n; i++) all[ids[i]] = rows.numbers[i * p + first];
      const { deviation } = moments(all);
      return { type: feature.type, values: pulledIn(Float64Array.from(drawn, (row) => all[row]), deviation) };
    }),
  };
}

function pulledIn(values: Float64Array, deviation: number): Float64Array {
  const spread = distribution(values);
  const low = quantile(spread, 0.01), high = quantile(spread, 0.99);
  if (!(low < high)) return values;
  const pulled = values.map((value) => Math.min(high, Math.max(low, value)));
  const { mean, deviation: left } = moments(pulled);
  return pulled.map((value) => mean + (value - mean) * (deviation / left));
}

/** What orders the rows of each feature: its numbers, or the places of its levels. */
function keysOf({ features, columns: { first } }: FeatureRows, x: Matrix): Float64Array[] {
  let from = 0, category = 0;
  return features.map((feature) => {
    if (feature.type === "number") {
      from++;
      return feature.values;
    }
    const levels = first[category + 1] - first[category++] - 1;
    const place = levelPlaces(x, from, from + levels, feature.codes);
    from += levels;
    return Float64Array.from(feature.codes, (code) => place[code + 1]);
  });
}

/**
 * The place of each level (behind that of no level) when levels are put in order: along the first axis of their means in the columns of
 * the other features. For answers that hang on one gradient that is the first axis of a multiple correspondence analysis; beside a
 * number that a category restates it is the number.
 */
function levelPlaces({ data, rows, cols }: Matrix, from: number, to: number, codes: Int32Array): Float64Array {
  const levels = to - from + 1;
  const counts = new Float64Array(levels);
  const sums = new Float64Array(levels * cols);
  for (let i = 0; i < rows; i++) {
    counts[codes[i] + 1]++;
    addRow(sums, (codes[i] + 1) * cols, data, i * cols, cols);
  }
  const mean = timesRows(sums, new Float64Array(levels).fill(1), cols).map((sum) => sum / rows);
  const away = sums.map((sum, at) => {
    const count = counts[Math.floor(at / cols)];
    const j = at % cols;
    return count === 0 || (j >= from && j < to) ? 0 : (sum - count * mean[j]) / Math.sqrt(count);
  });
  const along = firstAxis(away, cols).map((share, level) => (counts[level] === 0 ? 0 : share / Math.sqrt(counts[level])));
  const places = new Float64Array(levels);
  argsort(along).forEach((level, place) => (places[level] = place));
  return places;
}

function addRow(
  sums: Float64Array, // out
  to: number,
  data: Float64Array,
  from: number,
  cols: number,
): void {
  for (let j = 0; j < cols; j++) sums[to + j] += data[from + j];
}

const turns = 100;

/** The places of rows along the axis that holds most of their squares, by the power method. */
function firstAxis(rows: Float64Array, cols: number): Float64Array {
  const count = rows.length / cols;
  let along = Float64Array.from({ length: count }, (_, i) => 1 + i / count);
  for (let turn = 0; turn < turns; turn++) {
    const next = timesColumns(rows, timesRows(rows, along, cols));
    const norm = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    if (!(norm > 0)) break;
    along = next.map((x) => x / norm);
  }
  return along;
}

/** The sum of the rows, each times its share. */
function timesRows(rows: Float64Array, shares: Float64Array, cols: number): Float64Array {
  const sums = new Float64Array(cols);
  for (let i = 0, at = 0; i < shares.length; i++) for (let j = 0; j < cols; j++, at++) sums[j] += shares[i] * rows[at];
  return sums;
}

/** The product of each row and an axis. */
function timesColumns(rows: Float64Array, axis: Float64Array): Float64Array {
  const products = new Float64Array(rows.length / axis.length);
  for (let i = 0, at = 0; i < products.length; i++) for (let j = 0; j < axis.length; j++, at++) products[i] += axis[j] * rows[at];
  return products;
}

function shuffled(rows: number, random: Random): Int32Array {
  const order = integers(rows);
  for (let i = rows - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    const row = order[i];
    order[i] = order[other];
    order[other] = row;
  }
  return order;
}

/** How far the losses fall below those of null tables, for k = 1 to 10, and in their standard deviations. */
interface Scored {
  readonly gap: Float64Array;
  /** How far a further null table's loss would lie from their mean: their standard deviation (ddof 1), and the error of that mean. */
  readonly spread: Float64Array;
  readonly scores: Float64Array;
  /** The greatest of the scores. */
  readonly score: number;
}

function scoresOf(own: Float64Array, losses: readonly Float64Array[]): Scored {
  const count = losses.length;
  const mean = own.map((_, i) => losses.reduce((sum, loss) => sum + loss[i], 0) / count);
  const gap = mean.map((loss, i) => loss - own[i]);
  const spread = mean.map((center, i) => {
    const square = losses.reduce((sum, loss) => sum + (loss[i] - center) * (loss[i] - center), 0) / (count - 1);
    return Math.sqrt(square * (1 + 1 / count));
  });
  const scores = gap.map((height, i) => height / Math.sqrt(spread[i] * spread[i] + leastSpread * leastSpread));
  return { gap, spread, scores, score: scores.reduce((most, one) => Math.max(most, one)) };
}

/** The least k whose gap is not below that of k + 1 less its error. */
function gapK({ gap, spread }: Scored): number | undefined {
  const at = gap.findIndex((own, i) => i + 1 < mostK && own >= gap[i + 1] - spread[i + 1]);
  return at < 0 ? undefined : at + 1;
}
