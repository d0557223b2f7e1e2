import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { banOffences, columnOffences, contentsOffences, crumbs, cycles, homonyms, layerOffences, ranks, sizeOffences, type Source } from "./architecture-rules.ts";

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).map((file) => `src/${file.replaceAll("\\", "/")}`);
const sources = files.filter((path) => path.endsWith(".ts")).map((path): Source => ({ path, text: readFileSync(path, "utf8") }));

/** Packages of Node, and what else is banned, where a file needs it: `path what`. */
const ofLetters = ["toLowerCase", "toUpperCase", "normalize", "flags of RegExp"].map((what) => `src/core/letters.ts ${what}`);
const ofCommand = [
  ...["arguments.ts node:util", "main.ts node:fs", "terminal.ts node:tty"],
  ...["crypto", "fs", "fs/promises", "path", "stream", "zlib"].map((name) => `files.ts node:${name}`),
  "terminal.ts performance", // the clock of the line of progress
  "terminal.ts Date", // the day that stands on a report
].map((exception) => `src/cli/${exception}`);
const ofAsync = [...["node.ts", "worker-node.ts"].map((file) => `${file} node:worker_threads`), "worker-node.ts node:v8"].map((one) => `src/async/${one}`);
const exceptions = [...ofLetters, ...ofCommand, ...ofAsync];

/** Functions made of stages that share their arrays or results, and so may pass 50 lines: `path name`. */
const staged = [
  "src/csv/fields.ts indexInto",
  "src/hierarchy/generic.ts generic",
  "src/hierarchy/nn-chain.ts nnChain",
  "src/hierarchy/ward-search.ts findNeighbour",
];

const at = (path: string, text: string): Source => ({ path, text });

test("there are sources to look at", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(files.filter((path) => /\.[^/]*$/.test(path) && !path.endsWith(".ts"))).toEqual([]);
});

describe("the layers", () => {
  test("imports only point down", () => {
    expect(layerOffences(sources, exceptions)).toEqual([]);
  });

  test("no import comes back to where it began", () => {
    expect(cycles(sources)).toEqual([]);
  });

  test("index.ts is a table of contents", () => {
    expect(sources.filter(({ path }) => path === "src/index.ts").flatMap(contentsOffences)).toEqual([]);
    const right = 'export { a } from "./core/a.ts";\nexport type { B } from "./core/b.ts";';
    const wrong = 'export * from "./core/a.ts";\nimport "./core/b.ts";\nexport const c = 1;';
    expect(contentsOffences(at("src/index.ts", right))).toEqual([]);
    expect(contentsOffences(at("src/index.ts", wrong))).toHaveLength(3);
  });

  test.each([
    ["up", 'import { a } from "../segment/a.ts";'],
    ["up, for a type", 'import type { A } from "../segment/a.ts";'],
    ["up, for a type among values", 'import { type A } from "../segment/a.ts";'],
    ["up, for its effects", 'import "../segment/a.ts";'],
    ["up, in single quotes", "import '../segment/a.ts';"],
    ["up, over several lines", 'import {\n  a,\n  b,\n} from\n  "../segment/a.ts";'],
    ["up, to pass it on", 'export { a } from "../segment/a.ts";'],
    ["up, to pass all on", 'export * from "../segment/a.ts";'],
    ["up, when it runs", 'const a = await import("../segment/a.ts");'],
    ["up, inside a type", 'type A = import("../segment/a.ts").A;'],
    ["up, by require", 'import a = require("../segment/a.ts");'],
    ["sideways", 'import { a } from "../table/a.ts";'],
    ["out", 'import a from "../../package.json";'],
    ["to the table of contents", 'import { a } from "../index.ts";'],
    ["to Node", 'import { readFileSync } from "node:fs";'],
    ["to a package", 'import type { A } from "vitest";'],
    ["to a package by reference", '/// <reference types="node" />'],
    ["to something that is not a literal", "const a = await import(name);"],
  ])("an import %s is an offence", (_, text) => {
    expect(layerOffences([at("src/spatial/planted.ts", text)])).toHaveLength(1);
  });

  test("imports of the own folder and of lower ranks are none", () => {
    const text = 'import { a } from "./a.ts";\nimport { b } from "../core/b.ts";\nexport type { C } from "../table/c.ts";';
    expect(layerOffences([at("src/hierarchy/fine.ts", text)])).toEqual([]);
    expect(layerOffences([at("src/index.ts", 'export { a } from "./segment/a.ts";')])).toEqual([]);
  });

  test("a folder without a rank is an offence", () => {
    const paths = ["src/misc/a.ts", "src/other.ts", "src/core/deep/a.ts", "src/constructor/a.ts"];
    expect(layerOffences(paths.map((path) => at(path, "")))).toHaveLength(4);
  });

  test("every rank has its folder", () => {
    const folders = new Set(sources.map(({ path }) => path.split("/")[1]));
    expect(Object.keys(ranks).filter((folder) => !folders.has(folder))).toEqual([]);
  });

  test("a cycle is an offence, also one that types close", () => {
    const b = at("src/core/b.ts", 'import { c } from "./c.ts";');
    const c = at("src/core/c.ts", 'export { a } from "./a.ts";');
    const cycle = "src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts";
    expect(cycles([at("src/core/a.ts", 'import { b } from "./b.ts";'), b, c])).toEqual([cycle]);
    expect(cycles([at("src/core/a.ts", 'import type { B } from "./b.ts";'), b, c])).toEqual([cycle]);
    expect(cycles([b, c])).toEqual([]);
  });
});

