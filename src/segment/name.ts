import { type NamePart, partsOf } from "./name-parts.ts";
import type { ProfiledColumn } from "./profile.ts";
import { lengthOf, shorten } from "./shorten.ts";

const usual = 2; // parts in a name
const most = 4; // parts, where names would be equal otherwise
const longest = 60; // characters
const leastRoom = 12; // for another part
const leastStrength = 0.6; // of a part after the first, in standard deviations

/**
 * A name for every segment, from what sets it apart most: "Instagram", "LinkedIn · World", "High income · Low spending".
 * Parts are added where two names would be equal; what is still equal then gets a number. At most 60 characters, on one line;
 * names never depend on the machine.
 */
export function nameSegments(columns: readonly ProfiledColumn[], segments: number): string[] {
  if (segments === 1) return ["Everyone"];
  const parts = Array.from({ length: segments }, (_, s) => partsOf(columns, s));
  const counts = parts.map((own) => Math.min(usual, 1 + own.slice(1).filter((part) => part.strength >= leastStrength).length));
  const nameOf = (s: number): string => join(parts[s].slice(0, counts[s])) || "Average";

  // lengthen equal names until they differ, or there is nothing more to say
  for (let round = usual; round < most; round++) {
    const names = counts.map((_, s) => nameOf(s));
    names.forEach((name, s) => {
      if (names.indexOf(name) !== names.lastIndexOf(name)) counts[s]++;
    });
  }
  return numberEqual(counts.map((_, s) => nameOf(s)));
}

/** Parts in a row, as many as fit, the last cut if need be. */
function join(parts: readonly NamePart[]): string {
  let name = "";
  for (const { text } of parts) {
    const start = name === "" ? "" : `${name} · `;
    const room = longest - lengthOf(start);
    if (room < leastRoom) break;
    name = `${start}${shorten(text, room)}`;
  }
  return name;
}

/** Adds a number to every name that stands before already. */
function numberEqual(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; used.has(unique) || (unique !== name && names.includes(unique)); count++) {
      const number = ` (${count})`;
      unique = `${shorten(name, longest - number.length)}${number}`;
    }
    used.add(unique);
    return unique;
  });
}
