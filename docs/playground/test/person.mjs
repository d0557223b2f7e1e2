// What a person does on the page, and sees of it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const patience = 120_000; // ms, on a machine that does other things

/** A person in front of a page. */
export function person(page, downloads) {
  const see = (selector) => page.waitForSelector(selector, { visible: true, timeout: patience });
  const textOf = (selector) => page.$eval(selector, (element) => element.textContent.trim());
  const until = (test, ...given) => page.waitForFunction(test, { timeout: patience, polling: 20 }, ...given);
  return {
    see,
    textOf,
    until,
    countOf: (selector) => page.$$eval(selector, (elements) => elements.length),
    choose: async (path) => {
      const input = await page.$("#file");
      await input.uploadFile(path);
    },
    click: async (selector) => {
      const element = await see(selector);
      await element.evaluate((own) => own.scrollIntoView({ block: "center" }));
      await element.click();
    },
    /** Waits for segments and all pictures of them. */
    seeSegments: async () => {
      await until(() => document.querySelector("#busy").hidden && !document.querySelector("#results").hidden);
      await until(() => ["map", "dendrogram", "elbow"].every((id) => document.getElementById(id).childElementCount > 0));
    },
    /** The text of a file once it was downloaded whole; `name`: how it ends. */
    download: async (name) => {
      for (let waited = 0; waited < patience; waited += 100) {
        const file = existsSync(downloads) ? readdirSync(downloads).find((own) => own.endsWith(name)) : undefined;
        const text = file === undefined ? "" : readFileSync(join(downloads, file), "utf8");
        if (text !== "") return { path: join(downloads, file), text };
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`No download ends with ${name}: ${readdirSync(downloads).join(", ") || "there is none"}.`);
    },
  };
}