describe("what no source may hold", () => {
  test("none does", () => {
    expect(sources.flatMap((source) => banOffences(source, exceptions))).toEqual([]);
  });

  test.each([
    "Math.random()", "Math.pow(2, 3)", "Math.exp(1)", "Math.expm1(1)", "Math.log(2)", "Math.log1p(2)", "Math.log2(2)", "Math.log10(2)",
    "Math.hypot(3, 4)", "Math.cbrt(8)", "Math.sin(1)", "Math.atan2(1, 2)", "Math.tanh(1)", 'Math["pow"](2, 3)', "const { exp } = Math",
    "const m = Math", "x ** 2", "x **= 2",
    '"a".localeCompare("b")', 'x.sort(y["localeCompare"])', "(1.5).toLocaleString()", '"i".toLocaleUpperCase()', "new Intl.NumberFormat()",
    "new Date()", "Date.now()", "performance.now()", 'console.log("here")',
    "const a: any = 1", "(x as any).y", "let a: any[] = []", "// @ts-ignore\nx();", "/* @ts-expect-error */ x();", "// @ts-nocheck",
    "export default 1", "export default function f() {}", "const [a, b] = [1, 2]", "for (let [a, b] = [1, c]; ; ) {}",
    "a.toLowerCase()", 'a["toUpperCase"]()', "const { normalize } = a", "/\\p{L}/u.test(a)", "/[^\\P{Lu}]/v.test(a)", "settled(a, f(/\\p{L}/u))",
    "/ab/iu.test(a)", "/é/i.test(a)", "/[\\u00e9]/i.test(a)", "/\\xe9/gi.test(a)", 'new RegExp(a, "u")', 'RegExp(a, "gi")', "new RegExp(a, flags)",
    'settled(new RegExp(a, "iu"))', "settled(new RegExp(a, flags))",
  ])("%s is an offence", (text) => {
    expect(banOffences(at("src/core/planted.ts", text))).toHaveLength(1);
  });

  test.each([
    "Math.sqrt(2) + Math.floor(1.5) * Math.imul(3, 4) * Math.LN2", "// any Date, Math.random", 'throw new Error("any Date of Math.pow")',
    'const kind = "Date"', "const isDate = x instanceof Date", "let a: Date", "switch (a) { default: }",
    "const [a, b] = f()", "[a, b] = [b, a]", "const a = 1, b = [2]",
    "/* @__PURE__ */ settled(/\\p{L}/u)", 'settled(new RegExp(`^${a}\\p{L}`, "gu"))', "/ab\\x41/gi.test(a)", "/\\u{1f600}/u.test(a)", "new RegExp(a)", 'new RegExp(a, "g")', "lower(a)",
  ])("%s is none", (text) => {
    expect(banOffences(at("src/core/fine.ts", text))).toEqual([]);
  });

  test("an exception holds for its file alone", () => {
    const listed = ["src/cli/a.ts node:fs", "src/cli/a.ts console"];
    const text = 'import { readFileSync } from "node:fs";\nconsole.log(readFileSync);';
    expect([...layerOffences([at("src/cli/a.ts", text)], listed), ...banOffences(at("src/cli/a.ts", text), listed)]).toEqual([]);
    expect([...layerOffences([at("src/cli/b.ts", text)], listed), ...banOffences(at("src/cli/b.ts", text), listed)]).toEqual([
      "src/cli/b.ts → node:fs: is not relative",
      "src/cli/b.ts:2: console",
    ]);
  });
});

