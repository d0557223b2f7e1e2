import { formatShare } from "../core/format.ts";
import type { Encoding } from "../table/encode.ts";
import type { ProfiledColumn } from "./profile.ts";

const leastRows = 20; // of a combination of levels
const whole = 0.95; // of a combination, in one segment
const leastEta = 0.1; // of the variance of a number, between the segments

/** A sentence where the segments restate the categories, and one where no number has to do with them. */
export function warnRestated({ fitted, features, rows }: Encoding, columns: readonly ProfiledColumn[], labels: Int32Array, shares: readonly number[]): string[] {
  const categories = fitted.filter(({ kind }) => kind === "categorical").map(({ column }) => `\`${column}\``);
  const numbers = columns.filter(({ level }) => level === undefined);
  if (categories.length === 0 || numbers.length === 0 || shares.length === 1) return [];
  const cells = new Map<string, number[]>();
  for (let i = 0; i < rows; i++) {
    const key = features.map((feature) => (feature.kind === "numeric" ? "" : feature.codes[i])).join();
    const counts = cells.get(key) ?? shares.map(() => 0);
    counts[labels[i]]++;
    cells.set(key, counts);
  }
  const large = [...cells.values()].map((counts) => [Math.max(...counts), counts.reduce((sum, count) => sum + count)]).filter(([, all]) => all >= leastRows);
  const isRestated = large.length > 0 && large.every(([most, all]) => most >= whole * all);
  const etas = numbers.map(({ mean, deviation, means }) => shares.reduce((sum, share, s) => sum + share * (means[s] - mean) * (means[s] - mean), 0) / (deviation * deviation || 1));
  const eta = Math.max(...etas);
  const said = [
    ...(!isRestated ? [] : [`restate ${categories.join(" and ")}: every combination of their levels lies in one`]),
    ...(eta >= leastEta ? [] : [`explain no number: ${formatShare(eta)} of \`${numbers[etas.indexOf(eta)].name}\` at most`]),
  ];
  return said.map((words) => `The segments ${words}. Try scaling: "feature", or a transform of the numbers.`);
}
