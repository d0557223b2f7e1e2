import type { WriteStream } from "node:tty";
import type { OnProgress, Progress } from "../core/progress.ts";
import { listOf, sayNumber } from "../core/text.ts";
import { asFileError } from "./files.ts";

/** Writes to standard output. Where nobody reads on, as after `| head`, that is the end of it, and no error. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown): void => {
      const isClosed = (error as { readonly code?: unknown } | null | undefined)?.code === "EPIPE";
      if (error === undefined || error === null || isClosed) resolve();
      else reject(asFileError(error, "standard output", "write"));
    };
    process.stdout.on("error", done);
    process.stdout.write(text, done);
  });
}

/** Writes to standard error, as far as anybody reads it. */
export function complain(text: string): void {
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => {});
  process.stderr.write(text);
}

/** The day on which the command runs, where it runs: "2025-11-27". It stands on reports and decides nothing. */
export function today(now: { getFullYear(): number; getMonth(): number; getDate(): number } = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * A line of progress on standard error where that is a terminal. The clock decides nothing but when to write; some terminals
 * say that they are 0 wide.
 */
export function progressLine(stream: Partial<WriteStream> = process.stderr): ProgressLine {
  const terminal = { write: complain, now: () => performance.now(), columns: stream.columns || 80 };
  const line = createProgressLine(terminal);
  return stream.isTTY === true ? line : { ...line, onProgress: () => {} };
}

/** A terminal, as far as a line of progress needs it. */
interface Terminal {
  readonly write: (text: string) => void;
  /** Milliseconds since some time. */
  readonly now: () => number;
  /** Characters a line. */
  readonly columns: number;
}

/** A line that says how far the work is. */
export interface ProgressLine {
  readonly onProgress: OnProgress;
  /** Takes the line away. */
  readonly clear: () => void;
  /** Takes it away, and says which files were written, from how many rows. */
  readonly wrote: (paths: readonly string[], rows: number) => void;
}

const stages: Readonly<Record<string, string>> = {
  read: "Reading",
  profile: "Reading columns",
  cells: "Summing up rows",
  labels: "Writing labels",
  encode: "Encoding",
  structure: "Looking for structure",
  linkage: "Growing the tree",
  elbow: "Trying numbers of segments",
  silhouettes: "Comparing segments",
  mixture: "Fitting mixtures",
  segments: "Describing segments",
  nesting: "Splitting segments",
  resamples: "Checking stability",
  "k-means": "Segmenting",
};

const barWidth = 20;
const firstAfter = 150, pause = 60; // milliseconds: what is done at once shows nothing, and no eye reads faster

/** A line of progress that is rewritten in place. */
export function createProgressLine({ write, now, columns }: Terminal): ProgressLine {
  const begin = now();
  let stage = "", stageBegin = begin, last = -Infinity, shown = 0;
  const show = (text: string): void => {
    write(`\r${text.padEnd(shown)}`);
    shown = text.length;
  };
  const clear = (): void => {
    if (shown > 0) write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    onProgress: (progress) => {
      const time = now();
      if (progress.stage !== stage) [stage, stageBegin, last] = [progress.stage, time, -Infinity];
      if (time - begin < firstAfter || time - last < pause) return;
      last = time;
      show(progressText(progress, (time - stageBegin) / 1000).slice(0, columns - 1));
    },
    clear,
    wrote: (paths, rows) => {
      clear();
      if (paths.length > 0) write(`${wroteText(paths, rows, (now() - begin) / 1000)}\n`);
    },
  };
}

/** The stage, a bar, the share done and the time left of the stage, as far as they are known. */
export function progressText({ stage, done, total }: Progress, seconds: number): string {
  const name = (stages[stage] ?? stage).padEnd(26);
  if (!(total > 0)) return `${name} ${(done / 1e6).toFixed(1)} MB`;
  const share = Math.min(1, done / total);
  if (share === 0) return `${name.trimEnd()} ...`; // of what has only begun nothing is known
  const full = Math.floor(barWidth * share);
  const left = share > 0 && share < 1 && seconds >= 1 ? `, ${timeText((seconds * (1 - share)) / share)} left` : "";
  return `${name} [${"#".repeat(full)}${".".repeat(barWidth - full)}] ${String(Math.floor(100 * share)).padStart(3)} %${left}`;
}

/** What was written, from how many rows, in how many seconds. */
function wroteText(paths: readonly string[], rows: number, seconds: number): string {
  const time = seconds < 10 ? `${seconds.toFixed(1)} s` : timeText(seconds);
  return printableLine(`Wrote ${listOf(paths)} (${sayNumber(rows)} ${rows === 1 ? "row" : "rows"}, ${time}).`);
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 100 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}

const width = 80;

// what moves the cursor or turns the direction of writing: controls but for the tab and the line end, and what overrides it
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A table for standard output, which may be a terminal: its cells, but for what would do something to that. */
export function printableTable(csv: string): string {
  return csv.replace(harmful, "\ufffd");
}

/** Text that does nothing to a terminal: control characters but the line end are shown as what they are, unreadable. */
export function printable(text: string): string {
  return printableTable(text).replace(/\t/g, "\ufffd");
}

/** A value as JSON that does nothing to a terminal, and says the same: JSON can escape any character. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(harmful, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${text}\n`;
}

/** One line of such text. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\s\u0085\u2028\u2029]+/g, " ").trim());
}

/** Words in lines of at most 80 characters; further lines begin with the indent. A sign of per cent stays with its number. */
export function wrap(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of printableLine(text).split(/ (?!%)/)) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** A heading with a rule below it, and the lines of its section. */
export function section(heading: string, lines: readonly string[]): string {
  return ["", heading, "-".repeat(heading.length), ...lines].join("\n");
}
