// Renders the committed pictures, and after npm run build a report and, where they are at hand, the pictures of the real customers,
// in Chromium: at three widths, light and dark. No text may overlap another, leave its picture, or widen the page. The PNGs go to out/, to be looked at.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const out = join(here, "out");
const real = resolve(root, "../shared/data/customers.csv");
const widths = [360, 800, 1400];

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) {
  console.log("skipped: there is no Chromium here (apt-get install chromium)");
  process.exit(0);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** The pictures of a folder, by name. */
function read(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".svg")).sort() : [];
  return files.map((file) => ({ name: file.replace(".svg", ""), svg: readFileSync(join(folder, file), "utf8") }));
}

const sets = { snapshots: read(join(root, "test/plot/snapshots")), docs: read(join(root, "docs/images")) };
if (existsSync(real) && existsSync(join(root, "dist/plot.js"))) {
  for (const width of [720, 360]) {
    const folder = join(out, `customers-${width}`);
    execFileSync(process.execPath, ["examples/pictures.mjs", folder, real, String(width)], { cwd: root });
    sets[`customers-${width}`] = read(folder);
  }
}

/** Runs in the page: what is wrong with its pictures' text. */
function measure() {
  const faults = [];
  const slack = 0.5;
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue; // the layout for another width, which is hidden
    const name = svg.querySelector("title").textContent;
    const texts = [...svg.querySelectorAll("text")].map((node) => ({ words: node.textContent, box: node.getBoundingClientRect() }));
    for (const [i, { words, box }] of texts.entries()) {
      const isOut = box.left < frame.left - slack || box.right > frame.right + slack || box.top < frame.top - slack || box.bottom > frame.bottom + slack;
      if (isOut) faults.push(`${name}: "${words}" leaves the picture`);
      for (const other of texts.slice(0, i)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > slack && down > slack) faults.push(`${name}: "${words}" overlaps "${other.words}"`);
      }
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth} pixels wide, ${scrollWidth - clientWidth} too many`);
  return faults;
}

const css = `
  :root { color-scheme: light dark; } body { margin: 8px; font: 14px sans-serif; background: #fff; color: #1f2328; }
  @media (prefers-color-scheme: dark) { body { background: #16181d; color: #e6e8ea; } }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 600px), 1fr)); gap: 16px; } figure { margin: 0; }`;

/** A page of pictures. */
function pageOf(set, pictures) {
  const figures = pictures.map(({ name, svg }) => `<figure id="${name}">${svg}</figure>`).join("\n");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${set}</title><style>${css}</style><main>${figures}</main></html>`;
}

/** The report of the real customers, or else of the bundled ones. */
async function reportPage() {
  const { clusterSegments, parseCsv } = await import(join(root, "dist/index.js"));
  const { report } = await import(join(root, "dist/report.js"));
  const table = parseCsv(readFileSync(existsSync(real) ? real : join(root, "examples/customers.csv"), "utf8"));
  const features = [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", { column: "region", kind: "categorical" }, { column: "channel", kind: "categorical" }];
  return report(clusterSegments(table, { features, effort: "fast" }), table);
}

const pages = Object.entries(sets).filter(([, pictures]) => pictures.length > 0).map(([set, pictures]) => [set, pageOf(set, pictures)]);
if (existsSync(join(root, "dist/report.js"))) pages.push(["report", await reportPage()]);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const faults = [];
for (const [set, html] of pages) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of widths) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.setContent(html);
      for (const fault of await page.evaluate(measure)) faults.push(`${set}, ${width} pixels, ${colorScheme}: ${fault}`);
      await page.screenshot({ path: join(out, `${set}-${width}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
  console.log(`${set}: ${html.split("<svg").length - 1} pictures at ${widths.join(", ")} pixels, light and dark`);
}
await browser.close();

for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "no text overlaps another or leaves its picture" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
