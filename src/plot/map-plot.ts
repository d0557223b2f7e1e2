import { checkFlag, checkOneOf } from "../core/check.ts";
import { pick, rowsByGroup } from "../core/numbers.ts";
import { listParts, shorten } from "../core/text.ts";
import { toRows } from "../encode/encoded-rows.ts";
import { segmentedTable } from "../insight/segmented-table.ts";
import { type SegmentSource, weightsOf } from "../segment/options.ts";
import { encodeRows } from "../segment/predict.ts";
import type { Segment, Segmentation } from "../segment/types.ts";
import { type Principal, principalComponents } from "../stats/principal.ts";
import type { Box } from "./axes.ts";
import { type Chip, chipLines, coverOf, drawChips, placeChips, type PlacedChip } from "./chips.ts";
import { colourOf, isRepeated } from "./colour.ts";
import { countOf, formatPercent } from "./figures.ts";
import { hullOf, innerPoints } from "./hull.ts";
import { legend, note } from "./legend.ts";
import { wrapText } from "./measure-text.ts";
import { type Canvas, headingOf, margin, picture, type PlotOptions, resolvePlotOptions } from "./picture.ts";
import { drawHexagons, drawPoints, mostPoints, type Naming, type Places } from "./points.ts";
import { numberedNames } from "./rows.ts";
import { mainRange } from "./scale.ts";
import { element, label, line, rect, roundPoint, textSize, titleOf } from "./svg.ts";

/** Options for {@link mapPlot}. */
export interface MapPlotOptions extends PlotOptions {
  /**
   * `"points"`: one dot a row. `"hexagons"`: the stronger the colour, the more rows; of the colour of the segment with the most.
   * @defaultValue "points" for up to 4 000 rows
   */
  readonly marks?: "points" | "hexagons" | undefined;
  /**
   * What is drawn around each segment. `"hull"`: the hull of the 90 % of its rows that are nearest to its middle. `"none"`: nothing.
   * @defaultValue "hull"
   */
  readonly outline?: "hull" | "none" | undefined;
  /**
   * What stands at the middle of each segment. `"names"`: its name. `"numbers"`: its number, and the names are below the map.
   * @defaultValue "names" where all of them find room
   */
  readonly labels?: "names" | "numbers" | undefined;
  /**
   * Whether the names stand below a map with numbers; a page that lists them beside the map needs them no second time.
   * @defaultValue true
   */
  readonly legend?: boolean | undefined;
  /**
   * The name of a column of weights, or one weight a row, by which the segments were made. They count in the two directions and in
   * where the middle of a segment is.
   * @defaultValue all 1
   */
  readonly weights?: string | ArrayLike<number> | undefined;
}

const own = ["marks", "outline", "labels", "legend", "weights"];
const innerShare = 0.9;

/**
 * The map of the customers: every row by the two directions in which rows differ most, the first two principal components of the matrix
 * that {@link encode} gives, coloured by segment. Customers that stand far apart differ; those that stand close together may differ in
 * what the map cannot show. Both directions have the same scale, and say what share of the variance they hold and which columns grow and
 * fall along them; each points to where the column with the greatest part in it grows.
 *
 * Rows that the model drops are left out. A few rows far from all others stand at the edge, which the picture says.
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of
 * @returns an SVG, as text
 * @throws {@link InputError} where `encode` does, on a table with other rows, and on unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { mapPlot } from "audience-segmentation/plot";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 8] };
 * const svg = mapPlot(clusterSegments(table, { k: 2 }), table);
 * console.log(/<title>(.*)<\/title>/.exec(svg)![1]); // of an SVG, as text
 * // A map of the customers, by segment
 * ```
 */
