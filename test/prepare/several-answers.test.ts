import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { splitAnswers } from "../../src/prepare/split-answers.ts";
import { assign } from "../../src/segment/predict.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { errorOf } from "../error-of.ts";
import { areCodedAnswers, severalAnswers } from "../../src/table/several-answers.ts";
import { runs } from "../table-arbitraries.ts";

const answers = ["Email", "SMS", "Push", "Post"];
const people = fc.array(fc.subarray(answers), { minLength: 1, maxLength: 30 });

test("splitting gives each answer a column that says who gave it", () => {
  fc.assert(
    fc.property(people, fc.constantFrom(";", "|", ","), (lists, separator) => {
      const cells = lists.map((list) => (list.length === 0 ? null : list.join(`${separator} `)));
      const table = splitAnswers({ n: lists.map((_, i) => i), channel: cells }, "channel", separator);
      expect(Object.keys(table)).toEqual(["n", ...new Set(lists.flat())].map((name) => (name === "n" ? name : `channel: ${name}`)));
      for (const answer of new Set(lists.flat()))
        expect(table[`channel: ${answer}`]).toEqual(lists.map((list) => (list.length === 0 ? null : list.includes(answer) ? "yes" : "no")));
    }),
    runs(30),
  );
});

describe("several answers in a cell", () => {
  test.each<[cells: string[], separator: string | undefined]>([
    [["mail", "sms", "mail;sms", "mail;push", "push;sms"], ";"],
    [["Email", "SMS", "Email, SMS", "Email, SMS, Push, App", "Push, App"], ","],
    [["a|b", "b|c", "a|c", "a|b|c"], "|"],
    [["Berlin, Germany", "Hamburg, Germany", "Paris, France", "Lyon, France"], undefined],
    [["Smith, John", "Doe, Jane", "Roe, Ann", "Poe, Max"], undefined],
    [["Yes, always", "Yes, often", "No", "Never"], undefined],
    [["red", "green", "blue", "grey"], undefined],
  ])("in %j: %j", (cells, separator) => {
    expect(severalAnswers(cells)?.separator).toBe(separator);
  });

  test.each<[cells: string[], delimiter: string | undefined, are: boolean]>([
    [["1", "2", "1,2", "2,3", "1,3"], ",", true],
    [["1", "2", "1,2", "2,3", "1,3"], ";", false],
    [["1", "2", "1,2", "1,2,3"], undefined, true],
    [["1", "1,5", "2", "2,5", "3", "3,5"], ",", false],
    [["7,5", "3", "2,5", "1"], ",", false],
    [["12,50", "3,20", "120,5", "1"], ",", false],
  ])("by number in %j, delimited by %j: %j", (cells, delimiter, are) => {
    expect(areCodedAnswers(cells, delimiter)).toBe(are);
  });

  test("is told, with what to do", () => {
    const { notices, columns } = prepare(parseCsv('Q3,age\n"1",20\n"2",30\n"1,2",40\n"2,3",50\n"1,3",60\n"3",60'));
    expect(columns[0].type).toBe("category");
    expect(notices).toContainEqual({ code: "several-answers", column: "Q3", figures: { separator: ",", answers: 3, example: "1,2" } });
  });
});

test("splits where asked to, though the answers are too few to tell by themselves", () => {
  expect(splitAnswers({ a: ["mail;sms", "mail", "sms"] }, "a")).toEqual({ "a: mail": ["yes", "yes", "no"], "a: sms": ["yes", "no", "yes"] });
});

test("complains of what cannot be split", () => {
  expect(errorOf(() => splitAnswers({ a: ["x", "y"] }, "a"))).toMatchObject({ code: "unknown-value", column: "a" });
  expect(errorOf(() => splitAnswers({ a: ["x"] }, "b" as "a")).code).toBe("unknown-column");
  expect(errorOf(() => splitAnswers({ a: ["x"] }, "a", "")).code).toBe("not-a-string");
});

describe("ticks", () => {
  const table = { mail: [1, null, 1, null, 1, null], sms: ["x", "", "", "x", "x", ""], age: [20, 31, 44, 50, 62, 71] };

  test("are yes, and blanks beside them no, told", () => {
    const { table: read, features, notices, columns } = prepare(table);
    expect([read["mail"], read["sms"]]).toEqual([["yes", "no", "yes", "no", "yes", "no"], ["yes", "no", "no", "yes", "yes", "no"]]);
    expect(features.map(({ column }) => column)).toEqual(["mail", "sms", "age"]);
    expect(columns[0]).toMatchObject({ type: "boolean", reason: "1 or nothing, which says no", missing: 0 });
    expect(notices).toEqual(["mail", "sms"].map((column) => ({ code: "blanks-say-no", column, figures: { cells: 3 } })));
  });

  test("are so next month", () => {
    const { model } = clusterSegments(table, { k: 2 });
    const [ticked, blank] = [{ mail: [1], sms: ["x"], age: [44] }, { mail: [null], sms: [" "], age: [44] }];
    const written = { mail: ["yes"], sms: ["yes"], age: [44] };
    expect(assign(model, ticked).distance).toEqual(assign(model, written).distance);
    expect(assign(model, blank).distance).toEqual(assign(model, { mail: ["no"], sms: ["no"], age: [44] }).distance);
  });

  test("need blanks beside them, and a word that says yes", () => {
    expect(prepare({ a: [1, 1], b: [1, 2] }).columns[0]).toMatchObject({ type: "number", why: "constant" });
    expect(prepare({ a: ["blue", null], b: [1, 2] }).columns[0].type).toBe("category");
    expect(prepare({ a: [2, null], b: [1, 2] }).columns[0]).toMatchObject({ type: "number", why: "constant" });
  });
});
