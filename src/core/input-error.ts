import { type RuleWords, sayWords, type Voice } from "./advice.ts";

const longestShown = 60;

/** A received value as an error message shows it: text in quotes, long values cut. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cutName(value));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value) && value.constructor !== undefined) return `a ${value.constructor.name}`;
  if (typeof value === "object" && value !== null) return showObject(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** "a Date", "a Map", "an object": a class by its name, and what a date says. */
function showObject(value: object): string {
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : `the Date ${value.toISOString()}`;
  if (tag !== "Object") return `${/^[AEIOU]/.test(tag) ? "an" : "a"} ${cutName(tag)}`;
  return `an object${Object.keys(value).length === 0 ? " with nothing in it" : ""}`;
}

/** A name cut to what a sentence can bear. */
export function cutName(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** Back-ticked, comma-separated names, long ones cut, at most `most` of them. */
export function list(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => `\`${cutName(name)}\``);
  if (names.length > most) shown.push(`and ${names.length - most} more`);
  return shown.join(", ");
}

/** A name received that is not known, `shown` as it is or so, and the known one nearest to it, if any is near. */
export function received(value: unknown, known: readonly string[], shown: string = show(value)): string {
  const near = typeof value === "string" ? nearest(value, known) : undefined;
  return near === undefined ? shown : `${shown}; did you mean "${near}"?`;
}

/** The known word with the least edit distance to `word`, if at most half of it must change. Long words are not looked at. */
function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const length = Math.max(word.length, candidate.length);
    const distance = length > longestShown ? Infinity : editDistance(small(word), small(candidate));
    if (distance < least && distance <= length / 2) [best, least] = [candidate, distance];
  }
  return best;
}

/** With the capitals of ASCII as small letters: a hint is worth no tables of others in every bundle. */
function small(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
}

/** Edit distance in which a swap of neighbours counts as one (Damerau 1964, restricted). */
function editDistance(a: string, b: string): number {
  const cost: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    cost.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      cost[i][j] =
        i === 0
          ? j
          : Math.min(
              cost[i][j - 1] + 1,
              cost[i - 1][j] + 1,
              cost[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]),
              isSwap ? cost[i - 2][j - 2] + 1 : Infinity,
            );
    }
  }
  return cost[a.length][b.length];
}

/** Where a fault lies, as far as it is known. */
export interface Place {
  /** The column's name in a table, its 0-based index in a matrix. */
  readonly column?: string | number;
  /** The 0-based data row. */
  readonly row?: number;
  /** The 1-based line of a text. */
  readonly line?: number;
}

/** Every {@link InputError.code}: the rules that an argument can break. */
export type ErrorCode =
  | "ambiguous-cut" | "ambiguous-date" | "ambiguous-number" | "ambiguous-truncation" | "bad-delimiter" | "bad-distance" | "bad-weight" | "below-zero" | "coded-otherwise"
  | "date-after-as-of" | "detached" | "duplicate-column" | "duplicate-feature" | "duplicate-header" | "duplicate-id" | "duplicate-label" | "duplicate-name"
  | "empty" | "heights-fall" | "missing-value" | "mixed-dates" | "mixed-kinds" | "mixed-units" | "no-columns" | "no-common-id" | "no-features" | "no-rows"
  | "no-values" | "not-a-boolean" | "not-a-cell" | "not-a-column" | "not-a-count" | "not-a-crosstab" | "not-a-date"
  | "not-a-feature" | "not-a-function" | "not-a-granularity" | "not-a-linkage" | "not-a-matrix" | "not-a-model" | "not-a-number" | "not-a-row"
  | "not-a-segmentation" | "not-a-silhouette" | "not-a-stability" | "not-a-stream" | "not-a-string" | "not-a-table" | "not-a-text"
  | "not-a-value-profile" | "not-a-worker" | "not-an-answer" | "not-an-array"
  | "not-an-elbow" | "not-an-integer" | "not-an-object" | "not-cloneable" | "not-correlations" | "not-csv" | "not-finite" | "not-in-sql" | "not-of-type"
  | "not-text" | "number-of-clusters" | "out-of-domain" | "out-of-range" | "ragged-columns" | "ragged-rows" | "same-column" | "source-changed"
  | "text-after-quote" | "too-few-distinct" | "too-large" | "too-light" | "too-many-categories" | "too-many-columns"
  | "too-many-leaves" | "too-many-levels" | "unclosed-quote" | "unknown-column" | "unknown-option" | "unknown-value"
  | "unseen-category" | "wrong-engine" | "wrong-length" | "wrong-shape" | "zero-row";

