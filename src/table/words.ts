import { lower, withoutAccents } from "../core/letters.ts";

const marks = ["?", "-", "--", ".", "\\N"]; // the last is of databases
const missingWords = ["na", "n/a", "<na>", "null", "none", "nan", "nat", "nil", "0000-00-00", "0000-00-00 00:00:00"];
const longestWord = 19;
const spreadsheetErrors = [
  "#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#spill!", "#calc!", "#error!", "#field!", "#getting_data",
];

/** Whether a cell is a mark that means missing in any column, or the error of a spreadsheet. */
export function isMissingMark(cell: unknown): boolean {
  return typeof cell === "string" && (marks.includes(cell) || (cell.startsWith("#") && spreadsheetErrors.includes(lower(cell))));
}

/** What means missing, for code that is to read cells by itself: texts as they stand, and those that do so in any case. */
export function missingTexts(isCategory: boolean): { readonly exact: readonly string[]; readonly small: readonly string[] } {
  return { exact: marks, small: isCategory ? spreadsheetErrors : [...missingWords, ...spreadsheetErrors] };
}

/** Whether a cell is a mark or a word, in any case, that means missing in a column of numbers, dates or yes and no. */
export function isMissingWord(cell: unknown): boolean {
  return isMissingMark(cell) || (typeof cell === "string" && cell.length <= longestWord && missingWords.includes(lower(cell)));
}

// yes first
const pairs = [
  ["true", "false"], ["yes", "no"], ["y", "n"], ["t", "f"], ["on", "off"], ["1", "0"],
  ["ja", "nein"], ["wahr", "falsch"], ["oui", "non"], ["vrai", "faux"], ["sí", "no"], ["si", "no"], ["sì", "no"], ["sim", "não"],
];
const ticks = ["x", "\u2713", "\u2714", "\u2611", "checked", "selected"];

/** Whether a cell says yes by itself, where others are blank. */
export function isTick(cell: unknown): boolean {
  return booleanOf(cell) === true;
}

const mostSpellings = 16; // of a pair, in any case

/** Yes or no, where a cell says so in one of the usual ways; undefined where it does not. */
export function booleanOf(cell: unknown): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const word = typeof cell === "string" ? lower(cell) : typeof cell === "number" ? String(cell) : "";
  const pair = pairs.find((words) => words.includes(word));
  if (pair === undefined) return ticks.includes(word) ? true : undefined;
  return word === pair[0];
}

/** The words that say yes and those that say no, in small letters. */
export function booleanTexts(): { readonly yes: readonly string[]; readonly no: readonly string[] } {
  return { yes: [...pairs.map(([yes]) => yes), ...ticks], no: [...new Set(pairs.map(([, no]) => no))] };
}

/** Whether cells are both words of one way to say yes and no. */
export function isBooleanPair(cells: readonly unknown[]): boolean {
  if (cells.length > mostSpellings) return false;
  if (cells.every((cell) => typeof cell === "boolean")) return cells.length > 0;
  const words = new Set(cells.map((cell) => (typeof cell === "string" || typeof cell === "number" ? lower(String(cell)) : "")));
  return words.size === 2 && pairs.some((pair) => pair.every((word) => words.has(word)));
}

const codes =
  "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR";

/** Whether a currency is meant: a sign or a word, or the code of a larger one (other capitals may be a product's or a month's). */
export function isCurrency(text: string): boolean {
  return !/^[A-Z]{3}$/.test(text) || codes.split(" ").includes(text);
}

const address = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Whether a text is an address of a network, such as 192.168.0.1, whose points are no decimal marks. */
export function isNetworkAddress(text: string): boolean {
  return address.test(text);
}

// months in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, without accents; other spellings beside
const monthNames = [
  "january januar janner jaenner janvier enero gennaio janeiro januari",
  "february februar fevrier febrero febbraio fevereiro februari",
  "march marz maerz mrz mars marzo marco maart mrt",
  "april avril abril aprile",
  "may mai mayo maggio maio mei maj",
  "june juni juin junio giugno junho",
  "july juli juillet julio luglio julho",
  "august aout agosto augustus augusti",
  "september septembre septiembre setiembre settembre setembro",
  "october oktober octobre octubre ottobre outubro",
  "november novembre noviembre novembro",
  "december dezember decembre diciembre dicembre dezembro",
];
const shortMonths = ["janv", "fevr", "sept", "juil", "sett"];

/** The month of a name, of its first three letters or another short form, with or without a point; 0 where it is none, or might be two. */
export function monthOf(name: string): number {
  const bare = lower(withoutAccents(name)).replace(/\.$/, "");
  const isShort = bare.length === 3 || shortMonths.includes(bare);
  const isNamed = (month: string): boolean => (isShort ? month.startsWith(bare) : month === bare);
  const found = monthNames.flatMap((all, at) => (all.split(" ").some(isNamed) ? [at + 1] : []));
  return found.length === 1 ? found[0] : 0;
}
