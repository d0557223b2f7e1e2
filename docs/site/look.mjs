// Looks at the site as built by npm run docs, in Chromium: at the widths of a phone and of a desk, light and dark. No page may be wider
// than its window, and axe may find nothing serious. Pictures of some pages go to out/, to be looked at.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
const site = resolve(here, "../../site");
const out = join(here, "out");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) {
  console.log("skipped: there is no Chromium here (apt-get install chromium)");
  process.exit(0);
}
if (!existsSync(join(site, "index.html"))) {
  console.error("There is no site to look at: npm run docs");
  process.exit(1);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html") && !file.startsWith("playground")).sort();
const guideWithTable = pages.find((name) => name.startsWith("documents/") && readFileSync(join(site, name), "utf8").includes("<table>"));
const shown = ["index.html", "modules.html", guideWithTable, "functions/clusterSegments.html", "interfaces/ClusterOptions.html"];
const faults = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Opens pages one after the other in a window; without scripts where only their widths matter, which is faster. */
async function visit(names, width, options, visitOne) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
  const page = await context.newPage();
  for (const name of names) {
    await page.goto(pathToFileURL(join(site, name)).href);
    await page.waitForFunction(() => document.body.style.display !== "none");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${name} at ${width} px: ${wide} px wide`);
    await visitOne(page, name);
  }
  await context.close();
}

await visit(pages, 360, { javaScriptEnabled: false }, () => {});
for (const width of [360, 1400]) {
  for (const colorScheme of ["light", "dark"]) {
    await visit(shown, width, { colorScheme }, async (page, name) => {
      await page.waitForTimeout(300); // the contents are written by a script
      await page.screenshot({ path: join(out, `${name.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`), fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, impact, help, nodes } of violations.filter((one) => ["serious", "critical"].includes(one.impact))) {
        faults.push(`${name} at ${width} px, ${colorScheme}: ${impact}: ${help} (${id}), such as ${nodes[0].html.slice(0, 200)}`);
      }
    });
  }
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages at 360 and 1400 px: ${faults.length === 0 ? "nothing is wrong" : `${faults.length} faults`}`);
process.exitCode = faults.length === 0 ? 0 : 1;
