import type { SegmentModel } from "../segment/model.ts";

/** What a column of numbers is called on an axis, and what its numbers are multiplied by there. */
export interface Quantity {
  readonly name: string;
  readonly factor: number;
}

/**
 * A column with the unit that its numbers are written with, as far as the model knows one; shares of a column of percentages are shown as
 * such: 0.12 as 12 with the unit %.
 */
export function quantityOf({ features }: Pick<SegmentModel, "features">, column: string, name: string): Quantity {
  const known = features.find(({ reading }) => reading.column === column && reading.type === "number")?.reading.unit;
  if (known === undefined || known === "") return { name, factor: 1 };
  return { name: `${name} (${known})`, factor: known === "%" ? 100 : 1 };
}
