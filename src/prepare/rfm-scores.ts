import { checkKeys } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { type Notice, told } from "../core/notice.ts";
import { bisect, pick, rowsByGroup } from "../core/numbers.ts";
import { distribution, quantile, quantilesOf } from "../core/quantile.ts";
import { counted, sayNumber, sayShare, shorten } from "../core/text.ts";
import { cellError, levelOf } from "../table/cell.ts";
import { readColumns } from "../table/read-column.ts";
import { columnOf, type Frame, noticesOfReading, type Table, toFrame } from "../table/table.ts";
import { checkRules, decidedBy, type RfmRule, rfmRules } from "./rfm-rules.ts";

/** Options for {@link rfmScores}. */
export interface RfmScoreOptions {
  /**
   * What scores are called; the first rule that matches decides.
   * @defaultValue {@link rfmRules}
   */
  readonly rules?: readonly RfmRule[] | undefined;
  /**
   * Where scores begin and end, in place of fifths: four bounds each, none below the one before, in days, purchases and money. A value up
   * to and with the first bound is in the first of five parts.
   * @defaultValue the quantiles of type 7 at 20, 40, 60 and 80 %
   */
  readonly bounds?: Partial<Readonly<Record<RfmMeasure, readonly number[] | undefined>>> | undefined;
}

/** What is scored. */
export type RfmMeasure = "recency" | "frequency" | "monetary";

/** How the customers were scored by one measure. */
export interface RfmScale {
  /** The four bounds. */
  readonly bounds: readonly number[];
  /** The customers whose value is just a bound, of each: they all have one score, so that no fifth ends among them. */
  readonly ties: readonly number[];
  /** The customers with the scores 1 to 5. */
  readonly customers: readonly number[];
}

/** The customers of one name. */
export interface RfmSegment {
  /** The name, of a rule or `"(no rule)"`. */
  readonly name: string;
  /** How many they are; may be 0. */
  readonly customers: number;
  /** Their share of all customers, between 0 and 1. */
  readonly share: number;
  /** What they paid in all. */
  readonly monetary: number;
  /** The share of all money that is; NaN where all money is not above 0. */
  readonly monetaryShare: number;
  /** The median of each measure; NaN where there is no customer. */
  readonly medians: Readonly<Record<RfmMeasure, number>>;
  /** The same in a sentence. */
  readonly description: string;
}

/** What {@link rfmScores} gives. */
export interface RfmScores {
  /** One row a customer, in the order given: the measures, the scores from 1 to 5, and the name. */
  readonly table: {
    /** The customers, as text. */
    readonly customer: string[];
    /** As given. */
    readonly recency: Float64Array;
    /** As given. */
    readonly frequency: Float64Array;
    /** As given. */
    readonly monetary: Float64Array;
    /** The score of recency: 5 for the fifth that bought last. */
    readonly r: Float64Array;
    /** The score of frequency: 5 for the fifth that buys most often. */
    readonly f: Float64Array;
    /** The score of monetary value: 5 for the fifth that paid most. */
    readonly m: Float64Array;
    /** The three scores as one text, such as `"545"`. */
    readonly score: string[];
    /** The name of the first rule that matches; `"(no rule)"` where none does. */
    readonly segment: string[];
  };
  /** How each measure was scored. */
  readonly scales: Readonly<Record<RfmMeasure, RfmScale>>;
  /** One a name, in the order of the rules; those without a customer, too. */
  readonly segments: readonly RfmSegment[];
  /** The rules. */
  readonly rules: readonly RfmRule[];
  /** In sentences: scores that are not fifths since customers tie, scores that no rule names, rules that name nobody. */
  readonly warnings: readonly string[];
  /** The data behind `warnings`, one for one. */
  readonly notices: readonly Notice[];
}

const measures: readonly RfmMeasure[] = ["recency", "frequency", "monetary"];
const parts = 5;
const unnamed = "(no rule)";

