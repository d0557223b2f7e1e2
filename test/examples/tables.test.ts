// The examples of examples/tables: from a file to named segments in at most ten lines, on real tables and on some that break readers.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isLong } from "../long-runs.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "examples/tables");
const data = join(root, "../shared/data");
const scratch = mkdtempSync(join(tmpdir(), "tables-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (example: string, file: string): string => execFileSync(process.execPath, [join(folder, example), file], { encoding: "utf8" });

/** What takes seconds. */
const isLarge = (file: string): boolean => file !== "mall.csv";

describe("each example", () => {
  const real: [example: string, file: string, shows: RegExp][] = [
    ["mall.mjs", "mall.csv", /High spending score, high annual income: 39 customers \(20 %\)/],
    ["wholesale.mjs", "wholesale.csv", /High detergents paper, Retail: \d+ customers/],
    ["cards.mjs", "cards.csv", /313 missing cells of `MINIMUM_PAYMENTS` were filled with/],
    ["rfm.mjs", "rfm.csv", /Frequent purchases, most recent purchase: \d+ customers/],
    ["bank.mjs", "bank.csv.gz", /High pdays: \d+, \d+\.\d % said yes\./],
  ];

  test("is on the list", () => {
    expect(real.map(([example]) => example).sort()).toEqual(readdirSync(folder).sort());
  });

  test.each(real)("%s is at most ten lines, without a loop over rows", (example) => {
    const code = readFileSync(join(folder, example), "utf8").split("\n").filter((line) => line.trim() !== "" && !line.startsWith("//"));
    expect(code.length).toBeLessThanOrEqual(10);
    expect(code.filter((line) => /\b(?:for|while)\b/.test(line) && !line.includes("of result.segments"))).toEqual([]);
  });

  for (const [example, file, shows] of real) {
    const why = !existsSync(join(data, file)) ? " (skipped: ../shared/data is missing)" : isLarge(file) && !isLong ? " (skipped: a long run, see test/long)" : "";
    test.skipIf(why !== "")(`${example} on ${file}${why}`, () => expect(run(example, join(data, file))).toMatch(shows), 60_000);
  }
});

describe("tables that break readers", () => {
  const days = Array.from({ length: 40 }, (_, i) => i);
  const tables: [name: string, text: string, shows: RegExp][] = [
    [
      "blanks for missing, dates with the day first, TRUE and FALSE, amounts",
      `Customer No;Joined;Newsletter;Spent;Plan\r\n${days.map((i) => `${1000 + 7 * i};${String(1 + (i % 28)).padStart(2, "0")}.0${1 + (i % 9)}.2024;${i % 2 === 0 ? "TRUE" : "FALSE"};${i % 5 === 0 ? "" : `"${i % 2 === 0 ? "1.2" : ""}${10 + i},50 €"`};${i % 3 === 0 ? " Basic " : "Pro"}\r\n`).join("")}`,
      /days since Joined[^]*Newsletter: yes[^]*Spent[^]*Plan: Basic/,
    ],
    [
      "a blank and a question mark for missing, blanks after commas",
      `age, workclass, hours, income\n${days.map((i) => `${20 + i}, ${i % 7 === 0 ? "?" : i % 2 === 0 ? "Private" : "State"}, ${i % 6 === 0 ? "?" : 30 + (i % 2) * 20}, ${i % 2 === 0 ? "<=50K" : ">50K"}\n`).join("")}`,
      /workclass: Private[^]*workclass: \(missing\)[^]*hours (?![^]*income)/,
    ],
    [
      "NA, ISO times, yes and no, percentages, tabs",
      `id\tlast seen\tactive\tdiscount\tvisits\n${days.map((i) => `u${i}\t2024-0${1 + (i % 9)}-11T10:00:00Z\t${i % 4 === 0 ? "no" : "yes"}\t${i % 10} %\t${i % 8 === 0 ? "NA" : (i % 2) * 30 + i}\n`).join("")}`,
      /days since last seen[^]*active: yes[^]*discount[^]*visits/,
    ],
  ];
  test.each(tables)("%s", (name, text, shows) => {
    const file = join(scratch, `${name.slice(0, 8)}.csv`);
    writeFileSync(file, text);
    const out = run("mall.mjs", file);
    expect(out).toMatch(shows);
    expect(out).toMatch(/: \d+ customers \([\d.]+ %\)\./);
  });
});
