// What a column is left out for, or taken as categories for, unless the caller names it: one rule each, all of them here.

import { lower, settled } from "../core/letters.ts";
import { type NumberShape, numberShape } from "./number-shape.ts";
import { isNetworkAddress, monthOf } from "./words.ts";

/** Why a column is not a feature: a word for programs and one for people. */
export interface LeftOut {
  /** What it is instead. */
  readonly why: "said" | "empty" | "constant" | "id" | "person" | "outcome" | "clustering" | "text" | "mixed-units";
  /** In words, to follow a colon. */
  readonly reason: string;
}

/** The values of a column as far as they are looked at: all that is asked of a column of many is how many there are. */
interface Shape {
  /** Cells that are not missing. */
  readonly present: number;
  /** Distinct values, counted no further than {@link mostCodes} + 1 where that is all there is to know. */
  readonly distinct: number;
}

const mostCodes = 50;
const leastOfCode = 5; // rows, on average
const leastRows = 20; // below, cells may differ by chance
const fewValues = 12; // whole numbers of so few values may be codes
const leastDistinct = 0.95; // of the texts: then they name their rows
const leastUnlike = 0.8; // of a few texts, where most rows have none: notes
const mostAlike = 2;
const commonShare = 0.01; // of the rows: free text has hardly a level in so many
const leastCommon = 0.5; // of the rows, that common levels hold
const leastLong = 1e6; // numbers that people know kinds by are shorter
const leastRunning = 1000; // numbers without a gap from here on are hardly ages or scores

const severalIds = /* @__PURE__ */ settled(/IDs(?!\p{L})/gu);
const smallThenCapital = /* @__PURE__ */ settled(/([\p{Ll}\d])(\p{Lu})/gu);
const capitalsThenSmall = /* @__PURE__ */ settled(/(\p{Lu})(\p{Lu}\p{Ll})/gu);
const betweenWords = /* @__PURE__ */ settled(/[^\p{L}\d]+/u);

