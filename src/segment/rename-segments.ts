import type { Segmentation } from "./types.ts";

/**
 * The segmentation under other names, one a segment; one without (`undefined`) keeps its own, with a number added where
 * another segment has it. What holds no name is shared with the segmentation given.
 */
export function renameSegments(segmentation: Segmentation, given: readonly (string | undefined)[]): Segmentation {
  const { segments, model, warnings } = segmentation;
  const used = new Set(given);
  const names = segments.map(({ name }, s) => given[s] ?? keep(name, used));
  return {
    ...segmentation,
    segments: segments.map((segment, s) => ({ ...segment, name: names[s] })),
    warnings: warnings.map((warning) => requote(warning, segments.map(({ name }) => name), names)),
    model: { ...model, names },
  };
}

/** The name, or the first of "name (2)", "name (3)", … that is not used. */
function keep(name: string, used: Set<string | undefined>): string {
  let unique = name;
  for (let count = 2; used.has(unique); count++) unique = `${name} (${count})`;
  used.add(unique);
  return unique;
}

/** A warning speaks of one segment at most, by its name in quotes. */
function requote(warning: string, from: readonly string[], to: readonly string[]): string {
  const s = from.findIndex((name) => warning.includes(`in "${name}" `));
  return s < 0 ? warning : warning.replace(`in "${from[s]}" `, () => `in "${to[s]}" `);
}
