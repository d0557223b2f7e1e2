import { InputError } from "../core/input-error.ts";
import { leastScale } from "../core/magnitude.ts";
import { moments } from "../core/moments.ts";
import { type Distribution, distribution, quantile } from "../core/quantile.ts";
import type { ResolvedFeature } from "./feature.ts";
import type { FittedMissing, FittedNumber } from "./fitted.ts";
import { fillNumbers } from "./encode-feature.ts";
import { encodeNumbers, rankKnots } from "./number-steps.ts";

/** Learns how to encode a numeric column from its rows (NaN: missing) and their weights. */
export function fitNumber(where: string, feature: ResolvedFeature, numbers: Float64Array, weights: Float64Array, kept?: Int32Array): FittedNumber {
  const { column, transform, winsorise, scale: kind, weight } = feature;
  const missing = fitMissing(where, feature, numbers, weights);
  const values = fillNumbers(numbers, missing);

  const spread = winsorise === undefined && transform !== "rank" && kind !== "robust" ? undefined : distribution(values, weights);
  const steps = {
    column,
    ...(winsorise === undefined ? {} : { winsorise: [quantile(spread!, winsorise[0]), quantile(spread!, winsorise[1])] as const }),
    ...(transform === undefined ? {} : { transform }),
    ...(transform === "rank" ? { knots: rankKnots(spread!) } : {}),
  };
  const encoded = encodeNumbers(where, steps, values, kept);
  const [center, scale] = fitScale(where, feature, encoded, weights);
  return { kind: "numeric", ...steps, missing, center: [center], scale: [scale / weight] };
}

function fitMissing(where: string, { column, missing }: ResolvedFeature, numbers: Float64Array, weights: Float64Array): FittedMissing {
  if (missing === "error" || missing === "drop") return { policy: missing };
  if (typeof missing === "object") return { policy: "fill", fill: missing.fill };
  const spread = distribution(numbers, weights);
  if (spread.sorted.length === 0) {
    throw new InputError("no-values", where, `column \`${column}\` must have values to take a ${missing} of`, "missing cells only", { column });
  }
  if (missing === "median") return { policy: "fill", fill: quantile(spread, 0.5) };
  if (missing === "mode") return { policy: "fill", fill: mode(spread) };
  const present = weights.filter((_, i) => !Number.isNaN(numbers[i]));
  return { policy: "fill", fill: moments(numbers.filter((x) => !Number.isNaN(x)), present).mean };
}

/** The value of most weight, the lowest of them on a tie. */
function mode({ sorted, upTo }: Distribution): number {
  let best = sorted[0];
  let most = 0;
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    if (upTo[i] - start > most) {
      most = upTo[i] - start;
      best = sorted[i];
    }
    start = upTo[i];
  }
  return best;
}

/** Center and scale; a constant gets scale 1, a column whose interquartile range is 0 its standard deviation. */
function fitScale(where: string, { column, scale: kind }: ResolvedFeature, values: Float64Array, weights: Float64Array): [number, number] {
  const { mean, deviation, min, max } = moments(values, weights);
  if (min === max) return [min, 1];
  if (max - min < leastScale) {
    const rule = `column \`${column}\`: its numbers must be equal or differ by at least ${leastScale}`;
    throw new InputError("out-of-range", where, rule, `${min} to ${max}`, { column });
  }
  if (kind === "min-max") return [mean, max - min];
  if (kind === "standard") return [mean, deviation];
  const spread = distribution(values, weights);
  const range = quantile(spread, 0.75) - quantile(spread, 0.25);
  return [quantile(spread, 0.5), range >= leastScale ? range : deviation];
}
