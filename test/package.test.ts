import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { buildSync, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compilerSays } from "./compiler.ts";
import { isLong } from "./long-runs.ts";

type Entry = Readonly<Record<"import" | "require", { types: string; default: string }>>;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | (Entry & { readonly node?: Entry })>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly tsup: { readonly entry: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

const root = resolve(import.meta.dirname, "..");
const timeout = 120_000;

let project: string;
let installed: string;
let manifest: Manifest;

// packs the built project and unpacks it as a dependency of a stranger's
beforeAll(() => {
  if (!existsSync(join(root, "dist"))) throw new Error("There is no dist: run npm run build first.");
  project = mkdtempSync(join(tmpdir(), "package-"));
  installed = join(project, "node_modules", "audience-segmentation");
  mkdirSync(installed, { recursive: true });
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], { cwd: root });
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  execFileSync("tar", ["-xzf", join(project, `${name}-${version}.tgz`), "--strip-components=1", "-C", installed]);
  cpSync(join(root, "test/package"), project, { recursive: true });
  manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
}, timeout);
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The files of the package: its folders and files, from its own root. */
function shipped(): string[] {
  return execFileSync("tar", ["-tzf", join(project, `${manifest.name}-${String(manifest["version"])}.tgz`)], { encoding: "utf8" })
    .trim().split("\n").map((line) => line.replace("package/", "")).sort();
}

/** The file, without extension, in `dist/` and among tsup's entries, of a subpath of the exports. */
const fileOf = (subpath: string): string => (subpath === "." ? "index" : subpath.replace("./", ""));

/** The subpaths that are other files in Node, where threads are made and heard otherwise. */
const ofThreads = ["./async", "./worker"];

/** The files that the exports point at, but for package.json. */
function targets(): string[] {
  return Object.values(manifest.exports).flatMap((entry) => {
    if (typeof entry === "string") return [];
    return [entry, ...(entry.node === undefined ? [] : [entry.node])].flatMap((by) => [by.import.types, by.import.default, by.require.types, by.require.default]);
  });
}

