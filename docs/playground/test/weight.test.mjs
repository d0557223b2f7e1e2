// What a visitor loads: less than 200 kB as servers send it, but for the example customers, and nothing from elsewhere.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { site } from "./site.mjs";

const folder = join(site, "playground");
const data = "customers.js";
const most = 200_000; // bytes

test("the playground weighs less than 200 kB, compressed", () => {
  const weights = readdirSync(folder).filter((file) => file !== data).map((file) => [file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length]);
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  console.log(`${weights.map(([file, weight]) => `${file} ${weight}`).join(", ")}: ${sum} bytes`);
  assert.ok(sum < most, `${sum} bytes`);
});

test("its policy allows no connection, and it names no other site", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
  assert.doesNotMatch(page + readFileSync(join(folder, "style.css"), "utf8"), /https?:\/\//);
});
