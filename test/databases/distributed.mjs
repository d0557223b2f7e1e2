// Engines of several machines, as processes on this one: what is computed where, and what happens when a part of them is gone.
import assert from "node:assert/strict";
import { assign, clusterSegments } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";
import { randomOf } from "./random.mjs";

/** Customers with a region that they can be partitioned by. */
function customers(count, seed = 3) {
  const random = randomOf(seed);
  const regions = ["north", "south", "east", "it's", "west"];
  const rows = Array.from({ length: count }, () => ({ spend: Math.round(random() * random() * 1e5) / 100, visits: Math.floor(random() * 30), region: regions[Math.floor(random() * regions.length)] }));
  const column = (name, type) => ({ name, type, values: rows.map((row) => row[name]) });
  const columns = [{ name: "id", type: "integer", values: rows.map((_, i) => i) }, column("spend", "number"), column("visits", "integer"), column("region", "text")];
  const { model } = clusterSegments(rows, { k: 4, structure: false, effort: "fast", columns: { spend: { type: "number", transform: "log1p" } } });
  return { rows, columns, model };
}

async function scoredRight(engine, { rows, model }, from) {
  const said = await engine.query(scoreSql(model, { from, dialect: engine.dialect, columns: ["id"] }));
  said.sort((a, b) => Number(a.id) - Number(b.id));
  assert.deepEqual(said.map(({ segment }) => Number(segment)), Array.from(assign(model, rows).labels));
}

/** Two servers of PostgreSQL: the aggregate is in the foreign scans, rows are scored right, and a server that is gone is an error. */
export async function overTwoServers(engine) {
  const made = customers(2000);
  await engine.load({ name: "customers", columns: made.columns, by: "region" });
  const byRegion = 'SELECT region, COUNT(*) AS n, SUM(spend) AS spend FROM customers GROUP BY region';
  const plan = await engine.plan(byRegion);
  assert.equal(plan.match(/Foreign Scan\n\s+Output: .*\n\s+Relations: Aggregate on/g)?.length, 2, plan);
  assert.equal(plan.match(/Remote SQL: SELECT .*count\(\*\).* GROUP BY/g)?.length, 2, plan);
  const found = await engine.query(byRegion);
  for (const { region, n } of found) assert.equal(Number(n), made.rows.filter((row) => row.region === region).length);
  await scoredRight(engine, made, "customers");
  engine.servers[1].stop("immediate");
  await assert.rejects(() => engine.query(byRegion), /could not connect|server closed the connection|terminating connection/);
  return { rows: made.rows.length, shards: 2 };
}

/** A cluster of Spark of which a worker ends while it works: the answer is right all the same. */
export async function withoutWorker(engine) {
  const made = customers(2000);
  await engine.load({ name: "customers", columns: made.columns });
  await scoredRight(engine, made, "customers");
  const [first] = engine.cluster.workers;
  const under = scoredRight(engine, made, "customers");
  first.kill("SIGKILL");
  const outcome = await under.then(() => "right", (error) => String(error.message).split("\n")[0]);
  assert.match(outcome, /^right$|worker|executor|lost/i);
  await scoredRight(engine, made, "customers");
  return { rows: made.rows.length, duringTheEnd: outcome, after: "right" };
}
