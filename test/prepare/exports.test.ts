// What marketers' exports hold, as small files: each is the smallest form of a kind, with what is right of it.
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import type { Prepared, PrepareOptions } from "../../src/prepare/spec.ts";
import { errorOf } from "../error-of.ts";

const read = (text: string, options?: PrepareOptions): Prepared => prepare(parseCsv(text), options);
const lines = (header: string, count: number, line: (i: number) => string): string => `${header}\n${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`;

describe("numbers that fit two readings", () => {
  test.each<[name: string, text: string, values: number[]]>([
    ["points beside numbers below a thousand group", "Revenue;Visits\n980;1\n1.250;2\n12.300;3", [980, 1250, 12300]],
    ["points beside numbers above a thousand do not", "x,n\n1.250,1\n1980,2\n3.5,3", [1.25, 1980, 3.5]],
    ["fractions of three digits, in a text with commas", "x,n\n1.251,1\n2.375,2\n9.125,3", [1.251, 2.375, 9.125]],
    ["the same in a text with semicolons", "x;n\n1.251;1\n2.375;2\n9.125;3", [1251, 2375, 9125]],
    ["the same beside a column with decimal points", "x;n\n1.251;1.5\n2.375;2\n9.125;3", [1.251, 2.375, 9.125]],
    ["a whole of 0 is no group", "x;n\n0.251;1\n2.375;2\n9.125;3", [0.251, 2.375, 9.125]],
    ["groups of two marks", "x;n\n1.250.000;1\n980;2", [1250000, 980]],
  ])("%s", (_, text, values) => {
    expect([...(Object.values(read(text).table)[0] as Float64Array)]).toEqual(values);
  });

  test("are an error where nothing decides, with the option that does", () => {
    const text = "x\tn\n1.251\t1\n2.375\t2\n";
    expect(errorOf(() => read(text))).toMatchObject({ code: "ambiguous-number", column: "x", row: 0 });
    expect(errorOf(() => read(text)).message).toContain('`columns: { "x": { decimal: "." } }`. Got "1.251", which may be 1.251 (".") or 1251 (",").');
    for (const x of [["7", "1.251", "2.375"], ["7", "1.250", "1,500"]]) expect(errorOf(() => prepare({ x }))).toMatchObject({ code: "ambiguous-number", row: 1 });
    expect([...(prepare({ x: ["7", "1.250", "2.375"] }).table["x"] as Float64Array)]).toEqual([7, 1250, 2375]); // a fraction would not end in 0
    expect([...(read(text, { columns: { x: { decimal: "." } } }).table["x"] as Float64Array)]).toEqual([1.251, 2.375]);
    expect([...(read(text, { decimal: "," }).table["x"] as Float64Array)]).toEqual([1251, 2375]);
  });

  test("are fractions beside a large number without a separator", () => {
    expect(prepare({ x: ["2.735", "1290", "12.300"] }).table["x"]).toEqual(Float64Array.of(2.735, 1290, 12.3));
  });

  test("are told where they were read as thousands", () => {
    expect(read("Revenue;Visits\n980;1\n1.250;2\n12.300;3").notices).toContainEqual({ code: "read-as-numbers", column: "Revenue", figures: { reason: "numbers written as text with thousands separators" } });
  });
});

describe("amounts that cannot be compared", () => {
  const text = lines("customer,total,n", 24, (i) => `K${i},${i % 2 === 0 ? "$" : "€"}${i + 3}.50,${(i * 7) % 5}`);
  test("are left out by prepare, told", () => {
    const { columns, notices } = read(text);
    expect(columns[1]).toMatchObject({ why: "mixed-units", leftOut: expect.stringContaining("($, €)") });
    expect(notices).toContainEqual(expect.objectContaining({ code: "not-used", column: "total" }));
  });

  test("percentages beside numbers are a fault", () => {
    expect(errorOf(() => read("share,n\n12 %,1\n0.5,2\n7%,3"))).toMatchObject({ code: "mixed-units", column: "share", row: 1 });
    expect([...(read("share,n\n12 %,1\n0,2\n7%,3").table["share"] as Float64Array)]).toEqual([0.12, 0, 0.07]);
  });
});

