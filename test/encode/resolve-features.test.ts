import { describe, expect, test } from "vitest";
import { clusterSegments, prepare } from "../../src/index.ts";
import type { Feature } from "../../src/prepare/spec.ts";
import { errorOf } from "../error-of.ts";
import { resolveIn } from "../resolve.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const table = { age: [18, 35.5, 64], city: ["Ulm", "Bonn", "Ulm"], rooms: [1, 2, 2] };
const resolve = (...features: unknown[]) => resolveIn("clusterSegments", table, features as Feature[], {});

describe("listed features", () => {
  test("a name stands for a feature with the defaults", () => {
    expect(resolve("age").features).toEqual([
      { column: "age", key: "age", reading: expect.objectContaining({ column: "age", type: "number", unit: "" }), type: "number", missing: "median", transform: "none", winsorise: undefined, scale: "standard", weight: 1, labels: {}, maxCategories: 50, poolBelow: 0, unseen: undefined },
    ]);
  });

  test("the type is inferred, unless it is given", () => {
    const { features } = resolve("age", "city", { column: "rooms", type: "category" });
    expect(features.map(({ type }) => type)).toEqual(["number", "category", "category"]);
  });

  test("an option that is undefined is absent, even one of the other type", () => {
    const everything = { type: undefined, missing: undefined, transform: undefined, winsorise: undefined, scale: undefined, weight: undefined, labels: undefined, maxCategories: undefined, poolBelow: undefined, unseen: undefined };
    expect(resolve({ column: "age", ...everything }).features).toEqual(resolve("age").features);
    expect(resolve({ column: "city", ...everything }).features).toEqual(resolve("city").features);
  });

  test("a column may be listed once as each type", () => {
    const { features } = resolve({ column: "rooms", type: "number" }, { column: "rooms", type: "category" });
    expect(features.map(({ column, type }) => `${column} ${type}`)).toEqual(["rooms number", "rooms category"]);
  });

  test("whole numbers of few values are noted when their type was inferred", () => {
    expect(resolve("rooms").notices).toEqual([{ code: "codes-as-number", column: "rooms", figures: { reason: "has only 2 different whole numbers" } }]);
    expect(resolve({ column: "rooms", type: "number" }).notices).toEqual([]);
  });

  test("the caller may list what looks like an identifier", () => {
    expect(resolveIn("f", { id: count(30) }, ["id"]).features).toHaveLength(1);
  });
});

describe("all features", () => {
  test("are every column but identifiers, which are noted, and the weights", () => {
    const columns = { id: count(30), email: count(30).map((i) => `${i}@x.org`), w: count(30).map(() => 2), age: count(30).map((i) => (i * i) % 31) };
    const { features, notices } = resolveIn("f", columns, undefined, {}, "w");
    expect(features.map(({ column }) => column)).toEqual(["age"]);
    expect(notices.map(({ code, column, figures }) => [code, column, figures])).toEqual([
      ["not-used", "id", { why: "id", reason: "every row has its own number (an id)" }], ["not-used", "email", { why: "person", reason: "it holds e-mail addresses" }],
    ]);
  });

  test("what holds for all columns is laid under what a feature says, where it is of its type", () => {
    const all = { missing: "mode", transform: "sqrt", winsorise: [0.1, 0.9], unseen: "error" } as const;
    const { features } = resolveIn("f", table, ["age", "city", { column: "rooms", missing: "mean", transform: "none", winsorise: false }], all);
    expect(features).toMatchObject([{ missing: "mode", transform: "sqrt", winsorise: [0.1, 0.9] }, { missing: "mode", unseen: "error" }, { missing: "mean", transform: "none", winsorise: false }]);
    const of = (missing: Feature["missing"]): unknown[] => resolveIn("f", table, ["age", "city"], { missing }).features.map((feature) => feature.missing);
    expect([of("mean"), of("category"), of({ fill: 0 }), of({ fill: "x" })]).toEqual([
      ["mean", "category"], ["median", "category"], [{ fill: 0 }, "category"], ["median", { fill: "x" }],
    ]);
  });

  test.each<[string, Record<string, unknown[]>, RegExp]>([
    ["nothing but identifiers", { id: count(30), nr: count(30) }, /list what to keep in `features`\. Got none \(`id`: every row has its own number \(an id\); `nr`: .*\)\.$/],
    ["nothing but weights", { w: [1, 2] }, /Got no columns\.$/],
  ])("an error where there is %s", (_, columns, shows) => {
    const error = errorOf(() => resolveIn("clusterSegments", columns, undefined, {}, "w"));
    expect(error).toMatchObject({ code: "no-features", where: "clusterSegments" });
    expect(error.message).toMatch(shows);
  });
});

