import { parseNumberText } from "../table/number-text.ts";
import type { Decimal } from "../table/read-number.ts";
import type { Cell } from "./distinct-cells.ts";
import { isCurrency } from "./words.ts";

/** How the cells of a column are written as numbers. */
export interface NumberStyle {
  readonly decimal: Decimal;
  /** The cells that are no number, or not in the style of the others. */
  readonly faults: readonly Cell[];
  /** Such as `amounts in $ with thousands separators`. */
  readonly words: string;
}

/** Reads cells as numbers, with the decimal mark given, or else with the one that more of them fit; the point where both do as well. */
export function numberStyle(cells: readonly Cell[], decimal: Decimal | undefined): NumberStyle {
  const point = decimal === "," ? undefined : styleWith(cells, ".");
  if (decimal === "." || point?.faults.length === 0) return point!;
  const comma = styleWith(cells, ",");
  return point === undefined || comma.faults.length < point.faults.length ? comma : point;
}

function styleWith(cells: readonly Cell[], decimal: Decimal): NumberStyle {
  const faults: Cell[] = [];
  let currency: string | undefined;
  let [percents, thousands, texts, commas] = [0, 0, 0, 0];
  for (const cell of cells) {
    if (typeof cell === "number") continue;
    const number = typeof cell === "string" ? parseNumberText(cell, decimal) : undefined;
    currency ??= number?.currency;
    const isOther = number?.currency !== undefined && (number.currency !== currency || !isCurrency(number.currency));
    if (number === undefined || isOther) faults.push(cell);
    else {
      texts++;
      if (number.isPercent) percents++;
      if (number.hasThousands) thousands++;
      if (decimal === "," && String(cell).includes(",")) commas++;
    }
  }
  const what = currency !== undefined ? `amounts in ${currency}` : percents > 0 ? "percentages, 12 % being 0.12" : texts > 0 ? "numbers written as text" : "every cell is a number";
  const details = [...(thousands > 0 ? ["thousands separators"] : []), ...(commas > 0 ? ["decimal commas"] : [])];
  return { decimal, faults, words: details.length === 0 ? what : `${what} with ${details.join(" and ")}` };
}
