import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test as always } from "vitest";
import { command, interrupted, makeWorkshop, type Workshop } from "./run-command.ts";
import { isLong } from "../long-runs.ts";

const test = always.runIf(isLong); // each of them starts the command: they are run in test/long

const timeout = 120_000;
let shop: Workshop;
beforeAll(() => {
  if (!existsSync("dist/cli.js")) throw new Error("There is no dist: run npm run build first.");
  shop = makeWorkshop();
  writeFileSync(shop.path("t.csv"), `spent,plan\n${Array.from({ length: 30 }, (_, i) => `${i < 15 ? i : 900 + i},${i % 2 === 0 ? "a" : "b"}`).join("\n")}\n`);
});
afterAll(() => shop.remove());

/** What is said of an input or an output that cannot be used: exit code 1, one line, nothing printed and nothing written. */
function complaint(...words: string[]): string {
  const before = shop.files();
  const { status, stdout, stderr } = shop.run(words);
  expect([status, stdout, shop.files()]).toEqual([1, "", before]);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trim();
}

describe("an input that cannot be used", () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + i * 7) % 256));
  const ragged = "a,b\n1,2\n3\n";

  test.each([
    ["a missing file", "nowhere.csv", undefined, "nowhere.csv: there is no such file."],
    ["an empty file", "empty.csv", "", "empty.csv: line 1: the text must not be empty"],
    ["a header alone", "header.csv", "a,b\n", "header.csv: there must be a row below the header. Got no rows."],
    ["a binary file", "noise.csv", noise, "noise.csv: line 1: "],
    ["a ragged file", "ragged.csv", ragged, "ragged.csv: row 2, line 3: must have 2 fields"],
    ["what is not gzip", "noise.csv.gz", noise, "noise.csv.gz: it is not what gzip made"],
    ["half of what gzip made", "half.csv.gz", gzipSync(ragged.repeat(500)).subarray(0, 30), "half.csv.gz: it ends before"],
    ["bytes of another encoding", "latin.csv", Buffer.from("name,b\nM\xfcller,1\n", "latin1"), "latin.csv: line 2: the bytes must be utf-8; if the file is of another encoding, name it, such as --encoding windows-1252."],
  ])("%s", (_, name, content, said) => {
    if (content !== undefined) writeFileSync(shop.path(name), content);
    expect(complaint(name, "--labels", "never.csv")).toContain(said);
  });

  test("a folder, an empty standard input", () => {
    expect(complaint(".")).toBe(".: it is a folder.");
    expect(complaint("-")).toContain("standard input: line 1: the text must not be empty");
  });

  test("a file that may not be read, a folder that may not be written", ({ skip }) => {
    writeFileSync(shop.path("secret.csv"), "a\n1\n");
    chmodSync(shop.path("secret.csv"), 0);
    if (shop.runAsNobody(["--version"]).status !== 0) skip("root may read everything, and nobody else may run the command here");
    expect(shop.runAsNobody(["secret.csv"])).toMatchObject({ status: 1, stdout: "", stderr: "secret.csv: it may not be read.\n" });
    mkdirSync(shop.path("locked"), { mode: 0o555 });
    const words = ["t.csv", "--labels", "locked/l.csv"];
    expect(shop.runAsNobody(words)).toMatchObject({ status: 1, stdout: "", stderr: "locked/l.csv: it may not be written.\n" });
  });

  test("a column that is not there, a gap filler of another kind, a k too large", () => {
    expect(complaint("t.csv", "--columns", "spend")).toContain('did you mean "spent"?');
    expect(complaint("t.csv", "--missing", "spent=x")).toContain("--missing: column `spent` holds numbers");
    expect(complaint("t.csv", "--k", "99")).toBe("t.csv: --k must be an integer in [1, 30]. Got 99.");
    expect(complaint("t.csv", "--id", "spent,plan")).toContain("--columns: at least one column must be left to segment by");
  });

  test("a model that is none, or of another table", () => {
    writeFileSync(shop.path("m.json"), '{"model":{}}');
    expect(complaint("t.csv", "--predict", "t.csv")).toContain("--predict: the file must be one that --model wrote. Got what is no JSON.");
    expect(complaint("t.csv", "--predict", "m.json")).toContain("must be the `model` of a segmentation, or its JSON parsed. Got an object.");
    expect(shop.run(["t.csv", "--k", "2", "--model", "good.json"]).status).toBe(0);
    writeFileSync(shop.path("other.csv"), "a\n1\n");
    expect(complaint("other.csv", "--predict", "good.json")).toContain("--predict: column `spent`: must be in the table, which has");
    writeFileSync(shop.path("broken.json"), readFileSync(shop.path("good.json"), "utf8").replace('"centroids":[', '"centroids":[[],'));
    expect(complaint("t.csv", "--predict", "broken.json")).toContain("--predict: `model.centroids[0]` must be an array of");
  });
});