/** The words of a name in snake, kebab or camel case, in lower case; a `#` behind them says number. */
function wordsOf(name: string): string[] {
  const apart = name.replace(/#\s*$/, " no").replace(severalIds, "Ids").replace(smallThenCapital, "$1 $2").replace(capitalsThenSmall, "$1 $2");
  return lower(apart).split(betweenWords).filter((word) => word !== "");
}

const wordList = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const ids = /* @__PURE__ */ wordList("id ids uuid guid");
const numbers = /* @__PURE__ */ wordList("key number no nr num nummer numéro numero número código codigo codice code"); // may count, too
const gluedId = /(?:customer|client|user|order|member|account|product|session|transaction|invoice|row|cust|kunden)(?:id|no|nr|nummer)$/;
const codes = /* @__PURE__ */ wordList(
  "type types code codes class classes region regions browser browsers channel channels system systems platform platforms category categories country state",
);

const quantities = /* @__PURE__ */ wordList(
  "revenue spend spent sales amount value minutes hours days time sessions visits orders clicks count number total avg average mean sum share rate",
);
const relations = /* @__PURE__ */ wordList("by per in of within");

/** Whether a name says that its numbers count nothing but name a kind: `TrafficType`, `region`, `Channel`; not `spend by country`. */
function isCodeName(name: string): boolean {
  const words = wordsOf(name);
  return codes.has(words[words.length - 1] ?? "") && !words.slice(0, -1).some((word) => quantities.has(word) || relations.has(word));
}

/** Whether a name says that its cells name rows: of `order number` only where there are many of them. */
function isIdName(name: string, present: number): boolean {
  const words = wordsOf(name);
  const last = words[words.length - 1] ?? "";
  const isId = namesOne(name) || (words.length === 1 && persons.has(last));
  return (present > 1 && isId) || (present >= leastRows && (numbers.has(last) || last.endsWith("nummer")));
}

/** Whether a name says that its cells name something, even where they repeat: a customer's orders, an order's lines. */
function namesOne(name: string): boolean {
  const words = wordsOf(name);
  const last = words[words.length - 1] ?? "";
  if (ids.has(last) || gluedId.test(last) || (ids.has(words[0] ?? "") && !codes.has(last))) return true;
  const isNumber = numbers.has(last) || last.endsWith("nummer") || (words.length > 1 && numbers.has(words[0]) && !counting.has(words[1]));
  return isNumber && words.some((word) => sales.has(word) || persons.has(word));
}

const counting = /* @__PURE__ */ wordList("of"); // a number of orders counts them

const sales = /* @__PURE__ */ wordList("order orders invoice transaction receipt booking bestellung rechnung commande facture pedido fatura factura ordine fattura");
const indexName = /^(?:unnamed:? ?\d*|index|row|rows?[ _.]?(?:names?|num|number|no|id)|level_0|column\d+)$/i;

/** Whether a name is that of a customer's identifier: several rows are several orders, and customers are no kind of row. */
function isPersonsId(name: string): boolean {
  return namesOne(name) && wordsOf(name).some((word) => persons.has(word) || /^(?:customer|client|user|member|cust|kunden)(?:id|no|nr|nummer)$/.test(word));
}

/** Whether a column's name says that each of its cells is a customer's. */
export function namesCustomers(name: string): boolean {
  const words = wordsOf(name);
  return isPersonsId(name) || (words.length === 1 && persons.has(words[0])) || mails.has(words[words.length - 1] ?? "");
}

/** Whether whole numbers, or texts that are codes, may be categories: at most 50 levels, of 5 rows or more each on average. */
function areLevels({ present, distinct }: Shape): boolean {
  return distinct <= mostCodes && present >= leastOfCode * distinct;
}

const outcomes = /* @__PURE__ */ wordList("churn churned attrition response responded converted conversion target label y outcome");
const fillers = /* @__PURE__ */ wordList("is has did flag yn ind indicator customer client user class binary");
const mostOutcomes = 12; // levels of a target that is text

/** What the caller would rather explain than segment by. */
function outcomeOf(name: string, { distinct }: Shape, isText: boolean, cells: readonly unknown[]): LeftOut | undefined {
  const words = wordsOf(name);
  const bare = words.filter((word) => !fillers.has(word));
  const isNamed = bare.length === 1 && outcomes.has(bare[0]);
  const isTwo = distinct === 2;
  const isOutcome =
    (isNamed && (isTwo || (isText && distinct <= mostOutcomes && /^(?:y|target|label|outcome)$/.test(bare[0])))) ||
    (isTwo && words.some((word) => /^churn/.test(word))) ||
    (isTwo && bare.length === 1 && bare[0] === "revenue") ||
    (isTwo && isText && /^(?:income|salary)$/.test(bare[0] ?? "") && cells.every((cell) => /\d/.test(String(cell))));
  return isOutcome ? { why: "outcome", reason: "it looks like an outcome, which segments should explain and not be made of" } : undefined;
}

const clusterings = /* @__PURE__ */ wordList("cluster clusters clustering segment segments segmentation group groups kmeans");
const beside = /* @__PURE__ */ wordList("customer client old my k means id no nr number name label rfm");

/** The labels of a clustering that was made before. */
function clusteringOf(name: string, { distinct }: Shape): LeftOut | undefined {
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  const isClustering = words.some((word) => clusterings.has(word)) && words.every((word) => clusterings.has(word) || beside.has(word));
  if (!isClustering || distinct > mostCodes) return undefined;
  return { why: "clustering", reason: "it looks like the segments of an earlier analysis, which would only be found again" };
}

const numbered = /* @__PURE__ */ settled(/^[#\p{L}]{0,5}[-_ ]?\d{2,}(?:[-_/]\d+)*$/u); // #1001, ORD-2024-17
const zips = /* @__PURE__ */ wordList("zip zipcode postcode postal plz postleitzahl postnummer cep");
const phones = /* @__PURE__ */ wordList("phone telephone telefon tel mobile fax cell handy");
const mails = /* @__PURE__ */ wordList("email mail url urls website homepage iban ssn");
const surnames = /* @__PURE__ */ wordList(
  "surname firstname lastname fullname forename vorname nachname förnamn efternamn fornavn etternavn imię nazwisko voornaam achternaam prénom prenom apellido apellidos cognome sobrenome",
);
const parts = /* @__PURE__ */ wordList(
  "your first last full family given middle sur contact billing shipping bill ship buyer recipient card payer guest owner sender",
);
const persons = /* @__PURE__ */ wordList("customer client person user member employee buyer recipient payer cardholder guest kunde cliente acheteur comprador");
const places = /* @__PURE__ */ wordList("address address1 address2 addr street street1 street2 adress adres strasse straße adresse anschrift rue calle via direccion indirizzo");
const personsName = /* @__PURE__ */ settled(/^\p{Lu}[\p{L}'\u2019.-]+(?: \p{Lu}[\p{L}'\u2019.-]*){1,3}$/u);
const fewNames = 20; // may be of products, or places
const leastSurnames = 0.5; // of the distinct names
const things = /* @__PURE__ */ wordList(
  "city town place location region area country state product item article category brand store shop campaign source medium title model team genre venue hotel favourite favorite stadt ort ville ciudad produkt artikel",
);
const firms = /* @__PURE__ */ wordList("company organization organisation employer firm firma entreprise empresa azienda");
const staff = /* @__PURE__ */ wordList("owner assignee agent rep salesperson seller submitter requester manager advisor berater betreuer");
const nameWithMail = /* @__PURE__ */ settled(/^\p{Lu}[^@]* [(<][^\s@]+@[^\s@]+[)>]$/u);
const letter = /* @__PURE__ */ settled(/\p{L}/u);
const twoLetters = /* @__PURE__ */ settled(/\p{L}{2}/u);
const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const address = /^(?:https?:\/\/|www\.)\S+$/i;
const digits = /^\+?[\d\s()/.-]{6,}$/;

/** Phone numbers, postal codes, e-mails, addresses of the web and names of persons: they name people, and never make segments. */
function personOf(name: string, shape: Shape, cells: readonly unknown[]): LeftOut | undefined {
  const words = wordsOf(name);
  const last = words[words.length - 1] ?? "";
  const before = words[words.length - 2] ?? "";
  const number = /^(?:number|no|nr|num|code|nummer)$/.test(last) ? before : last;
  const most = (is: (text: string) => boolean): boolean => {
    const sample = cells.slice(0, 200);
    return sample.length > 0 && sample.filter((cell) => is(String(cell))).length >= 0.8 * sample.length;
  };
  const said = (what: string): LeftOut => ({ why: "person", reason: `it holds ${what}` });
  if (zips.has(number)) return said("postal codes");
  if (phones.has(number) && most((text) => digits.test(text))) return said("phone numbers");
  if (most((text) => mail.test(text))) return said("e-mail addresses");
  const isStaff = staff.has(last) && shape.distinct > 2 && most((text) => personsName.test(text));
  if (isStaff || most((text) => nameWithMail.test(text))) return said("names of persons");
  if (most((text) => address.test(text))) return said("addresses of the web");
  if (mails.has(last) && !areLevels(shape)) return said("what only one person has");
  const isPlace = (places.has(last) || places.has(words[0] ?? "")) && !areLevels(shape);
  if (isPlace && most((text) => letter.test(text) || isNetworkAddress(text))) return said("addresses");
  const isWhose = parts.has(before) || ((words.length === 1 || persons.has(before)) && !areLevels(shape));
  const isFirm = firms.has(last) || (last === "name" && (firms.has(before) || before === "account"));
  if (isFirm && shape.distinct > fewNames && !areLevels(shape)) return said("names of companies");
  const isName = surnames.has(last) || (last === "name" && isWhose);
  if (isName && shape.distinct > 2 && most((text) => twoLetters.test(text))) return said("names of persons");
  if (areLevels(shape) || shape.distinct <= fewNames) return undefined;
  if (words.length === 1 && persons.has(last) && most((text) => twoLetters.test(text))) return said("names of persons");
  const isThing = words.some((word) => things.has(word.replace(/s$/, "")));
  return !isThing && most((text) => personsName.test(text)) && haveSurnames(cells) ? said("what looks like names of persons") : undefined;
}

/** Whether the last words of names are many: those of products and the like, such as `Red Shoe`, are made of a few. */
function haveSurnames(cells: readonly unknown[]): boolean {
  const sample = cells.slice(0, 200).map(String);
  return new Set(sample.map((text) => text.split(" ").at(-1))).size >= leastSurnames * sample.length;
}

/** What numbers look like beside quantities. */
export interface NumbersLook {
  readonly leftOut?: LeftOut;
  /** Why they are categories. */
  readonly category?: string;
  /** What may make them codes, in words, where they are quantities all the same. */
  readonly codes?: string;
}

const sharedId = "it is an id by its name, though some rows share one";
const calendar = /* @__PURE__ */ wordList("year years week weeks month months day days hour hours minute quarter age jahr woche monat tag stunde alter");

/**
 * What numbers that nobody speaks of look like: identifiers, categories, or what should make no segments. `numbers`: their shape, where it
 * is known.
 */
export function numbersLook(name: string, values: Float64Array, numbers: NumberShape = numberShape(values)): NumbersLook {
  const { present, min, max, isWhole, isAscending } = numbers;
  const { distinct, isDistinct } = distinctIn(values, numbers);
  const shape = { present, distinct };
  if (present === 0) return { leftOut: { why: "empty", reason: "it is empty" } };
  if (distinct === 1) return {};
  const cells = isWhole ? Array.from(values.subarray(0, 400).filter((x) => !Number.isNaN(x))) : [];
  const other = isWhole ? (clusteringOf(name, shape) ?? personOf(name, shape, cells)) : undefined;
  const leftOut = outcomeOf(name, shape, false, cells) ?? other;
  if (leftOut !== undefined) return { leftOut };
  if (!isWhole) return {};
  const id = (reason: string): NumbersLook => ({ leftOut: { why: "id", reason } });
  if (isDistinct && isIdName(name, present)) return id("every row has its own number (an id)");
  if (isDistinct && isAscending && present > 2 && indexName.test(name)) return id("it only counts the rows");
  const isTime = wordsOf(name).some((word) => calendar.has(word));
  const isRunning = !isTime && (isAscending || min === 0 || min === 1 || min >= leastRunning); // ages and scores may have no gap by chance
  if (isDistinct && isRunning && present >= leastRows && max - min + 1 === present) return id(`it is a running number, from ${min} to ${max} without a gap`);
  if (isDistinct && isAscending && present >= leastRows && min >= leastLong && max < 2 * min)
    return id("its numbers rise from row to row, as those of an id do");
  if (isCodeName(name)) {
    const count = distinct > mostCodes ? `more than ${mostCodes}` : String(distinct);
    if (areLevels(shape)) return { category: `${count} codes, as its name suggests` };
    return id(`it is a code by its name, with ${count} values in ${present} rows`);
  }
  if (namesOne(name) && present >= leastRows) {
    if (areLevels(shape) && !isPersonsId(name) && max < leastLong) return { category: `${distinct} codes, as its name suggests` };
    return id(max < leastLong ? sharedId : "it is an id by its name and its long numbers");
  }
  if (distinct <= fewValues && !isDistinct) return { codes: `has only ${distinct} different whole numbers` };
  return isIdName(name, present) ? { codes: "has whole numbers and the name of a code" } : {};
}

/**
 * Why texts are not categories, or should make no segments; undefined where they may be. `counts`: the rows of each text; `rows`: those of
 * the table, where some are missing.
 */
export function textsLook(
  name: string,
  cells: readonly unknown[],
  counts: readonly number[],
  isBoolean: boolean,
  rows?: number,
): LeftOut | undefined {
  const present = counts.reduce((sum, count) => sum + count, 0);
  const distinct = counts.length;
  const shape = { present, distinct };
  const other = isBoolean ? undefined : (clusteringOf(name, shape) ?? personOf(name, shape, cells));
  const named = outcomeOf(name, shape, true, cells) ?? other;
  if (named !== undefined) return named;
  if (distinct === present && isIdName(name, present > 1 ? Infinity : 1))
    return { why: "id", reason: "every row has its own text (an id)" };
  if (present >= leastRows && distinct >= leastDistinct * present) return { why: "id", reason: `nearly every row has its own text (${distinct} in ${present} rows)` };
  const isSparse = !isBoolean && present > 1 && (rows ?? 0) >= leastRows && 2 * present <= rows!;
  if (isSparse && distinct >= leastUnlike * present && counts.every((count) => count <= mostAlike))
    return { why: "text", reason: `nearly all of its ${distinct} texts are different, and the other rows are empty` };
  const isSpread = present >= leastRows && !areLevels(shape);
  if (isSpread && namesOne(name)) return { why: "id", reason: sharedId };
  if (isSpread && distinct > fewNames && cells.every((cell) => numbered.test(String(cell)) && monthOf(String(cell).split(/[-_ ]/)[0]) === 0))
    return { why: "id", reason: `its ${distinct} texts look like numbers of orders or contracts, each in only a few rows` };
  if (distinct <= mostCodes) return undefined;
  const common = counts.filter((count) => count >= commonShare * present && count >= leastOfCode);
  const held = common.reduce((sum, count) => sum + count, 0);
  if (held >= leastCommon * present) return undefined;
  const which = common.length === 0 ? "none of them is" : `only ${common.length} of them ${common.length > 1 ? "are" : "is"}`;
  return { why: "text", reason: `it has ${distinct} different texts, and ${which} in 1 % of the rows or more` };
}

const mostRoom = 65536;

/**
 * How many distinct numbers there are, counted no further than one above {@link mostCodes} where some are equal or have fractions; and
 * whether they are whole and no two are equal.
 */
function distinctIn(
  numbers: Float64Array,
  { present, min, max, isWhole, isAscending }: NumberShape,
): { readonly distinct: number; readonly isDistinct: boolean } {
  if (isAscending && isWhole) return { distinct: present, isDistinct: true };
  if (isWhole && max - min < mostRoom) return distinctWithin(numbers, min, max - min + 1);
  const seen = new Set<number>();
  let hasRepeat = false;
  for (let i = 0; i < numbers.length && !(hasRepeat && seen.size > mostCodes); i++) {
    if (Number.isNaN(numbers[i])) continue;
    hasRepeat ||= seen.has(numbers[i]);
    seen.add(numbers[i]);
    if (!isWhole && seen.size > mostCodes) break; // fractions are quantities
  }
  return { distinct: seen.size, isDistinct: isWhole && !hasRepeat };
}

/** The same of whole numbers that do not reach far. */
function distinctWithin(numbers: Float64Array, min: number, room: number): ReturnType<typeof distinctIn> {
  const isSeen = new Uint8Array(room);
  let distinct = 0;
  let hasRepeat = false;
  for (let i = 0; i < numbers.length && !(hasRepeat && distinct > mostCodes); i++) {
    const x = numbers[i];
    if (x !== x) continue;
    if (isSeen[x - min] === 1) hasRepeat = true;
    else distinct++;
    isSeen[x - min] = 1;
  }
  return { distinct, isDistinct: !hasRepeat };
}
