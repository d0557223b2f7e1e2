// Segments a table inside an engine, and holds the segments against those of `clusterSegments` in memory.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { clusterSegments, parseCsv, predict } from "../../dist/index.js";
import { segmentInDatabase } from "../../dist/sql.js";
import { asStored } from "./scores.mjs";

const options = { effort: "fast", structure: false };

/** How the segments of a table that an engine holds differ from those in memory: in k, in inertia, in labels after exact passes. */
async function segmentsBeside(engine, from, table, more = {}) {
  const memory = clusterSegments(table, options);
  const asked = { query: engine.query, from, dialect: engine.dialect, ...options, ...more };
  const { k } = await segmentInDatabase(asked); // chosen by the rows that are drawn, in their order
  const found = await segmentInDatabase({ ...asked, k: memory.k });
  const exact = await segmentInDatabase({ ...asked, passes: 50, k: memory.k });
  const labels = predict(exact.model, table);
  assert.equal(found.rows, memory.labels.length);
  assert.equal(found.segments.reduce((sum, { size }) => sum + size, 0), found.rows);
  exact.segments.forEach(({ size }, s) => assert.equal(size, labels.filter((label) => label === s).length));
  return {
    k: [k, memory.k],
    cells: found.cells.count,
    inertia: found.inertia / memory.inertia - 1,
    exact: exact.inertia / memory.inertia - 1,
    labels: labels.filter((label, i) => label !== memory.labels[i]).length,
    medians: exact.segments.map(({ medians }, s) => (medians === undefined ? undefined : JSON.stringify(medians) === JSON.stringify(memory.segments[s].medians))),
  };
}

/** A run, and what the database answered to each of its queries: sums of another run may differ in the last digit. */
async function recorded(asked) {
  const answers = new Map();
  const query = async (sql) => {
    const rows = await asked.query(sql);
    answers.set(sql, rows);
    return rows;
  };
  return [await segmentInDatabase({ ...asked, query }), answers];
}

/** What cannot be: each is an error that says so, with the SQL where the database complains. And what may be: counts as text, groups in any order. */
async function answersOf(engine, from, features, isSlow) {
  const asked = { query: engine.query, from, dialect: engine.dialect, features, ...options };
  const rejects = async (change, expected) => assert.rejects(segmentInDatabase({ ...asked, ...change }), expected);
  await rejects({ from: `no ${from}` }, (error) => error.name !== "InputError" && error.sql.startsWith("SELECT"));
  await rejects({ features: ["no such column"] }, (error) => typeof error.sql === "string");
  if (isSlow) return;
  await rejects({ query: async () => { throw new Error("permission denied"); } }, (error) => error.message === "permission denied" && error.sql !== undefined);
  const answering = (stage, change) => ({ query: async (sql) => (stage.test(sql) ? change(await engine.query(sql)) : engine.query(sql)) });
  const without = (name) => (rows) => rows.map(({ [name]: _, ...row }) => row);
  await rejects(answering(/^SELECT COUNT/, without("all_rows")), { code: "not-an-answer" });
  await rejects(answering(/^SELECT COUNT/, (rows) => rows.map((row) => ({ ...row, all_rows: "many" }))), { code: "not-an-answer" });
  await rejects(answering(/^SELECT value/, (rows) => rows.slice(1)), { code: "source-changed" });
  await rejects(answering(/^SELECT k/, (rows) => rows.slice(1)), { code: "source-changed" });
  await rejects(answering(/^SELECT segment,/, (rows) => rows.slice(1)), { code: "source-changed" });
  await rejects(answering(/^SELECT segment_source/, () => []), { code: "no-rows" });
  const [first, answers] = await recorded(asked);
  const asText = (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, typeof cell === "number" ? String(cell) : cell])));
  const isCounted = (sql) => !sql.startsWith("SELECT segment_source"); // the rows that are drawn are cells of the table itself, in their order
  const replayed = (change) => segmentInDatabase({ ...asked, query: async (sql) => (isCounted(sql) ? change(answers.get(sql)) : answers.get(sql)) });
  assert.deepEqual(await replayed(asText), first);
  assert.deepEqual(await replayed((rows) => rows.toReversed()), first); // databases give groups in any order
}

/**
 * The customers of the examples: with the usual cells the segments are those in memory, with few of them nearly so after exact passes. An
 * engine that takes seconds for each query, however small, is asked for the former only, and for two of the errors.
 */
export async function customersInside(engine, isSlow) {
  const csv = parseCsv(readFileSync(new URL("../../examples/customers.csv", import.meta.url), "utf8"));
  const { id: _, ...table } = csv;
  await engine.load({ name: "customers", columns: asStored(table) });
  const usual = await segmentsBeside(engine, "customers", table);
  const few = isSlow ? undefined : await segmentsBeside(engine, "customers", table, { cells: 500 });
  await answersOf(engine, "customers", Object.keys(table), isSlow);
  await engine.drop("customers");
  assert.equal(...usual.k);
  assert.ok(Math.abs(usual.inertia) < 1e-9 && usual.labels === 0, JSON.stringify(usual));
  assert.ok(usual.medians.every((same) => same !== false), JSON.stringify(usual));
  assert.ok(few === undefined || few.exact < 1e-4, JSON.stringify(few));
  return { usual, few };
}
