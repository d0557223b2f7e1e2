import { show } from "../core/show.ts";
import type { DistinctCells } from "./distinct-cells.ts";
import type { Finding, Hints } from "./finding.ts";
import { inferDate } from "./infer-date.ts";
import { complainOfMixed, noteMixed } from "./mixed.ts";
import { numberStyle } from "./number-style.ts";
import type { ColumnSpec, ColumnType } from "./prepare-types.ts";
import { isBooleanPair, isMissingMark, isMissingWord } from "./words.ts";

/** The reason of a type that the caller gave. */
export const asSaid = "as the caller said";

/** The type that the caller gave, or that an order says. */
export function typeOf(spec: ColumnSpec | undefined): ColumnType | undefined {
  return spec?.type ?? (spec?.order === undefined ? undefined : "ordered");
}

/** Infers the type of a column from its distinct cells, or how it is written where the caller gave the type. */
export function inferType(where: string, column: string, all: DistinctCells, spec: ColumnSpec, hints: Hints): Finding {
  const type = typeOf(spec);
  const cells = all.cells.filter((cell) => !isMissingWord(cell));
  if (type === "category" || type === "ordered" || type === "boolean") return { type, reason: asSaid };
  if (type === undefined && spec.labels === undefined && isBooleanPair(cells)) return { type: "boolean", reason: `${cells.map(show).join(" and ")} say yes and no` };

  const date = type === "number" ? undefined : inferDate(where, column, cells, all, spec, hints);
  if (date !== undefined) return { ...date, ...(type === "date" ? { reason: asSaid } : {}) };
  const { decimal, unit, faults, words, isOpen } = numberStyle(cells, spec.decimal ?? hints.decimal, spec.unit);
  if (type === "number" || (cells.length > 0 && faults.length === 0 && spec.labels === undefined)) {
    return { type: "number", reason: type === "number" ? asSaid : words, decimal, unit, faults, leftOpen: isOpen ? "decimal" : undefined };
  }
  if (spec.labels === undefined) complainOfMixed(where, column, all, cells, faults);
  const distinct = all.cells.filter((cell) => !isMissingMark(cell)).length;
  return { type: "category", reason: `${distinct} distinct ${distinct === 1 ? "text" : "texts"}`, note: noteMixed(column, all, cells, faults) };
}
