import { readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { readBlocks } from "./markdown-blocks.ts";

/** A function that users can import, and what its doc comment holds for the reference. */
export interface Documented {
  readonly name: string;
  readonly file: string;
  /** The topics of its `@group` tags. */
  readonly topics: readonly string[];
  readonly examples: readonly Example[];
}

/** The block of code of an `@example`. What it prints stands in its last lines, as comments. */
export interface Example {
  /** `file:line` of its first line of code. */
  readonly place: string;
  /** The line of the file at which what it prints begins, and how many lines that takes. */
  readonly from: number;
  readonly height: number;
  readonly code: string;
  readonly output: string;
}

const read = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true);

/** The functions that the given tables of contents export, in order; those that are passed on twice, once. */
export function exportedFunctions(contents: readonly string[]): Documented[] {
  const found = new Map<string, Documented>();
  for (const { file, names } of contents.flatMap(exportsOf)) {
    const tree = read(file);
    for (const name of names ?? declaredNames(tree)) {
      const nodes = tree.statements.filter((node) => isFunctionNamed(node, name));
      if (nodes.length > 0) found.set(`${file} ${name}`, documentedOf(tree, name, nodes));
    }
  }
  return [...found.values()];
}

/** The files whose values a table of contents passes on, by their names there; and itself, with all that it exports. */
function exportsOf(contents: string): { file: string; names: string[] | undefined }[] {
  const passed = read(contents).statements.flatMap((node) => {
    if (!ts.isExportDeclaration(node) || node.isTypeOnly || node.moduleSpecifier === undefined) return [];
    if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) throw new Error(`${contents}: name what is passed on.`);
    const file = posix.join(posix.dirname(contents), (node.moduleSpecifier as ts.StringLiteral).text);
    return [{ file, names: node.exportClause.elements.flatMap((one) => (one.isTypeOnly ? [] : [(one.propertyName ?? one.name).text])) }];
  });
  return [...passed, { file: contents, names: undefined }];
}

function declaredNames(tree: ts.SourceFile): string[] {
  const isExported = (node: ts.Statement): boolean =>
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return tree.statements.flatMap((node) => (ts.isFunctionDeclaration(node) && isExported(node) ? [node.name!.text] : []));
}

function isFunctionNamed(node: ts.Statement, name: string): boolean {
  if (ts.isFunctionDeclaration(node)) return node.name?.text === name;
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.some(({ name: declared, initializer }) =>
    declared.getText() === name && initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)));
}

function documentedOf(tree: ts.SourceFile, name: string, nodes: readonly ts.Statement[]): Documented {
  const tags = [...new Set(nodes.flatMap((node) => ts.getJSDocTags(node)))];
  const topics = tags.filter(({ tagName }) => tagName.text === "group").map(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? "").trim());
  const examples = tags.filter(({ tagName }) => tagName.text === "example").flatMap((tag) => examplesOf(tree, tag));
  return { name, file: tree.fileName, topics, examples };
}

/** The blocks of a tag, read as those of a page whose lines are those of the file. */
function examplesOf(tree: ts.SourceFile, tag: ts.JSDocTag): Example[] {
  const [first, last] = [tag.getStart(tree), tag.getEnd()].map((at) => tree.getLineAndCharacterOfPosition(at).line);
  const lines = tree.text.split("\n").map((line, at) => (at > first! && at <= last! ? line.replace(/^\s*\*(?: |$)/, "") : ""));
  return readBlocks(lines.join("\n")).map(({ code, line }) => {
    const rows = code.split("\n");
    const end = rows.findLastIndex((row) => !row.startsWith("//")) + 1;
    const output = rows.slice(end).map((row) => row.replace(/^\/\/ ?/, ""));
    const place = `${tree.fileName}:${line + 1}`;
    return { place, from: line + 1 + end, height: output.length, code: rows.slice(0, end).join("\n"), output: output.join("\n") };
  });
}

/** The examples as one page, each a heading that says its place, a block, and what it is to print. */
export function pageOf(examples: readonly Example[]): string {
  return examples.map(({ place, code, output }) => `# ${place}\n\`\`\`ts\n${code}\n\`\`\`\n\`\`\`text\n${output}\n\`\`\`\n`).join("\n");
}

/** The place of the example that stands at a line of their page. */
export function placeOf(page: string, line: number): string {
  return page.split("\n").slice(0, line).findLast((text) => text.startsWith("# "))!.slice(2);
}

/** The text of a file with what each of its examples printed written into it. */
export function withPrinted(text: string, printed: readonly { readonly example: Example; readonly output: string }[]): string {
  const lines = text.split("\n");
  for (const { example: { from, height }, output } of [...printed].sort((a, b) => b.example.from - a.example.from)) {
    const indent = /^\s*\* /.exec(lines[from - 2]!)![0];
    lines.splice(from - 1, height, ...output.trimEnd().split("\n").map((line) => `${indent}// ${line}`.trimEnd()));
  }
  return lines.join("\n");
}
