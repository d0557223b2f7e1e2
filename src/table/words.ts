const marks = ["?", "-", "--", "."];
const missingWords = ["na", "n/a", "#n/a", "<na>", "null", "\\n", "none", "nan", "nat", "nil", "0000-00-00"];

/** Whether a cell is a mark that means missing in any column. */
export function isMissingMark(cell: unknown): boolean {
  return typeof cell === "string" && marks.includes(cell);
}

/** Whether a cell is a mark or a word, in any case, that means missing in a column of numbers, dates or yes and no. */
export function isMissingWord(cell: unknown): boolean {
  return isMissingMark(cell) || (typeof cell === "string" && missingWords.includes(cell.toLowerCase()));
}

// yes first
const pairs = [
  ["true", "false"], ["yes", "no"], ["y", "n"], ["t", "f"], ["on", "off"], ["1", "0"],
  ["ja", "nein"], ["wahr", "falsch"], ["oui", "non"], ["vrai", "faux"], ["sí", "no"], ["si", "no"], ["sì", "no"], ["sim", "não"],
];
const mostSpellings = 16; // of a pair, in any case

/** Yes or no, where a cell says so in one of the usual ways; undefined where it does not. */
export function booleanOf(cell: unknown): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const word = typeof cell === "string" ? cell.toLowerCase() : typeof cell === "number" ? String(cell) : "";
  const pair = pairs.find((words) => words.includes(word));
  return pair === undefined ? undefined : word === pair[0];
}

/** Whether cells are both words of one way to say yes and no. */
export function isBooleanPair(cells: readonly unknown[]): boolean {
  if (cells.length > mostSpellings) return false;
  if (cells.every((cell) => typeof cell === "boolean")) return cells.length > 0;
  const words = new Set(cells.map((cell) => (typeof cell === "string" || typeof cell === "number" ? String(cell).toLowerCase() : "")));
  return words.size === 2 && pairs.some((pair) => pair.every((word) => words.has(word)));
}

const codes =
  "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR";

/** Whether a currency is one that is meant: a sign, or the code of a larger one (other capitals may be a product's or a month's). */
export function isCurrency(text: string): boolean {
  return text.length < 3 || codes.split(" ").includes(text);
}
