// The segments that stand in the database are those that `predict` and `assign` give the same rows in memory, and the numbers agree.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assign, clusterSegments, parseCsv } from "../../dist/index.js";
import { bundled, connect, load, segment } from "./segments.mjs";

const { path, options } = bundled();
const table = parseCsv(readFileSync(path, "utf8"));
const duckdb = await connect();
await load(duckdb, path);
const before = await duckdb.query("SELECT * FROM customers ORDER BY customer");
const result = await segment(duckdb, options);
const rows = await duckdb.query("SELECT * FROM customer_segments ORDER BY customer");

const { labels, distance, margin } = assign(result.model, table);
assert.equal(rows.length, labels.length);
rows.forEach((row, i) => {
  const found = [Number(row.customer), Number(row.segment), row.segment_name, row.distance, row.margin];
  assert.deepEqual(found, [i + 1, labels[i], result.segments[labels[i]].name, distance[i], margin[i]]);
});
result.segments.forEach(({ size }, s) => assert.equal(size, labels.filter((label) => label === s).length));
assert.deepEqual(await duckdb.query("SELECT * FROM customers ORDER BY customer"), before, "the customers stay as they were");
duckdb.connection.closeSync();

const memory = clusterSegments(table, { ...options, k: result.k });
const apart = result.inertia / memory.inertia - 1;
assert.ok(Math.abs(apart) < 1e-3, `the inertia is ${apart} apart from that in memory`);

const printed = execFileSync(process.execPath, [fileURLToPath(new URL("segments.mjs", import.meta.url))], { encoding: "utf8" });
assert.match(printed, new RegExp(`^${labels.length} customers in \\d+ cells\\n`));
for (const { name } of result.segments) assert.ok(printed.includes(name), name);
console.log(`${rows.length} customers in ${result.k} segments: all labels, distances and margins are those of assign; inertia ${apart.toExponential(1)} apart from memory`);
