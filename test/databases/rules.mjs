// Holds the SQL of `explain` against the tree that it is made of, in SQLite: on random tables with hostile names and cells, and on every row
// of the six real tables, where ../shared/data is there. After npm run build in the project's root.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import initSqlJs from "sql.js";
import { realTable, tableNames } from "../../bench/real-tables.mjs";
import { clusterSegments } from "../../dist/index.js";
import { explain, placeByRules } from "../../dist/insight.js";

const { Database } = await initSqlJs({ useOldExtensionFunctions: false });
const database = new Database();

/** A stream of numbers from 0 to below 1. */
function randomOf(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const isNone = (cell) => cell === undefined || Number.isNaN(cell);

/** Stores a table as it is, without types. */
function store(names, rows) {
  database.run("DROP TABLE IF EXISTS t");
  database.run(`CREATE TABLE t (${names.map(quoted).join(", ")})`);
  database.run("BEGIN");
  const insert = database.prepare(`INSERT INTO t VALUES (${names.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run(row.map((cell) => (isNone(cell) ? null : cell)));
  insert.free();
  database.run("COMMIT");
}

function column(query) {
  const values = [];
  const statement = database.prepare(query);
  while (statement.step()) values.push(statement.get()[0]);
  statement.free();
  return values;
}

/** Asserts that the expression and the predicates place each row of the stored table as they should. */
function compare(found, expected, what) {
  assert.deepEqual(column(`SELECT ${found.sql} FROM t ORDER BY rowid`), expected, `${what}: CASE\n${found.sql}`);
  const placed = new Array(expected.length).fill(undefined);
  found.segments.forEach(({ segment, sql }) => {
    for (const id of column(`SELECT rowid FROM t WHERE ${sql}`)) {
      assert.equal(placed[id - 1], undefined, `${what}: two predicates pick row ${id - 1}\n${sql}`);
      placed[id - 1] = segment;
    }
  });
  assert.deepEqual(placed, expected, `${what}: WHERE`);
}

const names = [
  "__proto__", "constructor", '"; DROP TABLE t; --', "it's", "`a`\\", "[b]]", "a\nb", "${x}", "</script>", "🧁 größe", "rowid'", "null", "\u2028", "visits < 3 or 1 = 1",
];
const levels = ["Web", "it's", '"', "\\", "\\'; --", "a\nb", "a\u0000b", "`", "\u2028", "🧁", "x, 'y'", "' OR 1 = 1 --", "-5", "0012", "%", " blanks ", "NULL?"];
const day = (number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** What columns hold: a cell, how it is read, and two cells that stand in every table. */
const kinds = [
  { cell: (r) => Math.floor(r() * 2000 - 1000) / 8, spec: { type: "number" }, first: [1, 2] },
  { cell: (r) => Math.floor(r() * 10), spec: { type: "number" }, first: [1, 2] },
  { cell: (r) => (r() < 0.2 ? -999 : (r() - 0.5) * 1e9), spec: { type: "number" }, first: [1, 2] },
  { cell: (r) => levels[Math.floor(r() * levels.length)], spec: { type: "category" }, first: ["Web", "it's"] },
  { cell: (r) => [1, 2, 3, 7][Math.floor(r() * 4)], spec: { type: "category" }, first: [1, 2] },
  { cell: (r) => ["yes", "no", "y", "N", "n/a"][Math.floor(r() * 5)], spec: { type: "boolean" }, first: ["yes", "no"] },
  { cell: (r) => r() < 0.5, spec: { type: "boolean" }, first: [true, false] },
  { cell: (r) => ["S", "M", "L", "XL", "n/a"][Math.floor(r() * 5)], spec: { type: "ordered", order: ["S", "M", "L", "XL"] }, first: ["S", "M"] },
  { cell: (r) => day(19000 + Math.floor(r() * 900)), spec: { type: "date" }, first: ["2022-05-05", "2023-05-05"] },
];
const gaps = [null, undefined, NaN, "", "  "];

/** A table with random segments, some rows of which have none. */
function randomTable(seed) {
  const random = randomOf(seed);
  const chosen = names.filter(() => random() < 0.25);
  const columns = (chosen.length > 0 ? chosen : names.slice(0, 1)).map((name) => ({ name, ...kinds[Math.floor(random() * kinds.length)] }));
  const n = 4 + Math.floor(random() * 60);
  const cellOf = ({ cell, spec }) => {
    if (random() > 0.15) return cell(random);
    return gaps[Math.floor(random() * (spec.type === "number" ? 3 : gaps.length))]; // a column of numbers holds no text in a database
  };
  const rows = [0, 1].map((at) => columns.map(({ first }) => first[at]));
  for (let i = 0; i < n; i++) rows.push(columns.map(cellOf));
  const features = columns.map(({ name, spec }) => ({ column: name, ...spec }));
  const table = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  const result = clusterSegments(table, { features, k: 2, effort: "fast", structure: false, missingWords: ["-999", "n/a"] });
  const labels = Int32Array.from(result.labels, (label, row) => (random() < 0.5 ? label : row < 2 ? row : Math.floor(random() * 3) - 1));
  return { names: columns.map(({ name }) => name), rows, table, result: { ...result, labels } };
}

const tables = 400;
let nodes = 0;
for (let seed = 1; seed <= tables; seed++) {
  const { names: own, rows, table, result } = randomTable(seed);
  const found = explain(result, table, { folds: 3, maxLeaves: 8 });
  store(own, rows);
  compare(found, Array.from(placeByRules(found, table)), `table ${seed}`);
  nodes += found.nodes.length;
}
console.log(`${tables} random tables with hostile names: SQLite places every row as the tree does (${nodes} nodes)`);
assert.ok(nodes > 3 * tables, "the trees must ask something");

if (existsSync(new URL("../../../shared/data", import.meta.url))) {
  for (const name of tableNames) {
    const table = realTable(name);
    const result = clusterSegments(table, { effort: "fast", structure: false });
    const found = explain(result, table);
    const own = Object.keys(table);
    store(own, Array.from(result.labels, (_, row) => own.map((column) => table[column][row])));
    compare(found, Array.from(found.placed), name);
    console.log(`${name}: ${result.labels.length} rows, ${found.leaves} leaves, all placed alike`);
  }
} else {
  console.log("skipped: the six real tables, ../shared/data is not there");
}
