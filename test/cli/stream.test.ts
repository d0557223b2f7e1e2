import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test as always } from "vitest";
import { parseCommand } from "../../src/cli/arguments.ts";
import { isLarge } from "../../src/cli/files.ts";
import { namesIn } from "../../src/cli/labels.ts";
import { commandOptions } from "../../src/cli/options.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { makeWorkshop, type Workshop } from "./run-command.ts";
import { isLong } from "../long-runs.ts";

const test = always.runIf(isLong); // each of them starts the command: they are run in test/long

const timeout = 120_000;
let shop: Workshop;
beforeAll(() => {
  shop = makeWorkshop();
});
afterAll(() => shop.remove());

const rows = 70_000; // more than the first part
const lines = Array.from({ length: rows }, (_, i) => `c${i},${i % 2 === 0 ? 10 + (i % 7) : 90 + (i % 9)},${i % 3 === 0 ? "" : "web"}`);
const long = ["key,spend,channel", ...lines, ""].join("\n");
const outputsOf = (name: string): readonly string[] => ["labels.csv", "model.json"].map((file) => readFileSync(shop.path(`${name}-${file}`), "utf8"));
const outputs = (name: string): readonly string[] => ["--labels", `${name}-labels.csv`, "--model", `${name}-model.json`];

describe("a file that is read in pieces", () => {
  test("gives all that the same file gives in memory, when it is short", { timeout }, () => {
    const asked = ["customers.csv", "--numeric", "region", "--categorical", "region,channel", "--missing", "minutes_watched=drop", "--effort", "fast", "--k", "3"];
    const whole = shop.run([...asked, ...outputs("whole")]);
    const streamed = shop.run([...asked, "--stream", ...outputs("streamed")]);
    expect([streamed.status, streamed.stdout]).toEqual([0, whole.stdout]);
    expect(streamed.stdout).toContain("customers.csv: 3,834 rows");
    expect(outputsOf("streamed")).toEqual(outputsOf("whole"));
  });

  test("gives the labels of the same file in memory, when it is longer than its first part", { timeout }, () => {
    writeFileSync(shop.path("long.csv.gz"), gzipSync(long));
    const asked = ["long.csv.gz", "--k", "2", "--effort", "fast"];
    shop.run([...asked, ...outputs("all")]);
    const { status, stdout } = shop.run([...asked, "--stream", ...outputs("parts")]);
    expect(status).toBe(0);
    expect(stdout).toContain("long.csv.gz: 70,000 rows, 3 columns");
    expect(stdout).toMatch(/^How each column was read, by the first 6\d,\d{3} rows$/m);
    const [labels, model] = outputsOf("parts");
    expect(labels).toBe(outputsOf("all")[0]);
    expect(labels!.split("\n")).toHaveLength(rows + 2);
    expect(JSON.parse(model!).k).toBe(JSON.parse(outputsOf("all")[1]!).k);
  });

  test("names the row of a later cell that its column cannot hold", { timeout }, () => {
    writeFileSync(shop.path("late.csv"), `${long}c,many,web\n`);
    const { status, stderr } = shop.run(["late.csv", "--stream", "--k", "2", "--labels", "late-labels.csv"]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^late\.csv: .*\brow 70001\b.*"many".*\n$/)]);
    expect(shop.files()).not.toContain("late-labels.csv");
  });

  test("is told when it cannot be read", () => {
    mkdirSync(shop.path("folder"));
    expect(shop.run(["none.csv", "--stream"]).stderr).toBe("none.csv: there is no such file.\n");
    expect(shop.run(["folder", "--stream"]).stderr).toBe("folder: it is a folder.\n");
    writeFileSync(shop.path("torn.csv.gz"), gzipSync(long).subarray(0, 1000));
    expect(shop.run(["torn.csv.gz", "--stream"]).stderr).toBe("torn.csv.gz: it ends before the data that gzip packed does.\n");
    expect(shop.run(["/dev/null", "--stream"]).stderr).toBe("/dev/null: it is no plain file, such as can be read more than once.\n");
  });
});

describe("what is read in pieces", () => {
  test("a file above 500 MB, or above 100 MB where it is packed", async () => {
    for (const [name, limit] of [["large.csv", 500_000_000], ["large.csv.gz", 100_000_000]] as const) {
      writeFileSync(shop.path(name), "");
      truncateSync(shop.path(name), limit); // holds no data, and takes no room
      expect(await isLarge(shop.path(name))).toBe(false);
      truncateSync(shop.path(name), limit + 1);
      expect(await isLarge(shop.path(name))).toBe(true);
    }
    expect(await isLarge(shop.path("none.csv"))).toBe(false);
  });

  const samples: Readonly<Record<string, string>> = { report: "r.md", question: "a->b", granularity: "2..3", preset: "published" };
  const told = (words: readonly string[]): string => {
    try {
      parseCommand(words, true);
      return "nothing";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const given = ({ name, form }: (typeof commandOptions)[number]): string[] => [`--${name}`, ...(form === "flag" ? [] : [samples[name] ?? "a"])];
  const needing = commandOptions.filter(({ name, whole }) => whole === true && name !== "before" && name !== "title");

  test.each(needing.map((option) => [option.name, given(option)] as const))("not beside --%s, which needs all rows", (name, words) => {
    expect(told(["a.csv", "--stream", ...words])).toMatch(
      new RegExp(`^--${name} needs all rows in memory, and --stream reads them in pieces\\. Leave --stream out, or run without it on a sample of the rows\\.`),
    );
    expect(parseCommand(["a.csv", ...words], true)).toMatchObject({ stream: "never" });
  });

  test("not by a method of all rows, and not standard input", () => {
    expect(told(["a.csv", "--stream", "--method", "ward"])).toMatch(/^--method ward needs all rows/);
    expect(told(["a.csv", "--stream", "--profile", "x"])).toMatch(/ To leave columns out, name them in --id\.$/);
    expect(told(["-", "--stream"])).toBe("--stream reads the file more than once: name a FILE, not standard input.");
    expect(told(["a.csv", "--stream", "--predict", "m.json"])).toMatch(/^--stream does not go with --predict/);
    expect(parseCommand(["a.csv", "--stream", "--method", "kmeans"], true)).toMatchObject({ stream: "always" });
    expect(parseCommand(["a.csv", "--labels", "l.csv"], true)).toMatchObject({ stream: "large" });
    expect(parseCommand(["-"], true)).toMatchObject({ stream: "never" });
  });
});

test("rows without a column that names them are counted over all pieces", () => {
  const [{ heading, cellOf }] = namesIn(parseCsv("a\n1\n2\n"), [], 16_384) as [ReturnType<typeof namesIn>[number]];
  expect([heading, cellOf(1)]).toEqual(["row", "16386"]);
});
