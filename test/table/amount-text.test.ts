import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAmount, readNumberText } from "../../src/table/amount-text.ts";
import { readNumber } from "../../src/table/number-text.ts";
import { runs } from "../table-arbitraries.ts";

const decimals = fc.constantFrom<"." | ",">(".", ",");
const digits = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength });
const wholes = fc.oneof(fc.nat({ max: 9999 }), fc.maxSafeInteger().map(Math.abs)).map(String);
const fractions = fc.option(fc.oneof(digits(3), digits(20)), { nil: undefined });
const blanks = [" ", "\u00a0", "\u202f", "\u2009"];
const blank = fc.constantFrom("", ...blanks);
const currencies = fc.constantFrom("$", "€", "£", "¥", "₹", "₿", "¢", "USD", "EUR", "CHF");

/** The number without what stands around it. */
const bodies = fc.record({ decimal: decimals, whole: wholes, fraction: fractions, separator: fc.constantFrom("", "mark", "'", "’", ...blanks) }).map((parts) => {
  const { decimal, whole, fraction, separator } = parts;
  const mark = separator === "mark" ? (decimal === "." ? "," : ".") : separator;
  const text = grouped(whole, mark) + (fraction === undefined ? "" : decimal + fraction);
  return { ...parts, text, hasThousands: mark !== "" && whole.length > 3 };
});

/** Groups of three from the right, one by one. */
function grouped(whole: string, mark: string): string {
  return whole.length <= 3 ? whole : grouped(whole.slice(0, -3), mark) + mark + whole.slice(-3);
}

/** The text of a hundredth: the point two places further left. */
function hundredth(whole: string, fraction = ""): string {
  const padded = whole.padStart(3, "0");
  return `${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`;
}

describe("numbers written from their parts are read back", () => {
  const signs = fc.constantFrom("", "+", "-", "\u2212");
  const valueOf = (isNegative: boolean, decimalText: string): number => Number((isNegative ? "-" : "") + decimalText);

  test("with a sign, thousands separators, a fraction, blanks around", () => {
    fc.assert(
      fc.property(bodies, signs, blank, blank, ({ decimal, whole, fraction, text, hasThousands }, sign, before, after) => {
        const value = valueOf(sign === "-" || sign === "\u2212", `${whole}.${fraction ?? ""}`);
        expect(readNumberText(before + sign + text + after, decimal)).toBe(value);
        expect(parseAmount(before + sign + text + after, decimal)).toMatchObject({ value, unit: undefined, unitIs: undefined, hasThousands });
      }),
      runs(20),
    );
  });

  test("with a currency before or after", () => {
    fc.assert(
      fc.property(bodies, signs, currencies, blank, fc.nat({ max: 2 }), ({ decimal, whole, fraction, text, hasThousands }, sign, currency, gap, place) => {
        const written = [sign + currency + gap + text, currency + gap + sign + text, sign + text + gap + currency][place];
        const value = valueOf(sign === "-" || sign === "\u2212", `${whole}.${fraction ?? ""}`);
        expect(readNumberText(written, decimal)).toBe(value);
        expect(parseAmount(written, decimal)).toMatchObject({ value, unit: currency, unitIs: "currency", hasThousands });
      }),
      runs(20),
    );
  });

  test("in accounting parentheses, which say less than nothing", () => {
    fc.assert(
      fc.property(bodies, currencies, blank, fc.nat({ max: 4 }), ({ decimal, whole, fraction, text, hasThousands }, currency, gap, place) => {
        const inside = [text, currency + gap + text, text + gap + currency][place];
        const written = inside === undefined ? [`${currency}${gap}(${text})`, `(${text})${gap}${currency}`][place - 3] : `(${inside})`;
        const value = valueOf(true, `${whole}.${fraction ?? ""}`);
        expect(readNumberText(written, decimal)).toBe(value);
        expect(parseAmount(written, decimal)).toMatchObject({ value, unit: place === 0 ? undefined : currency, hasThousands });
      }),
      runs(20),
    );
  });

  test("as per cent, rounded once", () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom("", "-", "()"), blank, ({ decimal, whole, fraction, text, hasThousands }, sign, gap) => {
        const written = sign === "()" ? `(${text}${gap}%)` : `${sign}${text}${gap}%`;
        const value = valueOf(sign !== "", hundredth(whole, fraction));
        expect(readNumberText(written, decimal)).toBe(value);
        expect(parseAmount(written, decimal)).toMatchObject({ value, unit: "%", unitIs: "percent", hasThousands });
      }),
      runs(20),
    );
  });

  test("as any double prints", () => {
    const printed = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toExponential());
    fc.assert(
      fc.property(printed, decimals, (text, decimal) => readNumberText(text.replace(".", decimal), decimal) === Number(text)),
      runs(20),
    );
  });
});

