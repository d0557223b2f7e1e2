import { checkInteger, checkKeys, checkOneOf, checkSeed } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import type { Notice } from "../core/notice.ts";
import { type Watch, watched, watchKeys } from "../core/progress.ts";
import { counted, sayShare, shorten } from "../core/text.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { checkTexts } from "../prepare/spec.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Segmentation } from "../segment/types.ts";
import { isoDate } from "../table/date-text.ts";
import type { TreeTable } from "./best-split.ts";
import type { Explanation, SegmentRule } from "./explanation.ts";
import { leafOf, type TreeNode } from "./grow-tree.ts";
import { toldOf } from "./notices.ts";
import { prunedTree, type PrunedTree } from "./prune-tree.ts";
import { scriptOf, type SpelledColumn, type SqlDialect, sqlCase, sqlDialects, sqlPredicate } from "./rule-code.ts";
import { readRuleColumns, type RuleColumn, type RuleValues } from "./rule-columns.ts";
import { joinedPaths, pathsOf, type RuleNode, type RulePath, type RuleSplit } from "./rule-paths.ts";
import { sayRule } from "./rule-words.ts";
import { type SegmentedTable, segmentedTable } from "./segmented-table.ts";
import { spellingOf } from "./spelling.ts";

/** Options for {@link explain}. */
export interface ExplainOptions extends Watch {
  /**
   * The columns that rules may use. Others than those of the features are read as they look.
   * @defaultValue the columns that the features were made of
   */
  readonly columns?: readonly string[] | undefined;
  /**
   * The most leaves that the tree may have, from 2 to 1 000.
   * @defaultValue twice the number of segments
   */
  readonly maxLeaves?: number | undefined;
  /**
   * How many levels of a category one question may list, from 1 to 10. With 1 the tree is that of a table of dummies.
   * @defaultValue 3
   */
  readonly mostListed?: number | undefined;
  /**
   * The folds of the cross-validation, from 2 to 100; at most as many as there are rows.
   * @defaultValue 10
   */
  readonly folds?: number | undefined;
  /**
   * Of the folds; an integer of 32 bits.
   * @defaultValue the seed of the model
   */
  readonly seed?: number | undefined;
  /**
   * How SQL is quoted: `"name"` and `'text'`; `"mysql"`: backticks, and backslashes doubled; `"sqlserver"`: brackets, and `N'text'`
   * (SQL Server nests no more than ten CASE: there the predicates of the segments always work).
   * @defaultValue "standard", for SQLite, PostgreSQL, DuckDB, Snowflake, Oracle and others
   */
  readonly dialect?: SqlDialect | undefined;
}

const mostValidated = 20_000;
const leastUseful = 0.5; // of the misplaced that the largest segment alone would leave

/**
 * How to recognise the members of each segment without this library: a small decision tree on the columns of the table, as rules in words,
 * as SQL and as JavaScript, with the share of rows that it places right.
 *
 * The tree is CART's (Breiman, Friedman, Olshen and Stone 1984): grown best first to at most two leaves a segment by exact splits of least
 * Gini impurity, and pruned by cross-validation to the shortest rules within one standard error of the best, so long as no segment loses
 * its rule by that. Numbers and dates are parted by a short number or the first of a month between two neighbouring values. A question may
 * list up to three levels of a category: each level against the rest, or those in which a segment is most or least frequent. Missing cells
 * go to the side that they fit better, and where a node has none, to the larger one; the rules and the code say where.
 *
 * Segments are made of all features together, of scaled ones, and a few questions can only come near to that. `accuracy` says how near,
 * and `warnings` says so where the rules leave more than half of the errors that naming always the largest segment would make (Goodman and
 * Kruskal's lambda, 1954, below 0.5). To place customers exactly use `predict`.
 *
 * Rows that have no segment, since a missing cell dropped them, are left out; the code places them all the same. The order of rows does not
 * matter. In O(n log n + n · columns · depth) and the time of the folds, which are made of at most 20 000 rows.
 *
 * The code takes the table as it was given: column names, categories as they are spelled there, words for missing. Numbers must be numbers
 * and dates `2024-03-01`, with or without a time after; `warnings` names a column that is written otherwise. A missing cell is NULL in
 * SQL; in JavaScript null, undefined, NaN or blank. Comparisons of text should be exact (in MySQL and SQL Server: a binary collation).
 *
 * @param result - what `clusterSegments` gave
 * @param source - the table that it was made of, raw
 * @throws {@link InputError} on a result that is none, a table of other rows, a column that is not there, and an unknown or a wrong option.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { explain } from "audience-segmentation/insight";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81], visits: [1, 2, 1, 2, 9, 8, 9, 9] };
 * const { segments, sql } = explain(clusterSegments(table, { k: 2 }), table);
 * for (const { name, rule } of segments) console.log(`${name}: ${rule}`);
 * console.log(sql);
 * // Low spend: spend < 50
 * // High spend: spend ≥ 50
 * // CASE
 * //   WHEN "spend" < 50 THEN 0
 * //   ELSE 1
 * // END
 * ```
 */
