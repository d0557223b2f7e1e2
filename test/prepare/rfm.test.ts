import fc from "fast-check";
import { expect, test } from "vitest";
import { csvNotices } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { rfm, type RfmOptions } from "../../src/prepare/rfm.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { errorOf } from "../error-of.ts";
import "../setup.ts";
import { hostileTexts } from "../table-arbitraries.ts";

const columns = { customer: "who", date: "day", amount: "paid" } as const;
const customer = fc.oneof(fc.constantFrom<string | number>("a", "b", 1, "1", 2), fc.constantFrom(...hostileTexts.filter((text) => text.trim() !== "")));
const transaction = fc.record({ who: customer, day: fc.integer({ min: -1000, max: 30_000 }), paid: fc.integer({ min: -500, max: 10_000 }).map((cents) => cents / 4) });
const transactions = fc.array(transaction, { minLength: 1, maxLength: 40 });
const dateOf = (day: number): Date => new Date(day * 86_400_000 + 12_345_678);

/** As the words say, one customer at a time. */
function naive(rows: readonly { who: string | number; day: number; paid: number }[], asOf: number): object {
  const names = [...new Set(rows.map(({ who }) => String(who)))];
  const own = names.map((name) => rows.filter(({ who }) => String(who) === name));
  return {
    customer: names,
    recency: Float64Array.from(own, (rows) => asOf - Math.max(...rows.map(({ day }) => day))),
    frequency: Float64Array.from(own, (rows) => rows.length),
    monetary: Float64Array.from(own, (rows) => rows.reduce((sum, { paid }) => sum + paid, 0)),
  };
}

test("is what one customer at a time gives, in order of first appearance", () => {
  fc.assert(fc.property(transactions, fc.nat({ max: 99 }), (rows, later) => {
    const last = Math.max(...rows.map(({ day }) => day));
    expect(rfm(rows, columns)).toEqual(naive(rows, last));
    expect(rfm(rows, { ...columns, asOf: last + later })).toEqual(naive(rows, last + later));
  }));
});

test("text, Dates and day numbers, rows and columns give the same", () => {
  fc.assert(fc.property(transactions, (rows) => {
    const wanted = rfm(rows, columns);
    const texts = rows.map((row) => ({ ...row, day: dateOf(row.day).toISOString().slice(0, row.paid % 2 === 0 ? 10 : 19) }));
    expect(rfm(texts, columns)).toEqual(wanted);
    expect(rfm(rows.map((row) => ({ ...row, day: dateOf(row.day) })), columns)).toEqual(wanted);
    const table = Object.freeze({ who: rows.map(({ who }) => who), day: Int32Array.from(rows, ({ day }) => day), paid: rows.map(({ paid }) => String(paid)) });
    expect(rfm(table, columns)).toEqual(wanted);
    expect(structuredClone(wanted)).toEqual(wanted);
  }));
});

test("the sums are those of all rows", () => {
  fc.assert(fc.property(transactions, (rows) => {
    const found = rfm(rows, columns);
    const sum = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
    expect([sum(found.frequency), sum(found.monetary)]).toEqual([rows.length, sum(rows.map(({ paid }) => paid))]);
    expect(Math.min(...found.recency)).toBe(0);
  }));
});

test("the result is a table to segment, whose customers look like identifiers", () => {
  const rows = Array.from({ length: 120 }, (_, i) => ({ who: 17_850 + (i % 40) * 7, day: `2024-0${1 + (i % 6)}-1${i % 9}`, paid: (i % 40) + (i % 3) }));
  const { features, warnings } = clusterSegments(rfm(rows, { ...columns, asOf: "2024-07-01" }), { effort: "fast" });
  expect(features).toEqual(["recency", "monetary"]); // every frequency is 4
  expect(warnings.some((warning) => warning.includes("customer"))).toBe(true);
});

test("takes a million transactions", () => {
  const n = 1_000_000;
  const table = { who: Array.from({ length: n }, (_, i) => `c${(i * 7919) % 50_000}`), day: Array.from({ length: n }, (_, i) => `2024-01-${10 + (i % 20)}`), paid: new Float64Array(n).fill(2) };
  const found = rfm(table, columns);
  expect([found.customer.length, found.frequency[0], found.monetary[0]]).toEqual([50_000, 20, 40]);
});

const row = { who: "a", day: "2024-01-31", paid: 1 };
const after = (change: object): object[] => [row, { ...row, ...change }];

