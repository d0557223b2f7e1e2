import type { Matrix } from "../core/matrix.ts";
import type { Notice } from "../core/notice.ts";
import { crossCounts } from "../core/numbers.ts";
import { keepUsed } from "../stats/levels.ts";

/** A group of one segmentation, and where its rows are in the other. */
export interface ComparedGroup {
  /** Its name: of a segment, or a level of the column. */
  readonly name: string;
  /** Its rows that count. */
  readonly size: number;
  /** The shares of them in the groups of the other segmentation, in the order of those; they sum to 1. */
  readonly shares: readonly number[];
  /** Which group of the other holds the most of them: its place; the first of equal ones. */
  readonly most: number;
}

/** A level of the other segmentation, and what became of it. */
export interface ComparedLevel extends ComparedGroup {
  /**
   * `"split"`: two segments or more hold a fifth of it each. `"merged"`: most of it is in one segment, and another level's most is there,
   * too. `"kept"`: most of it is in one segment, where no other level's most is. `"spread"`: no two segments hold a fifth, and none a half.
   */
  readonly fate: "kept" | "split" | "merged" | "spread";
}

/** How one segmentation is told from the other by the simplest rule: each group is that which holds the most of it. */
export interface Translation {
  /** The share of rows that the rule places right. */
  readonly right: number;
  /** The share that naming the largest group, whatever the row, places right. */
  readonly byLargest: number;
}

/** What {@link compareWith} gives. */
export interface SegmentComparison {
  /** The column that holds the other segmentation. */
  readonly column: string;
  /** Whether it helped to make the segments, so that some agreement is built in. */
  readonly isFeature: boolean;
  /** The rows that have a segment and a level. */
  readonly rows: number;
  /** The rows in segments that have no level, and were left out. */
  readonly missing: number;
  /** How many rows each segment (down) and each level (across) have in common. */
  readonly counts: Matrix;
  /** The segments that have rows here, in their order: one a row of `counts`. */
  readonly ours: readonly ComparedGroup[];
  /** The levels that have rows, one a column of `counts`: numbers ascending, then text by code unit, or in the order that was given. */
  readonly theirs: readonly ComparedLevel[];
  /** How far both agree beyond chance: see `adjustedRandIndex`. 1 for the same groups, about 0 for chance. */
  readonly adjustedRand: number;
  /** How much they say about each other, from 0 to 1: see `normalizedMutualInformation`. */
  readonly mutualInformation: number;
  /** What `adjustedRand` means: from 0.9, from 0.65 (Steinley 2004), from 0.3, from 0.05, and below. */
  readonly agreement: "nearly the same" | "mostly the same" | "partly the same" | "hardly the same" | "no more than chance";
  /** Each segment as the level that holds the most of it. */
  readonly toTheirs: Translation;
  /** Each level as the segment that holds the most of it. */
  readonly toOurs: Translation;
  /** All of it in plain words. */
  readonly sentences: readonly string[];
  /** What was left out, in sentences. */
  readonly warnings: readonly string[];
  /** The data behind them, one for one. */
  readonly notices: readonly Notice[];
}

/** The rows that have both, by the groups that have rows. */
export interface Pairs {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** One a row that has both. */
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Takes the rows that have a level, and the groups that have rows. */
export function pairsOf(codes: Int32Array, labels: Int32Array, levels: readonly string[], names: readonly string[]): Pairs {
  const ofLabel = new Int32Array(names.length).fill(-1), ofCode = new Int32Array(levels.length).fill(-1);
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue;
    ofLabel[labels[i]] = ofCode[codes[i]] = 0;
    count++;
  }
  const ours = keepUsed(names, ofLabel), theirs = keepUsed(levels, ofCode);
  const a = new Int32Array(count), b = new Int32Array(count);
  for (let i = 0, at = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue;
    a[at] = ofLabel[labels[i]];
    b[at++] = ofCode[codes[i]];
  }
  return { ours, theirs, a, b };
}

/** What a comparison says of the groups. */
export function groupsOf({ ours, theirs, a, b }: Pairs): Pick<SegmentComparison, "counts" | "ours" | "theirs" | "toTheirs" | "toOurs"> {
  const p = ours.length, q = theirs.length;
  const all = crossCounts(a, b, p + 1, q + 1); // codes of -1 have the first row and column
  const data = Float64Array.from({ length: p * q }, (_, at) => all[(Math.floor(at / q) + 1) * (q + 1) + (at % q) + 1]);
  const down = ours.map((name, s) => groupOf(name, data.subarray(s * q, (s + 1) * q)));
  const across = theirs.map((name, t) => groupOf(name, data.filter((_, at) => at % q === t)));
  return {
    counts: { data, rows: p, cols: q },
    ours: down,
    theirs: across.map((group) => ({ ...group, fate: fateOf(group, across) })),
    toTheirs: translation(down, across, a.length),
    toOurs: translation(across, down, a.length),
  };
}

function groupOf(name: string, counts: Float64Array): ComparedGroup {
  const size = counts.reduce((sum, count) => sum + count, 0);
  const largest = counts.reduce((largest, count) => Math.max(largest, count));
  return { name, size, shares: Array.from(counts, (count) => count / size), most: counts.indexOf(largest) };
}

const leastPart = 0.2; // of a level, in each of two segments: then it is split
const most = 0.5;

function partsOf({ shares }: ComparedGroup): number {
  return shares.filter((share) => share >= leastPart).length;
}

function fateOf(group: ComparedGroup, all: readonly ComparedGroup[]): ComparedLevel["fate"] {
  if (partsOf(group) > 1) return "split";
  if (!(group.shares[group.most] >= most)) return "spread";
  const isWhole = (other: ComparedGroup): boolean => partsOf(other) === 1 && other.shares[other.most] >= most;
  return all.some((other) => other !== group && other.most === group.most && isWhole(other)) ? "merged" : "kept";
}

function translation(from: readonly ComparedGroup[], to: readonly ComparedGroup[], rows: number): Translation {
  const right = from.reduce((sum, { size, shares, most }) => sum + Math.round(size * shares[most]), 0);
  return { right: right / rows, byLargest: to.reduce((largest, { size }) => Math.max(largest, size), 0) / rows };
}

/** What an adjusted Rand index means. */
export function meaningOf(rand: number): SegmentComparison["agreement"] {
  if (rand >= 0.9) return "nearly the same";
  if (rand >= 0.65) return "mostly the same";
  if (rand >= 0.3) return "partly the same";
  return rand >= 0.05 ? "hardly the same" : "no more than chance";
}
