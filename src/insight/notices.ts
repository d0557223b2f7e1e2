import type { InsightFigures } from "../core/insight-figures.ts";
import { type Notice, type Sentences, told } from "../core/notice.ts";
import { counted, sayNumber, sayShare } from "../core/text.ts";

const was = (count: number): string => (count === 1 ? "was" : "were");

/** The sentences of these notices, which no bundle needs that does not ask. */
export const insightSentences: Sentences<keyof InsightFigures> = {
  "gaps-left-out": ({ cells, rows }, column) => [
    `${sayNumber(cells)} of ${sayNumber(rows)} rows ${cells === 1 ? "has" : "have"} nothing in \`${column}\` and ${was(cells)} left out of its figures.`,
  ],
  "value-below-zero": ({ cells, sum, total }, column) => [
    `${counted(cells, "cell")} of \`${column}\` ${cells === 1 ? "is" : "are"} below 0 (refunds?), ${sayNumber(sum)} in all. Shares are shares of the rest, ${sayNumber(total)}.`,
  ],
  "value-without-total": ({ total }, column) => [
    `The values of \`${column}\` sum to ${sayNumber(total)}: segments cannot have shares of that, so shares and indices are left out.`,
  ],
  "rows-unexplained": ({ left, rows }) => [
    `${sayNumber(left)} of ${sayNumber(rows)} rows have no segment, because a cell is missing; the rules were made without them.`,
  ],
  "rules-sampled": ({ rows, of }) => [
    `For speed, the rules were checked on ${sayNumber(rows)} of the ${sayNumber(of)} customers, drawn at random.`,
  ],
  "rules-poor": ({ accuracy, largestShare }) => [
    `The rules are a rough guide only: they place ${sayShare(accuracy)} of the customers in their segment, and always naming the largest segment would place ${sayShare(largestShare)}. These segments depend on more columns at once than a few questions can ask; to place customers, use the model.`,
  ],
  "no-rule": ({ rows }, _, segment) => [
    `No rule finds "${segment}" (${sayNumber(rows)} ${rows === 1 ? "customer" : "customers"}): a few questions do not set it apart from the larger segments.`,
  ],
  "written-otherwise": ({ cell, as }, column) => [
    `\`${column}\` holds cells such as ${cell}: write that as ${as} where the SQL or the JavaScript of the rules runs.`,
  ],
  "moved-by-chance": ({ moved, byRefitting, upper, isRefitted }) => [
    isRefitted
      ? `${sayShare(moved)} of the customers changed segment, but making the segments again from the same customers would alone move ${sayShare(byRefitting)} (up to ${sayShare(upper)} by chance). Do not read this as a change.`
      : `${sayShare(moved)} of the customers changed segment, but the borders of these segments are not that sharp: made again from the same customers, they would move ${sayShare(byRefitting)} (up to ${sayShare(upper)} by chance). Do not read this as a change.`,
  ],
  "moves-in-balance": ({ moved, oneWay, upper }) => [
    `${sayShare(moved)} of the customers changed segment, but in no clear direction: ${sayShare(oneWay)} more went one way than came back, and chance alone can give up to ${sayShare(upper)}. Do not read this as a trend: numbers that only come and go would look the same.`,
  ],
  "few-in-both": ({ both, before, after }) => [
    `Only ${counted(both, "customer")} ${both === 1 ? "is" : "are"} in both tables, of ${sayNumber(before)} before and ${sayNumber(after)} after. If more customers are the same, write their ids in the same way in both.`,
  ],
};

/** Notices as what a result carries: the sentences, and the data behind them. */
export function toldOf(notices: readonly Notice[], names: readonly string[] = []): { warnings: string[]; notices: readonly Notice[] } {
  return told(notices, names, insightSentences);
}
