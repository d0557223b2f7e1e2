import { posix } from "node:path";
import ts from "typescript";

/** A source file: its path from the project's root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Rank of each folder; a file may import its own folder or a lower rank. */
export const ranks: Readonly<Record<string, number>> = {
  core: 0,
  spatial: 1, table: 1,
  csv: 2, hierarchy: 2, stats: 2,
  kmeans: 3, prepare: 3,
  encode: 4, validity: 4,
  segment: 5,
  async: 6, insight: 6, sql: 6,
  plot: 7,
  report: 8,
  cli: 9,
};

const contents = "src/index.ts";
const folderOf = (path: string): string => (path.startsWith("src/") ? posix.dirname(path).slice("src/".length) : "");

interface Import {
  /** What stands between the quotes, or `undefined` where it is no literal. */
  readonly target: string | undefined;
  readonly isType: boolean;
}

/** Every import of a file: declarations, side effects, `export … from`, `import()` of values and of types, `require`, references. */
function importsOf({ path, text }: Source): Import[] {
  const tree = parse({ path, text });
  const references = [...tree.referencedFiles, ...tree.typeReferenceDirectives, ...tree.libReferenceDirectives];
  const found: Import[] = references.map(({ fileName }) => ({ target: fileName, isType: true }));
  const add = (node: ts.Node | undefined, isType: boolean): void => {
    found.push({ target: node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined, isType });
  };
  each(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeClause(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0], false);
  });
  return found;
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  const { name, namedBindings: names, phaseModifier } = clause;
  const onlyTypes = names !== undefined && ts.isNamedImports(names) && names.elements.every(({ isTypeOnly }) => isTypeOnly);
  return phaseModifier === ts.SyntaxKind.TypeKeyword || (name === undefined && onlyTypes);
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require");
}

/** Imports that point up or sideways, out of `src/`, or into a package, but for the exceptions (`path target`); folders without a rank. */
export function layerOffences(sources: readonly Source[], exceptions: readonly string[] = []): string[] {
  return sources.flatMap((source) => {
    const from = folderOf(source.path);
    if (source.path !== contents && !Object.hasOwn(ranks, from)) return [`${source.path}: stands in no folder that has a rank`];
    return importsOf(source).flatMap(({ target }) => {
      if (target === undefined) return [`${source.path}: imports something that is not a literal`];
      if (exceptions.includes(`${source.path} ${target}`)) return [];
      if (!target.startsWith(".")) return [`${source.path} → ${target}: is not relative`];
      const path = posix.join(posix.dirname(source.path), target);
      if (source.path === contents && path.startsWith("src/")) return [];
      const to = folderOf(path);
      const isDown = to === from || (Object.hasOwn(ranks, to) && ranks[to]! < ranks[from]!);
      return isDown ? [] : [`${source.path} → ${target}: points up, sideways or out`];
    });
  });
}