/**
 * Scores customers from 1 to 5 by recency, frequency and monetary value, and names them: champions, loyal, at risk, and so on. In
 * O(n log n).
 *
 * The bounds are the quantiles of type 7 at 20, 40, 60 and 80 %; a value that is a bound belongs to the part below it, as in pandas' `qcut`
 * and, for whole numbers, R's `rfm`. The most often and the most get 5, and the latest: the lowest recency. Customers with equal values
 * have equal scores. Where many tie, as those who bought once do, the parts are no fifths and some scores may stay empty: `ties` counts
 * them, and `warnings` says so where a part differs by more than 5 % of the customers from a fifth.
 *
 * Scores are kept apart from what {@link rfm} gives, which is what {@link clusterSegments} takes: fifths of a number hold less than the
 * number.
 *
 * @param customers - what {@link rfm} gives, or a table with columns `customer`, `recency`, `frequency` and `monetary`
 * @throws {@link InputError} on a column that is not there, a cell in it that is missing or no number, bounds that are not four numbers in
 * order, a rule without a name or with scores other than 1 to 5, and an unknown option.
 * @group Read
 * @example
 * ```ts
 * import { rfmScores } from "audience-segmentation";
 *
 * const { table } = rfmScores({
 *   customer: ["Ann", "Ben", "Cem", "Dora", "Eve"],
 *   recency: [3, 90, 10, 200, 30],
 *   frequency: [9, 1, 5, 2, 6],
 *   monetary: [900, 20, 300, 50, 400],
 * });
 * table.customer.forEach((name, i) => console.log(name, table.score[i], table.segment[i]));
 * // Ann 555 Champions
 * // Ben 211 Hibernating
 * // Cem 433 Loyal
 * // Dora 122 Lost
 * // Eve 344 Loyal
 * ```
 */
export function rfmScores(customers: Table, options: RfmScoreOptions = {}): RfmScores {
  const where = "rfmScores";
  checkKeys(where, "the options", options, ["rules", "bounds"]);
  const { rules: asked = rfmRules, bounds: given } = options;
  const rules = checkRules(where, asked);
  const bounds = checkBounds(where, given);
  const frame = toFrame(where, customers);
  const names = Array.from(columnOf(where, frame, "customer"), (cell) => String(levelOf(cell) ?? ""));
  const values = measures.map((measure) => readMeasure(where, frame, measure));
  const scored = values.map((own, at) => scoreOf(own, bounds[measures[at]], at === 0));
  const [r, f, m] = scored.map(({ scores }) => scores);
  const decided = decidedBy(rules);
  const rule = Int32Array.from(r, (_, i) => decided[25 * (r[i] - 1) + 5 * (f[i] - 1) + m[i] - 1]);
  const score = Array.from(r, (own, i) => `${own}${f[i]}${m[i]}`);
  const segment = Array.from(rule, (at) => (at < 0 ? unnamed : rules[at].name));
  const notices: Notice[] = [
    ...noticesOfReading(customers),
    ...measures.flatMap((measure, at) => (bounds[measure] === undefined ? unevenNotices(measure, values[at], scored[at]) : [])),
    ...ruleNotices(rules, decided, rule, score),
  ];
  const [recency, frequency, monetary] = values;
  return {
    table: { customer: names, recency, frequency, monetary, r, f, m, score, segment },
    scales: Object.fromEntries(measures.map((measure, at) => [measure, scored[at].scale])) as Record<RfmMeasure, RfmScale>,
    segments: segmentsOf(rules, segment, values),
    rules,
    ...told(notices),
  };
}

function checkBounds(where: string, bounds: unknown = {}): Partial<Record<RfmMeasure, number[]>> {
  checkKeys(where, "`bounds`", bounds, measures);
  const checked: Partial<Record<RfmMeasure, number[]>> = {};
  for (const measure of measures) {
    const own = (bounds as Partial<Record<RfmMeasure, unknown>>)[measure];
    if (own === undefined) continue;
    const list = Array.isArray(own) ? Array.from(own as readonly unknown[]) : [];
    const isNext = (bound: unknown, at: number): boolean => Number.isFinite(bound) && (at === 0 || Number(bound) >= Number(list[at - 1]));
    if (list.length !== parts - 1 || !list.every(isNext)) {
      const got = list.length === 0 ? show(own) : `[${list.slice(0, 6).map(show).join(", ")}]`;
      throw new InputError("out-of-range", where, `\`bounds.${measure}\` must be four finite numbers, none below the one before`, got);
    }
    checked[measure] = list as number[];
  }
  return checked;
}

function readMeasure(where: string, frame: Frame, measure: RfmMeasure): Float64Array {
  const cells = columnOf(where, frame, measure);
  const [{ values }] = readColumns(where, frame, [{ column: measure, spec: { type: "number" } }], new Set(), {});
  const numbers = values as Float64Array;
  const gap = numbers.findIndex((value) => Number.isNaN(value));
  if (gap >= 0) throw cellError(where, "missing-value", measure, gap, "must not be missing; leave such customers out", cells[gap]);
  return numbers;
}

