import { InputError } from "../core/input-error.ts";
import { type Levels, numberOf } from "../table/cell.ts";

const mostLevels = 50;
const leastRows = 5; // a level, on average

/** Checks that a column of numbers is not a quantity: a hundred groups of a row or two each show nothing. */
export function checkCategory(where: string, column: string, { levels, codes }: Levels): void {
  if (levels.length <= mostLevels || levels.length * leastRows <= codes.length || levels.some((level) => Number.isNaN(numberOf(level))))
    return;
  const rule = `column \`${column}\` must be a category; ask of a category on it, or cut its numbers into a few ranges`;
  throw new InputError("too-many-categories", where, rule, `${levels.length} different numbers in ${codes.length} rows`, { column });
}

/** Checks that no two levels are called the same. */
export function checkDistinctColumns(where: string, column: string, labels: readonly string[]): void {
  const twice = labels.find((label, at) => labels.indexOf(label) < at);
  if (twice === undefined) return;
  throw new InputError(
    "duplicate-label",
    where,
    "`labels` must give every level a name of its own",
    `"${twice}" twice`,
    { column },
    "",
  );
}

/** The levels whose entry in `place` is not negative; it becomes their place among these. */
export function keepUsed(levels: readonly string[], place: Int32Array): string[] {
  const kept: string[] = [];
  for (let code = 0; code < levels.length; code++) {
    if (place[code] < 0) continue;
    place[code] = kept.length;
    kept.push(levels[code]);
  }
  return kept;
}
