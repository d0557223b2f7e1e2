import { expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";

test("an InputError is a RangeError that carries where the fault lies, and nothing it does not know", () => {
  const error = new InputError("missing-value", "clusterSegments", "column `age`, row 17: must be a number.", { column: "age", row: 17 });
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe("clusterSegments: column `age`, row 17: must be a number.");
  expect({ ...error }).toEqual({ name: "InputError", code: "missing-value", where: "clusterSegments", column: "age", row: 17 });
  expect("line" in error).toBe(false);
});
