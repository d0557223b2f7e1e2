import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test as always } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { explain, profileSegments } from "../../src/insight/index.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { makeWorkshop, type Workshop } from "./run-command.ts";
import { isLong } from "../long-runs.ts";

const test = always.runIf(isLong); // each of them starts the command: they are run in test/long

const timeout = 120_000;
let shop: Workshop;
beforeAll(() => {
  if (!existsSync("dist/cli.js")) throw new Error("There is no dist: run npm run build first.");
  shop = makeWorkshop();
  writeFileSync(shop.path("may.csv"), monthOf(0));
  writeFileSync(shop.path("june.csv"), monthOf(1));
});
afterAll(() => shop.remove());

/** 240 customers of two kinds; in the second month some are others, and some have changed. */
function monthOf(month: number): string {
  const rows = Array.from({ length: 240 }, (_, at) => {
    const id = at + 12 * month;
    const isOften = (id % 2 === 0) !== (month === 1 && id % 20 === 1);
    return [`c${id}`, (isOften ? 30 : 3) + (id % 5), isOften ? "shop" : "web", id % 3 === 0 ? "yes" : "no", (isOften ? 500 : 20) + (id % 40 === 0 ? 9000 : id % 7), isOften ? "gold" : id % 4 === 1 ? "silver" : "bronze"].join(",");
  });
  return `customer,visits,place,churned,revenue,tier\n${rows.join("\n")}\n`;
}

const words = ["may.csv", "--id", "customer", "--profile", "churned,revenue", "--compare", "tier", "--value", "revenue", "--explain", "--granularity", "2..4", "--k", "2", "--effort", "fast"];

