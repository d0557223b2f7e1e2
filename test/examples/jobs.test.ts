import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { readBlocks } from "../markdown-blocks.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jobs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [resolve(script), ...args], { cwd: folder, encoding: "utf8" });

test("make-orders.mjs writes the same bytes again", () => {
  run("examples/make-orders.mjs", join(folder, "orders.csv"));
  expect(readFileSync(join(folder, "orders.csv"), "utf8") === readFileSync("examples/orders.csv", "utf8")).toBe(true);
});

test("rfm.mjs makes one row of each customer, with a score and two names", () => {
  const printed = run("examples/rfm.mjs");
  expect(printed).toMatch(/^Champions +58 +14 % +54 %$/m);
  const orders = readFileSync("examples/orders.csv", "utf8").trim().split("\n").slice(1);
  const lines = readFileSync(join(folder, "rfm.csv"), "utf8").trim().split("\n");
  expect(lines[0]).toBe("customer,recency,frequency,monetary,score,name,group");
  expect(new Set(lines.slice(1).map((line) => line.split(",")[0]))).toEqual(new Set(orders.map((line) => line.split(",")[0])));
  for (const line of lines.slice(1)) expect(line).toMatch(/^C-\d{4},\d+,\d+,-?\d+\.\d\d,[1-5]{3},[A-Z][a-z ]+,.+$/);
});

describe("stream.mjs", () => {
  test("writes the segment of each row, as many as its segments say", () => {
    const printed = run("examples/stream.mjs");
    const lines = readFileSync(join(folder, "segments.csv"), "utf8").trim().split("\n");
    expect(lines[0]).toBe("row,segment,name");
    expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(Array.from({ length: 3834 }, (_, i) => i + 1));
    const shares = Array.from(printed.matchAll(/^([^:\n-][^:]*): ([\d,]+) customers/gm), ([, name, size]) => [name!, Number(size!.replace(",", ""))] as const);
    expect(shares).toHaveLength(4);
    const written = shares.map(([name]) => lines.filter((line) => line.endsWith(`,"${name}"`)).length);
    expect(written).toEqual(shares.map(([, size]) => size));
    expect(written.reduce((sum, size) => sum + size)).toBe(3834);
    expect(printed).toMatch(/^3834 rows by \d+ cells: segments\.csv$/m);
  });

  test("cuts a file between rows, whatever its cells hold", async () => {
    const { pieces } = (await import(pathToFileURL("examples/stream.mjs").href)) as { pieces: (path: string, size: number) => AsyncGenerator<string> };
    const cell = fc.string({ unit: fc.constantFrom("a", '"', "\n", ",", "é", "1") }).map((text) => `"${text.replaceAll('"', '""')}"`);
    const path = join(folder, "pieces.csv");
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom("", "\n"), async (cells, size, end) => {
        const rows = cells.map((one, i) => `${i},${one}`);
        writeFileSync(path, `n,"t\nt"\n${rows.join("\n")}${end}`);
        const found: string[] = [];
        for await (const text of pieces(path, size)) {
          expect(text.startsWith('n,"t\nt"\n')).toBe(true);
          found.push(text.slice(8));
        }
        expect(found.join("")).toBe(rows.join("\n") + end);
        expect(found.flatMap((text) => Array.from(parseCsv(`n,t\n${text}`)["n"] as ArrayLike<unknown>))).toEqual(rows.map((_, i) => i));
      }),
      { numRuns: 20 },
    );
  });

  test("says in one line what is wrong", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("examples/stream.mjs"), join(folder, "nowhere.csv")], { encoding: "utf8" });
    expect([status, stdout, stderr]).toEqual([1, "", expect.stringMatching(/^ENOENT.*nowhere\.csv.*\n$/)]);
  });
});

test("the guide shows the program for DuckDB as it is", () => {
  const program = readFileSync("examples/duckdb/segments.mjs", "utf8");
  const shown = readBlocks(readFileSync("docs/database.md", "utf8")).filter(({ language }) => language === "tsx");
  expect(shown).toHaveLength(1);
  const lines = shown[0]!.code.split("\n").filter((line) => line !== "").map((line) => line.replace("audience-segmentation/", "../../dist/").replace(/(dist\/\w+)/, "$1.js"));
  expect(lines.length).toBeGreaterThan(6);
  expect(lines.filter((line) => !program.includes(line))).toEqual([]);
});

describe("service.mjs", () => {
  let service: ChildProcess;
  let address: string;
  beforeAll(async () => {
    service = spawn(process.execPath, [resolve("examples/service.mjs")], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
    const [said] = (await once(service.stdout!, "data")) as [Buffer];
    address = /http:\S+/.exec(said.toString())![0];
  }, 60_000);
  afterAll(() => service.kill());

  const post = async (body: string): Promise<[number, Record<string, unknown>]> => {
    const response = await fetch(`${address}/assign`, { method: "POST", body });
    return [response.status, (await response.json()) as Record<string, unknown>];
  };
  const customer = { minutes_watched: 640, CLV: 149.99, region: 1, channel: 3 };

  test("lists the segments, whose shares sum to 1", async () => {
    const segments = (await (await fetch(`${address}/segments`)).json()) as { share: number }[];
    expect(segments).toHaveLength(4);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("places one customer as it places him among others, and tells a gap", async () => {
    const [status, alone] = await post(JSON.stringify(customer));
    const [, both] = await post(JSON.stringify([{ ...customer, CLV: null }, customer]));
    expect(status).toBe(200);
    expect((both["customers"] as unknown[])[1]).toEqual((alone["customers"] as unknown[])[0]);
    expect(both["warnings"]).toHaveLength(1);
  });

  test.each([
    ["a cell that is no number", JSON.stringify({ ...customer, CLV: "much" }), 400, { column: "CLV" }],
    ["a column that is not there", JSON.stringify({ CLV: 1 }), 400, { code: "unknown-column" }],
    ["half of a JSON", "{", 400, {}],
    ["too much", `"${"x".repeat(1_000_001)}"`, 400, {}],
  ])("answers %s with a sentence", async (_, body, wanted, shows) => {
    const [status, said] = await post(body);
    expect([status, said]).toMatchObject([wanted, { error: expect.any(String) as string, ...shows }]);
  });

  test("says what there is", async () => {
    expect((await fetch(`${address}/`)).status).toBe(404);
  });
});
