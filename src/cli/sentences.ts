import { type Advice, asOption, InputError, sayFault } from "../core/input-error.ts";
import { FileError } from "./files.ts";
import { printableLine } from "./terminal.ts";

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.:-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

/** Advice in the flags of the command. */
export function inFlags(advice: Advice): string {
  switch (advice.advice) {
    case "category":
      return `--categorical ${quoted(advice.column)}`;
    case "list-category":
      return "name it by --categorical";
    case "date-order":
      return `--date ${quoted(advice.column)}=${advice.value}`;
    case "transform":
      return `--transform ${quoted(advice.column)}=${advice.value}`;
    case "winsorise":
      return `--winsorise ${quoted(advice.column)}=${advice.value.join("..")}`;
    case "scaling":
    case "decimal":
    case "encoding":
      return `--${advice.advice} ${advice.value}`;
    case "missing-words":
      return "name the words by --missing-word";
    case "words-to-missing":
      return "are named by --missing-word";
    case "policy":
      return `the model was made with --missing, such as --missing ${quoted(advice.column)}=median`;
    case "rows":
      return "there must be a row below the header";
    case "option":
      return flags.includes(advice.name) ? `--${advice.name}` : asOption(advice);
  }
}

const flags = ["decimal", "delimiter", "encoding"]; // the options of the library that are the command's by the same name

const text = String.raw`("(?:[^"\\]|\\.)*")`; // as JSON writes it
const spoken: readonly (readonly [RegExp, (name: string, order: string) => string])[] = [
  [RegExp(String.raw`\`columns: \{ ${text}: "category" \}\``, "g"), (name) => `--categorical ${nameIn(name)}`],
  [/`dateOrder: "(\w+)"`/g, (order) => `--date COLUMN=${order}`],
  [/go to `missing`/g, () => "are named by --missing-word"],
  [/`decimal: "(.)"` to what read them/g, (mark) => `--decimal ${mark}`],
  [/add the words to `missing`/g, () => "name the words by --missing-word"],
  [/`encoding: "([\w-]+)"`/g, (name) => `--encoding ${name}`],
  [/list it with type: "category"/g, () => "name it by --categorical"],
  [/\bscaling: "feature"/g, () => "--scaling feature"],
  [/\btransform: "(\w+)"/g, (name) => `--transform COLUMN=${name}`],
  [/\bwinsorise: \[([\d.]+), ([\d.]+)\]/g, (low, high) => `--winsorise COLUMN=${low}..${high}`],
  [
    /unless the feature has a `missing` policy, such as .+?(?=\. Got)/g,
    () => "unless the model was made with --missing, such as --missing COLUMN=median",
  ],
  [/`table` must have at least 1 row/g, () => "there must be a row below the header"],
  [/(?<!column )`(decimal|encoding)` must\b/g, (name) => `--${name} must`],
  [/must not be the `delimiter`/g, () => "must not be the --delimiter"],
];

function nameIn(json: string): string {
  try {
    return quoted(String(JSON.parse(json)));
  } catch {
    return json; // it was cut, or holds what JSON does not
  }
}

/** A sentence of the library, with the options that it names as the command has them. */
export function inOptions(sentence: string): string {
  const said = spoken.reduce((so, [as, say]) => so.replace(as, (_, name: string, order: string) => say(name, order)), sentence);
  const column = /`([^`]+)`/.exec(sentence)?.[1]; // the one the sentence is about
  return column === undefined ? said : said.replace(/COLUMN=/g, () => `${quoted(column)}=`);
}

/** What is said of an error that the caller can mend, on one line; undefined of any other, which is a fault of this command. */
export function sentenceOf(error: unknown, source: string): string | undefined {
  if (error instanceof FileError) return printableLine(error.message);
  if (!(error instanceof InputError)) return undefined;
  if (error.where.startsWith("--")) return printableLine(error.message); // of an option, not of the table
  return printableLine(`${source}: ${inOptions(sayFault(error, 1, inFlags))}`); // rows count from 1, as in the labels
}
