import { escapeMarkdown, legible, markdownTable, sayNumber } from "../core/text.ts";
import type { Block, Card, Document, Overview } from "./blocks.ts";
import { tellShare } from "./format.ts";

/** A report as Markdown: words and tables; pictures have no place in it. */
export function toMarkdown({ title, about, sections }: Document): string {
  const parts = sections.flatMap((section, at) => [
    ...(at === 0 ? [] : [`## ${escapeMarkdown(section.title)}`]), // page one stands below the title
    ...section.blocks.flatMap(partsOf),
  ]);
  return `${[`# ${escapeMarkdown(title)}`, about.map(escapeMarkdown).join(" · "), ...parts].join("\n\n")}\n`;
}

function partsOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [`### ${escapeMarkdown(block.text)}`];
    case "paragraph":
      return [escapeMarkdown(block.text)];
    case "code":
      return [fenced(legible(block.text))];
    case "list":
      return [itemsOf(block.items)];
    case "table":
      return [markdownTable(block.head, block.rows)];
    case "overview":
      return overviewOf(block.overview);
    case "cards":
      return block.cards.flatMap(cardOf);
    case "pictures":
      return [];
    case "row":
      return block.blocks.flatMap(partsOf);
  }
}

function overviewOf({ sentences, links, value, tiles }: Overview): string[] {
  const head = ["", "Segment", "Customers", "Share", ...(value === undefined ? [] : [`Share of ${value}`])];
  const rows = tiles.map(({ name, size, share, valueShare }, s) => {
    return [String(s + 1), name, sayNumber(size), tellShare(share), ...(value === undefined ? [] : [tellShare(valueShare)])];
  });
  const said = tiles.flatMap(({ name, facts, notes }, s) => [`**${s + 1}. ${escapeMarkdown(name)}**`, itemsOf([...facts, ...notes])]);
  return [
    ...sentences.map(escapeMarkdown),
    ...links.map(({ text, to }) => escapeMarkdown(`${text}: ${to.title}, below.`)),
    markdownTable(head, rows),
    ...said,
  ];
}

function cardOf({ name, text, notes, tables, lacks, action }: Card, s: number): string[] {
  return [
    `### ${s + 1}. ${escapeMarkdown(name)}`,
    escapeMarkdown(text),
    ...notes.map(escapeMarkdown),
    ...tables.filter(({ rows }) => rows.length > 0).map(({ head, rows }) => markdownTable(head, rows)),
    ...(lacks.length > 0 ? [itemsOf(lacks)] : []),
    ...(action === undefined ? [] : [escapeMarkdown(`What to do: ${action}`)]),
  ];
}

/** Code between lines of more back-ticks than it has anywhere. */
function fenced(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function itemsOf(items: readonly string[]): string {
  return items.map((item) => `- ${escapeMarkdown(item)}`).join("\n");
}