export function explain(result: Segmentation, source: SegmentSource, options: ExplainOptions = {}): Explanation {
  const where = "explain";
  checkKeys(where, "the options", options, ["columns", "maxLeaves", "mostListed", "folds", "seed", "dialect", ...watchKeys]);
  const onProgress = watched(where, options);
  const table = segmentedTable(where, result, source);
  const { k, labels } = result;
  const { columns: named, maxLeaves = Math.max(2, 2 * k), mostListed = 3, folds = 10, seed = table.model.seed, dialect = "standard" } = options;
  checkInteger(where, "maxLeaves", maxLeaves, 2, 1000);
  checkInteger(where, "mostListed", mostListed, 1, 10);
  checkInteger(where, "folds", folds, 2, 100);
  checkSeed(where, seed);
  checkOneOf(where, "dialect", dialect, sqlDialects);
  if (named !== undefined && checkTexts(where, "columns", named).size === 0)
    throw new InputError("no-columns", where, "`columns` must name at least one column", "none");

  const classes = Int32Array.from(labels); // a result may have been stored as JSON
  const rows = classes.map((_, row) => row).filter((row) => classes[row] >= 0);
  const columns = readRuleColumns(where, table, rows, named);
  const forTree: TreeTable = { classes, k, columns: columns.map(({ tree }) => tree) };
  const limits = { maxLeaves: k === 1 ? 1 : maxLeaves, mostListed };
  const tree = prunedTree(forTree, rows, { ...limits, folds, seed, mostRows: mostValidated, onProgress });
  return explained(table, { rows, columns, forTree, tree, dialect });
}

/** What an explanation is made of. */
interface Found {
  /** The rows that have a segment. */
  readonly rows: Int32Array;
  readonly columns: readonly RuleValues[];
  readonly forTree: TreeTable;
  readonly tree: PrunedTree;
  readonly dialect: SqlDialect;
}

function explained(table: SegmentedTable, found: Found): Explanation {
  const { result, model } = table;
  const { rows, columns, forTree, tree, dialect } = found;
  const { k, labels } = result;
  const nodes = tree.nodes.map((node) => publicNode(node, columns));
  const spelled = spelledColumns(table, columns, nodes);
  const columnOf = (name: string): SpelledColumn => spelled.get(name)!;
  const placed = new Int32Array(labels.length).fill(-1);
  for (const row of rows) placed[row] = nodes[leafOf(forTree, tree.nodes, row)].segment;
  const paths = pathsOf(nodes, (name) => columnOf(name).type);
  const figures = figuresOf(tree, rows.length);
  const segments = result.segments.map((_, s) => ruleOf(table, found, paths, s, (own) => sqlPredicate(own, columnOf, dialect)));
  const notices = noticesOf(table, found, figures, segments, [...spelled.values()]);
  return {
    k,
    segments,
    ...figures,
    folds: k === 1 ? 0 : tree.folds,
    validatedRows: k === 1 ? 0 : tree.rows,
    columns: importances(tree.nodes, columns),
    missingWords: model.reading.missingWords,
    nodes,
    leaves: paths.length,
    placed,
    sql: sqlCase(nodes, columnOf, dialect),
    javascript: scriptOf(nodes, columnOf),
    sentence: sayAccuracy(k, figures),
    ...toldOf(notices, model.names),
  };
}

type Figures = Pick<Explanation, "accuracy" | "standardError" | "fittedAccuracy" | "largestShare">;

/** How many rows the tree places right. */
function figuresOf({ nodes, held, rows }: PrunedTree, all: number): Figures {
  const [root] = nodes;
  const k = root.counts.length;
  let right = 0;
  for (let c = 0; c < k; c++) right += held[c * k + c];
  const accuracy = right / rows;
  const fitted = nodes.reduce((sum, { split, counts, label }) => sum + (split === undefined ? counts[label] : 0), 0);
  const standardError = Math.sqrt((accuracy * (1 - accuracy)) / rows);
  return { accuracy, standardError, fittedAccuracy: fitted / all, largestShare: root.counts[root.label] / all };
}

/** A node in the words of the table. */
function publicNode({ label, counts, split, yes, no }: TreeNode, columns: readonly RuleValues[]): RuleNode {
  const node = { segment: label, counts: Array.from(counts) };
  if (split === undefined) return node;
  const { column, type, levels } = columns[split.column];
  const missing = split.missing ? "yes" : "no";
  const asked = (): RuleSplit => {
    const { below } = split;
    if (split.levels !== undefined) return { column, missing, type: "category", levels: split.levels.map((level) => levels[level]) };
    if (below === undefined) return { column, missing, type: "known" };
    if (type === "ordered") return { column, missing, type, levels: levels.slice(0, below) };
    return type === "date" ? { column, missing, type, before: isoDate(below) } : { column, missing, type: "number", below };
  };
  return { ...node, split: asked(), yes, no };
}