describe("what makes no segments", () => {
  const why = (text: string, column: string): string | undefined => read(text).columns.find((own) => own.column === column)?.why;
  test.each<[name: string, column: string, text: string, why: string | undefined]>([
    ["order numbers on several lines", "Name", lines("Name,total", 60, (i) => `#${1001 + (i >> 1)},${i * i}`), "id"],
    ["an id that names come after", "id_cliente", lines("id_cliente,gasto", 24, (i) => `${20011 + 97 * i},${i * i}`), "id"],
    ["a customer's id on several lines", "customer_id", lines("customer_id,total", 60, (i) => `${700 + 13 * (i % 20)},${i * i}`), "id"],
    ["a running number with gaps", "Unnamed: 0", lines("Unnamed: 0,total", 24, (i) => `${i * (i % 2 === 0 ? 2 : 2)},${i * i}`), "id"],
    ["buyers who come again", "Billing Name", lines("Billing Name,total", 90, (i) => `Ann ${["Roe", "Poe", "Doe"][i % 3]}${String.fromCharCode(97 + (i % 26))},${i * i}`), "person"],
    ["streets", "Shipping Street", lines("Shipping Street,total", 60, (i) => `${1 + (i % 30)} Oak Road,${i * i}`), "person"],
    ["what looks like names", "Attendee", lines("Attendee,total", 80, (i) => `${["Ann", "Bob", "Cleo", "Dan"][(i >> 1) % 4]} ${"RPDLFKM"[(i >> 1) % 7]}${"aeiou"[(i >> 1) % 5]}rd,${i * i}`), "person"],
    ["cities of two words", "city", lines("city,total", 80, (i) => `${["New", "San", "Fort", "Los"][(i >> 1) % 4]} ${"RPDLFKM"[(i >> 1) % 7]}${"aeiou"[(i >> 1) % 5]}rd,${i * i}`), undefined],
    ["products of two words", "wares", lines("wares,total", 80, (i) => `${["Red", "Blue", "Green", "Grey"][i % 4]} ${["Shoe", "Hat", "Coat", "Sock", "Tie", "Bag", "Belt"][i % 7]},${i * i}`), undefined],
    ["counts of addresses", "address changes", lines("address changes,total", 80, (i) => `${(i * 7) % 61},${i * i}`), undefined],
    ["amounts by a kind", "spend_by_country", lines("spend_by_country,total", 80, (i) => `${(i * 37) % 79},${i * i}`), undefined],
    ["pay that a table is sorted by", "salary", lines("salary,total", 40, (i) => `${20000 + 7 * i * i},${i * i}`), undefined],
    ["hours of a day", "hour", lines("hour,total", 24, (i) => `${i},${i * i}`), undefined],
    ["ages without a gap", "age", lines("age,total", 40, (i) => `${20 + ((i * 7) % 40)},${i * i}`), undefined],
    ["texts of which one is common", "note", lines("note,total", 1000, (i) => `${i % 90 === 0 ? "as usual" : `words ${i % 252}`},${i * i}`), "text"],
    ["cities of which few are common", "city", lines("city,total", 1000, (i) => `${i % 3 > 0 ? ["Rome", "Paris", "Lyon"][i % 7 % 3] : `Town ${i % 200}`},${i * i}`), undefined],
    ["a number said by #", "Order #", lines("Order #,total", 60, (i) => `${2041 + 3 * ((i * 7) % 60)},${i * i}`), "id"],
    ["how many orders", "# of orders", lines("# of orders,total", 60, (i) => `${2041 + 3 * ((i * 7) % 60)},${i * i}`), undefined],
    ["ids of several", "Company IDs", lines("Company IDs,total", 60, (i) => `${90001 + 311 * ((i * 7) % 60)},${i * i}`), "id"],
    ["a number that stands before what it numbers", "Código do cliente", lines("Código do cliente,total", 60, (i) => `${4001 + 17 * ((i * 7) % 60)},${i * i}`), "id"],
    ["a number of orders", "Number of order lines", lines("Number of order lines,total", 60, (i) => `${4001 + 17 * ((i * 7) % 60)},${i * i}`), undefined],
    ["numbers that run", "LEID", lines("LEID,total", 60, (i) => `${412003117 + 104 * i + (i % 3)},${i * i}`), "id"],
    ["quantities that ascend", "spent", lines("spent,total", 60, (i) => `${1000 + 104 * i + (i % 3)},${i * i}`), undefined],
    ["kinds by a long number", "Subscription Apple ID", lines("Subscription Apple ID,total", 60, (i) => `${1560000001 + (i % 3)},${i * i}`), "id"],
    ["firms", "Organization", lines("Organization,total", 90, (i) => `${i % 3 === 0 ? "" : `Firm ${i % 38} Ltd`},${i * i}`), "person"],
    ["names in Swedish", "Förnamn", lines("Förnamn,total", 60, (i) => `${["Ada", "Bo", "Cleo", "Dina"][i % 4]},${i * i}`), "person"],
    ["a name that is asked for", "First, what's your name?", lines("\"First, what's your name?\",total", 60, (i) => `${["Ada", "Bo", "Cleo", "Dina"][i % 4]},${i * i}`), "person"],
    ["who looks after a customer", "Account Owner", lines("Account Owner,total", 60, (i) => `${["Mira Venlin", "Otto Salfen", "Ines Norbar"][i % 3]},${i * i}`), "person"],
    ["three places of two words", "Shop", lines("Shop,total", 60, (i) => `${["North Gate", "South Gate", "West Gate"][i % 3]},${i * i}`), undefined],
    ["names with addresses", "Contact", lines("Contact,total", 60, (i) => `${["Mira Venlin (m@x.org)", "Otto Salfen <o@x.org>"][i % 2]},${i * i}`), "person"],
    ["notes here and there", "Note", lines("Note,total", 60, (i) => `${i % 9 === 0 ? `asked for ${i} samples` : ""},${i * i}`), "text"],
    ["a tag here and there", "Tag", lines("Tag,total", 60, (i) => `${i % 9 === 0 ? ["VIP", "Club"][i % 2] : ""},${i * i}`), undefined],
    ["house numbers", "house", lines("house,total", 60, (i) => `${1 + i}${i % 5 === 0 ? "a" : ""},${i * i}`), "id"],
    ["postal codes with letters", "code", lines("code,total", 60, (i) => `${10001 + 37 * i}${i % 9 === 0 ? "-1234" : ""},${i * i}`), "id"],
    ["shops by number", "store_id", lines("store_id,total", 200, (i) => `${3 + (i % 5)},${i * i}`), undefined],
  ])("%s", (_, column, text, expected) => {
    expect(why(text, column)).toBe(expected);
  });

  test("names of numbered things, and addresses of a network, do not look like amounts", () => {
    const told = (cell: (i: number) => string): string[] => read(lines("x,total", 60, (i) => `${cell(i % 30)},${i * i}`)).notices.flatMap(({ code, column }) => (column === "x" ? [code] : []));
    expect(told((i) => `Firm ${i} Inc.`)).not.toContain("look-like-amounts");
    expect(told((i) => `203.0.113.${i}`)).not.toContain("look-like-amounts");
    expect(told((i) => `${i}.50 ${i % 2 === 0 ? "kg" : "lb"}`)).toContain("look-like-amounts");
  });

  test("what databases write for nothing is missing in texts, and in times", () => {
    const { columns } = read(lines("bio,seen,total", 30, (i) => `${i % 5 === 0 ? "\\N" : `kind ${i % 2}`},${i % 4 === 0 ? "0000-00-00 00:00:00" : `2024-05-${10 + (i % 18)} 10:00:00`},${i * i}`));
    expect(columns.map(({ type, missing }) => [type, missing])).toEqual([["category", 6], ["date", 8], ["number", 0]]);
  });

  test("several rows of a customer are told", () => {
    const { notices } = read(lines("customer_id,total", 60, (i) => `${700 + 13 * (i % 20)},${i * i}`));
    expect(notices).toContainEqual({ code: "several-rows", column: "customer_id", figures: { rows: 60, customers: 20 } });
    expect(read(lines("customer_id,total", 60, (i) => `${700 + 13 * i},${i * i}`)).notices.map(({ code }) => code)).not.toContain("several-rows");
  });
});

