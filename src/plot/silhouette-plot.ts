import { checkNumber, isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { pick, rowsByGroup } from "../core/numbers.ts";
import { listParts, shorten } from "../core/text.ts";
import { checkDrawn } from "../segment/check-result.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Silhouette } from "../validity/silhouette.ts";
import { xAxis, xAxisHeight } from "./axes.ts";
import { colourOf } from "./colour.ts";
import { countOf, formatTwoDecimals, sayExtremes } from "./figures.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { numberedNames, rowLabels } from "./rows.ts";
import { linearScale } from "./scale.ts";
import { element, label, line, round, roundPoint, titleOf } from "./svg.ts";

const leastBand = 20;
const gap = 6;
const meanWidth = 48;

/**
 * The silhouette plot (Rousseeuw 1987): the rows of every segment from the best placed to the worst, each as a line as long as its
 * silhouette, which is 1 in the middle of its segment, 0 between two, and below 0 where another segment is nearer. Segments are as
 * high as they are large, beyond a least height; many rows are thinned to what a screen can show. Means stand at the right.
 *
 * @param silhouette - what `silhouette` gives of the standardised rows and `result.labels`
 * @returns an SVG, as text
 * @throws {@link InputError} where there is not one value a row, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments, encode, silhouette } from "audience-segmentation";
 * import { silhouettePlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] };
 * const result = clusterSegments(table, { k: 2 });
 * const svg = silhouettePlot(silhouette(encode(result.model, table), result.labels), result);
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // How well the rows fit their segments: silhouettes
 * ```
 */
export function silhouettePlot(silhouette: Silhouette, result: Segmentation, options: PlotOptions = {}): string {
  const where = "silhouettePlot";
  const canvas = resolvePlotOptions(where, options);
  const { segments } = checkDrawn(where, result);
  const groups = groupsOf(where, silhouette, result);
  const mean = checkNumber(where, "silhouette.mean", silhouette.mean, -1, 1);
  const rows = groups.reduce((sum, { length }) => sum + length, 0);
  const heading = headingOf(canvas, "How well the rows fit their segments: silhouettes");
  const names = rowLabels(numberedNames(result), canvas.width);
  const fixed = (leastBand + gap + names.head) * groups.length;
  const spare = Math.max(0, (canvas.height ?? Math.max(420, fixed + 100)) - heading.bottom - fixed - xAxisHeight - margin);

  const left = names.left, right = canvas.width - margin - meanWidth;
  const lowest = groups.reduce((least, { sorted, length }) => Math.min(least, length === 0 ? 0 : sorted[length - 1]), 0);
  const scale = linearScale(lowest, 1);
  const at = (value: number): number => left + scale.at(value) * (right - left);
  const parts: string[] = [];
  let y = heading.bottom + gap;
  groups.forEach(({ sorted, length, mean: own }, s) => {
    const height = leastBand + (spare * length) / Math.max(1, rows);
    parts.push(names.draw(s, y, height));
    y += names.head;
    if (length > 0)
      parts.push(
        element("path", { d: bandOf(sorted, y, height, at), fill: colourOf(s) }, ...titleOf(`${shorten(segments[s].name)}: mean ${formatTwoDecimals(own)}`)),
        label(right + meanWidth, y + height / 2, formatTwoDecimals(own), { anchor: "end" }),
      );
    parts.push(line(at(0), y - names.reach(gap), at(0), y + height + gap / 2, { opacity: 0.6 }));
    parts.push(line(at(mean), y - names.reach(gap), at(mean), y + height + gap / 2, { "stroke-dasharray": "4 3" }));
    y += height + gap;
  });
  const box = { left, top: heading.bottom, right, bottom: y };
  const axis = xAxis(scale, box, `Silhouette; dashed: the mean, ${formatTwoDecimals(mean)}`);
  const means = segments.map(({ name }, s) => `${shorten(name)}: ${formatTwoDecimals(groups[s].mean)}`);
  const extremes = sayExtremes(segments, groups.map((group) => group.mean));
  const description = `How well ${countOf(rows, "row")} fit ${countOf(segments.length, "segment")}: silhouettes, from 1 (well inside its segment) through 0 (between two) to -1 (inside another). The mean is ${formatTwoDecimals(mean)}.${extremes} By segment: ${listParts(means)}.`;
  return picture(canvas, heading, description, [...axis, ...parts], y + xAxisHeight + margin);
}

interface Group {
  /** From the highest. */
  readonly sorted: Float64Array;
  readonly length: number;
  readonly mean: number;
}

function groupsOf(where: string, silhouette: unknown, { segments, labels }: Segmentation): Group[] {
  const values = (silhouette as Partial<Silhouette> | undefined)?.values;
  if (!isArrayLike(values) || values.length !== labels.length) {
    const got = isArrayLike(values) ? `${values.length} values for ${labels.length} labels` : show(silhouette);
    throw new InputError("not-a-silhouette", where, `\`silhouette\` must hold one value a row, as silhouette gives`, got);
  }
  const checked = Float64Array.from(labels, (label, row) => {
    return label < 0 ? NaN : checkNumber(where, "silhouette.values", values[row], -1, 1, { row });
  });
  return rowsByGroup(labels, segments.length).map((rows) => {
    const own = pick(checked, rows);
    const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
    return { sorted: own.sort().reverse(), length: own.length, mean };
  });
}

/** The outline of a segment's lines: one step a row, or a row for every half pixel where there are more. */
function bandOf(sorted: Float64Array, top: number, height: number, at: (value: number) => number): string {
  const steps = Math.min(sorted.length, Math.ceil(2 * height));
  const step = height / steps;
  let path = `M${round(at(0))} ${round(top)}`;
  for (let i = 0; i < steps; i++) {
    const row = Math.floor(((i + 0.5) * sorted.length) / steps);
    path += `H${roundPoint(at(sorted[row]))}V${round(top + (i + 1) * step)}`;
  }
  return `${path}H${round(at(0))}Z`;
}
