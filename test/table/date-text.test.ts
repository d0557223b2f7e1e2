import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DateOrder, dateOrdersOf, dayOf, isoDate, readAnyDate, readDateText, readMonthText } from "../../src/table/date-text.ts";
import { runs } from "../table-arbitraries.ts";

const dayLength = 86_400_000;
const [firstDay, lastDay] = [-719_528, 2_932_896]; // 0000-01-01 to 9999-12-31
const days = fc.integer({ min: firstDay, max: lastDay });
const orders: DateOrder[] = ["ymd", "dmy", "mdy"];
const months = "January February March April May June July August September October November December".split(" ");

/** The parts of a date by the calendar of Date, as text of two and four digits. */
function partsOf(day: number): { y: string; m: string; d: string; name: string } {
  const [y, m, d] = new Date(day * dayLength).toISOString().slice(0, 10).split("-");
  return { y, m, d, name: months[Number(m) - 1] };
}

const bare = (digits: string): string => String(Number(digits));
const cases: ((name: string) => string)[] = [(name) => name, (name) => name.toUpperCase(), (name) => name.toLowerCase()];
const names = fc.tuple(fc.constantFrom(...cases), fc.constantFrom(3, 9)).map(([cased, length]) => (name: string) => cased(name.slice(0, length)));

/** Every way to write a date in an order, with the year's four digits last or first. */
const formats = fc.tuple(fc.constantFrom("-", "/", "."), fc.constantFrom("-", " "), names, fc.constantFrom(bare, (digits: string) => digits)).chain(([mark, gap, named, short]) =>
  fc.constantFrom<{ order: DateOrder; print: (parts: ReturnType<typeof partsOf>) => string }>(
    { order: "ymd", print: ({ y, m, d }) => [y, short(m), short(d)].join(mark) },
    { order: "ymd", print: ({ y, m, d }) => y + m + d },
    { order: "dmy", print: ({ y, m, d }) => [short(d), short(m), y].join(mark) },
    { order: "dmy", print: ({ y, name, d }) => [short(d), named(name), y].join(gap) },
    { order: "mdy", print: ({ y, m, d }) => [short(m), short(d), y].join(mark === "." ? "/" : mark) },
    { order: "mdy", print: ({ y, name, d }) => [named(name), short(d), y].join(gap) },
    { order: "mdy", print: ({ y, name, d }) => `${named(name)} ${short(d)}, ${y}` },
  ),
);

const times = fc.constantFrom(
  "", " 00:00", "T23:59:59Z", " 12:30:00.123 +01:00", "T01:02:03,5-0800", " 9:05", " 9:05 PM", " 12:00:00 am", " 11:59:59.999PM", ", 9:05:00\u202fPM", " 00:15 AM", " 12:00:00 UTC", "  12:00", " 12:00:00+00", " 23:59 GMT",
);
const noTimes = ["T", " ", "x", " 24:00", " 12:60", " 12:00:60", " 13:00 PM", " 12", " 12:0", " noon", " 12:00 XM", "T12:00+1", " 12:00:00:00", " 12:30.5", "12:00", "123", " 12:00x", "Z"];

describe("a date written from its parts", () => {
  test("is read back, whatever its format and its time of day", () => {
    fc.assert(
      fc.property(days, formats, times, fc.constantFrom("", " ", "\u00a0"), (day, { order, print }, time, around) => {
        expect(readDateText(around + print(partsOf(day)) + time + around, order)).toBe(day);
      }),
      runs(100),
    );
  });

  test("is read with two digits of its year from 1930 to 2029", () => {
    const near = fc.integer({ min: -14_610, max: 21_914 }); // 1930-01-01 to 2029-12-31
    fc.assert(
      fc.property(near, formats, (day, { order, print }) => {
        fc.pre(order !== "ymd");
        const { y, ...rest } = partsOf(day);
        expect(readDateText(print({ ...rest, y: y.slice(2) }), order)).toBe(day);
        expect(readDateText(print({ ...rest, y: y.slice(1) }), order)).toBeNaN();
      }),
      runs(20),
    );
  });

  test("is none with what is no time of day after it", () => {
    fc.assert(
      fc.property(days, formats, fc.constantFrom(...noTimes), (day, { order, print }, rest) => {
        fc.pre(rest.trim() !== "");
        expect(readDateText(print(partsOf(day)) + rest, order)).toBeNaN();
      }),
      runs(20),
    );
  });

  test("is a date of no other order, but for day and month that could be either", () => {
    fc.assert(
      fc.property(days, formats, (day, { order, print }) => {
        const parts = partsOf(day);
        const text = print(parts);
        const isEither = Number(parts.d) <= 12 && /^\d\d?[-/]\d/.test(text);
        expect(dateOrdersOf([text])).toEqual(new Set(isEither ? ["dmy", "mdy"] : [order]));
      }),
      runs(20),
    );
  });
});

