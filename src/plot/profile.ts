import type { Segmentation } from "../segment/types.ts";

/** How every segment differs from all rows in every feature; see {@link profilePlot} for the unit. Assumes validated input. */
export function profileOf({ segments, features, centroids }: Segmentation): number[][] {
  const weight = segments.reduce((sum, { share }) => sum + share, 0);
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value, s) => sum + (value * segments[s].share) / weight, 0);
  const columns = features.map((feature, f) => {
    const isLevel = !Object.hasOwn(segments[0].medians, feature);
    const values = segments.map(({ means }, s) => (isLevel ? means[feature] : centroids.data[s * centroids.cols + f]));
    const mean = meanOf(values);
    const deviation = isLevel ? Math.sqrt(Math.max(0, mean * (1 - mean))) : 1;
    return values.map((value) => (deviation > 1e-9 ? (value - mean) / deviation : 0));
  });
  return segments.map((_, s) => columns.map((column) => column[s]));
}
