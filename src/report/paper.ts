import { oneLine } from "../core/text.ts";
import { textWidth } from "../plot/measure-text.ts";
import type { Overview, Picture, PrintedTiles, Tile } from "./blocks.ts";

// Page one must fit one sheet, A4 or Letter, whatever the names are: its text is measured, and set as large as finds room.

/** The sheet within its margins, in CSS pixels: as narrow as A4, as high as Letter; what is measured is a little off in every browser. */
const sheet = { width: 700, height: 930 };
const gap = 8;
const padding = 7;
const lineHeight = 1.3;
const headSize = 20;
const sizes = [12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8];
const maps = [420, 360, 300];

/** Tiles set for paper, and which of their notes stand on them. */
interface Set {
  readonly tiles: readonly Tile[];
  readonly print: PrintedTiles;
}

/** Sets page one: in the largest text in which all of it fits; notes that find no room in text that can be read are left to the cards. */
export function setForPaper(title: string, { tiles, sentences, map }: Omit<Overview, "print">): Set {
  const columns = tiles.length < 5 ? 2 : 3;
  const shape = map === undefined ? 0 : shapeOf(map);
  const most = tiles.reduce((count, { notes }) => Math.max(count, notes.length), 0);
  for (let notes = most; notes >= 0; notes--) {
    const cut = tiles.map((tile) => ({ ...tile, notes: tile.notes.slice(0, notes) }));
    for (const textSize of notes === 0 ? sizes : sizes.filter((size) => size >= 9.5)) {
      for (const mapWidth of map === undefined ? [0] : maps) {
        if (heightOf(title, sentences, cut, { columns, textSize, mapWidth }, shape) <= sheet.height)
          return { tiles: cut, print: { columns, textSize, mapWidth } };
      }
    }
  }
  return { tiles, print: { columns, textSize: 10, mapWidth: map === undefined ? 0 : 360 } }; // on more sheets than one
}

/** The height of a picture over its width. */
function shapeOf({ drawn }: Picture): number {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawn)!;
  return Number(height) / Number(width);
}

function heightOf(
  title: string,
  sentences: readonly string[],
  tiles: readonly Tile[],
  { columns, textSize, mapWidth }: PrintedTiles,
  shape: number,
): number {
  const head = linesOf(title, sheet.width, headSize, true) * headSize * 1.2 + 2 * textSize * lineHeight + 14;
  const beside = mapWidth === 0 ? sheet.width : sheet.width - mapWidth - 2 * gap;
  const said =
    sentences.reduce((sum, text) => sum + linesOf(text, beside, textSize) * textSize * lineHeight + 5, 0) + 2 * textSize * lineHeight;
  const width = (sheet.width - (columns - 1) * gap) / columns - 2 * padding - 2;
  let below = 0;
  for (let from = 0; from < tiles.length; from += columns)
    below += gap + Math.max(...tiles.slice(from, from + columns).map((tile) => tileHeight(tile, width, textSize)));
  return head + Math.max(said, mapWidth * shape) + below;
}

function tileHeight({ name, facts, notes, valueShare }: Tile, width: number, size: number): number {
  const bars = Number.isNaN(valueShare) ? 1 : 2;
  const named = linesOf(name, width - 1.9 * size, 1.1 * size, true) * 1.1 * size * 1.2;
  const lines = (texts: readonly string[], room: number): number => texts.reduce((sum, text) => sum + linesOf(text, room, size), 0);
  const said = lines(facts, width - size) + lines(notes, width) + bars + 1;
  return named + said * size * lineHeight + (3 + notes.length) * 0.3 * size + 2 * padding + 2;
}

/** How many lines a text takes that breaks at spaces and after underscores, and inside words that are wider than a line. */
function linesOf(text: string, width: number, size: number, isBold = false): number {
  let lines = 1;
  let used = 0;
  for (const word of oneLine(text).split(/(?<= |_)/)) {
    const own = textWidth(word, size, isBold);
    const isMore = used > 0 && used + textWidth(word.trimEnd(), size, isBold) > width;
    if (isMore) lines++;
    used = isMore ? own : used + own;
    if (used > width * 1.02) {
      lines += Math.floor(used / width);
      used %= width;
    }
  }
  return lines;
}
