// Checks the site as built: every link, picture and anchor leads to something in it, and the search finds what people look for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { brokenLinks } from "./links.mjs";

const site = resolve(import.meta.dirname, "../../site");
const queries = ["excel", "missing values", "outlier"];

/** The first ten results of the site's search box, ordered as the page orders them. */
function search(query, { index, rows }) {
  const scored = index.search(query.split(" ").map((word) => `*${word}*`).join(" ")).map(({ ref, score }) => ({ ...rows[Number(ref)], score }));
  const weigh = ({ name, score }) => (name.toLowerCase().startsWith(query) ? (score * 10) / (1 + Math.abs(name.length - query.length)) : score);
  return scored.sort((a, b) => weigh(b) - weigh(a)).slice(0, 10);
}

function readIndex() {
  const require = createRequire(createRequire(import.meta.url).resolve("typedoc")); // the search as TypeDoc built it
  const [, data] = /"([^"]*)"/.exec(readFileSync(join(site, "assets/search.js"), "utf8"));
  const { index, rows } = JSON.parse(inflateSync(Buffer.from(data, "base64")).toString());
  return { index: require("lunr").Index.load(index), rows };
}

const { count, pages, broken } = brokenLinks(site);
const index = readIndex();
const unfound = queries.flatMap((query) => {
  const names = search(query, index).slice(0, 5);
  console.log(`search "${query}": ${names.map(({ name }) => name).join(", ")}`);
  return names.some(({ url }) => url.startsWith("documents/")) ? [] : [`search "${query}": no guide among the first five results`];
});
const isFunction = ({ url }) => url.startsWith("functions/");
const hidden = index.rows.filter(isFunction).flatMap(({ name }) =>
  search(name.toLowerCase(), index)[0].name === name ? [] : [`search "${name}": does not find the function first`]);
const faults = [...broken, ...unfound, ...hidden];
for (const fault of faults) console.error(fault);
console.log(`${count} links of ${pages} pages: ${broken.length === 0 ? "all lead somewhere" : `${broken.length} are broken`}`);
process.exitCode = faults.length === 0 ? 0 : 1;
