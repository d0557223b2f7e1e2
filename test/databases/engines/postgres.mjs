import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.mjs";
import { asObjects } from "./rows.mjs";

/** What a column is in PostgreSQL. */
export const typesOfPostgres = { number: "DOUBLE PRECISION", integer: "BIGINT", text: "TEXT", boolean: "BOOLEAN" };
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Where Debian puts the programs of the newest PostgreSQL that is installed; undefined where none is. */
export function postgresPrograms() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
}

/** Runs a program as the user of Debian's PostgreSQL, which must not be root. */
function runAs(user, program, words) {
  const isRoot = process.getuid() === 0;
  const [command, all] = isRoot ? ["runuser", ["-u", user, "--", program, ...words]] : [program, words];
  return execFileSync(command, all, { cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
}

/** A server of PostgreSQL on loopback with a folder of its own. */
export async function startPostgresServer(settings = []) {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const user = "postgres";
  if (process.getuid() === 0) {
    const [uid, gid] = ["-u", "-g"].map((word) => Number(execFileSync("id", [word, user], { encoding: "utf8" })));
    chownSync(folder, uid, gid);
  }
  const data = join(folder, "data");
  runAs(user, join(programs, "initdb"), ["-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
  const port = await freePort();
  const options = [`-p ${port}`, "-h 127.0.0.1", `-k ${folder}`, "-F", ...settings.map((setting) => `-c ${setting}`)].join(" ");
  runAs(user, join(programs, "pg_ctl"), ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
  let isStopped = false;
  const stop = (mode) => {
    if (isStopped) return;
    isStopped = true;
    process.off("exit", stop);
    runAs(user, join(programs, "pg_ctl"), ["-D", data, "-w", "-m", mode === "immediate" ? mode : "fast", "stop"]);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", stop);
  return {
    port,
    connect: async (database = "postgres") => {
      const client = new pg.Client({ host: "127.0.0.1", port, user, database });
      client.on("error", () => undefined); // a server that is stopped is seen by the next query
      await client.connect();
      return client;
    },
    stop,
  };
}

/** PostgreSQL as an engine of the tests. */
export async function startPostgres() {
  const server = await startPostgresServer();
  const client = await server.connect();
  const query = async (text) => {
    const { fields, rows } = await client.query({ text, rowMode: "array" });
    return asObjects(fields.map(({ name }) => name), rows);
  };
  return {
    name: "PostgreSQL",
    dialect: "postgres",
    casts: { decimal: "NUMERIC(12, 2)", date: "DATE", time: "TIMESTAMP", double: "DOUBLE PRECISION" },
    version: (await query("SHOW server_version"))[0].server_version,
    query,
    tables: async () => (await query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(({ tablename }) => tablename),
    drop: async (name) => void (await client.query(`DROP TABLE ${quoted(name)}`)),
    view: async (name, select) => void (await client.query(`CREATE VIEW ${quoted(name)} AS ${select}`)),
    dropView: async (name) => void (await client.query(`DROP VIEW ${quoted(name)}`)),
    async load({ name, columns }) {
      await client.query(`DROP TABLE IF EXISTS ${quoted(name)}`);
      await client.query(`CREATE TABLE ${quoted(name)} (${columns.map((own) => `${quoted(own.name)} ${typesOfPostgres[own.type]}`).join(", ")})`);
      const arrays = columns.map(({ type }, at) => `$${at + 1}::${typesOfPostgres[type]}[]`).join(", ");
      await client.query(`INSERT INTO ${quoted(name)} SELECT * FROM unnest(${arrays})`, columns.map(({ values }) => Array.from(values)));
    },
    async close() {
      await client.end();
      server.stop();
    },
  };
}
