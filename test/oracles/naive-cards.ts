// What a card of a segment shows, from its definition: rows of a matrix that an encoding made, one distance at a time.

const distance = (a: readonly number[], b: readonly number[]): number => Math.sqrt(a.reduce((sum, x, j) => sum + (x - b[j]) ** 2, 0));

/** How far a row is from its segment's centroid, and from the nearest border, with the segment beyond it. */
export function naiveBorder(row: readonly number[], own: number, centroids: readonly (readonly number[])[]): { distance: number; margin: number; other: number } {
  const margins = centroids.map((centroid, c) => {
    if (c === own) return Infinity;
    const apart = distance(centroids[own], centroid);
    return apart === 0 ? 0 : (distance(row, centroid) ** 2 - distance(row, centroids[own]) ** 2) / (2 * apart);
  });
  const margin = Math.min(...margins);
  return { distance: distance(row, centroids[own]), margin, other: margins.indexOf(margin) };
}

/** The share of other rows with a value that lie below, or above, all of a segment's. */
export function naiveRange(values: readonly number[], labels: readonly number[], s: number, kind: "below" | "above"): { bound: number; others: number } {
  const own = values.filter((x, i) => labels[i] === s && !Number.isNaN(x));
  const rest = values.filter((x, i) => labels[i] !== s && !Number.isNaN(x));
  const bound = kind === "below" ? Math.min(...own) : Math.max(...own);
  return { bound, others: rest.filter((x) => (kind === "below" ? x < bound : x > bound)).length / rest.length };
}
