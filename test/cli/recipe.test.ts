import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test as always } from "vitest";
import { prepare } from "../../src/prepare/prepare.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { readBlocks } from "../markdown-blocks.ts";
import { makeWorkshop, type Workshop } from "./run-command.ts";
import { isLong } from "../long-runs.ts";

const test = always.runIf(isLong); // each of them starts the command: they are run in test/long

const timeout = 120_000;
const bundled = "examples/customers.recipe.json";
let shop: Workshop;
beforeAll(() => {
  if (!existsSync("dist/cli.js")) throw new Error("There is no dist: run npm run build first.");
  shop = makeWorkshop();
  copyFileSync(bundled, shop.path("customers.recipe.json"));
  const sizes = ["S", "M", "L"];
  const lines = Array.from({ length: 60 }, (_, i) => `k${1000 + i},${i < 30 ? i : 900 + i},${sizes[i % 3]},${i % 2},${i === 5 ? "n/k" : i % 7},${1 + (i % 2)}`);
  writeFileSync(shop.path("t.csv"), `key,spent,size,plan,visits,w\n${lines.join("\n")}\n`);
});
afterAll(() => shop.remove());

/** Writes a recipe and gives its name. */
function recipe(content: unknown): string {
  writeFileSync(shop.path("r.json"), typeof content === "string" ? content : JSON.stringify(content));
  return "r.json";
}

interface Said {
  readonly k: number;
  readonly inertia: number;
  readonly features: readonly { readonly column: string }[];
  readonly columns: readonly { readonly column: string; readonly type: string }[];
  readonly segments: readonly { readonly name: string }[];
  readonly questions: readonly { readonly sentence: string }[];
}

/** What the command says of the small table, as JSON. */
function said(content: unknown, ...words: string[]): Said {
  const { status, stdout, stderr } = shop.run(["t.csv", "--recipe", recipe(content), "--json", "--k", "2", ...words]);
  expect([status, stderr.replace(/^Wrote .*\n/, "")]).toEqual([0, ""]);
  return JSON.parse(stdout) as Said;
}

const full = {
  columns: { size: { order: ["S", "M", "L"] }, plan: { type: "category", labels: { 0: "Free", 1: "Paid" } }, visits: { type: "number", missing: { fill: 0 }, transform: "sqrt" }, key: "id", w: "ignore" },
  missingWords: ["n/k"],
};

