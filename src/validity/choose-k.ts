import { sumOf } from "../core/numbers.ts";
import { createTicker, type OnProgress } from "../core/progress.ts";
import { sayNumber, sayShare, sayShareBelow } from "../core/text.ts";
import { countScale } from "../core/weights.ts";
import { cutAtShare, cutShare } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { type Fit, leastShare, sizesOf } from "../kmeans/fit.ts";
import type { Rows } from "../spatial/rows.ts";
import { knee } from "./elbow.ts";
import { centroidIndices, varianceRatio } from "./indices.ts";
import { silhouetteMeans } from "./silhouette.ts";

/** A number of clusters and why, in words. */
interface ChosenK {
  readonly k: number;
  readonly reason: string;
}

/** How a k is to be chosen. */
export interface Rule {
  /** What chooses. */
  readonly by: Chooser;
  readonly range: readonly [number, number];
  /** The least share of the weight in a segment. */
  readonly minShare: number;
  /** The caller asked for the one k of the range: the criteria are reported but do not decide. */
  readonly asked: boolean;
  /**
   * For `"auto"`: the same as the criterion `icl`, of mixtures whose numbers may be correlated within groups; at some k, if they are given.
   */
  readonly correlated?: (ks?: readonly number[]) => Criterion;
}

/**
 * The k that `by` suggests, moved into the range, then down to the next k whose clusters all hold `minShare` of the
 * weight. The reason names all that was done, and what every other criterion suggests.
 */
export function chooseK(
  { weights }: Rows,
  criteria: readonly Criterion[],
  fits: readonly Fit[],
  tree: Linkage | undefined,
  { by, range: [min, max], minShare, asked, correlated }: Rule,
): ChosenK {
  const free = asked ? ([Math.min(2, fits.length), fits.length] as const) : ([min, max] as const);
  const { k: said, sentence, heard } = by === "auto" ? byAuto(criteria, free, correlated) : byCriterion(criteria, by, tree);
  if (asked) return { k: min, reason: `k = ${min} was asked for. ${sentence} ${others(criteria, heard, min)}` };
  const wanted = Math.min(max, Math.max(min, said ?? min));
  const parts = [sentence];
  if (said === undefined) parts.push(`So the least, ${min}, was taken.`);
  else if (wanted !== said) parts.push(`The range [${min}, ${max}] moved it to ${wanted}.`);

  let k = wanted;
  while (k > min && leastShare(sizesOf(weights, fits[k - 1])) < minShare) k--;
  const least = leastShare(sizesOf(weights, fits[k - 1]));
  if (k < wanted) parts.push(`Since a segment must hold at least ${sayShare(minShare)}, it was lowered to ${k}.`);
  if (least < minShare) parts.push(`Even so the smallest holds ${sayShareBelow(least, minShare)}.`);
  parts.push(others(criteria, heard, k), ...(by === "auto" ? [k === said ? howSure(criteria, heard, k) : startingPoint(k)] : []));
  return { k, reason: parts.filter((part) => part !== "").join(" ") };
}

/** What a chooser suggests, in a sentence, and the criteria that this rests on. */
interface Suggestion {
  readonly k: number | undefined;
  readonly sentence: string;
  readonly heard: readonly CriterionName[];
}

function byCriterion(criteria: readonly Criterion[], by: CriterionName, tree: Linkage | undefined): Suggestion {
  const k = criteria.find(({ name }) => name === by)?.k;
  const sentence = `\`${by}\` ${k === undefined ? "has no opinion" : `suggests ${k}`}`;
  if (by === "stability" && k !== undefined) {
    return { k, sentence: `With ${k} segments, and with no larger number up to 8, all are found again when rows are resampled (\`${by}\`).`, heard: [by] };
  }
  if (by !== "dendrogram" || tree === undefined) return { k, sentence: `${sentence}.`, heard: [by] };
  const { height, top } = cutAtShare(tree);
  const how = `cut at ${cutShare} of its highest merge (${sayNumber(height)} of ${sayNumber(top)})`;
  return { k, sentence: `${sentence}, ${how}.`, heard: [by] };
}

