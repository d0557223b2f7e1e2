import type { Notice } from "../core/notice.ts";
import type { RuleColumn } from "./rule-columns.ts";
import type { RuleNode } from "./rule-paths.ts";

/** How one segment can be recognised. */
export interface SegmentRule {
  /** The segment's label. */
  readonly segment: number;
  /** Its name. */
  readonly name: string;
  /** Its rows. */
  readonly size: number;
  /** The rule in words, such as "visits < 3 and channel is Web"; empty where no leaf stands for the segment. */
  readonly rule: string;
  /** The same as a predicate of SQL, for WHERE; `1 = 0` where there is no rule. */
  readonly sql: string;
  /** The rows of the table that the rule picks. */
  readonly picked: number;
  /** The leaves that stand for it, by their places in `nodes`, that of most rows first. */
  readonly leaves: readonly number[];
  /** The share of rows picked that are in the segment, cross-validated; NaN where none was picked. */
  readonly precision: number;
  /** The share of the segment's rows that are picked, cross-validated; NaN where none was held out. */
  readonly recall: number;
  /** All of that in a sentence or two. */
  readonly sentence: string;
}

/** What {@link explain} gives. */
export interface Explanation {
  /** The number of segments. */
  readonly k: number;
  /** One entry a segment, in the order of the segments. */
  readonly segments: readonly SegmentRule[];
  /** The share of rows that rules place in their segment: cross-validated, of rows that the rules were not made of. */
  readonly accuracy: number;
  /** The standard error of that share. */
  readonly standardError: number;
  /** The same share of the very rows that the rules were made of, which flatters them. */
  readonly fittedAccuracy: number;
  /** The share that naming always the largest segment would place right. */
  readonly largestShare: number;
  /** The folds of the cross-validation; 0 where there is one segment. */
  readonly folds: number;
  /** The rows of the cross-validation: all that have a segment, or 20 000 of them. */
  readonly validatedRows: number;
  /** The columns that the rules may use. */
  readonly columns: readonly RuleColumn[];
  /** The words that mean missing in each of them. */
  readonly missingWords: readonly string[];
  /** The tree, its root first; what a node is parted into stands behind it. */
  readonly nodes: readonly RuleNode[];
  /** The leaves of the tree. */
  readonly leaves: number;
  /** The segment that the rules give each row of the table; -1 for a row that has no segment. */
  readonly placed: Int32Array;
  /** The tree as an expression of SQL that gives the number of the segment. */
  readonly sql: string;
  /** The tree as the source of a function in JavaScript, `segmentOf(row)`, which gives the number of the segment of a row object. */
  readonly javascript: string;
  /** How good the rules are, in a sentence. */
  readonly sentence: string;
  /** In sentences: that the rules are poor, that a segment has none, that a column must be read otherwise for the code. */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}