/** Chains of imports, those of types among them, that end where they began. */
export function cycles(sources: readonly Source[]): string[] {
  const targets = new Map(sources.map((source) => [source.path, targetsOf(source)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
}

/** The files that a file imports, each once. */
function targetsOf(source: Source): string[] {
  const named = importsOf(source).flatMap(({ target }) => (target?.startsWith(".") ? [posix.join(posix.dirname(source.path), target)] : []));
  return [...new Set(named)];
}

/** Names that two files export: a reader who searches for one must find one thing. Tables of contents only pass names on. */
export function homonyms(sources: readonly Source[]): string[] {
  const places = new Map<string, string[]>();
  for (const source of sources.filter(({ path }) => !path.endsWith("/index.ts"))) {
    for (const name of new Set(exportedNames(source))) places.set(name, [...(places.get(name) ?? []), source.path]);
  }
  return [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(", ")}`);
}

function exportedNames(source: Source): string[] {
  return parse(source).statements.flatMap((node) => {
    if (ts.isExportDeclaration(node)) return node.exportClause !== undefined && ts.isNamedExports(node.exportClause) ? node.exportClause.elements.map(({ name }) => name.text) : [];
    const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText());
    return "name" in node && node.name !== undefined ? [(node.name as ts.Identifier).text] : [];
  });
}

/** What of `Math` is exact by the standard. */
const exact = ["abs", "ceil", "clz32", "floor", "fround", "imul", "max", "min", "round", "sign", "sqrt", "trunc", "LN2", "PI", "SQRT2"];
const bannedNames = ["Intl", "performance", "console", "localeCompare"];
const powers = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken];

/**
 * What depends on the machine, the engine, the clock or the locale, switches the type checker off, or makes engines do far more than it
 * says, but for the exceptions (`path what`).
 */
export function banOffences(source: Source, exceptions: readonly string[] = []): string[] {
  const tree = parse(source);
  const found: string[] = [];
  const add = (position: number, what: string): void => {
    if (!exceptions.includes(`${source.path} ${what}`)) found.push(`${source.path}:${lineOf(tree, position)}: ${what}`);
  };
  each(tree, (node) => {
    const what = bannedIn(node);
    if (what !== undefined) add(node.getStart(tree), what);
  });
  for (const { 0: word, index } of source.text.matchAll(/@ts-(ignore|expect-error|nocheck)/g)) add(index, word);
  return found;
}

/** Two variables side by side are as short, and no iterator: taking a list apart is several times as much code to run and to compile. */
function isList(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isArrayLiteralExpression(node);
}

function bannedIn(node: ts.Node): string | undefined {
  const table = unicodeIn(node);
  if (table !== undefined) return table;
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "any";
  if (powers.includes(node.kind)) return "**";
  if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name) && isList(node.initializer)) return "list taken apart at once";
  const isDefault = node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent);
  if (isDefault || ts.isExportAssignment(node)) return "default export";
  const name = ts.isIdentifier(node) || (ts.isStringLiteralLike(node) && ts.isElementAccessExpression(node.parent)) ? node.text : "";
  if (ts.isIdentifier(node) && name === "Math" && !isExact(node)) return node.parent.getText();
  if (ts.isIdentifier(node) && name === "Date" && !isTypeOrTest(node)) return "Date";
  return bannedNames.includes(name) || name.startsWith("toLocale") ? name : undefined;
}

const tableNames = ["toLowerCase", "toUpperCase", "normalize"];

/**
 * What looks into the engine's Unicode tables: the names of `tableNames`, `\p{…}` in a pattern that is not given to `settled`, and a
 * pattern that is blind to case beyond ASCII. `\p{…}` needs the flag u or v, so that of patterns made of texts the flags tell.
 */
function unicodeIn(node: ts.Node): string | undefined {
  const isKey = ts.isStringLiteralLike(node) && ts.isElementAccessExpression(node.parent);
  if ((ts.isIdentifier(node) || isKey) && tableNames.includes(node.text)) return node.text;
  if (ts.isRegularExpressionLiteral(node)) {
    const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text)!;
    const isWide = /[uv]/.test(flags) || /[^\0-\x7f]|\\u(?!00[0-7])|\\x[89a-f]/i.test(pattern);
    if (flags.includes("i") && isWide) return "case beyond ASCII";
    return /\\p\{/i.test(pattern) && !isSettled(node) ? "\\p" : undefined;
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const flags = node.expression.getText() === "RegExp" ? node.arguments?.[1] : undefined;
  if (flags === undefined || (ts.isStringLiteral(flags) && /^[gmsy]*$/.test(flags.text))) return undefined;
  return ts.isStringLiteral(flags) && /^[gmsuy]*$/.test(flags.text) && isSettled(node) ? undefined : "flags of RegExp";
}

function isSettled({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText() === "settled";
}

/** `Math` may only be followed by a dot and a name of the list: no alias, no brackets, no destructuring. */
function isExact({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && exact.includes(parent.name.text);
}

/** A date may come in; none may be made, nor read by the local clock. */
function isTypeOrTest({ parent }: ts.Identifier): boolean {
  return ts.isTypeReferenceNode(parent) || (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword);
}

/** Files of more than 350 lines, and functions of more than 50 but for the exceptions (`path name`). */
export function sizeOffences(source: Source, exceptions: readonly string[] = []): string[] {
  const tree = parse(source);
  const lines = lineCount(source);
  const found = lines > 350 ? [`${source.path}: ${lines} lines`] : [];
  each(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
    const length = lineOf(tree, node.end) - lineOf(tree, node.getStart(tree)) + 1;
    const name = `${source.path} ${nameOf(node)}`;
    if (length > 50 && !exceptions.includes(name)) found.push(`${name}: ${length} lines`);
  });
  return found;
}

/** Lines of more than 140 columns, unless it is a text, a template or a pattern that makes them so long. */
export function columnOffences(source: Source): string[] {
  const lines = source.text.split("\n");
  const long = lines.flatMap((line, at) => (line.length > 140 ? [at] : []));
  if (long.length === 0) return [];
  const tree = parse(source);
  const quoted = new Map(long.map((at) => [at, 0]));
  each(tree, (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateLiteralToken(node) && !ts.isRegularExpressionLiteral(node)) return;
    node.getText(tree).split("\n").forEach((part, i) => {
      const at = lineOf(tree, node.getStart(tree)) - 1 + i;
      if (quoted.has(at)) quoted.set(at, quoted.get(at)! + part.length);
    });
  });
  const offences = long.filter((at) => lines[at].length - quoted.get(at)! > 140 || quoted.get(at) === 0);
  return offences.map((at) => `${source.path}:${at + 1}: ${lines[at].length} columns`);
}

/** Files of fewer than 25 lines that fewer than three files import: each belongs into one of those. Tables of contents may be short. */
export function crumbs(sources: readonly Source[]): string[] {
  const importers = new Map<string, number>();
  for (const source of sources) for (const target of targetsOf(source)) importers.set(target, (importers.get(target) ?? 0) + 1);
  const isCrumb = (source: Source): boolean => lineCount(source) < 25 && (importers.get(source.path) ?? 0) < 3 && !source.path.endsWith("/index.ts");
  return sources.filter(isCrumb).map((source) => `${source.path}: ${lineCount(source)} lines, ${importers.get(source.path) ?? 0} importers`);
}

function lineCount({ text }: Source): number {
  return text.split("\n").length - 1;
}

function nameOf({ name, parent }: ts.SignatureDeclaration): string {
  if (name !== undefined) return name.getText();
  return ts.isVariableDeclaration(parent) ? parent.name.getText() : "(no name)";
}

/** Statements of a table of contents other than `export { … } from`. */
export function contentsOffences(source: Source): string[] {
  const isEntry = (node: ts.Statement): boolean => ts.isExportDeclaration(node) && Boolean(node.moduleSpecifier && node.exportClause);
  return parse(source).statements.filter((node) => !isEntry(node)).map((node) => `${source.path}: ${node.getText()}`);
}

const parsed = new Map<string, ts.SourceFile>(); // by text: every rule looks at every file

function parse({ path, text }: Source): ts.SourceFile {
  const key = `${path}\n${text}`;
  const known = parsed.get(key) ?? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  parsed.set(key, known);
  return known;
}

function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}