test("says what segments are worth, how to recognise them, how fine they are and how they lie beside groups made by hand", { timeout }, () => {
  const { status, stdout, stderr } = shop.run(words);
  expect([status, stderr]).toEqual([0, ""]);
  for (const heading of ["What the segments are worth: revenue", "What else tells them apart", "How to recognise a segment", "One segment more, or one fewer", "Compared with tier"]) expect(stdout).toContain(`\n${heading}\n${"-".repeat(heading.length)}\n`);
  expect(stdout).toMatch(/^tier +not used/m);
  expect(stdout).toMatch(/^revenue +not used/m);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("what is no value of customers, and ids that repeat, are told in the words of the command", { timeout }, () => {
  writeFileSync(shop.path("tiers.csv"), "age,tier,id\n23,gold,7\n61,silver,8\n25,gold,7\n58,silver,9\n24,gold,10\n60,silver,11\n");
  const worth = shop.run(["tiers.csv", "--columns", "age", "--k", "2", "--value", "tier"]);
  expect([worth.status, worth.stdout, worth.stderr]).toEqual([1, "", expect.stringMatching(/^--value: column `tier` must hold numbers .* Got the type "category"\.\n$/)]);
  expect(shop.run(["tiers.csv", "--columns", "age", "--k", "2", "--model", "tiers.json"]).status).toBe(0);
  const moved = shop.run(["tiers.csv", "--predict", "tiers.json", "--before", "tiers.csv", "--id", "id"]);
  expect([moved.status, moved.stdout]).toEqual([1, ""]);
  expect(moved.stderr).toContain("--before: column `id`, row 3: must name each customer of the file of --before once");
  expect(moved.stderr).not.toMatch(/rfm|prepare|`before`/);
});

test("a gap is told once, a sign of per cent stays with its number", { timeout }, () => {
  writeFileSync(shop.path("gaps.csv"), readFileSync(shop.path("may.csv"), "utf8").replace(/,503,/, ",,"));
  const { stdout } = shop.run(["gaps.csv", ...words.slice(1)]);
  expect(stdout.replace(/\s+/g, " ").split("have nothing in `revenue`").length - 1 + stdout.replace(/\s+/g, " ").split("has nothing in `revenue`").length - 1).toBe(1);
  expect(stdout).not.toMatch(/^ *%/m);
});

test("what it says is what the library finds", { timeout }, () => {
  const found = JSON.parse(shop.run([...words, "--json"]).stdout);
  const table = parseCsv(readFileSync(shop.path("may.csv"), "utf8"));
  const ours = clusterSegments(table, { columns: { customer: { type: "id" } }, profile: ["churned", "revenue", "tier"], k: 2, effort: "fast" });
  const { columns, value } = profileSegments(ours, table, { profile: ["churned", "revenue"], value: "revenue" });
  expect(found.profiles.columns.map(({ sentence }: { sentence: string }) => sentence)).toEqual(columns.map(({ sentence }) => sentence));
  expect(found.profiles.value.sentences).toEqual(value!.sentences);
  expect(found.explanation.segments.map(({ rule }: { rule: string }) => rule)).toEqual(explain(ours, table).segments.map(({ rule }) => rule));
  expect(found.profiles.value.segments.reduce((sum: number, { valueShare }: { valueShare: number }) => sum + valueShare, 0)).toBeCloseTo(1, 12);
  expect(found.explanation.sql).toContain("CASE");
  expect(found.explanation.placed).toBeUndefined();
  expect(found.granularity.levels.map(({ k }: { k: number }) => k)).toEqual([2, 3, 4]);
  expect(found.granularity.labels).toBeUndefined();
  expect(found.comparison.theirs.map(({ name }: { name: string }) => name)).toEqual(["bronze", "gold", "silver"]);
});

test("a report has it on its page", { timeout }, () => {
  expect(shop.run([...words, "--report", "r.html"]).status).toBe(0);
  const page = readFileSync(shop.path("r.html"), "utf8");
  for (const heading of ["What the segments are worth: revenue", "What else tells the segments apart", "The rules in SQL", "One segment more, or one fewer", "Beside tier"]) expect(page).toContain(`<h3>${heading}</h3>`);
  expect(page).toContain('<pre tabindex="0">CASE');
  expect(page).toContain("How segments split as their number grows");
  expect(page).toMatch(/<h1>Customer segments: .*<\/h1><p>\d{4}-\d\d-\d\d · /);
  expect(shop.run([...words, "--report", "r.md", "--title", "For Monday"]).status).toBe(0);
  expect(readFileSync(shop.path("r.md"), "utf8")).toMatch(/^# For Monday\n/);
});

test("says who moved between two tables", { timeout }, () => {
  expect(shop.run([...words, "--model", "m.json"]).status).toBe(0);
  const { status, stdout, stderr } = shop.run(["june.csv", "--predict", "m.json", "--before", "may.csv", "--id", "customer", "--value", "revenue"]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("From may.csv to june.csv");
  expect(stdout).toContain("\nCustomers by segment: before down, now across\n");
  expect(stdout).toContain("228 customers in both tables");
  expect(stdout).toMatch(/^\(came\) +\d+ +\d+$/m);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  const json = JSON.parse(shop.run(["june.csv", "--predict", "m.json", "--before", "may.csv", "--id", "customer", "--json"]).stdout);
  expect(json.customers).toMatchObject({ both: 228, left: 12, came: 12 });
  expect(json.counts.flat().reduce((sum: number, count: number) => sum + count, 0)).toBe(228);
});

test("a fault is told in the words of the command", { timeout }, () => {
  expect(shop.run(["may.csv", "--value", "nope"]).stderr).toContain("--value");
  expect(shop.run(["may.csv", "--id", "customer", "--value", "place", "--k", "2"]).stderr).toMatch(/^--value: .*place/);
  expect(shop.run(["may.csv", "--id", "customer", "--granularity", "2..900", "--k", "2"]).stderr).toMatch(/^--granularity: the range of numbers of segments must end at \d+ at most/);
  expect(shop.run(["june.csv", "--predict", "m.json", "--before", "may.csv", "--id", "place"]).stderr).toContain("--before");
});