const tokens = ["1", "23", "456", "000", "0", ",", ".", " ", "\u00a0", "'", "$", "€", "EUR", "%", "-", "\u2212", "+", "(", ")", "e", "x"];
const junk = fc.array(fc.constantFrom(...tokens), { maxLength: 9 }).map((parts) => parts.join(""));
const swapped = (text: string): string => text.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));

describe("any text", () => {
  test("never throws, and is a finite number or none", () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.string(), fc.string({ unit: "binary" })), decimals, (text, decimal) => {
        const value = readNumberText(text, decimal);
        expect(Number.isNaN(value) || Number.isFinite(value)).toBe(true);
        expect(parseAmount(text, decimal)?.value ?? NaN).toBe(value);
      }),
      runs(50),
    );
  });

  test("without marks of people is what readNumber makes of it", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."0123456789.eE+- \t"), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(plain, fc.float().map(String)), (text) => {
        fc.pre(!/\d \d|EEE|\de|[\d.]\s*[-+]{1,2}\s*$|\d\s+E|\d[-+\s]*E[-+\s]*$/i.test(text)); // a separator, a currency, a bound, a minus behind, a unit
        expect(readNumberText(text, ".")).toBe(readNumber(text, 0, text.length, ".", new Uint8Array(1), 0));
      }),
      runs(50),
    );
  });

  test("that is accepted has one value: that of its digits", () => {
    fc.assert(
      fc.property(junk, (text) => {
        const value = readNumberText(text, ".");
        if (Number.isNaN(value) || !/\d/.test(text)) return; // a dash beside a currency is 0
        const [, whole, fraction] = /^(\d*)\.?(\d*)/.exec(text.replace(/[^\de.]/g, ""))!;
        const exponent = /e[+-]?\d+/.exec(text)?.[0] ?? "";
        const size = text.includes("%") ? hundredth(whole, fraction) : `${whole}.${fraction}${exponent}`;
        const isNegative = /^[^e]*[-\u2212(]/.test(text.replace(/[.,][-\u2212]{1,2}/, "")) || /e[+-]?\d+.*[-\u2212]$/.test(text);
        expect(value).toBe(Number((isNegative ? "-" : "") + size));
      }),
      runs(200),
    );
  });

  test("means the same with both marks swapped", () => {
    fc.assert(
      fc.property(junk, (text) => {
        fc.pre(!/\d,\d\d,|[ex]/.test(text)); // as India groups; the point of a unit
        expect(readNumberText(swapped(text), ",")).toBe(readNumberText(text, "."));
      }),
      runs(50),
    );
  });

  test("in groups is a number just where all but the first have three digits and that begins it", () => {
    const group = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("234", "567", "000") }, { weight: 1, arbitrary: digits(4) });
    fc.assert(
      fc.property(fc.constantFrom("1", "12", "123", "1234", "0", "012", ""), fc.array(group, { minLength: 1, maxLength: 4 }), fc.constantFrom(",", "'", ...blanks), (first, rest, mark) => {
        const isIndian = mark === "," && /^[1-9]\d?$/.test(first) && rest.at(-1)!.length === 3 && rest.slice(0, -1).every(({ length }) => length === 2);
        const isStrict = isIndian || (/^[1-9]\d{0,2}$/.test(first) && rest.every((digits) => digits.length === 3));
        const text = `<${[first, ...rest].join(mark)}>`.slice(1, -1);
        fc.pre(text.trim() === text);
        expect(readNumberText(text, ".")).toBe(isStrict ? Number([first, ...rest].join("")) : NaN);
      }),
      runs(20),
    );
  });
});

