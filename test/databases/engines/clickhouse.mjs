import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bridgeTo, python } from "./bridge.mjs";
import { asObjects } from "./rows.mjs";

const types = { number: "Nullable(Float64)", integer: "Nullable(Int64)", text: "Nullable(String)", boolean: "Nullable(Bool)" };
const quoted = (name) => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;

/** ClickHouse as a library, chdb, in a process of Python's. */
export async function startClickhouse() {
  const folder = mkdtempSync(join(tmpdir(), "clickhouse-"));
  const bridge = bridgeTo(python, [new URL("clickhouse.py", import.meta.url).pathname, join(folder, "data")]);
  const run = async (sql) => (await bridge.ask({ sql, format: "JSONCompactEachRowWithNames" })).text;
  const query = async (sql) => {
    const [names = [], ...rows] = (await run(sql)).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
    return asObjects(names, rows);
  };
  await run("CREATE DATABASE IF NOT EXISTS tests");
  await run("USE tests");
  return {
    name: "ClickHouse",
    dialect: "clickhouse",
    casts: { decimal: "Nullable(Decimal(12, 2))", date: "Nullable(Date32)", time: "Nullable(DateTime64(3, 'UTC'))", double: "Nullable(Float64)" },
    limit: "SET max_memory_usage = 2000000000",
    version: (await query("SELECT version() AS version"))[0].version,
    query,
    tables: async () => (await query("SELECT name FROM system.tables WHERE database = 'tests' ORDER BY name")).map(({ name }) => name),
    drop: async (name) => void (await run(`DROP TABLE ${quoted(name)}`)),
    view: async (name, select) => void (await run(`CREATE VIEW ${quoted(name)} AS ${select}`)),
    dropView: async (name) => void (await run(`DROP VIEW ${quoted(name)}`)),
    async load({ name, columns }) {
      const structure = columns.map(({ type }, at) => `c${at} ${types[type]}`).join(", ");
      const file = join(folder, "rows.json");
      const lines = Array.from(columns[0].values, (_, row) => JSON.stringify(columns.map(({ values }) => values[row])));
      writeFileSync(file, lines.join("\n"));
      await run(`DROP TABLE IF EXISTS ${quoted(name)}`);
      await run(`CREATE TABLE ${quoted(name)} (${columns.map((own) => `${quoted(own.name)} ${types[own.type]}`).join(", ")}) ENGINE = MergeTree ORDER BY tuple()`);
      await run(`INSERT INTO ${quoted(name)} SELECT * FROM file('${file}', 'JSONCompactEachRow', '${structure}')`);
      rmSync(file);
    },
    async close() {
      await bridge.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
