import fc from "fast-check";
import "./setup.ts";

/** Two labellings of the same rows: five labels in the first, -1 and -2 among them, four in the second. */
export const labelPairs: fc.Arbitrary<[number[], number[]]> = fc
  .integer({ min: 1, max: 30 })
  .chain((n) => fc.tuple(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: n, maxLength: n }), fc.array(fc.nat(3), { minLength: n, maxLength: n })));