export function mapPlot(result: Segmentation, source: SegmentSource, options: MapPlotOptions = {}): string {
  const where = "mapPlot";
  const canvas = resolvePlotOptions(where, options, own);
  const { outline = "hull", labels, legend: hasLegend = true } = options;
  checkFlag(where, "legend", hasLegend);
  checkOneOf(where, "outline", outline, ["hull", "none"]);
  if (labels !== undefined) checkOneOf(where, "labels", labels, ["names", "numbers"]);
  const table = segmentedTable(where, result, source);
  const given = weightsOf(where, table.frame, options.weights);
  const encoding = encodeRows(where, table.model, table.source);
  const { marks = encoding.rows <= mostPoints ? "points" : "hexagons" } = options;
  checkOneOf(where, "marks", marks, ["points", "hexagons"]);
  const { kept } = encoding;
  const weights = kept === undefined ? given : pick(given, kept);
  const segments = kept === undefined ? Int32Array.from(result.labels) : kept.map((row) => result.labels[row]);
  const found = principalComponents(toRows(where, encoding, weights), 2);
  return drawMap(canvas, result, { found, segments, weights, marks, outline, labels, hasLegend });
}

/** What a map shows. */
interface Mapped extends Required<Pick<MapPlotOptions, "marks" | "outline">>, Pick<MapPlotOptions, "labels"> {
  readonly hasLegend: boolean;
  readonly found: Principal;
  /** The segment of each row that was encoded. */
  readonly segments: Int32Array;
  readonly weights: Float64Array;
}

const axisLine = 16;
const gap = 8;

function drawMap(canvas: Canvas, result: Segmentation, map: Mapped): string {
  const heading = headingOf(canvas, "A map of the customers, by segment");
  const width = canvas.width - 2 * margin;
  const [across, up] = [0, 1].map((at) => sayDirection(map.found, at, result.features));
  const [below, above] = [`→ ${across}`, `↑ ${up}`].map((words) => wrapText(words, width, textSize, mostColumns));
  const top = heading.bottom + above.length * axisLine + 4;
  const frame = frameOf(map, { left: margin, top, right: canvas.width - margin, bottom: top }, canvas.height);
  const { box, places, outside } = frame;
  const centres = centresOf(places, map.weights, result.k);
  const { chips, isNamed } = chipsFor(result, centres, box, map.labels);

  const hulls = map.outline === "hull" ? hullsOf(places, centres, result, map.marks === "hexagons") : [];
  const naming: Naming = { titles: result.segments.map(titleOfSegment), attributesOf: (s) => ({ "data-segment": String(s) }) };
  const hexagons = map.marks === "hexagons" ? drawHexagons(places, naming) : undefined;
  const dots = hexagons?.parts ?? drawPoints(places, naming);

  const wordsTop = box.bottom + 2;
  const words = [
    ...above.map((text, i) => label(margin, heading.bottom + (i + 0.5) * axisLine, text)),
    ...below.map((text, i) => label(margin, wordsTop + (i + 0.5) * axisLine, text)),
  ];
  const said = sayMarks(hexagons?.words, outside, hulls.length > 0);
  const remark = note(said, canvas.width, wordsTop + below.length * axisLine + 2);
  const keyTop = wordsTop + below.length * axisLine + 2 + remark.height + gap;
  const key = isNamed || !map.hasLegend ? { parts: [], height: -gap } : legend(numberedNames(result), margin, keyTop, width);
  const marks = hexagons === undefined ? [...hulls, ...dots] : [...dots, ...hulls]; // hexagons would cover an outline
  const parts = [...groundOf(frame), ...marks, ...words, ...remark.parts, ...drawChips(chips), ...key.parts];
  const directions = `by the two directions in which they differ most. To the right, ${across}. Upwards, ${up}.`;
  const description = `A map of ${countOf(places.count, "row")} ${directions} ${said} Each colour is a segment: ${listParts(numberedNames(result).map((name) => shorten(name)))}.`;
  return picture(canvas, heading, description, parts, keyTop + key.height + margin);
}

const mostColumns = 4;
const leastCorrelation = 0.4;

