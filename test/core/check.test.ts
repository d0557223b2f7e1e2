import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { checkFunction, checkInteger, checkKeys, checkNumber, checkOneOf, checkSeed, isArrayLike, isFloat64Array } from "../../src/core/check.ts";
import { errorOf } from "../error-of.ts";

const colours = ["red", "green", "blue"] as const;

test("a good value is returned as it is", () => {
  expect(checkInteger("f", "k", 3, 1, 4)).toBe(3);
  expect(checkNumber("f", "tol", 0.5, 0)).toBe(0.5);
  expect(checkOneOf("f", "colour", "green", colours)).toBe("green");
  expect(checkSeed("f", 4294967295)).toBe(4294967295);
  expect(checkKeys("f", "the options", { red: 1, blue: undefined }, colours)).toBeUndefined();
  expect(checkFunction("f", "call", undefined)).toBeUndefined();
  expect(checkFunction("f", "call", () => 0)).toBeUndefined();
});

describe("the sentence says where, what, rule and received:", () => {
  test.each([
    ["an integer in a range", () => checkInteger("f", "k", 5, 1, 4), "not-an-integer", "f: `k` must be an integer in [1, 4]. Got 5."],
    ["an integer without an upper bound", () => checkInteger("f", "k", 0, 1), "not-an-integer", "f: `k` must be an integer of at least 1. Got 0."],
    ["a fraction", () => checkInteger("f", "k", 1.5, 1), "not-an-integer", "f: `k` must be an integer of at least 1. Got 1.5."],
    ["a bigint", () => checkInteger("f", "k", 2n, 1), "not-an-integer", "f: `k` must be an integer of at least 1. Got 2n."],
    ["text for a number", () => checkNumber("f", "tol", "1"), "not-a-number", 'f: `tol` must be a finite number. Got "1".'],
    ["NaN", () => checkNumber("f", "tol", NaN, 0), "not-a-number", "f: `tol` must be a finite number of at least 0. Got NaN."],
    ["a number beyond a range", () => checkNumber("f", "share", 2, 0, 1), "not-a-number", "f: `share` must be a finite number in [0, 1]. Got 2."],
    ["an infinity", () => checkNumber("f", "tol", Infinity), "not-a-number", "f: `tol` must be a finite number. Got Infinity."],
    ["a word nearly right", () => checkOneOf("f", "colour", "gren", colours), "unknown-value", 'f: `colour` must be one of "red", "green", "blue". Got "gren"; did you mean "green"?'],
    ["a word far off", () => checkOneOf("f", "colour", "mauve", colours), "unknown-value", 'f: `colour` must be one of "red", "green", "blue". Got "mauve".'],
    ["an unknown key", () => checkKeys("f", "the options", { rde: 1 }, colours), "unknown-option", 'f: the options may hold `red`, `green`, `blue` and nothing else. Got "rde"; did you mean "red"?'],
    ["a key of every object", () => checkKeys("f", "the options", { constructor: 1 }, colours), "unknown-option", 'f: the options may hold `red`, `green`, `blue` and nothing else. Got "constructor".'],
    ["null for options", () => checkKeys("f", "the options", null, colours), "not-an-object", "f: the options must be an object. Got null."],
    ["an array for options", () => checkKeys("f", "the options", [], colours), "not-an-object", "f: the options must be an object. Got an array of 0."],
    ["no function", () => checkFunction("f", "call", {}), "not-a-function", "f: `call` must be a function. Got an object with nothing in it."],
    ["a seed below 0", () => checkSeed("f", -1), "not-an-integer", "f: `seed` must be an integer in [0, 4294967295]. Got -1."],
    ["a seed beyond 32 bits", () => checkSeed("f", 4294967296), "not-an-integer", "f: `seed` must be an integer in [0, 4294967295]. Got 4294967296."],
  ])("%s", (_, call, code, message) => {
    expect(errorOf(call)).toEqual({ name: "InputError", code, where: "f", message });
  });
});

test("arrays and typed arrays of numbers can be read by index; bigints, text and views without a type cannot", () => {
  expect([[], [1], new Float64Array(1), new Int8Array(1), new Uint8ClampedArray(1)].every(isArrayLike)).toBe(true);
  expect([new BigInt64Array(1), new BigUint64Array(1), new DataView(new ArrayBuffer(8)), "12", { length: 1 }, null, undefined].some(isArrayLike)).toBe(false);
});

test("a Float64Array of another realm is one", () => {
  expect(isFloat64Array(new Float64Array(1))).toBe(true);
  expect(isFloat64Array(runInNewContext("new Float64Array(1)"))).toBe(true);
  expect([new Float32Array(1), [1], new DataView(new ArrayBuffer(8)), null].some(isFloat64Array)).toBe(false);
});
