import { escapeCode, escapeText } from "../core/text.ts";
import type { Block, Card, Picture } from "./blocks.ts";

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
    case "code": return `<pre>${escapeCode(block.text)}</pre>`;
    case "list": return itemsOf(block.items);
    case "table": return tableOf(block.head, block.rows);
    case "cards": return `<div class="cards">\n${block.cards.map(cardOf).join("\n")}\n</div>`;
    case "pictures": return block.pictures.map(pictureOf).join("\n");
  }
}

/** A sentence, in which what stands between back-ticks is a name. */
function proseOf(text: string): string {
  return escapeText(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function itemsOf(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${proseOf(item)}</li>`).join("")}</ul>`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const top = head.map((cell) => (cell === "" ? "<td></td>" : `<th scope="col">${escapeText(cell)}</th>`)).join("");
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${escapeText(name)}</th>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`,
  );
  return `<div class="wide-table"><table>\n<thead><tr>${top}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}

function cardOf({ title, text, items }: Card): string {
  return `<article><h3>${escapeText(title)}</h3><p>${proseOf(text)}</p>${itemsOf(items)}</article>`;
}

/** Both layouts; the style sheet shows the one that fits, and hides the other from screen readers as well. */
function pictureOf({ wide, narrow }: Picture): string {
  return `<figure><div class="page">${wide}</div><div class="phone">${narrow}</div></figure>`;
}

/**
 * The style of a report: light or dark as the reader's system is, one column, pictures laid out anew for phones, plain on paper.
 * Pictures reach over the text by their own margin of 12 pixels, so that both begin on one line. A table that is wider than the page
 * is scrolled in its frame, with a shadow where more follows, and keeps its first column in sight.
 */
const css = `
:root{color-scheme:light dark;--ink:#1f2328;--paper:#fff;--soft:#f3f4f6;--line:#d0d4da}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--paper:#16181d;--soft:#20242b;--line:#3a404a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Arial,Helvetica,"Liberation Sans",sans-serif}
main{max-width:45.5rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0}
p{margin:.5rem 0}code{font:inherit;background:var(--soft);border-radius:.2rem;padding:0 .15rem}
pre{overflow-x:auto;background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.6rem;font-size:.8rem}
figure{margin:1.2rem -12px}.phone{display:none}.phone svg{max-width:30rem!important}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:.8rem}
article{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.8rem;font-size:.9rem}
article ul{margin:.5rem 0 0;padding-left:1.1rem}
.wide-table{overflow-x:auto;margin:.8rem 0;background:linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--line),transparent) 100% 0/1rem 100% no-repeat}
table{border-collapse:collapse;font-size:.85rem;overflow-wrap:normal}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right}thead th:first-child,thead td:first-child,th[scope=row]{text-align:left;padding-left:0;position:sticky;left:0;background:var(--paper)}
th[scope=row]{font-weight:normal;min-width:8.5rem;max-width:14rem;overflow-wrap:anywhere}
@media(max-width:680px){.page{display:none}.phone{display:block}}
@media print{:root{--ink:#000;--paper:#fff;--soft:#fff;--line:#999}code{padding:0}.page{display:block}.phone{display:none}figure,article,tr{break-inside:avoid}pre{white-space:pre-wrap}h2{break-after:avoid}.wide-table{overflow:visible;background:none}th,td{padding:.15rem .2rem;font-size:.65rem}th[scope=row]{position:static;min-width:5rem}}
`;
