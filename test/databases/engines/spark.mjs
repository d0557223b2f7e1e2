import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bridgeTo, python } from "./bridge.mjs";
import { freePort } from "./free-port.mjs";
import { asObjects } from "./rows.mjs";

const types = { number: "DOUBLE", integer: "BIGINT", text: "STRING", boolean: "BOOLEAN" };
const quoted = (name) => `\`${name.replaceAll("`", "``")}\``;
const settings = {
  "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4",
  "spark.executor.memory": "1g", "spark.driver.memory": "1g", "spark.sql.session.timeZone": "UTC", "spark.ui.showConsoleProgress": "false",
};

/** Where pip put Spark; undefined where it did not. */
function sparkHome() {
  const root = new URL("../venv/lib", import.meta.url).pathname;
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions.map((version) => join(root, version, "site-packages/pyspark")).find((folder) => existsSync(folder));
}

/** Why Spark cannot run here; undefined where it can. */
export function whyNoSpark() {
  if (sparkHome() === undefined) return "pyspark is not installed";
  try {
    execFileSync("java", ["-version"], { stdio: "ignore" });
  } catch {
    return "there is no Java";
  }
  return undefined;
}

/** A standalone cluster on loopback: one master, and `workers` workers with a core each, as processes that can be ended by themselves. */
export async function startSparkCluster(workers = 2, memory = "2g") {
  const home = sparkHome();
  const folder = mkdtempSync(join(tmpdir(), "spark-"));
  const env = { ...process.env, SPARK_HOME: home, SPARK_LOCAL_IP: "127.0.0.1", SPARK_DAEMON_MEMORY: "512m", SPARK_NO_DAEMONIZE: "1" };
  const port = await freePort();
  const master = `spark://127.0.0.1:${port}`;
  const start = (name, words) => new Promise((resolve, reject) => {
    const child = spawn(join(home, "bin/spark-class"), [`org.apache.spark.deploy.${name}`, ...words], { env, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    process.on("exit", () => child.kill());
    let said = "";
    child.stderr.on("data", (data) => {
      said = (said + data).slice(-4000);
      if (/I have been elected leader|Successfully registered with master/.test(said)) resolve(child);
    });
    child.on("exit", (code) => reject(new Error(`Spark's ${name} ended with ${code}\n${said}`)));
  });
  const webPort = async () => ["--webui-port", String(await freePort())];
  const worker = async (i) => {
    const words = ["--host", "127.0.0.1", "--cores", "1", "--memory", memory, "--work-dir", join(folder, `work${i}`), ...(await webPort()), master];
    return start("worker.Worker", words);
  };
  const first = await start("master.Master", ["--host", "127.0.0.1", "--port", String(port), ...(await webPort())]);
  const all = [first, ...(await Promise.all(Array.from({ length: workers }, (_, i) => worker(i))))];
  return {
    master,
    folder,
    env,
    workers: all.slice(1),
    stop: async () => {
      await Promise.all(all.reverse().map((child) => new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", resolve);
        child.kill();
      })));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Spark as an engine of the tests: a session of PySpark on a cluster. */
export async function startSpark(more = {}) {
  const cluster = await startSparkCluster();
  const words = [new URL("spark.py", import.meta.url).pathname, cluster.master, JSON.stringify({ ...settings, "spark.sql.warehouse.dir": join(cluster.folder, "warehouse"), ...more })];
  const bridge = bridgeTo(python, words, { env: cluster.env, cwd: cluster.folder });
  const query = async (sql) => {
    const { columns, rows } = await bridge.ask({ sql });
    return asObjects(columns, rows);
  };
  return {
    name: "Spark",
    dialect: "spark",
    casts: { decimal: "DECIMAL(12, 2)", date: "DATE", time: "TIMESTAMP", double: "DOUBLE" },
    version: (await query("SELECT version() AS version"))[0].version,
    cluster,
    query,
    tables: async () => (await query("SHOW TABLES")).map(({ tableName }) => tableName).sort(),
    drop: async (name) => void (await query(`DROP VIEW ${quoted(name)}`)),
    view: async (name, select) => void (await query(`CREATE TEMPORARY VIEW ${quoted(name)} AS ${select}`)),
    dropView: async (name) => void (await query(`DROP VIEW ${quoted(name)}`)),
    async load({ name, columns }) {
      const file = join(mkdtempSync(join(cluster.folder, "rows-")), "rows.json");
      const lines = Array.from(columns[0].values, (_, row) => JSON.stringify(Object.fromEntries(columns.map((own) => [own.name, own.values[row]]))));
      writeFileSync(file, lines.join("\n"));
      await bridge.ask({ view: quoted(name), file, schema: columns.map((own) => `${quoted(own.name)} ${types[own.type]}`).join(", ") });
    },
    async close() {
      await bridge.close();
      await cluster.stop();
    },
  };
}
