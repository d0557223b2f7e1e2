import type { SegmentModel } from "../segment/model.ts";

/** What a column of numbers is called on an axis, and what its numbers are multiplied by there. */
export interface Quantity {
  readonly name: string;
  readonly factor: number;
}

/**
 * A column with the unit that its numbers are written with, as far as a model knows one: percentages, of which 0.12 is 12 %, are shown
 * as 12 with the unit %. The caller's `label` says the unit itself; `read` is what the column is called once it is read. A result that
 * was stored and read may have no model, or a broken one.
 */
export function quantityOf(model: SegmentModel | undefined, column: string, label: string | undefined, read: string = column): Quantity {
  const features: unknown = model?.features;
  const known = (Array.isArray(features) ? (features as SegmentModel["features"]) : []).find((feature) => {
    return feature?.reading?.column === column && feature.reading.type === "number";
  });
  const unit = known?.reading.unit ?? "";
  const name = label ?? (typeof unit === "string" && unit !== "" ? `${read} (${unit})` : read);
  return { name, factor: unit === "%" ? 100 : 1 };
}

/** The numbers of a column as an axis shows them. */
export function shownNumbers(values: Float64Array, { factor }: Quantity): Float64Array {
  return factor === 1 ? values : values.map((value) => value * factor);
}