/** Among the last third of a range, three at most, a likelihood often only follows the shape of the columns. */
const lastK = (max: number): number => Math.min(3, Math.floor((max - 1) / 3));
/** The least k where mixtures have no opinion and the range allows it: two segments rarely help anyone. */
const usefulK = 3;
const middle: readonly CriterionName[] = ["calinski-harabasz", "silhouette", "height-gap"];
/** What agrees only where groups lie apart. */
const four: readonly CriterionName[] = ["height-gap", "calinski-harabasz", "davies-bouldin", "silhouette"];

/**
 * The rule that was exact most often on tables with known segments (bench/choose-k.mjs): the k on which four criteria agree, where that
 * is 3 or more and not the end of the range; else what mixtures say; where they have no opinion, the median of three criteria, and at
 * least 3.
 */
function byAuto(criteria: readonly Criterion[], [min, max]: readonly [min: number, max: number], correlated?: Rule["correlated"]): Suggestion {
  const agreed = kOf(criteria, four[0]);
  if (agreed !== undefined && agreed >= Math.max(min, usefulK) && agreed < max && four.every((name) => kOf(criteria, name) === agreed)) {
    return { k: agreed, sentence: `Four methods agree on ${agreed} (${four.map((name) => `\`${name}\``).join(", ")}).`, heard: four };
  }
  const byMixture = byMixtures(criteria, max, correlated);
  if (byMixture !== undefined) return byMixture;
  const icl = kOf(criteria, "icl");
  const said = criteria.filter(({ name, k }) => middle.includes(name) && k !== undefined);
  const ks = said.map(({ k }) => k!).sort((a, b) => a - b);
  const median = ks.length === 0 ? min : ks[Math.floor((ks.length - 1) / 2)];
  const k = Math.min(max, Math.max(min, usefulK, median));
  const why = icl === undefined ? "" : `: a mixture model (\`icl\`) would take ${icl} of at most ${max}`;
  const opinions = said.map((one) => `\`${one.name}\` ${one.k}`).join(", ");
  const floor = k > median ? `; ${median} would rarely help, so ${k} was taken` : "";
  const rest = ks.length === 0 ? `So ${k} was taken` : `The ${medianOf[ks.length]} ${median} (${opinions})${floor}`;
  return { k, sentence: `No number of segments stands out${why}. ${rest}.`, heard: ["icl", ...said.map(({ name }) => name)] };
}

/**
 * The k of the best mixture, whose numbers are independent within groups. Where mixtures of correlated numbers describe the rows better and
 * one of four criteria suggests their k, the other groups are only what is correlated. In the last third of the range a k is an opinion
 * only where it does not depend on the shape that groups are assumed to have: where both mixtures agree on it, and it is not the end.
 */
function byMixtures(criteria: readonly Criterion[], max: number, correlated?: Rule["correlated"]): Suggestion | undefined {
  const plain = criteria.find(({ name }) => name === "icl");
  if (plain?.k === undefined) return undefined;
  const { k } = plain;
  const heard = [plain.name];
  const isOther = (one: number | undefined): boolean => one !== undefined && one !== k && one >= usefulK && one < max;
  // these mixtures are dear: they are looked at where one that could be taken describes the rows better, or one must confirm
  const others = four.map((name) => kOf(criteria, name)).filter(isOther) as number[];
  const { scores } = (others.length > 0 ? correlated?.(others) : undefined) ?? plain;
  const isOpen = k > max - lastK(max) || others.some((one) => scores[one - 1] < plain.scores[k - 1]);
  const found = isOpen ? correlated?.() : undefined;
  const other = found?.k;
  const isBetter = other !== undefined && found!.scores[other - 1] < plain.scores[k - 1];
  if (isBetter && isOther(other) && four.some((name) => kOf(criteria, name) === other)) {
    const sentence = `${other} groups describe the rows best if columns may be correlated inside groups, ${k} if not (mixture models, \`icl\`).`;
    return { k: other, sentence, heard };
  }
  if (k <= max - lastK(max)) return { k, sentence: `${k} groups describe the rows best (a mixture model, \`icl\`).`, heard };
  if (k >= max || other !== k) return undefined;
  return { k, sentence: `${k} groups describe the rows best, also if columns may be correlated inside groups (mixture models, \`icl\`).`, heard };
}

function kOf(criteria: readonly Criterion[], name: CriterionName): number | undefined {
  return criteria.find((one) => one.name === name)?.k;
}

/**
 * How sure the rule's k is: whether four methods agree (right on 215 of 219 tables where they did), or at least half of the criteria that
 * have an opinion, and did not choose, suggest it too.
 */
