import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asFileError, FileError } from "../../src/cli/files.ts";
import { inFlags, noticeText, sentenceOf } from "../../src/cli/sentences.ts";
import { printable, printableJson, printableTable, wrap } from "../../src/cli/terminal.ts";
import { InputError } from "../../src/core/input-error.ts";
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
    for (const name of ["decimal", "encoding", "delimiter", "k", "scaling: \"feature\""]) {
      expect(noticeText({ code: "not-used", column: name, figures: { why: "empty", reason: "it is empty" } }, [])).toContain(`\`${name}\``);
      expect(sentenceOf(new InputError("no-values", "f", `column \`${name}\` must have values`, "none", { column: name }), "t.csv")).toContain(`\`${name}\``);
    }
    expect(said(() => parseCsv("a,b\n", { decimal: ",", delimiter: "," }))).toBe('t.csv: --decimal must not be the --delimiter. Got ",".');
  });

  test("of a header alone", () => {
    expect(said(() => prepare(parseCsv("a,b\n")))).toBe("t.csv: there must be a row below the header. Got no rows.");
  });

  test("of dates that may be either", () => {
    const table = parseCsv(rows((i) => `0${1 + (i % 9)}/0${1 + (i % 5)}/2024,${i}`, "my day,b"));
    expect(said(() => prepare(table))).toContain("say --date 'my day'=dmy, or if these are not dates, --categorical 'my day'. Got ");
  });

  test("of a column of numbers with some words, whose rows count from 1", () => {
    const table = parseCsv(rows((i) => `${i === 7 ? "oops" : i * i},1`, "a,b"));
    expect(said(() => prepare(table))).toBe(
      't.csv: column `a`, row 8: must be a number, as 96 % of the cells are; name the words by --missing-word if they mean missing, or say --categorical a. Got "oops".',
    );
  });

  test("of codes", () => {
    const { notices } = prepare(parseCsv(rows((i) => `${i % 3},${i * i}`, "stars,b")));
    expect(notices.map((notice) => noticeText(notice, []))).toEqual([expect.stringMatching(/^`stars` has only 3 .* say --categorical stars\.$/)]);
  });

  test("of gaps that the model knows nothing of", () => {
    const { model } = clusterSegments(parseCsv(rows((i) => `${i * i},${i}`, "a,b")), { features: ["a", "b"], k: 2, missing: "error" });
    expect(said(() => predict(model, parseCsv("a,b\n1,2\n,3\n")))).toBe(
      "t.csv: column `a`, row 2: must not be missing unless --missing says what replaces it, such as --missing a=median. Got a missing value.",
    );
  });

  test("of skew, and of categories that outweigh", () => {
    const { table, features } = prepare(parseCsv(readFileSync("examples/customers.csv", "utf8")), { columns: { region: "category", channel: "category" } });
    const { notices, model } = clusterSegments(table, { features, preset: "published", effort: "fast" });
    const warnings = notices.map((notice) => noticeText(notice, model.names)).join("\n");
    expect(warnings).toContain("--transform minutes_watched=log1p");
    expect(warnings).toContain("--scaling feature");
    expect(inFlags.winsorise({ column: "days late", value: [0.01, 0.99] })).toBe("--winsorise 'days late'=0.01..0.99");
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
  const hostile = "a\u001b]0;x\u0007\u009b2J\u202eb\u2066c\td\re";
  expect(printable(hostile)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(printableTable(`${hostile}\n1`)).toBe("a\ufffd]0;x\ufffd\ufffd2J\ufffdb\ufffdc\td\ufffde\n1");
  expect(printableJson({ [hostile]: [hostile] })).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(JSON.parse(printableJson({ [hostile]: [hostile] }))).toEqual({ [hostile]: [hostile] });
});
