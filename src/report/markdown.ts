import { escapeMarkdown, legible, markdownTable } from "../core/text.ts";
import type { Block } from "./blocks.ts";

/** A report as Markdown: words and tables; pictures have no place in it. */
export function toMarkdown(title: string, blocks: readonly Block[]): string {
  return `${[`# ${escapeMarkdown(title)}`, ...blocks.flatMap(partsOf)].join("\n\n")}\n`;
}

function partsOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [`## ${escapeMarkdown(block.text)}`];
    case "paragraph":
      return [escapeMarkdown(block.text)];
    case "code":
      return [fenced(legible(block.text))];
    case "list":
      return [itemsOf(block.items)];
    case "table":
      return [markdownTable(block.head, block.rows)];
    case "cards":
      return block.cards.flatMap(({ title, text, items }) => [
        `### ${escapeMarkdown(title)}`,
        escapeMarkdown(text),
        ...(items.length > 0 ? [itemsOf(items)] : []),
      ]);
    case "pictures":
      return [];
  }
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