test("only real days are dates, in every order", () => {
  for (const year of [0, 1, 1600, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9999]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const date = new Date(0);
        date.setUTCFullYear(year, month - 1, day);
        const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        const y = String(year).padStart(4, "0");
        const expected = isReal ? date.getTime() / dayLength : NaN;
        expect(readDateText(`${y}/${month}/${day}`, "ymd")).toBe(expected);
        expect(readDateText(`${day}.${month}.${y}`, "dmy")).toBe(expected);
        expect(readDateText(`${month}/${day}/${y}`, "mdy")).toBe(expected);
        expect(readDateText(`${day} ${months[month - 1] ?? "None"} ${y}`, "dmy")).toBe(expected);
      }
    }
  }
});

describe("isoDate", () => {
  test("prints the day that Date prints, every one of them, and is read back", () => {
    fc.assert(fc.property(days, (day) => isoDate(day) === new Date(day * dayLength).toISOString().slice(0, 10) && readDateText(isoDate(day), "ymd") === day), { numRuns: 20_000 });
  });

  test("holds at the ends of months, years, centuries and eras", () => {
    expect([firstDay, -719_469, -1, 0, 11_016, lastDay].map(isoDate)).toEqual(["0000-01-01", "0000-02-29", "1969-12-31", "1970-01-01", "2000-02-29", "9999-12-31"]);
    for (let year = 0; year < 10_000; year++) {
      const y = String(year).padStart(4, "0");
      for (const end of ["01-01", "02-28", "03-01", "12-31"]) expect(isoDate(readDateText(`${y}-${end}`, "ymd"))).toBe(`${y}-${end}`);
    }
  });
});

describe("any text", () => {
  const tokens = ["31", "1", "12", "2024", "24", "0", "-", "/", ".", " ", ", ", "Jan", "may", "T", "12:30", "PM", "Z", "x"];
  const junk = fc.oneof(fc.array(fc.constantFrom(...tokens), { maxLength: 9 }).map((parts) => parts.join("")), fc.string(), fc.string({ unit: "binary" }));

  test("never throws, and is a whole day or none; year first is as the other reader has it", () => {
    fc.assert(
      fc.property(junk, (text) => {
        const read = orders.map((order) => readDateText(text, order));
        expect(read.filter((day) => !Number.isNaN(day) && !(Number.isInteger(day) && day >= firstDay && day <= lastDay))).toEqual([]);
        if (!Number.isNaN(dayOf(text))) expect(read).toEqual([dayOf(text), NaN, NaN]);
      }),
      runs(100),
    );
  });

  test("has its day and month swapped in the other order", () => {
    const part = fc.nat({ max: 40 }).map(String);
    fc.assert(
      fc.property(part, part, fc.constantFrom("2024", "24", "1"), fc.constantFrom("-", "/"), (a, b, year, mark) => {
        expect(readDateText([a, b, year].join(mark), "dmy")).toBe(readDateText([b, a, year].join(mark), "mdy"));
      }),
      runs(20),
    );
  });

  test("a long text is refused in time that grows with its length alone", () => {
    for (const part of [" ", "1", "1/", "-", "0", ":00", "a"]) {
      for (const order of orders) for (const date of ["1/2/2024", "2024-01-02", "Jan 2 2024"]) expect(readDateText(`${date}${part.repeat(200_000)}x`, order)).toBeNaN();
    }
  });
});

describe("dateOrdersOf", () => {
  test("keeps the orders that read every text, as reading each in each would", () => {
    const near = fc.integer({ min: 19_700, max: 19_760 });
    const text = fc.oneof({ weight: 9, arbitrary: fc.tuple(near, formats).map(([day, { print }]) => print(partsOf(day))) }, { weight: 1, arbitrary: fc.constantFrom("", "x", "2024") });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
        const by = (read: typeof readDateText): DateOrder[] => orders.filter((order) => texts.every((text) => !Number.isNaN(read(text, order))));
        const strict = by(readDateText);
        expect([...dateOrdersOf(texts)]).toEqual(strict.length > 0 ? strict : by(readAnyDate));
      }),
      runs(50),
    );
  });

  test.each<[texts: string[], orders: DateOrder[]]>([
    [["03/04/2024"], ["dmy", "mdy"]], [["31/01/2024"], ["dmy"]], [["01/31/2024"], ["mdy"]], [["03/04/2024", "31/01/2024"], ["dmy"]], [["31/01/2024", "01/31/2024"], []],
    [["03.04.2024"], ["dmy"]], [["2024-01-31", "20240131"], ["ymd"]], [["2024-01-31", "31.01.2024"], ["dmy"]], [["2024-01-31", "03/04/2024"], ["dmy", "mdy"]], [["31 Jan 2024", "Feb 1, 2024"], ["ymd", "dmy", "mdy"]], [["03/04/2024", "Mar 4, 2024"], ["mdy"]], [["03/04/2024", ""], []], [[], ["ymd", "dmy", "mdy"]],
  ])("%j is read by %j", (texts, expected) => {
    expect([...dateOrdersOf(texts)]).toEqual(expected);
  });
});

