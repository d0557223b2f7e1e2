import type { Matrix } from "../core/matrix.ts";
import { anObject, checkAt, PartFault, finite, integer, lengthIn, numbersOf, positive, type JsonShape } from "../core/json-shape.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { centroidsOf, type Fit, inertiaOf } from "../kmeans/fit.ts";
import { orderBySize } from "../kmeans/order.ts";
import { sampleOf } from "../validity/icl.ts";
import { fitMixture } from "../validity/mixture.ts";
import { type Mixture, membershipsIn } from "../validity/mixture-parts.ts";
import { inOrder, type Rows } from "../spatial/rows.ts";
import { categoriesOf, MixtureColumns, mixtureColumns, mixtureRows } from "../validity/mixture-rows.ts";

/** A mixture as JSON: all that places a row by it. The numbers of a group follow those of the group before. */
export interface MixtureModel {
  /** The encoded columns that it sees as numbers; constant ones say nothing. */
  readonly columns: readonly number[];
  /** The share of each group. */
  readonly shares: readonly number[];
  /** One mean a column, for each group. */
  readonly means: readonly number[];
  /** One variance a column, for each group. */
  readonly variances: readonly number[];
  /** One probability a level, category after category, for each group. */
  readonly levels: readonly number[];
}

/** Rows by the groups of a mixture. */
export interface MixtureSegments {
  /** The rows in their likeliest groups, the largest first, by weight; centroids are means. */
  readonly fit: Fit;
  readonly model: MixtureModel;
  /** The probability of each group, a row each, in the caller's order. */
  readonly memberships: Matrix;
  /** The number of groups that it grew from. */
  readonly grown: number;
}

const mostRows = 20_000; // more would only cost: the groups' means are known to a percent by then
const plan = { rounds: 100, gain: 0.05 };
const mostOrders = 10; // one or two as a rule: more where rows lie between two groups

/**
 * The groups of the mixture that grows from a partition: numbers are Gaussian and categories are drawn, independent in each group. Rows
 * go to their likeliest group, the lower one on a tie. A group that no row is likeliest in is left out, so that there may be fewer.
 *
 * Above 20 000 rows the mixture is fitted to a seeded sample, and places all rows. In O(rows · k · columns) a round.
 */
export function mixtureSegments(given: Rows, start: Fit, seed: number): MixtureSegments {
  const { part, rowsOf } = sampleOf(given, seed, mostRows);
  const columns = mixtureColumns(part);
  const labels = rowsOf === undefined ? start.labels : Int32Array.from(rowsOf, (row) => start.labels[row]);
  let { mixture } = fitMixture(mixtureRows(part, columns), labels, start.k, plan);
  const rows = mixtureRows(given, columns);
  let placed = membershipsIn(rows, mixture);
  for (let round = 0; round < mostOrders; round++) {
    const { order: all, held } = orderBySize(placed.labels, mixture.k, given);
    const order = all.slice(0, held); // a group without rows is left out
    if (held === mixture.k && order.every((group, at) => group === at)) break;
    mixture = pickGroups(mixture, order);
    placed = membershipsIn(rows, mixture);
  }
  const { k } = mixture;
  const centroids = centroidsOf(given, placed.labels, k);
  return {
    fit: { k, labels: placed.labels, centroids, inertia: inertiaOf(given, placed.labels, centroids, k), iterations: 0, converged: true },
    model: toModel(mixture, columns.numbers),
    memberships: { data: inOrder(placed.memberships, given, k), rows: placed.labels.length, cols: k },
    grown: start.k,
  };
}

/** Some groups of a mixture, in this order; their shares sum to 1 again. */
function pickGroups({ k, shares, means, variances, levels }: Mixture, order: readonly number[]): Mixture {
  const of = (values: Float64Array): Float64Array => {
    const each = values.length / k;
    const picked = new Float64Array(order.length * each);
    order.forEach((group, at) => picked.set(values.subarray(group * each, (group + 1) * each), at * each));
    return picked;
  };
  const kept = of(shares);
  const total = kept.reduce((sum, share) => sum + share, 0);
  return { k: order.length, shares: kept.map((share) => share / total), means: of(means), variances: of(variances), levels: of(levels) };
}

function toModel({ shares, means, variances, levels }: Mixture, columns: Int32Array): MixtureModel {
  return {
    columns: Array.from(columns),
    shares: Array.from(shares),
    means: Array.from(means),
    variances: Array.from(variances),
    levels: Array.from(levels),
  };
}

/** Rows placed by a mixture that was fitted before: to the bit as then. */
export function placeInMixture(given: Rows, { columns, ...model }: MixtureModel): { labels: Int32Array; memberships: Float64Array } {
  const unused = new Float64Array(0); // what only fitting needs
  const categories = categoriesOf(given.columns).filter(({ levels }) => levels > 1);
  const rows = mixtureRows(given, new MixtureColumns(Int32Array.from(columns), unused, categories, unused));
  const { shares, means, variances, levels } = model;
  return membershipsIn(rows, {
    k: shares.length,
    shares: Float64Array.from(shares),
    means: Float64Array.from(means),
    variances: Float64Array.from(variances),
    levels: Float64Array.from(levels),
  });
}

/** A mixture, as a model holds it; {@link checkMixture} looks whether it is one of the model's segments and columns. */
export const mixtureShape: JsonShape = /* @__PURE__ */ (() => anObject({
  columns: numbersOf(integer({ min: 0 })),
  shares: numbersOf(positive()),
  means: numbersOf(finite()),
  variances: numbersOf(positive()),
  levels: numbersOf(finite({ min: 0, max: 1 + 1e-9 })), // sums are rounded
}))();

/** Checks that a mixture is one of `k` groups over the encoded columns of some features. */
export function checkMixture({ columns, ...rest }: MixtureModel, k: number, features: readonly FittedFeature[]): void {
  const numbers = new Set<number>();
  let cols = 0, levels = 0;
  for (const { type, center: { length } } of features) {
    if (type === "number") numbers.add(cols);
    else if (length > 1) levels += length; // one level says nothing
    cols += length;
  }
  const wrong = columns.findIndex((column) => !numbers.delete(column));
  if (wrong >= 0) {
    throw new PartFault("must be the place of a number among the encoded columns, each once", String(columns[wrong]), "columns", wrong);
  }
  const lengths = { shares: k, means: k * columns.length, variances: k * columns.length, levels: k * levels };
  for (const part of ["shares", "means", "variances", "levels"] as const) {
    checkAt([part], () => lengthIn(rest[part], { exactly: lengths[part] }));
  }
}
