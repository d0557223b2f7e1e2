import type { Box } from "./axes.ts";
import { colourOf, inkOn, isRepeated } from "./colour.ts";
import { textWidth, wrapWhole } from "./measure-text.ts";
import { element, label, line, rect, smallSize, titleOf } from "./svg.ts";

/** A name on a plate in the colour of its segment, legible on any ground. */
export interface Chip {
  /** The segment that it names. */
  readonly at: number;
  readonly lines: readonly string[];
  /** What it names lies here. */
  readonly x: number;
  readonly y: number;
  /** What the pointer says. */
  readonly title: string;
}

/** A chip with the middle of its place. */
export interface PlacedChip {
  readonly chip: Chip;
  readonly x: number;
  readonly y: number;
}

const padding = 5;
const lineHeight = 13;
const gap = 3;
const step = 8;
const furthest = 22; // steps

// places around where a chip would best be: the nearest first, above before below, left before right
const offsets = /* @__PURE__ */ (() => {
  const around = Array.from({ length: 2 * furthest + 1 }, (_, i) => i - furthest);
  const all = around.flatMap((dy) => around.map((dx) => [dx, dy] as const)).filter(([dx, dy]) => dx * dx + dy * dy <= furthest * furthest);
  return all.sort(([ax, ay], [bx, by]) => ax * ax + ay * ay - bx * bx - by * by || ay - by || ax - bx);
})();

function sizeOf({ lines }: Chip): { width: number; height: number } {
  const widest = Math.max(...lines.map((text) => textWidth(text, smallSize, true)));
  return { width: widest + 2 * padding, height: lines.length * lineHeight + 4 };
}

/** The name in at most `most` lines of a chip that wide, or `undefined` where it would have to be cut. */
export function chipLines(name: string, width: number, most: number): string[] | undefined {
  return wrapWhole(name, (width - 2 * padding) / 1.08, smallSize, most); // bold
}

/** What chips cover if they do not touch. */
export function coverOf(chips: readonly Chip[]): number {
  return chips.map(sizeOf).reduce((sum, { width, height }) => sum + width * height, 0);
}

/**
 * Puts chips as near to what they name as they can be without touching each other, in their order; those that find no room are left
 * out.
 */
export function placeChips(chips: readonly Chip[], { left, top, right, bottom }: Box): PlacedChip[] {
  const placed: (PlacedChip & { width: number; height: number })[] = [];
  for (const chip of chips) {
    const { width, height } = sizeOf(chip);
    if (width > right - left || height > bottom - top) continue;
    const isFree = (x: number, y: number): boolean => placed.every((other) => {
      return Math.abs(other.x - x) >= (other.width + width) / 2 + gap || Math.abs(other.y - y) >= (other.height + height) / 2 + gap;
    });
    for (const [dx, dy] of offsets) {
      const x = Math.max(left + width / 2, Math.min(right - width / 2, chip.x + step * dx));
      const y = Math.max(top + height / 2, Math.min(bottom - height / 2, chip.y + step * dy));
      if (!isFree(x, y)) continue;
      placed.push({ chip, x, y, width, height });
      break;
    }
  }
  return placed;
}

/** Draws chips, those that had to move with a line to where they belong. */
export function drawChips(placed: readonly PlacedChip[]): string[] {
  const leaders = placed.flatMap(({ chip, x, y }) => {
    const { width, height } = sizeOf(chip);
    const isNear = Math.abs(x - chip.x) <= width / 2 && Math.abs(y - chip.y) <= height / 2;
    return isNear ? [] : [line(chip.x, chip.y, x, y, { opacity: 0.8 }), element("circle", { cx: chip.x, cy: chip.y, r: 2.5 })];
  });
  return [...leaders, ...placed.map(drawChip)];
}

function drawChip({ chip, x, y }: PlacedChip): string {
  const { at, lines, title } = chip;
  const { width, height } = sizeOf(chip);
  const edge = isRepeated(at) ? { stroke: "currentColor", "stroke-width": 1.5, "stroke-dasharray": "3 2" } : {};
  const plate = rect(x - width / 2, y - height / 2, width, height, { fill: colourOf(at), rx: 4, ...edge });
  const first = y - ((lines.length - 1) * lineHeight) / 2;
  const words = lines.map((text, i) => label(x, first + i * lineHeight, text, { size: smallSize, anchor: "middle", isBold: true }));
  const ink = element("g", { fill: inkOn(at) }, ...words);
  return element("g", { "data-segment": String(at) }, ...titleOf(title), plate, ink);
}