describe("--recipe", () => {
  test("names categories, orders them, fills gaps, as prepare does", () => {
    const prepared = prepare(parseCsv(readFileSync(shop.path("t.csv"), "utf8")), full as Parameters<typeof prepare>[1]);
    const { features } = prepared;
    const ours = clusterSegments(prepared, { k: 2 });
    const json = said(full, "--question", "plan->visits", "--question", "plan->w");
    expect(json.features).toEqual(features);
    expect([json.inertia, json.segments]).toEqual([ours.inertia, JSON.parse(JSON.stringify(ours.segments))]);
    expect(json.questions.map(({ sentence }) => sentence)).toEqual([expect.stringContaining("`Free`"), expect.stringContaining("(Kruskal-Wallis")]); // what is left out is asked as what it is
    const { stdout } = shop.run(["t.csv", "--recipe", recipe(full), "--k", "2"]);
    expect(stdout).toMatch(/^plan: Free +0?\.?\d/m);
    expect(stdout).toMatch(/^w {7}not used: the caller said so$/m);
    expect(stdout).toMatch(/^size {4}ordered$/m);
  });

  test("is the bundled one's names of regions and channels; by both kinds the region is a number and a named category", { timeout }, () => {
    const { status, stdout } = shop.run(["customers.csv", "--recipe", "customers.recipe.json", "--numeric", "region", "--categorical", "region", "--preset", "published", "--question", "channel->minutes_watched"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^region {11}number and category$/m);
    expect(stdout).toMatch(/^Share +0\.321/m); // the published analysis
    for (const name of ["region: Anglo-Saxon", "channel: Google", "channel: Other"]) expect(stdout).toContain(`\n${name} `);
    expect(stdout).toMatch(/Highest mean:\s+`Facebook`/);
  });

  test("gives way to the command line, column by column and option by option", () => {
    const typeOf = ({ columns }: Said, name: string): string => columns.find(({ column }) => column === name)!.type;
    const json = said(full, "--numeric", "plan", "--transform", "visits=rank", "--missing", "visits=mean", "--weights", "w");
    expect(json.features).toEqual([
      { column: "spent", type: "number" }, { column: "size", type: "number" }, { column: "plan", type: "number" },
      { column: "visits", type: "number", missing: "mean", transform: "rank" },
    ]);
    const other = said(full, "--categorical", "size,visits", "--columns", "size,visits,w,key");
    expect([typeOf(other, "size"), typeOf(other, "visits")]).toEqual(["category", "category"]);
    expect(other.features.map(({ column }) => column)).toEqual(["size", "visits", "w", "key"]);
    expect(said({ missingWords: ["6"] }, "--missing-word", "n/k").features).toContainEqual({ column: "visits", type: "number" });
  });

  test("says the unit of amounts, and takes a byte order mark and any name of a column", () => {
    writeFileSync(shop.path("u.csv"), `amount,constructor\n${Array.from({ length: 40 }, (_, i) => `${i < 20 ? i : 900 + i} EUR,${i % 3}`).join("\n")}\n`);
    const run = (unit: string): string => {
      const text = JSON.stringify({ columns: { amount: { type: "number", unit }, constructor: { type: "category", labels: { 0: "nil" } } } });
      const { stdout, stderr } = shop.run(["u.csv", "--recipe", recipe(`\ufeff${text}`), "--k", "2"]);
      return stdout + stderr;
    };
    expect(run("EUR")).toMatch(/^amount {7}number\nconstructor {2}category$[^]*^constructor: nil /m);
    expect(run("USD")).toMatch(/^u\.csv: column `amount`, row 1: must be a number in USD/);
  });

  test("names the rows by what it calls ids, unless --id does", () => {
    const heading = (...words: string[]): string => {
      said({ columns: { w: "id" }, missingWords: ["n/k"] }, "--labels", "l.csv", ...words);
      return readFileSync(shop.path("l.csv"), "utf8").slice(1).split("\n")[0]!;
    };
    expect([heading(), heading("--id", "key"), heading("--categorical", "w")]).toEqual(["w,segment,name", "key,segment,name", "key,segment,name"]);
  });

  test("reads decimals and dates", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i < 20 ? i : 900 + i},5;0${1 + (i % 9)}/0${1 + (i % 5)}/2024`);
    writeFileSync(shop.path("d.csv"), `a;day\n${lines.join("\n")}\n`);
    const { stdout, stderr } = shop.run(["d.csv", "--recipe", recipe({ decimal: ",", dateOrder: "dmy", asOf: "2024-12-31" }), "--k", "2"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^a +number\nday +date$/m);
    expect(stdout).toMatch(/counted back from\s+2024-12-31/);
  });

  test("of a model's file prepares the same table the same", () => {
    const words = ["--missing-word", "n/k", "--missing", "visits=0", "--transform", "spent=log1p", "--winsorise", "visits=0..0.9", "--categorical", "plan", "--columns", "spent,visits,plan"];
    const { features, inertia } = JSON.parse(shop.run(["t.csv", ...words, "--k", "2", "--json", "--model", "m.json"]).stdout) as Said;
    expect(features).toHaveLength(3);
    const again = (...more: string[]): Said => JSON.parse(shop.run(["t.csv", "--recipe", "m.json", "--k", "2", "--json", ...more]).stdout) as Said;
    expect(again()).toMatchObject({ features, inertia });
    expect(again("--k", "3").k).toBe(3);
    expect(again("--columns", "spent,w").features.map(({ column }) => column)).toEqual(["spent", "w"]);
    expect(again("--categorical", "size").features.map(({ column }) => column)).toEqual(["spent", "visits", "plan", "size"]);
    expect(again("--weights", "w", "--question", "plan->w").features).toEqual(features);
    said(full, "--model", "n.json", "--labels", "l.csv");
    shop.run(["t.csv", "--missing-word", "n/k", "--weights", "w", "--id", "key", "--k", "2", "--model", "w.json"]);
    const { asked, reading } = JSON.parse(readFileSync(shop.path("w.json"), "utf8"));
    expect([asked.map(({ column }: { column: string }) => column), reading]).toEqual([["spent", "size", "plan", "visits"], { missingWords: ["n/k"], ids: ["key"] }]);
    expect(shop.run(["t.csv", "--predict", "n.json", "--id", "key"]).stdout).toBe(readFileSync(shop.path("l.csv"), "utf8").slice(1));
  });
});

describe("a recipe that cannot be used is told with its name", () => {
  test.each<[string, unknown, string]>([
    ["no JSON", '{\n  "columns": {},\n}', "it is no JSON."],
    ["no object", [1], "r.json: the file must hold an object, such as "],
    ["an unknown option", { colums: {} }, "r.json: a recipe may hold `columns`, `profile`, `missingWords`, `decimal`, `dateOrder`, `asOf` and nothing else. Got \"colums\"; did you mean \"columns\"?"],
    ["an unknown column", { columns: { plam: "category" } }, 'column `plam`: must be in the table, which has'],
    ["an unknown option of a column", { columns: { plan: { label: {} } } }, 'r.json: `columns.plan` may hold '],
    ["a type", { columns: { plan: "text" } }, "r.json: `type` of column `plan` must be one of "],
    ["an order", { columns: { size: { order: [] } } }, "r.json: column `size`: `order` must list the categories as distinct texts, the lowest first. Got an array of 0."],
    ["an option of another type", { columns: { size: { type: "number", order: ["S"] } } }, 'r.json: column `size`: `order` is of the type "ordered". Got it with "number".'],
    ["labels", { columns: { plan: { type: "category", labels: { 0: 5 } } } }, 'r.json: column `plan`: `labels` must map levels to texts. Got 5 for "0".'],
    ["a transform of a category", { columns: { size: { transform: "sqrt" } } }, "r.json: the category feature `size` may hold "],
    ["words", { missingWords: "n/k" }, 'r.json: `missingWords` must be an array of texts. Got "n/k".'],
    ["a decimal mark", { decimal: ";" }, 'r.json: `decimal` must be one of ".", ",". Got ";".'],
    ["a day", { asOf: "soon" }, "r.json: `asOf` must be a day"],
    ["a broken model", { format: "audience-segmentation", version: 1 }, "r.json: `model.library` must be a text"],
  ])("%s", (_, content, sentence) => {
    const before = [...shop.files(), "r.json"];
    const { status, stdout, stderr } = shop.run(["t.csv", "--recipe", recipe(content), "--labels", "never.csv"]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^r\.json: [^\n]+[.?]\n$/);
    expect(stderr).toContain(sentence);
    expect(before).toEqual(expect.arrayContaining(shop.files()));
  });

  test("a file that is not there, one that would be overwritten", () => {
    expect(shop.run(["t.csv", "--recipe", "none.json"])).toMatchObject({ status: 1, stderr: "none.json: there is no such file.\n" });
    const { status, stderr } = shop.run(["t.csv", "--recipe", recipe({}), "--model", "r.json"]);
    expect([status, stderr.trimEnd().split("\n").at(-1)]).toEqual([2, "--model would overwrite what --recipe names: r.json."]);
  });

  test("but a cell that is not of the type said is the table's", () => {
    const { status, stderr } = shop.run(["t.csv", "--recipe", recipe({ columns: { size: { order: ["S", "M"] } } })]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^t\.csv: column `size`, row 3: .*"L"/)]);
  });
});

test("the page shows the bundled recipe", () => {
  const shown = readBlocks(readFileSync("docs/command.md", "utf8")).filter(({ language }) => language === "json");
  expect(shown.map(({ code }) => `${code}\n`)).toEqual([readFileSync(bundled, "utf8")]);
});
