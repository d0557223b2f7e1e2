import { list } from "../core/input-error.ts";
import { withCapital } from "../core/letters.ts";
import { argsort, pick } from "../core/numbers.ts";
import { counted, sayNumber, sayShare } from "../core/text.ts";
import { sayName } from "./profile-sentences.ts";
import { type PresentRows, segmentMeans, type SegmentMeans } from "./segment-means.ts";
import type { SegmentSplit } from "./split.ts";

/** How much of a value the customers with the most of it hold. */
export interface Concentration {
  /** The share of the customers, 0.01 or 0.1. */
  readonly top: number;
  /** How many these are, rounded up, and at least 1; counted by weight where rows are weighted. */
  readonly customers: number;
  /** The share of all value that they hold: above 1 where others have less than nothing; NaN where there are no shares. */
  readonly held: number;
}

/** The value of a segment; `share` is its share of the customers. */
export interface SegmentValue extends PresentRows {
  /** The sum of its values, by weight. */
  readonly total: number;
  /** The share of the value of all segments; NaN where that is not above 0, and so are the index and what is held. All sum to 1. */
  readonly valueShare: number;
  /** The mean value, NaN where no row has one. */
  readonly mean: number;
  /** The median value. */
  readonly median: number;
  /** The share of the value over the share of the customers, times 100: 100 is the average, 200 twice as much a head. */
  readonly index: number;
  /** What its own top 1 % and top 10 % hold of its value. */
  readonly concentration: readonly Concentration[];
}

/** What segments are worth. */
export interface ValueProfile {
  /** Its name in the table. */
  readonly column: string;
  /** Whether it helped to make the segments, which then differ in it by construction. */
  readonly isFeature: boolean;
  /** The rows in segments that have a value. */
  readonly rows: number;
  /** The rows in segments that have none, and were left out. */
  readonly missing: number;
  /** The missing cells that were filled. */
  readonly filled: number;
  /** The rows whose value is below 0, such as refunds. */
  readonly below: number;
  /** The sum of all values, by weight. */
  readonly total: number;
  /** The mean value. */
  readonly mean: number;
  /** The median value. */
  readonly median: number;
  /** What the top 1 % and the top 10 % of all customers hold. */
  readonly concentration: readonly Concentration[];
  /** One a segment, in the order of the segments. */
  readonly segments: readonly SegmentValue[];
  /** One a segment, and then how the value is spread, in plain words. */
  readonly sentences: readonly string[];
}

/** What is known of the value's column. */
interface ValueColumn {
  readonly column: string;
  readonly filled: number;
  readonly isFeature: boolean;
}

/** What segments are worth, by the values of the rows in them, NaN for missing. In O(n log n). */
export function valueProfile({ column, filled, isFeature }: ValueColumn, values: Float64Array, split: SegmentSplit): ValueProfile {
  const found = segmentMeans(values, split);
  const { rows, missing, below, total, mean, median, totals } = found;
  const hasShares = total > 0;
  const segments = found.segments.map((one, s): SegmentValue => {
    const own = split.rowsOf[s];
    return {
      ...one,
      total: totals[s],
      valueShare: hasShares ? totals[s] / total : NaN,
      index: hasShares ? (100 * one.mean) / mean : NaN,
      concentration: concentrationOf(pick(values, own), pick(split.weights, own), split.scale, totals[s]),
    };
  });
  const base = { column, isFeature, rows, missing, filled, below, total, mean, median, segments };
  const told = { ...base, concentration: concentrationOf(values, split.weights, split.scale, total) };
  return { ...told, sentences: sayValue(told, found) };
}

const parts = [100, 10]; // one in so many

/** What the top 1 % and the top 10 % hold of values that sum to `total`. */
function concentrationOf(values: Float64Array, weights: Float64Array, scale: number, total: number): Concentration[] {
  const ascending = argsort(values);
  let present = ascending.length;
  while (present > 0 && Number.isNaN(values[ascending[present - 1]])) present--;
  let weight = 0;
  for (let at = 0; at < present; at++) weight += weights[ascending[at]];
  return parts.map((part) => {
    const customers = Math.min(weight * scale, Math.max(1, Math.ceil((weight * scale) / part - 1e-9)));
    let left = customers / scale;
    let held = 0;
    for (let at = present - 1; at >= 0 && left > 0; at--) {
      const own = Math.min(left, weights[ascending[at]]);
      held += own * values[ascending[at]];
      left -= own;
    }
    return { top: 1 / part, customers, held: total > 0 ? held / total : NaN };
  });
}

function sayValue(value: Omit<ValueProfile, "sentences">, { total }: SegmentMeans): string[] {
  const { column, segments, concentration, isFeature, mean, median, rows } = value;
  const name = list([column]);
  const sayMean = (own: { readonly mean: number; readonly median: number }): string =>
    `on average ${sayNumber(own.mean)} each, median ${sayNumber(own.median)}`;
  const all = `All together${total > 0 ? " (index 100)" : ""}: ${sayMean({ mean, median })}.`;
  const made = isFeature ? [`${name} helped to make these segments, so they differ in it in any case.`] : [];
  if (!(total > 0)) return [...segments.map((one) => `${sayName(one.name)}: ${sayCustomers(one)}, ${sayMean(one)}.`), all, ...made];
  const each = segments.map((one) => {
    if (one.size === 0) return `${sayName(one.name)}: no customer has a value.`;
    const index = `index ${sayNumber(Math.round(one.index))}`;
    return `${sayName(one.name)}: ${sayCustomers(one)} ${one.size === 1 ? "holds" : "hold"} ${sayNet(one.valueShare)} of all ${name} (${index}): ${sayMean(one)}.`;
  });
  const [few, more] = concentration.map(({ top, customers, held }) => {
    return `the top ${sayShare(top)} of customers (${sayNumber(Math.round(customers))}) hold ${sayNet(held)}`;
  });
  return [...each, ...(rows > 1 ? [`${withCapital(few)} of all ${name}, and ${more}. ${all}`] : [all]), ...made];
}

function sayCustomers({ size, share }: PresentRows): string {
  return `${counted(size, "customer")} (${sayShare(share)})`;
}

/** A share that may be below nothing or beyond all, where some values are below 0. */
function sayNet(share: number): string {
  if (share >= 0 && share <= 1) return sayShare(share);
  return `${sayNumber(Math.round(100 * share))} %`;
}
