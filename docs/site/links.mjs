// Follows every link of a folder of HTML that stays in it; those to other sites are left alone.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** What a page refers to, and the anchors that it has. */
function readPage(file) {
  const html = readFileSync(file, "utf8").replace(/<script\b([^>]*)>.*?<\/script>/gs, "<script$1>").replace(/<!--.*?-->/gs, "");
  const tags = html.match(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? [];
  const valuesOf = (name) => tags.flatMap((tag) => [...tag.matchAll(new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, "gi"))].map(([, a, b]) => a ?? b));
  const plain = (text) => text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return { targets: ["href", "src"].flatMap(valuesOf).map(plain), anchors: new Set(["id", "name"].flatMap(valuesOf).map(plain)) };
}

/** The links of all pages of a folder that lead to nothing in it; and how many links and pages there are. */
export function brokenLinks(site) {
  const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html")).map((file) => join(site, file)).sort();
  const pages = new Map(files.map((file) => [file, readPage(file)]));
  let count = 0;
  const broken = files.flatMap((file) => [...new Set(pages.get(file).targets)].flatMap((target) => {
    if (/^[a-z][a-z+.-]*:|^\/\//i.test(target)) return [];
    count++;
    const fault = faultOf(file, target, pages, site);
    return fault === undefined ? [] : [`${relative(site, file)} → ${target}: ${fault}`];
  }));
  return { count, pages: files.length, broken };
}

function faultOf(file, target, pages, site) {
  const [address, anchor] = target.split("#").map((part) => decodeURIComponent(part));
  const path = address.replace(/\?.*/, "");
  let found = path === "" ? file : resolve(dirname(file), path);
  if (relative(site, found).startsWith("..")) return "leads out of the site";
  if (existsSync(found) && statSync(found).isDirectory()) found = join(found, "index.html");
  if (!existsSync(found)) return "there is no such file";
  const isThere = anchor === undefined || anchor === "" || !pages.has(found) || pages.get(found).anchors.has(anchor);
  return isThere ? undefined : "there is no such anchor";
}
