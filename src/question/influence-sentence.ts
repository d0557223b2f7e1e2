import { formatNumber } from "../core/format.ts";
import { list } from "../core/show.ts";
import type { Influence, InfluenceGroup } from "./influence-types.ts";
import { fewRows, level, sayP } from "./say.ts";

/** Cohen's (1988) bounds of weak, moderate and strong, for shares of variance. */
const strengths: readonly (readonly [from: number, word: string])[] = [[0.14, "strong"], [0.06, "moderate"], [0.01, "weak"], [0, "very weak"]];

/** An influence in plain words: whether it is measurable, how much it explains, the medians beside the means. */
export function sayInfluence(of: string, on: string, found: Omit<Influence, "sentence">): string {
  const { groups } = found;
  const [cause, effect] = [list([of]), list([on])];
  if (groups.length === 1) return `Nothing to compare: ${cause} is ${name(groups[0])} in every row that counts.`;
  if (groups.every(({ mean, median }) => mean === groups[0].mean && median === mean) && found.etaSquared === 0) {
    return `No measurable influence of ${cause} on ${effect}: every group has the same mean and median, ${formatNumber(groups[0].mean)}.`;
  }
  return [sayVerdict(cause, effect, found), sayHighest(groups), sayDisagreement(found), saySmall(groups)].filter((words) => words !== "").join(" ");
}

function sayVerdict(cause: string, effect: string, { kruskal, anova, etaSquared, epsilonSquared }: Omit<Influence, "sentence">): string {
  const test = `(Kruskal-Wallis, ${sayP(kruskal.p)})`;
  const variance = `${sayShare(etaSquared)} of the variance (eta² = ${etaSquared.toFixed(4)}`;
  if (kruskal.p < level) {
    const word = strengths.find(([from]) => epsilonSquared >= from)![1];
    return `A measurable, ${word} influence of ${cause} on ${effect} ${test}: it explains ${variance}), and ${sayShare(epsilonSquared)} of that of the ranks.`;
  }
  const byChance = anova.df1 / (anova.df1 + anova.df2); // the mean of eta² where all groups are alike
  return `No measurable influence of ${cause} on ${effect} ${test}: the groups account for ${variance}; chance alone gives about ${sayShare(byChance)}).`;
}

function sayHighest(groups: readonly InfluenceGroup[]): string {
  const highest = (figure: "mean" | "median"): InfluenceGroup => groups.reduce((best, group) => (group[figure] > best[figure] ? group : best));
  const [byMean, byMedian] = [highest("mean"), highest("median")];
  const figures = ({ mean, median }: InfluenceGroup): string => `mean ${formatNumber(mean)}, median ${formatNumber(median)}`;
  const least = groups.reduce((least, { median }) => Math.min(least, median), Infinity);
  const range = `the medians lie between ${formatNumber(least)} and ${formatNumber(byMedian.median)}`;
  if (byMean === byMedian) return `Highest: ${name(byMean)} (${figures(byMean)}); ${range}.`;
  return `Highest mean: ${name(byMean)} (${figures(byMean)}); highest median: ${name(byMedian)} (${figures(byMedian)}); ${range}.`;
}

/** What to make of it when the means and the ranks do not agree. */
function sayDisagreement({ kruskal, anova }: Omit<Influence, "sentence">): string {
  if (Number.isNaN(anova.p) || (kruskal.p < level) === (anova.p < level)) return "";
  const test = `(F test, ${sayP(anova.p)})`;
  return anova.p < level ? `The means do differ ${test}, which a few large values can bring about.` : `The means alone do not show it ${test}: a few large values can hide it.`;
}

function saySmall(groups: readonly InfluenceGroup[]): string {
  const small = groups.filter(({ size }) => size < fewRows).length;
  return small === 0 ? "" : `Take p as rough: ${small} of the ${groups.length} groups ${small === 1 ? "has" : "have"} fewer than ${fewRows} rows.`;
}

function name(group: InfluenceGroup): string {
  return list([group.name]);
}

function sayShare(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
