// What counts in `rfm` and `lifetimeSummary` by their options; what both give of plain tables is in rfm.test.ts and, by lifetimes itself,
// in fixtures/make-rfm.py.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvNotices } from "../../src/csv/parse-csv.ts";
import { lifetimeSummary } from "../../src/prepare/lifetime-summary.ts";
import { rfm } from "../../src/prepare/rfm.ts";
import { errorOf } from "../error-of.ts";
import { naiveLifetimes, naiveRfm, type Sale } from "../oracles/naive-rfm.ts";
import "../setup.ts";

const columns = { customer: "who", date: "day", amount: "paid" } as const;
const sale = fc.record({ who: fc.constantFrom("a", "b", "c", "d"), day: fc.integer({ min: 0, max: 12 }), paid: fc.integer({ min: -20, max: 60 }).map((paid) => paid / 4) });
const sales = fc.array(sale, { minLength: 1, maxLength: 30 });
const refunds = fc.constantFrom("count" as const, "subtract" as const, "drop" as const);

test("options count what they say, one customer at a time", () => {
  fc.assert(fc.property(sales, refunds, fc.constantFrom("transactions" as const, "days" as const), fc.constantFrom<"last" | "day-after" | number>("last", "day-after", 12, 20), (rows, policy, count, asOf) => {
    const wanted = naiveRfm(rows, policy, count, asOf);
    const call = (): object => rfm(rows, { ...columns, refunds: policy, count, asOf });
    if (wanted.customer.length === 0) expect(errorOf(call)).toMatchObject({ code: "no-rows", where: "rfm" });
    else expect(call()).toEqual(wanted);
  }));
});

test("lifetimeSummary is what its definitions say, one customer at a time", () => {
  fc.assert(fc.property(sales, refunds, fc.constantFrom<"last" | number>("last", 15), (rows, policy, asOf) => {
    const wanted = naiveLifetimes(rows, policy, asOf);
    const call = (): object => lifetimeSummary(rows, { ...columns, refunds: policy, asOf });
    if (wanted.customer.length === 0) expect(errorOf(call)).toMatchObject({ code: "no-rows", where: "lifetimeSummary" });
    else expect(call()).toEqual(wanted);
  }));
});

interface Summary {
  readonly name: string;
  readonly rows: readonly (readonly [who: string, day: string, paid: number])[];
  readonly asOf?: string;
  readonly expected: Readonly<Record<string, readonly number[]>>;
}
const { summaries } = JSON.parse(readFileSync(new URL("../fixtures/rfm.json", import.meta.url), "utf8")) as { summaries: readonly Summary[] };

test.each(summaries.map((one) => [one.name, one] as const))("lifetimeSummary is what lifetimes gives: %s", (_, { rows, asOf, expected }) => {
  const table = rows.filter(([, day]) => asOf === undefined || day <= asOf).map(([who, day, paid]) => ({ who, day, paid }));
  const found = lifetimeSummary(table, { ...columns, asOf });
  expect([...found.customer].sort()).toEqual(Object.keys(expected).sort());
  found.customer.forEach((who, c) => {
    const own = [found.frequency, found.recency, found.T, found.monetary_value].map((column) => column[c]);
    own.forEach((value, at) => expect(value).toBeCloseTo(expected[who][at], 9));
  });
});

const row = { who: "a", day: "2024-01-10", paid: 40 };
const rows: readonly Sale<string>[] = [
  row,
  { who: "a", day: "2024-01-10 18:00", paid: 10 },
  { who: "a", day: "2024-01-20", paid: -10 },
  { who: "b", day: "2024-01-15", paid: 5 },
  { who: "c", day: "2024-01-16", paid: -5 },
];

