import { counted, listOf, sayNumber, sayShare, shorten } from "../core/text.ts";
import type { DriftFigures, FeatureDrift } from "./drift-figures.ts";
import type { ShareDrift } from "./population-stability.ts";

const mostListed = 5;

/** What became of the segments, in sentences. */
export function sayDrift(figures: DriftFigures): string[] {
  const { segments, features, names, rows, verdict } = figures;
  const moved = movedIn(features);
  const few = features.filter(({ change }) => change === "unknown");
  const placed = counted(rows, "row");
  const gaps = features.filter((one) => one.gaps > 0), unseen = features.filter((one) => one.unseen > 0);
  return [
    sayVerdict(figures),
    ...moved.slice(0, mostListed).map(sayColumn),
    ...(verdict === "unknown" || few.length === 0 ? [] : [`For ${listOf(few.map(({ column }) => column))} there are too few rows to tell.`]),
    ...(moved.length > mostListed ? [`So did ${listOf(moved.slice(mostListed).map(({ column }) => column))}.`] : []),
    ...(isMoved(segments) ? [`The segments hold other shares than in training: ${sayShares(names, segments)} (stability index ${sayNumber(segments.psi)}).`] : []),
    ...(gaps.length > 0 ? [`In ${placed}, cells are missing in ${listOf(gaps.map(({ column, gaps: cells }) => `${column} (${sayNumber(cells)})`))}.`] : []),
    ...(unseen.length > 0 ? [`There are categories that the training table did not have in ${listOf(unseen.map(({ column, unseen: cells }) => `${column} (${sayNumber(cells)} of ${placed})`))}.`] : []),
  ];
}

/**
 * What `drift` found, in one line: whether the segments still hold, and else which columns moved.
 *
 * @param drift - what `drift` gave
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { drift, shortDrift } from "audience-segmentation/insight";
 *
 * const may = { spend: Array.from({ length: 200 }, (_, i) => (i * 37) % 100) };
 * const june = { spend: may.spend.map((amount) => amount / 2) };
 * console.log(shortDrift(drift(clusterSegments(may, { k: 2 }), june)));
 * // It is time to segment again: spend and the shares of the segments changed too much since the segments were made.
 * ```
 */
export function shortDrift(drift: DriftFigures): string {
  return sayVerdict(drift);
}

const isMoved = ({ change }: ShareDrift): boolean => change === "moderate" || change === "large";

/** The features that moved, most first. */
function movedIn(features: readonly FeatureDrift[]): FeatureDrift[] {
  return features.filter(isMoved).sort((a, b) => b.psi - a.psi);
}

function sayVerdict({ verdict, rows, trained, features, segments }: DriftFigures): string {
  const names = [...movedIn(features).map(({ column }) => column), ...(isMoved(segments) ? ["the shares of the segments"] : [])];
  const what = listOf(names, mostListed);
  if (verdict === "anew") return `It is time to segment again: ${what} changed too much since the segments were made.`;
  if (verdict === "watch") return `The segments still hold, but watch ${what}, which changed somewhat since they were made.`;
  if (verdict === "unknown") return `Too few rows to tell whether the segments still hold (${sayNumber(rows)} now, ${sayNumber(trained)} in training): what differs may be chance.`;
  return "The segments still hold: no column moved by more than chance, or by enough to matter.";
}

function sayColumn({ column, psi, medians, levels, before, after }: FeatureDrift): string {
  const name = shorten(column);
  const index = `(stability index ${sayNumber(psi)})`;
  if (medians === undefined) return `${name} holds other shares than in training: ${sayShares(levels!, { before, after })} ${index}.`;
  const [from, to] = medians.map(sayNumber);
  if (from !== to) return `${name} moved: its median went from ${from} to ${to} ${index}.`;
  return `${name} is spread differently around the same median, ${to} ${index}.`;
}

/** The parts whose shares changed most. */
function sayShares(names: readonly string[], { before, after }: Pick<ShareDrift, "before" | "after">): string {
  const change = (part: number): number => Math.abs(after[part] - before[part]);
  const parts = Array.from(before.keys()).sort((a, b) => change(b) - change(a) || a - b).slice(0, 2);
  return parts.map((part) => `${shorten(names[part])} ${sayShare(before[part])} before, ${sayShare(after[part])} now`).join("; ");
}
