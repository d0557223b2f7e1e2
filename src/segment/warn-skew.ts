import { formatShare } from "../core/format.ts";
import { moments } from "../core/moments.ts";
import type { Linkage } from "../hierarchy/types.ts";
import { cutShare } from "../select/criteria.ts";
import type { ResolvedFeature } from "../table/feature.ts";
import type { Scaling } from "../table/fit-category.ts";
import { readNumbers } from "../table/read-column.ts";
import { type Columns, treeOf } from "./losses.ts";

const leastRows = 100;
const few = 0.01; // of the rows
const most = 0.5; // of the variance

/**
 * A sentence for every number whose top 1 % of rows holds more than half of its variance, unless it is transformed or winsorised:
 * what to do, and what the dendrogram says of k when it is done.
 */
export function warnSkew(where: string, columns: Columns, features: readonly ResolvedFeature[], scaling: Scaling): string[] {
  const skewed = features.flatMap((feature, at) => {
    const { column, kind, transform, winsorise } = feature;
    if (kind !== "numeric" || transform !== undefined || winsorise !== undefined) return [];
    const values = readNumbers(where, column, columns.get(column)!).filter((x) => !Number.isNaN(x));
    const share = topShare(values);
    return share > most ? [{ at, column, share, isLog: values.every((x) => x >= 0) }] : [];
  });
  if (skewed.length === 0) return [];
  const before = dendrogramK(treeOf(where, columns, features, scaling).tree);
  return skewed.map(({ at, column, share, isLog }) => {
    const mended = { ...features[at], ...(isLog ? { transform: "log1p" as const } : { winsorise: [few, 1 - few] as const }) };
    const after = dendrogramK(treeOf(where, columns, features.map((feature, i) => (i === at ? mended : feature)), scaling).tree);
    const advice = isLog ? 'transform: "log1p"' : "winsorise: [0.01, 0.99]";
    const effect = after === before ? `the dendrogram says ${after} with it as without` : `the dendrogram then says ${after}, not ${before}`;
    return `1% of the rows hold ${formatShare(share)} of the variance of \`${column}\`. Try ${advice}; ${effect}.`;
  });
}

/** The share of the sum of squares that the rows farthest from the mean hold. */
function topShare(values: Float64Array): number {
  if (values.length < leastRows) return 0;
  const { mean } = moments(values, new Float64Array(values.length).fill(1));
  const squares = values.map((x) => (x - mean) * (x - mean)).sort();
  const sum = (some: Float64Array): number => some.reduce((total, square) => total + square, 0);
  return sum(squares.subarray(values.length - Math.ceil(few * values.length))) / (sum(squares) || 1);
}

function dendrogramK({ height }: Linkage): number {
  const bound = cutShare * height[height.length - 1];
  return 1 + height.filter((one) => one > bound).length;
}