/** What a direction stands for: its share of the differences (of the variance), and the columns that go with it most. */
function sayDirection({ shares, correlations }: Principal, at: number, features: readonly string[]): string {
  if (shares[at] === 0) return at === 0 ? "no differences: all rows are alike" : "no further differences";
  const order = Array.from(correlations[at], (_, j) => j).sort((a, b) => {
    const one = Math.abs(correlations[at][a]), other = Math.abs(correlations[at][b]);
    return Math.abs(one - other) > 1e-9 ? other - one : a - b;
  });
  const told = order.slice(0, mostColumns).filter((j, i) => i === 0 || Math.abs(correlations[at][j]) >= leastCorrelation);
  const named = (sign: 1 | -1): string[] => told.filter((j) => sign * correlations[at][j] > 0).map((j) => shorten(features[j], 40));
  const more = named(1), less = named(-1);
  const said = [...(more.length > 0 ? [`more ${more.join(", ")}`] : []), ...(less.length > 0 ? [`less ${less.join(", ")}`] : [])];
  return `${formatPercent(shares[at])} of the differences: ${said.join("; ")}`;
}

/** Where rows stand in the picture, and what it shows of the plane. */
interface Frame {
  readonly box: Box;
  readonly places: Places;
  /** Where the mean of all rows is. */
  readonly middle: readonly [number, number];
  /** How many rows stand at the edge because they lie beyond it. */
  readonly outside: number;
}

const lowest = 0.45, highest = 0.8; // of the width
const inset = 8;

/** Both directions have one scale; the box is as high as that asks for, between bounds. */
function frameOf({ found, segments }: Mapped, corner: Box, height: number | undefined): Frame {
  const isShown = (i: number): boolean => segments[i] >= 0;
  const [xs, ys] = found.scores.map((scores) => scores.map((score, i) => (isShown(i) ? score : NaN)));
  const [[left, right], [low, high]] = [xs, ys].map((values) => mainRange(values) ?? [0, 0]);
  const width = corner.right - corner.left - 2 * inset;
  const wanted = right > left ? (width * (high - low)) / (right - left) : highest * width;
  const usual = Math.max(lowest * width, Math.min(Math.min(highest * width, 480), wanted)) + 2 * inset;
  const box = { ...corner, bottom: corner.top + Math.max(160, height === undefined ? usual : height - corner.top - 60) };
  const fits = [width / (right - left), (box.bottom - box.top - 2 * inset) / (high - low)].filter((one) => Number.isFinite(one));
  const scale = fits.length === 0 ? 1 : Math.min(...fits);
  const place = (middle: number, centre: number, sign: 1 | -1, [from, to]: readonly [number, number]) => (value: number): number =>
    Math.max(from, Math.min(to, centre + sign * scale * (value - middle)));
  const atX = place((left + right) / 2, (box.left + box.right) / 2, 1, [box.left + inset, box.right - inset]);
  const atY = place((low + high) / 2, (box.top + box.bottom) / 2, -1, [box.top + inset, box.bottom - inset]);
  let outside = 0, count = 0;
  for (let i = 0; i < xs.length; i++) {
    if (!isShown(i)) continue;
    count++;
    if (xs[i] < left || xs[i] > right || ys[i] < low || ys[i] > high) outside++;
  }
  const places = { x: xs.map(atX), y: ys.map(atY), codes: segments, count };
  return { box, places, middle: [atX(0), atY(0)], outside };
}

/** The edge of the map, and lines through the mean of all rows. */
function groundOf({ box: { left, top, right, bottom }, middle: [x, y] }: Frame): string[] {
  const faint = { opacity: 0.14 };
  const edge = rect(left, top, right - left, bottom - top, { fill: "none", stroke: "currentColor", ...faint });
  return [edge, line(x, top, x, bottom, faint), line(left, y, right, y, faint)];
}

/** The middle of each segment: the weighted mean of the places of its rows; NaN of none. */
function centresOf({ x, y, codes }: Places, weights: Float64Array, k: number): (readonly [number, number])[] {
  const sums = new Float64Array(3 * k);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue;
    sums[3 * codes[i]] += weights[i] * x[i];
    sums[3 * codes[i] + 1] += weights[i] * y[i];
    sums[3 * codes[i] + 2] += weights[i];
  }
  return Array.from({ length: k }, (_, s) => [sums[3 * s] / sums[3 * s + 2], sums[3 * s + 1] / sums[3 * s + 2]] as const);
}

