import { checkInteger, checkNumber, isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Elbow } from "../validity/elbow.ts";
import { type Box, xAxis, xAxisHeight, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { colourOf } from "./colour.ts";
import { countOf, formatFigure } from "./figures.ts";
import { textWidth } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { type AxisScale, linearScale } from "./scale.ts";
import { element, label, line, round, textSize, titleOf } from "./svg.ts";

/** Options for {@link elbowPlot}. */
export interface ElbowPlotOptions extends PlotOptions {
  /**
   * The k that was chosen.
   * @defaultValue a segmentation's k; of a curve alone none is marked
   */
  readonly k?: number | undefined;
}

const markLine = 18;

/**
 * The elbow: the within-cluster sum of squares (WCSS, the inertia) of k-means for each number of segments, with the knee of the
 * curve and the k that was chosen marked.
 *
 * @param curve - what `elbow` gives, or a segmentation that has one, which it has where k was chosen
 * @returns an SVG, as text
 * @throws {@link InputError} on anything else, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { elbow, matrix } from "audience-segmentation";
 * import { elbowPlot } from "audience-segmentation/plot";
 *
 * const svg = elbowPlot(elbow(matrix([[1], [2], [3], [21], [22], [23], [61], [62]]), { kMax: 5 }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // How many segments? The elbow
 * ```
 */
export function elbowPlot(curve: Elbow | Segmentation, options: ElbowPlotOptions = {}): string {
  const where = "elbowPlot";
  const canvas = resolvePlotOptions(where, options, ["k"]);
  const { k, inertia, knee } = checkElbow(where, curve);
  const asked = options.k ?? kOf(curve);
  const chosen = asked === undefined ? undefined : checkInteger(where, "k", asked, 1);
  const heading = headingOf(canvas, "How many segments? The elbow");

  const x = linearScale(k[0], k[k.length - 1], 1), y = linearScale(0, Math.max(...Array.from(inertia)));
  const marks = marksOf(chosen, knee).filter(({ at }) => at >= x.min && at <= x.max);
  const top = heading.bottom + yNameHeight + marks.length * markLine;
  const bottom = Math.max(top + 80, (canvas.height ?? 400) - margin - xAxisHeight);
  const { ticks, width } = yTicks(y, bottom - top);
  const box = { left: margin + width, top, right: canvas.width - margin - 12, bottom };
  const points = Array.from(
    k,
    (value, i) => [box.left + x.at(value) * (box.right - box.left), bottom - y.at(inertia[i]) * (bottom - top)] as const,
  );
  const parts = [
    ...yAxis(y, ticks, { ...box, top: heading.bottom + yNameHeight }, "Within-cluster sum of squares (WCSS)", margin).slice(-1),
    ...yAxis(y, ticks, box, "", margin).slice(0, -1),
    ...xAxis(x, box, "Number of segments (k)"),
    ...marks.flatMap((mark, i) => drawMark(mark, heading.bottom + yNameHeight + (i + 0.5) * markLine, x, box)),
    element("path", {
      d: `M${points.map(([px, py]) => `${round(px)} ${round(py)}`).join("L")}`,
      fill: "none",
      stroke: colourOf(0),
      "stroke-width": 2,
    }),
    ...points.map(([cx, cy], i) => {
      const style = { r: k[i] === chosen ? 6 : 4, fill: colourOf(k[i] === chosen ? 1 : 0) };
      return element("circle", { cx, cy, ...style }, ...titleOf(`${countOf(k[i], "segment")}: ${formatFigure(inertia[i])}`));
    }),
  ];
  const fall = Array.from(k, (value, i) => `${value}: ${formatFigure(inertia[i])}`).join("; ");
  const bend = knee === undefined ? "The curve has no clear bend (knee)." : `The curve bends most (the knee) at ${knee}.`;
  const said = chosen === undefined ? bend : `${bend} ${countOf(chosen, "segment")} ${chosen === 1 ? "was" : "were"} chosen.`;
  return picture(
    canvas,
    heading,
    `How much rows differ from the mean of their segment (within-cluster sum of squares), by the number of segments. ${fall}. ${said}`,
    parts,
    bottom + xAxisHeight + margin,
  );
}

function checkElbow(where: string, curve: unknown): Elbow {
  const given = (curve as Partial<Segmentation> | undefined)?.elbow ?? (curve as Partial<Elbow> | undefined) ?? {};
  const { k, inertia, knee } = given as Partial<Elbow>;
  if (!isArrayLike(k) || !isArrayLike(inertia) || k.length === 0 || k.length !== inertia.length) {
    const hint = "what elbow gives, or a segmentation whose k was chosen";
    throw new InputError("not-an-elbow", where, `\`curve\` must be ${hint}`, show(curve));
  }
  for (let i = 0; i < k.length; i++) {
    checkInteger(where, `k[${i}]`, k[i], i === 0 ? 1 : k[i - 1] + 1);
    checkNumber(where, `inertia[${i}]`, inertia[i], 0);
  }
  if (knee !== undefined) checkNumber(where, "knee", knee, k[0] as number, k[k.length - 1] as number);
  return { k: k as Int32Array, inertia: inertia as Float64Array, knee };
}

function kOf(curve: Elbow | Segmentation): number | undefined {
  return "segments" in curve ? curve.k : undefined;
}

interface Mark {
  readonly at: number;
  readonly words: string;
}

function marksOf(chosen: number | undefined, knee: number | undefined): Mark[] {
  if (chosen !== undefined && chosen === knee) return [{ at: chosen, words: `chosen, and the knee: ${chosen}` }];
  const marks: Mark[] = chosen === undefined ? [] : [{ at: chosen, words: `chosen: ${chosen}` }];
  return knee === undefined ? marks : [...marks, { at: knee, words: `knee: ${knee}` }];
}

/** A dashed line down from its words, which stay within the box. */
function drawMark({ at, words }: Mark, y: number, scale: AxisScale, { left, right, bottom }: Box): string[] {
  const x = left + scale.at(at) * (right - left);
  const half = textWidth(words, textSize, true) / 2;
  const middle = Math.max(left + half, Math.min(right - half, x));
  return [
    line(x, y + 8, x, bottom, { "stroke-dasharray": "4 3", opacity: 0.6 }),
    label(middle, y, words, { anchor: "middle", isBold: true }),
  ];
}
