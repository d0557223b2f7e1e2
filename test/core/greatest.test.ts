import fc from "fast-check";
import { expect, test } from "vitest";
import { Greatest, placeOfGreatest, setNumber } from "../../src/core/greatest.ts";

test("the place of the greatest is the first one that a look at all finds, whatever was written before", () => {
  const writes = fc.array(fc.tuple(fc.nat(40), fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(-Infinity, Infinity, 0.5))), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), writes, (room, written) => {
      const greatest = new Greatest(room);
      const plain = new Array<number>(room).fill(-Infinity);
      expect(placeOfGreatest(greatest)).toBe(0);
      for (const [place, value] of written) {
        setNumber(greatest, place % room, value);
        plain[place % room] = value;
        expect(placeOfGreatest(greatest)).toBe(plain.indexOf(Math.max(...plain)));
      }
    }),
  );
});
