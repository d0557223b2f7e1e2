import { InputError } from "../core/input-error.ts";
import type { Segmentation } from "../segment/types.ts";

/** Checks that a table has as many rows as were segmented. */
export function checkRows(where: string, rows: number, { labels }: Segmentation): void {
  if (rows === labels.length) return;
  throw new InputError("wrong-length", where, `\`table\` must have the ${labels.length} rows that were segmented`, rows);
}
