import type { CellValue } from "./distinct-cells.ts";

/** What stands between several answers. */
export const separators = [";", "|", ","] as const;
const mostAnswers = 30;
const longestAnswer = 60; // characters
const leastLists = 0.2; // of the distinct cells
const leastShared = 0.5; // of the answers that stand in two cells or more
const leastCells = 4;

/** Several answers in a cell: the character between them, and all there are, in order of first appearance. */
export interface SeveralAnswers {
  readonly separator: string;
  readonly answers: readonly string[];
  /** A cell with several. */
  readonly example: string;
}

/** The answers of a cell; none of an empty one. */
export function answersIn(cell: string, separator: string): string[] {
  return cell.split(separator).map((answer) => answer.trim()).filter((answer) => answer !== "");
}

/** Whether cells hold several answers each, such as `mail;sms`: a few that come again in other company. Undefined where they do not. */
export function severalAnswers(cells: readonly CellValue[]): SeveralAnswers | undefined {
  if (cells.length < leastCells) return undefined;
  for (const separator of separators) {
    const lists = cells.filter((cell) => typeof cell === "string" && cell.includes(separator));
    if (lists.length < leastLists * cells.length) continue;
    const counts = new Map<string, number>();
    for (const cell of cells)
      for (const answer of new Set(answersIn(String(cell), separator))) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    const answers = [...counts.keys()];
    const shared = [...counts.values()].filter((count) => count > 1).length;
    if (answers.length < 2 || answers.length > mostAnswers || answers.some(({ length }) => length > longestAnswer)) continue;
    if (shared >= leastShared * answers.length && answers.length <= cells.length) return { separator, answers, example: String(lists[0]) };
  }
  return undefined;
}

const codedAnswers = /^\d{1,2}(?:[,;|] ?\d{1,2})*$/;

/**
 * Whether cells are lists of answers by number, such as `1,2` among `1` and `3`, and no decimal commas: ascending, from few numbers, and
 * some of three or more, or in a text whose fields commas part, which hardly hold fractions after commas.
 */
export function areCodedAnswers(cells: readonly CellValue[], delimiter: string | undefined): boolean {
  if (cells.length < leastCells || !cells.every((cell) => codedAnswers.test(String(cell)))) return false;
  const lists = cells.map((cell) => String(cell).split(/[,;|] ?/).map(Number));
  const isAscending = lists.every((list) => list.every((answer, at) => at === 0 || answer > list[at - 1]));
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  const seconds = new Set(lists.flatMap((list) => list.slice(1)));
  return isAscending && new Set(lists.flat()).size <= mostAnswers && (longest > 2 || (longest === 2 && delimiter === "," && seconds.size > 1));
}
