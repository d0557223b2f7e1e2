// Customers inside a database: npm run build && npm ci --prefix test/databases && node bench/database.mjs FOLDER duckdb:20 clickhouse:20
// Makes so many millions of customers inside each engine, by a formula, and segments them there with `segmentInDatabase`, in a process
// whose memory is its own: the engine runs in another. Beside it: a sample of 1 %, segmented in memory by `clusterSegments`, and
// scikit-learn's MiniBatchKMeans, and beside DuckDB KMeans of Spark's MLlib on a cluster of two workers, each with the same k; their centroids are scored on all rows by `scoreSql`. What each engine
// finds is kept in FOLDER (besides the tables while it runs), and all that is there goes to bench/results/database.md.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { clusterSegments } from "audience-segmentation";
import { scoreSql, segmentInDatabase } from "audience-segmentation/sql";
import { columns, features, rowsSql } from "./database-table.mjs";
import { page } from "./database-page.mjs";
import { pythonOf } from "./rivals/rivals.mjs";
import { startSparkCluster, whyNoSpark } from "../test/databases/engines/spark.mjs";

const self = fileURLToPath(import.meta.url);
const script = fileURLToPath(new URL("database.py", import.meta.url));
const databases = new URL("../test/databases/", import.meta.url);
const pythonOfEngines = fileURLToPath(new URL("venv/bin/python", databases));
const heap = 256; // MB, of the process that segments
const options = { effort: "fast", features, from: "customers" };

/** DuckDB in this process: answers as bench/database.py does. */
async function serveDuckdb(folder) {
  const { DuckDBInstance } = createRequire(new URL("package.json", databases))("@duckdb/node-api");
  const instance = await DuckDBInstance.create(join(folder, "customers.duckdb"), { memory_limit: "4GB", threads: "2", temp_directory: join(folder, "spill"), preserve_insertion_order: "false" });
  const connection = await instance.connect();
  const plain = (_, value) => (typeof value === "bigint" ? Number(value) : value);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const read = await connection.runAndReadAll(JSON.parse(line).sql);
      process.stdout.write(`${JSON.stringify({ names: read.columnNames() })}\n`);
      for (const row of read.getRowsJS()) process.stdout.write(`${JSON.stringify(row, plain)}\n`);
    } catch (error) {
      process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
    }
    process.stdout.write("\n");
  }
  connection.closeSync();
}

/** An engine in a process of its own; a row of an answer is an object. */
function start(engine, folder) {
  const [command, words] = engine === "duckdb" ? [process.execPath, [self, "serve", folder]] : [pythonOfEngines, [script, "clickhouse", join(folder, "data")]];
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async query(sql) {
      child.stdin.write(`${JSON.stringify({ sql })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${engine} ended`);
      const { names, error } = JSON.parse(value);
      const rows = [];
      for (let line = await lines.next(); line.value; line = await lines.next()) {
        const row = JSON.parse(line.value);
        const object = {};
        for (let at = 0; at < names.length; at++) object[names[at]] = row[at];
        rows.push(object);
      }
      if (error !== undefined) throw new Error(error);
      return rows;
    },
    megabytes: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024,
    close: () => new Promise((resolve) => (child.on("exit", resolve), child.stdin.end())),
  };
}

const peak = () => process.resourceUsage().maxRSS / 1024;
const cpuSeconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
const since = (from) => (performance.now() - from) / 1000;

const jobs = {
  async make({ query, engine, rows }) {
    const from = performance.now();
    const storage = engine === "clickhouse" ? " ENGINE = MergeTree ORDER BY id" : "";
    await query(`CREATE TABLE customers${storage} AS ${rowsSql(engine, rows)}`);
    return { seconds: since(from), version: Object.values((await query("SELECT version()"))[0])[0] };
  },
  /** Segments, with the time that each query takes; what is not in one is the library's own. */
  async segment({ query, engine, passes }) {
    const queries = [];
    let [stage, used] = ["", 0];
    const timed = async (sql) => {
      const from = performance.now();
      const rows = await query(sql);
      queries.push({ stage, seconds: since(from), rows: rows.length });
      used = Math.max(used, process.memoryUsage().heapUsed / 1e6);
      return rows;
    };
    const from = performance.now();
    const found = await segmentInDatabase({ ...options, query: timed, dialect: engine, passes, onProgress: (now) => (stage = now.stage) });
    const segments = found.segments.map(({ name, size }) => ({ name, size }));
    const { k, inertia, totalInertia, cells, model, notices } = found;
    return { seconds: since(from), cpu: cpuSeconds(), megabytes: peak(), used, queries, k, inertia, totalInertia, cells, segments, notices, model };
  },
  /** A sample of 1 % that is fetched and segmented in memory. */
  async sample({ query, k }) {
    const from = performance.now();
    const rows = await query(`SELECT ${features.join(", ")} FROM customers WHERE draw < 0.01`);
    const fetched = since(from);
    const table = Object.fromEntries(features.map((name) => [name, rows.map((row) => row[name])]));
    const { model } = clusterSegments(table, { effort: "fast", k });
    return { rows: rows.length, fetched, seconds: since(from), megabytes: peak(), model };
  },
  /** The inertia of centroids over all rows. */
  async score({ query, engine, model }) {
    const from = performance.now();
    const sql = scoreSql(model, { from: "customers", dialect: engine, columns: [] });
    const [{ inertia }] = await query(`SELECT SUM(distance * distance) AS inertia FROM (\n${sql}\n) AS scored`);
    return { inertia: Number(inertia), seconds: since(from) };
  },
};

