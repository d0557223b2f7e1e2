import { formatShare } from "../core/format.ts";
import type { Segmentation } from "../segment/types.ts";
import { numberedNames } from "./check-segmentation.ts";
import { element, rect } from "./element.ts";
import { escapeText } from "./escape-text.ts";
import { wholePercent } from "./figures.ts";
import { smallSize } from "./label.ts";
import { legend } from "./legend.ts";
import { colourOf, inkOn } from "./palette.ts";
import { headingOf, margin, picture } from "./picture.ts";
import type { Canvas } from "./plot-options.ts";
import { poolLevels, type Levels } from "./pool-levels.ts";
import { rowLabels } from "./row-labels.ts";
import { textWidth } from "./text-width.ts";
import { listOf, shorten } from "./words.ts";

const barHeight = 20;
const gap = 8;

/** Bars of the shares of the levels in each segment. Assumes validated input. */
export function shareBars(canvas: Canvas, result: Segmentation, column: { readonly name: string } & Levels): string {
  const { segments, labels } = result;
  const { name } = column;
  const { levels, codes } = poolLevels(column);
  const heading = headingOf(canvas, `${shorten(name)} by segment: shares`);
  const counts = segments.map(() => levels.map(() => 0));
  codes.forEach((code, i) => {
    if (code >= 0 && labels[i] >= 0) counts[labels[i]][code]++;
  });

  const names = rowLabels(numberedNames(result), canvas.width);
  const width = canvas.width - margin - names.left;
  const asked = canvas.height === undefined ? 0 : (canvas.height - heading.bottom - 40) / segments.length;
  const rowHeight = Math.max(names.head + barHeight + gap, asked);
  const parts = counts.flatMap((own, s) => {
    const top = heading.bottom + s * rowHeight;
    const height = rowHeight - names.head - gap;
    return [names.draw(s, top, height), ...drawShares(own, names.left, top + names.head, width, height)];
  });
  const bottom = heading.bottom + segments.length * rowHeight;
  const key = levels.length === 0 ? { parts: [], height: 0 } : legend(levels, margin, bottom + 4, canvas.width - 2 * margin);
  const words = segments.map((segment, s) => `${shorten(segment.name)} ${mostOf(counts[s], levels)}`);
  const description = `The shares of ${listOf(levels)} in each segment, by ${shorten(name)}. Most frequent: ${listOf(words, 20)}.`;
  return picture(canvas, heading, description, [...parts, ...key.parts], bottom + 4 + key.height + margin);
}

function drawShares(counts: readonly number[], left: number, top: number, width: number, height: number): string[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let x = left;
  return counts.flatMap((count, at) => {
    if (count === 0) return [];
    const length = (width * count) / total;
    const parts = [rect(x, top, length, height, { fill: colourOf(at) })];
    const text = wholePercent(count / total);
    const style = { x: x + length / 2, y: top + height / 2 + 0.36 * smallSize, "font-size": smallSize, "text-anchor": "middle", fill: inkOn(at) };
    if (textWidth(text, smallSize) + 6 <= length) parts.push(element("text", style, escapeText(text)));
    x += length;
    return parts;
  });
}

function mostOf(counts: readonly number[], levels: readonly string[]): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(Math.max(...counts));
  return total === 0 ? "no value" : `${shorten(levels[most])} (${formatShare(counts[most] / total)})`;
}