describe("names", () => {
  test("no two files export the same name", () => {
    expect(homonyms(sources)).toEqual([]);
  });

  test("a name that two files export is an offence", () => {
    const a = at("src/core/a.ts", "export const x = 1, y = 2;\nexport interface Z {}\nfunction local() {}");
    expect(homonyms([a, at("src/plot/b.ts", "export function y() {}\nexport function local() {}\nclass Z {}")])).toEqual(["y: src/core/a.ts, src/plot/b.ts"]);
    expect(homonyms([a, at("src/plot/index.ts", 'export { x } from "../core/a.ts";')])).toEqual([]);
  });
});

describe("sizes", () => {
  test("files are at most 350 lines, functions at most 50", () => {
    expect(sources.flatMap((source) => sizeOffences(source, staged))).toEqual([]);
  });

  test("every function on the list needs its place there", () => {
    const long = sources.flatMap((source) => sizeOffences(source));
    expect(staged.filter((name) => !long.some((offence) => offence.startsWith(`${name}: `)))).toEqual([]);
  });

  test("a file of fewer than 25 lines has three importers", () => {
    expect(crumbs(sources)).toEqual([]);
  });

  test.each([
    ["function", "function f() {", "}"],
    ["arrow function", "const f = () => {", "};"],
    ["method", "class A { f() {", "} }"],
    ["nested function", "const a = [].map(function f() {", "});"],
  ])("a %s of 51 lines is an offence, one of 50 is not", (_, head, tail) => {
    const of = (lines: number): Source => at("src/core/a.ts", [head, ...Array<string>(lines - 2).fill("  x();"), tail, ""].join("\n"));
    expect(sizeOffences(of(50))).toEqual([]);
    expect(sizeOffences(of(51))).toEqual(["src/core/a.ts f: 51 lines"]);
    expect(sizeOffences(of(51), ["src/core/a.ts f"])).toEqual([]);
  });

  test("lines are at most 140 columns, unless a text makes them longer", () => {
    expect(sources.flatMap(columnOffences)).toEqual([]);
    const long = `call(${"a, ".repeat(50)}b);\n`;
    expect(columnOffences(at("src/core/a.ts", `x();\n${long}`))).toEqual([`src/core/a.ts:2: ${long.length - 1} columns`]);
    expect(columnOffences(at("src/core/a.ts", `// ${"word ".repeat(30)}\n`))).toHaveLength(1);
    expect(columnOffences(at("src/core/a.ts", `const rule = "${"word ".repeat(30)}";\nconst both = \`\n${"word ".repeat(30)}\`;\n`))).toEqual([]);
  });

  test("a file of 351 lines is an offence, one of 350 is not", () => {
    expect(sizeOffences(at("src/core/a.ts", "x();\n".repeat(350)))).toEqual([]);
    expect(sizeOffences(at("src/core/a.ts", "x();\n".repeat(351)))).toEqual(["src/core/a.ts: 351 lines"]);
  });

  test("a short file that two files import is an offence, one that three import is not", () => {
    const importer = (name: string): Source => at(`src/plot/${name}.ts`, `import { a } from "../core/a.ts";\n${"x();\n".repeat(30)}`);
    const three = ["b", "c", "d"].map(importer);
    expect(crumbs([at("src/core/a.ts", "x();\n".repeat(24)), ...three])).toEqual([]);
    expect(crumbs([at("src/core/a.ts", "x();\n".repeat(24)), ...three.slice(1)])).toEqual(["src/core/a.ts: 24 lines, 2 importers"]);
    expect(crumbs([at("src/core/a.ts", "x();\n".repeat(25)), ...three.slice(1)])).toEqual([]);
  });
});
