import { dayOf } from "../table/date-text.ts";
import type { RuleColumnType } from "./rule-columns.ts";

/** What a node asks. Rows of which it is true go to `yes`. */
export type RuleSplit = {
  /** The column that it asks of. */
  readonly column: string;
  /** Where rows go whose cell is missing. */
  readonly missing: "yes" | "no";
} & (
  | {
      /** A number, true below a bound. */
      readonly type: "number";
      /** The bound. */
      readonly below: number;
    }
  | {
      /** A date, true before a day. */
      readonly type: "date";
      /** The day, such as `2024-03-01`. */
      readonly before: string;
    }
  | {
      /** A category, or an order, true of some levels. An unknown level goes to `no`, in an order to where missing cells go. */
      readonly type: "category" | "ordered";
      /** The levels, as they are read; of an order all from the lowest to one. */
      readonly levels: readonly string[];
    }
  | {
      /** True where the cell is not missing. */
      readonly type: "known";
    }
);

/** A node of the tree. */
export interface RuleNode {
  /** The segment of most of its rows; that of all rows that end here. */
  readonly segment: number;
  /** The rows of each segment. */
  readonly counts: readonly number[];
  /** What it asks; absent in a leaf. */
  readonly split?: RuleSplit;
  /** The node for rows of which that is true, by its place; absent in a leaf. */
  readonly yes?: number;
  /** The node for the others. */
  readonly no?: number;
}

/** What all splits of one column on the way to a leaf say of it. */
export interface Condition {
  readonly column: string;
  readonly type: RuleColumnType;
  /** At least this: a number, a day since 1970-01-01, a place in the order. */
  readonly low: number;
  /** Below this. */
  readonly high: number;
  /** Of a category: one of these; undefined where any may be that is not in `outside`. */
  readonly inside: readonly string[] | undefined;
  readonly outside: readonly string[];
  /** Whether cells that hold something fit: `false` where only missing ones do. */
  readonly known: boolean;
  /** Whether missing cells fit. */
  readonly missing: boolean;
}

/** A way from the root to a leaf. */
export interface RulePath {
  readonly leaf: number;
  readonly segment: number;
  /** One a column that is asked of, in the order of the nodes. */
  readonly conditions: readonly Condition[];
}

/** The ways to the leaves of a tree, those of the yes side first; `typeOf` gives the type of a column. */
export function pathsOf(nodes: readonly RuleNode[], typeOf: (column: string) => RuleColumnType): RulePath[] {
  const paths: RulePath[] = [];
  const walk = (at: number, conditions: readonly Condition[]): void => {
    const { segment, split, yes, no } = nodes[at];
    if (split === undefined) {
      paths.push({ leaf: at, segment, conditions });
      return;
    }
    walk(yes!, narrowed(conditions, split, "yes", typeOf));
    walk(no!, narrowed(conditions, split, "no", typeOf));
  };
  walk(0, []);
  return paths;
}

/** What is said of a column of which nothing is asked. */
export const unbounded: Omit<Condition, "column" | "type"> = {
  low: -Infinity, high: Infinity, inside: undefined, outside: [], known: true, missing: true,
};

function narrowed(
  conditions: readonly Condition[],
  split: RuleSplit,
  side: "yes" | "no",
  typeOf: (column: string) => RuleColumnType,
): readonly Condition[] {
  const { column } = split;
  const at = conditions.findIndex((condition) => condition.column === column);
  const before = conditions[at] ?? { ...unbounded, column, type: typeOf(column) };
  const after = { ...before, missing: before.missing && split.missing === side, ...valuesLeft(before, split, side === "yes") };
  return at < 0 ? [...conditions, after] : conditions.map((condition, i) => (i === at ? after : condition));
}

/** What a split leaves of the values of a column. */
function valuesLeft({ low, high, inside, outside, known }: Condition, split: RuleSplit, isYes: boolean): Partial<Condition> {
  if (split.type === "known") return { known: known && isYes };
  if (split.type === "category") {
    const { levels } = split;
    if (isYes) return { inside: (inside ?? levels).filter((level) => levels.includes(level) && !outside.includes(level)), outside: [] };
    if (inside === undefined) return { outside: [...outside, ...levels.filter((level) => !outside.includes(level))] };
    return { inside: inside.filter((level) => !levels.includes(level)) };
  }
  const bound = boundOf(split);
  return isYes ? { high: Math.min(high, bound) } : { low: Math.max(low, bound) };
}

/** Below what a split is true, as {@link Condition} counts. */
export function boundOf(split: Exclude<RuleSplit, { readonly type: "known" }>): number {
  return split.type === "number" ? split.below : split.type === "date" ? dayOf(split.before) : split.levels.length;
}

/** The same ways to one segment in fewer: where two differ by bounds of one column that meet, one way of both. */
export function joinedPaths(paths: readonly RulePath[]): RulePath[] {
  const left = [...paths];
  for (let at = 0; at < left.length; at++) {
    for (let other = at + 1; other < left.length; other++) {
      const both = joinedPair(left[at], left[other]);
      if (both === undefined) continue;
      left[at] = both;
      left.splice(other, 1);
      other = at; // what did not fit before may fit now
    }
  }
  return left;
}

function joinedPair(one: RulePath, other: RulePath): RulePath | undefined {
  const columns = [...new Set([...one.conditions, ...other.conditions].map(({ column }) => column))];
  const pairs = columns.map((column) => [conditionOn(one, column), conditionOn(other, column)] as const);
  const apart = pairs.filter(([a, b]) => a === undefined || b === undefined || !areAlike(a, b));
  if (apart.length !== 1) return undefined;
  const [[a, b]] = apart;
  if (a === undefined || b === undefined || a.type === "category" || !a.known || !b.known) return undefined;
  if (a.high !== b.low && b.high !== a.low) return undefined;
  const both = { ...a, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), missing: a.missing || b.missing };
  return { ...one, conditions: one.conditions.map((condition) => (condition === a ? both : condition)) };
}

function conditionOn({ conditions }: RulePath, wanted: string): Condition | undefined {
  return conditions.find(({ column }) => column === wanted);
}

/** Whether two conditions on a column say the same. */
function areAlike(a: Condition, b: Condition): boolean {
  const isSame = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
    one.length === other.length && one.every((level) => other.includes(level));
  return (
    a.low === b.low && a.high === b.high && a.known === b.known && a.missing === b.missing &&
    (a.inside === undefined) === (b.inside === undefined) && isSame(a.inside, b.inside) && isSame(a.outside, b.outside)
  );
}
