import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower, settled, withCapital, withoutAccents } from "../../src/core/letters.ts";
import "../setup.ts";

const codePoints = Array.from({ length: 0x32000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
const texts = codePoints.map((code) => String.fromCodePoint(code));
const isIn = (set: RegExp): ((text: string) => boolean) => (text) => set.test(text);
const isLetter = isIn(settled(/^\p{L}$/u));
const isNumber = isIn(settled(/^\p{N}$/u));
const isCapital = isIn(settled(/^\p{Lu}$/u));
const isSmall = isIn(settled(/^\p{Ll}$/u));
const isCurrency = isIn(settled(/^\p{Sc}$/u));

const latinGreekCyrillic = fc.string({ unit: fc.constantFrom(..."aZéÉßÜüİıŁłſΣσςΌόЖжЁёԱա"), maxLength: 12 });
const anything = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.string({ unit: "binary", maxLength: 12 }), latinGreekCyrillic);

describe("the sets", () => {
  test("every letter that this engine knows in the planes of letters is one, in every script", () => {
    const isKnown = isIn(/^\p{L}$/u);
    expect(texts.filter((text) => isKnown(text) && !isLetter(text))).toEqual([]);
  });

  test("up to the scripts of India, and in the planes of Chinese, Japanese and Korean, no mark of punctuation, sign or blank is a letter", () => {
    const isOther = isIn(/^[\p{P}\p{S}\p{N}\s\p{Cc}\p{Co}]$/u);
    const isCommon = (text: string): boolean => text < "\u06d6" || (text >= "\u3005" && text < "\u4db0") || (text >= "\u4e00" && text < "\ua48d");
    const tones = /^[\u02e5-\u02ff\u0375\u0384\u0385\u03f6\u05be\u05c0\u05c3\u05c6\u3036-\u303a\u309b\u309c\u31c0-\u31ef]$/; // by themselves
    expect(texts.filter((text) => isLetter(text) && isOther(text) && isCommon(text) && !tones.test(text))).toEqual([]);
    expect(texts.filter((text) => isLetter(text) && /\s/.test(text))).toEqual([]);
    expect([..."\u2014\u060c\u061f\u066a\u06d4\u0964\u0e3f\u3001\u30fb\uff01\u{1f600}\ue000"].filter(isLetter)).toEqual([]);
  });

  test("letters that newer versions of Unicode brought, or will bring, are letters without case", () => {
    // of 14, 15, 15.1, 16, 17 and none so far
    for (const letter of ["\u{10570}", "\u{11f02}", "\u{2ebf0}", "\u{10d50}", "\u{10940}", "\ua7ce", "\ua7dd", "\u1c8b"]) {
      expect([isLetter(letter), isCapital(letter), isSmall(letter), lower(letter), withCapital(letter)], letter).toEqual([true, false, false, letter, letter]);
    }
  });

  test("a letter is a number or a currency nowhere, and a capital or a small letter, but not both, where it has case", () => {
    expect(texts.filter((text) => isLetter(text) && (isNumber(text) || isCurrency(text)))).toEqual([]);
    expect(texts.filter((text) => (isCapital(text) || isSmall(text)) && !isLetter(text))).toEqual([]);
    expect(texts.filter((text) => isCapital(text) === isSmall(text) && isCapital(text))).toEqual([]);
    expect([..."AZÀÞĀŁΩЯԱẞ"].every(isCapital) && [..."azàßāłωςяաẞ".slice(0, -1)].every(isSmall)).toBe(true);
    expect([..."×÷ʹ҂1ªª中א"].some((text) => isCapital(text) || isSmall(text))).toBe(false);
  });

  test("numbers and currency signs", () => {
    expect([..."aæ$中٪"].filter(isNumber)).toEqual([]);
    expect([..."09²¾٣३๓①９"].filter((text) => !isNumber(text))).toEqual([]);
    expect([..."$€£¥₹₽฿﷼＄\u20c0\u20c1\u20cf"].filter((text) => !isCurrency(text))).toEqual([]);
    expect([..."%#S№"].filter(isCurrency)).toEqual([]);
  });

  test("a pattern keeps its other parts, and its sets stand inside classes and outside", () => {
    const pattern = settled(/^[#\p{L}-]+\[\\?\p{N}(?:[^\p{L}\]]|\p{Lu}\p{Ll}{2})\/$/gu);
    expect(pattern.flags).toBe("gu");
    const fits = (text: string): boolean => (pattern.lastIndex = 0, pattern.test(text));
    expect(["#é-[1]/", "中[\\5!/", "a[٣Éàb/"].map(fits)).toEqual([false, true, true]);
    expect(["#é-[1./", "[1./", "a1./", "a[x./", "a[1é/"].map(fits)).toEqual([true, false, false, false, false]);
  });
});

describe("case", () => {
  test("of ASCII, Latin, Greek, Cyrillic and Armenian it is what the language gives, a final sigma too", () => {
    fc.assert(fc.property(latinGreekCyrillic, (text) => { expect(lower(text)).toBe(text.toLowerCase()); }));
    expect(lower("ΟΔΟΣ 12, ΣΟΦΟΣ: ÀÉÎŒ Größe ЖУК")).toBe("οδος 12, σοφος: àéîœ größe жук");
  });

  test("lower is settled after one step, and leaves what is no letter of those", () => {
    fc.assert(fc.property(anything, (text) => {
      expect(lower(lower(text))).toBe(lower(text));
      expect(lower(text).replace(/[^\0-\x7f]/g, "").length).toBeGreaterThanOrEqual(text.replace(/[^\0-\x7f]/g, "").length);
      if (![...text].some(isCapital)) expect(lower(text)).toBe(text);
    }));
  });

  test("the first letter becomes a capital where the two are a pair", () => {
    expect(["école", "éa", "ßa", "ςa", "ŉa", "ﬁa", "\u019ba", "\u0264a", "жа", "Ab", "1a", "", " a", "\u{10d70}"].map(withCapital)).toEqual(
      ["École", "Éa", "ßa", "ςa", "ŉa", "ﬁa", "\u019ba", "\u0264a", "Жа", "Ab", "1a", "", " a", "\u{10d70}"]);
    fc.assert(fc.property(anything, (text) => {
      const [first = ""] = text;
      expect(withCapital(text) === text || (isSmall(first) && lower(withCapital(first)) === first)).toBe(true);
    }));
  });

  test("accents go, other letters stay", () => {
    expect(withoutAccents("Fevriér août Márzė März јуни ﬁ")).toBe("Fevrier aout Marze Marz јуни ﬁ");
  });
});
