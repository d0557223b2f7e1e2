// What TypeDoc's own theme lacks: where a name is imported from, links from the names in the README and the guides to the reference,
// a line for each name in the lists, a search that knows the headings, and tables that scroll by themselves.
import { CommentTag, Converter, IndexEvent, JSX, PageEvent, ReflectionKind } from "typedoc";

/** @param {import("typedoc").Application} app */
export function load(app) {
  const entries = new Map(); // the entry point that exports each name
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const entry of project.getChildrenByKind(ReflectionKind.Module)) {
      for (const { id } of entry.children ?? []) entries.set(id, entry.name);
    }
  }, 20_000); // before the entry points are merged into one
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const names = new Map((project.children ?? []).map((reflection) => [reflection.name, reflection]));
    if (project.readme !== undefined) project.readme = withLinks(project.readme, names);
    for (const guide of project.documents ?? []) {
      guide.content = withLinks(guide.content, names);
      guide.frontmatter.summary ??= firstSentence(proseOf(guide.content)).map(({ text }) => text).join("");
    }
    for (const { comment, signatures } of project.children ?? []) {
      const own = comment ?? signatures?.[0]?.comment;
      if (own?.getTag("@summary") === undefined) own?.blockTags.push(new CommentTag("@summary", firstSentence(own.summary)));
    }
  });

  app.renderer.hooks.on("content.begin", ({ page: { model } }) => importLine(model, entries.get(model.id)));
  app.renderer.hooks.on("head.end", () => JSX.createElement("script", null, JSX.createElement(JSX.Raw, { html: openGuides })));
  app.renderer.on(IndexEvent.PREPARE_INDEX, ({ searchResults, searchFields, searchFieldWeights }) => {
    searchFieldWeights.headings = 10; // as much as a name
    searchResults.forEach((found, i) => (searchFields[i] = found.isDocument() ? { headings: headingsOf(found.content) } : {}));
  });
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = inOurWords(page.contents ?? "", page.url === "modules.html");
  });
}

/** Long names in tables may end a line after a dot, a bracket or an underscore. */
const breakable = (cell) => cell.replace(/(?<=<code>)[^<]*(?=<\/code>)/g, (code) => code.replace(/[._(,/](?=[a-z])/gi, "$&<wbr>"));

/** A page in which tables can scroll, headings that fold hold no link, and the list of all names is called so. */
function inOurWords(html, isList) {
  const title = /<h1>[^<]*<\/h1>/;
  return (isList ? html.replace(title, "<h1>All guides, functions and types</h1>") : html)
    .replace(/(<nav class="tsd-navigation"><a [^>]*>)[^<]*(?=<\/a>)/, "$1All guides, functions and types")
    .replace(/<summary\b.*?<\/summary>/gs, (summary) => summary.replace(/<a [^>]*tsd-anchor-icon.*?<\/a>/s, ""))
    .replace(/<td\b.*?<\/td>/gs, breakable)
    .replaceAll("<table>", '<div class="scrolls"><table>').replaceAll("</table>", "</table></div>");
}

// the guides stand open in the contents until the reader closes them
const openGuides = 'try { localStorage["tsd-accordion-Guides"] ??= "true"; } catch {}';

function importLine({ name, kind }, entry) {
  if (entry === undefined) return JSX.createElement(JSX.Raw, { html: "" });
  const isType = kind === ReflectionKind.Interface || kind === ReflectionKind.TypeAlias;
  return JSX.createElement("p", { class: "import" }, JSX.createElement("code", null, `import ${isType ? "type " : ""}{ ${name} } from "${entry}";`));
}

/** The parts of a page in which `name` and `name(…)` lead to the reference, outside headings and links. */
function withLinks(parts, names) {
  let line = ""; // as far as it was read
  return parts.map((part) => {
    const before = line;
    line = `${before}${part.text}`.split("\n").at(-1);
    const [, text, name] = /^`((\w+)(?:\([^`]*\))?)`$/.exec(part.text) ?? [];
    const target = names.get(name);
    if (part.kind !== "code" || target === undefined || before.startsWith("#") || /\[[^\]]*$/.test(before)) return part;
    return { kind: "inline-tag", tag: "@linkcode", text: escapeHtml(text), target };
  });
}

/** The parts of a text up to the end of its first sentence. */
function firstSentence(parts) {
  const end = parts.findIndex(({ kind, text }) => kind === "text" && endOfSentence.test(text));
  if (end < 0) return parts;
  const { index } = endOfSentence.exec(parts[end].text);
  return [...parts.slice(0, end), { kind: "text", text: parts[end].text.slice(0, index + 1) }];
}

const endOfSentence = /[.?!](?=\s)|\n\s*\n/;

const headingsOf = (content) => (content.map(({ text }) => text).join("").match(/^##+ .*$/gm) ?? []).join("\n");

/** What follows the heading of a guide, as plain text. */
function proseOf(content) {
  const text = content.map((part) => part.text).join("").replace(/^\s*# .*\n+/, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return [{ kind: "text", text }];
}

const escapeHtml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
