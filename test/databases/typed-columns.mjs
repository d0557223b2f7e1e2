// What a database's own types hold: decimals, dates, times, NaN, yes and no, codes as doubles; and what is made of the SELECT.
import assert from "node:assert/strict";
import { assign, clusterSegments } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";
import { randomOf } from "./random.mjs";

const count = 200;
const nan = 12_345; // stands for NaN until a view makes it that
const iso = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

function rowsOf(random) {
  return Array.from({ length: count }, () => {
    const day = 18_000 + Math.floor(random() * 2000);
    return {
      amount: Math.round(random() * 100_000) / 100,
      ratio: random() < 0.1 ? nan : random() * 10,
      since: random() < 0.1 ? null : iso(day),
      seen: `${iso(day + 100)} ${String(Math.floor(random() * 24)).padStart(2, "0")}:30:00`,
      code: [1, 2, 3.5, nan][Math.floor(random() * 3.3)],
      flag: random() < 0.5,
    };
  });
}

/** Scores a view with such columns, and a view of the SELECT. */
export async function typedColumns(engine) {
  const rows = rowsOf(randomOf(7));
  const types = { amount: "text", ratio: "number", since: "text", seen: "text", code: "number", flag: "boolean" };
  const columns = Object.entries(types).map(([name, type]) => ({ name, type, values: rows.map((row) => (type === "text" && row[name] !== null ? String(row[name]) : row[name])) }));
  await engine.load({ name: "stored", columns: [{ name: "id", type: "integer", values: rows.map((_, i) => i) }, ...columns] });
  const { decimal, date, time, double } = engine.casts;
  const orNan = (name) => `CASE WHEN ${name} = ${nan} THEN CAST('NaN' AS ${double}) ELSE ${name} END AS ${name}`;
  await engine.view("typed", `SELECT id, CAST(amount AS ${decimal}) AS amount, ${orNan("ratio")}, CAST(since AS ${date}) AS since, CAST(seen AS ${time}) AS seen, ${orNan("code")}, flag FROM stored`);

  const known = rows.map((row) => ({
    ...row,
    ratio: row.ratio === nan ? NaN : row.ratio,
    code: row.code === nan ? NaN : row.code,
    since: row.since === null ? null : new Date(`${row.since}T00:00:00Z`),
    seen: new Date(`${row.seen.replace(" ", "T")}Z`),
  }));
  const features = [
    { column: "amount", type: "number", transform: "log1p" }, { column: "ratio", type: "number" }, { column: "since", type: "date" },
    { column: "seen", type: "date" }, { column: "code", type: "category" }, { column: "flag", type: "boolean" },
  ];
  const { model } = clusterSegments(known, { features, k: 4, structure: false, effort: "fast" });
  const sql = scoreSql(model, { from: "typed", dialect: engine.dialect, columns: ["id"] });
  const said = (await engine.query(sql)).sort((a, b) => Number(a.id) - Number(b.id));
  const { labels, distance, margin } = assign(model, known);
  assert.deepEqual(said.map(({ segment }) => Number(segment)), Array.from(labels));
  assert.deepEqual(said.map((row) => row.distance), Array.from(distance));
  assert.deepEqual(said.map((row) => row.margin), Array.from(margin));

  await engine.view("scored", sql);
  const sizes = await engine.query("SELECT segment, segment_name, COUNT(*) AS n, MIN(margin) AS least FROM scored GROUP BY segment, segment_name ORDER BY segment");
  assert.deepEqual(sizes.map(({ segment_name: name, n }) => [name, Number(n)]), model.names.map((name, s) => [name, labels.filter((label) => label === s).length]));

  const one = clusterSegments(known, { features: [features[0]], k: 1, structure: false });
  const alone = await engine.query(scoreSql(one, { from: "typed", dialect: engine.dialect, columns: [] }));
  assert.ok(alone.every((row) => Number(row.segment) === 0 && row.margin === null && row.distance > 0));
  for (const view of ["scored", "typed"]) await engine.dropView(view);
  await engine.drop("stored");
  return { rows: count };
}
