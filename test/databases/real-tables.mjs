// The six real tables in an engine, by models without and with transforms: the segments are those of `predict`, row by row. Where they are
// not, the row must lie on a border (a margin below 1e-9), and is counted.
import assert from "node:assert/strict";
import { realTable, tableNames } from "../../bench/real-tables.mjs";
import { clusterSegments, predict } from "../../dist/index.js";
import { asStored, differences, scored } from "./scores.mjs";

const ways = { plain: {}, logarithms: { transform: "log1p", winsorise: [0.01, 0.99] }, roots: { transform: "sqrt", scaling: "feature" } };
const models = new Map();

/** A table with its model, made once for all engines. */
function modelOf(name, way) {
  const key = `${name} ${way}`;
  if (!models.has(key)) {
    const table = realTable(name);
    let result;
    try {
      result = clusterSegments(table, { effort: "fast", structure: false, ...ways[way] });
    } catch (error) {
      if (error.code !== "out-of-domain") throw error;
    }
    models.set(key, { table, result });
  }
  return models.get(key);
}

/** What an engine says of them: how many rows, and how many of them otherwise than `assign` says. */
export async function realTables(engine, names = tableNames) {
  const found = [];
  for (const name of names) {
    for (const way of Object.keys(ways)) {
      const { table, result } = modelOf(name, way);
      if (result === undefined) continue;
      const rows = Array.from(result.labels, (_, i) => i);
      if (way === "plain") await engine.load({ name, columns: [...asStored(table), { name: "row number", type: "integer", values: rows }] });
      const started = performance.now();
      const said = await scored(engine, result.model, { from: name, rowColumn: "row number" });
      const seconds = (performance.now() - started) / 1000;
      const { labels, nearBorder, ...others } = differences(said, result.model, table, result.model.names);
      assert.equal(labels, nearBorder, `${engine.name}: rows of ${name} (${way}) in another segment that are not on a border`);
      assert.equal(others.names, labels, `${engine.name}: names`);
      if (name === "customers") assert.deepEqual(said.map(({ segment }) => Number(segment)), Array.from(predict(result.model, table)));
      found.push({ name, way, rows: rows.length, k: result.k, labels, ...others, seconds });
    }
    await engine.drop(name);
  }
  return found;
}