test.each<[string, () => unknown, object, RegExp]>([
  ["a day that is none", () => rfm(after({ day: "2023-02-30" }), columns), { code: "not-of-type", column: "day", row: 1 }, /column `day`, row 1: must be a date, .* Got "2023-02-30"\.$/],
  ["a number that is no day", () => rfm([{ ...row, day: 2e15 }], columns), { code: "not-of-type", column: "day", row: 0 }, /must be a date/],
  ["an invalid Date", () => rfm(after({ day: new Date(NaN) }), columns), { code: "not-a-cell", row: 1 }, /a valid Date/],
  ["a number among dates", () => rfm(after({ day: 19_753 }), columns), { code: "not-of-type", column: "day", row: 1 }, /must be a date.* Got 19753/],
  ["a date among numbers", () => rfm([{ ...row, day: 19_753 }, row], columns), { code: "mixed-dates", column: "day", row: 1 }, /must be a day number, as row 0 is\. Got "2024-01-31"/],
  ["an ambiguous date", () => rfm(after({ day: "03/04/2024" }).slice(1), columns), { code: "ambiguous-date", column: "day", row: 0 }, /which number is the day/],
  ["amounts in two currencies", () => rfm([{ ...row, paid: "€1200" }, { ...row, paid: "$12" }], columns), { code: "not-of-type", column: "paid", row: 1 }, /must be a number in €\. Got "\$12"/],
  ["nothing but gaps", () => rfm([{ ...row, paid: null }], { ...columns, missing: "drop" }), { code: "missing-value", column: "paid", row: 0 }, /must not be missing/],
  ["a missing date", () => rfm(after({ day: " " }), columns), { code: "missing-value", column: "day", row: 1 }, /must not be missing; leave such transactions out/],
  ["a missing customer", () => rfm(after({ who: null }), columns), { code: "missing-value", column: "who", row: 1 }, /must not be missing/],
  ["a customer that is none", () => rfm(after({ who: {} }), columns), { code: "not-a-cell", column: "who", row: 1 }, /must be a number, a text or a boolean/],
  ["a missing amount", () => rfm(after({ paid: NaN }), columns), { code: "missing-value", column: "paid", row: 1 }, /must not be missing/],
  ["an amount that is none", () => rfm(after({ paid: "three" }), columns), { code: "not-of-type", column: "paid", row: 1 }, /must be a number\. Got "three"/],
  ["an asOf before the last transaction", () => rfm(after({ day: "2024-02-02" }), { ...columns, asOf: "2024-02-01" }), { code: "date-after-as-of", column: "day", row: 1 }, /must not lie after `asOf`/],
  ["an asOf that is none", () => rfm([row], { ...columns, asOf: "today" }), { code: "not-a-date" }, /`asOf` must be a date: .* Got "today"/],
  ["an asOf of another kind", () => rfm([row], { ...columns, asOf: 20_000 }), { code: "mixed-dates" }, /`asOf` must be a date, as column `day` holds\. Got 20000/],
  ["a column that is not there", () => rfm([row], { ...columns, amount: "payd" as "paid" }), { code: "unknown-column", column: "payd" }, /did you mean "paid"\?/],
  ["an unknown option", () => rfm([row], { ...columns, asof: "2024-02-01" } as RfmOptions<"who" | "day" | "paid">), { code: "unknown-option" }, /did you mean "asOf"\?/],
  ["days that are counted back", () => rfm({ who: ["a"], "days since day": [3], paid: [1] }, { customer: "who", date: "days since day", amount: "paid" }), { code: "not-a-date", column: "days since day" }, /give the table as it was read/],
  ["no transactions", () => rfm([], columns), { code: "no-rows" }, /at least 1 row/],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "rfm", ...fields });
  expect(error.message).toMatch(shows);
});

test("reads amounts and dates as exports write them", () => {
  const rows = [
    { who: "a", day: "31/01/2024", paid: "$1,234.50" },
    { who: "b", day: "02/02/2024 10:30", paid: "($4.50)" },
    { who: "a", day: "1/2/2024", paid: 5 },
  ];
  expect(rfm(rows, { ...columns, dateOrder: "dmy" })).toEqual({ customer: ["a", "b"], recency: Float64Array.of(1, 0), frequency: Float64Array.of(2, 1), monetary: Float64Array.of(1239.5, -4.5) });
  expect(rfm(rows, columns).recency).toEqual(Float64Array.of(1, 0)); // one date tells the order
  expect(errorOf(() => rfm(rows.slice(1), columns)).code).toBe("ambiguous-date");
  const other = [{ who: "a", day: 19970101, paid: "1.234,50 €" }, { who: " a", day: 19970103, paid: "2,00 €" }, { who: "A", day: 19970102, paid: null }];
  expect(rfm(other, { ...columns, missing: "drop" })).toEqual({ customer: ["a"], recency: Float64Array.of(0), frequency: Float64Array.of(2), monetary: Float64Array.of(1236.5) });
  const told = rfm([...other, { who: "A", day: 19970102, paid: "1 €" }], { ...columns, missing: "drop" });
  expect(csvNotices(told)).toEqual([{ code: "transactions-dropped", figures: { dropped: 1, rows: 4 } }, { code: "differ-in-case", column: "who", figures: { levels: ["a", "A"] } }]);
  expect(prepare(told).notices).toEqual(expect.arrayContaining([...csvNotices(told)]));
  const zones = [{ who: "a", day: "2019/10/01 23:30:00 UTC", paid: "1" }, { who: "b", day: "2019-10-01T23:30:00+02:00", paid: "2" }];
  expect(rfm(zones, columns).recency).toEqual(Float64Array.of(0, 0));
});
