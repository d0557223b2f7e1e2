import { checkOneOf } from "../core/check.ts";
import { formatNumber, lengthOf, markdownTable, shorten, unlike } from "../core/text.ts";
import { csvText } from "../csv/write-csv.ts";
import { checkSegments } from "./check-result.ts";
import type { Choice, Segmentation } from "./types.ts";

/** How {@link formatSegments} prints. */
export type SegmentFormat = "text" | "markdown" | "csv";

/**
 * The summary table: the mean of every feature in every segment (a category's is its share), the number of rows (N Obs) and
 * the share of all (Prop Obs).
 *
 * `"text"` fits a terminal of 80 columns, one column a segment; `"markdown"` and `"csv"` have one row a segment, and CSV
 * holds the figures in full. In CSV a name that a spreadsheet would take for a formula has an apostrophe before it.
 *
 * @group Segment
 * @example
 * ```ts
 * import { clusterSegments, formatSegments } from "audience-segmentation";
 *
 * const result = clusterSegments({ age: [22, 24, 23, 61, 64], spend: [10, 12, 11, 80, 70] }, { k: 2 });
 * console.log(formatSegments(result, "text"));
 * // 1  Young
 * // 2  Older
 * //
 * //               1      2
 * // age          23   62.5
 * // spend        11     75
 * // N Obs         3      2
 * // Prop Obs  0.600  0.400
 * ```
 */
export function formatSegments(result: Segmentation, format: SegmentFormat): string {
  const where = "formatSegments";
  checkOneOf(where, "format", format, ["text", "markdown", "csv"]);
  checkSegments(where, result);
  if (format === "text") return segmentsText(result, ["N Obs", "Prop Obs"]);
  const head = [unlike("Segment", result.features), ...headsOf(result, ["N Obs", "Prop Obs"])];
  const print = format === "csv" ? String : formatNumber;
  const rows = columnsOf(result, print).map((cells, s) => [result.segments[s].name, ...cells]);
  return format === "csv" ? csvText([head, ...rows]) : markdownTable(head, rows);
}

/** The table as text, with the lines of the rows and their share under these heads. */
export function segmentsText(result: Pick<Segmentation, "features" | "segments">, heads: readonly [rows: string, share: string]): string {
  return textTable(headsOf(result, heads), result.segments.map(({ name }) => name), columnsOf(result, formatShort));
}

/** What is said of every segment: each feature, the rows, the share. */
function headsOf({ features }: Pick<Segmentation, "features">, last: readonly [rows: string, share: string]): string[] {
  return [...features, ...last.map((head) => unlike(head, features))];
}

/** The cells of every segment: its means, rows and share. */
function columnsOf({ segments, features }: Pick<Segmentation, "features" | "segments">, print: (x: number) => string): string[][] {
  return segments.map(({ means, size, share }) => [
    ...features.map((feature) => print(means[feature])),
    String(size),
    print === String ? String(share) : share.toFixed(3),
  ]);
}

/** At most six characters for numbers below a million, as narrow columns need. */
function formatShort(x: number): string {
  const size = Math.abs(x);
  return size >= 100 && size < 1e6 ? formatNumber(Math.round(size >= 1000 ? x : x * 10) / (size >= 1000 ? 1 : 10)) : formatNumber(x);
}

const width = 80;
const widestHead = 26;
const gap = 2;

/**
 * A table for a terminal: one line a row, one numbered column a name, folded into blocks that fit 80 columns. The names stand
 * above, since they are longer than their columns.
 */
export function textTable(heads: readonly string[], names: readonly string[], columns: readonly (readonly string[])[]): string {
  const shown = heads.map((head) => shorten(head, widestHead));
  const numberWidth = String(names.length).length;
  const headWidth = widestOf(shown);
  const cellWidth = Math.max(widestOf(columns.flat()), numberWidth) + gap;
  const fitting = Math.max(1, Math.floor((width - headWidth) / cellWidth));
  const lines = names.map((name, s) => `${String(s + 1).padStart(numberWidth)}  ${shorten(name, width - numberWidth - 2)}`);
  for (let from = 0; from < names.length; from += fitting) {
    const block = columns.slice(from, from + fitting);
    lines.push("", " ".repeat(headWidth) + block.map((_, at) => String(from + at + 1).padStart(cellWidth)).join(""));
    shown.forEach((head, row) => lines.push(pad(head, headWidth) + block.map((cells) => cells[row].padStart(cellWidth)).join("")));
  }
  return lines.join("\n");
}

/** The length of the longest; there may be more texts than a call takes arguments. */
function widestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, lengthOf(text)), 0);
}

function pad(text: string, to: number): string {
  return text + " ".repeat(Math.max(0, to - lengthOf(text)));
}

const structures = {
  clear: "There are real groups here: clearer than chance would make.",
  weak: "The groups are weak and overlap. Use the segments as a practical split, not as distinct types of customer.",
  gradient: "The segments cut a gradient into pieces: the columns go together, but the rows do not fall into separate groups. The borders between segments are arbitrary.",
  none: "There are no real groups beyond single columns. The borders between segments are arbitrary.",
} as const;

const leastAssociated = 3; // as for what is separated

/** What the search for structure found, in words. */
export function sayStructure({ structure = "none", evidence }: Pick<Choice, "structure" | "evidence">): string {
  const isGradient = structure === "none" && evidence !== undefined && evidence.associated > leastAssociated;
  return structures[isGradient ? "gradient" : structure];
}
