import { bisect } from "../core/numbers.ts";
import { type Distribution, quantile } from "../core/quantile.ts";
import { shorten } from "../core/text.ts";
import { colourOf, isRepeated } from "./colour.ts";
import { countOf, exponentOf, formatFigure, timesPower } from "./figures.ts";
import { axisScale, type AxisScale, linearScale, mainRange } from "./scale.ts";
import { type Attributes, element, line, rect, round, roundPoint, titleOf } from "./svg.ts";
import { swarm } from "./swarm.ts";

/** The numbers of a segment, or of all rows. */
export interface Group {
  /** The segment; undefined for all rows. */
  readonly at: number | undefined;
  readonly name: string;
  readonly values: Distribution;
}

/** The axis that the numbers of a column share, and the bins that they are counted in. */
export interface Bins {
  readonly scale: AxisScale;
  /** The place of a value on the axis, from 0 to 1; of one beyond its ends the end. */
  readonly at: (value: number) => number;
  /** Where bins begin and end. */
  readonly edges: Float64Array;
  /** How many rows lie beyond the axis. */
  readonly beyond: number;
}

/** The axis of a column, and about `count` bins of round width on it; of whole numbers each bin holds as many of them. */
export function binsOf(where: string, column: string, values: Float64Array, isLog: boolean, count: number): Bins {
  if (isLog) {
    const scale = axisScale(where, column, values, true);
    return withBeyond(scale, evenEdges(scale, count), values);
  }
  const [min, max] = mainRange(values) ?? [0, 1];
  const isWhole = values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  if (!(max - min > 1e-9 * Math.max(Math.abs(min), Math.abs(max)))) {
    const scale = linearScale(min, max);
    return withBeyond(scale, evenEdges(scale, 3), values);
  }
  const step = Math.max(isWhole ? 1 : 0, roundStep((max - min) / count));
  const shift = isWhole && step === 1 ? -0.5 : 0;
  const first = Math.floor((min - shift) / step + 1e-9);
  const last = Math.max(first + 1, isWhole ? Math.floor((max - shift) / step + 1e-9) + 1 : Math.ceil((max - shift) / step - 1e-9));
  const edges = Float64Array.from({ length: last - first + 1 }, (_, i) => shift + (first + i) * step);
  return withBeyond(linearScale(edges[0], edges[edges.length - 1]), edges, values);
}

/** 1, 2 or 5 times a power of ten: the greatest up to half as much again as `rough`. */
function roundStep(rough: number): number {
  const exponent = exponentOf(1.5 * rough);
  return timesPower([5, 2, 1].find((factor) => timesPower(factor, exponent) <= 1.5 * rough) ?? 1, exponent);
}

/** Edges of bins that are as wide as each other on the axis: what lies between two of them is found by halving. */
function evenEdges(scale: AxisScale, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, i) => {
    if (i === 0 || i === count) return i === 0 ? scale.min : scale.max;
    let low = scale.min, high = scale.max;
    for (let step = 0; step < 60; step++) {
      const middle = low + (high - low) / 2;
      if (scale.at(middle) < i / count) low = middle;
      else high = middle;
    }
    return high;
  });
}

function withBeyond(scale: AxisScale, edges: Float64Array, values: Float64Array): Bins {
  const beyond = values.reduce((sum, value) => sum + Number(value < scale.min || value > scale.max), 0);
  return { scale, at: (value) => scale.at(Math.max(scale.min, Math.min(scale.max, value))), edges, beyond };
}

/** The share of a group in each bin; what lies beyond the ends is in the first and the last. */
function sharesIn({ sorted, upTo }: Distribution, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const total = upTo === undefined ? sorted.length : (upTo[upTo.length - 1] ?? 0);
  let before = 0;
  return Float64Array.from({ length: bins }, (_, b) => {
    const rows = b === bins - 1 ? sorted.length : bisect(sorted, edges[b + 1], "left");
    const weight = upTo === undefined || rows === 0 ? rows : upTo[rows - 1];
    const share = (weight - before) / total;
    before = weight;
    return share;
  });
}

/** Where a row of marks stands. */
export interface MarksPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

const grey: Attributes = { fill: "currentColor", "fill-opacity": 0.3 };

function fillOf(at: number | undefined): Attributes {
  return at === undefined ? grey : { fill: colourOf(at) };
}

function edgeOf(at: number | undefined): Attributes {
  return at !== undefined && isRepeated(at) ? { stroke: "currentColor", "stroke-width": 1, "stroke-dasharray": "3 2" } : {};
}

function marked(group: Group, words: string, ...parts: readonly string[]): string {
  const attributes = group.at === undefined ? {} : { "data-segment": String(group.at) };
  return element("g", attributes, ...titleOf(`${shorten(group.name)}: ${words}`), ...parts);
}

function sayMedian({ values }: Group): string {
  return `${countOf(values.sorted.length, "row")}, median ${formatFigure(quantile(values, 0.5))}`;
}

