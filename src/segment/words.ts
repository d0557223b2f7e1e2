import { lower, settled } from "../core/letters.ts";
import { oneLine, sayShare, shorten } from "../core/text.ts";

const pointBetween = /* @__PURE__ */ settled(/(\p{L})\.(?=\p{L})/gu);
const capitalInside = /* @__PURE__ */ settled(/(\p{Ll}{2})(?=\p{Lu})/gu); // minutesWatched
const capitalsBefore = /* @__PURE__ */ settled(/(\p{Lu})(?=\p{Lu}\p{Ll}{2})/gu); // HTMLParser
const capitals = /* @__PURE__ */ settled(/^\p{Lu}{2,}\d*$/u);
const small = /* @__PURE__ */ settled(/\p{Ll}/u);

/** A column's name as words: underscores, dots and capitals inside it part them; lower case but for abbreviations. */
export function columnWords(name: string): string {
  const text = oneLine(name);
  const parted = text
    .replace(/_+/g, " ")
    .replace(pointBetween, "$1 ")
    .replace(capitalInside, "$1 ")
    .replace(capitalsBefore, "$1 ");
  const words = parted.split(" ").filter((word) => word !== "");
  const isShouted = !small.test(text);
  const isAbbreviation = (word: string): boolean =>
    capitals.test(word) && (isShouted ? words.length === 1 && !/[AEIOUY]/.test(word) : true);
  return words.map((word) => (isAbbreviation(word) ? word : lower(word))).join(" ") || text;
}

/** A category's level as words: underscores part them; a brand's capitals stay. */
export function levelWords(label: string): string {
  const words = oneLine(label).replace(/_+/g, " ").trim();
  return words === "" ? oneLine(label) : words;
}

/** How much is said: of a segment by itself, as the first of several, as one that others go beyond, beside one other. */
export type Degree = "plain" | "most" | "fairly" | "very" | "more";

/** The words of one direction: "high", "highest", "higher"; "very" and "fairly" go before the first. */
interface Scale {
  readonly plain: string;
  readonly most: string;
  readonly more: string;
  readonly very?: string;
  readonly fairly?: string;
}

const amount: readonly [Scale, Scale] = [
  { plain: "low", most: "lowest", more: "lower" },
  { plain: "high", most: "highest", more: "higher" },
];
const frequency: readonly [Scale, Scale] = [
  { plain: "rare", most: "rarest", more: "rarer" },
  { plain: "frequent", most: "most frequent", more: "more frequent" },
];
const age: readonly [Scale, Scale] = [
  { plain: "young", most: "youngest", more: "younger" },
  { plain: "older", most: "oldest", more: "older", very: "much older", fairly: "somewhat older" },
];
const recency: readonly [Scale, Scale] = [
  { plain: "recent", most: "most recent", more: "more recent" },
  { plain: "long", most: "longest", more: "longer" },
];
const recently: Scale = { plain: "recently", most: "most recently", more: "more recently" };

function say(scale: Scale, degree: Degree): string {
  if (degree === "very" || degree === "fairly") return scale[degree] ?? `${degree} ${scale.plain}`;
  return scale[degree];
}

const person = "(?:(?:customer|client|user|member|person|buyer)s?(?:'s)? )?";
const ageWords = /* @__PURE__ */ (() => new RegExp(`^${person}age(?: (?:in )?(?:years|yrs))?$`))();
const countedDays = /^days since (?:the )?(.+)$/;

/** Whether a column counts the days since something, so that low is lately. */
export function isRecency(words: string): boolean {
  return /^recency\b/.test(words) || countedDays.test(words);
}

/**
 * That a number is low (`sign` -1) or high (1), in words: "high annual income", "young", "long since last purchase", "frequent
 * purchases". `hasRecency`: the table has a column of recency, so that its frequency and money are those of purchases.
 */
export function sayDirection(words: string, sign: number, degree: Degree, hasRecency = false): string {
  const side = sign > 0 ? 1 : 0;
  if (ageWords.test(words)) return say(age[side], degree);
  if (isRecency(words)) return sayRecency(words, side, degree);
  const frequent = /^(.+s) frequency$/.exec(words)?.[1] ?? /^frequency of (.+)$/.exec(words)?.[1];
  const counted = frequent ?? (hasRecency && words === "frequency" ? "purchases" : undefined);
  if (counted !== undefined) return `${say(frequency[side], degree)} ${counted}`;
  return `${say(amount[side], degree)} ${words === "monetary" ? "monetary value" : words}`;
}

function sayRecency(words: string, side: number, degree: Degree): string {
  const event = countedDays.exec(words)?.[1].replace(/ (?:date|day|at|on|time)$/, "") ?? "last purchase";
  const isLast = event.startsWith("last ");
  const what = isLast ? event.slice("last ".length) : event;
  if (side === 1) return `${say(recency[1], degree)} since ${event}`;
  return /ed$|^(?:seen|bought|paid)$/.test(what) ? `${say(recently, degree)} ${what}` : `${say(recency[0], degree)} ${what}`;
}

/** That a number is neither low nor high. */
export function sayMiddle(words: string): string {
  if (ageWords.test(words)) return "middle-aged";
  return isRecency(words) ? `medium time since ${countedDays.exec(words)?.[1] ?? "last purchase"}` : `medium ${words}`;
}

