import type { Dialect } from "./dialects.ts";

/** A column of a query: its name in that, and what makes it. */
export type SqlColumn = readonly [name: string, sql: string];

/** A query over the one before: it has those columns of that which are still needed, and some of its own. */
export interface Layer {
  /** What the query does, in one word. */
  readonly stage: string;
  readonly columns: readonly SqlColumn[];
}

const asColumns = (columns: readonly SqlColumn[]): string => columns.map(([name, sql]) => `    ${sql} AS ${name}`).join(",\n");

/** The words in some SQL, among them all names of columns that it uses. */
const wordsIn = (columns: readonly SqlColumn[]): string[] => columns.flatMap(([, sql]) => sql.match(/[a-z_]+\d*/g) ?? []);

/** For each layer the columns of those before it which a later one uses: engines count columns, and some carry each from row to row. */
function keptBy(layers: readonly Layer[], last: readonly SqlColumn[]): string[][] {
  const used = layers.map(({ columns }) => new Set(wordsIn(columns)));
  const ends = new Set(wordsIn(last));
  return layers.map((_, at) => {
    const before = layers.slice(0, at).flatMap(({ columns }) => columns.map(([name]) => name));
    return before.filter((name) => ends.has(name) || used.slice(at + 1).some((words) => words.has(name)));
  });
}

/** Layers with the columns that are used, and none without: an engine may compute what nobody reads (DuckDB does). */
function usedOf(layers: readonly Layer[], last: readonly SqlColumn[]): Layer[] {
  const used = new Set(wordsIn(last));
  const kept: Layer[] = [];
  for (const { stage, columns } of layers.slice().reverse()) {
    const own = columns.filter(([name]) => used.has(name));
    if (own.length === 0) continue;
    kept.unshift({ stage, columns: own });
    for (const word of wordsIn(own)) used.add(word);
  }
  return kept;
}

/**
 * One SELECT made of queries over queries, each by a name that begins with `prefix`: the first selects from `from`; a layer without
 * columns of its own is left out. What comes out is qualified, since some engines take a name for the one that is given beside it.
 */
export function stack(
  { fence }: Dialect,
  prefix: string,
  from: string,
  all: readonly Layer[],
  last: readonly SqlColumn[],
): string {
  const ends = fence === "" ? "" : `\n  ${fence}`;
  const layers = usedOf(all, last);
  const kept = keptBy(layers, last);
  let of = from;
  const queries = layers.map(({ stage, columns }, at) => {
    const carried = kept[at].length === 0 ? "" : `    ${kept[at].join(", ")},\n`;
    const query = `${prefix}_${stage} AS (\n  SELECT\n${carried}${asColumns(columns)}\n  FROM ${of}${ends}\n)`;
    of = `${prefix}_${stage}`;
    return query;
  });
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