/**
 * Thrown when an argument breaks a documented precondition; the only error this library throws for bad input.
 *
 * The message is one sentence made of the fields: where, what, rule, received. Nothing needs to read it to learn what it says.
 */
export class InputError extends RangeError {
  /** Always `"InputError"`. */
  override readonly name = "InputError";
  /** The broken rule, such as `"missing-value"`. */
  readonly code: ErrorCode;
  /** The public function that was called. */
  readonly where: string;
  /** The rule in words, such as "must be a finite number". */
  readonly rule: string;
  /** The rule with what the caller can do as data, where there is something. */
  declare readonly words?: RuleWords;
  /** What was received instead, in words: a text in quotes, "an array of 3". */
  readonly received: string;
  /** The argument that the rule is about, in words; empty for a place in the table; absent where the rule names it itself. */
  declare readonly argument?: string;
  /** The column at fault: its name in a table, its 0-based index in a matrix. */
  declare readonly column?: string | number;
  /** The 0-based data row at fault. */
  declare readonly row?: number;
  /** The 1-based line of the text at fault. */
  declare readonly line?: number;

  /** With an `argument`, which may be empty, the sentence begins with it and the place. */
  constructor(code: ErrorCode, where: string, rule: string | RuleWords, got: string | number, place: Place = {}, argument?: string) {
    const received = String(got);
    const said = typeof rule === "string" ? rule : rule.map((word) => (typeof word === "string" ? word : word.said)).join("");
    const subject = argument === undefined ? {} : { argument };
    super(`${where}: ${sayFault({ rule: said, received, ...subject, ...place })}`);
    this.code = code;
    this.where = where;
    this.rule = said;
    if (typeof rule !== "string") this.words = rule;
    this.received = received;
    Object.assign(this, subject, place);
  }
}

/** The parts of an {@link InputError} that its sentence is made of. */
type Fault = Pick<InputError, "rule" | "words" | "received" | "argument" | "column" | "row" | "line">;

/**
 * `what: rule. Got this.`, or a question where what was received suggests something; rows count from `firstRow`, and advice is in the
 * library's options or in another voice.
 */
export function sayFault(
  { rule, words, received: got, argument, ...place }: Fault,
  firstRow: number = 0,
  voice?: Voice,
): string {
  const subject = argument === undefined ? "" : `${[...(argument === "" ? [] : [argument]), ...placeWords(place, firstRow)].join(", ")}: `;
  return `${subject}${words === undefined || voice === undefined ? rule : sayWords(words, voice)}. Got ${got}${got.endsWith("?") ? "" : "."}`;
}

function placeWords({ column, row, line }: Place, firstRow: number): string[] {
  const inColumn = column === undefined ? [] : [typeof column === "number" ? `column ${column}` : `column ${list([String(column)])}`];
  const inRow = row === undefined ? [] : [`row ${row + firstRow}`];
  const atLine = line === undefined ? [] : [`line ${line}`];
  return typeof column === "number" ? [...inRow, ...inColumn, ...atLine] : [...inColumn, ...inRow, ...atLine];
}

/**
 * Calls the public function `inner` from another: its errors name the other one, `where`. Those that a function of the caller's threw
 * in between keep their own.
 */
export function within<T>(where: string, inner: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof InputError) || error.where !== inner) throw error;
    throw errorOfFields({ ...fieldsOf(error), where });
  }
}

/** What an {@link InputError} says, as plain data, which can be sent to another thread. */
export type FaultFields = Pick<InputError, "code" | "where"> & Fault;

/** The fields of an error by themselves. */
export function fieldsOf({ code, where, rule, words, received: got, argument, ...place }: InputError): FaultFields {
  const said = { ...(words === undefined ? {} : { words }), ...(argument === undefined ? {} : { argument }) };
  return { code, where, rule, received: got, ...said, ...placeIn(place) };
}

/** The error that has these fields. */
export function errorOfFields({ code, where, rule, words, received: got, argument, ...place }: FaultFields): InputError {
  return new InputError(code, where, words ?? rule, got, placeIn(place), argument);
}

/** The place of an error by itself. */
function placeIn({ column, row, line }: Place): Place {
  return {
    ...(column === undefined ? {} : { column }),
    ...(row === undefined ? {} : { row }),
    ...(line === undefined ? {} : { line }),
  };
}
