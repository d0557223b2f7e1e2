/**
 * How far from their line dots of a radius stand that would else cover each other: in ascending order of place, each as near to the line as
 * it can be, above before below. Those that find no room within `most` stand at its edge. Assumes ascending places. In O(n m) for dots of
 * which m touch.
 */
export function swarm(places: Float64Array, radius: number, most: number): Float64Array {
  const offsets = new Float64Array(places.length);
  const reach = 2 * radius;
  for (let i = 0, first = 0; i < places.length; i++) {
    while (places[i] - places[first] >= reach) first++;
    const tried = [0];
    for (let j = first; j < i; j++) {
      const dx = places[i] - places[j];
      const dy = Math.sqrt(Math.max(0, reach * reach - dx * dx));
      tried.push(offsets[j] - dy, offsets[j] + dy);
    }
    tried.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
    const isFree = (offset: number): boolean => {
      for (let j = first; j < i; j++) {
        const dx = places[i] - places[j], dy = offset - offsets[j];
        if (dx * dx + dy * dy < reach * reach * (1 - 1e-9)) return false;
      }
      return true;
    };
    const found = tried.find((offset) => Math.abs(offset) <= most && isFree(offset));
    offsets[i] = found ?? (i % 2 === 0 ? -most : most);
  }
  return offsets;
}
