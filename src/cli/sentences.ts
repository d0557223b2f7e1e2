import { InputError, sayFault } from "../core/input-error.ts";
import { FileError } from "./files.ts";
import { printableLine } from "./terminal.ts";

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.:-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

const text = String.raw`("(?:[^"\\]|\\.)*")`; // as JSON writes it
const spoken: readonly (readonly [RegExp, (name: string, order: string) => string])[] = [
  [RegExp(String.raw`\`columns: \{ ${text}: "category" \}\``, "g"), (name) => `--categorical ${nameIn(name)}`],
  [/`dateOrder: "(\w+)"`/g, (order) => `--date COLUMN=${order}`],
  [/go to `missingWords`/g, () => "are named by --missing-word"],
  [/`decimal: "(.)"` to what read them/g, (mark) => `--decimal ${mark}`],
  [/add the words to `missingWords`/g, () => "name the words by --missing-word"],
  [/`encoding: "([\w-]+)"`/g, (name) => `--encoding ${name}`],
  [/ List it in `features` to keep it\./g, () => " --columns keeps those it names."],
  [/list what to keep in `features`/g, () => "--columns keeps those it names"],
  [/in `missingWords`/g, () => "by --missing-word"],
  [/\bscaling: "feature"/g, () => "--scaling feature"],
  [/\btransform: "none"/g, () => "--transform none"],
  [/\bwinsorise: false/g, () => "--winsorise none"],
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
  return printableLine(`${source}: ${inOptions(sayFault(error, 1))}`); // rows count from 1, as in the labels
}
