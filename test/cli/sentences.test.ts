import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asFileError, FileError } from "../../src/cli/files.ts";
import { inOptions, sentenceOf } from "../../src/cli/sentences.ts";
import { wrap } from "../../src/cli/terminal.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { predict } from "../../src/segment/predict.ts";

/** What the command says of the error that a call throws. */
function said(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return sentenceOf(error, "t.csv");
  }
  throw new Error("nothing was thrown");
}

const rows = (cell: (i: number) => string, head: string): string => `${head}\n${Array.from({ length: 30 }, (_, i) => cell(i)).join("\n")}\n`;

describe("the library's advice is told in options of the command", () => {
  test("but columns with the names of options keep them", () => {
    for (const name of ["decimal", "encoding", "delimiter"]) {
      expect(inOptions(`Column \`${name}\` is no feature: nothing is in it.`)).toContain(`\`${name}\``);
      expect(inOptions(`column \`${name}\` must have at least one category.`)).toContain(`\`${name}\``);
    }
    expect(inOptions("`decimal` must not be the `delimiter`.")).toBe("--decimal must not be the --delimiter.");
  });

  test("of a header alone", () => {
    expect(said(() => prepare(parseCsv("a,b\n")))).toBe("t.csv: there must be a row below the header. Got no rows.");
  });

  test("of dates that may be either", () => {
    const table = parseCsv(rows((i) => `0${1 + (i % 9)}/0${1 + (i % 5)}/2024,${i}`, "my day,b"));
    expect(said(() => prepare(table))).toContain("name it by --date 'my day'=dmy. Got ");
  });

  test("of a column of numbers with some words, whose rows count from 1", () => {
    const table = parseCsv(rows((i) => `${i === 7 ? "oops" : i * i},1`, "a,b"));
    expect(said(() => prepare(table))).toBe(
      't.csv: column `a`, row 8: must be a number, as 96 % of the column are; name the words by --missing-word, or say --categorical a. Got "oops".',
    );
  });

  test("of codes", () => {
    const { warnings } = prepare(parseCsv(rows((i) => `${i % 3},${i * i}`, "stars,b")));
    expect(warnings.map(inOptions)).toEqual(["`stars` takes 3 whole numbers and was taken for a quantity; if they are codes, say --categorical stars."]);
  });

  test("of gaps that the model knows nothing of", () => {
    const { model } = clusterSegments(parseCsv(rows((i) => `${i * i},${i}`, "a,b")), { features: ["a", "b"], k: 2, missing: "error" });
    expect(said(() => predict(model, parseCsv("a,b\n1,2\n,3\n")))).toBe(
      "t.csv: column `a`, row 2: must not be missing unless the model was made with --missing, such as --missing a=median. Got a missing value.",
    );
  });

  test("of skew, and of categories that outweigh", () => {
    const { table, features } = prepare(parseCsv(readFileSync("examples/customers.csv", "utf8")), { columns: { region: "category", channel: "category" } });
    const warnings = clusterSegments(table, { features, preset: "published", effort: "fast" }).warnings.map(inOptions).join("\n");
    expect(warnings).toContain("--transform minutes_watched=log1p");
    expect(warnings).toContain("--scaling feature");
    expect(inOptions('Try scaling: "feature", or winsorise: [0.01, 0.99].')).toBe("Try --scaling feature, or --winsorise COLUMN=0.01..0.99.");
  });
});

describe("an error of the system is a sentence", () => {
  test.each([
    ["ENOENT", "read", "a.csv: there is no such file."], ["EISDIR", "read", "a.csv: it is a folder."], ["EACCES", "read", "a.csv: it may not be read."],
    ["ENOSPC", "write", "a.csv: the disk is full."], ["EROFS", "write", "a.csv: it may not be written."], ["EIO", "read", "a.csv: it cannot be read (EIO)."],
  ] as const)("%s", (code, doing, sentence) => {
    const error = asFileError(Object.assign(new Error("x"), { code, syscall: "open" }), "a.csv", doing);
    expect(error).toBeInstanceOf(FileError);
    expect(sentenceOf(error, "b.csv")).toBe(sentence);
  });

  test("and what is no such error stays what it is", () => {
    const bug = new TypeError("x is not a function");
    expect(asFileError(bug, "a.csv", "read")).toBe(bug);
    expect(sentenceOf(bug, "a.csv")).toBeUndefined();
  });
});

test("what is printed does nothing to a terminal", () => {
  expect(wrap("a\u001b[2Jb\nc\u0007")).toBe("a\ufffd[2Jb c\ufffd");
});