/** The columns that are asked of, with how the table writes them. */
function spelledColumns(
  { frame, source }: SegmentedTable,
  columns: readonly RuleValues[],
  nodes: readonly RuleNode[],
): Map<string, SpelledColumn> {
  const used = new Set(nodes.flatMap(({ split }) => (split === undefined ? [] : [split.column])));
  return new Map(
    columns.filter(({ column }) => used.has(column)).map((own) => {
      const isRaw = frame.names.includes(own.column) && !(own.type === "date" && isPrepared(source));
      return [own.column, { ...own, spelling: spellingOf(own, isRaw ? frame.valuesOf(own.column) : undefined) }];
    }),
  );
}

/** All that is said of one segment. */
function ruleOf(
  { result, model }: SegmentedTable,
  { columns, tree, rows }: Found,
  all: readonly RulePath[],
  s: number,
  sqlOf: (paths: readonly RulePath[]) => string,
): SegmentRule {
  const { nodes, held } = tree;
  const { k } = result;
  const paths = all.filter(({ segment }) => segment === s).sort((a, b) => nodes[b.leaf].rows - nodes[a.leaf].rows || a.leaf - b.leaf);
  const ways = joinedPaths(paths);
  const rule = ways.length === 0 ? "" : sayRule(ways, columns);
  let own = 0, picked = 0;
  for (let c = 0; c < k; c++) {
    own += held[s * k + c];
    picked += held[c * k + s];
  }
  const hits = held[s * k + s];
  const figures = {
    segment: s,
    name: model.names[s],
    size: nodes[0].counts[s],
    rule,
    sql: sqlOf(ways),
    picked: paths.reduce((sum, { leaf }) => sum + nodes[leaf].rows, 0),
    leaves: paths.map(({ leaf }) => leaf),
    precision: hits / picked,
    recall: hits / own,
  };
  return { ...figures, sentence: k === 1 ? sayOnly(rows.length) : saySegment(figures, rows.length) };
}

function sayOnly(rows: number): string {
  return `There is one segment, and all ${counted(rows, "customer")} are in it: no rule is needed.`;
}

function saySegment({ name, size, rule, precision, recall }: Omit<SegmentRule, "sentence">, rows: number): string {
  const who = `${shorten(name)} (${counted(size, "customer")}, ${sayShare(size / rows)})`;
  if (rule === "") return `${who}: no rule finds this segment.`;
  if (!(recall > 0)) return `${who}: ${rule}. Checked on other customers, the rule found none of this segment.`;
  return `${who}: ${rule}. The rule finds ${sayShare(recall)} of the segment, and ${sayShare(precision)} of the customers that it finds are in it.`;
}

function sayAccuracy(k: number, { accuracy, largestShare }: Figures): string {
  if (k === 1) return "There is one segment, so that no rule is needed: every customer is in it.";
  return `The rules place ${sayShare(accuracy)} of the customers in their segment, checked on customers that they were not made from; always naming the largest segment would be right for ${sayShare(largestShare)}.`;
}

/** What is doubtful. */
function noticesOf(
  { result }: SegmentedTable,
  { rows, tree }: Found,
  figures: Figures,
  segments: readonly SegmentRule[],
  used: readonly SpelledColumn[],
): Notice[] {
  const { accuracy, largestShare } = figures;
  const all = result.labels.length;
  const notices: Notice[] = rows.length < all ? [{ code: "rows-unexplained", figures: { left: all - rows.length, rows: all } }] : [];
  if (result.k === 1) return notices;
  if (tree.rows < rows.length) notices.push({ code: "rules-sampled", figures: { rows: tree.rows, of: rows.length } });
  const solved = (accuracy - largestShare) / (1 - largestShare);
  if (!(solved >= leastUseful)) notices.push({ code: "rules-poor", figures: { accuracy, largestShare } });
  for (const { segment, rule, size } of segments) if (rule === "") notices.push({ code: "no-rule", segment, figures: { rows: size } });
  for (const { column, spelling: { odd } } of used) if (odd !== undefined) notices.push({ code: "written-otherwise", column, figures: odd });
  return notices;
}

/** The columns with their part of what the tree knows. */
function importances(nodes: readonly TreeNode[], columns: readonly RuleValues[]): RuleColumn[] {
  const gains = columns.map(() => 0);
  for (const { split } of nodes) if (split !== undefined) gains[split.column] += split.gain;
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return columns.map(({ column, type, reading, labels, missing }, at) => ({
    column,
    type,
    importance: total > 0 ? Math.max(0, gains[at]) / total : 0,
    missing,
    reading,
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
  }));
}
