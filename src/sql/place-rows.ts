import { squaredDistance } from "../core/distances.ts";
import { featureColumns } from "../encode/encoded-rows.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import { slotSquaresInto } from "../spatial/kernels.ts";
import type { Dialect } from "./dialects.ts";
import { caseBy, caseOf, type Layer } from "./layers.ts";

/** What a row is placed by. */
interface Placing {
  readonly dialect: Dialect;
  readonly features: readonly FittedFeature[];
  readonly centroids: readonly (readonly number[])[];
}

/**
 * From the scaled numbers `z` and the codes `c` of a row to its segment, `segment`, and `closest`, the squared distance to its centroid.
 * Sums are taken in the order of spatial/kernels.ts, so that they have its bits: the categories in turn, then the numbers. `placed` is 1
 * where a row is to be placed, 0 where it is left out, and NULL where it cannot be.
 */
export function placeLayers({ dialect, features, centroids }: Placing): Layer[] {
  const squares = squareTerms({ dialect, features, centroids });
  const sums = squares.map((terms, s) => [`d${s}`, terms.join("\n      + ")] as const);
  const names = sums.map(([name]) => name);
  return [
    { stage: "squares", columns: sums },
    { stage: "closest", columns: [["closest", leastOf(dialect, names)]] },
    { stage: "nearest", columns: [["segment", nearestOf(dialect, names)]] },
  ];
}

/** The first of some distances that is the closest, if the row is placed. */
function nearestOf({ eager }: Dialect, names: readonly string[]): string {
  if (eager !== undefined) return eager.pick("placed", ["-1", eager.indexOf("closest", names)]);
  const isNearest = names.slice(0, -1).map((name, s) => [`${name} = closest`, String(s)] as const);
  return caseOf([["placed IS NULL", "NULL"], ["placed = 0", "-1"], ...isNearest], String(names.length - 1));
}

/** The name of each row's segment, the distance to its centroid and that to the nearest border of its segment. */
export function sayLayer({ dialect, centroids }: Omit<Placing, "features">, names: readonly string[]): Layer {
  const { double, number, quotes } = dialect;
  const flat = Float64Array.from(centroids.flat());
  const k = centroids.length, d = centroids[0].length;
  const borders = (own: number): string => leastOf(dialect, centroids.flatMap((_, other) => {
    if (other === own) return [];
    const apart = Math.sqrt(squaredDistance(flat, own * d, flat, other * d, d));
    return [apart > 0 ? `(d${other} - closest) / ${double(2 * apart)}` : double(0)];
  }));
  const choose = (of: readonly string[]): string => dialect.eager?.pick("segment", of) ?? caseBy("segment", of, "NULL");
  const margin = k === 1 ? number("NULL") : choose(centroids.map((_, own) => borders(own)));
  const distance = dialect.eager?.pick("(segment >= 0) - 1", ["SQRT(closest)"]) ?? caseOf([["segment >= 0", "SQRT(closest)"]], "NULL");
  return {
    stage: "placed",
    columns: [
      ["segment_name", caseBy("segment", names.map(quotes.text), "NULL")],
      ["distance", distance],
      ["margin", margin],
    ],
  };
}

/** The least of some: two at a time, since some engines take no more. */
function leastOf(dialect: Dialect, of: readonly string[]): string {
  if (of.length === 1) return of[0];
  const half = of.length >> 1;
  return `${dialect.least}(${leastOf(dialect, of.slice(0, half))}, ${leastOf(dialect, of.slice(half))})`;
}

/** For each centroid what the features add to a row's squared distance to it. */
function squareTerms({ dialect, features, centroids }: Placing): string[][] {
  const { double } = dialect;
  const columns = featureColumns(features);
  const flat = Float64Array.from(centroids.flat());
  const categories = features.flatMap(({ type }, f) => (type === "category" ? [f] : []));
  const numbers = features.flatMap(({ type }, f) => (type === "number" ? [f] : []));
  const slots = new Float64Array(columns.dummies.length);
  return centroids.map((_, s) => {
    categories.forEach((_, q) => slotSquaresInto(columns, q, flat, s * columns.count, slots));
    const ofLevels = categories.map((f, q) => {
      const [none, ...levels] = Array.from(slots.subarray(columns.first[q], columns.first[q + 1]), double);
      return caseBy(`c${f}`, levels, none);
    });
    const ofNumbers = numbers.map((f, j) => {
      const difference = `(z${f} - ${double(flat[s * columns.count + columns.numbers[j]])})`;
      return `${difference} * ${difference}`;
    });
    return [...ofLevels, ...ofNumbers];
  });
}