/** What a level says that is not a value like others. */
type Sense = "yes" | "no" | "unknown" | "missing" | "other" | "rare";

const senses: readonly (readonly [Sense, RegExp])[] = [
  ["yes", /^(?:yes|true)$/i], // y, t and on are read as yes where their column says yes or no
  ["no", /^(?:no|false|none)$/i],
  ["unknown", /^(?:unknown|not known|undefined|unspecified|not specified|n\/a|na|null|\?)$/i],
  ["missing", /^\(?(?:missing|blank)\)?$/i],
  ["other", /^(?:others?|misc|miscellaneous)$/i],
  ["rare", /^\(rare\)$/i],
];

/** What the level says beside its column, where that is no value like others. `isBit`: 1 and 0 are yes and no. */
export function senseOf(label: string, isBit = false): Sense | undefined {
  if (isBit) return label === "1" ? "yes" : "no";
  return senses.find(([, words]) => words.test(label.trim()))?.[0];
}

const lacking = /^(?:no|without) (?=\S)/i; // "No internet service"

/** Whether a level says what something is not, or nothing: a weak thing to name a segment by. */
export function isNegative(label: string, isBit = false): boolean {
  const sense = senseOf(label, isBit);
  return (sense !== undefined && sense !== "yes") || lacking.test(label);
}

const months = "january|february|march|april|may|june|july|august|september|october|november|december";
const short = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs)?|fri|sat|sun";
const days = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
const vague = /* @__PURE__ */ (() =>
  settled(new RegExp(
    `^(?:${months}|${short}|${days}|primary|secondary|tertiary|success|failure|low|lower|medium|middle|high|higher|small|large|` +
      "big|first|second|third|basic|standard|extra|default|true|false|.{1,2}|[<>=~].*|[^\\p{L}]*\\p{L}?)$",
    "u",
  )))();
const beginsSmall = /* @__PURE__ */ settled(/^\p{Ll}/u);
const speaksForItself = /\b(?:gender|sex|marital|job|occupation|profession|country|city|nationality|state)\b/;

/** Whether a level says little without its column: a number, a month, a word of lower case that could be said of anything. */
export function isVague(words: string, label: string): boolean {
  if (vague.test(lower(label.trim()))) return true;
  return beginsSmall.test(label.trim()) && !speaksForItself.test(words);
}

/** A level, after its column where it says too little or another has it too: "loan", "no loan", "job unknown", "Instagram", "channel 1". */
export function sayLevel(words: string, label: string, isShared = false, isBit = false): string {
  const sense = senseOf(label, isBit);
  if (sense === "yes") return hadWords(words);
  if (sense === "no") return /^(?:is|was) /.test(words) ? `not ${hadWords(words)}` : `no ${hadWords(words)}`;
  if (sense === "other" || sense === "rare") return `${sense} ${words}`;
  if (sense !== undefined) return `${words} ${sense}`;
  const level = levelWords(label);
  return isShared || isVague(words, label) ? `${words} ${level}` : level;
}

/** "has loan" as "loan". */
function hadWords(words: string): string {
  return words.replace(/^(?:has|have|had|is|was) (?=\S)/, "");
}

/** That a segment has none of a level; undefined where that says too little. */
export function sayAbsent(words: string, label: string, isShared = false): string | undefined {
  const sense = senseOf(label);
  if (sense === "unknown") return `${words} known`;
  if (sense === "missing") return `${words} given`;
  if (sense !== undefined) return undefined;
  const level = levelWords(label);
  if (lacking.test(level)) return `has ${level.replace(lacking, "")}`;
  return isShared || isVague(words, label) ? `${words} not ${level}` : `not ${level}`;
}

/** "a or b or c": without a comma, which stands between the parts of a name. */
export function anyOf(texts: readonly string[]): string {
  return texts.join(" or ");
}

/** How many of a segment have something. */
export function sayWho(share: number): string {
  return share > 1 - 1e-9 ? "All" : share === 0 ? "None" : sayShare(share); // rounding may make all a little less
}

/** A level, its share of a segment, and its share of all. */
export interface HeldLevel {
  readonly label: string;
  readonly share: number;
  readonly overall: number;
}

const longestLevel = 120; // characters in a sentence
const longestOther = 60;

/**
 * How many of a segment have the first level of a column, and the others: "All are Female (overall: 56 %)", "62 % have month may, 30 % jun
 * (overall: 31 %, 12 %)". `isAbsent`: what is told is how few have it.
 */
export function sayHolders(
  words: string,
  levels: readonly HeldLevel[],
  { isBit, isAbsent }: { readonly isBit: boolean; readonly isAbsent: boolean },
): string {
  const [{ label, share }, ...others] = levels;
  const isPersonal = /\b(?:gender|sex|marital)\b/.test(words) && levels.every((level) => senseOf(level.label) === undefined);
  const first = shorten(isPersonal ? levelWords(label) : sayLevel(words, label, true, isBit), longestLevel);
  const rest = others.map((other) => `, ${sayShare(other.share)} ${shorten(levelWords(other.label), longestOther)}`);
  const who = isAbsent && share > 0 ? `Almost none (${sayShare(share)})` : sayWho(share);
  const overall = levels.map((level) => sayShare(level.overall)).join(", ");
  return `${who} ${isPersonal ? "are" : "have"} ${first}${rest.join("")} (overall: ${overall})`;
}
