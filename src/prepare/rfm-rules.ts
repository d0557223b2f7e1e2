import { checkKeys } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";

/** The lowest and the highest score that a rule takes, from 1 to 5. */
export type ScoreRange = readonly [low: number, high: number];

/** A name for customers whose scores lie in ranges; a range that is left out is [1, 5]. */
export interface RfmRule {
  /** The name. Several rules may give the same. */
  readonly name: string;
  /** Of recency: 5 is the fifth that bought last. */
  readonly r?: ScoreRange | undefined;
  /** Of frequency: 5 is the fifth that buys most often. */
  readonly f?: ScoreRange | undefined;
  /** Of monetary value: 5 is the fifth that paid most. */
  readonly m?: ScoreRange | undefined;
}

/**
 * The rules of {@link rfmScores}; the first that matches decides. Every one of the 125 triples of scores matches one.
 *
 * | name | r | f | m | who |
 * | --- | --- | --- | --- | --- |
 * | Champions | 4–5 | 4–5 | 4–5 | bought lately, often, for much |
 * | Cannot lose | 1–2 | 4–5 | 4–5 | bought often and for much, but not lately |
 * | Loyal | 3–5 | 3–5 | | buy often |
 * | At risk | 1–2 | 3–5 | | bought often, but not lately |
 * | At risk | 1–2 | 1–2 | 4–5 | paid much in few purchases, but not lately |
 * | New | 4–5 | 1 | | bought lately, seldom so far |
 * | Potential | 3–5 | 1–2 | | bought not long ago, a few times |
 * | Hibernating | 2 | | | bought seldom, for little, some time ago |
 * | Lost | 1 | | | bought seldom, for little, longest ago |
 *
 * There is no standard: every vendor draws these borders elsewhere, and R's `rfm` leaves them to the caller. Copy the array and change it.
 *
 * @group Read
 */
export const rfmRules: readonly RfmRule[] = [
  { name: "Champions", r: [4, 5], f: [4, 5], m: [4, 5] },
  { name: "Cannot lose", r: [1, 2], f: [4, 5], m: [4, 5] },
  { name: "Loyal", r: [3, 5], f: [3, 5] },
  { name: "At risk", r: [1, 2], f: [3, 5] },
  { name: "At risk", r: [1, 2], f: [1, 2], m: [4, 5] },
  { name: "New", r: [4, 5], f: [1, 1] },
  { name: "Potential", r: [3, 5], f: [1, 2] },
  { name: "Hibernating", r: [2, 2] },
  { name: "Lost", r: [1, 1] },
];

const scores = ["r", "f", "m"] as const;
const most = 5;

/** Checks rules, and copies them. */
export function checkRules(where: string, rules: unknown): RfmRule[] {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw new InputError("not-an-array", where, "`rules` must be an array of at least one rule", show(rules));
  }
  return Array.from(rules as readonly unknown[], (rule, at) => {
    const name = `rules[${at}]`;
    checkKeys(where, `\`${name}\``, rule, ["name", ...scores]);
    const own = rule as RfmRule;
    if (typeof own.name !== "string" || own.name.trim() === "") {
      throw new InputError("not-a-string", where, `\`${name}.name\` must be a text with something in it`, show(own.name));
    }
    const given = scores.filter((score) => own[score] !== undefined);
    return { name: own.name, ...Object.fromEntries(given.map((score) => [score, checkRange(where, `${name}.${score}`, own[score])])) };
  });
}

function checkRange(where: string, name: string, range: unknown): ScoreRange {
  const [low, high] = Array.isArray(range) && range.length === 2 ? (range as unknown[]) : [];
  if (Number.isInteger(low) && Number.isInteger(high) && 1 <= Number(low) && Number(low) <= Number(high) && Number(high) <= most) {
    return [Number(low), Number(high)];
  }
  const got = Array.isArray(range) ? `[${range.slice(0, 3).map(show).join(", ")}]` : show(range);
  throw new InputError("out-of-range", where, `\`${name}\` must be [low, high] with whole numbers from 1 to 5, the lower first`, got);
}

/** The rule that decides each triple of scores, at 25 (r - 1) + 5 (f - 1) + m - 1; -1 where none matches. */
export function decidedBy(rules: readonly RfmRule[]): Int32Array {
  return Int32Array.from({ length: most * most * most }, (_, at) => {
    const triple = { r: Math.floor(at / 25) + 1, f: (Math.floor(at / 5) % most) + 1, m: (at % most) + 1 };
    return rules.findIndex((rule) => scores.every((score) => {
      const [low, high] = rule[score] ?? [1, most];
      return low <= triple[score] && triple[score] <= high;
    }));
  });
}
