import type { OnProgress, Progress } from "../core/progress.ts";

/** A terminal, as far as a line of progress needs it. */
export interface Terminal {
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
}

const stages: Readonly<Record<string, string>> = {
  read: "Reading",
  encode: "Encoding",
  structure: "Looking for structure",
  linkage: "Growing the tree",
  elbow: "Trying numbers of segments",
  "k-means": "Segmenting",
};

const barWidth = 20;
const [firstAfter, pause] = [150, 60]; // milliseconds: what is done at once shows nothing, and no eye reads faster

/** A line of progress that is rewritten in place. */
export function createProgressLine({ write, now, columns }: Terminal): ProgressLine {
  const begin = now();
  let [stage, stageBegin, last, shown] = ["", begin, -Infinity, 0];
  const show = (text: string): void => {
    write(`\r${text.padEnd(shown)}`);
    shown = text.length;
  };
  return {
    onProgress: (progress) => {
      const time = now();
      if (progress.stage !== stage) [stage, stageBegin, last] = [progress.stage, time, -Infinity];
      if (time - begin < firstAfter || time - last < pause) return;
      last = time;
      show(progressText(progress, (time - stageBegin) / 1000).slice(0, columns - 1));
    },
    clear: () => {
      if (shown > 0) write(`\r${" ".repeat(shown)}\r`);
      shown = 0;
    },
  };
}

/** A line that shows nothing. */
export const noProgress: ProgressLine = { onProgress: () => {}, clear: () => {} };

/** The stage, a bar, the share done and the time left of the stage, as far as they are known. */
export function progressText({ stage, done, total }: Progress, seconds: number): string {
  const name = (stages[stage] ?? stage).padEnd(26);
  if (!(total > 0)) return `${name} ${(done / 1e6).toFixed(1)} MB`;
  const share = Math.min(1, done / total);
  const full = Math.floor(barWidth * share);
  const left = share > 0 && share < 1 && seconds >= 1 ? `, ${timeText((seconds * (1 - share)) / share)} left` : "";
  return `${name} [${"#".repeat(full)}${".".repeat(barWidth - full)}] ${String(Math.floor(100 * share)).padStart(3)} %${left}`;
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 100 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
