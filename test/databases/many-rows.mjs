// Scores more rows than an engine takes at once, in bounded memory: an engine may compute what a later query mentions again and again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { clusterSegments, parseCsv, predict } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";
import { asStored } from "./scores.mjs";

const times = 50;

/** The customers of the examples, many times over: how many rows each segment has, asked of the SELECT and of a view with a condition. */
export async function manyRows(engine) {
  const { id: _, ...table } = parseCsv(readFileSync(new URL("../../examples/customers.csv", import.meta.url), "utf8"));
  const { model, k } = clusterSegments(table, { k: 4, effort: "fast", structure: false });
  const labels = predict(model, table);
  await engine.load({ name: "customers", columns: asStored(table) });
  await engine.load({ name: "copies", columns: [{ name: "copy", type: "integer", values: Array.from({ length: times }, (_, i) => i) }] });
  await engine.view("many", "SELECT customers.* FROM customers CROSS JOIN copies");
  const select = scoreSql(model, { from: "many", dialect: engine.dialect, columns: [] });
  await engine.view("scored", select);
  await engine.query(engine.limit);
  const found = await engine.query(`SELECT segment, COUNT(*) AS n, MAX(margin) AS margin FROM (\n${select}\n) AS placed GROUP BY segment`);
  for (let s = 0; s < k; s++) {
    const size = times * labels.filter((label) => label === s).length;
    assert.equal(Number(found.find(({ segment }) => Number(segment) === s).n), size);
    const [{ n }] = await engine.query(`SELECT COUNT(*) AS n FROM scored WHERE segment = ${s} AND distance >= 0`);
    assert.equal(Number(n), size);
  }
  for (const view of ["scored", "many"]) await engine.dropView(view);
  for (const name of ["customers", "copies"]) await engine.drop(name);
  return { rows: times * labels.length, limit: engine.limit };
}
