import type { InputError } from "../core/input-error.ts";
import type { DateOrder } from "../table/date-text.ts";
import type { Decimal } from "../table/read-number.ts";
import type { Cell } from "./distinct-cells.ts";
import type { ColumnType } from "./prepare-types.ts";

/** What a column was taken for, how it is written, and why. */
export interface Finding {
  readonly type: ColumnType;
  readonly reason: string;
  readonly decimal?: Decimal;
  readonly dateOrder?: DateOrder;
  /** The currency, or `%`, that its numbers are written with. */
  readonly unit?: string | undefined;
  /** Of numbers that the caller said: the cells that are none. */
  readonly faults?: readonly Cell[] | undefined;
  /** What the column's cells leave open, so that others may decide. */
  readonly leftOpen?: "decimal" | "dateOrder" | undefined;
  /** What to say where `leftOpen` stays open, and must not. */
  readonly complaint?: InputError | undefined;
  /** What the caller may want to change. */
  readonly note?: string | undefined;
}

/** How a table writes numbers and dates, as the caller says, or as clear columns tell of those that leave it open. */
export interface Hints {
  readonly decimal?: Decimal | undefined;
  readonly dateOrder?: DateOrder | undefined;
}