/** Scores by one measure. */
interface Scored {
  readonly scores: Float64Array;
  readonly scale: RfmScale;
}

/** Scores from 1 to 5 by the number of bounds below each value; turned round where the lowest is the best. */
function scoreOf(values: Float64Array, given: readonly number[] | undefined, isTurned: boolean): Scored {
  const bounds = given ?? quantilesOf(values, undefined, [0.2, 0.4, 0.6, 0.8]);
  const scores = new Float64Array(values.length), customers = [0, 0, 0, 0, 0], ties = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const below = bisect(bounds, values[i], "left");
    scores[i] = isTurned ? parts - below : below + 1;
    customers[scores[i] - 1]++;
    for (let at = below; at < bounds.length && bounds[at] === values[i]; at++) ties[at]++;
  }
  return { scores, scale: { bounds, ties, customers } };
}

const mostUneven = 0.05; // of the customers

/** That parts are no fifths, where that is more than a few customers. */
function unevenNotices(of: RfmMeasure, values: Float64Array, { scores, scale: { bounds, ties, customers } }: Scored): Notice[] {
  const n = values.length;
  const ends = [0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.floor(share * (n - 1)) + 1); // where no two customers tie
  const expected = ends.map((end, at) => end - (at === 0 ? 0 : ends[at - 1]));
  if (of === "recency") expected.reverse();
  if (customers.every((count, at) => Math.abs(count - expected[at]) <= mostUneven * n)) return [];
  const tied = ties.indexOf(ties.reduce((most, count) => Math.max(most, count)));
  const score = scores[values.indexOf(bounds[tied])];
  const empty = customers.flatMap((count, at) => (count === 0 ? [at + 1] : []));
  return [{ code: "uneven-scores", figures: { of, value: bounds[tied], share: ties[tied] / n, score, empty } }];
}

const mostExamples = 5;

function ruleNotices(rules: readonly RfmRule[], decided: Int32Array, rule: Int32Array, score: readonly string[]): Notice[] {
  const without = Array.from(rule.keys()).filter((i) => rule[i] < 0);
  const scores = [...new Set(without.map((i) => score[i]))].sort().slice(0, mostExamples);
  const unreached = rules.filter((_, at) => !decided.includes(at)).map(({ name }) => name);
  return [
    ...(without.length === 0 ? [] : [{ code: "unnamed-scores", figures: { customers: without.length, of: rule.length, scores } } as const]),
    ...(unreached.length === 0 ? [] : [{ code: "rules-unreached", figures: { names: unreached } } as const]),
  ];
}

function segmentsOf(rules: readonly RfmRule[], segment: readonly string[], values: readonly Float64Array[]): RfmSegment[] {
  const names = [...new Set([...rules.map(({ name }) => name), ...segment])]; // those without a rule come last
  const codes = new Map(names.map((name, code) => [name, code]));
  const rows = rowsByGroup(segment.map((name) => codes.get(name)!), names.length);
  const all = values[2].reduce((sum, paid) => sum + paid, 0);
  return names.map((name, code) => {
    const own = values.map((column) => pick(column, rows[code]));
    const [recency, frequency, paid] = own.map((column) => quantile(distribution(column), 0.5));
    const monetary = own[2].reduce((sum, one) => sum + one, 0);
    const figures = {
      name,
      customers: rows[code].length,
      share: rows[code].length / segment.length,
      monetary,
      monetaryShare: all > 0 ? monetary / all : NaN,
      medians: { recency, frequency, monetary: paid },
    };
    return { ...figures, description: describeSegment(figures) };
  });
}

function describeSegment({ name, customers, share, monetaryShare, medians }: Omit<RfmSegment, "description">): string {
  const called = shorten(name);
  if (customers === 0) return `${called}: no customers.`;
  const money = monetaryShare >= 0 && monetaryShare <= 1 ? `, with ${sayShare(monetaryShare)} of the money` : "";
  const typical = `last purchase ${counted(medians.recency, "day")} ago, ${counted(medians.frequency, "purchase")}, ${sayNumber(medians.monetary)} paid in all`;
  return `${called}: ${counted(customers, "customer")} (${sayShare(share)})${money}. Typical (the medians): ${typical}.`;
}
