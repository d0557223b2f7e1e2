// 200 000 customers are read, segmented and drawn while the page stays free: no task of more than 50 ms. COUNT=200000 by default.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { person } from "./person.mjs";
import { driveSite, lacking, openPage } from "./site.mjs";
import { many } from "./tables.mjs";

const mostTask = 50; // ms
const count = Number(process.env.COUNT ?? 200_000);

describe("200 000 customers", { skip: lacking("chrome") }, () => {
  const drive = driveSite("chrome");

  /** Long tasks of a run from the file to the last picture, and of a move of the slider. */
  async function longTasks(path) {
    const { page } = await openPage(drive.driven.browser, `${drive.server.url}/playground/`);
    const user = person(page, drive.driven.downloads);
    await page.evaluate(() => {
      globalThis.felt = { tasks: [], scripts: [] };
      const watch = (type, hear) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type });
      watch("longtask", ({ duration }) => felt.tasks.push(Math.round(duration)));
      watch("long-animation-frame", ({ scripts }) => felt.scripts.push(...scripts.map(({ duration }) => Math.round(duration))));
    });
    const start = performance.now();
    await user.choose(path);
    await user.seeSegments();
    const ran = performance.now() - start;
    const cut = await user.askForOneMore();
    await user.seeRefined();
    const felt = await page.evaluate(() => globalThis.felt);
    await page.close();
    return { ...felt, ran, cut };
  }

  test("leave the page free", async () => {
    const path = many(count);
    let found;
    for (let tries = 0; tries < 6; tries++) { // what else the machine does may only add to what is felt
      found = await longTasks(path);
      const took = `${(found.ran / 1000).toFixed(1)} s to segments and pictures, ${found.cut.toFixed(0)} ms to the cut of the sample's tree`;
      const longest = Math.max(0, ...found.scripts);
      console.log(`${count} customers: ${took}; long tasks: ${found.tasks.join(", ") || "none"}; longest script in a long frame: ${longest} ms`);
      if (found.tasks.length === 0 && longest <= mostTask) break;
    }
    assert.deepEqual(found.tasks, []);
    assert.deepEqual(found.scripts.filter((duration) => duration > mostTask), []);
  });
});
