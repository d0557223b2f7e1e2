import { asObjects } from "./rows.mjs";
import { startPostgresServer, typesOfPostgres as types } from "./postgres.mjs";

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const text = (value) => (value === null ? "NULL" : `E'${String(value).replaceAll("\\", "\\\\").replaceAll("'", "''")}'`);

/**
 * PostgreSQL as a distributed engine: two servers hold the rows, and a database of the first one sees them as one table, partitioned by a
 * list of a column's values over postgres_fdw. An aggregate by that column is computed where the rows are.
 */
export async function startPostgresCluster() {
  const servers = [await startPostgresServer(), await startPostgresServer()];
  const shards = await Promise.all(servers.map(({ connect }) => connect()));
  await shards[0].query("CREATE DATABASE whole");
  const client = await servers[0].connect("whole");
  const run = (sql) => client.query(sql);
  await run("CREATE EXTENSION postgres_fdw");
  await run("ALTER DATABASE whole SET enable_partitionwise_aggregate = on");
  await run("SET enable_partitionwise_aggregate = on");
  for (const [at, { port }] of servers.entries()) {
    await run(`CREATE SERVER shard${at} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '${port}', dbname 'postgres', use_remote_estimate 'true')`);
    await run(`CREATE USER MAPPING FOR CURRENT_USER SERVER shard${at} OPTIONS (user 'postgres')`);
  }
  const query = async (sql) => {
    const { fields, rows } = await client.query({ text: sql, rowMode: "array" });
    return asObjects(fields.map(({ name }) => name), rows);
  };
  return {
    name: "PostgreSQL on two servers",
    dialect: "postgres",
    version: (await query("SHOW server_version"))[0].server_version,
    servers,
    query,
    /** The plan of a query, as text. */
    plan: async (sql) => (await query(`EXPLAIN (VERBOSE, COSTS OFF) ${sql}`)).map((row) => row["QUERY PLAN"]).join("\n"),
    tables: async () => (await query("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'f') AND relnamespace = 'public'::regnamespace ORDER BY 1")).map(({ relname }) => relname),
    /** Stores a table by the values of the column `by`: the first half of them on one server, the others on the other. */
    async load({ name, columns, by }) {
      const key = columns.find((own) => own.name === by);
      const values = [...new Set(key.values)];
      const half = Math.ceil(values.length / 2);
      const parts = [values.slice(0, half), values.slice(half)];
      const structure = columns.map((own) => `${quoted(own.name)} ${types[own.type]}`).join(", ");
      await run(`CREATE TABLE ${quoted(name)} (${structure}) PARTITION BY LIST (${quoted(by)})`);
      for (const [at, own] of parts.entries()) {
        const rows = Array.from(key.values.keys()).filter((row) => own.includes(key.values[row]));
        const arrays = columns.map(({ type }, c) => `$${c + 1}::${types[type]}[]`).join(", ");
        await shards[at].query(`CREATE TABLE ${quoted(name)} (${structure})`);
        await shards[at].query(`INSERT INTO ${quoted(name)} SELECT * FROM unnest(${arrays})`, columns.map((column) => rows.map((row) => column.values[row])));
        await shards[at].query(`ANALYZE ${quoted(name)}`);
        await run(`CREATE FOREIGN TABLE ${quoted(`${name} ${at}`)} PARTITION OF ${quoted(name)} FOR VALUES IN (${own.map(text).join(", ")}) SERVER shard${at} OPTIONS (table_name ${text(name)})`);
      }
      await run(`ANALYZE ${quoted(name)}`);
    },
    async drop(name) {
      await run(`DROP TABLE ${quoted(name)}`);
      for (const shard of shards) await shard.query(`DROP TABLE ${quoted(name)}`).catch(() => undefined); // one may have been stopped
    },
    async close() {
      for (const own of [client, ...shards]) await own.end().catch(() => undefined);
      for (const server of servers) server.stop();
    },
  };
}
