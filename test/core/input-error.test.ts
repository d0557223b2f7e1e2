import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError, type Place, received, sayFault, within } from "../../src/core/input-error.ts";
import { errorOf } from "../error-of.ts";
import "../setup.ts";

test("an InputError is a RangeError that carries where the fault lies, and nothing it does not know", () => {
  const error = new InputError("missing-value", "clusterSegments", "must be a number", '"n/a"', { column: "age", row: 17 }, "");
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe("clusterSegments: column `age`, row 17: must be a number. Got \"n/a\".");
  expect({ ...error }).toEqual({ name: "InputError", code: "missing-value", where: "clusterSegments", rule: "must be a number", received: '"n/a"', argument: "", column: "age", row: 17 });
  expect("line" in error).toBe(false);
});

test("the message ends in one full stop, or in the question mark of a suggestion, whatever was received", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (word, text) => /[^.?][.?]$/.test(new InputError("empty", "f", text, received(word, ["ward", "seed"])).message)));
});

const words = fc.string({ minLength: 1 });
const places: fc.Arbitrary<Place> = fc.record({ column: fc.oneof(words, fc.nat(9)), row: fc.nat(99), line: fc.nat(99) }, { requiredKeys: [] });

test("one function that calls another puts its own name on the error, and changes nothing else", () => {
  fc.assert(
    fc.property(words, words, places, fc.option(words, { nil: undefined }), (rule, got, place, argument) => {
      const inner = new InputError("empty", "inner", rule, got, place, argument);
      const outer = new InputError("empty", "outer", rule, got, place, argument);
      expect(() => within("outer", "inner", () => { throw inner; })).toThrow(outer);
      expect(errorOf(() => within("outer", "inner", () => { throw inner; }))).toEqual({ ...errorOf(() => { throw outer; }) });
      expect(outer.message).toBe(`outer: ${sayFault(inner)}`);
    }),
  );
});

test.each([["what is no InputError", new TypeError("inner")], ["an error of a third function", new InputError("empty", "third", "must", 1)]])("%s passes as it is", (_, fault) => {
  expect(() => within("outer", "inner", () => { throw fault; })).toThrow(fault);
  expect(within("outer", "inner", () => 7)).toBe(7);
});

test("a place is said before the rule where there is an argument, rows from the number asked for", () => {
  const fault = { rule: "must be so", received: "3" };
  expect(sayFault({ ...fault, column: "a", row: 4 })).toBe("must be so. Got 3.");
  expect(sayFault({ ...fault, argument: "", column: "a", row: 4, line: 9 }, 1)).toBe("column `a`, row 5, line 9: must be so. Got 3.");
  expect(sayFault({ ...fault, argument: "`x`", column: 2, row: 4 })).toBe("`x`, row 4, column 2: must be so. Got 3.");
});
