import type { TreeSplit, TreeTable } from "../../src/insight/best-split.ts";

/** Gini's impurity of some rows, times their number. */
function impurity({ classes, k }: TreeTable, rows: readonly number[]): number {
  const counts = Array.from({ length: k }, (_, c) => rows.filter((row) => classes[row] === c).length);
  return rows.length === 0 ? 0 : rows.length - counts.reduce((sum, count) => sum + (count * count) / rows.length, 0);
}

/** By how much the impurity falls where rows are parted. */
export function naiveGain(table: TreeTable, rows: readonly number[], isYes: (row: number) => boolean): number {
  const [yes, no] = [rows.filter(isYes), rows.filter((row) => !isYes(row))];
  return impurity(table, rows) - impurity(table, yes) - impurity(table, no);
}

/** Whether a row goes to yes; missing cells do where `missing` says so. */
export function naiveYes({ columns }: TreeTable, { column, between, levels, missing }: TreeSplit): (row: number) => boolean {
  const { codes } = columns[column];
  return (row) => {
    if (codes[row] < 0) return missing === true;
    return levels === undefined ? between === undefined || codes[row] <= between[0] : levels.includes(codes[row]);
  };
}

/** The most that a split of some rows can gain: all cuts of ordered columns, and all sets of at most so many levels that `mayList` allows. */
export function mostGain(table: TreeTable, rows: readonly number[], mostListed: number): number {
  let most = -Infinity;
  for (const { kind, codes, count } of table.columns) {
    const offer = (isKnownYes: (code: number) => boolean): void => {
      for (const missing of [false, true]) {
        const isYes = (row: number): boolean => (codes[row] < 0 ? missing : isKnownYes(codes[row]));
        const yes = rows.filter(isYes).length;
        if (yes > 0 && yes < rows.length) most = Math.max(most, naiveGain(table, rows, isYes));
      }
    };
    offer(() => true);
    for (let cut = 0; cut < count; cut++) if (kind !== "category") offer((code) => code <= cut);
    if (kind === "category") for (const levels of setsOf(count, mostListed)) offer((code) => levels.includes(code));
  }
  return most;
}

/** All sets of 1 to `most` of the numbers below `count`. */
function setsOf(count: number, most: number): number[][] {
  const all = Array.from({ length: 1 << count }, (_, bits) => Array.from({ length: count }, (_, i) => i).filter((i) => (bits >> i) & 1));
  return all.filter(({ length }) => length > 0 && length <= most);
}
