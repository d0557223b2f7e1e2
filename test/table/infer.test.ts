import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describe as describeTable } from "../../src/stats/describe.ts";
import { numbersLook, textsLook } from "../../src/table/id-like.ts";
import { encodedTypeIn } from "../../src/table/infer.ts";
import { errorOf } from "../error-of.ts";
import "../setup.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const idLike = (values: readonly unknown[], name = "x"): boolean => describeTable({ [name]: values }).columns[0].leftOut !== undefined;
const look = (name: string, values: readonly number[]): ReturnType<typeof numbersLook> => numbersLook(name, Float64Array.from(values));

describe("a column is", () => {
  test.each<[string, unknown[], string]>([
    ["a number when all cells are numbers", [1, 2.5, -3], "number"],
    ["a number whatever is missing", [null, 1, undefined, NaN, "", " \t"], "number"],
    ["a number when nothing is there", [null, null], "number"],
    ["a number for bigints", [1n, 2n], "number"],
    ["a number even with an infinity, which is an error when it is read", [1, Infinity], "number"],
    ["a category as soon as one cell is text", [1, 2, "3"], "category"],
    ["a category for booleans", [true, false], "category"],
  ])("%s", (_, values, kind) => {
    expect(encodedTypeIn(values)).toBe(kind);
  });

  test.each([Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array])("numeric for %o", (Typed) => {
    expect(encodedTypeIn(new Typed(3))).toBe("number");
  });
});

describe("an identifier is", () => {
  test("text of 95 % distinct values in 20 rows or more, and nothing less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 5 }), (distinct, repeats, missing) => {
        const texts = [...count(distinct).map((i) => `t${i}`), ...count(repeats).map(() => "t0"), ...count(missing).map(() => null)];
        const present = distinct + repeats;
        fc.pre(distinct > 1 || missing > 0);
        expect(idLike(texts)).toBe(present >= 20 && distinct / present >= 0.95);
      }),
    );
  });

  test("whole numbers without a gap that begin with 0 or 1, or ascend, in 20 rows or more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -50, max: 50 }), fc.nat(), (n, first, seed) => {
        const order = count(n).map((i) => first + ((i * 7 + seed) % n));
        const isRun = new Set(order).size === n;
        fc.pre(new Set(order).size > 1);
        const isAscending = order.every((x, i) => i === 0 || x > order[i - 1]);
        expect(idLike(order)).toBe(isRun && n >= 20 && (isAscending || first === 0 || first === 1));
        expect(idLike([...order.slice(1), first + n + 1])).toBe(false); // one gap
      }),
    );
  });

  test.each<[string, string, number[], boolean]>([
    ["distinct whole numbers under a name that ends in id", "CustomerID", [5, 9, 700], true],
    ["the same with a repeat is none", "CustomerID", [5, 9, 9], false],
    ["fractions are none, whatever the name", "id", [1.5, 2.5, 3.5], false],
    ["distinct whole numbers under another name are none", "age", [5, 9, 700], false],
    ["a name that only begins with id", "identity", [5, 9, 700], false],
  ])("%s", (_, name, values, expected) => {
    expect(idLike(values, name)).toBe(expected);
  });

  test("never a run with fractions", () => {
    expect(idLike(count(30).map((i) => i + 0.5))).toBe(false);
  });
});

test("whole numbers of at most 12 values may be codes, others not", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 20, maxLength: 80 }), fc.boolean(), (values, hasFraction) => {
      const distinct = new Set(values).size;
      const { codes } = look("x", hasFraction ? [...values, 0.5] : values);
      expect(codes).toBe(!hasFraction && distinct > 1 && distinct <= 12 ? `has only ${distinct} different whole numbers` : undefined);
    }),
  );
});

const cycle = (n: number, levels: number): number[] => count(n).map((i) => 1 + (i % levels));