async function runJob(name, task) {
  const engine = start(task.engine, task.folder);
  const found = await jobs[name]({ ...task, query: engine.query });
  const result = { ...found, database: engine.megabytes() };
  await engine.close();
  return result;
}

/** Runs a job in a process of its own. */
function run(name, task, megabytes = 8000) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [`--max-old-space-size=${megabytes}`, self, "job", name], {
    input: JSON.stringify(task), encoding: "utf8", maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  const found = JSON.parse(stdout);
  const { model: _, ...shown } = found;
  console.log(name, JSON.stringify(shown));
  return found;
}

/** A model with centroids of another: they move into its space. */
function moved(model, other) {
  const from = other.features.flatMap(({ center, scale }) => center.map((_, at) => [center[at], scale[at]]));
  const to = model.features.flatMap(({ center, scale }) => center.map((_, at) => [center[at], scale[at]]));
  const isAlike = ({ transform, levels = [] }, at) => transform === other.features[at].transform && levels.join() === (other.features[at].levels ?? []).join();
  if (!model.features.every(isAlike)) throw new Error("the sample is encoded otherwise");
  return { ...model, centroids: other.centroids.map((own) => own.map((x, at) => (x * from[at][1] + from[at][0] - to[at][0]) / to[at][1])) };
}

function miniBatch(python, rows, model) {
  const task = {
    rows, batch: 100_000, k: model.centroids.length, columns,
    features: model.features.map((feature) => ({ ...feature, fill: feature.missing.fill ?? 0 })),
  };
  const started = performance.now();
  const { centroids, ...found } = JSON.parse(execFileSync(python, [script, "kmeans"], { input: JSON.stringify(task), encoding: "utf8", maxBuffer: 1 << 26 }));
  console.log("MiniBatchKMeans", JSON.stringify(found));
  return { ...found, all: since(started), model: { ...model, centroids } };
}

const mostOfCluster = 2_000_000; // rows: of 20 million the encoded ones did not fit in its memory, and it had not ended after nine minutes

/** MLlib's KMeans on a cluster of one master and two workers, over rows that the cluster makes itself. */
async function cluster(all, model) {
  const rows = Math.min(all, mostOfCluster);
  if (!existsSync(pythonOfEngines) || whyNoSpark() !== undefined) return undefined;
  const { master, env, folder, stop } = await startSparkCluster(2, "3g");
  const settings = { "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false", "spark.executor.memory": "2500m", "spark.driver.memory": "1g", "spark.local.dir": folder };
  const task = {
    master, settings, sql: rowsSql("spark", rows), k: model.centroids.length,
    features: model.features.map((feature) => ({ ...feature, fill: feature.missing.fill ?? 0 })),
  };
  try {
    const { centroids, ...found } = JSON.parse(execFileSync(pythonOfEngines, [script, "spark"], { input: JSON.stringify(task), encoding: "utf8", maxBuffer: 1 << 26, env, cwd: folder }));
    console.log("MLlib", JSON.stringify(found));
    return { ...found, model: { ...model, centroids } };
  } finally {
    await stop();
  }
}

async function measure(engine, millions, folder) {
  const rows = Math.round(millions * 1e6);
  mkdirSync(folder, { recursive: true });
  const task = { engine, rows, folder };
  const date = execFileSync("date", { encoding: "utf8" }).trim();
  const made = run("make", task);
  const exact = run("segment", { ...task, passes: 1 }, heap);
  const cells = millions > 1 || engine !== "duckdb" ? undefined : run("segment", { ...task, passes: 0 }, heap);
  const sample = run("sample", { ...task, k: exact.k });
  const scored = run("score", { ...task, model: moved(exact.model, sample.model) });
  const python = pythonOf();
  const batches = python && miniBatch(python.path, rows, exact.model);
  const ofBatches = batches && run("score", { ...task, model: batches.model });
  const mllib = engine === "duckdb" ? await cluster(rows, exact.model) : undefined;
  const ofCluster = mllib && run("score", { ...task, model: mllib.model });
  const plain = ({ model: _, ...rest }) => rest;
  return {
    engine, rows, date, made, exact: plain(exact), cells: cells && plain(cells), sample: { ...plain(sample), scored },
    mllib: mllib && { ...plain(mllib), scored: ofCluster },
    batches: batches && { ...plain(batches), scored: ofBatches, versions: python.versions },
    machine: { cpu: cpus()[0].model, cores: cpus().length, node: process.version.slice(1) },
  };
}

const [first, ...words] = process.argv.slice(2);
if (first === "serve") await serveDuckdb(words[0]);
else if (first === "job") console.log(JSON.stringify(await runJob(words[0], JSON.parse(readFileSync(0, "utf8")))));
else {
  if (first === undefined) throw new Error("node bench/database.mjs FOLDER duckdb:20 clickhouse:20");
  mkdirSync(first, { recursive: true });
  for (const word of words) {
    const [engine, millions] = word.split(":");
    const folder = join(first, `${engine}-${millions}-table`);
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    try {
      writeFileSync(join(first, `${engine}-${millions}.json`), JSON.stringify(await measure(engine, Number(millions), folder)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const found = readdirSync(first).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(join(first, name), "utf8")));
  writeFileSync(new URL("results/database.md", import.meta.url), page(found.sort((a, b) => b.engine.localeCompare(a.engine, "en") || a.rows - b.rows)));
}
