import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkdown, formatNumber, lengthOf, listOf, markdownTable, oneLine, shorten, unlike, sayNumber, sayShare, sayShareBelow } from "../../src/core/text.ts";
import "../setup.ts";

test.each([
  [1230, "1230"],
  [0.4, "0.4"],
  [22288.4367, "22288.44"],
  [-3.5, "-3.5"],
  [0, "0"],
  [-0, "0"],
  [999.999, "1000"],
  [0.004, "4.00e-3"],
  [-0.004, "-4.00e-3"],
  [1e15, "1.00e+15"],
  [NaN, "NaN"],
])("the number %d is written %s", (x, text) => {
  expect(formatNumber(x)).toBe(text);
});

test("what is written reads as the number to half a hundredth, or to three digits", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(Number(formatNumber(x)) - x)).toBeLessThanOrEqual(Math.max(0.0050001, 0.0051 * Math.abs(x)));
    }),
  );
});

test.each([
  ["minutes_watched", "minutes_watched"],
  ["_all_ and __proto__", "\\_all\\_ and \\_\\_proto\\_\\_"],
  ["a*b* [c](d) <e> `f` g|h ~~i~~", "a\\*b\\* \\[c\\](d) \\<e\\> \\`f\\` g\\|h \\~\\~i\\~\\~"],
  ["# R&D &amp; &#65; \\", "\\# R&D \\&amp; \\&\\#65; \\\\"],
  ["two\nlines \u202eturned", "two lines turned"],
])("in Markdown %j is written %j", (text, written) => {
  expect(escapeMarkdown(text)).toBe(written);
});

test("a Markdown table has a rule below its head, and empty cells", () => {
  expect(markdownTable(["", "a|b"], [["c", "1"]])).toBe("|   | a\\|b |\n| --- | --: |\n| c | 1 |");
});

test("text is shortened to so many characters of one line, never in the middle of one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 80 }), (text, most) => {
      const short = shorten(text, most);
      expect(lengthOf(short)).toBeLessThanOrEqual(most);
      expect(short).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u);
      if (lengthOf(oneLine(text)) <= most) expect(short).toBe(oneLine(text));
      else expect(oneLine(text).startsWith(short.slice(0, -1))).toBe(true);
    }),
  );
  expect(shorten("x".repeat(61))).toBe(`${"x".repeat(59)}…`);
});

test("names are listed, of many the first", () => {
  expect([listOf([]), listOf(["a"]), listOf(["a", "b", "c"]), listOf(["a", "b", "c"], 2)]).toEqual(["", "a", "a, b and c", "a, b and 1 more"]);
});

test("a heading gives way to its equals", () => {
  expect([unlike("Segment", []), unlike("Segment", ["Segment", "Segment_"])]).toEqual(["Segment", "Segment__"]);
});

test.each<[number, string]>([
  [288508, "288,508"], [2021.63, "2,022"], [-1234567.8, "-1,234,568"], [1e15, "1,000,000,000,000,000"], [999.5, "1,000"],
  [117.57, "118"], [38.94, "38.9"], [9.876, "9.88"], [0.25, "0.25"], [0.00182, "0.0018"], [7.13e-5, "0.0001"], [-0.00001, "almost 0"], [1e-90, "almost 0"], [0, "0"],
])("a sentence says %d as %s", (value, said) => {
  expect(sayNumber(value)).toBe(said);
});

test("a sentence never has a power of ten, nor a share of 0 or 100 % that is none", () => {
  fc.assert(fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), (value) => {
    const said = sayNumber(value);
    expect(said).toMatch(/^(almost 0|-?\d{1,3}(,\d{3})*(\.\d{1,4})?)$/);
    expect(said === "0").toBe(value === 0);
    expect(Math.abs(Number(said.replace("almost ", "").replaceAll(",", "")) - value)).toBeLessThanOrEqual(Math.max(0.00005, Math.abs(value) * 0.0051));
  }));
  fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
    expect(sayShare(share) === "0 %").toBe(share === 0);
    expect(sayShare(share) === "100 %").toBe(share === 1);
  }));
});

test("a share that is below another reads as below it", () => {
  expect([sayShareBelow(0.0199, 0.02), sayShareBelow(0.1999, 0.2), sayShareBelow(0.125, 0.2)]).toEqual(["1.9 %", "19.9 %", "13 %"]);
});