/** The bars of a group, and the outline of those of others: both are shares of their rows, and the highest is as high as the place. */
export function drawHistogram(group: Group, others: Group | undefined, bins: Bins, { left, right, top, height }: MarksPlace): string[] {
  const shares = sharesIn(group.values, bins.edges);
  const behind = others === undefined || others.values.sorted.length === 0 ? undefined : sharesIn(others.values, bins.edges);
  const most = Math.max(...shares, ...(behind ?? []));
  const bottom = top + height;
  const atX = (value: number): number => left + bins.at(value) * (right - left);
  const path = (own: Float64Array, isEmpty: (share: number) => boolean): string => {
    const steps = Array.from(own, (share, b) => {
      if (isEmpty(share)) return "";
      const start = b === 0 || isEmpty(own[b - 1]) ? `M${roundPoint(atX(bins.edges[b]))} ${roundPoint(bottom)}` : "";
      const end = b === own.length - 1 || isEmpty(own[b + 1]) ? `V${roundPoint(bottom)}` : "";
      return `${start}V${roundPoint(bottom - (share / most) * height)}H${roundPoint(atX(bins.edges[b + 1]))}${end}`;
    });
    return steps.join("");
  };
  const outline = { fill: "none", stroke: "currentColor", "stroke-opacity": 0.55 };
  return [
    marked(
      group,
      sayMedian(group),
      element("path", { d: path(shares, (share) => share === 0), ...fillOf(group.at), ...edgeOf(group.at) }),
      ...(behind === undefined ? [] : [element("path", { d: path(behind, () => false), ...outline })]),
    ),
  ];
}

/** A line at the median of a group; dashed for all rows. */
export function drawMedian({ at, values }: Group, bins: Bins, { left, right, top, height }: MarksPlace): string[] {
  if (values.sorted.length === 0) return [];
  const x = left + bins.at(quantile(values, 0.5)) * (right - left);
  return [line(x, top, x, top + height, at === undefined ? { "stroke-dasharray": "4 3", opacity: 0.6 } : { "stroke-width": 1.5 })];
}

/** The middle half as a box with the median, a line over the middle 90 %. */
export function drawBox(group: Group, bins: Bins, { left, right, top, height }: MarksPlace): string[] {
  const atX = (share: number): number => left + bins.at(quantile(group.values, share)) * (right - left);
  const [low, first, middle, third, high] = [0.05, 0.25, 0.5, 0.75, 0.95].map(atX);
  const y = top + height / 2;
  const whisker = `M${round(low)} ${round(y - 4)}v8M${round(low)} ${round(y)}H${round(high)}M${round(high)} ${round(y - 4)}v8`;
  return [
    marked(
      group,
      sayMedian(group),
      element("path", { d: whisker, stroke: "currentColor", "stroke-opacity": 0.7, fill: "none" }),
      rect(first, top, Math.max(1, third - first), height, { ...fillOf(group.at), ...edgeOf(group.at) }),
      line(middle, top, middle, top + height, { "stroke-width": 2.5 }),
    ),
  ];
}

const mostRadius = 3.5;

/** One dot a row: those of the first group, and over its own those of a segment in their colour. */
export function drawSwarm(groups: readonly Group[], bins: Bins, { left, right, top, height }: MarksPlace): string[] {
  const [first, second] = groups;
  const places = first.values.sorted.map((value) => left + bins.at(value) * (right - left));
  const radius = Math.min(mostRadius, height / 10);
  const inner = places.map((x) => Math.max(left + radius, Math.min(right - radius, x)));
  const offsets = swarm(inner, radius, height / 2 - radius);
  const taken = second === undefined ? undefined : takenIn(first.values.sorted, second.values.sorted);
  const pathOf = (isOwn: (i: number) => boolean): string =>
    Array.from(inner, (x, i) => (isOwn(i) ? `M${roundPoint(x)} ${roundPoint(top + height / 2 + offsets[i])}h0` : "")).join("");
  const dots = (group: Group, d: string): string[] => {
    if (d === "") return [];
    const { at } = group;
    const stroke = at === undefined ? { stroke: "currentColor", "stroke-opacity": 0.3 } : { stroke: colourOf(at), "stroke-opacity": 0.85 };
    const cap = at !== undefined && isRepeated(at) ? "square" : "round";
    const path = element("path", { d, ...stroke, "stroke-width": 2 * radius, "stroke-linecap": cap, fill: "none" });
    return [marked(group, sayMedian(group), path)];
  };
  if (taken === undefined) return dots(first, pathOf(() => true));
  return [first, second].flatMap((group, own) => dots(group, pathOf((i) => taken[i] === own)));
}

/** Which of all ascending values are a part's: of equal ones the first. */
function takenIn(all: Float64Array, part: Float64Array): Uint8Array {
  const taken = new Uint8Array(all.length);
  for (let i = 0, at = 0; at < part.length && i < all.length; i++) {
    if (all[i] !== part[at]) continue;
    taken[i] = 1;
    at++;
  }
  return taken;
}
