import type { Box } from "./axes.ts";
import { countAt, type Counts } from "./counts.ts";
import type { Margins } from "./residuals.ts";

/** A pair of categories as a rectangle whose area is its share of all, gaps aside. */
export interface Tile {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The share of the row. */
  readonly share: number;
}

const gapAcross = 4;
const gapDown = 2;

/**
 * The tiles of a mosaic (Hartigan and Kleiner 1981) in a box: the rows of the counts side by side, as wide as they are frequent, and
 * in each its columns from the top, as high as their share. One list a row. Assumes that no row is empty.
 */
export function tilesOf({ rows, columns, counts }: Counts, margins: Margins, { left, top, right, bottom }: Box): Tile[][] {
  const across = (right - left - gapAcross * (rows.length - 1)) / margins.total;
  const down = bottom - top - gapDown * (columns.length - 1);
  let x = left;
  return rows.map((_, row) => {
    const width = across * margins.rows[row];
    let y = top;
    const own = columns.map((_, column) => {
      const share = countAt(counts, row, column) / margins.rows[row];
      const tile = { row, column, x, y, width, height: down * share, share };
      y += tile.height + gapDown;
      return tile;
    });
    x += width + gapAcross;
    return own;
  });
}
