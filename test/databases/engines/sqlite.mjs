import initSqlJs from "sql.js";
import { asObjects } from "./rows.mjs";

const types = { number: "REAL", integer: "INTEGER", text: "TEXT", boolean: "INTEGER" };
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** SQLite in this process, compiled to WebAssembly, with its own mathematical functions. */
export async function startSqlite() {
  const { Database } = await initSqlJs({ useOldExtensionFunctions: false });
  const database = new Database();
  const query = async (sql) => {
    const rows = [];
    const statement = database.prepare(sql);
    const names = statement.getColumnNames();
    while (statement.step()) rows.push(statement.get());
    statement.free();
    return asObjects(names, rows);
  };
  const engine = {
    name: "SQLite",
    dialect: "sqlite",
    version: (await query("SELECT sqlite_version() AS version"))[0].version,
    /** A cell as it is stored: there are no booleans. */
    stored: (cell) => (typeof cell === "boolean" ? Number(cell) : cell),
    query,
    tables: async () => (await query("SELECT name FROM sqlite_master ORDER BY 1")).map(({ name }) => name),
    drop: async (name) => void database.run(`DROP TABLE ${quoted(name)}`),
    async load({ name, columns }) {
      database.run(`DROP TABLE IF EXISTS ${quoted(name)}`);
      database.run(`CREATE TABLE ${quoted(name)} (${columns.map((own) => `${quoted(own.name)} ${types[own.type]}`).join(", ")})`);
      database.run("BEGIN");
      const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (${columns.map(() => "?").join(", ")})`);
      for (let row = 0; row < columns[0].values.length; row++) {
        insert.run(columns.map(({ values }) => engine.stored(values[row])));
      }
      insert.free();
      database.run("COMMIT");
    },
    close: async () => database.close(),
  };
  return engine;
}
