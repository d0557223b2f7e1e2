import { advise, type RuleWords } from "../core/advice.ts";
import { endOfLine, type Fault } from "./fields.ts";

/** Where a fault stands, and what is known of the table there. */
export interface FaultPlace {
  readonly text: string;
  /** Where the table begins in it, as far as it is still there. */
  readonly from: number;
  /** Where the record at fault begins. */
  readonly start: number;
  readonly delimiter: string;
  /** Fields of the table. */
  readonly width: number;
  readonly rows: number;
  /** The texts of the first column above the fault; none where they are numbers. */
  readonly above: readonly (string | null)[];
  /** The names of the columns; none while the header is read. */
  readonly names: readonly string[];
  /** Lines that may stand above the header. */
  readonly maybeAbove: number;
  readonly hasEscape: boolean;
}

const marks = ["//", "--", "#", "!", "%", ";", "*", "=", "~", ">"]; // how lines begin that are comments
const others = [";", "\t", "|", ":", "^", "~", "\u0001", " "];
const mostLines = 10;
const mostText = 10000; // characters

/** What can be done about a record at fault: the option that reads it, if it is what it looks like; else what to do to the line. */
export function nextStep({ code, at, found = 0 }: Fault, place: FaultPlace): RuleWords {
  const { text, start, delimiter, width, rows, maybeAbove } = place;
  const end = endOfLine(text, at);
  const record = text.slice(start, Math.max(end, at) + 1);
  if (!place.hasEscape && ['"', delimiter, "\n", "\r"].some((c) => record.includes(`\\${c}`)))
    return ["; if a backslash stands before quotes or delimiters inside fields, say ", advise({ advice: "escape", value: "\\" })];
  if (code !== "ragged-rows") return ["; write a quote inside of a field in quotes twice"];
  const mark = markOf(record, place);
  if (mark !== undefined) return ["; if lines that begin like this are not rows, say ", advise({ advice: "comment", value: mark })];
  const lines = width > 1 || rows > 0 ? [] : text.slice(place.from, place.from + mostText).split(/[\r\n]+/).slice(0, mostLines);
  const other = otherDelimiter(lines.filter((line) => line.trim() !== ""), delimiter);
  if (other === "blanks") return ["; if blanks stand between the columns, put one character there, such as a tab"];
  if (other !== undefined) return ["; if another character stands between the columns, say ", advise({ advice: "delimiter", value: other })];
  if (rows <= maybeAbove && maybeAbove > 0) return ["; if the header is further down, say ", advise({ advice: "skip", lines: maybeAbove })];
  if (width === 1) {
    const unused = others.find((c) => c !== delimiter && !record.includes(c)) ?? "\t";
    return ["; put fields that hold the delimiter in quotes, or if there is one column, say ", advise({ advice: "delimiter", value: unused })];
  }
  if (found > width) return ["; put fields that hold the delimiter in quotes"];
  return ["; complete the line if it is cut short, take it out if it is a note, or put fields that hold a line end in quotes"];
}

/** How a line that may be a comment begins, if neither the header nor a row above begins so. */
function markOf(line: string, { above, delimiter, names }: FaultPlace): string | undefined {
  const mark = marks.find((own) => line.startsWith(own));
  if (mark === undefined || mark === delimiter || /^[\s\d.,]*$/.test(line.slice(mark.length)) || names[0].startsWith(mark)) return undefined;
  return above.some((cell) => cell?.startsWith(mark) === true) ? undefined : mark;
}

/** The character that splits lines alike; `"blanks"` where several blanks do. */
function otherDelimiter(lines: readonly string[], delimiter: string): string | undefined {
  if (lines.length < 2) return undefined;
  const isAlike = (fieldsOf: (line: string) => readonly string[]): boolean => {
    const [first, ...rest] = lines.map((line) => fieldsOf(line).length);
    return first > 1 && rest.every((fields) => fields === first);
  };
  const found = others.find((other) => other !== delimiter && isAlike((line) => line.split(other)));
  return found ?? (isAlike((line) => line.trim().split(/[ \t]+/)) ? "blanks" : undefined);
}
