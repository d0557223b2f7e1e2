import { areTexts } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { readByModel } from "../segment/read-by-model.ts";
import type { SegmentSource } from "../segment/options.ts";
import type { Row } from "../table/table.ts";
import type { Explanation } from "./explanation.ts";
import { comparable, type RuleColumn, ruleTypeOf } from "./rule-columns.ts";
import { boundOf, type RuleNode, type RuleSplit } from "./rule-paths.ts";

/**
 * The segment that the rules of an explanation give each row of a table: what its SQL and its JavaScript give, read from raw cells as the
 * model reads them. Rows that the model drops are placed too. In O(rows · depth).
 *
 * @param explanation - what {@link explain} gave, or the same after JSON
 * @param source - rows of any kind that hold the columns of the rules; a missing cell is null, others columns are ignored
 * @throws {@link InputError} on what is no explanation, a column that is not there, and a cell that its column cannot hold.
 * @group Insight
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { explain, placeByRules } from "audience-segmentation/insight";
 *
 * const table = { spend: [10, 12, 11, 13, 80, 82, 85, 81] };
 * const explanation = explain(clusterSegments(table, { k: 2 }), table);
 * console.log(placeByRules(explanation, [{ spend: 7 }, { spend: 90 }]));
 * // Int32Array(2) [ 0, 1 ]
 * ```
 */
export function placeByRules(explanation: Explanation, source: SegmentSource | Row): Int32Array {
  const where = "placeByRules";
  const { nodes, columns, missingWords } = checkExplanation(where, explanation);
  const used = new Set(nodes.flatMap(({ split }) => (split === undefined ? [] : [split.column])));
  const features = columns.filter(({ column }, at) => used.has(column) || (used.size === 0 && at === 0)); // one, to count rows
  const { rows, cells } = readByModel(where, { features, reading: { missingWords } }, source);
  const read = new Map(features.map(({ column, reading }, at) => [column, comparable(where, reading, cells[at])]));
  const tests = nodes.map(({ split }) => (split === undefined ? undefined : testOf(split, read.get(split.column)!)));
  return Int32Array.from({ length: rows }, (_, row) => {
    let at = 0;
    for (let test = tests[at]; test !== undefined; test = tests[at]) at = test(row) ? nodes[at].yes! : nodes[at].no!;
    return nodes[at].segment;
  });
}

/** Whether a row goes to yes. */
function testOf(split: RuleSplit, { values, levels }: ReturnType<typeof comparable>): (row: number) => boolean {
  const isYes = split.missing === "yes";
  if (split.type === "known") return (row) => values[row] === values[row];
  if (split.type === "category") {
    const wanted = new Set(split.levels.map((level) => levels.indexOf(level)));
    return (row) => (values[row] === values[row] ? wanted.has(values[row]) : isYes);
  }
  const bound = boundOf(split);
  return (row) => (values[row] === values[row] ? values[row] < bound : isYes);
}

function checkExplanation(where: string, given: unknown): Explanation {
  const { nodes, columns, missingWords } = (typeof given === "object" && given !== null ? given : {}) as Partial<Explanation>;
  const isWhole = Array.isArray(nodes) && nodes.length > 0 && Array.isArray(columns) && columns.length > 0 && Array.isArray(missingWords);
  const names = new Set(isWhole ? columns.filter(isColumn).map(({ column }) => column) : []);
  if (isWhole && Array.from(nodes).every((node, at) => isNode(node, at, nodes.length, names))) return given as Explanation;
  throw new InputError("not-an-object", where, "`explanation` must be what explain gives", show(given));
}

function isColumn(given: Partial<RuleColumn> | null): given is RuleColumn {
  return typeof given?.column === "string" && typeof given.reading === "object" && given.reading !== null && given.type === ruleTypeOf(given.reading);
}

/** Whether a node asks of a column that is known, and is parted into nodes behind it. */
function isNode(given: Partial<RuleNode> | null, at: number, nodes: number, columns: ReadonlySet<string>): boolean {
  if (!Number.isInteger(given?.segment)) return false;
  const { split, yes, no } = given!;
  if (split === undefined) return true;
  const isBehind = (next: unknown): boolean => Number.isInteger(next) && (next as number) > at && (next as number) < nodes;
  return columns.has(split?.column) && asksWhole(split) && isBehind(yes) && isBehind(no);
}

/** Whether a split has what its type needs. */
function asksWhole(split: { readonly [Key in keyof RuleSplit | "below" | "before" | "levels"]?: unknown }): boolean {
  const { type, below, before, levels } = split;
  if (type === "number") return typeof below === "number";
  if (type === "date") return typeof before === "string";
  return type === "known" || ((type === "category" || type === "ordered") && areTexts(levels));
}
