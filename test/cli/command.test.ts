import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { help } from "../../src/cli/options.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { criterionNames } from "../../src/validity/choose-k.ts";
import { isLong } from "../long-runs.ts";
import { readBlocks } from "../markdown-blocks.ts";
import { command, makeWorkshop, type Workshop } from "./run-command.ts";

const timeout = 120_000;
let shop: Workshop;
beforeAll(() => {
  if (!existsSync("dist/cli.js")) throw new Error("There is no dist: run npm run build first.");
  shop = makeWorkshop();
});
afterAll(() => shop.remove());

const published = ["--numeric", "region", "--categorical", "region,channel", "--missing", "minutes_watched=0", "--preset", "published"];
const small = `user_id,spent,plan\n${Array.from({ length: 40 }, (_, i) => `${100 + 3 * i},${i < 25 ? i : 500 + i},${i < 25 ? "free" : "paid"}`).join("\n")}\n`;

const longTest = test.skipIf(!isLong); // a process for each call

describe("the command", () => {
  test("prints what the columns are, how k was chosen, the segments, the answers and the warnings", { timeout }, () => {
    const { status, stdout, stderr } = shop.run(["customers.csv", ...published, "--question", "channel->minutes_watched", "--question", "region->channel", "--question", "channel->region"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("customers.csv: 3,834 rows, 4 columns");
    expect(stdout).toMatch(/^minutes_watched {2}number, 109 missing$/m);
    expect(stdout).toMatch(/^region {11}number and category$/m);
    expect(stdout).toMatch(/^channel {10}category$/m);
    expect(stdout).toContain("`dendrogram` suggests 8");
    expect(stdout).toMatch(/^Share +0\.321/m);
    expect(stdout.match(/^[1-8]\. .*: [\d,]+ customers/gm)).toHaveLength(8);
    expect(stdout).toContain("No measurable influence of `channel`");
    expect(stdout).toContain("`region` and `channel` go together, but weakly");
    expect(stdout).toContain("`channel` and `region` go together, but weakly"); // a category, though a number, too
    expect(stdout).toContain("- 109 missing cells of `minutes_watched` were filled with 0.");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  longTest("gives the segments of the library, with its defaults", { timeout }, () => {
    const { table, features } = prepare(parseCsv(readFileSync("examples/customers.csv", "utf8")));
    const ours = clusterSegments(table, { features, effort: "fast" });
    const { stdout } = shop.run(["customers.csv", "--json", "--effort", "fast"]);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 3834, k: ours.k, inertia: ours.inertia, segments: JSON.parse(JSON.stringify(ours.segments)) });
  });

  longTest("--json is JSON without the labels, with the inertia of the published analysis", { timeout }, () => {
    const json = JSON.parse(shop.run(["customers.csv", ...published, "--json"]).stdout);
    expect(json.inertia).toBeCloseTo(22253.6, 0);
    expect(json.options).toMatchObject({ scaling: "column", method: "ward-kmeans", choose: "dendrogram", seed: 42 });
    expect(json.segments.map(({ size }: { size: number }) => size)).toEqual([1230, 907, 424, 332, 306, 289, 288, 58]);
    expect([json.labels, json.choice.criteria.length, Array.isArray(json.choice.criteria[0].scores)]).toEqual([undefined, criterionNames.length - 2, true]);
  });

  longTest("writes a report, labels and a model, which places the same rows the same", { timeout }, () => {
    const outputs = ["--report", "r.html", "--labels", "l.csv", "--model", "m.json"];
    expect(shop.run(["customers.csv", ...published, "--effort", "fast", "--question", "channel->minutes_watched", ...outputs]).status).toBe(0);
    expect(readFileSync(shop.path("r.html"), "utf8")).toMatch(/^<!doctype html>[^]*No measurable influence/i);
    const labels = readFileSync(shop.path("l.csv"), "utf8").replace(/^\ufeff/, ""); // by its mark spreadsheets know accents
    expect(labels.split("\n").slice(0, 2)).toEqual(["row,segment,name", expect.stringMatching(/^1,\d,/)]);
    expect(shop.run(["customers.csv", "--predict", "m.json"]).stdout).toBe(labels);
    const { stdout } = shop.run(["customers.csv", "--predict", "m.json", "--labels", "p.csv"]);
    expect(stdout).toMatch(/^customers\.csv: 3,834 rows\n\n1\. .*: 1,230 rows, 32 %/);
    expect(readFileSync(shop.path("p.csv"), "utf8")).toBe(`\ufeff${labels}`);
    expect(JSON.parse(shop.run(["customers.csv", "--predict", "m.json", "--json"]).stdout)).toMatchObject({ placed: 3834 });
    expect(shop.run([shop.path("customers.csv"), ...published, "--effort", "fast", "--report", "r.md"]).status).toBe(0);
    expect(readFileSync(shop.path("r.md"), "utf8")).toMatch(/^# Customer segments: customers\.csv\n/);
    expect(shop.shell('audience-segmentation customers.csv --predict m.json | head -1; echo "${PIPESTATUS[0]}"').stdout).toBe("row,segment,name\n0\n"); // where nobody reads on
  });

  longTest("reads standard input, and what gzip packed", { timeout }, () => {
    writeFileSync(shop.path("small.csv"), small);
    writeFileSync(shop.path("small.csv.gz"), gzipSync(small));
    const { stdout } = shop.run(["small.csv", "--json"]);
    const same = (text: string): string => text.replace(/"source": ".*"/, '"source": "small.csv"');
    expect(JSON.parse(stdout)).toMatchObject({ rows: 40, k: 2 });
    expect(same(shop.run(["small.csv.gz", "--json"]).stdout)).toBe(stdout);
    expect(same(shop.run(["-", "--json"], small).stdout)).toBe(stdout);
    expect(same(shop.run(["--json"], small).stdout)).toBe(stdout);
  });

  test("names rows by the columns that look like identifiers, or those named", { timeout }, () => {
    shop.run(["-", "--labels", "a.csv", "--k", "2"], small);
    expect(readFileSync(shop.path("a.csv"), "utf8")).toMatch(/^\ufeffuser_id,segment,name\n100,1,/);
    shop.run(["-", "--labels", "b.csv", "--k", "2", "--id", "plan,user_id"], small);
    expect(readFileSync(shop.path("b.csv"), "utf8")).toMatch(/^\ufeffplan,user_id,segment,name\nfree,100,1,/);
  });

  longTest("keeps what was said of columns: dates, decimals, words, weights, transforms", { timeout }, () => {
    const day = (i: number): string => `${String(1 + (i % 28)).padStart(2, "0")}/0${1 + (i % 9)}/2024`;
    const csv = `joined;amount;age;w\n${Array.from({ length: 60 }, (_, i) => `${day(i)};${i < 30 ? i : 1000 + i},5;${i === 3 ? "n/k" : 20 + (i % 40)};${1 + (i % 2)}`).join("\n")}\n`;
    const words = ["--date", "joined=dmy", "--decimal", ",", "--missing-word", "n/k", "--missing", "age=mean", "--weights", "w", "--transform", "amount=log1p", "--winsorise", "age=0.01..0.99"];
    const { stdout, stderr } = shop.run(["-", ...words, "--k", "2", "--json", "--model", "dm.json", "--labels", "dl.csv"], csv);
    expect(stderr).toMatch(/^Wrote dm\.json and dl\.csv|^Wrote dl\.csv and dm\.json/);
    expect(JSON.parse(stdout).features).toEqual([
      { column: "days since joined", type: "number" }, { column: "amount", type: "number", transform: "log1p" },
      { column: "age", type: "number", missing: "mean", winsorise: [0.01, 0.99] },
    ]);
    expect(shop.run(["-", "--predict", "dm.json"], csv).stdout).toBe(readFileSync(shop.path("dl.csv"), "utf8").slice(1)); // the model knows how it was read
  });

  test("ends quietly where nobody reads on", { timeout }, () => {
    writeFileSync(shop.path("small.csv"), small);
    const { stdout, stderr, status } = shop.shell('audience-segmentation small.csv --k 2 | head -1; echo "${PIPESTATUS[0]}"');
    expect([stdout, stderr, status]).toEqual(["small.csv: 40 rows, 3 columns\n0\n", "", 0]);
  });

  longTest("shows progress on a terminal, in one line that is gone at the end, and none elsewhere", { timeout }, ({ skip }) => {
    const line = `'${process.execPath}' '${command}' customers.csv --effort fast >/dev/null`;
    const { status, stdout } = shop.shell(`script -qec "${line}" /dev/null </dev/null`);
    if (status === 127) skip("there is no command script here, which makes a terminal");
    expect(stdout).toMatch(/\rLooking for structure +\[#+\.*\] +\d+ %/);
    expect(stdout).toMatch(/\r +\r$/);
    expect(stdout).not.toContain("\n");
    expect(shop.shell(line).stderr).toBe("");
  });

  test("prints its help and its version", () => {
    expect(shop.run(["--help"])).toMatchObject({ status: 0, stdout: help, stderr: "" });
    expect(shop.run(["--version"])).toMatchObject({ status: 0, stdout: `${JSON.parse(readFileSync("package.json", "utf8")).version}\n` });
  });

  test("ends with 2, a sentence and the help where it was called in a wrong way", () => {
    for (const words of [["customers.csv", "--colums", "CLV"], ["a", "b"], ["customers.csv", "--k", "0"]]) {
      const { status, stdout, stderr } = shop.run(words);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/\n\n[^\n]+[.?]\n$/);
      expect(stderr.slice(0, help.length)).toBe(help);
    }
  });
});

/** The commands that a page shows, a line each, and what the last of a block is shown to print. */
function commandsOf(page: string): { readonly line: string; readonly shown: string | undefined }[] {
  const blocks = readBlocks(page);
  return blocks.flatMap(({ language, code }, b) => {
    if (language !== "sh") return [];
    const lines = code.split("\n").filter((line) => line.includes("npx audience-segmentation"));
    const next = blocks[b + 1];
    return lines.map((line, at) => ({ line, shown: at === lines.length - 1 && next?.follows === true && next.language === "text" ? next.code : undefined }));
  });
}

// UPDATE_PAGES=1 writes what the commands print into the page
const isUpdate = process.env["UPDATE_PAGES"] === "1";

describe("the commands that are shown run as they stand:", () => {
  const inHelp = `\`\`\`sh\n${help.split("\n").filter((line) => line.startsWith("  npx ")).join("\n")}\n\`\`\``;
  const pages = { "--help": inHelp, "README.md": readFileSync("README.md", "utf8"), "docs/command.md": readFileSync("docs/command.md", "utf8") };

  test.for(Object.entries(pages))("%s", { timeout: 3 * timeout }, ([name, page], { skip }) => {
    skip(name !== "README.md" && !isLong && !isUpdate, "a long run: see test/long");
    const own = makeWorkshop();
    try {
      const customers = readFileSync("examples/customers.csv", "utf8");
      for (const month of ["may.csv", "june.csv"]) writeFileSync(own.path(month), customers);
      copyFileSync("examples/customers.recipe.json", own.path("customers.recipe.json"));
      writeFileSync(own.path("export.csv.gz"), gzipSync(small.replace("user_id", "key")));
      const commands = commandsOf(page);
      expect(commands.length).toBeGreaterThan(0);
      for (const { line, shown } of commands) {
        const { status, stdout, stderr } = own.shell(line.replace("npx ", ""));
        expect([line, status, stderr.replace(/^Wrote .*\n/, "")]).toEqual([line, 0, ""]);
        if (shown === undefined) continue;
        if (isUpdate) writeFileSync(name, readFileSync(name, "utf8").replace(`\`\`\`text\n${shown}${shown === "" ? "" : "\n"}\`\`\``, () => `\`\`\`text\n${stdout.trimEnd()}\n\`\`\``));
        else expect(shown).toBe(stdout.trimEnd());
      }
    } finally {
      own.remove();
    }
  });
});

const data = "../shared/data";
const tables = ["customers.csv", "mall.csv", "wholesale.csv", "rfm.csv", "cards.csv", "bank.csv.gz"];

// where the folder is missing these are counted as skipped, and the runner prints so
describe.skipIf(!existsSync(data) || !isLong)(`each real table of ${data} (in test/long)`, () => {
  test.each(tables)("%s becomes a report, labels and a model that gives them again", { timeout: 2 * timeout }, (name) => {
    const own = makeWorkshop();
    try {
      const file = `${process.cwd()}/${data}/${name}`;
      const { status, stdout, stderr } = own.run([file, "--effort", "fast", "--report", "r.html", "--labels", "l.csv", "--model", "m.json"]);
      expect(status).toBe(0);
      expect(stderr).toMatch(/^Wrote r\.html, l\.csv and m\.json \([\d,]+ rows, [\d.]+ (?:s|min)\)\.\n$/);
      expect(stdout).toMatch(/\d+ segments: averages, and share of each category/);
      expect(readFileSync(own.path("r.html"), "utf8")).toMatch(/<\/html>\s*$/);
      expect(own.run([file, "--predict", "m.json"]).stdout).toBe(readFileSync(own.path("l.csv"), "utf8").slice(1));
      expect(own.files()).toEqual(["customers.csv", "l.csv", "m.json", "r.html"]);
    } finally {
      own.remove();
    }
  });
});
