import { InputError, show } from "../core/input-error.ts";
import { sayShare, shorten } from "../core/text.ts";
import type { SegmentComparison } from "../insight/comparison.ts";
import type { Drift } from "../insight/drift.ts";
import type { FeatureDrift } from "../insight/drift-figures.ts";
import type { Explanation } from "../insight/explanation.ts";
import type { Granularity } from "../insight/granularity.ts";
import type { SegmentProfiles } from "../insight/profile-segments.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Stability } from "../segment/stability.ts";
import type { Block, Section } from "./blocks.ts";
import { sayFigure, tellShare } from "./format.ts";

/** What may be found of segments beyond themselves, for a report to show. */
export interface ReportInsights {
  /**
   * What `profileSegments` gave: what the segments are worth, and what else tells them apart.
   * @defaultValue none
   */
  readonly profiles?: SegmentProfiles | undefined;
  /**
   * What `explain` gave: rules by which segments are recognised.
   * @defaultValue none
   */
  readonly explanation?: Explanation | undefined;
  /**
   * What `granularity` gave: one segment more, or one fewer.
   * @defaultValue none
   */
  readonly granularity?: Granularity | undefined;
  /**
   * What `compareWith` gave: the segments beside groups made by hand.
   * @defaultValue none
   */
  readonly comparison?: SegmentComparison | undefined;
  /**
   * What `stability` gave: which segments are found again when rows are drawn anew.
   * @defaultValue none
   */
  readonly stability?: Stability | undefined;
  /**
   * What `drift` gave of a later table: whether the segments still hold.
   * @defaultValue none
   */
  readonly drift?: Drift | undefined;
}

/** Their options, the function that gives each, and the parts that it must hold. */
const kinds = {
  profiles: ["profileSegments", ["columns"]],
  explanation: ["explain", ["segments", "nodes"]],
  granularity: ["granularity", ["levels"]],
  comparison: ["compareWith", ["theirs"]],
  stability: ["stability", ["segments", "warnings"]],
  drift: ["drift", ["features", "sentences"]],
} as const satisfies Record<keyof ReportInsights, readonly [string, readonly string[]]>;

/** The names of these options. */
export const insightKeys: readonly string[] = /* @__PURE__ */ Object.keys(kinds);

/** Checks that each option is what its function gives. */
export function checkInsights(where: string, options: ReportInsights): void {
  for (const [name, [from, parts]] of Object.entries(kinds)) {
    const value: unknown = options[name as keyof ReportInsights];
    const holds = (part: string): boolean => Array.isArray((value as Readonly<Record<string, unknown>>)[part]);
    if (value === undefined || (typeof value === "object" && value !== null && parts.every(holds))) continue;
    throw new InputError("not-an-object", where, `\`${name}\` must be what \`${from}\` gives`, show(value));
  }
}

/** Whether the segments still hold for a later table: the verdict, and the columns that moved, most first. */
export function driftSection(
  { sentences, features, segments, rows, trained, names, warnings }: Drift,
  { segments: own }: Segmentation,
): Section {
  const moved = features.filter(({ change }) => change === "moderate" || change === "large").sort((a, b) => b.psi - a.psi);
  const shares = names.map((name, s) => [
    own[s]?.name === name ? `${s + 1}. ${name}` : name,
    tellShare(segments.before[s]),
    tellShare(segments.after[s]),
  ]);
  const blocks: Block[] = [
    { kind: "paragraph", text: sentences[0] },
    {
      kind: "paragraph",
      text: `Compared are ${sayFigure(rows)} rows of the later table with the ${sayFigure(trained)} by which the segments were made.`,
    },
    ...(moved.length === 0
      ? []
      : [{ kind: "table", head: ["Column that moved", "Before", "Now", "Stability index", "Change"], rows: moved.map(movedRow) } as const]),
    ...(sentences.length > 1 ? [{ kind: "list", items: sentences.slice(1) } as const] : []),
    { kind: "table", head: ["Share of the segments", "Before", "Now"], rows: shares },
    ...(moved.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            text: "The stability index is 0 where nothing changed; from 0.1 on a change is moderate, from 0.25 on large, unless other marks were asked for.",
          } as const,
        ]),
    ...(warnings.length === 0 ? [] : [{ kind: "list", items: warnings } as const]),
  ];
  return { id: "drift", title: "Do the segments still hold?", blocks };
}

/** A column that moved: its median, or the share of the level that changed most. */
function movedRow({ column, psi, change, medians, levels, before, after }: FeatureDrift): string[] {
  const said = (from: string, to: string): string[] => [column, from, to, sayFigure(psi), change];
  if (medians !== undefined) return said(`median ${sayFigure(medians[0])}`, `median ${sayFigure(medians[1])}`);
  const part = before.reduce((most, _, at) => (Math.abs(after[at] - before[at]) > Math.abs(after[most] - before[most]) ? at : most), 0);
  const level = shorten(levels?.[part] ?? "");
  return said(`${level} ${sayShare(before[part])}`, `${level} ${sayShare(after[part])}`);
}
