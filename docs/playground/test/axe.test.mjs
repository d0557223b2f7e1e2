// Looks for what keeps people out, by axe: nothing serious on the playground at its beginning, with segments and with a fault, at two widths,
// light and dark, on the start page of the site, and in a report.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { person } from "./person.mjs";
import { driveSite, lacking, openPage, site } from "./site.mjs";
import { broken } from "./tables.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const grave = ["serious", "critical"];

/** What is grave on a page, in words. */
async function graveOn(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.filter(({ impact }) => grave.includes(impact)).map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).slice(0, 5).join(", ")})`);
}

describe("axe", { skip: lacking("chrome") }, () => {
  const drive = driveSite("chrome");

  for (const [width, dark] of [[1400, false], [1400, true], [360, false], [360, true]]) {
    test(`finds nothing grave on the playground, ${width} wide, ${dark ? "dark" : "light"}`, async () => {
      const { page } = await openPage(drive.driven.browser, `${drive.server.url}/playground/`, { width, dark });
      const user = person(page, drive.driven.downloads);
      assert.deepEqual(await graveOn(page), [], "at the beginning");
      await user.click("#example");
      await user.seeSegments();
      await user.ask("Does the channel influence the minutes?");
      await user.see(".answer");
      await user.click("#cards > li:first-child button");
      assert.deepEqual(await graveOn(page), [], "with segments");
      const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
      assert.equal(scrollWidth, width, "the page is as wide as its window");
      if (width === 1400) {
        await user.click("#files button:nth-child(3)");
        const { path } = await user.download("-report.html");
        await page.goto(pathToFileURL(path).href);
        assert.deepEqual(await graveOn(page), [], "the report");
      } else {
        await user.choose(broken());
        await user.see("#fault");
        assert.deepEqual(await graveOn(page), [], "with a fault");
      }
      await page.close();
    });
  }

  const start = !existsSync(join(site, "index.html")) && "the site is not built (npm run docs)";
  for (const dark of [false, true]) {
    test(`finds nothing grave on the start page, ${dark ? "dark" : "light"}`, { skip: start }, async () => {
      const { page } = await openPage(drive.driven.browser, `${drive.server.url}/index.html`, { dark });
      assert.deepEqual(await graveOn(page), []);
      assert.equal(await page.$eval('a[href="playground/index.html"]', (link) => link.textContent), "Playground");
      await page.close();
    });
  }
});