function howSure(criteria: readonly Criterion[], heard: readonly CriterionName[], k: number): string {
  const rest = criteria.filter((one) => !heard.includes(one.name) && one.k !== undefined);
  const isOne = heard.length === 1 && kOf(criteria, heard[0]) !== undefined;
  const isSure = heard === four || (isOne && rest.length > 0 && 2 * rest.filter((one) => one.k === k).length >= rest.length);
  return isSure ? `So ${k} is fairly sure.` : startingPoint(k);
}

const medianOf: readonly string[] = ["", "one other method suggests", "lower of two other methods is", "median of three other methods is"];

function startingPoint(k: number): string {
  return `Treat ${k} as a starting point.`;
}

/** How many of the other criteria agree, and what the rest suggest. */
function others(criteria: readonly Criterion[], heard: readonly CriterionName[], k: number): string {
  const rest = criteria.filter(({ name }) => !heard.includes(name));
  const differ = rest.filter((one) => one.k !== k);
  const agree = rest.length - differ.length;
  const methods = `other ${rest.length === 1 ? "method" : "methods"}`;
  const suggest = (count: number): string => (count === 1 ? "suggests" : "suggest");
  if (rest.length === 0) return "";
  if (differ.length === 0) return `${rest.length === 1 ? "The one" : `All ${rest.length}`} ${methods} ${suggest(rest.length)} ${k} too.`;
  const ks = [...new Set(differ.map((one) => one.k))].filter((one) => one !== undefined).sort((a, b) => a - b);
  const namesOf = (of: number | undefined): string => differ.filter((one) => one.k === of).map(({ name }) => `\`${name}\``).join(", ");
  const silent = differ.filter((one) => one.k === undefined).length;
  const start = `${agree} of the ${rest.length} ${methods} ${suggest(agree)} ${k} too`;
  const parts = [
    ...(agree > 0 ? [start] : []),
    ...(ks.length > 0 ? [`${suggestAll(agree, rest.length, differ.length - silent, ks.map((one) => `${one} (${namesOf(one)})`))}`] : []),
    ...(silent > 0 ? [`${namesOf(undefined)} ${silent === 1 ? "has" : "have"} no opinion`] : []),
  ];
  return `${parts.join("; ")}.`;
}

function suggestAll(agree: number, count: number, differ: number, opinions: readonly string[]): string {
  const list = opinions.length === 1 ? opinions[0] : `${opinions.slice(0, -1).join(", ")} or ${opinions[opinions.length - 1]}`;
  if (agree > 0) return differ === 1 ? `the other suggests ${list}` : `the rest suggest ${list}`;
  return count === 1 ? `The one other method suggests ${list}` : `The ${count} other methods suggest ${list}`;
}

/** A way to say how many clusters there are. */
export type CriterionName =
  | "dendrogram"
  | "height-gap"
  | "calinski-harabasz"
  | "davies-bouldin"
  | "silhouette"
  | "elbow"
  | "icl"
  | "stability"
  | "gap";
/** What chooses k: a criterion, or `"auto"`, a rule over several. */
export type Chooser = "auto" | CriterionName;

/** The criteria, in the order in which they are listed; the last three are computed where they are asked for. */
export const criterionNames: readonly CriterionName[] = [
  "dendrogram",
  "height-gap",
  "calinski-harabasz",
  "davies-bouldin",
  "silhouette",
  "elbow",
  "icl",
  "stability",
  "gap",
];
/** What may choose k. */
export const choosers: readonly Chooser[] = /* @__PURE__ */ (() => ["auto" as const, ...criterionNames])();

/** What a criterion says. */
export interface Criterion {
  /** The criterion. */
  readonly name: CriterionName;
  /** The number of clusters it is for; undefined where it has no opinion. */
  readonly k: number | undefined;
  /** Its figure for k = 1, 2, …; NaN where it has none. */
  readonly scores: Float64Array;
}

/** Up to so many rows of few columns the silhouette is exact; above, it is the simplified one (Hruschka, de Castro and Campello 2004). */
const exactRows = 10_000;
const alwaysExact = 5000; // rows
const exactWork = 5e8; // pairs of rows x what each is looked at by: a second or so

