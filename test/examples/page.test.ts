import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLong } from "../long-runs.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "example-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const table = `spent,channel\n${Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${"ab"[i % 2]}`).join("\n")}\n`;
const run = (cwd: string): string => execFileSync(process.execPath, [resolve("examples/segments.mjs"), join(folder, "table.csv")], { cwd, encoding: "utf8" });

test("the example writes its report into the current folder, and says where", () => {
  writeFileSync(join(folder, "table.csv"), table);
  expect(run(folder)).toContain(`The report: ${join(folder, "segments.html")}`);
  expect(readFileSync(join(folder, "segments.html"), "utf8")).toMatch(/^<!doctype html>/i);
});

test.runIf(isLong)("the report on the bundled customers answers the two questions (in test/long)", { timeout: 60_000 }, () => {
  execFileSync(process.execPath, [resolve("examples/segments.mjs")], { cwd: folder });
  const page = readFileSync(join(folder, "segments.html"), "utf8").replace(/<\/?code>/g, "`").replaceAll("<wbr/>", "");
  expect(page).toContain("No measurable influence of `channel` on `minutes_watched` (Kruskal-Wallis, p = 0.4764)");
  expect(page).toContain("`region` and `channel` go together, but weakly");
  expect(page).toContain("<title>channel within each region</title>");
  expect(page.length).toBeLessThan(1_000_000);
});

test("where the report cannot be written that is a sentence, not a failure", () => {
  writeFileSync(join(folder, "table.csv"), table);
  const blocked = join(folder, "blocked");
  mkdirSync(join(blocked, "segments.html"), { recursive: true }); // a folder of that name
  expect(run(blocked)).toMatch(/The report could not be written to/);
});
