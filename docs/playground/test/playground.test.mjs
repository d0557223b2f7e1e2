// Drives the playground as a person would, in Chromium and in Firefox, after the server is gone: nothing may be loaded later.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { person } from "./person.mjs";
import { launch, lacking, openPage, serveSite } from "./site.mjs";
import { broken, customers, latin, many } from "./tables.mjs";

const rowsOf = (path) => readFileSync(path, "utf8").trim().split("\n").length - 1;
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

for (const name of ["chrome", "firefox"]) {
  describe(name, { skip: lacking(name) }, () => {
    let driven, page, user, complaints, asked, address;

    before(async () => {
      driven = await launch(name);
      const server = await serveSite();
      address = `${server.url}/playground/`;
      ({ page, complaints } = await openPage(driven.browser, address));
      user = person(page, driven.downloads);
      await server.close();
      if (name === "chrome") await page.setOfflineMode(true);
      asked = server.asked;
    });
    after(() => driven?.close());

    test("starts with what can be done, and has loaded four files", async () => {
      assert.equal(await user.textOf("h1"), "Who are your customers?");
      assert.deepEqual(asked.toSorted(), ["/playground/", "/playground/customers.js", "/playground/playground.js", "/playground/style.css"]);
    });

    test("segments a file without a network", async () => {
      await user.choose(customers);
      await user.seeSegments();
      const rows = rowsOf(customers);
      const title = await user.textOf("#segments-title");
      assert.match(title, new RegExp(`^\\d+ segments of ${grouped(rows)} customers$`));
      assert.equal(await user.countOf("#cards > li"), parseInt(title));
      assert.equal(await user.countOf("#columns > li"), 4);
      assert.ok((await user.countOf("#map svg [data-segment]")) > 0);
      assert.ok((await user.countOf("#dendrogram svg [data-segment]")) > 0);
      assert.equal(await user.countOf("#profile thead th"), parseInt(title) + 2);
    });

    test("cuts the tree again as the slider moves, and refines the cut", async () => {
      const before = await user.countOf("#cards > li");
      const took = await user.askForOneMore();
      assert.match(await user.textOf("#k-words"), /cut again|refining/);
      await user.seeRefined();
      assert.equal(await user.countOf("#cards > li"), before + 1);
      assert.match(await page.$eval("#link", (link) => link.value), new RegExp(`[#&]k=${before + 1}\\b`));
      console.log(`${name}: ${took.toFixed(0)} ms from the key to the cards of the cut`);
      assert.ok(took < 1000, `${took} ms`);
    });

    test("lights a segment everywhere that is pointed at, or chosen by the keyboard", async () => {
      const isFaded = (faded) => user.until((own) => Number(getComputedStyle(document.querySelector('#map [data-segment="1"]')).opacity) < 0.2 === own, faded);
      const card = await user.see("#cards > li:first-child");
      await card.evaluate((own) => own.scrollIntoView({ block: "center" }));
      await card.hover();
      await user.until(() => document.querySelector("#results").dataset.lit === "0");
      await isFaded(true);
      await page.mouse.move(2, 2);
      await user.until(() => document.querySelector("#results").dataset.lit === undefined);
      await page.focus("#cards > li:nth-child(2) button");
      await page.keyboard.press("Enter");
      await user.until(() => document.querySelector("#cards > li:nth-child(2) button").getAttribute("aria-pressed") === "true");
      await isFaded(false);
      await page.keyboard.press("Enter");
    });

    test("answers a question", async () => {
      await user.ask("Does the channel influence the minutes?");
      await user.see(".answer");
      assert.equal(await user.textOf(".answer h3"), "Does channel influence minutes_watched?");
      assert.match(await user.textOf(".answer p"), /channel.*minutes_watched/);
      assert.ok((await user.countOf(".answer tbody tr")) >= 8);
      await user.ask("Is it raining?");
      await user.until(() => document.querySelector(".answer p").textContent.includes("names no column"));
    });

    test("gives labels, a model, a report and SQL to keep", async () => {
      const [labels, model, report] = [1, 2, 3].map((at) => `#files > button:nth-child(${at})`);
      const sql = "#files .row button";
      await user.click(labels);
      const { text } = await user.download("-segments.csv");
      assert.equal(text.trim().split("\n").length, rowsOf(customers) + 1);
      await user.click(model);
      const { names } = JSON.parse((await user.download("-model.json")).text);
      assert.equal(names.length, await user.countOf("#cards > li"));
      await user.click(report);
      const saved = await user.download("-report.html");
      const tab = await driven.browser.newPage();
      await tab.goto(`file://${saved.path}`);
      assert.ok((await tab.$$eval("svg", (pictures) => pictures.length)) > 3);
      const body = await tab.$eval("body", (own) => own.textContent);
      for (const own of names) assert.ok(body.includes(own), own);
      await tab.close();
      await page.bringToFront();
      await user.click(sql);
      assert.match((await user.download("-duckdb.sql")).text, /"customers"/);
      await page.select("#files select", "bigquery");
      await user.click(sql);
      const { text: select } = await user.download("-bigquery.sql");
      assert.match(select, /^WITH [^]*`customers`[^]*\n$/);
      for (const own of names) assert.ok(select.includes(`'${own}'`), own);
    });

    test("takes a column away, and says that the segments are of before", async () => {
      await user.click("#columns > li:first-child input");
      await user.see("#stale");
      assert.match(await page.$eval("#link", (link) => decodeURIComponent(link.value)), /column=minutes_watched:ignore/);
      await user.click("#run");
      await user.seeSegments();
      assert.equal(await page.$$eval("#profile tbody th", (heads) => heads.filter((head) => head.textContent === "minutes_watched").length), 0);
    });

    test("takes another type of a column, or says why it cannot", async () => {
      await page.select("#columns > li:nth-child(2) select", "date");
      await user.see("#column-fault");
      assert.match(await user.textOf("#column-fault"), /CLV/);
      assert.equal(await page.$eval("#columns > li:nth-child(2) select", (type) => type.value), "number");
      await page.select("#columns > li:nth-child(3) select", "number");
      await user.until(() => document.querySelector("#column-fault").hidden);
      assert.match(await page.$eval("#link", (link) => decodeURIComponent(link.value)), /column=region:/);
    });

    test("takes a file that is dropped anywhere", async () => {
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        const rows = Array.from({ length: 90 }, (_, i) => `${10 * (i % 3) + (i % 7) / 7},${["a", "b", "c"][i % 3]}`);
        dataTransfer.items.add(new File([`spend,kind\n${rows.join("\n")}\n`], "dropped.csv"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
      });
      await user.until(() => document.querySelector("#table-title").textContent === "dropped.csv");
      await user.seeSegments();
      assert.match(await user.textOf("#segments-title"), /of 90 customers$/);
    });

    test("answers a broken file with a sentence and its line", async () => {
      await user.choose(broken());
      await user.see("#fault");
      assert.equal(await user.textOf("#fault-title"), "broken.csv cannot be read (line 4)");
      assert.match(await user.textOf("#fault-words"), /^Line 4: must have 3 fields.* Got 4\.$/);
      assert.equal(await page.$eval("#results", (own) => own.hidden), true);
    });

    test("reads a file of another encoding when it is told to", async () => {
      await user.choose(latin());
      await user.until(() => document.querySelector("#fault-ways button")?.textContent === "Read it as windows-1252");
      await user.click("#fault-ways button");
      await user.seeSegments();
      assert.match(await user.textOf("#profile"), /Café/);
    });

    test("ends a segmentation that is cancelled, and keeps the table", async () => {
      await user.choose(many(200_000));
      await user.see("#table");
      await user.click("#cancel");
      await user.until(() => document.querySelector("#busy").hidden);
      assert.equal(await user.textOf("#said"), "Cancelled.");
      assert.equal(await page.$eval("#results", (own) => own.hidden), true);
      assert.match(await user.textOf("#table-words"), /^200,000 customers/);
      assert.equal(await page.evaluate(() => document.activeElement.id), "run");
    });

    test("asked for nothing after it was loaded, and complained of nothing", () => {
      assert.equal(asked.length, 4);
      assert.deepEqual(complaints, []);
    });

    test("opens a link: the example, its k and its columns, and no customer", async () => {
      const server = await serveSite();
      const opened = await openPage(driven.browser, `${server.url}/playground/#table=example&k=5&column=region%3Aignore`);
      const other = person(opened.page, driven.downloads);
      await other.until(() => document.querySelectorAll("#cards > li").length === 5);
      assert.equal(await opened.page.$eval("#columns > li:nth-child(3) input", (box) => box.checked), false);
      assert.equal(await opened.page.$eval("#link", (link) => new URL(link.value).hash), "#table=example&k=5&column=region%3Aignore");
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
      await server.close();
    });
  });
}
