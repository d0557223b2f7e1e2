import { ln2High, ln2Low } from "../core/numbers.ts";
import { codesOfNumbers, rareLevel } from "../encode/fit.ts";
import type { FittedCategory, FittedFeature, FittedNumber } from "../encode/fitted.ts";
import type { Dialect } from "./dialects.ts";
import { caseOf, type Layer, oneOfThese, type SqlColumn } from "./layers.ts";
import { type CellReader, numbersAmong } from "./read-cells.ts";

/** A code that stands for a category which training did not see, where that is an error. */
export const unseenCode = -2;

/** What a feature's cell becomes: a number in original units, `v`, or the code of a level, `c`; -1 for none of the levels. */
export function valueOf(dialect: Dialect, feature: FittedFeature, f: number, { column, number }: CellReader): SqlColumn {
  if (feature.type === "category") return [`c${f}`, codeOf(dialect, feature, column, number)];
  const { missing } = feature;
  const { double } = dialect;
  const [low, high] = boundsOf(feature);
  const least = leastOfDomain(feature);
  const filled = missing.policy === "fill" ? Math.min(Math.max(Number(missing.fill), low), high) : undefined;
  return [`v${f}`, caseOf([
    ...(filled === undefined ? [] : [[`${column} IS NULL`, isIn(filled, feature) ? double(filled) : "NULL"] as const]),
    ...(low > -Infinity ? [[`${column} < ${double(low)}`, isIn(low, feature) ? double(low) : "NULL"] as const] : []),
    ...(high < Infinity ? [[`${column} > ${double(high)}`, isIn(high, feature) ? double(high) : "NULL"] as const] : []),
    ...(least === undefined || isIn(low, feature) ? [] : [[`${column} ${least}`, "NULL"] as const]),
  ], column)];
}

/** What numbers are pulled back to: the winsorised range, and nothing below the least of training. */
function boundsOf({ winsorise, transform, least = -Infinity }: FittedNumber): readonly [low: number, high: number] {
  const [low, high] = winsorise ?? [-Infinity, Infinity];
  if (transform === undefined) return [low, high];
  return [Math.max(least, low), Math.max(least, high)];
}

/** What the transform cannot take. */
function leastOfDomain({ transform }: FittedNumber): string | undefined {
  return transform === "log1p" ? "<= -1" : transform === "sqrt" ? "< 0" : undefined;
}

function isIn(x: number, { transform }: FittedNumber): boolean {
  return transform === "log1p" ? x > -1 : transform !== "sqrt" || x >= 0;
}

/** The code of a text by `encodeLevels`: the level itself, the rare one of a pooled level, that of the same number, or what is unseen. */
function codeOf(dialect: Dialect, { levels, pooled, unseen, missing }: FittedCategory, text: string, number: string | undefined): string {
  const { text: quote } = dialect.quotes;
  const rare = levels.indexOf(rareLevel);
  const codes = new Map([...levels.map((level, code) => [level, code] as const), ...pooled.map((level) => [level, rare] as const)]);
  const fill = missing.policy === "fill" ? (codes.get(String(missing.fill)) ?? -1) : -1;
  const ofNumbers = number === undefined ? [] : [...codesOfNumbers(levels)];
  const known = new Set(ofNumbers.map(([value]) => dialect.double(value)));
  const pooledNumbers = number === undefined ? [] : numbersAmong(dialect, pooled).filter((value) => !known.has(value));
  return caseOf([
    [`${text} IS NULL`, String(fill)],
    ...levels.map((level) => [`${text} = ${quote(level)}`, String(codes.get(level))] as const),
    ...(pooled.length > 0 ? [[oneOfThese(text, pooled.map(quote)), String(rare)] as const] : []),
    ...ofNumbers.map(([value, code]) => [`${number} = ${dialect.double(value)}`, String(code)] as const),
    ...(pooledNumbers.length > 0 ? [[oneOfThese(number!, pooledNumbers), String(rare)] as const] : []),
  ], String(unseen === "error" ? unseenCode : unseen === "rare" ? rare : -1));
}

