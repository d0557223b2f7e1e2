import { argsort, pick } from "../core/numbers.ts";

/** Points of the plane: the places of some rows. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Of some points the share that lies nearest to a centre, near being measured in the spread of the points (the distance of Mahalanobis
 * 1936), which follows the direction in which they are stretched. Of as near points the first are taken.
 */
export function innerPoints({ x, y }: Points, [cx, cy]: readonly [number, number], share: number): Points {
  const n = x.length;
  let xx = 0, xy = 0, yy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i] - cx, dy = y[i] - cy;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const determinant = xx * yy - xy * xy;
  const isFlat = !(determinant > 1e-9 * xx * yy); // all on a line: then plain distances
  const distances = Float64Array.from({ length: n }, (_, i) => {
    const dx = x[i] - cx, dy = y[i] - cy;
    return isFlat ? dx * dx + dy * dy : (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant;
  });
  const kept = argsort(distances).subarray(0, Math.max(1, Math.ceil(share * n - 1e-9)));
  return { x: pick(x, kept), y: pick(y, kept) };
}

/** The corners of the convex hull of points, in order around it (Andrew 1979): fewer than three where all lie on a line. In O(n log n). */
export function hullOf({ x, y }: Points): (readonly [number, number])[] {
  const corners = leftmost(x, y);
  const half = (order: readonly (readonly [number, number])[]): (readonly [number, number])[] => {
    const chain: (readonly [number, number])[] = [];
    for (const point of order) {
      while (chain.length > 1 && !turnsLeft(chain[chain.length - 2], chain[chain.length - 1], point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return corners.length < 2 ? corners : [...half(corners), ...half([...corners].reverse())];
}

/** By x ascending, of equal x the lowest and the highest point: no other can be a corner. */
function leftmost(x: Float64Array, y: Float64Array): (readonly [number, number])[] {
  const order = argsort(x);
  const found: (readonly [number, number])[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    let low = Infinity, high = -Infinity;
    for (; to < order.length && x[order[to]] === x[order[from]]; to++) {
      low = Math.min(low, y[order[to]]);
      high = Math.max(high, y[order[to]]);
    }
    found.push([x[order[from]], low]);
    if (high > low) found.push([x[order[from]], high]);
  }
  return found;
}

function turnsLeft([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], [cx, cy]: readonly [number, number]): boolean {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
}
