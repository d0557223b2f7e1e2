import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersLook } from "../../src/table/id-like.ts";
import { numberShape } from "../../src/table/number-shape.ts";
import { runs } from "../table-arbitraries.ts";

const number = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(NaN, -0, 0.5, 1e300, -1e-300, 2 ** 53));
const columns = fc.oneof(fc.array(number, { maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 90 }).map((list) => list.sort((a, b) => a - b)));

test("the shape of numbers is what each look by itself tells", () => {
  fc.assert(
    fc.property(columns, (list) => {
      const present = list.filter((x) => !Number.isNaN(x));
      expect(numberShape(Float64Array.from(list))).toEqual({
        present: present.length, min: expect.closeTo(Math.min(...present), 15), max: expect.closeTo(Math.max(...present), 15),
        isWhole: present.every(Number.isInteger), isAscending: present.every((x, i) => i === 0 || x > present[i - 1]),
      });
    }),
    runs(2),
  );
});

test("whole numbers are counted alike whether they lie near one another or far apart", () => {
  const whole = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 20, maxLength: 400 });
  fc.assert(
    fc.property(whole, fc.constantFrom("amount", "region", "Customer ID", "number"), (list, name) => {
      const [near, far] = [Float64Array.from(list), Float64Array.from(list, (x) => x * 4099)];
      const told = (values: Float64Array) => JSON.stringify(numbersLook(name, values)).replace(/run from \d+ to \d+ without a gap/, "all distinct, as its name suggests");
      expect(told(far)).toBe(told(near));
    }),
    runs(1),
  );
});
