import { listParts, shorten } from "../core/text.ts";
import { checkDrawn } from "../segment/check-result.ts";
import type { Segmentation } from "../segment/types.ts";
import { countOf, formatCount, formatPercent } from "./figures.ts";
import { textWidth } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { bar, numberedNames, rowLabels } from "./rows.ts";
import { label, textSize } from "./svg.ts";

const barHeight = 18;

/**
 * Bars of the sizes of the segments, largest first, each with its number of rows and its share of the weight.
 *
 * @returns an SVG, as text
 * @throws {@link InputError} on what is no segmentation, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { sizesPlot } from "audience-segmentation/plot";
 *
 * const svg = sizesPlot(clusterSegments({ spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] }, { k: 2 }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // Sizes of 2 segments, rows and shares
 * ```
 */
export function sizesPlot(result: Segmentation, options: PlotOptions = {}): string {
  const where = "sizesPlot";
  const canvas = resolvePlotOptions(where, options);
  const { segments } = checkDrawn(where, result);
  const rows = segments.reduce((sum, { size }) => sum + size, 0);
  const heading = headingOf(canvas, `Sizes of ${countOf(segments.length, "segment")}, rows and shares`);
  const names = rowLabels(numberedNames(result), canvas.width);
  const figures = segments.map(({ size, share }) => `${formatCount(size)} · ${formatPercent(share)}`);
  const room = canvas.width - names.left - margin - Math.max(...figures.map((figure) => textWidth(figure, textSize))) - 10;

  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - margin) / segments.length;
  const rowHeight = Math.max(names.head + barHeight + 8, asked);
  const largest = Math.max(...segments.map(({ share }) => share));
  const parts = segments.flatMap(({ share }, s) => {
    const top = heading.bottom + s * rowHeight;
    const height = rowHeight - names.head - 8;
    const length = Math.max(1, (room * share) / largest);
    const middle = top + names.head + height / 2;
    return [
      names.draw(s, top, height),
      bar(s, names.left, top + names.head, length, height),
      label(names.left + length + 8, middle, figures[s]),
    ];
  });
  const words = segments.map(({ name, share }) => `${shorten(name)}: ${formatPercent(share)}`);
  const description = `The shares of ${countOf(segments.length, "segment")} in ${countOf(rows, "row")}. ${listParts(words)}.`;
  return picture(canvas, heading, description, parts, heading.bottom + segments.length * rowHeight + margin);
}