describe("examples", () => {
  test.each<[text: string, value: number]>([
    ["1,234,567.5", 1234567.5], ["1 234 567.5", 1234567.5], ["1\u202f234", 1234], ["1\u2009234", 1234], ["1'234.50", 1234.5], ["1’234.50", 1234.5], ["1,234", 1234], ["1,234,567", 1234567],
    ["USD 1,200.50", 1200.5], ["1200 EUR", 1200], ["$5", 5], ["-$5", -5], ["$-5", -5], ["$ -5", -5], ["\u22125", -5], ["+$5", 5], ["5€", 5], ["₹ 12", 12], ["\u20cf5", 5], ["5 \u20cf", 5], ["$.5", 0.5],
    ["($1,234.50)", -1234.5], ["(5)", -5], ["$(5)", -5], ["$ (1,234.50)", -1234.5], ["(5) EUR", -5], ["(12.5%)", -0.125], ["(7)%", -0.07],
    ["12.5 %", 0.125], ["7%", 0.07], ["0%", 0], ["-7 %", -0.07], [".5%", 0.005], ["100%", 1], ["1,200 %", 12], ["0.1%", 0.001], ["29%", 0.29], ["57%", 0.57],
    ["0", 0], ["0.5", 0.5], ["-0.5", -0.5], ["00.5", 0.5], ["5.", 5], ["1e3", 1000], ["-1.5E+3", -1500], ["\u22121e3", -1000], ["9007199254740992", 2 ** 53], ["9,007,199,254,740,992", 2 ** 53], ["9,007,199,254,740,993.0", 2 ** 53],
    ["\u00a012\u00a0", 12], [" 1,234 ", 1234],
    ["US$ 12.50", 12.5], ["A$5.00", 5], ["R$ 3", 3], ["Rs. 103.57", 103.57], ["1 234.00 kr", 1234], ["52.05 zł", 52.05], ["12 Kč", 12], ["Fr. 7.50", 7.5], ["$5 USD", 5], ["-€12.50 EUR", -12.5],
    ["1,234.56-", -1234.56], ["500-", -500], ["5.00-€", -5], ["'-900.00", -900], ["'+5", 5], ["5,-", 5], ["12.--", 12], ["12.\u2013", 12], ["$ -", 0], ["- €", 0], ["$-", 0],
    ["19M", 19e6], ["201k", 201e3], ["1.2k", 1200], ["2.675K", 2675], ["€1.5M", 1.5e6], ["3 Mio. €", 3e6], ["1.1bn", 1.1e9], ["0.3 Tsd.", 300],
    ["12.5 kg", 12.5], ["3kg", 3], ["40 GB", 40], ["5 stars", 5], ["5 PCS", 5], ["10,000+", 10000], ["< 10%", 0.1], [">5", 5], ["≥ $3", 3], ["1,23,456", 123456], ["₹ 12,34,567.50", 1234567.5],
  ])("%j is a number", (text, value) => {
    expect(readNumberText(text, ".")).toBe(value);
  });

  test.each<[text: string, value: number]>([
    ["1.234.567,5", 1234567.5], ["R$ 1.234,56", 1234.56], ["52,05 zł", 52.05], ["1 234,00 kr", 1234], ["1.234,56-", -1234.56], ["1,2 Mio. €", 1.2e6], ["5,--", 5], ["1 234,5", 1234.5], ["1.234", 1234], ["1,234", 1.234], ["1,5e3", 1500], ["12,5 %", 0.125], ["1.234,56 €", 1234.56], ["1’234,5", 1234.5], [",5", 0.5], ["-1,25", -1.25],
  ])("%j is one with a decimal comma", (text, value) => {
    expect(readNumberText(text, ",")).toBe(value);
  });

  test.each([
    "", " ", "-", "+", ".", "()", "$", "%", "EUR", "1,23", "12,34,5", "1,2345", "1234,567", "0,123", "0,123.5", "012,345.5", ",123", "1,,234", "1.2.3", "1,234,567.5.5", "1.234,5", "1 234,567", "1'234,567", "1,234,56", "12,3,456", "0,12,345",
    "0x10", "Infinity", "NaN", "1 2 3", "12abc", "abc", "5 May", "12a", "1009-A", "<", "< <5", "5++", "'5", "'a", "5k5", "1_000", "१२", "1\t234", "1\n234", "- 5", "--5", "-$-5", "(-5)", "-(5)", "(5", "5)", "((5))", "(5))", "(EUR) 5", "5-", "12-", "5--", "-5-", "(5-)",
    "$5%", "5%%", "%5", "EUR 5 USD", "$5 kg", "$$5", "usd 5", "USDT 5", "EU 5", "1e3%", "1e", "e5",
    "00123", "-00123", "$007", "007 EUR", "05%", "(007)", "9007199254740993", "9,007,199,254,740,993", "$9007199254740993", "12345678901234567%", "1e999", "-1e999", "$1e999",
  ])("%j is none", (text) => {
    expect(readNumberText(text, ".")).toBeNaN();
    expect(parseAmount(text, ".")).toBeUndefined();
  });

  test.each(["1,234.5", "1.23", "1,234,567", "1,2,3", "12.34.5", ".5", "0.123"])("%j is none with a decimal comma", (text) => {
    expect(readNumberText(text, ",")).toBeNaN();
  });

  test("what a number was written with is told", () => {
    expect(parseAmount("1 200 EUR", ".")).toMatchObject({ value: 1200, unit: "EUR", unitIs: "currency", hasThousands: true });
    expect(parseAmount("12", ".")).toMatchObject({ value: 12, unit: undefined, hasThousands: false });
    expect(parseAmount("1.234", ",")?.hasThousands).toBe(true);
    expect(parseAmount("1.234", ".")?.hasThousands).toBe(false);
  });

  test("a long text is refused in time that grows with its length alone", () => {
    for (const part of [" ", "1", "1 ", "1,", "(", "$ ", "-", ",234", "e", "1e"]) expect(readNumberText(`1${part.repeat(200_000)}x`, ".")).toBeNaN();
  });
});
