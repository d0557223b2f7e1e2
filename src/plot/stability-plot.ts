import { InputError, show } from "../core/input-error.ts";
import { listParts, shorten } from "../core/text.ts";
import type { SegmentStability, Stability } from "../segment/stability.ts";
import { colourOf } from "./colour.ts";
import { formatTwoDecimals, sayExtremes, wholePercent } from "./figures.ts";
import { note } from "./legend.ts";
import { textWidth } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { bar, rowLabels } from "./rows.ts";
import { element, label, rect, textSize, titleOf } from "./svg.ts";

const barHeight = 18;

/**
 * How often each segment was found again when rows were resampled: a bar of the resamples, in the segment's colour where it was found
 * again (an overlap above 0.75), lighter where it was found in part, empty where it was lost (0.5 at most); and beside it the share in
 * which it was found again, with the mean overlap.
 *
 * @param found - what `stability` gives
 * @returns an SVG, as text
 * @throws {@link InputError} on anything else, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { stability } from "audience-segmentation";
 * import { stabilityPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 8] };
 * const svg = stabilityPlot(stability(table, { k: 2, resamples: 5 }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // How often each segment is found again
 * ```
 */
export function stabilityPlot(found: Pick<Stability, "segments">, options: PlotOptions = {}): string {
  const where = "stabilityPlot";
  const canvas = resolvePlotOptions(where, options);
  const segments = checkStability(where, found);
  const heading = headingOf(canvas, "How often each segment is found again");
  const names = rowLabels(segments.map(({ name }, s) => `${s + 1}. ${name}`), canvas.width);
  const figures = segments.map(({ recovered, jaccard }) => `${wholePercent(recovered)} · ${formatTwoDecimals(jaccard)}`);
  const room = canvas.width - names.left - margin - Math.max(...figures.map((figure) => textWidth(figure, textSize))) - 10;
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - 30 - margin) / segments.length;
  const rowHeight = Math.max(names.head + barHeight + 8, asked);
  const parts = segments.flatMap((segment, s) => {
    const top = heading.bottom + s * rowHeight;
    const height = rowHeight - names.head - 8;
    return [
      names.draw(s, top, height),
      drawOutcomes(segment, s, { left: names.left, top: top + names.head, width: room, height }),
      label(canvas.width - margin, top + names.head + height / 2, figures[s], { anchor: "end" }),
    ];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const outcomes = "Full colour: found again (an overlap above 0.75). Lighter: in part. Empty: lost (0.5 at most).";
  const key = note(`${outcomes} Figures: found again, and the mean overlap.`, canvas.width, bottom);
  const said = segments.map(({ name, recovered, jaccard }) => {
    return `${shorten(name)}: ${wholePercent(recovered)} (${formatTwoDecimals(jaccard)})`;
  });
  const extremes = sayExtremes(segments, segments.map(({ recovered }) => recovered));
  const description = `How often each segment was found again: its share of the resamples, and in brackets the mean overlap (1: the same rows).${extremes} ${listParts(said)}.`;
  return picture(canvas, heading, description, [...parts, ...key.parts], bottom + key.height + margin);
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A bar of all resamples: found again, found in part, lost. */
function drawOutcomes({ name, recovered, dissolved }: SegmentStability, s: number, { left, top, width, height }: Place): string {
  const partly = Math.max(0, 1 - recovered - dissolved);
  const shares = [`found again in ${wholePercent(recovered)}`, `in part in ${wholePercent(partly)}`, `lost in ${wholePercent(dissolved)}`];
  return element(
    "g",
    { "data-segment": String(s) },
    ...titleOf(`${shorten(name)}: ${shares.join(", ")}`),
    rect(left, top, width, height, { fill: "none", stroke: "currentColor", "stroke-opacity": 0.35 }),
    ...(recovered > 0 ? [bar(s, left, top, width * recovered, height)] : []),
    ...(partly > 0 ? [rect(left + width * recovered, top, width * partly, height, { fill: colourOf(s), "fill-opacity": 0.4 })] : []),
  );
}

function checkStability(where: string, found: unknown): readonly SegmentStability[] {
  const { segments } = (typeof found === "object" && found !== null ? found : {}) as Partial<Stability>;
  const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
  const isOne = (one: Partial<SegmentStability> | null): boolean => {
    const { name, jaccard, recovered, dissolved } = one ?? {};
    return typeof name === "string" && [jaccard, recovered, dissolved].every(isShare) && recovered! + dissolved! <= 1 + 1e-9;
  };
  if (Array.isArray(segments) && segments.length > 0 && segments.every(isOne)) return segments;
  throw new InputError("not-a-stability", where, "`found` must be what `stability` gives", show(found));
}