describe("the tarball", () => {
  test("holds dist, README, licence, changelog, package.json and nothing else", () => {
    const files = shipped();
    expect(files.filter((file) => !file.startsWith("dist/"))).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
    expect(files.filter((file) => file.startsWith("dist/") && !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(file))).toEqual([]);
  });

  test("holds all that the exports name, and tsup's entries are the exports and the command", () => {
    expect(targets().filter((path) => !shipped().includes(path.replace("./", "")))).toEqual([]);
    for (const field of ["main", "module", "types"]) expect(targets()).toContain(manifest[field]);
    const subpaths = Object.keys(manifest.exports).filter((name) => name !== "./package.json");
    const entries = [...subpaths.map(fileOf), ...ofThreads.map((subpath) => `${fileOf(subpath)}-node`), "cli"];
    expect(entries.sort()).toEqual(Object.keys(manifest.tsup.entry).sort());
    for (const subpath of subpaths) {
      const of = (file: string, module: string, types: string): object => ({
        types: `./dist/${fileOf(subpath)}.${types}`,
        default: `./dist/${file}.${module}`,
      });
      const by = (file: string): object => ({ import: of(file, "js", "d.ts"), require: of(file, "cjs", "d.cts") });
      const inNode = ofThreads.includes(subpath) ? { node: by(`${fileOf(subpath)}-node`) } : {};
      expect(manifest.exports[subpath]).toEqual({ ...inNode, ...by(fileOf(subpath)) });
      expect(Object.keys(manifest.exports[subpath] as object)[0]).toBe("node" in inNode ? "node" : "import"); // the first that fits is taken
    }
  });

  test("holds the command as the one file that runs it, and nothing that could be imported of it", () => {
    expect(manifest.bin).toEqual({ "audience-segmentation": "dist/cli.js" });
    expect(shipped().filter((file) => /^dist\/cli\./.test(file))).toEqual(["dist/cli.js"]);
    expect(readFileSync(join(installed, "dist/cli.js"), "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
  });

  test("depends on nothing, has no side effects but a worker's, and asks for Node 20", () => {
    const fields = ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies", "bundleDependencies"];
    expect(fields.filter((field) => field in manifest)).toEqual([]);
    expect(manifest).toMatchObject({ sideEffects: ["./dist/worker*.js", "./dist/worker*.cjs"], type: "module", license: "MIT", engines: { node: ">=20" } });
    const scripts = Object.keys(manifest["scripts"] as object);
    expect(scripts.filter((name) => /install/.test(name))).toEqual([]); // npm runs `prepare` in a clone, not where the tarball is installed
  });
});

describe("the package", () => {
  test("is imported and required, and gives the same either way", { timeout }, () => {
    const { esm, cjs } = JSON.parse(execFileSync(process.execPath, ["run.mjs"], { cwd: project, encoding: "utf8" }));
    expect(esm).toEqual(cjs);
    expect(esm).toMatchObject({ isShared: true, isThrown: true, isThrownByThread: true, isSameOfThread: true, result: { labels: { length: 12 } } });
    expect(esm.names[0]).toEqual(expect.arrayContaining(["InputError", "clusterSegments", "formatSegments", "parseCsv", "predict"]));
    expect(esm.names[1]).toEqual(["assignAsync", "clusterSegmentsAsync", "stabilityAsync"]);
    expect(esm.names[3]).toEqual(expect.arrayContaining(["barsPlot", "correlationPlot", "dendrogramPlot", "elbowPlot", "scatterPlot", "sizesPlot"]));
  });

  test("runs as a command, once npm has installed it", { timeout }, () => {
    const place = mkdtempSync(join(tmpdir(), "installed-"));
    try {
      writeFileSync(join(place, "package.json"), '{ "private": true }');
      writeFileSync(join(place, "table.csv"), `spent,plan\n${Array.from({ length: 30 }, (_, i) => `${i < 15 ? i : 900 + i},${i < 15 ? "free" : "paid"}\n`).join("")}`);
      const npm = (...words: string[]): string => execFileSync("npm", words, { cwd: place, encoding: "utf8" });
      npm("install", "--offline", "--no-audit", "--no-fund", "--silent", join(project, `${manifest.name}-${String(manifest["version"])}.tgz`));
      const run = (...words: string[]): string => npm("exec", "--offline", "--", "audience-segmentation", ...words);
      expect(run("--version").trim()).toBe(manifest["version"]);
      expect(JSON.parse(run("table.csv", "--json", "--labels", "labels.csv"))).toMatchObject({ rows: 30, k: 2 });
      expect(readFileSync(join(place, "labels.csv"), "utf8").trim().split("\n")).toHaveLength(31);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  test.runIf(isLong).each([
    ["nodenext, as ESM and CommonJS", { module: "nodenext", moduleResolution: "nodenext" }, ["program.mts", "program.cts"]],
    ["bundler", { module: "esnext", moduleResolution: "bundler" }, ["program.mts"]],
  ])("is typed under %s (in test/long)", { timeout }, (_, options, files) => {
    expect(typeErrors(options, files)).toBe("");
  });

  test.runIf(isLong)("has types that are checked (in test/long)", { timeout }, () => {
    const wrong = 'import { clusterSegments } from "audience-segmentation";\nexport const k: string = clusterSegments([]).k;\n';
    writeFileSync(join(project, "wrong.mts"), wrong);
    expect(typeErrors({ module: "nodenext", moduleResolution: "nodenext" }, ["wrong.mts"])).toContain("wrong.mts(2,14): error TS2322");
  });
});

/** What the compiler says of files of the stranger's project, who has neither Node's nor the browser's types. */
function typeErrors(options: object, files: readonly string[]): string {
  const strict = { strict: true, exactOptionalPropertyTypes: true, target: "es2022", lib: ["es2022"], types: [], skipLibCheck: false };
  return compilerSays(project, { compilerOptions: { ...strict, ...options, noEmit: true }, files });
}

/** A bundle for browsers, which would fail on an import of Node's. */
function bundle(options: BuildOptions): string {
  const always: BuildOptions = { bundle: true, write: false, platform: "browser", target: "es2022", logLevel: "silent" };
  const { outputFiles } = buildSync({ ...always, absWorkingDir: project, ...options });
  return outputFiles![0]!.text;
}

describe("in a browser", () => {
  // what differs from engine to engine is taken away before the bundle runs
  const without = `
    for (const name of ["Date", "Intl", "console", "WebAssembly"]) delete globalThis[name];
    const exact = /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z].*)$/;
    for (const name of Object.getOwnPropertyNames(Math)) if (!exact.test(name)) delete Math[name];
    for (const { prototype } of [String, Number, BigInt, Array, Object, Object.getPrototypeOf(Int8Array)]) {
      for (const name of Object.getOwnPropertyNames(prototype)) if (/locale/i.test(name)) delete prototype[name];
    }`;

  test("the bundle runs without Node's globals, and as in Node", { timeout }, () => {
    const code = bundle({ entryPoints: ["browser.js"], format: "iife", globalName: "page" });
    const context = createContext({});
    runInContext(without, context);
    const gone = ["process", "structuredClone", "TextDecoder", "Date", "Math.log", "[].toLocaleString"];
    expect(gone.filter((name) => runInContext(`typeof ${name}`, context) !== "undefined")).toEqual([]);
    const { segmentation, predicted, printed, inertia, isInputError, pictures } = runInContext(`${code};\npage`, context);

    const tag = (value: unknown): string => Object.prototype.toString.call(value);
    const { labels, segments, centroids } = segmentation;
    expect([labels, segments, centroids.data].map(tag)).toEqual(["[object Int32Array]", "[object Array]", "[object Float64Array]"]);
    expect([segmentation.labels.length, segmentation.segments.length]).toEqual([40, segmentation.k]);
    expect(Array.from(predicted)).toEqual(Array.from(segmentation.labels));
    expect([inertia, isInputError]).toEqual([1, true]);

    writeFileSync(join(project, "same.mjs"), 'import * as page from "./browser.js";\nconsole.log(JSON.stringify(page));\n');
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    const inNode = JSON.parse(execFileSync(process.execPath, ["same.mjs"], { cwd: project, encoding: "utf8" }));
    expect(JSON.parse(JSON.stringify({ segmentation, printed, predicted, inertia, isInputError, pictures }))).toEqual(inNode);
  });
});

describe("workers in a browser", () => {
  test("a bundle asks for its worker in the words that bundlers know, holds nothing of Node, and little of what the worker does", () => {
    const code = bundle({ stdin: { contents: 'export * from "audience-segmentation/async";', resolveDir: project }, format: "esm" });
    expect(code).toContain('new Worker(new URL("./worker.js", import.meta.url), { type: "module" })');
    expect(code).not.toMatch(/node:|worker_threads|require\(/);
    expect(code).not.toMatch(/function (partition|structureOf|linkage)\(/);
  });

  test("a worker's bundle keeps what serves, also where it is imported for its effect alone", () => {
    const code = bundle({ stdin: { contents: 'import "audience-segmentation/worker";', resolveDir: project }, format: "esm" });
    expect(code).toMatch(/function clusterSegments\(/);
    expect(code).not.toMatch(/node:|worker_threads|require\(/);
  });

  test("a bundle for Node asks for a thread", () => {
    const code = bundle({ stdin: { contents: 'export * from "audience-segmentation/async";', resolveDir: project }, format: "esm", platform: "node" });
    expect(code).toMatch(/from "(node:)?worker_threads"/);
  });
});

/** Bytes of `names` imported alone, minified and gzipped. */
function sizeOf(names: string, from = "audience-segmentation"): number {
  const contents = names === "*" ? `export * from "${from}";` : `export { ${names} } from "${from}";`;
  return gzipSync(bundle({ stdin: { contents, resolveDir: project }, format: "esm", minify: true }), { level: 9 }).length;
}

/** What each export weighs alone, and all of a subpath (`*`). */
async function sizesNow(): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const subpath of ["", "/async", "/insight", "/plot", "/report", "/sql"]) {
    const from = `audience-segmentation${subpath}`;
    const names = Object.keys(await import(join(installed, "dist", `${fileOf(`.${subpath}`)}.js`))).sort();
    for (const name of [...names, "*"]) sizes.set(`${from} ${name}`, sizeOf(name, from));
  }
  return sizes;
}

const record = join(root, "bench/results/sizes.md");
const mostGrowth = 1.03;
const head = `# Sizes

Bytes of each export when it is imported alone, minified and gzipped; \`*\` is all of a subpath. They are recorded, not rationed: a test
fails where an entry is missing or has grown by more than 3 %. \`UPDATE_SIZES=1 npx vitest run test/package.test.ts\` after a build renews
this file; the commit says why.

| from | export | bytes |
| --- | --- | --: |
`;

describe("sizes", () => {
  const isUpdate = process.env["UPDATE_SIZES"] === "1";

  test.skipIf(!isLong && !isUpdate)("no export is more than 3 % above what is recorded of it (in test/long)", { timeout }, async () => {
    const sizes = await sizesNow();
    if (isUpdate) {
      const rows = Array.from(sizes, ([name, bytes]) => `| ${name.replace(" ", " | ")} | ${bytes} |\n`);
      writeFileSync(record, `${head}${rows.join("")}`);
    }
    const rows = readFileSync(record, "utf8").matchAll(/^\| (\S+) \| (\S+) \| (\d+) \|$/gm);
    const recorded = new Map<string, number>(Array.from(rows, ([, from, name, bytes]) => [`${from} ${name}`, Number(bytes)] as [string, number]));
    expect([...recorded.keys()].sort()).toEqual([...sizes.keys()].sort());
    const grown = [...sizes].filter(([name, bytes]) => bytes > mostGrowth * recorded.get(name)!);
    expect(grown.map(([name, bytes]) => `${name}: ${bytes} bytes, ${recorded.get(name)} are recorded`)).toEqual([]);
  });

  test("what is not imported is not in the bundle", () => {
    expect(sizeOf("cutTree"), "cutTree alone, minified and gzipped").toBeLessThanOrEqual(2500);
    expect(sizeOf("sizesPlot", "audience-segmentation/plot"), "sizesPlot alone, minified and gzipped").toBeLessThanOrEqual(5000);
  });

  test.each(["linkage", "kmeans"])("%s alone carries nothing of clusterSegments", (name) => {
    const shaken: BuildOptions = { bundle: true, write: false, metafile: true, absWorkingDir: root, format: "esm", treeShaking: true };
    const { metafile } = buildSync({ ...shaken, stdin: { contents: `export { ${name} } from "./src/index.ts";`, resolveDir: root } });
    const [{ inputs }] = Object.values(metafile!.outputs);
    const folders = new Set(Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0).map((path) => path.split("/")[1]));
    folders.delete(undefined!);
    expect([...folders].filter((folder) => !["core", "spatial", "hierarchy", "kmeans"].includes(folder))).toEqual([]);
    expect(bundle({ stdin: { contents: `export { ${name} } from "audience-segmentation";`, resolveDir: project }, format: "esm" })).not.toContain("clusterSegments");
  });
});
