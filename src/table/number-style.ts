import type { CellValue } from "./distinct-cells.ts";
import { type Decimal, parseNumberText } from "./number-text.ts";
import { isCurrency } from "./words.ts";

/** How the cells of a column are written as numbers. */
export interface NumberStyle {
  readonly decimal: Decimal;
  /** The cells that are no number, or not in the style of the others. */
  readonly faults: readonly CellValue[];
  /** Such as `amounts in $ with thousands separators`. */
  readonly words: string;
  /** The currency, or `%`. */
  readonly unit: string | undefined;
  /** Whether some have thousands separators. */
  readonly hasThousands: boolean;
  /** Whether the other decimal mark fits as many cells. */
  readonly isOpen: boolean;
}

/**
 * Reads cells as numbers, with the decimal mark given, or else with the one that more of them fit; the point where both do as well.
 * All that have a unit must have the same: the one given, of which "" is none, or the first one's; beside percentages only 0 may stand
 * alone. `thousands`: false where none may have separators.
 */
export function numberStyle(cells: readonly CellValue[], decimal: Decimal | undefined, unit?: string, thousands?: false): NumberStyle {
  if (decimal !== undefined) return styleWith(cells, decimal, unit, thousands);
  const point = styleWith(cells, ".", unit, thousands);
  if (point.faults.length === 0 && point.texts === 0) return point;
  const comma = styleWith(cells, ",", unit, thousands);
  if (comma.faults.length < point.faults.length) return comma;
  return { ...point, isOpen: comma.faults.length === point.faults.length };
}

interface Counted extends NumberStyle {
  readonly texts: number;
}

function styleWith(cells: readonly CellValue[], decimal: Decimal, asked: string | undefined, allowed: false | undefined): Counted {
  const faults = new Set<CellValue>();
  const bare: CellValue[] = []; // without a unit
  let unit = asked;
  let [thousands, texts, commas] = [0, 0, 0];
  for (const cell of cells) {
    const number = typeof cell === "string" ? parseNumberText(cell, decimal) : undefined;
    const own = number?.isPercent === true ? "%" : number?.currency;
    if (typeof cell === "string") texts++;
    if (own === undefined && (typeof cell === "number" ? cell : number?.value) !== 0) bare.push(cell);
    if (own !== undefined) unit ??= own;
    const isOther = own !== undefined && (own !== unit || !(own === "%" || isCurrency(own)));
    if (typeof cell === "boolean" || (typeof cell === "string" && number === undefined) || isOther) faults.add(cell);
    if (number?.hasThousands === true) thousands++;
    if (number?.hasThousands === true && allowed === false) faults.add(cell);
    if (decimal === "," && String(cell).includes(",")) commas++;
  }
  if (unit === "%") for (const cell of bare) faults.add(cell);
  const what =
    unit === "%"
      ? "percentages, 12 % being 0.12"
      : unit !== undefined && unit !== ""
        ? `amounts in ${unit}`
        : texts > 0
          ? "numbers written as text"
          : "every cell is a number";
  const details = [...(thousands > 0 ? ["thousands separators"] : []), ...(commas > 0 ? ["decimal commas"] : [])];
  return {
    decimal,
    faults: [...faults],
    words: details.length === 0 ? what : `${what} with ${details.join(" and ")}`,
    unit,
    hasThousands: thousands > 0,
    isOpen: false,
    texts,
  };
}
