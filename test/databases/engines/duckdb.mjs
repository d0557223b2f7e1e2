import { DuckDBInstance } from "@duckdb/node-api";
import { asObjects } from "./rows.mjs";

const types = { number: "DOUBLE", integer: "BIGINT", text: "VARCHAR", boolean: "BOOLEAN", date: "DATE" };
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** DuckDB in this process; `path` is a file, or nothing for memory. */
export async function startDuckdb(path = ":memory:") {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  return {
    name: "DuckDB",
    dialect: "duckdb",
    casts: { decimal: "DECIMAL(12, 2)", date: "DATE", time: "TIMESTAMP", double: "DOUBLE" },
    version: (await connection.runAndReadAll("SELECT version()")).getRows()[0][0],
    query: async (sql) => {
      const read = await connection.runAndReadAll(sql);
      return asObjects(read.columnNames(), read.getRowsJS());
    },
    tables: async () => (await connection.runAndReadAll("SELECT table_name FROM information_schema.tables ORDER BY 1")).getRows().map(([name]) => name),
    drop: async (name) => void (await connection.run(`DROP TABLE ${quoted(name)}`)),
    view: async (name, select) => void (await connection.run(`CREATE VIEW ${quoted(name)} AS ${select}`)),
    dropView: async (name) => void (await connection.run(`DROP VIEW ${quoted(name)}`)),
    async load({ name, columns }) {
      await connection.run(`CREATE OR REPLACE TABLE ${quoted(name)} (${columns.map((own) => `${quoted(own.name)} ${types[own.type]}`).join(", ")})`);
      const appender = await connection.createAppender(name);
      const append = {
        number: (value) => appender.appendDouble(value),
        integer: (value) => appender.appendBigInt(BigInt(value)),
        text: (value) => appender.appendVarchar(value),
        boolean: (value) => appender.appendBoolean(value),
      };
      const dates = columns.filter(({ type }) => type === "date");
      if (dates.length > 0) throw new Error("load dates as text, and cast them by a view");
      for (let row = 0; row < columns[0].values.length; row++) {
        for (const { type, values } of columns) {
          if (values[row] === null) appender.appendNull();
          else append[type](values[row]);
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    close: async () => connection.closeSync(),
  };
}
