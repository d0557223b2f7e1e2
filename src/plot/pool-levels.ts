import { colourCount } from "./palette.ts";

/** A category: its levels, and the level of each row, -1 for a missing one. */
export interface Levels {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** The levels with the rarest ones as one, the last, where there are more than colours. */
export function poolLevels({ levels, codes }: Levels): Levels {
  if (levels.length <= colourCount) return { levels, codes };
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const bySize = levels.map((_, at) => at).sort((a, b) => counts[b] - counts[a] || a - b);
  const kept = bySize.slice(0, colourCount - 1).sort((a, b) => a - b);
  const place = new Map(kept.map((at, i) => [at, i]));
  const move = levels.map((_, at) => place.get(at) ?? kept.length);
  return { levels: [...kept.map((at) => levels[at]), `${levels.length - kept.length} others`], codes: codes.map((code) => (code < 0 ? -1 : move[code])) };
}
