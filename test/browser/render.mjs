// Renders the committed pictures, and after npm run build two reports and, where they are at hand, the pictures of the real customers,
// in Chromium: at three widths, light and dark, reports at one more and on paper too, where page one must fit its sheet. No text may overlap another, leave its picture or its place on
// the page, or widen the page; the text of reports' pictures may not be too small. The PNGs go to out/, to be looked at.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { pictureFaults, sheetFaults, textFaults } from "./measure.mjs";
import { reportPages } from "./reports.mjs";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const out = join(here, "out");
const real = resolve(root, "../shared/data/customers.csv");
const widths = [360, 800, 1400];
const leastSize = 8; // pixels, in a report
const printedSize = 6.5; // pixels of 1/96 inch, on paper
const sheetHeight = 957; // of Letter within the margins; A4 is higher

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

const css = `
  :root { color-scheme: light dark; } body { margin: 8px; font: 14px sans-serif; background: #fff; color: #1f2328; }
  @media (prefers-color-scheme: dark) { body { background: #16181d; color: #e6e8ea; } }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 600px), 1fr)); gap: 16px; } figure { margin: 0; }`;

/** A page of pictures. */
function pageOf(set, pictures) {
  const figures = pictures.map(({ name, svg }) => `<figure id="${name}">${svg}</figure>`).join("\n");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${set}</title><style>${css}</style><main>${figures}</main></html>`;
}

const between = { name: "681-light", width: 681, colorScheme: "light", media: "screen" }; // where a report has its wide pictures at their smallest
const screens = widths.flatMap((width) => ["light", "dark"].map((colorScheme) => ({ name: `${width}-${colorScheme}`, width, colorScheme, media: "screen" })));
const paper = [["a4", 703], ["letter", 726]].map(([name, width]) => ({ name, width, colorScheme: "light", media: "print" })); // within the margins
const pages = Object.entries(sets).filter(([, pictures]) => pictures.length > 0).map(([set, pictures]) => ({ set, html: pageOf(set, pictures), views: screens, least: 0 }));
for (const [set, html] of await reportPages()) pages.push({ set, html, views: [...screens, between, ...paper], least: leastSize });

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const faults = [];
for (const { set, html, views, least } of pages) {
  for (const { name, width, colorScheme, media } of views) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.emulateMedia({ media });
    await page.setContent(html);
    const small = media === "print" ? printedSize : least;
    const found = [...(await page.evaluate(pictureFaults, small)), ...(await page.evaluate(textFaults))];
    if (media === "print") found.push(...(await page.evaluate(sheetFaults, sheetHeight)));
    for (const fault of found) faults.push(`${set}, ${name}: ${fault}`);
    await page.screenshot({ path: join(out, `${set}-${name}.png`), fullPage: true });
    await page.close();
  }
  console.log(`${set}: ${html.split("<svg").length - 1} pictures, ${views.map(({ name }) => name).join(", ")}`);
}
await browser.close();

for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "no text overlaps another or leaves its place" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
