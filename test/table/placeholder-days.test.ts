import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepare } from "../../src/prepare/prepare.ts";
import { dayOf, isoDate } from "../../src/table/date-text.ts";
import { placeholderDays } from "../../src/table/placeholder-days.ts";
import { runs } from "../table-arbitraries.ts";

const recent = fc.array(fc.integer({ min: 19_000, max: 20_500 }), { minLength: 4, maxLength: 30 }).filter((days) => new Set(days).size > 3);
const far = ["9999-12-31", "2202-01-31", "1900-01-01", "0001-01-01", "1899-12-30"];

test("a day far from all others is found, wherever it stands, and no other", () => {
  fc.assert(
    fc.property(recent, fc.constantFrom(...far), fc.nat(), (days, placeholder, at) => {
      const values = Float64Array.from([...days.slice(0, at % days.length), dayOf(placeholder), NaN, ...days.slice(at % days.length)]);
      expect(placeholderDays(values).map(isoDate)).toEqual([placeholder]);
      expect(placeholderDays(Float64Array.from(days))).toEqual([]);
    }),
    runs(50),
  );
});

describe("examples", () => {
  test.each<[days: string[], found: string[]]>([
    [["2024-01-01", "9999-12-31"], ["9999-12-31"]],
    [["1900-01-01", "2024-01-01", "2024-02-01", "2024-03-01", "9999-12-31"], ["9999-12-31", "1900-01-01"]],
    [["1931-05-01", "1956-01-01", "1980-01-01", "2004-01-01"], []],
    [["1970-01-01", "2023-05-01", "2024-01-01", "2024-03-01", "2024-04-01"], ["1970-01-01"]],
    [["1990-01-01", "2024-01-01"], []],
    [["1992-09-01", "2018-05-01", "2020-01-01", "2022-03-01", "2023-04-01"], []],
    [["9999-12-31"], []],
  ])("of %j: %j", (days, found) => {
    expect(placeholderDays(Float64Array.from(days, dayOf)).map(isoDate)).toEqual(found);
  });
});

test("they are missing, told, and not counted back from; a caller may name others", () => {
  const day = ["2024-01-01", "2024-02-01", "9999-12-31", "2024-03-01", "9999-12-31"];
  const { table, columns, notices } = prepare({ day, n: [1, 2, 3, 4, 6.5] });
  expect(table["days since day"]).toEqual(Float64Array.of(60, 29, NaN, 0, NaN));
  expect(columns[0]).toMatchObject({ missing: 2, reading: { asOf: "2024-03-01", placeholders: ["9999-12-31"] } });
  expect(notices).toContainEqual({ code: "placeholder-days", column: "day", figures: { cells: 2, days: ["9999-12-31"] } });
  const named = prepare({ day, n: [1, 2, 3, 4, 6.5] }, { columns: { day: { type: "date", placeholders: ["2024-02-01"] } } });
  expect(named.columns[0]).toMatchObject({ missing: 1, reading: { asOf: "9999-12-31" } });
});
