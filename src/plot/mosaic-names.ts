import { oneLine } from "../core/text.ts";
import type { Box } from "./axes.ts";
import { fitNames, textWidth, wrapWhole } from "./measure-text.ts";
import { label, line, smallSize } from "./svg.ts";

/** How far a name stands from its tile: room for a line from one to the other. */
export const leader = 12;

const headLine = 14;
const mostHeadLines = 3;
const headGap = 8;
const leastHead = 14; // what an upright head takes across, and a name at the side down
const longestHead = 225;
const leaderStyle = { opacity: 0.5 };

/** The names above a mosaic. */
interface MosaicHeads {
  readonly height: number;
  /** Draws each name near the middle of its column, between `from` and `to`, the columns beginning at `top`. */
  readonly draw: (middles: readonly number[], top: number) => string[];
}

/** Names above the columns: in a few lines where all fit side by side, else upright; each with a line to its column. */
export function mosaicHeads(names: readonly string[], widths: readonly number[], from: number, to: number): MosaicHeads {
  const wrapped = names.map((name, i) => wrapWhole(name, Math.max(widths[i] - 2, longestWord(name)), smallSize, mostHeadLines));
  const sizes = wrapped.map((lines) => headGap + Math.max(0, ...(lines ?? []).map((words) => textWidth(words, smallSize))));
  const isFlat = wrapped.every((lines) => lines !== undefined) && sizes.reduce((sum, size) => sum + size, 0) <= to - from;
  if (!isFlat) return uprightHeads(names, from, to);
  const height = Math.max(...wrapped.map((lines) => lines!.length)) * headLine + leader;
  const draw = (middles: readonly number[], top: number): string[] =>
    spreadApart(middles, sizes, from - headGap / 2, to + headGap / 2).flatMap((x, i) => {
      const lines = wrapped[i]!;
      const texts = lines.map((words, l) =>
        label(x, top - leader - (lines.length - l - 0.5) * headLine, words, { size: smallSize, anchor: "middle" }),
      );
      return [...texts, line(x, top - leader + 1, middles[i], top - 2, leaderStyle)];
    });
  return { height, draw };
}

function uprightHeads(names: readonly string[], from: number, to: number): MosaicHeads {
  const shown = fitNames(names, longestHead, smallSize);
  const sizes = names.map(() => leastHead);
  const draw = (middles: readonly number[], top: number): string[] => spreadApart(middles, sizes, from, to).flatMap((x, i) => {
    return [
      label(x, top - leader - 3, shown[i], { size: smallSize, isUpright: true }),
      line(x, top - leader, middles[i], top - 2, leaderStyle),
    ];
  });
  return { height: Math.max(...shown.map((name) => textWidth(name, smallSize))) + leader + 3, draw };
}

/** Names left of the first column's tiles, apart where tiles are low, each with a line to its tile. */
export function sideNames(
  names: readonly string[],
  middles: readonly number[],
  { left, top, bottom }: Pick<Box, "left" | "top" | "bottom">,
): string[] {
  return spreadApart(
    middles,
    names.map(() => leastHead),
    top,
    bottom,
  ).flatMap((y, i) => {
    return [
      label(left - leader - 2, y, names[i], { size: smallSize, anchor: "end" }),
      line(left - leader, y, left - 2, middles[i], leaderStyle),
    ];
  });
}

function longestWord(name: string): number {
  return Math.max(...oneLine(name).split(" ").map((word) => textWidth(word, smallSize)));
}

/**
 * Places along a line as near as possible (by least squares) to the wanted ones, in their order, apart by half the sizes of both
 * neighbours, and all within the two ends. The wanted places ascend; where the sizes need more room than there is, they reach over the end.
 */
export function spreadApart(wanted: readonly number[], sizes: readonly number[], from: number, to: number): number[] {
  // less the room of those before it, a place must not be below its predecessor's: pool neighbours that are (isotonic regression)
  const before: number[] = [];
  sizes.forEach((size, i) => before.push(i === 0 ? size / 2 : before[i - 1] + (sizes[i - 1] + size) / 2));
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    blocks.push({ sum: place - before[i], count: 1 });
    while (blocks.length > 1 && meanOf(blocks[blocks.length - 1]) < meanOf(blocks[blocks.length - 2])) {
      const { sum, count } = blocks.pop()!;
      blocks[blocks.length - 1].sum += sum;
      blocks[blocks.length - 1].count += count;
    }
  });
  const last = to - sizes.reduce((sum, size) => sum + size, 0);
  const shifts = blocks.flatMap((block) => Array<number>(block.count).fill(Math.max(from, Math.min(last, meanOf(block)))));
  return shifts.map((shift, i) => shift + before[i]);
}

const meanOf = ({ sum, count }: { readonly sum: number; readonly count: number }): number => sum / count;