describe("an output that cannot be written", () => {
  test("is told before the work: a folder, one that is not there, no plain file", () => {
    mkdirSync(shop.path("dir"));
    expect(complaint("t.csv", "--labels", "dir")).toBe("dir: it is a folder.");
    expect(complaint("t.csv", "--labels", "no/l.csv")).toBe("no/l.csv: there is no such folder.");
    expect(complaint("t.csv", "--labels", "/dev/null")).toBe("/dev/null: it is no plain file, such as can be replaced.");
  });

  test("is no input and no other output, by whatever name", () => {
    linkSync(shop.path("t.csv"), shop.path("hard.csv"));
    symlinkSync("t.csv", shop.path("soft.csv"));
    const clash = (...words: string[]): string => {
      const { status, stderr } = shop.run(["t.csv", ...words]);
      expect(status).toBe(2);
      return stderr.trimEnd().split("\n").at(-1)!;
    };
    for (const name of ["t.csv", "./t.csv", "hard.csv", "soft.csv", shop.path("t.csv")]) expect(clash("--labels", name)).toBe(`--labels would overwrite what FILE names: ${name}.`);
    expect(clash("--labels", "x.md", "--report", "dir/../x.md")).toBe("--labels would overwrite what --report names: x.md.");
    expect(clash("--predict", "good.json", "--labels", "good.json")).toBe("--labels would overwrite what --predict names: good.json.");
  });

  test("replaces a file as a whole, through a link, with its permissions", () => {
    writeFileSync(shop.path("real.csv"), "old");
    chmodSync(shop.path("real.csv"), 0o640);
    symlinkSync("real.csv", shop.path("link.csv"));
    expect(shop.run(["t.csv", "--k", "2", "--labels", "link.csv"]).status).toBe(0);
    expect(readFileSync(shop.path("real.csv"), "utf8")).toMatch(/^\ufeffrow,segment,name\n/);
    expect(statSync(shop.path("real.csv")).mode & 0o777).toBe(0o640);
  });

  test("writes where a link leads, though nothing is there yet; not in a circle, nor where no folder is", () => {
    symlinkSync("later.csv", shop.path("dangling.csv"));
    symlinkSync("dangling.csv", shop.path("twice.csv"));
    expect(shop.run(["t.csv", "--k", "2", "--labels", "twice.csv"]).status).toBe(0);
    expect(readFileSync(shop.path("later.csv"), "utf8")).toMatch(/^\ufeffrow,segment,name\n/);
    for (const link of ["dangling.csv", "twice.csv"]) expect(lstatSync(shop.path(link)).isSymbolicLink()).toBe(true);
    symlinkSync("round.csv", shop.path("round.csv"));
    symlinkSync("nowhere/x.csv", shop.path("astray.csv"));
    for (const link of ["round.csv", "astray.csv"]) expect(shop.run(["t.csv", "--k", "2", "--labels", link])).toMatchObject({ status: 1, stderr: expect.stringMatching(`^${link}: `) });
    const both = shop.run(["t.csv", "--k", "2", "--labels", "dangling.csv", "--model", "later.csv"]);
    expect(both).toMatchObject({ status: 2, stderr: expect.stringContaining("--model would overwrite what --labels names") });
  });

  test("prints nothing that a terminal obeys: ids, names, --json, errors", () => {
    const evil = "\u001b]0;owned\u0007\u009b2J\u202e";
    writeFileSync(shop.path("evil.csv"), `"id${evil}",spent,"kind${evil}"\n${Array.from({ length: 40 }, (_, i) => `"u${i}${evil}",${i < 20 ? i : 900 + i},"${i < 20 ? "a" : `b${evil}`}"`).join("\n")}\n`);
    const harmful = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
    for (const words of [[], ["--json"], ["--labels", "el.csv", "--model", "em.json"], ["--predict", "em.json"], ["--predict", "em.json", "--json"], ["--id", `no${evil}`], ["--columns", `kind${evil}`, "--missing", `kind${evil}=error`]]) {
      const { stdout, stderr } = shop.run(["evil.csv", ...words, "--k", "2"].slice(0, words[0] === "--predict" ? -2 : undefined));
      expect(stdout + stderr).not.toMatch(harmful);
      expect((stdout + stderr).length).toBeGreaterThan(20);
    }
    expect(readFileSync(shop.path("el.csv"), "utf8")).toContain(evil);
  });

  test("leaves nothing on a full disk, nor the other outputs", ({ skip }) => {
    const disk = shop.path("disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      skip("a small disk may not be mounted here");
    }
    try {
      expect(complaint("t.csv", "--k", "2", "--labels", "before.csv", "--report", "disk/r.html")).toBe("disk/r.html: the disk is full.");
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  always.skipIf(!isLong || !existsSync("/dev/full"))("is told of standard output too (skipped where there is no /dev/full)", () => {
    const { status, stderr } = shop.shell("audience-segmentation t.csv --k 2 >/dev/full");
    expect([status, stderr]).toEqual([1, "standard output: the disk is full.\n"]);
  });
});

describe("a signal to stop", () => {
  test.each([["SIGINT", 130], ["SIGTERM", 143]] as const)("%s while files are written leaves none of them, and exits with %i", { timeout }, async (signal, exit) => {
    const own = makeWorkshop();
    try {
      // the command's own writer, with more to write than is done at once
      buildSync({ entryPoints: ["src/cli/files.ts"], bundle: true, platform: "node", format: "esm", outfile: own.path("write.mjs"), logLevel: "silent" });
      const files = `[{ path: "a.txt", text: "a" }, { path: "b.txt", text: "b".repeat(4e8) }]`;
      writeFileSync(own.path("program.mjs"), `import { writeFiles } from "./write.mjs";\nawait writeFiles(${files});\n`);
      const before = own.files();
      const ended = await interrupted(["program.mjs"], own.folder, signal, () => own.files().filter((name) => name.endsWith(".tmp")).length === 2);
      expect(ended).toEqual({ code: exit, signal: null, wasTime: true });
      expect(own.files()).toEqual(before);
    } finally {
      own.remove();
    }
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s during the work ends it at once", { timeout }, async (signal) => {
    const own = makeWorkshop();
    try {
      const began = Date.now();
      const ended = await interrupted([command, "customers.csv", "--effort", "thorough", "--labels", "l.csv"], own.folder, signal, () => Date.now() - began > 700);
      expect(ended).toEqual({ code: null, signal, wasTime: true }); // of which shells make 128 and the signal's number
      expect(own.files()).toEqual(["customers.csv"]);
    } finally {
      own.remove();
    }
  });
});

