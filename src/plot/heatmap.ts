import { shorten } from "../core/text.ts";
import { fitNames, textWidth, wrapWhole } from "./measure-text.ts";
import { margin } from "./picture.ts";
import { type Attributes, element, label, rect, round, smallSize, textSize, titleOf } from "./svg.ts";

/** The text of a cell, a shorter one for cells too narrow for it, and the fill. */
export interface HeatCell {
  readonly text: string;
  readonly short?: string;
  readonly fill: Attributes;
}

/** What a heatmap shows. */
interface Heatmap {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cell: (row: number, column: number) => HeatCell;
}

/** Where a heatmap stands, and how high its rows may be. */
interface HeatmapPlace {
  readonly top: number;
  readonly width: number;
  readonly rowHeight: { readonly min: number; readonly max: number };
  /** The height that rows share, where the caller asked for one. */
  readonly height: number | undefined;
}

/** The parts of a heatmap, and the y below it. */
interface DrawnHeatmap {
  readonly parts: string[];
  readonly left: number;
  readonly bottom: number;
}

const widestCell = 110;
const longestHead = 300;
const mostHeadLines = 4;
const headLine = 14;
const leastHead = 13; // an upright head takes so much width
const leastText = 9;
const mostTold = 400; // cells of which the pointer says what they are: with more the file would be twice as large

/** Cells in rows and columns: names left and above, as large text in the cells as fits into all of them, or none. */
export function heatmap(map: Heatmap, place: HeatmapPlace): DrawnHeatmap {
  const { rows, columns, cell } = map;
  const room = place.width - 2 * margin;
  const names = fitNames(rows, 0.36 * room, textSize);
  const left = margin + Math.max(...names.map((name) => textWidth(name, textSize))) + 8;
  const cellWidth = Math.min(widestCell, (place.width - margin - left) / columns.length);
  const heads = headsOf(columns, cellWidth);
  const top = place.top + heads.height;
  const { min, max } = place.rowHeight;
  const rowHeight = Math.max(
    min,
    place.height === undefined ? Math.min(max, 0.62 * cellWidth) : (place.height - heads.height) / rows.length,
  );

  const cells = rows.map((_, i) => columns.map((_, j) => cell(i, j)));
  const size = sizeFor(cells.flat().map(({ text }) => text), cellWidth - 4);
  const shortSize = sizeFor(cells.flat().map(({ text, short = text }) => short), cellWidth - 2);
  const isTold = rows.length * columns.length <= mostTold;
  const parts = [...heads.draw(left, top - 7)];
  names.forEach((name, i) => parts.push(label(left - 8, top + (i + 0.5) * rowHeight, name, { anchor: "end" })));
  cells.forEach((line, i) => line.forEach(({ text, short = text, fill }, j) => {
    const x = left + j * cellWidth, y = top + i * rowHeight;
    const [shown, shownSize] = size === undefined ? [short, shortSize] : [text, size];
    const isShown = shownSize !== undefined && shown !== "";
    const written = isShown ? [label(x + cellWidth / 2, y + rowHeight / 2, shown, { size: shownSize, anchor: "middle" })] : [];
    if (isTold && text !== "") {
      const title = titleOf(`${shorten(rows[i])}, ${shorten(columns[j])}: ${text}`);
      parts.push(element("g", {}, ...title, rect(x, y, cellWidth, rowHeight, fill), ...written));
    } else parts.push(...(fill["fill-opacity"] === 0 ? [] : [rect(x, y, cellWidth, rowHeight, fill)]), ...written);
  }));
  const bottom = top + rows.length * rowHeight;
  parts.push(gridOf(left, top, cellWidth, rowHeight, columns.length, rows.length));
  return { parts, left, bottom };
}

/** One path for the lines between the cells. */
function gridOf(left: number, top: number, width: number, height: number, columns: number, rows: number): string {
  const down = Array.from({ length: columns + 1 }, (_, j) => `M${round(left + j * width)} ${round(top)}v${round(rows * height)}`);
  const across = Array.from({ length: rows + 1 }, (_, i) => `M${round(left)} ${round(top + i * height)}h${round(columns * width)}`);
  return element("path", { d: [...down, ...across].join(""), stroke: "currentColor", opacity: 0.2, fill: "none" });
}

/** The largest size at which every text fits, or `undefined`. */
function sizeFor(texts: readonly string[], width: number): number | undefined {
  for (let size = textSize; size >= leastText; size--) if (texts.every((text) => textWidth(text, size) <= width)) return size;
  return undefined;
}

interface Heads {
  readonly height: number;
  /** Draws the heads of columns from `left`, their feet at `bottom`. */
  readonly draw: (left: number, bottom: number) => string[];
}

/** The names of columns: in a few lines where all of them fit whole, else upright, every one or every so many. */
function headsOf(names: readonly string[], cellWidth: number): Heads {
  const wrapped = names.map((name) => wrapWhole(name, cellWidth - 4, smallSize, mostHeadLines));
  if (wrapped.every((lines) => lines !== undefined)) {
    const most = Math.max(...wrapped.map((lines) => lines!.length));
    const draw = (left: number, bottom: number): string[] => wrapped.flatMap((lines, j) => lines!.map((line, l) => {
      const up = (lines!.length - l - 0.5) * headLine;
      return label(left + (j + 0.5) * cellWidth, bottom - up, line, { size: smallSize, anchor: "middle" });
    }));
    return { height: most * headLine + 8, draw };
  }
  const every = Math.ceil(leastHead / cellWidth);
  const shown = fitNames(names, longestHead, smallSize);
  const draw = (left: number, bottom: number): string[] => shown.flatMap((name, j) => {
    return j % every === 0 ? [label(left + (j + 0.5) * cellWidth, bottom, name, { size: smallSize, isUpright: true })] : [];
  });
  return { height: Math.max(...shown.map((name) => textWidth(name, smallSize))) + 12, draw };
}