describe("counted by hand", () => {
  test("refunds count, are subtracted, or are dropped", () => {
    const of = (policy: "count" | "subtract" | "drop"): object => rfm(rows, { ...columns, refunds: policy });
    expect(of("count")).toEqual({ customer: ["a", "b", "c"], recency: Float64Array.of(0, 5, 4), frequency: Float64Array.of(3, 1, 1), monetary: Float64Array.of(40, 5, -5) });
    expect(of("subtract")).toEqual({ customer: ["a", "b"], recency: Float64Array.of(10, 5), frequency: Float64Array.of(2, 1), monetary: Float64Array.of(40, 5) });
    expect(of("drop")).toEqual({ customer: ["a", "b"], recency: Float64Array.of(5, 0), frequency: Float64Array.of(2, 1), monetary: Float64Array.of(50, 5) });
    expect(rfm(rows, { ...columns, count: "days", asOf: "day-after" })).toMatchObject({ recency: Float64Array.of(1, 6, 5), frequency: Float64Array.of(2, 1, 1) });
  });

  test("what became of refunds is told", () => {
    const told = (policy: "count" | "subtract" | "drop", given: readonly object[] = rows): object[] => csvNotices(rfm(given, { ...columns, refunds: policy }) as never).map(({ figures }) => figures);
    expect(told("count")).toEqual([{ refunds: 2, rows: 5, policy: "count", customers: 0 }]);
    expect(told("subtract")).toEqual([{ refunds: 2, rows: 5, policy: "subtract", customers: 1 }]);
    expect(told("drop")).toEqual([{ refunds: 2, rows: 5, policy: "drop", customers: 1 }]);
    expect([told("subtract", rows.slice(0, 4)), told("drop", rows.slice(0, 2))]).toEqual([[], []]);
  });

  test("a customer with gaps alone is not one with refunds alone", () => {
    const given = [...rows.slice(0, 3), { who: "d", day: "2024-01-16", paid: null }];
    const found = rfm(given, { ...columns, refunds: "subtract", missing: "drop" });
    expect(found.customer).toEqual(["a"]);
    expect(csvNotices(found).map(({ code }) => code)).toEqual(["transactions-dropped"]);
  });

  test("lifetimeSummary: two days, the first left out; a refund takes from the second", () => {
    const given = [{ ...row, day: "2024-01-01" }, ...rows];
    expect(lifetimeSummary(given, { ...columns, asOf: "2024-01-31", refunds: "subtract" })).toEqual({
      customer: ["a", "b"],
      frequency: Float64Array.of(1, 0),
      recency: Float64Array.of(9, 0),
      T: Float64Array.of(30, 16),
      monetary_value: Float64Array.of(40, 0),
    });
  });
});

test.each<[string, () => unknown, object, RegExp]>([
  ["a refund, where there must be none", () => rfm(rows, { ...columns, refunds: "error" }), { code: "below-zero", column: "paid", row: 2 }, /column `paid`, row 2: must not be below 0; .*`refunds: "subtract"`.* Got -10\./],
  ["refunds alone", () => rfm(rows.slice(4), { ...columns, refunds: "drop" }), { code: "no-rows" }, /at least 1 transaction that is no refund\. Got only refunds\./],
  ["a way with refunds that is none", () => rfm(rows, { ...columns, refunds: "substract" as never }), { code: "unknown-value" }, /`refunds` must be one of .* did you mean "subtract"\?/],
  ["a count that is none", () => rfm(rows, { ...columns, count: "day" as never }), { code: "unknown-value" }, /`count` must be one of "transactions", "days"\. Got "day"; did you mean "days"\?/],
  ["an asOf that is none", () => rfm(rows, { ...columns, asOf: "dayafter" }), { code: "not-a-date" }, /or "last" or "day-after"\. Got "dayafter"\./],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "rfm", ...fields });
  expect(error.message).toMatch(shows);
});

test("lifetimeSummary has no `count`: it counts days", () => {
  expect(errorOf(() => lifetimeSummary(rows, { ...columns, count: "days" } as never))).toMatchObject({ code: "unknown-option", where: "lifetimeSummary" });
});
