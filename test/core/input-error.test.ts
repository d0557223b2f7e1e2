import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError, received } from "../../src/core/input-error.ts";
import "../setup.ts";

test("an InputError is a RangeError that carries where the fault lies, and nothing it does not know", () => {
  const error = new InputError("missing-value", "clusterSegments", "column `age`, row 17: must be a number", '"n/a"', { column: "age", row: 17 });
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe("clusterSegments: column `age`, row 17: must be a number. Got \"n/a\".");
  expect({ ...error }).toEqual({ name: "InputError", code: "missing-value", where: "clusterSegments", column: "age", row: 17 });
  expect("line" in error).toBe(false);
});

test("the message ends in one full stop, or in the question mark of a suggestion, whatever was received", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (word, text) => /[^.?][.?]$/.test(new InputError("x", "f", text, received(word, ["ward", "seed"])).message)));
});
