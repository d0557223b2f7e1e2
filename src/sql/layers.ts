import type { Dialect } from "./dialects.ts";

/** A column of a query: its name in that, and what makes it. */
export type SqlColumn = readonly [name: string, sql: string];

/** A query over the one before: it has all columns of that, and some of its own. */
export interface Layer {
  /** What the query does, in one word. */
  readonly stage: string;
  readonly columns: readonly SqlColumn[];
}

const asColumns = (columns: readonly SqlColumn[]): string => columns.map(([name, sql]) => `    ${sql} AS ${name}`).join(",\n");

/**
 * One SELECT made of queries over queries, each by a name that begins with `prefix`: the first selects from `from`; a layer without
 * columns is left out. What comes out is qualified, since some engines take a name for the one that is given beside it.
 */
export function stack(
  { fence }: Dialect,
  prefix: string,
  from: string,
  [first, ...layers]: readonly Layer[],
  last: readonly SqlColumn[],
): string {
  const ends = fence === "" ? "" : `\n  ${fence}`;
  let of = `${prefix}_${first.stage}`;
  const queries = [`${of} AS (\n  SELECT\n${asColumns(first.columns)}\n  FROM ${from}${ends}\n)`];
  for (const { stage, columns } of layers) {
    if (columns.length === 0) continue;
    queries.push(`${prefix}_${stage} AS (\n  SELECT\n    *,\n${asColumns(columns)}\n  FROM ${of}${ends}\n)`);
    of = `${prefix}_${stage}`;
  }
  const out = last.map(([name, column]) => `  ${of}.${column} AS ${name}`).join(",\n");
  return `WITH ${queries.join(",\n")}\nSELECT\n${out}\nFROM ${of}`;
}

/** CASE of conditions, in turn, and ELSE; what is made does not look at a condition that is not there. */
export function caseOf(whens: readonly (readonly [when: string, then: string])[], otherwise: string): string {
  if (whens.length === 0) return otherwise;
  return `CASE ${whens.map(([when, then]) => `WHEN ${when} THEN ${then}`).join(" ")} ELSE ${otherwise} END`;
}

/** CASE of one value. */
export function caseBy(value: string, thens: readonly string[], otherwise: string): string {
  return `CASE ${value} ${thens.map((then, at) => `WHEN ${at} THEN ${then}`).join(" ")} ELSE ${otherwise} END`;
}

/** `value IN (…)`; of one `value = …`. */
export function oneOfThese(value: string, these: readonly string[]): string {
  return these.length === 1 ? `${value} = ${these[0]}` : `${value} IN (${these.join(", ")})`;
}
