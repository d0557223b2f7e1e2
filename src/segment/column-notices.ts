import type { Notice } from "../core/notice.ts";
import { integers, moments } from "../core/numbers.ts";
import { ranks } from "../core/quantile.ts";
import type { Encoding } from "../encode/encode.ts";
import type { ResolvedFeature } from "../encode/feature.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import type { ProfiledColumn } from "./profile.ts";

/** What there is to say of the columns: what the defaults did to numbers, which say nearly the same, which are constant. */
export function warnColumns(asked: readonly ResolvedFeature[], encoding: Encoding, columns: readonly ProfiledColumn[]): Notice[] {
  return [
    ...warnAdjusted(asked, encoding.fitted),
    ...warnNearCopies(encoding),
    ...columns.filter(({ deviation }) => deviation === 0).map(({ name }) => ({ code: "constant", column: name, figures: {} }) as const),
  ];
}

/** Which numbers were taken on a log scale, and of which the ends were held, where nobody asked for it. */
function warnAdjusted(asked: readonly ResolvedFeature[], fitted: readonly FittedFeature[]): Notice[] {
  const named = (is: (feature: ResolvedFeature, fit: FittedFeature) => boolean): string[] => [
    ...new Set(asked.flatMap((feature, f) => (is(feature, fitted[f]) ? [feature.column] : []))),
  ];
  const logged = named(({ transform }, fit) => transform === "auto" && fit.type === "number" && fit.transform !== undefined);
  const held = named(({ winsorise }, fit) => winsorise === undefined && fit.type === "number" && fit.winsorise !== undefined);
  return [
    ...(logged.length === 0 ? [] : [{ code: "log-scale", figures: { columns: logged } } as const]),
    ...(held.length === 0 ? [] : [{ code: "ends-held", figures: { columns: held } } as const]),
  ];
}

const mostRows = 4000; // a correlation this high shows in fewer
const leastCorrelation = 0.95;

/** A notice for each number that says nearly the same as one before it: together they weigh twice. In O(rows d²) of at most 4 000 rows. */
function warnNearCopies({ fitted, features, rows }: Encoding): Notice[] {
  const step = Math.max(1, Math.ceil(rows / mostRows));
  const sample = integers(Math.floor((rows - 1) / step) + 1, 0, step);
  const columns = features.flatMap((feature, f) => {
    if (feature.type !== "number") return [];
    const own = ranks(Float64Array.from(sample, (row) => feature.values[row]));
    const { mean, deviation } = moments(own);
    return deviation > 0 ? [{ name: fitted[f].column, z: own.map((rank) => (rank - mean) / deviation) }] : [];
  });
  return columns.flatMap(({ name, z }, at) => {
    for (const other of columns.slice(0, at)) {
      const correlation = z.reduce((sum, x, i) => sum + x * other.z[i], 0) / sample.length;
      const isCopy = other.name !== name && Math.abs(correlation) > leastCorrelation;
      if (isCopy) return [{ code: "near-copy", column: name, figures: { of: other.name, correlation } }];
    }
    return [];
  });
}
