import { formatNumber, formatShare } from "../core/format.ts";
import type { Sizes } from "../kmeans/sizes.ts";
import type { ProfiledColumn } from "./profile.ts";
import { shorten } from "./shorten.ts";
import type { Trait } from "./types.ts";

const mostFeatures = 3;
const mostLevels = 3;
const longest = 40; // characters of a column or a level

/**
 * A sentence on the segment's size and one on what sets it apart:
 * "306 customers, 8% of all. channel: Facebook 100% (8% of all); CLV: mean 110.2 (118.4 of all), median 99."
 */
export function describeSegment(columns: readonly ProfiledColumn[], { rows, weights, total }: Sizes, traits: readonly Trait[], s: number): string {
  const size = `${rows[s]} ${rows[s] === 1 ? "customer" : "customers"}, ${formatShare(weights[s] / total)} of all.`;
  const spoken = spokenColumns(columns, traits).slice(0, mostFeatures);
  if (spoken.length === 0) return `${size} No feature sets it clearly apart.`;
  return `${size} ${spoken.map((column) => sayColumn(columns, traits, column, s)).join("; ")}.`;
}

/** The columns with a trait, strongest first; one used as both kinds is spoken of by its levels, where they have a trait. */
function spokenColumns(columns: readonly ProfiledColumn[], traits: readonly Trait[]): string[] {
  const columnOf = new Map(columns.map(({ name, column }) => [name, column]));
  return [...new Set(traits.map(({ feature }) => columnOf.get(feature)!))];
}

function sayColumn(columns: readonly ProfiledColumn[], traits: readonly Trait[], column: string, s: number): string {
  const said = new Set(traits.map(({ feature }) => feature));
  const levels = columns.filter((other) => other.column === column && other.level !== undefined && said.has(other.name));
  if (levels.length > 0) return `${shorten(column, longest)}: ${sayLevels(levels, s)}`;
  const { mean, means, median, medians } = columns.find((other) => other.column === column && other.level === undefined)!;
  return `${shorten(column, longest)}: mean ${formatNumber(means[s])} (${formatNumber(mean)} of all), median ${formatNumber(medians![s])} (${formatNumber(median!)})`;
}

/** The levels that are commoner here than elsewhere, or else the ones that are rarer. */
function sayLevels(levels: readonly ProfiledColumn[], s: number): string {
  const common = levels.filter(({ mean, means }) => means[s] > mean).sort((a, b) => b.means[s] - a.means[s]);
  const shown = common.length > 0 ? common : levels;
  return shown.slice(0, mostLevels).map(({ label, mean, means }) => `${shorten(label!, longest)} ${formatShare(means[s])} (${formatShare(mean)} of all)`).join(", ");
}
