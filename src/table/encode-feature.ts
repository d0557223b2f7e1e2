import { cellError } from "./cell.ts";
import { rareLevel } from "./fit-category.ts";
import type { FittedCategory, FittedMissing } from "./fitted.ts";
import type { Levels } from "./read-column.ts";

/** Numbers with the missing ones (NaN) replaced as learnt. */
export function fillNumbers(numbers: Float64Array, missing: FittedMissing): Float64Array {
  if (missing.policy !== "fill") return numbers;
  const fill = Number(missing.fill);
  return numbers.map((x) => (Number.isNaN(x) ? fill : x));
}

/** Each row's level among those learnt, -1 for none of them; an unseen level, or gap, is dealt with as the feature says. */
export function encodeLevels(where: string, { column, missing, levels, pooled, unseen }: FittedCategory, read: Levels, kept?: Int32Array): Int32Array {
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const rare = codeOf.get(rareLevel) ?? -1;
  for (const level of pooled) codeOf.set(level, rare);
  const move = (level: string, code: number): number => {
    const known = codeOf.get(level);
    if (known !== undefined) return known;
    const at = read.codes.indexOf(code);
    if (unseen === "zeros" || at < 0) return -1; // a level may be gone with its rows
    if (unseen === "rare" && rare >= 0) return rare;
    const rule = `must be a category that the training table held${unseen === "rare" ? ", where none was rare" : ""}`;
    throw cellError(where, "unseen-category", column, kept === undefined ? at : kept[at], rule, level);
  };
  const moved = read.levels.map(move);
  const fill = missing.policy === "fill" && read.codes.includes(-1) ? move(String(missing.fill), -1) : -1;
  return read.codes.map((code) => (code < 0 ? fill : moved[code]));
}
