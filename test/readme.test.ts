import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportedFunctions, pageOf, placeOf, withPrinted } from "./doc-examples.ts";
import { isLong } from "./long-runs.ts";
import { expectationsOf, hasTypes, moduleOf, readBlocks, splitOutput, withOutputs, wrongOutputs } from "./markdown-blocks.ts";
import { brokenLinks } from "./markdown-links.ts";
import { makeWorkshop, runPage, typeCheck } from "./run-pages.ts";

const guides = readdirSync("docs", { recursive: true, encoding: "utf8" }).map((file) => `docs/${file.replaceAll("\\", "/")}`);
const isGuide = (file: string): boolean => file.endsWith(".md") && !file.includes("/node_modules/");
const pages = ["README.md", "CHANGELOG.md", ...guides.filter(isGuide).sort()];
const timeout = 120_000;

const { typedocOptions: site } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
const functions = exportedFunctions(site.entryPoints);
const examples = functions.flatMap((one) => one.examples);
const reference = { name: "examples", text: pageOf(examples), apart: true };
/** What was said of the page of all examples, with the place of each. */
const inPlace = (said: string): string =>
  said.replace(/\S*\bexamples(?:\.ts\(|:)(\d+)/g, (found, line) => `${placeOf(reference.text, Number(line))} ${found}`);

let workshop: ReturnType<typeof makeWorkshop>;
beforeAll(() => {
  workshop = makeWorkshop();
});
afterAll(() => workshop.remove());

// UPDATE_PAGES=1 writes what the code prints into the pages
const isUpdate = process.env["UPDATE_PAGES"] === "1";

describe("the code of the pages", () => {
  test.for(pages)("%s prints what it shows", { timeout }, (name, { skip }) => {
    skip(!["README.md", "CHANGELOG.md"].includes(name) && !isLong && !isUpdate, "a long run: see test/long");
    const page = readFileSync(name, "utf8");
    const printed = expectationsOf(page).length === 0 ? "" : runPage(page, workshop.folder, name);
    if (isUpdate) writeFileSync(name, withOutputs(page, printed));
    else expect(wrongOutputs(page, printed)).toEqual([]);
  });

  test("is strictly typed", { timeout }, () => {
    const typed = pages.map((name) => ({ name, text: readFileSync(name, "utf8") })).filter(({ text }) => hasTypes(text));
    expect(inPlace(typeCheck([...typed, reference], workshop.folder))).toBe("");
  });

  test("shows a first example with its output by line 20 of the README", () => {
    const [first] = expectationsOf(readFileSync("README.md", "utf8"));
    expect(first!.line).toBeLessThanOrEqual(20);
    expect(first!.output).toBeDefined();
  });
});

describe("the reference", () => {
  test("has every function under one topic of the site", () => {
    expect(functions.filter(({ topics }) => topics.length !== 1 || !site.groupOrder.includes(topics[0])).map(({ name }) => name)).toEqual([]);
    expect(functions.length).toBeGreaterThan(60);
  });

  test("has an example of every function, which imports it", () => {
    const imports = (name: string, code: string): boolean => new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "audience-segmentation`).test(code);
    const without = functions.filter(({ name, examples: own }) => !own.some(({ code }) => imports(name, code)));
    expect(without.map(({ file, name }) => `${file} ${name}`)).toEqual([]);
  });

  test("has examples that print what they show", { timeout }, () => {
    const printed = runExamples();
    if (isUpdate) writeExamples(splitOutput(reference.text, printed));
    else expect(wrongOutputs(reference.text, printed).map(({ line, ...said }) => ({ place: placeOf(reference.text, line), ...said }))).toEqual([]);
    expect(splitOutput(reference.text, printed).flatMap((text, e) => (text.trim() === "" ? [examples[e]!.place] : []))).toEqual([]);
  });
});

function runExamples(): string {
  try {
    return runPage(reference.text, workshop.folder, reference.name, true);
  } catch (error) {
    throw new Error(inPlace((error as Error).message));
  }
}

function writeExamples(outputs: readonly string[]): void {
  const printed = examples.map((example, e) => ({ example, file: example.place.split(":")[0]!, output: outputs[e]! }));
  for (const file of new Set(printed.map((one) => one.file))) {
    const own = printed.filter((one) => one.file === file);
    writeFileSync(file, withPrinted(readFileSync(file, "utf8"), own));
  }
}

test("the figures of README.md are those of bench/results", () => {
  execFileSync(process.execPath, ["bench/readme.mjs", ...(isUpdate ? [] : ["--check"])], { stdio: "pipe" });
});

describe("the links of the pages", () => {
  test.each(pages)("%s leads to files and headings that are there", (name) => {
    const read = (path: string): string => (statSync(path).isDirectory() ? "" : readFileSync(path, "utf8"));
    expect(brokenLinks(name, (path) => (existsSync(path) ? read(path) : undefined))).toEqual([]);
  });

  test("are seen when they are broken", () => {
    const links = "[a](#a-k-of-8) [b](#b) [c](other.md#one-two) [d](other.md#three) [e](no.md) [f](https://x.org/#y) `[g](no.md)`";
    const text = `# A \`k\` of 8?\n${links}\n\`\`\`md\n[h](no.md)\n\`\`\``;
    const files: Record<string, string> = { "docs/page.md": text, "docs/other.md": "## One two" };
    expect(brokenLinks("docs/page.md", (path) => files[path])).toEqual([
      "docs/page.md → #b: there is no such heading",
      "docs/page.md → other.md#three: there is no such heading",
      "docs/page.md → no.md: there is no such file",
    ]);
  });
});

// a page in which the second block continues the first and imports a name again
const page = (shown: string): string => `# A page

\`\`\`ts
import { matrix, standardize } from "audience-segmentation";
import type { Matrix } from "audience-segmentation";

const x: Matrix = matrix([[1], [3]]);
console.log(x.rows);
\`\`\`

Words.

\`\`\`js
import {
  matrix,
} from "audience-segmentation";
console.log(standardize(x).mean[0], matrix([[5]]).data[0]);
\`\`\`

\`\`\`text
${shown}
\`\`\`

\`\`\`sh
exit 1
\`\`\`
`;

describe("the test of the pages", () => {
  test("sees the blocks, and which output is whose", () => {
    expect(readBlocks(page("2 5")).map(({ language, line, follows }) => [language, line, follows])).toEqual([
      ["ts", 3, false], ["js", 13, false], ["text", 20, true], ["sh", 24, true],
    ]);
    expect(expectationsOf(page("2 5"))).toEqual([{ line: 3, output: undefined }, { line: 13, output: "2 5" }]);
    expect(expectationsOf("```js\n1;\n```\nwords\n```text\n1\n```")).toEqual([{ line: 1, output: undefined }]);
    expect(readBlocks("````md\n```js\n1;\n```\n````")).toHaveLength(1);
    expect(() => readBlocks("words\n```js\n1;")).toThrow("line 2");
  });

  test("keeps every line of code where it stands in the page", () => {
    const lines = moduleOf(page("2 5")).split("\n");
    expect(lines[7]).toBe("console.log(x.rows);");
    expect(lines[16]).toBe("console.log(standardize(x).mean[0], matrix([[5]]).data[0]);");
    expect(lines[0]!.match(/\{ matrix \}/g)).toHaveLength(1);
  });

  test("passes what is right, and fails a wrong output", { timeout }, () => {
    const printed = runPage(page("2 5"), workshop.folder, "page");
    expect(wrongOutputs(page("2 5  "), printed)).toEqual([]);
    expect(wrongOutputs(page("2 6"), printed)).toEqual([{ line: 13, shown: "2 6", printed: "2 5" }]);
    expect(wrongOutputs(page("2 5\nmore"), printed)).toHaveLength(1);
    expect(["2 6", "2\n5", ""].map((shown) => withOutputs(page(shown), printed))).toEqual([page("2 5"), page("2 5"), page("2 5")]);
  });

  test("fails code that throws, and says where", { timeout }, () => {
    const broken = page("2 5").replace("x.rows", "x.rowz.length");
    expect(() => runPage(broken, workshop.folder, "broken page")).toThrow("broken page:8");
  });

  test("fails code of a wrong type", { timeout }, () => {
    const own = makeWorkshop();
    const wrong = page("2 5").replace("x.rows", "x.rowz");
    const said = typeCheck([{ name: "page", text: page("2 5") }, { name: "wrong", text: wrong }], own.folder);
    own.remove();
    expect(said.trim().split("\n")).toEqual([expect.stringMatching(/wrong\.ts\(8,15\): error TS2339/)]);
  });

  test("reads the examples of the functions that are exported, and says which print something else", { timeout }, () => {
    const own = makeWorkshop();
    const example = (name: string, shown: string): string =>
      `/**\n * Gives.\n *\n * @group Read\n * @example\n * \`\`\`ts\n * const x = "${name}";\n * // why\n * console.log(x);\n${shown} * \`\`\`\n */\n`;
    const text = `${example("a", " * // a\n")}export function a() {}\n${example("b", " * // a\n * // b\n")}export const b = () => 1;\nexport function c() {}\n`;
    writeFileSync(join(own.folder, "f.ts"), text);
    writeFileSync(join(own.folder, "index.ts"), 'export { b, a, type T } from "./f.ts";\nexport function d() {}\n');
    const found = exportedFunctions([join(own.folder, "index.ts")]);
    const read = found.flatMap((one) => one.examples);
    const printed = runPage(pageOf(read), own.folder, "examples", true);
    const wrong = wrongOutputs(pageOf(read), printed).map(({ line }) => placeOf(pageOf(read), line));
    const right = withPrinted(text, splitOutput(pageOf(read), printed).map((output, e) => ({ example: read[e]!, output })));
    own.remove();
    expect(found.map(({ name, topics, examples: all }) => [name, topics, all.length])).toEqual([
      ["b", ["Read"], 1], ["a", ["Read"], 1], ["d", [], 0],
    ]);
    expect(wrong).toEqual([`${join(own.folder, "f.ts")}:20`]);
    expect(right).toBe(text.replace(" * // a\n * // b\n", " * // b\n"));
  });
});