/**
 * The outline of each segment's inner rows, the larger segments first: filled below dots; above hexagons a line with an edge of the
 * text's colour.
 */
function hullsOf(
  { x, y, codes }: Places,
  centres: readonly (readonly [number, number])[],
  { segments }: Segmentation,
  isAbove: boolean,
): string[] {
  return rowsByGroup(codes, segments.length).flatMap((rows, s) => {
    const corners = hullOf(innerPoints({ x: pick(x, rows), y: pick(y, rows) }, centres[s], innerShare));
    if (corners.length < 3) return [];
    const path = `M${corners.map(([px, py]) => `${roundPoint(px)} ${roundPoint(py)}`).join("L")}Z`;
    const fill = isAbove ? { fill: "none" } : { fill: colourOf(s), "fill-opacity": 0.1 };
    const style = { ...fill, stroke: colourOf(s), "stroke-width": 1.5, "stroke-linejoin": "round" };
    const casing = { fill: "none", stroke: "currentColor", "stroke-opacity": 0.5, "stroke-width": 3.5, "stroke-linejoin": "round" };
    const under = isAbove ? [element("path", { d: path, ...casing })] : [];
    const dashed = isRepeated(s) ? { "stroke-dasharray": "5 3" } : {};
    const title = titleOf(titleOfSegment(segments[s], s));
    return [...under, element("path", { d: path, ...style, ...dashed, "data-segment": String(s) }, ...title)];
  });
}

function titleOfSegment({ name, share }: Segment, s: number): string {
  return `${s + 1}. ${shorten(name)}, ${formatPercent(share)}`;
}

const mostNamed = 12;
const chipWidth = 150;
const chipRows = 3;
const mostCover = 0.3; // of the map
// how far a name may stand from where it belongs
const farAcross = 80;
const farUp = 48;

/** Names at the centres, where all find room near them, or else numbers. */
function chipsFor(
  { segments }: Segmentation,
  centres: readonly (readonly [number, number])[],
  box: Box,
  asked: MapPlotOptions["labels"],
): { chips: PlacedChip[]; isNamed: boolean } {
  const chipsWith = (linesOf: (s: number) => readonly string[]): Chip[] => segments.flatMap((segment, s) => {
    const [x, y] = centres[s];
    return Number.isNaN(x) ? [] : [{ at: s, lines: linesOf(s), x, y, title: titleOfSegment(segment, s) }];
  });
  const width = Math.min(chipWidth, (box.right - box.left) / 2);
  const names = segments.map(({ name }) => chipLines(name, width, chipRows));
  const mayName = asked === "names" || (asked === undefined && segments.length <= mostNamed);
  if (mayName && names.every((lines) => lines !== undefined)) {
    const named = chipsWith((s) => names[s]!);
    const placed = placeChips(named, box);
    const isNear = ({ chip, x, y }: PlacedChip): boolean => Math.abs(x - chip.x) <= farAcross && Math.abs(y - chip.y) <= farUp;
    const isFull = coverOf(named) > mostCover * (box.right - box.left) * (box.bottom - box.top);
    const isLegible = asked === "names" || (!isFull && placed.every(isNear));
    if (placed.length === named.length && isLegible) return { chips: placed, isNamed: true };
  }
  return { chips: placeChips(chipsWith((s) => [String(s + 1)]), box), isNamed: false };
}

/** What the marks mean, in sentences. */
function sayMarks(hexagons: string | undefined, outside: number, hasHulls: boolean): string {
  const sentences = [
    hexagons === undefined ? "One dot for each row." : `${hexagons}.`,
    ...(hasHulls ? ["Each outline holds the 90 % of a segment that are nearest to its middle."] : []),
    ...(outside > 0 ? [`${countOf(outside, "row")} far from all others ${outside === 1 ? "stands" : "stand"} at the edge.`] : []),
  ];
  return sentences.join(" ");
}