function isExactFor({ count, columns: { numbers, first } }: Rows): boolean {
  const width = numbers.length + first.length + 1;
  return count <= alwaysExact || (count <= exactRows && ((count * count) / 2) * width <= exactWork);
}

/** What is measured of a partition; NaN of one cluster. */
export interface Measures {
  readonly daviesBouldin: number;
  /** Exact up to 5 000 rows, or 10 000 of few columns; the simplified one above (see {@link centroidIndices}). */
  readonly silhouette: number;
}

/** Measures partitions of the same rows; silhouettes of all of them come from one pass over the distances. Assumes validated input. */
export function measure(rows: Rows, fits: readonly Fit[], onProgress?: OnProgress): Measures[] {
  const several = fits.filter(({ k }) => k > 1);
  const isExact = isExactFor(rows);
  const tick = createTicker("silhouettes", several.length, isExact ? undefined : onProgress);
  const found = several.map((fit, at) => {
    const indices = centroidIndices(rows, fit);
    tick(at + 1);
    return indices;
  });
  const exact = isExact && several.length > 0 ? silhouetteMeans(rows, several.map(({ labels }) => labels), onProgress) : undefined;
  const measured = found.map((indices, at) => ({ ...indices, silhouette: exact?.[at] ?? indices.silhouette }));
  return fits.map(({ k }) => (k > 1 ? measured.shift()! : { daviesBouldin: NaN, silhouette: NaN }));
}

/**
 * What each criterion says of the partitions into 1, 2, …, fits.length clusters, within the range where it has a free choice.
 * The dendrogram's and the gap's figures come from Ward's tree; without one they have none. Assumes validated input.
 */
export function criteriaOf(
  rows: Rows,
  tree: Linkage | undefined,
  fits: readonly Fit[],
  measured: readonly Measures[],
  [min, max]: readonly [number, number],
): Criterion[] {
  const best = (name: CriterionName, scores: Float64Array, sign: 1 | -1): Criterion => bestOf(name, scores, sign, [min, max]);
  const inertia = Float64Array.from(fits, (fit) => fit.inertia);
  return [
    ...(tree === undefined ? [] : [byDendrogram(tree, fits.length), best("height-gap", heightGaps(tree, fits.length), 1)]),
    best("calinski-harabasz", ratios(rows, inertia), 1),
    best("davies-bouldin", Float64Array.from(measured, ({ daviesBouldin }) => daviesBouldin), -1),
    best("silhouette", Float64Array.from(measured, ({ silhouette }) => silhouette), 1),
    {
      name: "elbow",
      k: knee(
        Int32Array.from(fits, (fit) => fit.k),
        inertia,
      ),
      scores: inertia,
    },
  ];
}

/** A criterion that is for the k of the best score in the range, the lower one on a tie: `sign` 1 for the greatest, -1 for the least. */
export function bestOf(name: CriterionName, scores: Float64Array, sign: 1 | -1, [min, max]: readonly [number, number]): Criterion {
  let k: number | undefined;
  for (let at = Math.max(2, min); at <= max; at++) if (sign * scores[at - 1] > (k === undefined ? -Infinity : sign * scores[k - 1])) k = at;
  return { name, k, scores };
}

/** The height at which k clusters become k - 1, for k = 1, 2, …; NaN for 1. */
function joinHeights({ height }: Linkage, kMax: number): Float64Array {
  return Float64Array.from({ length: kMax }, (_, i) => (i === 0 ? NaN : (height[height.length - i] ?? NaN)));
}

function byDendrogram(tree: Linkage, kMax: number): Criterion {
  return { name: "dendrogram", k: cutAtShare(tree).k, scores: joinHeights(tree, kMax) };
}

/** How many times higher the merge of k clusters stands than the one that made them. */
function heightGaps(tree: Linkage, kMax: number): Float64Array {
  const heights = joinHeights(tree, kMax + 1);
  return Float64Array.from({ length: kMax }, (_, i) => (heights[i + 1] > 0 ? heights[i] / heights[i + 1] : NaN));
}

/** The variance ratio of Caliński and Harabasz (1974), a row of weight w counted w times where weights can count rows. */
function ratios({ weights }: Rows, inertia: Float64Array): Float64Array {
  const total = sumOf(weights);
  const n = total * countScale(total, weights.length);
  return inertia.map((within, i) => (i === 0 ? NaN : varianceRatio(inertia[0] - within, within, i + 1, n)));
}
