import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { type DateOrder, dateOrders, readDateText } from "../table/date-text.ts";
import type { Cell, DistinctCells } from "./distinct-cells.ts";
import { isMissingWord } from "./words.ts";

const mostlyShare = 0.8; // of the rows: then the others are faults
const fewDistinct = 20; // may be categories all the same

/**
 * A column of numbers, or of dates, with a few other cells is faulty: as categories it would be dozens of them. `faults` are the
 * cells that are no number.
 */
export function complainOfMixed(where: string, column: string, all: DistinctCells, cells: readonly Cell[], faults: readonly Cell[]): void {
  for (const [what, others] of [["number", faults], ["date", noDates(cells)]] as const) {
    if (others.length === cells.length || cells.length - others.length < fewDistinct) continue;
    const share = 1 - shareOf(all, cells, others);
    if (share < mostlyShare) continue;
    const row = all.rows[all.cells.indexOf(others[0])];
    const say = `say \`columns: { ${show(column)}: "category" }\``;
    const rule = `column \`${column}\`, row ${row}: must be a ${what}, as ${Math.floor(100 * share)} % of the column are; add the words to \`missing\`, or ${say}`;
    throw new InputError("mixed-kinds", where, rule, others.slice(0, 3).map(show).join(", "), { column, row });
  }
}

/** The cells that are no date, in the order that leaves the fewest; all where hardly any of the first ones is a date. */
function noDates(cells: readonly Cell[]): readonly Cell[] {
  const without = (some: readonly Cell[], order: DateOrder): Cell[] => some.filter((cell) => typeof cell !== "string" || Number.isNaN(readDateText(cell, order)));
  const sample = cells.slice(0, 2 * fewDistinct);
  const likely = dateOrders.filter((order) => without(sample, order).length <= sample.length / 2);
  return likely.reduce<readonly Cell[]>((fewest, order) => {
    const others = without(cells, order);
    return others.length < fewest.length ? others : fewest;
  }, cells);
}

/** What to say of categories that might be numbers but for some cells, or but for how they are written, or of a word among them. */
export function noteMixed(column: string, all: DistinctCells, cells: readonly Cell[], faults: readonly Cell[]): string | undefined {
  const share = faults.length === cells.length ? 0 : 1 - shareOf(all, cells, faults);
  if (share >= 0.5) {
    return `\`${column}\` was taken for categories, since ${show(faults[0])} is no number; ${Math.floor(100 * share)} % of its cells are. Words that mean missing go to \`missing\`.`;
  }
  const begins = cells.length <= fewDistinct ? [] : cells.filter((cell) => typeof cell === "string" && /^[^\p{L}\d]*\d/u.test(cell));
  if (cells.length > fewDistinct && begins.length >= mostlyShare * cells.length) {
    return `The texts of \`${column}\` begin with numbers, but are not read as numbers: ${begins.slice(0, 3).map(show).join(", ")}.`;
  }
  const words = all.cells.filter((cell) => isMissingWord(cell) && /\w/.test(String(cell)));
  return words.length === 0 ? undefined : `${words.map(show).join(", ")} of \`${column}\` ${words.length === 1 ? "is a category" : "are categories"}; if missing is meant, say so in \`missing\`.`;
}

/** The share of the rows, of those that hold one of `cells`, that hold one of `some`. */
function shareOf({ cells: all, counts }: DistinctCells, cells: readonly Cell[], some: readonly Cell[]): number {
  const places = new Map(all.map((cell, at) => [cell, at]));
  const sum = (of: readonly Cell[]): number => of.reduce<number>((total, cell) => total + counts[places.get(cell)!], 0);
  return sum(some) / sum(cells);
}
