import type { Answer, ChosenTypes, Fault, FileName, OpenedTable, Picture, PictureName, ProgressNews, ShownSegments } from "../protocol.ts";

/** All that the page shows is a function of this. */
export interface State {
  readonly settings: Settings;
  /** The file that was opened last. */
  readonly name?: string;
  /** The table; absent before the first one. */
  readonly table?: OpenedTable;
  /** What the page waits for, and can be cancelled. */
  readonly busy?: { readonly words: string; readonly share: number };
  /** What was wrong with the last thing that was asked for. */
  readonly fault?: Fault;
  /** What was wrong with a column's new type. */
  readonly columnFault?: Fault;
  readonly shown?: ShownSegments;
  /** The columns were changed since the segments were made. */
  readonly isStale: boolean;
  /** k-means is at work on the k that the slider asks for. */
  readonly isRefining: boolean;
  /** The k that the slider stands at. */
  readonly k: number;
  readonly pictures: Readonly<Partial<Record<PictureName, Picture>>>;
  /** The segment that is pointed at, and the one that stays lit. */
  readonly pointed?: number;
  readonly pinned?: number;
  readonly answers: readonly Answer[];
  readonly saving?: FileName;
  /** What a screen reader is told. */
  readonly said: string;
}

/** What a link holds: no cell of a table, ever. */
export interface Settings {
  /** Whether the table is the one that comes with the page. */
  readonly isExample: boolean;
  /** The k that was asked for; absent: as the library chooses. */
  readonly k?: number;
  /** The columns that were changed. */
  readonly types: ChosenTypes;
}

export const initial: State = {
  settings: { isExample: false, types: {} },
  isStale: false,
  isRefining: false,
  k: 2,
  pictures: {},
  answers: [],
  said: "",
};

/** A change of the state; `undefined` takes a part away. */
export type Change = { readonly [Key in keyof State]?: State[Key] | undefined };

export interface Store {
  readonly get: () => State;
  readonly set: (change: Change) => void;
}

/** Keeps the state, and has it shown once after all changes of a moment. */
export function createStore(state: State, show: (state: State) => void): Store {
  let now = state;
  let isDue = false;
  return {
    get: () => now,
    set: (change) => {
      const next = { ...now, ...change } as Record<string, unknown>;
      for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
      now = next as unknown as State;
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        show(now);
      });
    },
  };
}

const stages: Readonly<Record<string, string>> = {
  file: "Reading the file",
  read: "Reading the columns",
  encode: "Putting the columns on one scale",
  structure: "Looking whether there are groups at all",
  linkage: "Growing the tree of similar customers",
  elbow: "Trying each number of segments",
  silhouettes: "Measuring how far apart the segments are",
  mixture: "Choosing the number of segments",
  "k-means": "Refining the segments",
  segments: "Naming the segments",
};

/** What the page waits for, in words. */
export function sayProgress({ stage, share }: ProgressNews): { words: string; share: number } {
  return { words: stages[stage] ?? "Working", share };
}