describe("complaints", () => {
  test.each<[string, unknown, string, RegExp]>([
    ["an unknown type", { column: "age", type: "numbr" }, "unknown-value", /`type` of column `age` must be one of "number", "category", "boolean", .*Got "numbr"; did you mean "number"\?/],
    ["no type at all", { column: "age", type: null }, "unknown-value", /`type`.*Got null\./],
    ["an unknown option", { column: "age", transfrom: "sqrt" }, "unknown-option", /the feature `age` may hold .*`transform`.*Got "transfrom"; did you mean "transform"\?/],
    ["an option of the other type", { column: "age", type: "number", labels: {} }, "unknown-option", /the number feature `age` may hold .* and nothing else\. Got "labels"/],
    ["another", { column: "city", transform: "rank" }, "unknown-option", /the category feature `city`.*Got "transform"/],
    ["an unknown transform", { column: "age", transform: "log" }, "unknown-value", /`transform` of column `age` must be one of "auto", "none", "log1p", "sqrt", "rank"\. Got "log"/],
    ["no transform", { column: "age", transform: null }, "unknown-value", /Got null/],
    ["an unknown scale", { column: "age", scale: "minmax" }, "unknown-value", /did you mean "min-max"/],
    ["a weight of 0", { column: "age", weight: 0 }, "bad-weight", /`weight` of column `age` must be a finite number above 0, from 1e-30 to 1e30\. Got 0\./],
    ["a weight that overflows", { column: "age", weight: 1e200 }, "bad-weight", /Got 1e\+200\./],
    ["a weight in words", { column: "age", weight: "2" }, "bad-weight", /Got "2"\./],
    ["one quantile", { column: "age", winsorise: [0.1] }, "unknown-value", /column `age`: `winsorise` must be false or two shares \[low, high\].*Got \[0\.1\]\./],
    ["quantiles in per cent", { column: "age", winsorise: [1, 99] }, "unknown-value", /Got \[1, 99\]\./],
    ["equal quantiles", { column: "age", winsorise: [0.5, 0.5] }, "unknown-value", /Got \[0\.5, 0\.5\]\./],
    ["no quantiles", { column: "age", winsorise: null }, "unknown-value", /Got null\./],
    ["no categories", { column: "city", maxCategories: 0 }, "not-an-integer", /`maxCategories` of column `city` must be an integer of at least 1\. Got 0\./],
    ["a share in per cent", { column: "city", poolBelow: 5 }, "not-a-number", /`poolBelow` of column `city` must be a finite number in \[0, 1\]\. Got 5\./],
    ["an unknown way with the unseen", { column: "city", unseen: "ignore" }, "unknown-value", /`unseen` of column `city` must be one of "error", "rare", "zeros"/],
    ["labels in a list", { column: "city", labels: ["Ulm"] }, "unknown-value", /column `city`: `labels` must map levels to texts\. Got an array of 1\./],
    ["labels in a Map", { column: "city", labels: new Map([["Ulm", "U"]]) }, "unknown-value", /`labels` must map/],
    ["no labels", { column: "city", labels: null }, "unknown-value", /Got null\./],
    ["a label that is no text", { column: "city", labels: { Ulm: 7 } }, "unknown-value", /Got 7 for "Ulm"\./],
    ["a policy of another type", { column: "age", missing: "category" }, "unknown-value", /column `age`: `missing` must be one of "error", "mean", "median", "mode", "drop" or \{ fill \} for a number column\. Got "category"/],
    ["another policy", { column: "city", missing: "mean" }, "unknown-value", /for a category column\. Got "mean"/],
    ["no policy", { column: "age", missing: null }, "unknown-value", /Got null\./],
    ["a policy with a slip", { column: "age", missing: { filll: 0 } }, "unknown-option", /`missing` of column `age` may hold `fill` and nothing else\. Got "filll"/],
    ["a fill that is no number", { column: "age", missing: { fill: "0" } }, "unknown-value", /`missing\.fill` must be a finite number\. Got "0"/],
    ["a fill that overflows", { column: "age", missing: { fill: 1e200 } }, "unknown-value", /Got 1e\+200/],
    ["a blank fill", { column: "city", missing: { fill: " " } }, "unknown-value", /`missing\.fill` must be a category that is not blank\. Got " "/],
  ])("%s, with the column", (_, feature, code, shows) => {
    const error = errorOf(() => resolve(feature));
    expect(error).toMatchObject({ code, where: "clusterSegments", column: (feature as Feature).column });
    expect(error.message).toMatch(shows);
  });

  test.each<[string, () => unknown, object, RegExp]>([
    ["an unknown column", () => resolve("agee"), { code: "unknown-column", column: "agee" }, /did you mean "age"\?/],
    ["a feature without a column", () => resolve("age", { type: "number" }), { code: "not-a-feature" }, /`features`, item 1: must be a column's name or an object with one\. Got an object\./],
    ["a feature that is a number", () => resolve(3), { code: "not-a-feature" }, /item 0: .* Got 3\./],
    ["a feature that is nothing", () => resolve(null), { code: "not-a-feature" }, /Got null\./],
    ["a feature twice", () => resolve("age", { column: "age", weight: 2 }), { code: "duplicate-feature", column: "age" }, /column `age` must be listed once as what it holds\. Got "age" twice\./],
    ["a feature to ignore", () => resolve("city", { column: "age", type: "ignore" }), { code: "not-a-feature", column: "age" }, /column `age` must not be in `features` and have the type "ignore", which leaves it out; take one of the two away\. Got both\./],
    ["a feature that columns ignore", () => clusterSegments(table, { features: ["age", "city"], columns: { city: "ignore" } }), { code: "not-a-feature", column: "city" }, /"ignore"/],
    ["a feature that is an id", () => resolve("age", { column: "city", type: "id" }), { code: "not-a-feature", column: "city" }, /the type "id"/],
    ["a feature to ignore of what was prepared", () => clusterSegments(prepare(table), { features: ["age", { column: "city", type: "ignore" }] }), { code: "not-a-feature", column: "city" }, /"ignore"/],
    ["no features", () => resolve(), { code: "no-features" }, /`features` must list at least one column\. Got an array of 0\./],
    ["features in a text", () => resolveIn("clusterSegments", table, "age" as unknown as string[]), { code: "no-features" }, /Got "age"\./],
  ])("%s", (_, call, fields, shows) => {
    const error = errorOf(call);
    expect(error).toMatchObject({ where: "clusterSegments", ...fields });
    expect(error.message).toMatch(shows);
  });
});
