import { isArrayLike } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Segmentation } from "../segment/types.ts";
import { type Criterion, type CriterionName, criterionNames } from "../validity/choose-k.ts";
import { colourOf } from "./colour.ts";
import { countOf, formatFigure } from "./figures.ts";
import { note } from "./legend.ts";
import { fitText, textWidth } from "./measure-text.ts";
import { headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { linearScale } from "./scale.ts";
import { element, label, line, round, smallSize, textSize, titleOf } from "./svg.ts";

/** What a criterion measures, in words, and which figures speak for a number of segments. */
const measures: Readonly<Record<CriterionName, readonly [name: string, best: string]>> = {
  dendrogram: ["Height of the merges", "cut at 0.7 of the highest"],
  "height-gap": ["Gap between the merges", "the greatest"],
  "calinski-harabasz": ["Variance ratio (Caliński-Harabasz)", "the highest"],
  "davies-bouldin": ["Overlap (Davies-Bouldin)", "the lowest"],
  silhouette: ["Silhouette", "the highest"],
  elbow: ["Within-cluster sum of squares", "the knee"],
  icl: ["Mixture likelihood (ICL)", "the lowest"],
  stability: ["Stability", "the largest k that is found again"],
  gap: ["Gap statistic", "the first that is high enough"],
};

const panelGap = 22;
const leastPanel = 200;
const plotHeight = 84;
const lowHeight = 60; // where all stand below each other
const headHeight = 36;
const aroundPlot = 68; // its name above it, the numbers of segments and a gap below

/**
 * What every criterion says of each number of segments: a small curve for each, with the number that it suggests marked by a large dot, and
 * the number that was chosen by a dashed line. Where they disagree, several numbers of segments are defensible.
 *
 * @param result - a segmentation whose k was chosen, or asked for together with a criterion
 * @returns an SVG, as text
 * @throws {@link InputError} on what is no segmentation, on one without criteria, or on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { criteriaPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 8] };
 * const svg = criteriaPlot(clusterSegments(table, { k: [2, 4], choose: "silhouette" }));
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // How many segments? What 7 criteria say
 * ```
 */
export function criteriaPlot(result: Pick<Segmentation, "choice">, options: PlotOptions = {}): string {
  const where = "criteriaPlot";
  const canvas = resolvePlotOptions(where, options);
  const { k, criteria } = checkCriteria(where, result);
  const who = criteria.length === 1 ? "one criterion says" : `${criteria.length} criteria say`;
  const heading = headingOf(canvas, `How many segments? What ${who}`);
  const room = canvas.width - 2 * margin;
  const columns = Math.max(1, Math.min(3, criteria.length, Math.floor((room + panelGap) / (leastPanel + panelGap))));
  const width = (room - panelGap * (columns - 1)) / columns;
  const rows = Math.ceil(criteria.length / columns);
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - 30 - margin) / rows - aroundPlot;
  const height = Math.max(columns === 1 && rows > 1 ? lowHeight : plotHeight, asked);
  const most = criteria.reduce((count, { scores }) => Math.max(count, scores.length), Math.max(2, k));
  const parts = criteria.flatMap((criterion, at) => {
    const left = margin + (at % columns) * (width + panelGap);
    const top = heading.bottom + Math.floor(at / columns) * (height + aroundPlot);
    return drawPanel(criterion, k, most, { left, top, width, height });
  });
  const bottom = heading.bottom + rows * (height + aroundPlot);
  const remark = note(`Large dot: what the criterion suggests. Dashed: ${countOf(k, "segment")}, as chosen.`, canvas.width, bottom);
  const said = criteria.map(({ name, k: own }) => `${measures[name][0]}: ${own ?? "none"}`);
  const description = `A curve for each criterion: its score of every number of segments. ${countOf(k, "segment")} ${k === 1 ? "was" : "were"} chosen. What each criterion suggests: ${said.join("; ")}.`;
  return picture(canvas, heading, description, [...parts, ...remark.parts], bottom + remark.height + margin);
}

interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One criterion: its name and what it suggests, its figures by k, the least and the greatest of them at the left. */
function drawPanel({ name, k, scores }: Criterion, chosen: number, most: number, { left, top, width, height }: Panel): string[] {
  const [measure, best] = measures[name];
  const suggests = k === undefined ? "no opinion" : `suggests ${k}`;
  const shown = Array.from(scores, (score, i) => [i + 1, score] as const).filter(([, score]) => Number.isFinite(score));
  const [min, max] = shown.reduce(([low, high], [, score]) => [Math.min(low, score), Math.max(high, score)], [Infinity, -Infinity]);
  const ends = shown.length === 0 ? [] : max > min ? [max, min] : [max];
  const figures = ends.map((score) => formatFigure(Math.abs(score) < 1e-9 * (max - min) ? 0 : score));
  const start = left + Math.max(0, ...figures.map((text) => textWidth(text, smallSize))) + 10;
  const x = linearScale(1, most), y = shown.length === 0 ? linearScale(0, 1) : linearScale(min, max);
  const box = { top: top + headHeight, bottom: top + headHeight + height };
  const atX = (value: number): number => start + 6 + x.at(value) * (left + width - start - 12);
  const atY = (score: number): number => box.bottom - 5 - y.at(score) * (height - 10);
  const points = shown.map(([at, score]) => [atX(at), atY(score), at, score] as const);
  const path = `M${points.map(([px, py]) => `${round(px)} ${round(py)}`).join("L")}`;
  const isIn = (at: number): boolean => at >= 1 && at <= most;
  const ticks = ticksOf(most, atX);
  return [
    label(left, top + 8, fitText(measure, width, textSize, true), { isBold: true }),
    label(left, top + 24, fitText(`${suggests} (${best})`, width, smallSize), { size: smallSize }),
    line(start, box.bottom, left + width, box.bottom, { opacity: 0.3 }),
    ...ends.map((score, i) => label(start - 6, atY(score), figures[i], { size: smallSize, anchor: "end" })),
    ...ticks.map((at) => label(atX(at), box.bottom + 10, String(at), { size: smallSize, anchor: "middle", isBold: at === k })),
    ...(isIn(chosen) ? [line(atX(chosen), box.top, atX(chosen), box.bottom, { "stroke-dasharray": "4 3", opacity: 0.6 })] : []),
    ...(points.length > 1 ? [element("path", { d: path, fill: "none", stroke: colourOf(0), "stroke-width": 1.5 })] : []),
    ...points.map(([cx, cy, at, score]) => {
      const title = titleOf(`${countOf(at, "segment")}: ${formatFigure(score)}`);
      return element("circle", { cx, cy, r: at === k ? 5 : 2.5, fill: colourOf(at === k ? 1 : 0) }, ...title);
    }),
  ];
}

/** The numbers of segments that are named: as many as stand apart. */
function ticksOf(most: number, atX: (k: number) => number): number[] {
  const widest = textWidth(String(most), smallSize) + 4;
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((step) => atX(1 + step) - atX(1) >= widest) ?? most;
  return Array.from({ length: most }, (_, i) => i + 1).filter((at) => (every === 1 ? true : at % every === 0));
}

function checkCriteria(where: string, result: unknown): { k: number; criteria: readonly Criterion[] } {
  const { k, criteria } = ((result as Partial<Segmentation> | undefined)?.choice ?? {}) as Partial<Segmentation["choice"]>;
  const isOne = (one: Partial<Criterion> | null): boolean =>
    typeof one === "object" && one !== null && criterionNames.includes(one.name!) && isArrayLike(one.scores) &&
    (one.k === undefined || Number.isInteger(one.k)) && Array.prototype.every.call(one.scores, (score) => typeof score === "number");
  if (Number.isInteger(k) && Array.isArray(criteria) && criteria.length > 0 && criteria.every(isOne)) return { k: k!, criteria };
  const isEmpty = Array.isArray(criteria) && criteria.length === 0;
  const rule = "`result` must be a segmentation with criteria: one whose k was chosen, or asked for together with a criterion";
  throw new InputError("not-a-segmentation", where, rule, isEmpty ? "one whose k was given" : show(result));
}
