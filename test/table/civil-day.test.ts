import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "../../src/table/date-text.ts";
import "../setup.ts";

const dayLength = 86_400_000;
const days = fc.integer({ min: -719_162, max: 2_932_896 }); // 0001-01-01 to 9999-12-31
const textOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);

test("a date as text is the day that the calendar of Date says, every one of them", () => {
  fc.assert(fc.property(days, (day) => dayOf(textOf(day)) === day), { numRuns: 20_000 });
  for (let day = -719_162; day <= 2_932_896; day += 1461) expect(dayOf(textOf(day))).toBe(day);
});

test("a time of day, with or without a zone, leaves the day that is written", () => {
  const time = fc.constantFrom("T00:00", "T23:59:59Z", " 12:30:00", " 12:30:00.123 +01:00", "T01:02:03.5-0800", "T12:00:00,25");
  fc.assert(fc.property(days, time, (day, time) => dayOf(textOf(day) + time) === day));
});

test("a Date is its day in UTC, before 1970 too; a number is a day as it is", () => {
  fc.assert(fc.property(days, fc.integer({ min: 0, max: dayLength - 1 }), (day, ms) => dayOf(new Date(day * dayLength + ms)) === day));
  fc.assert(fc.property(days, fc.double({ min: 0, max: 0.99, noNaN: true }), (day, part) => dayOf(day) === day && dayOf(Math.abs(day) + part) === Math.abs(day)));
});

test.each<[unknown]>([
  ["2023-02-29"], ["2023-02-30"], ["1900-02-29"], ["2023-04-31"], ["2023-13-01"], ["2023-00-10"], ["2023-01-00"], ["2023-01-32"], ["2023-1-1"], ["20230101"], ["23-01-01"],
  ["2023/01/01"], ["01.02.2023"], ["2023-01-01x"], ["2023-01-01T"], ["2023-01-01T24:00"], ["2023-01-01T12:60"], ["2023-01-01 noon"], ["-2023-01-01"], ["+02023-01-01"], ["x023-01-01"],
  ["２０２３-01-01"], [""], ["NaN"], [NaN], [Infinity], [20230101], [1_700_000_000_000], [new Date(NaN)], [null], [undefined], [true], [{}],
])("%j is no date", (cell) => {
  expect(dayOf(cell)).toBeNaN();
});

test("leap years are those of the Gregorian calendar", () => {
  expect(["2000-02-29", "2024-02-29"].map(dayOf)).toEqual([11016, 19782]);
  expect([dayOf("2000-03-01") - dayOf("2000-02-28"), dayOf("2100-03-01") - dayOf("2100-02-28")]).toEqual([2, 1]);
  expect([dayOf("1970-01-01"), dayOf("1969-12-31"), dayOf("0000-02-29")]).toEqual([0, -1, -719_469]);
});
