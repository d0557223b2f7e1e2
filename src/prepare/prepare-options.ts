import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import { dayOf } from "../table/civil-day.ts";
import { dateOrders } from "../table/date-text.ts";
import type { Frame } from "../table/frame.ts";
import { decimals } from "../table/read-number.ts";
import { checkSpecs } from "./check-specs.ts";
import type { Hints } from "./finding.ts";
import type { ColumnSpec, PrepareOptions } from "./prepare-types.ts";

/** Options with their defaults, checked against the table. */
export interface ResolvedPrepare {
  readonly specs: ReadonlyMap<string, ColumnSpec>;
  readonly words: ReadonlySet<string>;
  readonly hints: Hints;
  readonly leaveOut: ReadonlySet<string>;
  /** A day since 1970-01-01. */
  readonly asOf: number | undefined;
}

/** Checks the options and fills in the defaults. */
export function resolvePrepare(where: string, options: PrepareOptions, frame: Frame): ResolvedPrepare {
  checkKeys(where, "the options", options, ["columns", "leaveOut", "missing", "decimal", "dateOrder", "asOf"]);
  const { decimal, dateOrder, asOf } = options;
  if (decimal !== undefined) checkOneOf(where, "decimal", decimal, decimals);
  if (dateOrder !== undefined) checkOneOf(where, "dateOrder", dateOrder, dateOrders);
  const leaveOut = checkTexts(where, "leaveOut", options.leaveOut);
  const specs = checkSpecs(where, frame, options.columns);
  const both = [...specs.keys()].find((column) => leaveOut.has(column));
  if (both !== undefined) throw new InputError("duplicate-column", where, `column \`${both}\` must not be both in \`columns\` and in \`leaveOut\``, "it twice", { column: both });
  for (const column of leaveOut) if (frame.names.includes(column)) specs.set(column, { type: "id" });
  const words = new Set([...checkTexts(where, "missing", options.missing)].map((word) => word.trim()));
  return { specs, words, hints: { decimal, dateOrder }, leaveOut, asOf: asOf === undefined ? undefined : checkDay(where, asOf) };
}

function checkTexts(where: string, option: string, texts: readonly string[] = []): Set<string> {
  if (Array.isArray(texts) && texts.every((text) => typeof text === "string")) return new Set(texts);
  throw new InputError("not-an-array", where, `\`${option}\` must be an array of texts`, show(texts));
}

function checkDay(where: string, asOf: unknown): number {
  const day = typeof asOf === "number" ? NaN : dayOf(asOf);
  if (!Number.isNaN(day)) return day;
  throw new InputError("not-a-date", where, "`asOf` must be a day: text such as \"2024-12-31\", or a valid Date, whose day is the one in UTC", show(asOf));
}