test("a first row that was taken for the header is told", () => {
  const told = (text: string): string[] => read(text).notices.map(({ code }) => code);
  expect(told("23,free,20\n61,pro,90\n33,free,20\n41,pro,80\n")).toContain("named-by-values");
  expect(told("31/12/2024,free,20\n30/12/2024,pro,90\n29/11/2024,free,20\n28/10/2024,pro,80\n")).toContain("named-by-values");
  expect(told("Region,2022,2023\nNorth,1.5,2.5\nSouth,3.5,7\nEast,4,2\n")).not.toContain("named-by-values");
  expect(told("plan,visits\nfree,3\nplan,4\n")).not.toContain("named-by-values");
});

describe("dates", () => {
  test.each<[name: string, cells: string[], first: string]>([
    ["in German", ["1. Januar 2024", "12. März 2024", "30. Dezember 2023"], "every text is a date (dmy)"],
    ["in French", ["31 août 2023", "1er février 2024", "3 déc. 2023"], "every text is a date (dmy)"],
    ["as a browser prints them", ["Mon Jan 01 2024 10:00:00 GMT+0100 (Central European Standard Time)", "Fri Jan 12 2024 10:01:00 GMT+0100 (CET)"], "every text is a date (mdy)"],
    ["of two ways to write", ["2024-03-01", "31.01.2024", "5th Jan 2024"], "every text is a date (dmy)"],
    ["months", ["2023-01", "2023-02", "2024-12"], "every text is a month, of which the first day is taken"],
    ["months by name", ["Jan-23", "Feb-23", "Dec-24"], "every text is a month, of which the first day is taken"],
    ["whose years may be of two centuries", ["19.05.33", "18.10.29", "23.02.32"], "every text is a date (dmy, two digits of a year being 1930 to 2029: from 1932-02-23 to 2029-10-18)"],
    ["of birth, with two digits of the year", ["1/31/45", "10/23/01", "5/6/99"], "every text is a date (mdy, two digits of a year being 1930 to 2029)"],
  ])("%s", (_, cells, reason) => {
    expect(prepare({ d: cells, n: cells.map((_, i) => i + 0.5) }).columns[0]).toMatchObject({ type: "date", reason });
  });

  test("are no pairs of years, and one that is broken is told of", () => {
    for (const cells of [["2008-09", "2009-10", "2010-11", "2011-12"], ["2009/10", "2010/11"], ["2001-05", "2006-10"]])
      expect(prepare({ d: cells, n: cells.map((_, i) => i + 0.5) }).columns[0].type).toBe("category");
    const { notices } = prepare({ d: ["2024-01-31", "2024-02-31", "2024-03-01"], n: [1, 2, 3.5] });
    expect(notices).toEqual([{ code: "look-like-dates", column: "d", figures: { cells: ["2024-01-31", "2024-02-31"] } }]);
  });

  test("in two orders are told of", () => {
    const { notices } = prepare({ d: ["13/01/2024", "01/25/2024", "03/04/2024"], n: [1, 2, 3.5] });
    expect(notices).toEqual([{ code: "look-like-dates", column: "d", figures: { cells: ["13/01/2024", "01/25/2024"] } }]);
  });
});
