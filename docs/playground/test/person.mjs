// What a person does on the page, and sees of it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const patience = 120_000; // ms, on a machine that does other things

/** A person in front of a page. */
export function person(page, downloads) {
  const see = (selector) => page.waitForSelector(selector, { visible: true, timeout: patience });
  const textOf = (selector) => page.$eval(selector, (element) => element.textContent.trim());
  const until = (test, ...given) => page.waitForFunction(test, { timeout: patience, polling: 20 }, ...given);
  const countOf = (selector) => page.$$eval(selector, (elements) => elements.length);
  return {
    see,
    textOf,
    until,
    countOf,
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
    /** Writes a question in place of the last one, and sends it off. */
    ask: async (question) => {
      await page.$eval("#question", (input) => (input.value = ""));
      await page.focus("#question");
      await page.keyboard.type(question);
      await page.keyboard.press("Enter");
    },
    /** Moves the slider to one segment more by the keyboard; gives the milliseconds until its card is there. */
    askForOneMore: async () => {
      const before = await countOf("#cards > li");
      await page.focus("#k");
      const start = performance.now();
      await page.keyboard.press("ArrowRight");
      await until((k) => document.querySelectorAll("#cards > li").length === k, before + 1);
      return performance.now() - start;
    },
    /** Waits until the cut of the tree was refined. */
    seeRefined: () => until(() => document.querySelector("#k-words").textContent.startsWith("Refined by k-means")),
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
