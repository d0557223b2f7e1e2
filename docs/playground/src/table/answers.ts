import { correlate, type Crosstab, crosstab, type Influence, influence, type Prepared, type Table } from "audience-segmentation";
import { counted, sayNumber, sayShare } from "../../../../src/core/text.ts";
import type { Answer } from "../protocol.ts";
import { type AskedColumn, readQuestion, segmentColumn, type Understood } from "../question.ts";
import { type Found, type OpenTable, wholeOf } from "./bench.ts";

const mostGroups = 30;
const mostAcross = 12;

/** The answer to a question in words; columns are found by their names in it. */
export function answer(question: string, { prepared, known }: OpenTable, found: Found | undefined): Answer {
  const { understood, problem } = readQuestion(question, askedColumns(prepared, found));
  if (understood === undefined) return { title: "Which columns?", sentence: problem, remarks: [], head: [], rows: [] };
  const { of, on, kind } = understood;
  const table = cellsFor(understood, prepared, found);
  const labels = (column: string): Readonly<Record<string, string>> => known[column]?.labels ?? {};
  if (kind !== "correlation" && of !== segmentColumn && on !== segmentColumn) found?.asked.push({ of, on });
  if (kind === "influence") return ofInfluence(understood, influence(table, { of, on, labels: labels(of), resamples: 0 }));
  if (kind === "correlation") return ofCorrelation(understood, table);
  return ofCrosstab(understood, crosstab(table, of, on, { labels: { [of]: labels(of), [on]: labels(on) } }));
}

const categories: readonly string[] = ["category", "boolean", "ordered"];

/** The columns that can be asked about: numbers and dates as numbers, the others as categories, and the segments themselves. */
function askedColumns({ columns, table }: Prepared, found: Found | undefined): AskedColumn[] {
  const own = columns
    .filter(({ type }) => type !== "id")
    .map(({ column, name, type }): AskedColumn => {
      return { name: column, type: !categories.includes(type) && table[name] instanceof Float64Array ? "number" : "category" };
    });
  return found === undefined ? own : [...own, { name: segmentColumn, type: "category" }];
}

function cellsFor({ of, on }: Understood, { table, columns }: Prepared, found: Found | undefined): Table {
  const cells = (column: string): ArrayLike<unknown> => {
    const own = columns.find((one) => one.column === column);
    if (own !== undefined) return table[own.name];
    const result = wholeOf(found!);
    const names = result.segments.map(({ name }, s) => `${s + 1} ${name}`);
    return Array.from(result.labels, (label) => (label < 0 ? null : names[label]));
  };
  return { [of]: cells(of), [on]: cells(on) } as Table;
}

function leftOut(missing: number): string[] {
  if (missing === 0) return [];
  return [`${counted(missing, "row")} in which one of the two is missing ${missing === 1 ? "is" : "are"} left out.`];
}

function ofInfluence({ of, on, remark }: Understood, { sentence, groups, missing }: Influence): Answer {
  const largest = new Set([...groups].sort((a, b) => b.size - a.size).slice(0, mostGroups));
  const shown = groups.filter((group) => largest.has(group));
  const rows = shown.map(({ name, size, mean, median }) => [name, ...[size, mean, median].map(sayNumber)]);
  const cut = rows.length < groups.length ? [`The table shows the ${mostGroups} largest of ${sayNumber(groups.length)} groups.`] : [];
  const remarks = [...remark, ...leftOut(missing), ...cut];
  return { title: `Does ${of} influence ${on}?`, sentence, remarks, head: [of, "Rows", `Mean ${on}`, "Median"], rows };
}

function ofCrosstab({ of, on, remark }: Understood, { sentence, rows, columns, rowShares, missing }: Crosstab): Answer {
  const across = rows.slice(0, mostAcross);
  const share = (i: number, j: number): string => sayShare(rowShares.data[i * rowShares.cols + j]);
  const shown = columns.slice(0, mostGroups).map((name, j) => [name, ...across.map((_, i) => share(i, j))]);
  const isCut = across.length < rows.length || shown.length < columns.length;
  const words = `The table has the shares of ${on} within each ${of}${isCut ? ", of the first of them" : ""}.`;
  const remarks = [...remark, ...leftOut(missing), words];
  return { title: `Do ${of} and ${on} go together?`, sentence, remarks, head: [on, ...across], rows: shown };
}

function ofCorrelation({ of, on, remark }: Understood, table: Table): Answer {
  const r = correlate(table, { method: "spearman", columns: { [of]: "number", [on]: "number" } }).matrix.data[1];
  const size = Math.abs(r);
  const strength = size < 0.1 ? "hardly" : size < 0.3 ? "weakly" : size < 0.5 ? "moderately" : "strongly";
  const direction = size < 0.1 ? "" : r > 0 ? `: the more ${of}, the more ${on}` : `: the more ${of}, the less ${on}`;
  const words = `\`${of}\` and \`${on}\` ${strength} go together${direction} (Spearman's correlation ${r.toFixed(2)}).`;
  const sentence = Number.isNaN(r) ? "One of the two is the same in all rows." : words;
  return { title: `Do ${of} and ${on} go together?`, sentence, remarks: [...remark], head: [], rows: [] };
}
