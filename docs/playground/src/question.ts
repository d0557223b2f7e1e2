// Finds in a question the two columns that it is about. No model of language: names of columns are looked for, word by word.

/** A column that can be asked about. */
export interface AskedColumn {
  readonly name: string;
  readonly type: "number" | "category";
}

/** A question of two columns: whether a category influences a number, or whether two columns go together. */
export interface Understood {
  readonly of: string;
  readonly on: string;
  readonly kind: "influence" | "crosstab" | "correlation";
  /** What was taken otherwise than it was asked. */
  readonly remark: readonly string[];
}

/** The segment of each row, as a column. */
export const segmentColumn = "segment";

/** What a question asks, or why it could not be understood. */
export interface ReadQuestion {
  readonly understood?: Understood;
  readonly problem: string;
}

/** Reads a question by the names of the columns in it. */
export function readQuestion(question: string, columns: readonly AskedColumn[]): ReadQuestion {
  const words = wordsOf(question);
  const named = columnsIn(words, columns);
  if (named.length < 2) return { problem: sayProblem(named, columns) };
  const [first, second] = named;
  const isMore = named.length > 2;
  const remark = isMore ? [`Only ${first.column.name} and ${second.column.name} were looked at: a question is about two columns.`] : [];
  const isTurned = turns.some((turn) => ` ${words.slice(first.end, second.start).join(" ")} `.includes(` ${turn} `));
  const [cause, effect] = isTurned ? [second.column, first.column] : [first.column, second.column];
  return { understood: understand(cause, effect, remark), problem: "" };
}

/** Words after which the cause follows its effect: "does spend depend on channel", "spend by channel". */
const turns = [
  "depend", "depends", "depending", "by", "per", "across", "because", "explained", "driven", "influenced", "in each", "for each",
  "differ between",
];

function understand(cause: AskedColumn, effect: AskedColumn, remark: readonly string[]): Understood {
  const [of, on] = [cause.name, effect.name];
  if (cause.type === "category") return { of, on, kind: effect.type === "number" ? "influence" : "crosstab", remark };
  if (effect.type === "number") return { of, on, kind: "correlation", remark };
  return { of: on, on: of, kind: "influence", remark }; // a test of whether the two have to do with each other holds either way
}

/** Where a column is named. */
interface Named {
  readonly column: AskedColumn;
  readonly start: number;
  readonly end: number;
}

/** The columns that the words name, in their order: whole names first, longer before shorter; then a word that only one name has. */
function columnsIn(words: readonly string[], columns: readonly AskedColumn[]): Named[] {
  const names = columns.map((column) => ({ column, parts: wordsOf(column.name) })).filter(({ parts }) => parts.length > 0);
  const found: Named[] = [];
  const isFree = (start: number, end: number): boolean => found.every((one) => end <= one.start || start >= one.end);
  const take = (column: AskedColumn, parts: readonly string[]): void => {
    if (found.some((one) => one.column === column)) return;
    for (let start = 0; start + parts.length <= words.length; start++) {
      const end = start + parts.length;
      if (!parts.every((part, i) => isWord(words[start + i], part)) || !isFree(start, end)) continue;
      found.push({ column, start, end });
      return;
    }
  };
  for (const { column, parts } of [...names].sort((a, b) => b.parts.length - a.parts.length)) take(column, parts);
  for (const { column, parts } of names) {
    for (const part of parts) {
      const isOwn = part.length > 2 && names.filter((one) => one.parts.includes(part)).length === 1;
      if (isOwn && parts.length > 1) take(column, [part]);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a word of the question is one of a name, in the plural too. */
function isWord(word: string, part: string): boolean {
  return word === part || word === `${part}s` || `${word}s` === part || word === `${part}es`;
}

/** The words of a text in small letters; those of a name stand apart at `_`, `-` and capitals, too. */
function wordsOf(text: string): string[] {
  return (text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) as string[];
}

function sayProblem(named: readonly Named[], columns: readonly AskedColumn[]): string {
  const names = columns.slice(0, 12).map(({ name }) => name).join(", ");
  const found = named.length === 0 ? "The question names no column" : `The question names one column only, ${named[0].column.name}`;
  return `${found}. Ask about two of: ${names}${columns.length > 12 ? ", …" : ""}.`;
}
