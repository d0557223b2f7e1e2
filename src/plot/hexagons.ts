import { roundPoint } from "./svg.ts";

/** Points that share a hexagon. */
interface Hexagon {
  readonly x: number;
  readonly y: number;
  /** How many points of each group; a group has its index. */
  readonly counts: number[];
  total: number;
}

const halfRoot3 = 0.8660254037844386; // spelt out: a bundle keeps what is computed when it is loaded

/**
 * Counts points in hexagons of a radius, each standing on a corner (as d3-hexbin does): a point belongs to the nearest centre of
 * two rows. NaN points are left out.
 */
export function hexagonsOf(xs: Float64Array, ys: Float64Array, groups: ArrayLike<number>, radius: number): Hexagon[] {
  const dx = 2 * radius * halfRoot3, dy = 1.5 * radius;
  const found = new Map<string, Hexagon>();
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(xs[i]) || Number.isNaN(ys[i])) continue;
    const [column, row] = centreOf(xs[i] / dx, ys[i] / dy);
    const key = `${column} ${row}`;
    let hexagon = found.get(key);
    if (hexagon === undefined) found.set(key, (hexagon = { x: (column + (row & 1) / 2) * dx, y: row * dy, counts: [], total: 0 }));
    hexagon.counts[groups[i]] = (hexagon.counts[groups[i]] ?? 0) + 1;
    hexagon.total++;
  }
  return [...found.values()].sort((a, b) => a.y - b.y || a.x - b.x);
}

function centreOf(px: number, py: number): [column: number, row: number] {
  let row = Math.round(py);
  let column = Math.round(px - (row & 1) / 2);
  const offset = py - row;
  if (Math.abs(offset) * 3 <= 1) return [column, row];
  const across = px - (row & 1) / 2 - column;
  const otherColumn = column + (across < 0 ? -1 : 1) / 2;
  const otherRow = row + (offset < 0 ? -1 : 1);
  const otherAcross = px - (row & 1) / 2 - otherColumn;
  const otherOffset = py - otherRow;
  if (across * across + offset * offset > otherAcross * otherAcross + otherOffset * otherOffset) {
    column = otherColumn + ((row & 1) === 1 ? 1 : -1) / 2;
    row = otherRow;
  }
  return [column, row];
}

/** The path of a hexagon around a centre. */
export function hexagonPath(x: number, y: number, radius: number): string {
  const [w, h] = [radius * halfRoot3, radius / 2].map((size) => Number(roundPoint(size)));
  return `M${roundPoint(x)} ${roundPoint(y - 2 * h)}l${w} ${h}v${2 * h}l${-w} ${h}l${-w} ${-h}v${-2 * h}z`;
}
