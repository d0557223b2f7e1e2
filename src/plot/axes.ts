import { fitText, textWidth } from "./measure-text.ts";
import { margin } from "./picture.ts";
import type { AxisScale, Tick } from "./scale.ts";
import { label, line, smallSize } from "./svg.ts";

/** Where a plot draws, inside its axes. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The height that an x axis takes below its box: numbers, and the name. */
export const xAxisHeight = 44;
/** The height that the name of a y axis takes above its box. */
export const yNameHeight = 22;

const gap = 12;
const tickLine = 17;
const grid = { opacity: 0.14 };

/** The most ticks whose labels stand apart, given where the middle of each is and how long it is along the axis. */
function fittingTicks(scale: AxisScale, most: number, middleOf: (tick: Tick) => number, sizeOf: (tick: Tick) => number): Tick[] {
  const areApart = (ticks: readonly Tick[]): boolean => ticks.every((tick, i) => i === 0 || isApart(ticks[i - 1], tick));
  const isApart = (a: Tick, b: Tick): boolean => Math.abs(middleOf(b) - middleOf(a)) >= (sizeOf(a) + sizeOf(b)) / 2 + gap;
  for (let count = most; count > 1; count--) {
    const ticks = scale.ticks(count);
    if (areApart(ticks)) return ticks;
    const [first, , ...rest] = ticks; // a logarithmic axis may have 0 and the next one close together
    if (rest.length > 1 && areApart([first, ...rest])) return [first, ...rest];
  }
  const kept: Tick[] = [];
  for (const tick of scale.ticks(1)) if (kept.length === 0 || isApart(kept[kept.length - 1], tick)) kept.push(tick);
  return kept;
}

/** Ticks below the box, their lines through it, and the name below them. A label at an end may reach over by a margin. */
export function xAxis(scale: AxisScale, { left, top, right, bottom }: Box, name: string): string[] {
  const width = right - left;
  const placeOf = ({ value }: Tick): number => left + width * scale.at(value);
  const sizeOf = ({ label: text }: Tick): number => textWidth(text, smallSize);
  const middleOf = (tick: Tick): number => Math.max(2 + sizeOf(tick) / 2, Math.min(right + margin - sizeOf(tick) / 2, placeOf(tick)));
  const ticks = fittingTicks(scale, Math.max(2, Math.floor(width / 55)), middleOf, sizeOf);
  const parts = ticks.flatMap((tick) => {
    const x = placeOf(tick);
    return [line(x, top, x, bottom, grid), label(middleOf(tick), bottom + tickLine - 3, tick.label, { size: smallSize, anchor: "middle" })];
  });
  return [...parts, label((left + right) / 2, bottom + 34, fitText(name, width, 12), { anchor: "middle" })];
}

/** The y axis of a box whose left is not known yet: its ticks, and the width that their labels take. */
export function yTicks(scale: AxisScale, height: number): { ticks: Tick[]; width: number } {
  const ticks = fittingTicks(scale, Math.max(2, Math.floor(height / 36)), ({ value }) => height * scale.at(value), () => smallSize);
  return { ticks, width: Math.max(0, ...ticks.map(({ label: text }) => textWidth(text, smallSize))) + 8 };
}

/** Ticks left of the box, their lines through it, and the name above it, from the picture's edge `start`. */
export function yAxis(scale: AxisScale, ticks: readonly Tick[], { left, top, right, bottom }: Box, name: string, start: number): string[] {
  const parts = ticks.flatMap(({ value, label: text }) => {
    const y = bottom - (bottom - top) * scale.at(value);
    return [line(left, y, right, y, grid), label(left - 6, y, text, { size: smallSize, anchor: "end" })];
  });
  return [...parts, label(start, top - yNameHeight + 6, fitText(name, right - start, 12))];
}
