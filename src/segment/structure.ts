import { checkKeys } from "../core/check.ts";
import { isMatrix } from "../core/matrix.ts";
import { told } from "../core/notice.ts";
import { argsort } from "../core/numbers.ts";
import type { OnProgress } from "../core/progress.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { fitEncoding } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { Scaling } from "../encode/fit.ts";
import { readNumbers } from "../table/cell.ts";
import type { ColumnName, Frame } from "../table/table.ts";
import { createCopula } from "./copula.ts";
import { lossesOf, mostK } from "./losses.ts";
import { readFeatures, resolveOptions, type SegmentSource, sourceKeys } from "./options.ts";
import type { Structure, StructureOptions } from "./types.ts";
import { warnSkew } from "./warnings.ts";

const mostRows = 4000;
const nulls = 20;
const leastSpread = 0.005; // of the null losses: below it luck would decide
const [weak, clear] = [3, 6];

type Asked = { readonly scaling: Scaling; readonly seed: number; readonly onProgress: OnProgress | undefined };

/**
 * Is there anything to segment? Sets a table beside 20 null tables that keep the shape of every column and the rank correlations
 * of the numbers, and in which there is nothing else: numbers in a new order by a Gaussian copula, categories permuted. The score is how
 * far the logarithm of the inertia falls below that of the null tables, in their standard deviations, at the k from 2 to 10 where that is
 * most. Columns that only restate each other, or a skewed one, are no structure; two groups three standard deviations apart are missed.
 *
 * Hand it to {@link clusterSegments} as the option `structure`, and the choice of k says what it found. Weights are not looked at; of
 * more than 4 000 rows a sample is. Numbers are winsorised at 1 and 99 %. A second or so.
 *
 * The gap statistic is that of Tibshirani, Walther and Hastie (2001) over the same null tables.
 *
 * @throws {@link InputError} where {@link clusterSegments} does.
 */
export function structure<T extends SegmentSource>(source: T, options: StructureOptions<ColumnName<T>> = {}): Structure {
  const where = "structure";
  checkKeys(where, "the options", options, [...sourceKeys, "scaling", "seed", "onProgress"]);
  const { scaling, seed } = resolveOptions(where, options, isMatrix(source));
  const { features, frame } = readFeatures(where, source, options);
  return structureOf(where, frame, features, { scaling, seed, onProgress: options.onProgress });
}

function structureOf(where: string, frame: Frame, asked: readonly ResolvedFeature[], { scaling, seed, onProgress }: Asked): Structure {
  // the whole table: complaints name its rows, a sample is of rows that are kept, and what fills a gap does not hang on the sample
  const { fitted, kept, rows } = fitEncoding(where, frame, asked, new Float64Array(frame.rows).fill(1), scaling);
  const filled = asked.map((feature, f) => {
    const fit = fitted[f];
    const same = fit.type === "number" ? { ...feature, transform: fit.transform ?? ("none" as const) } : feature;
    return fit.missing.policy === "fill" ? { ...same, missing: { fill: fit.missing.fill } } : same;
  });
  const features = filled.map((feature) =>
    feature.type === "number" && (feature.winsorise ?? false) === false ? { ...feature, winsorise: [0.01, 0.99] as const } : feature,
  );
  const draw = createRandom(seed, Purpose.sample);
  const sample = argsort(Float64Array.from({ length: rows }, draw)).subarray(0, mostRows).map((at) => kept?.[at] ?? at);
  const columns = new Map(features.map(({ key }) => {
    const values = frame.valuesOf(key);
    return [key, Array.from(sample, (row) => values[row])] as const;
  }));
  const numbers = features.filter(({ type }) => type === "number").map(({ key }) => key);
  const keys = numbers.map((key) => readNumbers(where, key, columns.get(key)!).map((x) => (Number.isNaN(x) ? Infinity : x)));
  const newOrders = createCopula(keys, createRandom(seed, Purpose.gap, nulls));
  const own = lossesOf(where, columns, features, scaling);

  const sums = new Float64Array(mostK);
  const squares = new Float64Array(mostK);
  for (let t = 0; t < nulls; t++) {
    const random = createRandom(seed, Purpose.gap, t);
    const orders = newOrders(random);
    const table = new Map([...columns].map(([column, values]) => {
      const at = numbers.indexOf(column);
      const order = at < 0 ? argsort(Float64Array.from(values, random)) : orders[at];
      return [column, Array.from(order, (row) => values[row])] as const;
    }));
    lossesOf(where, table, features, scaling).forEach((loss, i) => {
      sums[i] += loss - own[i];
      squares[i] += (loss - own[i]) * (loss - own[i]);
    });
    onProgress?.({ stage: "structure", done: t + 1, total: nulls });
  }
  const skewed = told(warnSkew(where, columns, filled, scaling));
  return { ...judge(sums.map((sum) => sum / nulls), squares.map((square) => square / nulls)), ...skewed };
}

function judge(gap: Float64Array, squares: Float64Array): Omit<Structure, "warnings" | "notices"> {
  const spread = squares.map((square, i) => Math.sqrt(Math.max(0, square - gap[i] * gap[i])));
  const scores = gap.map((mean, i) => mean / Math.sqrt(spread[i] * spread[i] + leastSpread * leastSpread));
  const score = scores.reduce((most, one) => Math.max(most, one));
  // the least k whose gap is not below that of k + 1 less its error
  const error = Math.sqrt(1 + 1 / nulls);
  const at = gap.findIndex((own, i) => i + 1 < mostK && own >= gap[i + 1] - spread[i + 1] * error);
  return {
    structure: score > clear ? "clear" : score > weak ? "weak" : "none",
    evidence: [
      { name: "structure score", value: score },
      { name: "k of the structure score", value: scores.indexOf(score) + 1 },
      { name: "largest gap", value: gap.reduce((most, one) => Math.max(most, one)) },
    ],
    gap: { name: "gap", k: at < 0 ? undefined : at + 1, scores: gap },
  };
}
