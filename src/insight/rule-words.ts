import { sayExactly, shorten } from "../core/text.ts";
import { isoDate } from "../table/date-text.ts";
import type { RuleValues } from "./rule-columns.ts";
import type { Condition, RulePath } from "./rule-paths.ts";

const mostSaid = 8; // levels in a sentence

/** A rule in words: the ways to the leaves of one segment. */
export function sayRule(paths: readonly RulePath[], columns: readonly RuleValues[]): string {
  const columnOf = (name: string): RuleValues => columns.find(({ column }) => column === name)!;
  const said = paths.map(({ conditions }) => {
    const words = conditions.flatMap((condition) => sayCondition(condition, columnOf(condition.column)));
    return words.length === 0 ? "every customer" : words.join(" and ");
  });
  return said.join(", or ");
}

/** What is said of a column; nothing where all of its values fit. */
function sayCondition(condition: Condition, column: RuleValues): string[] {
  const name = shorten(column.column);
  const { known, missing } = condition;
  if (!known) return [`${name} is missing`];
  const said = sayValues(name, condition, column);
  if (said === undefined) return missing || column.missing === 0 ? [] : [`${name} is known`];
  if (column.missing === 0) return [said];
  if (missing) return [`(${said} or missing)`];
  return [isSaidByOthers(condition, column) ? `${name} is known and ${said}` : said]; // "not Web" alone might be a missing cell
}

/** What is said of the values of a column that are not missing; undefined where all fit. */
function sayValues(name: string, condition: Condition, column: RuleValues): string | undefined {
  const { low, high } = condition;
  if (condition.type === "category") return sayLevels(name, condition, column);
  if (low === -Infinity && high === Infinity) return undefined;
  if (condition.type === "ordered") return sayOrder(name, low, high, column);
  if (condition.type === "date") return sayDays(name, low, high);
  if (column.tree.kind === "whole" && high - low === 1) return `${name} is ${sayExactly(low)}`;
  if (low === -Infinity) return `${name} < ${sayExactly(high)}`;
  return high === Infinity ? `${name} ≥ ${sayExactly(low)}` : `${sayExactly(low)} ≤ ${name} < ${sayExactly(high)}`;
}

function sayDays(name: string, low: number, high: number): string {
  if (low === -Infinity) return `${name} before ${isoDate(high)}`;
  if (high === Infinity) return `${name} from ${isoDate(low)}`;
  return high - low === 1 ? `${name} on ${isoDate(low)}` : `${name} from ${isoDate(low)} to ${isoDate(high - 1)}`;
}

function sayOrder(name: string, low: number, high: number, { levels, labels }: RuleValues): string {
  const said = (place: number): string => sayLevel(levels[place], labels);
  if (high - low === 1) return `${name} is ${said(low)}`;
  const first = Math.max(low, 0), last = Math.min(high, levels.length) - 1;
  if (first === last) return `${name} is ${said(first)}`;
  if (low === -Infinity) return `${name} is ${said(last)} or below`;
  return high === Infinity ? `${name} is ${said(first)} or above` : `${name} is ${said(first)} to ${said(last)}`;
}

/** The levels that a condition leaves. */
function levelsLeft({ inside, outside }: Condition, { levels }: RuleValues): readonly string[] {
  return inside ?? levels.filter((level) => !outside.includes(level));
}

/** Whether a condition is said by the levels that it excludes: where they are fewer than those that it leaves. */
function isSaidByOthers(condition: Condition, column: RuleValues): boolean {
  return condition.inside === undefined && condition.outside.length < levelsLeft(condition, column).length;
}

function sayLevels(name: string, condition: Condition, column: RuleValues): string | undefined {
  const { inside, outside } = condition;
  if (inside === undefined && outside.length === 0) return undefined;
  const say = (levels: readonly string[]): string[] => levels.map((level) => sayLevel(level, column.labels));
  if (!isSaidByOthers(condition, column)) return `${name} is ${oneOf(say(levelsLeft(condition, column)))}`;
  const others = say(outside);
  return others.length === 2 ? `${name} is neither ${others[0]} nor ${others[1]}` : `${name} is not ${oneOf(others)}`;
}

/** "a, b or c"; of many the first and how many more. */
function oneOf(names: readonly string[]): string {
  if (names.length > mostSaid) return `${names.slice(0, mostSaid).join(", ")} or ${names.length - mostSaid} more`;
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}

function sayLevel(level: string, labels: Readonly<Record<string, string>>): string {
  return shorten(Object.hasOwn(labels, level) ? labels[level] : level);
}
