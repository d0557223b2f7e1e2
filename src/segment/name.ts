import { partsOf } from "./name-parts.ts";
import type { ProfiledColumn } from "./profile.ts";

const usual = 2; // parts in a name
const most = 4; // parts, where names would be equal otherwise
const leastStrength = 0.6; // of a part after the first, in standard deviations

/**
 * A name for every segment, from what sets it apart most: "Instagram", "LinkedIn · World", "High income · Low spending".
 * Parts are added where two names would be equal; what is still equal then gets a number. Names never depend on the machine.
 */
export function nameSegments(columns: readonly ProfiledColumn[], segments: number): string[] {
  if (segments === 1) return ["Everyone"];
  const parts = Array.from({ length: segments }, (_, s) => partsOf(columns, s));
  const counts = parts.map((own) => Math.min(usual, 1 + own.slice(1).filter((part) => part.strength >= leastStrength).length));
  const nameOf = (s: number): string => parts[s].slice(0, counts[s]).map((part) => part.text).join(" · ") || "Average";

  // lengthen equal names until they differ, or there is nothing more to say
  for (let round = usual; round < most; round++) {
    const names = counts.map((_, s) => nameOf(s));
    names.forEach((name, s) => {
      if (names.indexOf(name) !== names.lastIndexOf(name)) counts[s]++;
    });
  }
  return numberEqual(counts.map((_, s) => nameOf(s)));
}

/** Adds a number to every name that stands before already. */
function numberEqual(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; used.has(unique) || (unique !== name && names.includes(unique)); count++) unique = `${name} (${count})`;
    used.add(unique);
    return unique;
  });
}
