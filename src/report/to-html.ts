import { escapeText } from "../plot/escape-text.ts";
import type { Block, Card, Picture } from "./blocks.ts";
import { css } from "./css.ts";

/** A report as one page without anything to load. */
export function toHtml(title: string, blocks: readonly Block[]): string {
  const head = [
    '<meta charset="utf-8"/>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<meta name="color-scheme" content="light dark"/>',
    `<title>${escapeText(title)}</title>`,
    `<style>${css}</style>`,
  ];
  const body = [`<h1>${escapeText(title)}</h1>`, ...blocks.map(blockOf)];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join("\n")}\n</head>\n<body>\n<main>\n${body.join("\n")}\n</main>\n</body>\n</html>\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case "heading": return `<h2>${escapeText(block.text)}</h2>`;
    case "paragraph": return `<p>${proseOf(block.text)}</p>`;
    case "list": return listOf(block.items);
    case "table": return tableOf(block.head, block.rows);
    case "cards": return `<div class="cards">\n${block.cards.map(cardOf).join("\n")}\n</div>`;
    case "pictures": return block.pictures.map(pictureOf).join("\n");
  }
}

/** A sentence, in which what stands between back-ticks is a name. */
function proseOf(text: string): string {
  return escapeText(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function listOf(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${proseOf(item)}</li>`).join("")}</ul>`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const top = head.map((cell) => (cell === "" ? "<td></td>" : `<th scope="col">${escapeText(cell)}</th>`)).join("");
  const body = rows.map(([name, ...cells]) => `<tr><th scope="row">${escapeText(name)}</th>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`);
  return `<div class="wide-table"><table>\n<thead><tr>${top}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}

function cardOf({ title, text, items }: Card): string {
  return `<article><h3>${escapeText(title)}</h3><p>${proseOf(text)}</p>${listOf(items)}</article>`;
}

/** Both layouts; the style sheet shows the one that fits, and hides the other from screen readers as well. */
function pictureOf({ wide, narrow }: Picture): string {
  return `<figure><div class="page">${wide}</div><div class="phone">${narrow}</div></figure>`;
}
