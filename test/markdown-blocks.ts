import ts from "typescript";

/** A fenced block of a page; `line` is that of its opening fence, from 1. */
export interface Block {
  readonly language: string;
  readonly code: string;
  readonly line: number;
  /** How many lines of code it has. */
  readonly height: number;
  /** Whether only blank lines stand between the block before and this one. */
  readonly follows: boolean;
}

/** What a block of code is to print. */
export interface Expectation {
  readonly line: number;
  /** The block of output right below the code, or `undefined` where there is none. */
  readonly output: string | undefined;
}

const codes = ["ts", "js", "typescript", "javascript", "mts", "mjs"];
const outputs = ["text", "console", "txt"];

/** The fenced blocks of a page, in order. */
export function readBlocks(page: string): Block[] {
  const lines = page.split(/\r?\n/);
  const blocks: Block[] = [];
  let follows = false;
  for (let at = 0; at < lines.length; at++) {
    const [, indent, fence, info] = /^( {0,3})(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[at]!) ?? [];
    if (fence === undefined) {
      if (lines[at]!.trim() !== "") follows = false;
      continue;
    }
    const line = at + 1;
    const code: string[] = [];
    const isEnd = (text: string): boolean => text.trim().startsWith(fence) && /^(`+|~+)$/.test(text.trim());
    for (at++; at < lines.length && !isEnd(lines[at]!); at++) code.push(lines[at]!.slice(indent!.length));
    if (at === lines.length) throw new Error(`The block of line ${line} has no end.`);
    blocks.push({ language: info!.split(/[\s{,]/)[0]!.toLowerCase(), code: code.join("\n"), line, height: code.length, follows });
    follows = true;
  }
  return blocks;
}

/** The blocks of code of a page, each with the output it shows. */
export function expectationsOf(page: string): Expectation[] {
  const blocks = readBlocks(page);
  return blocks.flatMap(({ language, line }, b) => {
    if (!codes.includes(language)) return [];
    const next = blocks[b + 1];
    return [{ line, output: next !== undefined && next.follows && outputs.includes(next.language) ? next.code : undefined }];
  });
}

/** Whether a page holds code that is to be type-checked. */
export function hasTypes(page: string): boolean {
  return readBlocks(page).some(({ language }) => ["ts", "typescript", "mts"].includes(language));
}

const mark = (line: number): string => `\u0001block of line ${line}\u0001`;

/**
 * All code of a page as one module, each line where it stands in the page, so that a block may continue the one before and an
 * error names the page's line. Imports move to the first line, each once; where a fence stood, a mark is printed.
 * With `apart` every block has a scope of its own and continues none.
 */
export function moduleOf(page: string, apart = false): string {
  const lines = page.split(/\r?\n/).map(() => "");
  const imports = new Set<string>();
  for (const { language, code, line, height } of readBlocks(page)) {
    if (!codes.includes(language)) continue;
    lines[line - 1] = `console.log(${JSON.stringify(mark(line))});${apart ? " {" : ""}`;
    takeImports(code, imports).split("\n").forEach((text, i) => (lines[line + i] = text));
    if (apart) lines[line + height] = "}";
  }
  lines[0] = [...imports, lines[0]].join(" ");
  return [...lines, "export {};", ""].join("\n");
}

/** Adds the imports of a block, one name each, and returns the block with blanks in their place. */
function takeImports(code: string, imports: Set<string>): string {
  const tree = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2023, true);
  let rest = code;
  for (const node of tree.statements.filter(ts.isImportDeclaration)) {
    for (const clause of clausesOf(node)) imports.add(`import ${clause}${node.moduleSpecifier.getText()};`);
    const text = node.getText();
    rest = rest.replace(text, text.replace(/[^\n]/g, " "));
  }
  return rest;
}

function clausesOf({ importClause }: ts.ImportDeclaration): string[] {
  if (importClause === undefined) return [""];
  const { name, namedBindings } = importClause;
  const type = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword ? "type " : "";
  const names = name === undefined ? [] : [`${type}${name.text} from `];
  if (namedBindings === undefined) return names;
  if (ts.isNamespaceImport(namedBindings)) return [...names, `${type}${namedBindings.getText()} from `];
  return [...names, ...namedBindings.elements.map((element) => `${type}{ ${element.getText()} } from `)];
}

/** What each block printed, in order, of what the page's module printed. */
export function splitOutput(page: string, printed: string): string[] {
  return expectationsOf(page).map(({ line }, b, all) => {
    const from = printed.indexOf(mark(line)) + mark(line).length + 1;
    const next = all[b + 1];
    return printed.slice(from, next === undefined ? undefined : printed.indexOf(mark(next.line)));
  });
}

/** The page with what its code printed in the blocks of output. */
export function withOutputs(page: string, printed: string): string {
  const lines = page.split("\n");
  const blocks = readBlocks(page);
  const outputsOf = splitOutput(page, printed);
  const shown = expectationsOf(page).map(({ line, output }, b) => ({ line, output, text: trimmed(outputsOf[b]!) }));
  for (const { line, output, text } of shown.reverse()) {
    if (output === undefined) continue;
    const below = blocks[blocks.findIndex((block) => block.line === line) + 1]!;
    lines.splice(below.line, below.height, ...(text === "" ? [] : text.split("\n")));
  }
  return lines.join("\n");
}

const trimmed = (text: string): string => text.split(/\r?\n/).map((line) => line.trimEnd()).join("\n").trimEnd();

/** The blocks whose output is not the one that the page shows, white space at the ends of lines aside. */
export function wrongOutputs(page: string, printed: string): { line: number; shown: string; printed: string }[] {
  const outputsOf = splitOutput(page, printed);
  return expectationsOf(page).flatMap(({ line, output }, b) => {
    if (output === undefined || trimmed(output) === trimmed(outputsOf[b]!)) return [];
    return [{ line, shown: trimmed(output), printed: trimmed(outputsOf[b]!) }];
  });
}
