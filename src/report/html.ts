import { escapeCode, escapeText, sayNumber } from "../core/text.ts";
import { colourOf, inkOn, isRepeated } from "../plot/colour.ts";
import type { Block, Card, Document, Link, Overview, Picture, TableRows, Section, SmallChart, Tile } from "./blocks.ts";
import { tellShare } from "./format.ts";
import { css } from "./style.ts";

/** A report as one page without anything to load. */
export function toHtml({ title, about, sections }: Document): string {
  const head = [
    '<meta charset="utf-8"/>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<meta name="color-scheme" content="light dark"/>',
    `<title>${escapeText(title)}</title>`,
    `<style>${css}</style>`,
  ];
  const body = [
    `<header><h1>${named(title)}</h1><p>${about.map(named).join(" · ")}</p></header>`,
    contentsOf(sections),
    `<main>\n${sections.map(sectionOf).join("\n")}\n</main>`,
  ];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join("\n")}\n</head>\n<body>\n${body.join("\n")}\n</body>\n</html>\n`;
}

function contentsOf(sections: readonly Section[]): string {
  const entries = sections.map(({ parts = [], ...section }) => {
    const below = parts.length === 0 ? "" : `<ul>${parts.map((part) => `<li>${linkTo(part)}</li>`).join("")}</ul>`;
    return `<li>${linkTo(section)}${below}</li>`;
  });
  return `<nav aria-label="Contents"><ul class="contents">\n${entries.join("\n")}\n</ul></nav>`;
}

function linkTo({ id, title }: Link): string {
  return `<a href="#${id}">${named(title)}</a>`;
}

function sectionOf({ id, title, blocks }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${named(title)}</h2>\n${blocks.map(blockOf).join("\n")}\n</section>`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h3>${named(block.text)}</h3>`;
    case "paragraph":
      return `<p>${proseOf(block.text)}</p>`;
    case "code":
      return `<pre tabindex="0">${escapeCode(block.text)}</pre>`;
    case "list":
      return itemsOf(block.items);
    case "table":
      return tableOf(block);
    case "overview":
      return overviewOf(block.overview);
    case "cards":
      return `<div class="cards">\n${block.cards.map(cardOf).join("\n")}\n</div>`;
    case "pictures":
      return picturesOf(block.pictures);
    case "row":
      return `<div class="row">${block.blocks.map((own) => `<div class="half">${blockOf(own)}</div>`).join("\n")}</div>`;
  }
}

/** A text whose names may be broken after an underscore, and whose figures stay with their per cent. */
function named(text: string): string {
  return escapeText(text)
    .replace(/_+(?=.)/g, "$&<wbr/>")
    .replace(/(\d) %/g, "$1\u00a0%");
}

/** A sentence, in which what stands between back-ticks is a name. */
function proseOf(text: string): string {
  return named(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function itemsOf(items: readonly string[], name = ""): string {
  return items.length === 0
    ? ""
    : `<ul${name === "" ? "" : ` class="${name}"`}>${items.map((item) => `<li>${proseOf(item)}</li>`).join("")}</ul>`;
}

function tableOf({ head, rows }: TableRows): string {
  const top = head.map((cell) => (cell === "" ? "<td></td>" : `<th scope="col">${named(cell)}</th>`)).join("");
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${named(name)}</th>${cells.map((cell) => (cell === "" ? "<td></td>" : `<td>${named(cell)}</td>`)).join("")}</tr>`,
  );
  return `<div class="wide-table" tabindex="0"><table>\n<thead><tr>${top}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}

function overviewOf({ sentences, links, map, value, tiles, print }: Overview): string {
  const more = links.map(({ text, to }) => `<p>${named(text)}: ${linkTo(to)}</p>`);
  const said = `<div class="said">${sentences.map((text) => `<p>${proseOf(text)}</p>`).join("")}${more.join("")}</div>`;
  const style = `--columns:${print.columns};--text:${print.textSize}px;--map:${print.mapWidth}px`;
  const highest = Math.max(...tiles.flatMap(({ share, valueShare }) => [share, Number.isNaN(valueShare) ? 0 : valueShare]));
  const items = tiles.map((tile, s) => tileOf(tile, s, value, highest));
  return `<div class="first" style="${style}"><div class="beside">${said}${map === undefined ? "" : `<figure>${map.drawn}</figure>`}</div>\n<div class="tiles">\n${items.join("\n")}\n</div></div>`;
}

function tileOf({ id, name, size, share, valueShare, facts, notes }: Tile, s: number, value: string | undefined, highest: number): string {
  const bars = [
    shareBar("of customers", share, s, highest),
    ...(value === undefined || Number.isNaN(valueShare) ? [] : [shareBar(`of ${value}`, valueShare, s, highest)]),
  ];
  const head = `<h3>${numberOf(s)} <a href="#${id}">${named(name)}</a></h3><p><b>${sayNumber(size)}</b> ${size === 1 ? "customer" : "customers"}</p>`;
  return `<article>${head}${bars.join("")}${itemsOf(facts)}${notes.map((note) => `<p class="note">${proseOf(note)}</p>`).join("")}</article>`;
}

/** A bar as long as a share, and the share in words. */
function shareBar(of: string, share: number, s: number, highest: number): string {
  const length = Math.max(0, Math.min(100, (100 * share) / highest)).toFixed(1);
  return `<p class="bar"><span style="width:calc(${length}% * .35);background:${colourOf(s)}"></span>${tellShare(share)} ${named(of)}</p>`;
}

/** The number of a segment on its colour. */
function numberOf(s: number): string {
  return `<span class="number${isRepeated(s) ? " again" : ""}" style="background:${colourOf(s)};color:${inkOn(s)}">${s + 1}</span>`;
}

function cardOf({ id, name, text, notes, tables, spreads, lacks, action }: Card, s: number): string {
  const todo = `<p class="todo"><b>What to do:</b> ${action === undefined ? '<span class="blank"></span>' : proseOf(action)}</p>`;
  const lacking = lacks.length === 0 ? "" : `<h4>What it lacks</h4>${itemsOf(lacks)}`;
  const shown = tables.filter(({ rows }) => rows.length > 0);
  const said = [text, ...notes].map((sentence) => `<p>${proseOf(sentence)}</p>`).join("");
  const parts = [
    `<div>${said}</div>`,
    `<div>${shown.map(tableOf).join("")}${lacking}</div>`,
    ...(spreads.length === 0 ? [] : [`<div class="spreads">${spreads.map(spreadOf).join("")}</div>`]),
  ];
  return `<article id="${id}"><h3>${numberOf(s)} ${named(name)}</h3><div class="parts">${parts.join("")}</div>${todo}</article>`;
}

function spreadOf({ column, words, svg }: SmallChart): string {
  return `<figure><figcaption><b>${named(column)}</b> ${named(words)}</figcaption>${svg}</figure>`;
}

/** Small ones side by side, and wide ones in both layouts, of which the style sheet shows the one that fits. */
function picturesOf(pictures: readonly Picture[]): string {
  const parts = pictures.map(({ drawn, onPhone }) => {
    if (onPhone === undefined) return `<figure class="small">${drawn}</figure>`;
    return `<figure><div class="page">${drawn}</div><div class="phone">${onPhone}</div></figure>`;
  });
  return `<div class="pictures">\n${parts.join("\n")}\n</div>`;
}