/**
 * The logarithms of 1 + v, to the bit those of `log1p` in core/numbers.ts, where they are explained: an engine's own may differ in the last
 * digit. The engine's LN finds the exponent, which is then corrected; all else is + - * /.
 */
export function logLayers({ double }: Dialect, features: readonly number[]): Layer[] {
  const each = (make: (f: number) => readonly SqlColumn[]): SqlColumn[] => features.flatMap(make);
  const isNear = (f: number): string => `v${f} > ${double(-0.25)} AND v${f} < ${double(0.4)}`;
  const root = double(Math.SQRT2);
  const one = double(1);
  const two = double(2);
  const series = (f: number): string => {
    let sum = `o${f} * ${double(1 / 21)}`;
    for (let odd = 19; odd >= 3; odd -= 2) sum = `o${f} * (${sum} + ${double(1 / odd)})`;
    return `g${f} - s${f} * (g${f} - ${two} * (${sum}))`;
  };
  const high = (f: number): string => `h${f} > ${root}`;
  const low = (f: number): string => `${two} * h${f} <= ${root}`;
  return [
    { stage: "sums", columns: each((f) => [[`u${f}`, caseOf([[isNear(f), one]], `${one} + v${f}`)]]) },
    { stage: "exponents", columns: each((f) => [[`e${f}`, `FLOOR(LN(u${f}) / ${double(Math.LN2)} + ${double(0.5)})`]]) },
    { stage: "halves", columns: each((f) => [[`h${f}`, `u${f} / POWER(${two}, e${f})`]]) },
    {
      stage: "fractions",
      columns: each((f) => [
        [`i${f}`, caseOf([[high(f), `e${f} + ${one}`], [low(f), `e${f} - ${one}`]], `e${f}`)],
        [`g${f}`, caseOf([[isNear(f), `v${f}`], [high(f), `h${f} / ${two} - ${one}`], [low(f), `${two} * h${f} - ${one}`]], `h${f} - ${one}`)],
      ]),
    },
    { stage: "quotients", columns: each((f) => [[`s${f}`, `g${f} / (${two} + g${f})`]]) },
    { stage: "powers", columns: each((f) => [[`o${f}`, `s${f} * s${f}`]]) },
    { stage: "series", columns: each((f) => [[`k${f}`, series(f)]]) },
    {
      stage: "logs",
      columns: each((f) => {
        const far = `(i${f} * ${double(ln2High)} + (i${f} * ${double(ln2Low)} + k${f})) + (v${f} - (u${f} - ${one})) / u${f}`;
        return [[`l${f}`, caseOf([[isNear(f), `k${f}`]], far)]];
      }),
    },
  ];
}

/** A feature's number, transformed, centred and scaled. */
export function scaledOf(dialect: Dialect, { transform, knots, center: [center], scale: [scale] }: FittedNumber, f: number): string {
  const { double } = dialect;
  const transformed = { log1p: `l${f}`, sqrt: `SQRT(v${f})`, rank: transform === "rank" ? rankOf(dialect, `v${f}`, knots!) : "" };
  return `(${transform === undefined ? `v${f}` : transformed[transform]} - ${double(center)}) / ${double(scale)}`;
}

/** `rankOf` of encode/fit.ts: the knots are looked through by halves. */
function rankOf({ double }: Dialect, x: string, { values, shares }: NonNullable<FittedNumber["knots"]>): string {
  const between = (from: number, to: number): string => {
    if (from < to) {
      const middle = (from + to) >> 1;
      return caseOf([[`${x} < ${double(values[middle])}`, between(from, middle)]], between(middle + 1, to));
    }
    const low = from - 1, high = from;
    if (low < 0 || high === values.length) return double(shares[low < 0 ? 0 : low]);
    const step = values[high] - values[low], rise = shares[high] - shares[low];
    return `${double(shares[low])} + ((${x} - ${double(values[low])}) / ${double(step)}) * ${double(rise)}`;
  };
  return between(0, values.length);
}
