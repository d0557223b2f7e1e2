// Measures how the sources are cut into files: node bench/house.mjs [FOLDER …], where a FOLDER is src or the src of another commit:
//   mkdir before && git archive a346007 src | tar -x -C before && node bench/house.mjs before/src src
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The files of a folder: their lines, what they import of each other, and the names they export. */
function read(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return paths.filter((path) => path.endsWith(".ts")).sort().map((path) => {
    const text = readFileSync(`${folder}/${path}`, "utf8");
    const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    const targets = statements.flatMap(({ moduleSpecifier }) => (moduleSpecifier?.text.startsWith(".") ? [posix.join(posix.dirname(path), moduleSpecifier.text)] : []));
    return { path, lines: text.split("\n").length - 1, targets, names: statements.flatMap(exported) };
  });
}

/** The names that a statement makes and exports; what a table of contents passes on is not its own. */
function exported(statement) {
  if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (statement.declarationList !== undefined) return statement.declarationList.declarations.map(({ name }) => name.getText());
  return statement.name === undefined ? [] : [statement.name.text];
}

/** The groups of files that import each other in a circle, imports of types included (Tarjan 1972). */
function circles(files) {
  const targetsOf = new Map(files.map(({ path, targets }) => [path, targets]));
  const [order, low, stack, found] = [new Map(), new Map(), [], []];
  const visit = (path) => {
    order.set(path, order.size);
    low.set(path, order.get(path));
    stack.push(path);
    for (const target of targetsOf.get(path)) {
      if (!targetsOf.has(target)) continue;
      if (!order.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path), low.get(target)));
    }
    if (low.get(path) !== order.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) found.push(group);
  };
  for (const { path } of files) if (!order.has(path)) visit(path);
  return found;
}

function measure(folder) {
  const files = read(folder);
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const makers = new Map();
  for (const { path, names } of files) for (const name of new Set(names)) makers.set(name, [...(makers.get(name) ?? []), path]);
  return {
    files: files.length,
    lines: lines.reduce((sum, count) => sum + count, 0),
    "median lines": lines[Math.floor(lines.length / 2)],
    "longest file": lines[lines.length - 1],
    "files under 25 lines": lines.filter((count) => count < 25).length,
    imports: files.reduce((sum, { targets }) => sum + targets.length, 0),
    circles: circles(files).length,
    "names exported twice": [...makers.values()].filter((paths) => paths.length > 1).length,
  };
}

const folders = process.argv.length > 2 ? process.argv.slice(2) : [fileURLToPath(new URL("../src", import.meta.url))];
const rows = folders.map((folder) => ({ folder, ...measure(folder) }));
const heads = Object.keys(rows[0]);
for (const cells of [heads, heads.map((_, at) => (at === 0 ? "---" : "--:")), ...rows.map(Object.values)]) console.log(`| ${cells.join(" | ")} |`);
