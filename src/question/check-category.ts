import { InputError } from "../core/input-error.ts";
import { numberOf } from "../table/cell.ts";
import type { Levels } from "../table/read-column.ts";

const mostLevels = 50;
const leastRows = 5; // a level, on average

/** Checks that a column of numbers is not a quantity: a hundred groups of a row or two each show nothing. */
export function checkCategory(where: string, column: string, { levels, codes }: Levels): void {
  if (levels.length <= mostLevels || levels.length * leastRows <= codes.length || levels.some((level) => Number.isNaN(numberOf(level)))) return;
  const rule = `column \`${column}\` must be a category; ask of a category on it, or cut its numbers into a few ranges`;
  throw new InputError("too-many-categories", where, rule, `${levels.length} different numbers in ${codes.length} rows`, { column });
}