describe("numbers under the name of a code", () => {
  test.each(["region", "TrafficType", "Channel", "browser", "customer_class", "Code", "operating systems"])("%s: categories, where levels are few and full; else ids", (name) => {
    expect(look(name, cycle(100, 4))).toEqual({ category: "4 codes, as its name suggests" });
    expect(look(name, cycle(250, 50))).toMatchObject({ category: "50 codes, as its name suggests" });
    expect(look(name, cycle(249, 50))).toMatchObject({ leftOut: { why: "id" } });
    expect(look(name, cycle(400, 51))).toMatchObject({ leftOut: { why: "id" } });
    expect(look(name, [1.5, 2.5, 1.5])).toEqual({});
  });

  test.each(["class size", "regions visited", "typed", "channel_spend"])("%s is not", (name) => {
    expect(look(name, cycle(100, 4))).toEqual({ codes: "has only 4 different whole numbers" });
  });
});

describe("what should make no segments", () => {
  const two = cycle(40, 2);
  test.each(["churn", "Churned", "is_churn", "Churn Label", "response", "converted", "has_converted", "Revenue", "y", "target", "label", "conversion flag"])("%s of two values is an outcome", (name) => {
    expect(look(name, two)).toMatchObject({ leftOut: { why: "outcome" } });
    expect(textsLook(name, ["yes", "no"], [20, 20], true)).toMatchObject({ why: "outcome" });
  });

  test("of many values it is a quantity, and text of a few is a target", () => {
    expect(look("y", cycle(40, 13))).toEqual({});
    expect(look("revenue", cycle(40, 13))).toEqual({});
    expect(textsLook("target", ["a", "b", "c"], [9, 9, 9], false)).toMatchObject({ why: "outcome" });
    expect(textsLook("income", ["<=50K", ">50K"], [9, 9], false)).toMatchObject({ why: "outcome" });
    expect(textsLook("income", ["low", "high"], [9, 9], false)).toBeUndefined();
    expect(textsLook("default", ["yes", "no"], [9, 9], true)).toBeUndefined();
  });

  test.each(["Cluster", "segment", "group", "customer_segment", "k-means cluster", "cluster_id", "Cluster 2"])("%s is an earlier clustering", (name) => {
    expect(look(name, cycle(40, 4))).toMatchObject({ leftOut: { why: "clustering" } });
    expect(textsLook(name, ["a", "b"], [9, 9], false)).toMatchObject({ why: "clustering" });
  });

  test.each(["age_group", "market_segment", "blood group", "clustered"])("%s is not", (name) => {
    expect(textsLook(name, ["a", "b"], [9, 9], false)).toBeUndefined();
  });

  test.each<[string, string[]]>([
    ["zip", ["01234", "01235", "01236"]], ["Postal Code", ["01234", "99999"]], ["phone", ["+49 170 1234567", "0221-998877"]], ["Mobile Number", ["01701234567", "01701234568"]],
    ["contact", ["ann@x.org", "bob@y.com"]], ["page", ["https://x.org/a", "www.y.com"]], ["first_name", ["Ann", "Bob", "Cem"]], ["LastName", ["Li", "Ek", "Ost"]], ["name", ["Ann Li", "Bob Ek", "Cem Ost"]],
  ])("%s names persons", (name, cells) => {
    expect(textsLook(name, cells, cells.map(() => 2), false)).toMatchObject({ why: "person" });
  });

  test.each<[string, string[], number]>([["phone", ["iPhone", "Android"], 9], ["name", ["Basic", "Pro"], 9], ["contact", ["cellular", "telephone"], 9], ["mobile plan", ["S", "M"], 9]])("%s does not where it is a few kinds", (name, cells, rows) => {
    expect(textsLook(name, cells, cells.map(() => rows), false)).toBeUndefined();
  });

  test("yes or no to a phone is an answer", () => {
    expect(textsLook("PhoneService", ["Yes", "No"], [20, 20], true)).toBeUndefined();
    expect(textsLook("email", ["yes", "no"], [20, 20], true)).toBeUndefined();
  });
});

test.each<[string, unknown, RegExp]>([
  ["an object", { a: 1 }, /an object/],
  ["a list", [1, 2], /an array of 2/],
  ["a function", () => 0, /a function/],
  ["a symbol", Symbol("s"), /Symbol/],
])("%s is no cell", (_, cell, shows) => {
  const error = errorOf(() => describeTable({ when: [1, null, cell] }));
  expect(error).toMatchObject({ code: "not-a-cell", where: "describe", column: "when", row: 2 });
  expect(error.message).toMatch(shows);
});
