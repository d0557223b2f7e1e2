import { areTexts } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import { lower } from "../core/letters.ts";
import type { FittedFeature } from "../encode/fitted.ts";
import type { Dialect } from "./dialects.ts";
import { scaledOf, unseenCode } from "./encode-values.ts";
import { caseOf, type Layer, type SqlColumn } from "./layers.ts";
import { type CellContext, type CellReader, readCells } from "./read-cells.ts";

/** What reads the cells of features from a table, as `predict` reads them. */
export interface ReadLayers {
  /** What the names of the queries begin with. */
  readonly prefix: string;
  /** The table, by the name that the first layer calls it. */
  readonly from: string;
  /** What that name is. */
  readonly source: string;
  readonly readers: readonly CellReader[];
  readonly layers: readonly Layer[];
}

/** The layers that read features; `passed` are handed on as `p0`, `p1`, ... */
export function readLayers(
  context: CellContext,
  features: readonly FittedFeature[],
  from: readonly string[],
  passed: readonly string[] = [],
): ReadLayers {
  const { name } = context.dialect.quotes;
  const prefix = prefixBeside([...from, ...passed, ...features.map(({ reading: { column } }) => column)]);
  const source = `${prefix}_source`;
  const readers = features.map((feature, f) => readCells(context, feature, f, `${source}.${name(feature.reading.column)}`));
  const handed = passed.map((column, at): SqlColumn => [`p${at}`, `${source}.${name(column)}`]);
  return {
    prefix,
    from: `${from.map(name).join(".")} AS ${source}`,
    source,
    readers,
    layers: [
      { stage: "cells", columns: [...handed, ...readers.flatMap(({ cells }) => cells)] },
      { stage: "parts", columns: readers.flatMap(({ parts }) => parts) },
      { stage: "days", columns: readers.flatMap(({ days }) => days) },
      { stage: "known", columns: readers.flatMap(({ known }) => known) },
    ],
  };
}

/** The numbers of features, transformed, centred and scaled: `z0`, ... */
export function scaledColumns(dialect: Dialect, features: readonly FittedFeature[]): SqlColumn[] {
  return features.flatMap((feature, f) => (feature.type === "number" ? [[`z${f}`, scaledOf(dialect, feature, f)] as const] : []));
}

/** Whether a row is placed (1), left out (0), or refused (NULL). */
export function placedOf(features: readonly FittedFeature[], readers: readonly CellReader[]): string {
  const gapsOf = (policy: string): string[] => features.flatMap(({ missing }, f) => (missing.policy === policy ? [`${readers[f].column} IS NULL`] : []));
  const beyond = features.flatMap(({ type, missing }, f) => (type === "number" && missing.policy === "fill" ? [`v${f} IS NULL`] : []));
  const unseen = features.flatMap((feature, f) => (feature.type === "category" && feature.unseen === "error" ? [`c${f} = ${unseenCode}`] : []));
  const faults = [...readers.flatMap((reader) => reader.faults.map((fault) => `(${fault})`)), ...beyond, ...gapsOf("error")];
  return caseOf([[faults, "NULL"], [gapsOf("drop"), "0"], [unseen, "NULL"]].flatMap(([when, then]) => {
    return when.length === 0 ? [] : [[(when as string[]).join(" OR "), then as string] as const];
  }), "1");
}

/** What the names of the queries begin with, so that none is that of a table or a column. */
function prefixBeside(names: readonly string[]): string {
  let prefix = "segment";
  while (names.some((name) => lower(name).startsWith(`${prefix}_`))) prefix += "s";
  return prefix;
}

/** Checks the name or the path of a table. */
export function checkPath(where: string, from: unknown): readonly string[] {
  const path = typeof from === "string" ? [from] : from;
  if (areTexts(path) && path.length > 0) return path;
  throw new InputError("not-a-text", where, "`from` must be the name of a table, or its path as an array of names", show(from));
}
