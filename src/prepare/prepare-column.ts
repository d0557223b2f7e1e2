import { formatNumber } from "../core/format.ts";
import type { ColumnValues } from "../table/types.ts";
import { type Converted, convert } from "./convert.ts";
import { distinctCells } from "./distinct-cells.ts";
import { numbersLook, textsIdLike } from "./id-like.ts";
import { type Finding, inferType } from "./infer-type.ts";
import { asNumbers, numbersFinding } from "./numbers-column.ts";
import type { ColumnSpec } from "./prepare-types.ts";
import { isMissingMark, isMissingWord } from "./words.ts";

/** A column as it was read. */
export interface ReadColumn extends Finding {
  readonly column: string;
  /** Dates are days since 1970-01-01 as yet. */
  readonly values: Converted;
  readonly missing: number;
  readonly distinct: number;
  readonly leftOut?: string | undefined;
  readonly notes: readonly string[];
}

/** Reads a column as the caller says, or as what it looks like. */
export function prepareColumn(where: string, column: string, values: ColumnValues, spec: ColumnSpec | undefined, words: ReadonlySet<string>): ReadColumn {
  const type = spec?.type ?? (spec?.order === undefined ? undefined : "ordered");
  const mayBeNumbers = (type === undefined || type === "number") && [...words].every((word) => Number.isNaN(Number(word)));
  const numbers = mayBeNumbers ? asNumbers(values) : undefined;
  const ready = numbers === undefined ? undefined : numbersFinding(where, column, numbers, type);
  if (ready !== undefined) return ofNumbers(where, column, numbers!, ready, spec !== undefined, []);

  const all = distinctCells(where, column, values, words);
  const finding = inferType(where, column, all, spec ?? {});
  const notes: string[] = [];
  if (all.trimmed > 0 && finding.type !== "id") notes.push(`Blanks around ${cellsOf(all.trimmed)} of \`${column}\` were taken off.`);
  if (all.words > 0) notes.push(`${cellsOf(all.words)} of \`${column}\` ${all.words === 1 ? "holds a word that means" : "hold words that mean"} missing.`);
  const meansMissing = finding.type === "category" || finding.type === "id" ? isMissingMark : isMissingWord;
  const known = [...all.cells.keys()].filter((at) => meansMissing(all.cells[at]));
  if (known.length > 0) {
    const rows = known.reduce((sum, at) => sum + all.counts[at], 0);
    notes.push(`${cellsOf(rows)} of \`${column}\` ${rows === 1 ? "was" : "were"} taken as missing: ${known.map((at) => `"${String(all.cells[at])}"`).join(", ")}.`);
  }
  const converted = convert(where, column, all, finding, spec?.order ?? []);
  if (converted instanceof Float64Array) return ofNumbers(where, column, converted, finding, spec !== undefined, notes);
  noteVariants(notes, column, all.cells, finding);
  return ofTexts(column, converted, finding, spec !== undefined, all.counts.filter((_, at) => !isMissingMark(all.cells[at])), notes);
}

const cellsOf = (count: number): string => `${count} ${count === 1 ? "cell" : "cells"}`;

function ofNumbers(where: string, column: string, values: Float64Array, finding: Finding, isListed: boolean, notes: readonly string[]): ReadColumn {
  let [missing, min, max] = [0, Infinity, -Infinity];
  for (const x of values) {
    if (Number.isNaN(x)) missing++;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  const { idLike, codes } = finding.type === "number" && !isListed ? numbersLook(where, column, values) : {};
  const ifCodes = `if they are codes, say \`columns: { ${JSON.stringify(column)}: "category" }\``;
  const note = codes === undefined || min === max ? [] : [`\`${column}\` takes ${codes} whole numbers and was taken for a quantity; ${ifCodes}.`];
  const leftOut = min > max ? "nothing is in it" : min === max ? `all its cells are ${finding.type === "date" ? "the same day" : formatNumber(min)}` : idLike;
  return { ...finding, column, values, missing, distinct: 0, notes: [...notes, ...note], leftOut: isListed ? undefined : leftOut };
}

function ofTexts(column: string, values: (string | null)[], finding: Finding, isListed: boolean, counts: readonly number[], notes: readonly string[]): ReadColumn {
  const missing = values.reduce((sum, value) => sum + (value === null ? 1 : 0), 0);
  const distinct = counts.length;
  const idLike = textsIdLike(distinct, counts, values.length - missing);
  const leftOut = distinct === 0 ? "nothing is in it" : distinct === 1 && missing === 0 ? `all its cells are "${values[0]}"` : finding.type === "id" ? "the caller said so" : idLike;
  return { ...finding, column, values, missing, distinct, notes, leftOut: isListed && finding.type !== "id" ? undefined : leftOut };
}

/** Says which categories differ in case only: they may be the same. */
function noteVariants(notes: string[] /* out */, column: string, cells: readonly unknown[], { type }: Finding): void {
  if (type !== "category" || cells.length > 1000) return;
  const byLower = new Map<string, string[]>();
  for (const cell of cells) byLower.set(String(cell).toLowerCase(), [...(byLower.get(String(cell).toLowerCase()) ?? []), String(cell)]);
  for (const alike of byLower.values()) {
    if (alike.length > 1) notes.push(`Categories of \`${column}\` differ in case only: ${alike.map((text) => `"${text}"`).join(", ")}.`);
  }
}
