// The map in .github/CONTRIBUTING.md is true: what it names is there, and what is there is on it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ranks } from "./architecture-rules.ts";
import { brokenLinks } from "./markdown-links.ts";

const page = ".github/CONTRIBUTING.md";
const text = readFileSync(page, "utf8");
const quoted = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, words]) => words!);

/** The names in back-ticks that are paths from the top, or folders of src. */
function pathsIn(words: readonly string[]): string[] {
  const isPath = /^(?:\.?[\w-]+\/)*[\w.-]+(?:\/|\.(?:ts|mjs|md|json))$/;
  return words.filter((word) => isPath.test(word) && !word.includes("NAME"));
}

test("every file and folder that it names is there", () => {
  const paths = pathsIn(quoted);
  expect(paths.length).toBeGreaterThan(40);
  const found = (path: string): boolean => existsSync(path) || (path.endsWith("/") && existsSync(`src/${path}`));
  expect(paths.filter((path) => !found(path))).toEqual([]);
  expect(pathsIn(["src/none.ts", "`x`", "--help", "core/", "npm test"]).filter((path) => !found(path))).toEqual(["src/none.ts"]);
});

test("it names every folder of src, and ranks each as the test of the architecture does", () => {
  const rows = Array.from(text.matchAll(/^\| (\d) \| `([\w-]+)\/` \|/gm), ([, rank, folder]) => [folder!, Number(rank)] as const);
  const folders = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(rows.map(([folder]) => folder).sort()).toEqual(folders.sort());
  expect(Object.fromEntries(rows)).toEqual(ranks);
});

test("every package of its own, every script and every variable that it names is there", () => {
  const scripts = Object.keys((JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object }).scripts);
  const named = quoted.flatMap((words) => Array.from(words.matchAll(/npm run ([\w:]+)/g), ([, name]) => name!));
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  const sources = [...readdirSync("test", { recursive: true, encoding: "utf8" }), ...readdirSync("bench", { recursive: true, encoding: "utf8" }).map((file) => `../bench/${file}`)]
    .filter((file) => /\.(ts|mjs|json)$/.test(file) && !file.includes("node_modules") && !file.endsWith("contributing.test.ts"))
    .map((file) => readFileSync(`test/${file}`, "utf8"));
  const variables = new Set(quoted.flatMap((words) => Array.from(words.matchAll(/\b([A-Z]+(?:_[A-Z]+)*)=/g), ([, name]) => name!)));
  expect(variables.size).toBeGreaterThan(7);
  expect([...variables].filter((name) => !sources.some((source) => source.includes(name)))).toEqual([]);
});

test("the types and lists that its steps name are in the files beside them", () => {
  const wanted = Array.from(text.matchAll(/`(\w+)`(?:, `\w+`| or `\w+`)* (?:in|\() ?`(src\/[\w/-]+\.ts)`/g), ([, name, file]) => [name!, file!] as const);
  expect(wanted.length).toBeGreaterThan(3);
  expect(wanted.filter(([name, file]) => !new RegExp(`\\b${name}\\b`).test(readFileSync(file, "utf8")))).toEqual([]);
});

test("its links lead somewhere", () => {
  expect(brokenLinks(page, (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined))).toEqual([]);
});
