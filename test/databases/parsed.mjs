// The SQL of every dialect by an independent parser, sqlglot: it is one SELECT, in which all names and texts are what was meant. For
// BigQuery and Snowflake, which cannot run here, this is what stands for an engine.
import assert from "node:assert/strict";
import { clusterSegments, InputError } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";
import { bridgeTo, python } from "./engines/bridge.mjs";
import { hostileCase, sayable } from "./hostile-names.mjs";
import { randomCase, randomOf } from "./random.mjs";

/** Starts the parser; `parse` gives what stands in the SQL of a dialect. */
export function startParser() {
  const bridge = bridgeTo(python, [new URL("parse.py", import.meta.url).pathname]);
  return { parse: (sql, dialect) => bridge.ask({ sql, dialect }), close: bridge.close };
}

/** Parses models of random tables, and of tables under hostile names, as written for a dialect. */
export async function parsed(parser, dialect, count, seed = 1) {
  const found = { models: 0, names: 0 };
  for (let own = seed; found.models < count; own++) {
    const { train, options } = randomCase(own);
    try {
      const { model } = clusterSegments(train, options);
      const said = await parser.parse(scoreSql(model, { from: ["a b", "t"], dialect, columns: ["id"] }), dialect);
      assert.deepEqual([said.statements, said.kind, said.others], [1, "Select", []], `${dialect}, table ${own}`);
      found.models++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  const random = randomOf(seed);
  const { name: isSayable, text } = sayable(dialect, { name: 0, text: 0 });
  const hasNoPoints = (name) => dialect !== "bigquery" || !name.includes("."); // its columns cannot have any, and its quoted tables are paths
  const isFine = { name: (name) => hasNoPoints(name) && isSayable(name), text };
  while (found.names < 20 * count) {
    const { table, id, columns, source, options, names } = hostileCase(random, isFine);
    const { model } = clusterSegments(source, options);
    const said = await parser.parse(scoreSql(model, { from: ["a b", table], dialect, columns: [id] }), dialect);
    assert.deepEqual([said.statements, said.kind, said.others], [1, "Select", []]);
    const [path] = said.tables.filter((parts) => parts.length > 1);
    assert.deepEqual(path, ["a b", table]);
    assert.deepEqual(said.columns, [...new Set([id, ...columns])].sort());
    assert.deepEqual(said.outputs, [id, "segment", "segment_name", "distance", "margin"]);
    const texts = new Set(said.texts);
    const meant = [...model.names, ...model.features.flatMap((feature) => feature.levels ?? [])];
    assert.deepEqual(meant.filter((text) => !texts.has(text)), [], dialect);
    found.names += names;
  }
  return found;
}
