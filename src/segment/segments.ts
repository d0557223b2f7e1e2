import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { Sizes } from "../kmeans/sizes.ts";
import { describeSegment } from "./describe-segment.ts";
import { nameSegments } from "./name.ts";
import type { ClusterOptions } from "./options.ts";
import type { ProfiledColumn } from "./profile.ts";
import { traitsOf } from "./traits.ts";
import type { Segment } from "./types.ts";

/** The segments with their names: the caller's, or made from what sets each apart. */
export function buildSegments(where: string, columns: readonly ProfiledColumn[], sizes: Sizes, names: ClusterOptions["names"]): Segment[] {
  const k = sizes.rows.length;
  if (Array.isArray(names) && names.length !== k) {
    throw new InputError("wrong-length", where, `\`names\` must hold one name a segment`, `${names.length} names for ${k} segments`);
  }
  const made = nameSegments(columns, k);
  return made.map((name, s) => {
    const segment = buildSegment(columns, sizes, s, name);
    return names === undefined ? segment : { ...segment, name: givenName(where, names, segment) };
  });
}

function buildSegment(columns: readonly ProfiledColumn[], sizes: Sizes, s: number, name: string): Segment {
  const traits = traitsOf(columns, sizes, s);
  return {
    id: s,
    name,
    size: sizes.rows[s],
    share: sizes.weights[s] / sizes.total,
    means: record(columns.map(({ name: feature, means }) => [feature, means[s]])),
    medians: record(columns.flatMap(({ column, medians }) => (medians === undefined ? [] : [[column, medians[s]]]))),
    traits,
    description: describeSegment(columns, sizes, traits, s),
  };
}

/** A plain object of these properties; `__proto__` is a property like any other. */
function record(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries);
}

function givenName(where: string, names: NonNullable<ClusterOptions["names"]>, segment: Segment): string {
  const name: unknown = typeof names === "function" ? names(segment) : names[segment.id];
  if (typeof name === "string") return name;
  throw new InputError("unknown-value", where, `\`names\` must return a text for segment ${segment.id}`, show(name));
}
