import { checkMatrix } from "../core/matrix.ts";
import { listParts, shorten } from "../core/text.ts";
import { checkDrawn } from "../segment/check-result.ts";
import type { Segmentation } from "../segment/types.ts";
import { diverging } from "./colour.ts";
import { countOf } from "./figures.ts";
import { type HeatCell, heatmap } from "./heatmap.ts";
import { shadeLegend, shadeLegendHeight } from "./legend.ts";
import { featuresInOrder } from "./months.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { numberedNames } from "./rows.ts";

const deepest = 2; // differences beyond it have the strongest shade

/**
 * The heatmap of how every segment differs from all rows: one row a feature, one column a segment.
 *
 * A cell is the segment's mean less the mean of all. For a category's level it is in standard deviations of the level's dummy, for
 * a number in the unit in which it was clustered: standard deviations, too, unless the feature has a transform, a weight, or
 * another scale. Shades end at 2; the figure in the cell does not.
 *
 * @returns an SVG, as text
 * @throws {@link InputError} on what is no segmentation, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { profilePlot } from "audience-segmentation/plot";
 *
 * const svg = profilePlot(clusterSegments({ spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] }, { k: 2 }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // How the segments differ from all customers
 * ```
 */
export function profilePlot(result: Segmentation, options: PlotOptions = {}): string {
  const where = "profilePlot";
  const canvas = resolvePlotOptions(where, options);
  const { features, segments, centroids } = checkDrawn(where, result);
  checkMatrix(where, centroids, segments.length, "result.centroids");
  const heading = headingOf(canvas, "How the segments differ from all customers");
  const differences = profileOf(result);
  const order = featuresInOrder(features);
  const cell = (i: number, j: number): HeatCell => {
    const difference = differences[j][order[i]];
    return { text: signed(difference), fill: diverging(difference / deepest) };
  };
  const height = canvas.height === undefined ? undefined : canvas.height - heading.bottom - shadeLegendHeight - margin;
  const place = { top: heading.bottom, width: canvas.width, rowHeight: { min: 18, max: 24 }, height };
  const map = heatmap({ rows: order.map((at) => features[at]), columns: numberedNames(result), cell }, place);
  const words = ["-2 or less", "0", "2 or more"] as const;
  const key = shadeLegend(words, map.left, map.bottom, canvas.width);
  const tops = segments.map(({ name }, s) => strongestOf(name, features, differences[s]));
  const description = `How far each segment lies from the mean of all rows in ${countOf(features.length, "feature")}, in standard deviations. The largest difference of each: ${listParts(tops)}.`;
  return picture(canvas, heading, description, [...map.parts, ...key.parts], map.bottom + key.height + margin);
}

function signed(difference: number): string {
  const text = Math.abs(difference) < 1000 ? difference.toFixed(1) : difference.toExponential(0).replace("e+", "e");
  if (/^-?0\.0$/.test(text)) return "0.0";
  return difference > 0 ? `+${text}` : text;
}

function strongestOf(name: string, features: readonly string[], differences: readonly number[]): string {
  let strongest = 0;
  differences.forEach((difference, f) => {
    if (Math.abs(difference) > Math.abs(differences[strongest])) strongest = f;
  });
  return `${shorten(name)} in ${shorten(features[strongest])} (${signed(differences[strongest])})`;
}

/** How every segment differs from all rows in every feature; see {@link profilePlot} for the unit. Assumes validated input. */
function profileOf({ segments, features, centroids }: Segmentation): number[][] {
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
