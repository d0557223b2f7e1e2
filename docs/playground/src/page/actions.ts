import type { ColumnType } from "audience-segmentation";
import type { DatabaseDialect } from "audience-segmentation/sql";
import { sayNumber } from "../../../../src/core/text.ts";
import type { ChosenTypes, ColumnSpecs, FileName, FileReading, PictureName, ReadColumn, Way } from "../protocol.ts";
import { fromFragment, toFragment } from "./address.ts";
import type { Client } from "./client.ts";
import { createDrawing } from "./drawing.ts";
import { keepFile } from "./keep-file.ts";
import { createSlider } from "./slider.ts";
import type { Settings, Store } from "./state.ts";
import { createWaiting, faultIn } from "./waiting.ts";

/** What a person can do on the page. */
export interface Actions {
  openFile(file: Blob, name: string): void;
  openExample(settings?: Settings): void;
  /** Takes a way out of a fault. */
  mend(way: Way): void;
  cancel(): void;
  setColumn(column: ReadColumn, isUsed: boolean, type: ColumnType): void;
  run(): void;
  moveK(k: number): void;
  point(segment: number | undefined): void;
  pin(segment: number): void;
  ask(question: string): void;
  /** Keeps a file; `dialect` is the database of the SQL. */
  save(file: FileName, dialect: DatabaseDialect): void;
  /** Draws the pictures anew, for another width. */
  redraw(): void;
  /** Takes the settings from the page's address. */
  followLink(): void;
}

/** A table, and what is known of its columns. */
export interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly known: ColumnSpecs;
}

/** The actions; `widthOf` says for how many pixels a picture is laid out. */
export function createActions(store: Store, client: Client, example: Source, widthOf: (picture: PictureName) => number): Actions {
  const { get, set } = store;
  const { wait, cancel } = createWaiting(store, client);
  const drawing = createDrawing(store, client, widthOf);
  const slider = createSlider(store, client, (k) => {
    settle({ ...get().settings, k });
    return drawing.drawAll();
  });
  let opened: { readonly source: Source; readonly reading: FileReading } | undefined;

  const settle = (settings: Settings): void => {
    set({ settings });
    history.replaceState(undefined, "", `#${toFragment(settings)}`);
  };

  const open = async (source: Source, reading: FileReading = {}): Promise<void> => {
    opened = { source, reading };
    slider.stop();
    drawing.drop();
    const none = { table: undefined, shown: undefined, answers: [], columnFault: undefined };
    set({ ...none, name: source.name, isStale: false, pinned: undefined, pointed: undefined });
    const table = await wait("open", { ...source, types: get().settings.types, reading }, `Reading ${source.name}`);
    if (table === undefined) return;
    set({ table, said: `${source.name}: ${sayNumber(table.rows)} rows, ${table.columns.length} columns.` });
    await run();
  };

  const run = async (): Promise<void> => {
    slider.stop();
    const shown = await wait("run", {}, "Looking for segments");
    if (shown === undefined) return;
    set({ shown, k: shown.k, isStale: false, pinned: undefined, pointed: undefined, answers: [], said: `${shown.k} segments found.` });
    const { k } = get().settings;
    if (k === undefined || k === shown.k) await drawing.drawAll();
    else slider.moveTo(k);
  };

  const openWith = (source: Source, settings: Settings): void => {
    settle(settings);
    void open(source);
  };

  return {
    openFile: (file, name) => openWith({ file, name, known: {} }, { types: {}, isExample: false }),
    openExample: (settings = { types: {}, isExample: true }) => openWith(example, settings),
    mend: (way) => {
      if (opened === undefined) return;
      const { source, reading } = opened;
      if ("reading" in way) return void open(source, { ...reading, ...way.reading });
      settle({ ...get().settings, types: { ...get().settings.types, [way.column]: way.type } });
      void open(source, reading);
    },
    cancel,
    setColumn: (column, isUsed, type) => {
      cancel();
      slider.stop();
      void readAgain(store, client, settle, withColumn(get().settings.types, column, isUsed ? type : "ignore"));
    },
    run: () => void run(),
    moveK: slider.moveTo,
    point: (pointed) => set({ pointed }),
    pin: (segment) => set({ pinned: get().pinned === segment ? undefined : segment }),
    ask: (question) => void ask(store, client, question),
    save: (file, dialect) => void save(store, client, file, dialect),
    redraw: () => void (get().shown !== undefined && drawing.drawAll()),
    followLink: () => {
      const settings = fromFragment(location.hash);
      if (settings.isExample) openWith(example, settings);
      else if (opened !== undefined) openWith(opened.source, settings);
      else set({ settings });
    },
  };
}

/** The types that were chosen, with another one: it is none of them where the library would take the column so by itself. */
function withColumn(types: ChosenTypes, { column, inferred = "ignore" }: ReadColumn, type: ColumnType): ChosenTypes {
  const { [column]: _, ...others } = types;
  return type === inferred ? others : { ...others, [column]: type };
}

/** Reads the columns with other types. What cannot be read so is said, and taken back. */
async function readAgain(
  { get, set }: Store,
  client: Client,
  settle: (settings: Settings) => void,
  types: ChosenTypes,
): Promise<void> {
  try {
    const table = await client.call("read", { types }).done;
    settle({ ...get().settings, types });
    set({ table, columnFault: undefined, isStale: get().shown !== undefined });
  } catch (error) {
    const { table } = get();
    set({ table: table && { ...table }, columnFault: faultIn(error) }); // another object: the chips are shown again as they were
  }
}

const mostAnswers = 6;

async function ask({ get, set }: Store, client: Client, question: string): Promise<void> {
  try {
    const answer = await client.call("ask", { question }).done;
    set({ answers: [answer, ...get().answers].slice(0, mostAnswers), fault: undefined, said: `${answer.title} ${answer.sentence}` });
  } catch (error) {
    set({ fault: faultIn(error) });
  }
}

async function save({ set }: Store, client: Client, file: FileName, dialect: DatabaseDialect): Promise<void> {
  set({ saving: file });
  try {
    const saved = await client.call("save", { file, dialect }).done;
    keepFile(saved);
    set({ said: `${saved.name} is ready.` });
  } catch (error) {
    set({ fault: faultIn(error) });
  }
  set({ saving: undefined });
}
