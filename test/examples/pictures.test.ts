import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isLong } from "../long-runs.ts";
import { descriptionOf, faultsOf } from "../plot/geometry.ts";

// node examples/pictures.mjs docs/images draws them anew, after npm run build
const committed = "docs/images";

/** The pictures that the script draws, by name. */
function draw(...args: readonly string[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    execFileSync(process.execPath, ["examples/pictures.mjs", folder, ...args]);
    return Object.fromEntries(readdirSync(folder).sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.runIf(isLong)("the pictures of the docs are drawn again byte by byte, and have no fault (in test/long)", { timeout: 120_000 }, () => {
  const drawn = draw();
  expect(readdirSync(committed).sort()).toEqual(Object.keys(drawn));
  for (const [file, svg] of Object.entries(drawn)) {
    expect(svg === readFileSync(join(committed, file), "utf8"), `${file} is as committed`).toBe(true);
    expect(faultsOf(svg), file).toEqual([]);
  }
});

const real = "../shared/data/customers.csv";

test.skipIf(!existsSync(real) || !isLong)("the five pictures of the published analysis can be drawn of its table, for a page and a phone (in test/long)", { timeout: 120_000 }, () => {
  for (const width of ["720", "360"]) {
    const drawn = draw(real, width);
    for (const [file, svg] of Object.entries(drawn)) expect(faultsOf(svg), file).toEqual([]);
    expect(descriptionOf(drawn["dendrogram.svg"])).toContain("tree (dendrogram) of 3,834 rows");
    expect(descriptionOf(drawn["dendrogram.svg"])).toContain("falls into 8 clusters");
    expect(descriptionOf(drawn["elbow.svg"])).toContain("8 segments were chosen");
    expect(descriptionOf(drawn["scatter.svg"])).toContain("109 rows without one of the two are left out");
    expect(descriptionOf(drawn["correlations.svg"])).toContain("-0.27, between CLV and region");
  }
});
