import { oneLine } from "../core/text.ts";
import type { Block } from "./blocks.ts";

/** A report as Markdown: words and tables; pictures have no place in it. */
export function toMarkdown(title: string, blocks: readonly Block[]): string {
  return `${[`# ${escaped(title)}`, ...blocks.flatMap(partsOf)].join("\n\n")}\n`;
}

function partsOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [`## ${escaped(block.text)}`];
    case "paragraph":
      return [escaped(block.text)];
    case "list":
      return [listOf(block.items)];
    case "table":
      return [tableOf(block.head, block.rows)];
    case "cards":
      return block.cards.flatMap(({ title, text, items }) => [
        `### ${escaped(title)}`,
        escaped(text),
        ...(items.length > 0 ? [listOf(items)] : []),
      ]);
    case "pictures":
      return [];
  }
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${escaped(item)}`).join("\n");
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, at) => (at === 0 ? "---" : "--:"));
  return [head.map((cell) => (cell === "" ? " " : escaped(cell))), rule, ...rows.map((row) => row.map(escaped))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** Text in which nothing is markup. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