describe("examples", () => {
  test.each<[text: string, order: DateOrder, date: string]>([
    ["2024-01-31", "ymd", "2024-01-31"], ["2024/01/31", "ymd", "2024-01-31"], ["2024.01.31", "ymd", "2024-01-31"], ["20240131", "ymd", "2024-01-31"], ["2024/1/5 9:05 PM", "ymd", "2024-01-05"], ["20240131T12:00Z", "ymd", "2024-01-31"],
    ["31.01.2024", "dmy", "2024-01-31"], ["31/01/2024", "dmy", "2024-01-31"], ["31-01-2024", "dmy", "2024-01-31"], ["1/2/2024", "dmy", "2024-02-01"], ["31 Jan 2024", "dmy", "2024-01-31"], ["31-Jan-2024", "dmy", "2024-01-31"], ["31 January 2024", "dmy", "2024-01-31"],
    ["01/31/2024", "mdy", "2024-01-31"], ["1-31-2024", "mdy", "2024-01-31"], ["Jan 31, 2024", "mdy", "2024-01-31"], ["January 31 2024", "mdy", "2024-01-31"], ["1/31/2024, 9:05:00 PM", "mdy", "2024-01-31"], ["jan 31,2024", "mdy", "2024-01-31"],
    ["31/01/24", "dmy", "2024-01-31"], ["31/01/30", "dmy", "1930-01-31"], ["31/01/29", "dmy", "2029-01-31"], ["1-Jan-00", "dmy", "2000-01-01"], ["31/12/99", "dmy", "1999-12-31"], ["29.02.24", "dmy", "2024-02-29"], ["5 Sept 2024", "dmy", "2024-09-05"], ["MAY 5 24", "mdy", "2024-05-05"],
    ["1. Januar 2024", "dmy", "2024-01-01"], ["31 août 2023", "dmy", "2023-08-31"], ["1er févr. 2024", "dmy", "2024-02-01"], ["5 de mayo de 2024", "dmy", "2024-05-05"], ["3 dicembre 2023", "dmy", "2023-12-03"], ["7 de março de 2024", "dmy", "2024-03-07"], ["5th Jan 2024", "dmy", "2024-01-05"], ["31/Jan/2024:10:00:00 +0000", "dmy", "2024-01-31"],
    ["Mon, 01 Jan 2024 10:00:00 GMT", "dmy", "2024-01-01"], ["Montag, 1. Januar 2024", "dmy", "2024-01-01"], ["mardi 5 mars 2024", "dmy", "2024-03-05"], ["31.01.2024 um 10:15 Uhr", "dmy", "2024-01-31"],
    ["Mon Jan 01 2024 10:00:00 GMT+0100 (Central European Standard Time)", "mdy", "2024-01-01"], ["Mon Jan  1 10:00:00 UTC 2024", "mdy", "2024-01-01"], ["Wednesday, January 31st, 2024 at 9:05 PM", "mdy", "2024-01-31"], ["1/31/2024 9:05 a.m.", "mdy", "2024-01-31"], ["2024-01-31 10:15:00 America/Chicago", "ymd", "2024-01-31"], ["2024-01-31T10:15:00.123456789Z", "ymd", "2024-01-31"],
  ])("%j in %s is %s", (text, order, date) => {
    expect(isoDate(readDateText(text, order))).toBe(date);
  });

  test.each<[text: string, first: string]>([
    ["2023-01", "2023-01-01"], ["2023/12", "2023-12-01"], ["03/2024", "2024-03-01"], ["Jan-23", "2023-01-01"], ["Sept. 2024", "2024-09-01"], ["März 2024", "2024-03-01"], ["Dec '99", "1999-12-01"],
  ])("%j is the month that begins on %s", (text, first) => {
    expect(isoDate(readMonthText(text))).toBe(first);
  });

  test.each(["2023-13", "13/2024", "23-Jan", "Jan 23", "Monat 2024", "1/2024", "2023-1"])("%j is no month", (text) => {
    expect(readMonthText(text)).toBeNaN();
  });

  test.each([
    "", " ", "x", "2024", "2024-01", "2024-13-01", "2023-02-29", "30 Feb 2024", "Feb 30, 2024", "29/02/2023", "29.02.1900", "24-1-31x", "20241301", "2024013", "202401311", "240131", "2024-01/31", "31/01-2024", "31.01/2024", "31/01/024", "31/01/20244", "001/01/2024", "1/2", "31 Jan", "Jan 2024",
    "31 Jun 2024", "31 Janu 2024", "31 Jui 2024", "31 Monat 2024", "31Jan2024", "31-Jan|2024", "Jan 31. 2024", "Jan31 2024", "31 01 2024", "3١/01/2024", "01.31.2024", "-1/2/2024", "1/-2/2024", "31/01/2024 25:00", "Jan 31 20:24",
  ])("%j is no date in any order", (text) => {
    expect(orders.map((order) => readDateText(text, order))).toEqual([NaN, NaN, NaN]);
  });
});
