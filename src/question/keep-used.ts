/** The levels whose entry in `place` is not negative; it becomes their place among these. */
export function keepUsed(levels: readonly string[], place: Int32Array): string[] {
  const kept: string[] = [];
  for (let code = 0; code < levels.length; code++) {
    if (place[code] < 0) continue;
    place[code] = kept.length;
    kept.push(levels[code]);
  }
  return kept;
}
