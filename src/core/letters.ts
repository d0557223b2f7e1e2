// Letters, numbers and their case by code points that stand here, so that no decision rests on the Unicode tables of an engine: Node 20
// has those of Unicode 15, later ones know more letters. What is written out here has been a letter, or a pair of a capital and a small
// letter, since Unicode 7 or before, and stays one by its stability policy; what lies between the letters of a script counts as one of
// its letters, whether an engine knows it or not. Elsewhere in `src/` neither `\p{…}` stands outside of `settled` nor `toLowerCase`
// anywhere. `\s` and `trim` are left: the same 25 characters on every engine since Unicode 6.3, as test/engines holds.

/** Capitals and small letters beyond ASCII: Latin, Greek, Cyrillic, Armenian, full width. Every code point is assigned. */
const cased =
  "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01c4-\u024f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0586\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a";

/** Letters of all scripts with the marks on them: without digits and punctuation where those are common, else by blocks. */
const letters =
  "a-zA-Z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u02c6-\u02d1\u02e0-\u037d\u037f-\u0386\u0388-\u0481\u0483-\u0559\u0560-\u0588\u0591-\u05f2\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff" +
  "\u0710-\u0963\u0971-\u09e5\u09f0\u09f1\u09f4-\u0e3e\u0e40-\u0e4e\u0e81-\u167f\u1681-\u17da\u17dc-\u1fff\u2071-\u209c\u2102-\u218b\u2c00-\u2dff\u2e2f" +
  "\u3005\u3006\u3031-\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u318e\u31a0-\u31ff\u3400-\ud7ff\uf900-\ufdfb\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\u{10000}-\u{100ff}\u{10280}-\u{1cbff}\u{1d400}-\u{1d7cb}\u{1df00}-\u{1eeff}\u{20000}-\u{3ffff}";

/** Digits that are no letters here, and numbers that are one character. */
const numbers =
  "0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u2460-\u24ff\u3007\uff10-\uff19";

const currencies = "$\u00a2-\u00a5\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf\ufdfc\uff04\uffe0-\uffe6";

/** The small letters and the capitals, one by one, since most alternate. */
const cases = /* @__PURE__ */ (() => {
  const found = ["a-z", "A-Z"];
  for (const [, first, last = first] of cased.matchAll(/(.)(?:-(.))?/g)) {
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
      const letter = String.fromCharCode(code);
      found[letter.toLowerCase() === letter ? 0 : 1] += letter;
    }
  }
  return found;
})();

/**
 * The pattern with the sets of this file in place of the engine's: `\p{L}` letters, `\p{Lu}` capitals, `\p{Ll}` small letters, `\p{N}`
 * numbers, `\p{Sc}` currency signs. Assumes that it names no other.
 */
export function settled({ source, flags }: RegExp): RegExp {
  const sets: Readonly<Record<string, string>> = { L: letters, Lu: cases[1], Ll: cases[0], N: numbers, Sc: currencies };
  let isInside = false;
  const spelt = source.replace(/\\p\{(\w+)\}|\\.|[[\]]/g, (token, name: string | undefined) => {
    if (token === "[" || token === "]") isInside = token === "[";
    if (name === undefined) return token;
    return isInside ? sets[name] : `[${sets[name]}]`;
  });
  return new RegExp(spelt, flags);
}

const words = /* @__PURE__ */ (() => new RegExp(`[A-Za-z${cased}]+`, "g"))(); // the last sigma of one has a form of its own

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The text in small letters: those of Latin, Greek, Cyrillic and Armenian. */
export function lower(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.replace(words, (word) => word.toLowerCase());
}

/** The text with its first letter as a capital, where the two are a pair: `ß` has none. */
export function withCapital(text: string): string {
  const capital = text.slice(0, 1).toUpperCase();
  return capital.length === 1 && lower(capital) === text[0] ? capital + text.slice(1) : text;
}

/** The text without the accents of Latin letters. */
export function withoutAccents(text: string): string {
  if (isAscii(text)) return text;
  return text.replace(/[\u00c0-\u017f]/g, (letter) => letter.normalize("NFD")).replace(/[\u0300-\u036f]/g, "");
}
