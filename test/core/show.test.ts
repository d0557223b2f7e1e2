import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { list, received, show } from "../../src/core/input-error.ts";
import "../setup.ts";

describe("show", () => {
  test.each<[unknown, string]>([
    ["n/a", '"n/a"'],
    ['a "quoted"\nline', '"a \\"quoted\\"\\nline"'],
    ["x".repeat(61), `"${"x".repeat(60)}…"`],
    [1.5, "1.5"],
    [-0, "-0"],
    [NaN, "NaN"],
    [12n, "12n"],
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    [Symbol("s"), "Symbol(s)"],
    [() => 0, "a function"],
    [[1, 2], "an array of 2"],
    [new Int32Array(3), "a Int32Array"],
    [{}, "an object with nothing in it"],
    [{ a: 1 }, "an object"],
    [Object.create(null), "an object with nothing in it"],
  ])("shows %o as %s", (value, text) => {
    expect(show(value)).toBe(text);
  });

  test("never throws, and stays short whatever it is given", () => {
    fc.assert(fc.property(fc.anything({ withBigInt: false, withTypedArray: true, withNullPrototype: true }), (value) => show(value).length < 450));
  });
});

test("list puts names in back-ticks and counts what it leaves out", () => {
  expect(list(["a", "b"])).toBe("`a`, `b`");
  expect(list(["a", "b", "c", "d"], 2)).toBe("`a`, `b`, and 2 more");
});

describe("received", () => {
  test.each([
    ["a letter missing", "wrd", "ward"],
    ["two letters swapped", "wrad", "ward"],
    ["other capitals", "WARD", "ward"],
    ["a plural", "seeds", "seed"],
    ["the nearest of several", "avrage", "average"],
    ["the first of two as near", "sard", "ward"],
  ])("suggests the word meant: %s", (_, word, meant) => {
    expect(received(word, ["single", "ward", "sand", "average", "seed"])).toBe(`"${word}"; did you mean "${meant}"?`);
  });

  test("suggests nothing when more than half of the word would change", () => {
    expect(received("xyz", ["ward"])).toBe('"xyz"');
    expect(received(7, ["ward"])).toBe("7");
  });
});
