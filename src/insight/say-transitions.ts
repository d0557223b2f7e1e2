import { lower } from "../core/letters.ts";
import { counted, listOf, sayNumber, sayShare, shorten } from "../core/text.ts";
import type { OneWayMoves } from "./move-chance.ts";
import type { MovedValue } from "./moves.ts";
import { sayName } from "./profile-sentences.ts";
import type { TransitionFigures } from "./transition-figures.ts";

/** The figures of moves in sentences; `isRefitted` where each table has a model of its own. */
export function sayTransitions(figures: TransitionFigures, isRefitted: boolean): string[] {
  const { moved, value } = figures;
  if (Number.isNaN(moved)) return [...sayCustomers(figures), ...(value === undefined ? [] : sayValue(value))];
  return [
    ...sayCustomers(figures),
    ...(isRefitted ? sayRefitted(figures) : []),
    ...(moved > 0 ? [...sayLargest(figures), ...sayChance(figures, isRefitted), ...sayOneWay(figures, isRefitted)] : []),
    ...(value === undefined ? [] : sayValue(value)),
  ];
}

const is = (count: number): string => (count === 1 ? "is" : "are");
const have = (count: number): string => (count === 1 ? "has" : "have");

function sayCustomers({ customers: { both, left, came, unplaced }, moved }: TransitionFigures): string[] {
  const count = Math.round(moved * both);
  return [
    both === 0
      ? "No customer in both tables could be placed."
      : `Of ${counted(both, "customer")} in both tables, ${count === 0 ? "none is" : `${sayNumber(count)} (${sayShare(moved)}) ${is(count)}`} in another segment now.`,
    ...(left + came === 0 ? [] : [`${sayNumber(left)} ${have(left)} left, and ${sayNumber(came)} ${is(came)} new.`]),
    ...(unplaced === 0 ? [] : [`${counted(unplaced, "customer")} could not be placed, because a cell is missing.`]),
  ];
}

const alike = 0.5; // of the customers in either
const mostListed = 3;

/** What is new and gone of the segments, and who moved only since they were made anew. */
function sayRefitted(figures: TransitionFigures): string[] {
  const { before, after, carriesOn, overlaps, moved, movedThemselves, customers: { both } } = figures;
  const fresh = after.filter((_, to) => carriesOn[to] === undefined);
  const gone = before.filter((_, from) => !carriesOn.includes(from));
  const isWeak = (to: number): boolean => carriesOn[to] !== undefined && overlaps[to] < alike;
  const weak = after.flatMap((name, to) => (isWeak(to) ? [`${sayName(name)} (${sayShare(overlaps[to])})`] : []));
  const own = Math.round(movedThemselves * both);
  const rest = Math.round(moved * both) - own;
  const parts = [
    ...(fresh.length === 0 ? [] : [`${listOf(fresh.map(sayName))} ${is(fresh.length)} new`]),
    ...(gone.length === 0 ? [] : [`${listOf(gone.map(sayName))} ${is(gone.length)} gone`]),
  ];
  return [
    ...(parts.length === 0 ? [] : [`Of the segments, ${parts.join(", and ")}.`]),
    ...(weak.length === 0 ? [] : [`These segments have less than half of their customers in common with the earlier segments that they continue: ${listOf(weak, mostListed)}.`]),
    ...(moved === 0 ? [] : [sayWhy(own, rest)]),
  ];
}

/** How many moved by their own numbers, and how many only by the segments. */
function sayWhy(own: number, rest: number): string {
  if (own === 0) return "By the earlier segments none of these would have moved: they moved only because the segments were made again.";
  if (rest === 0) return "All of these moved by the earlier segments, too.";
  return `${sayNumber(own)} of these moved by the earlier segments, too; ${sayNumber(rest)} only because the segments were made again.`;
}

function sayLargest({ before, after, carriesOn, counts }: TransitionFigures): string[] {
  const moves = Array.from(counts.data, (count, at) => ({ count, from: Math.floor(at / counts.cols), to: at % counts.cols }))
    .filter(({ count, from, to }) => count > 0 && carriesOn[to] !== from)
    .sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to)
    .slice(0, mostListed);
  const said = moves.map(({ count, from, to }) => `from ${sayName(before[from])} to ${sayName(after[to])} (${sayNumber(count)})`);
  const last = said.pop()!;
  return [said.length === 0 ? `The largest move is ${last}.` : `The largest moves are ${said.join(", ")} and ${last}.`];
}

function sayChance({ moved, byRefitting, remade, verdict }: TransitionFigures, isRefitted: boolean): string[] {
  const { upper } = byRefitting;
  if (Number.isNaN(upper)) return [];
  const share = upper === 0 ? "nobody" : `${sayShare(byRefitting.moved)} (up to ${sayShare(upper)} by chance)`;
  const end = verdict === "none" ? `: ${sayShare(moved)} moved, which is no sign of a change.` : ".";
  if (!isRefitted) {
    return [`The borders of the segments are ${upper === 0 ? "" : "not "}sharp: made again from the same customers, they would move ${share}${end}`];
  }
  const own = remade > upper ? `; this time it moved ${sayShare(remade)}, so the segments themselves changed.` : end;
  return [`Making the segments again from the same customers would alone move ${share}${own}`];
}

function sayOneWay({ before, oneWay: { share, upper, largest }, customers: { both } }: TransitionFigures, isRefitted: boolean): string[] {
  if (upper === 0) return []; // nobody moved by the earlier segments
  const surplus = `${sayNumber(Math.round(share * both))} (${sayShare(share)}) more went one way than came back`;
  const said = share > upper
    ? `There is a direction: ${surplus} (by chance up to ${sayShare(upper)})${sayWay(before, largest)}`
    : share === 0 ? "As many came back as went, so this is not a trend" : `There is no clear direction: ${surplus}, which chance alone can give (up to ${sayShare(upper)})`;
  return [`${isRefitted ? `By the earlier segments, ${lower(said[0])}${said.slice(1)}` : said}.`];
}

/** Which way most went who did not come back. */
function sayWay(names: readonly string[], largest: OneWayMoves["largest"]): string {
  if (largest === undefined) return "";
  const { from, to, went, back } = largest;
  return `, most from ${sayName(names[from])} to ${sayName(names[to])} (${sayNumber(went)} went, ${back === 0 ? "none" : sayNumber(back)} came back)`;
}

function sayValue({ column, totals }: MovedValue): string[] {
  const signed = (sum: number): string => (sum > 0 ? `+${sayNumber(sum)}` : sayNumber(sum));
  const parts = [
    `those who stayed in their segment ${signed(totals.byStaying)}`,
    `those who moved ${signed(totals.byMoving)}`,
    `those who came ${signed(totals.byComing)}`,
    `those who left ${signed(-totals.byLeaving)}`,
  ];
  return [`${shorten(column)} went from ${sayNumber(totals.before)} to ${sayNumber(totals.after)}: ${parts.join(", ")}.`];
}
