import { createRandom } from "../../src/core/random.ts";

/** What draws the cells of one row of a made-up export. */
export interface Draw {
  readonly row: number;
  /** The group that the row is planted in, from 0. */
  readonly type: number;
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number;
  readonly one: (texts: readonly string[]) => string;
  /** A person who is not: a first and a last name. */
  readonly person: readonly [first: string, last: string];
}

/** An export in the shape of a tool. */
export interface ToolExport {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly rows: number;
  /** The group of each row. */
  readonly planted: readonly number[];
}

/** How an export is made. `cells` draw a row; a column whose name ends in blanks has the name of another. */
export interface Recipe extends Omit<ToolExport, "file" | "planted"> {
  readonly groups: number;
  readonly delimiter?: string;
  readonly quotes?: "all" | "needed";
  readonly lineEnd?: string;
  readonly cells: Readonly<Record<string, (draw: Draw) => string>>;
  /** The text around the lines of the table, which the default leaves as they are; `lines` begins with the header. */
  readonly around?: (lines: readonly string[], line: (cells: readonly string[]) => string, rows: readonly (readonly string[])[]) => string[];
  readonly encode?: (text: string) => string | Uint8Array;
}

const firsts = "Ada Bo Cleo Dina Emil Fay Gus Hana Ivo Jude Kira Leo Mona Nils Olga Pia Quin Rosa Sven Tess Uma Vito Wren Zoe".split(" ");
const syllables = "bar cor del fen gal hol lin mar nor per quin ros sal tor ven wil".split(" ");

/** The export of a recipe: the same for each call. */
export function made(recipe: Recipe): ToolExport {
  const { name, rows, groups, cells, delimiter = ",", quotes = "needed", lineEnd = "\n", encode = (text) => text } = recipe;
  const random = createRandom(17, rows, groups);
  const below = (n: number): number => Math.floor(n * random());
  const one = (texts: readonly string[]): string => texts[below(texts.length)];
  const planted: number[] = [];
  const table = Array.from({ length: rows }, (_, row) => {
    const type = below(groups);
    planted.push(type);
    const last = one(syllables) + one(syllables);
    const draw: Draw = { row, type, below, one, person: [one(firsts), last[0].toUpperCase() + last.slice(1)] };
    return Object.values(cells).map((cell) => cell(draw));
  });
  const written = (cell: string): string => (quotes === "all" || cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const line = (some: readonly string[]): string => some.map(written).join(delimiter);
  const lines = [line(Object.keys(cells).map((column) => column.trimEnd())), ...table.map(line)];
  const text = (recipe.around?.(lines, line, table) ?? lines).join(lineEnd) + lineEnd;
  return { name, file: encode(text), rows, planted };
}

export const two = (x: number): string => String(x).padStart(2, "0");
/** A whole number in groups of three digits. */
export const grouped = (x: number, separator: string): string => String(x).replace(/\B(?=(\d{3})+$)/g, separator);
/** An amount of cents, written with the marks given. */
export const money = (cents: number, decimal = ".", thousands = ""): string => {
  const whole = grouped(Math.floor(Math.abs(cents) / 100), thousands);
  return `${cents < 0 ? "-" : ""}${whole}${decimal}${two(Math.abs(cents) % 100)}`;
};
export const mailOf = ([first, last]: Draw["person"], row: number): string => `${first}.${last}${row}@example.com`.toLowerCase();
export const phone = ({ below }: Draw): string => `+1555${1000000 + below(8999999)}`;
export const street = ({ below, one }: Draw): string => `${1 + below(190)} ${one(["Elm", "Oak", "Mill", "Park", "Lake", "Hill"])} ${one(["Street", "Road", "Lane"])}`;
export const firm = ({ below }: Draw): string => `Firm ${below(300)} ${["Ltd", "Inc.", "GmbH"][below(3)]}`;
export const time = ({ below }: Draw): string => `${two(below(24))}:${two(below(60))}:${two(below(60))}`;
/** A day of a month of 2024. */
export const day = (month: number, { below }: Pick<Draw, "below">): readonly [string, string, string] => ["2024", two(month), two(1 + below(28))];
export const iso = (month: number, draw: Draw): string => day(month, draw).join("-");
/** A day that depends on the group: each has months of its own. */
export const often = (draw: Draw, choices: readonly string[]): string => (draw.below(8) === 0 ? draw.one(choices) : choices[draw.type % choices.length]);
export const hex = (length: number, { below }: Pick<Draw, "below">): string => Array.from({ length }, () => below(16).toString(16)).join("");
export const letters = (length: number, { below }: Pick<Draw, "below">): string => Array.from({ length }, () => "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[below(32)]).join("");
/** A quantity whose middle depends on the group, a fifth around it. */
export const around = ({ type, below }: Draw, middles: readonly number[]): number => Math.round(middles[type] * (0.8 + below(401) / 1000));
