/**
 * The k of a falling curve that lies farthest below the line from its first point to its last, both axes scaled to [0, 1]
 * (Kneedle, Satopää et al. 2011, without smoothing); undefined where no point lies below it.
 */
export function knee(k: ArrayLike<number>, inertia: ArrayLike<number>): number | undefined {
  const last = k.length - 1;
  const width = k[last] - k[0];
  const height = inertia[0] - inertia[last];
  if (!(last >= 2 && height > 0)) return undefined;
  let best: number | undefined;
  let deepest = 1e-9; // a straight line has no knee, however it is rounded
  for (let i = 1; i < last; i++) {
    const depth = (inertia[0] - inertia[i]) / height - (k[i] - k[0]) / width;
    if (depth <= deepest) continue;
    deepest = depth;
    best = k[i];
  }
  return best;
}
