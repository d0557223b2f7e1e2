// Letters, numbers and their case by code points that stand here, so that no decision rests on the Unicode tables of an engine: Node 20
// has those of Unicode 15, later ones know more letters. What is written out here has been a letter, or a pair of a capital and a small
// letter, since Unicode 7 or before, and stays one by its stability policy; what lies between the letters of a script counts as one of
// its letters, whether an engine knows it or not. Elsewhere in `src/` neither `\p{…}` stands outside of `settled` nor `toLowerCase`
// anywhere. `\s` and `trim` are left: the same 25 characters on every engine since Unicode 6.3, as test/engines holds.

/** Capitals and small letters beyond ASCII: Latin, Greek, Cyrillic, Armenian, full width. Every code point is assigned. */
const cased =
  "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01c4-\u024f\u0370-\u0373\u0376\u0377\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0586\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a";

/** Letters of all scripts with the marks that stand on them: exact where writing is common, by whole blocks where it is rare. */
const letters =
  "a-zA-Z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u02c6-\u02d1\u02e0-\u02e4\u02ec\u02ee\u0300-\u0374\u0376-\u037d\u037f\u0386\u0388-\u03f5\u03f7-\u0481\u0483-\u0559\u0560-\u0588" +
  "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7-\u05f2\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0710-\u07bf\u07ca-\u07f5\u07fa-\u07fd\u0800-\u0963\u0971-\u09e5\u09f0\u09f1\u09fc-\u0a65" +
  "\u0a70-\u0ae5\u0af2-\u0b65\u0b71-\u0be5\u0c00-\u0c65\u0c80-\u0ce5\u0cf0-\u0d65\u0d7a-\u0de5\u0df0-\u0e3e\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0f1f\u0f35-\u103f\u104c-\u167f\u1681-\u17da\u17dc-\u17df\u1820-\u1fff" +
  "\u2071\u207f\u2090-\u209c\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128\u212a-\u212d\u212f-\u2139\u213c-\u213f\u2145-\u2149\u214e\u2183\u2184\u2c00-\u2dff\u2e2f\u3005\u3006\u3031-\u3035\u303b\u303c" +
  "\u3041-\u309f\u30a1-\u30fa\u30fc-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua60c\ua610-\ua61f\ua62a-\ua82f\ua840-\ua8cf\ua8da-\ua8ff\ua90a-\ud7ff\uf900-\ufdfb\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc" +
  "\u{10000}-\u{100ff}\u{10280}-\u{1cbff}\u{1d400}-\u{1d7cb}\u{1df00}-\u{1e2fe}\u{1e300}-\u{1ec6f}\u{1ed00}-\u{1eeff}\u{20000}-\u{3ffff}";

/** Digits of the scripts in which people write amounts, and numbers that are one character. */
const numbers =
  "0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0de6-\u0def\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f33\u1040-\u1049\u17e0-\u17e9\u1810-\u1819" +
  "\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182\u2185-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3007\u3021-\u3029\uff10-\uff19";

const currencies = "$\u00a2-\u00a5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20cf\ua838\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6";

/** The capitals and the small letters, one by one, since most alternate. */
const cases = /* @__PURE__ */ (() => {
  let [capitals, small] = ["A-Z", "a-z"];
  for (const [, first, last = first] of cased.matchAll(/(.)(?:-(.))?/g)) {
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
      const letter = String.fromCharCode(code);
      if (letter.toLowerCase() === letter) small += letter;
      else capitals += letter;
    }
  }
  return { capitals, small };
})();

/**
 * The pattern with the sets of this file in place of the engine's: `\p{L}` letters, `\p{Lu}` capitals, `\p{Ll}` small letters, `\p{N}`
 * numbers, `\p{Sc}` currency signs. Assumes that it names no other.
 */
export function settled({ source, flags }: RegExp): RegExp {
  const sets: Readonly<Record<string, string>> = { L: letters, Lu: cases.capitals, Ll: cases.small, N: numbers, Sc: currencies };
  let isInside = false;
  const spelt = source.replace(/\\p\{(\w+)\}|\\.|[[\]]/g, (token, name: string | undefined) => {
    if (token === "[" || token === "]") isInside = token === "[";
    if (name === undefined) return token;
    return isInside ? sets[name] : `[${sets[name]}]`;
  });
  return new RegExp(spelt, flags);
}

const words = /* @__PURE__ */ (() => new RegExp(`[A-Za-z${cased}]+`, "g"))(); // the last sigma of one has a form of its own

/** The text in small letters: those of Latin, Greek, Cyrillic and Armenian. */
export function lower(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return text.replace(words, (word) => word.toLowerCase());
  }
  return text.toLowerCase();
}

/** The text with its first letter as a capital, where the two are a pair: `ß` has none. */
export function withCapital(text: string): string {
  const capital = text.slice(0, 1).toUpperCase();
  return capital.length === 1 && lower(capital) === text[0] ? capital + text.slice(1) : text;
}

/** The text without the accents of Latin letters. */
export function withoutAccents(text: string): string {
  return text.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize("NFD")).replace(/[\u0300-\u036f]/g, "");
}
