import { cutName, list, received, show } from "./input-error.ts";

// What a value of JSON must be, part by part: closures that go through it once and make nothing, so that a model can be checked for each
// row that it places.

/** Checks that a value is one of a kind; throws a {@link PartFault}. */
export type JsonShape = (value: unknown) => void;

/** What is wrong with a part of a value, and where it is: names and places, from the value on. Not an error yet. */
export class PartFault {
  readonly rule: string;
  readonly got: string;
  readonly steps: (string | number)[];

  constructor(rule: string, got: string, ...steps: (string | number)[]) {
    this.rule = rule;
    this.got = got;
    this.steps = steps;
  }
}

/** The name of a part of what is called `name`, such as `model.features[2].center[0]`. */
export function partAt(name: string, steps: readonly (string | number)[]): string {
  const path = steps.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[A-Za-z]\w*$/.test(step) ? `.${cutName(step)}` : `[${JSON.stringify(cutName(step))}]`;
  });
  return `${name}${path.join("")}`;
}

/** A fault of a part, seen from one step further out. */
function from(step: string | number, fault: unknown): unknown {
  if (fault instanceof PartFault) fault.steps.unshift(step);
  return fault;
}

/** Makes a check of the part of a value that lies some steps further in. */
export function checkAt<T>(steps: readonly (string | number)[], check: () => T): T {
  try {
    return check();
  } catch (fault) {
    throw steps.reduceRight((inner, step) => from(step, inner), fault);
  }
}

/** The bounds of a number, which may be one of them. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** What a number must be, in words and as bounds that are finite. */
interface NumberRule {
  readonly rule: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

function ruleWith(what: string, { min = -Infinity, max = Infinity }: Bounds, isWhole: boolean): NumberRule {
  const range = max < Infinity ? ` in [${min}, ${max}]` : min > -Infinity ? ` of at least ${min}` : "";
  return { rule: `must be ${what}${range}`, least: Math.max(min, -Number.MAX_VALUE), most: Math.min(max, Number.MAX_VALUE), isWhole };
}

/** Finite numbers. */
export const finite = (bounds: Bounds = {}): NumberRule => ruleWith("a finite number", bounds, false);
/** Finite numbers above 0. */
export const positive = (): NumberRule => ({ ...ruleWith("a finite number above 0", {}, false), least: Number.MIN_VALUE });
/** Integers. */
export const integer = (bounds: Bounds = {}): NumberRule => ruleWith("an integer", bounds, true);

/** A number. */
export function aNumber({ rule, least, most, isWhole }: NumberRule): JsonShape {
  return (value) => {
    if (typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return;
    throw new PartFault(rule, show(value));
  };
}

/** How many entries a list has. */
interface Length {
  readonly least?: number;
  readonly exactly?: number;
}

/** Reads the length of an array, which must be so long. */
export function lengthIn(value: unknown, { least = 0, exactly }: Length = {}): number {
  const isPlain = Array.isArray(value) && !Object.hasOwn(value, "constructor"); // whose copies are arrays, too
  const length: unknown = isPlain ? value.length : undefined;
  if (typeof length === "number" && length >= least && (exactly ?? length) === length) return length;
  throw new PartFault(`must be an array${exactly !== undefined ? ` of ${exactly}` : least > 0 ? ` of at least ${least}` : ""}`, show(value));
}

/** An array of numbers. */
export function numbersOf(what: NumberRule, length: Length = {}): JsonShape {
  return (value) => checkNumbers(value as readonly unknown[], lengthIn(value, length), what);
}

function checkNumbers(values: readonly unknown[], count: number, { rule, least, most, isWhole }: NumberRule): void {
  for (let i = 0; i < count; i++) { // a hole is undefined, which is no number
    const x = values[i];
    if (typeof x !== "number" || !(x >= least && x <= most) || (isWhole && !Number.isInteger(x))) throw new PartFault(rule, show(x), i);
  }
}

/** An array. */
export function listOfAll(shape: JsonShape, length: Length = {}): JsonShape {
  return (value) => {
    const count = lengthIn(value, length);
    let i = 0;
    try {
      for (; i < count; i++) shape((value as readonly unknown[])[i]);
    } catch (fault) {
      throw from(i, fault);
    }
  };
}

/** Text; of a kind, where there is a rule. */
export function aText(rule: string = "must be a text", isOne?: (text: string) => boolean): JsonShape {
  return (value) => {
    if (typeof value !== "string" || isOne?.(value) === false) throw new PartFault(rule, show(value));
  };
}

/** One of some words or of other values. */
export function oneOf(allowed: readonly (string | boolean)[]): JsonShape {
  return (value) => {
    if (allowed.includes(value as string)) return;
    const shown = allowed.map((word) => JSON.stringify(word)).join(", ");
    throw new PartFault(`must be ${allowed.length === 1 ? "" : "one of "}${shown}`, received(value, allowed.map(String)));
  };
}

function checkObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new PartFault("must be an object", show(value));
}

/** The parts of an object: of the first it must have each, of the second it may, and no others. What is undefined is not there. */
export function anObject(
  required: Readonly<Record<string, JsonShape>>,
  optional: Readonly<Record<string, JsonShape>> = {},
): JsonShape {
  const shapes = new Map(Object.entries({ ...required, ...optional }));
  const needed = new Set(Object.keys(required));
  return (value) => {
    const given = checkObject(value);
    let found = 0;
    let at = "";
    try {
      for (at in given) { // with what it inherits, which is read, too
        const part = given[at];
        if (part === undefined) continue;
        const shape = shapes.get(at);
        if (shape === undefined) break;
        shape(part);
        if (needed.has(at)) found++;
      }
    } catch (fault) {
      throw from(at, fault);
    }
    const isKnown = at === "" || shapes.has(at) || given[at] === undefined;
    if (!isKnown) throw new PartFault(`may hold ${list([...shapes.keys()], 30)} and nothing else`, received(at, [...shapes.keys()]));
    if (found < needed.size) for (const name of needed) if (given[name] === undefined) checkAt([name], () => shapes.get(name)!(undefined));
  };
}

/** An object of any names, each with something of a shape. */
export function aRecord(shape: JsonShape): JsonShape {
  return (value) => {
    const given = checkObject(value);
    for (const name of Object.keys(given)) checkAt([name], () => shape(given[name]));
  };
}

/** A shape for values that pass a test, and another for those that do not. */
export function either(isFirst: (value: unknown) => boolean, first: JsonShape, other: JsonShape): JsonShape {
  return (value) => (isFirst(value) ? first(value) : other(value));
}

/** An object of one of some kinds, by the word in one of its parts. */
export function byWord(part: string, kinds: Readonly<Record<string, JsonShape>>): JsonShape {
  const words = oneOf(Object.keys(kinds));
  return (value) => {
    const word = checkObject(value)[part] as string;
    if (!Object.hasOwn(kinds, word)) checkAt([part], () => words(word));
    kinds[word](value);
  };
}

/** A shape with a further check of what has it. */
export function checked<T>(shape: JsonShape, check: (value: T) => void): JsonShape {
  return (value) => {
    shape(value);
    check(value as T);
  };
}
