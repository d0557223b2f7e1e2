// Scores tables inside real databases, and holds what they say against the library: npm run build in the project's root, then npm test here.
// `node run.mjs duckdb sqlite` runs some of the engines. One that cannot be had here is said to be skipped.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { python } from "./engines/bridge.mjs";
import { startClickhouse } from "./engines/clickhouse.mjs";
import { startDuckdb } from "./engines/duckdb.mjs";
import { postgresPrograms, startPostgres } from "./engines/postgres.mjs";
import { startPostgresCluster } from "./engines/postgres-cluster.mjs";
import { startSpark, whyNoSpark } from "./engines/spark.mjs";
import { startSqlite } from "./engines/sqlite.mjs";
import { overTwoServers, withoutWorker } from "./distributed.mjs";
import { hostileNames } from "./hostile-names.mjs";
import { manyRows } from "./many-rows.mjs";
import { parsed, startParser } from "./parsed.mjs";
import { randomTables } from "./random-tables.mjs";
import { customersInside } from "./segments.mjs";
import { realTables } from "./real-tables.mjs";
import { typedColumns } from "./typed-columns.mjs";

const folder = import.meta.dirname;
const hasTables = existsSync(new URL("../../../shared/data", import.meta.url));
let [passed, failed, skipped] = [0, 0, 0];

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1)); // so that engines are ended on the way out

/** Why what comes from Python cannot be had; undefined once it is there. */
function whyNoPython() {
  try {
    if (!existsSync(python)) execFileSync("python3", ["-m", "venv", "venv"], { cwd: folder, stdio: "pipe" });
    execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", "requirements.txt"], { cwd: folder, stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `Python's packages could not be installed: ${String(error.stderr ?? error).trim().split("\n").at(-1)}`;
  }
}

const noPython = whyNoPython();
const engines = [
  { key: "duckdb", start: startDuckdb, why: undefined, tables: 100, names: 10_000, real: undefined },
  { key: "sqlite", start: startSqlite, why: undefined, tables: 300, names: 10_000, real: undefined },
  { key: "postgres", start: startPostgres, why: postgresPrograms() === undefined ? "PostgreSQL is not installed (apt-get install postgresql)" : undefined, tables: 200, names: 10_000, real: undefined },
  { key: "clickhouse", start: startClickhouse, why: noPython, tables: 40, names: 10_000, real: undefined },
  { key: "spark", start: startSpark, why: noPython ?? whyNoSpark(), tables: 6, names: 300, real: ["customers", "mall"] }, // seconds go by before each query
];

/** Runs one check, and says what it found and how long it took. */
async function check(what, run) {
  const started = performance.now();
  const took = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const found = await run();
    passed++;
    console.log(`${what}: ${typeof found === "string" ? found : JSON.stringify(found)} (${took()})`);
    return found;
  } catch (error) {
    failed++;
    console.log(`FAILED ${what} (${took()})\n${error.stack ?? error}`);
    return undefined;
  }
}

function skip(what, why) {
  skipped++;
  console.log(`skipped: ${what}, ${why}`);
}

async function checkEngine({ key, start, why, tables, names, real }) {
  if (why !== undefined) return skip(key, why);
  let engine;
  await check(`${key} starts`, async () => (engine = await start()).version);
  if (engine === undefined) return;
  try {
    if (hasTables) {
      const found = await check(`${engine.name}, real tables`, async () => {
        const all = await realTables(engine, real);
        const sum = (of) => all.reduce((total, own) => total + own[of], 0);
        return `${sum("rows")} rows of ${all.length} models: ${sum("labels")} in other segments, ${sum("distances")} distances and ${sum("margins")} margins of other bits`;
      });
      if (found === undefined) return;
    } else skip(`${engine.name}, real tables`, "../shared/data is not there");
    await check(`${engine.name}, customers segmented inside`, () => customersInside(engine, engine.dialect === "spark"));
    await check(`${engine.name}, random tables`, () => randomTables(engine, tables));
    await check(`${engine.name}, hostile names`, () => hostileNames(engine, names));
    if (engine.casts !== undefined) await check(`${engine.name}, its own types`, () => typedColumns(engine));
    if (engine.limit !== undefined) await check(`${engine.name}, many rows in bounded memory`, () => manyRows(engine));
    if (engine.cluster !== undefined) await check(`${engine.name}, a worker ends`, () => withoutWorker(engine));
  } finally {
    await engine.close();
  }
}

async function checkTwoServers({ why }) {
  if (why !== undefined) return skip("PostgreSQL on two servers", why);
  const engine = await startPostgresCluster();
  await check(engine.name, () => overTwoServers(engine));
  await engine.close();
}

async function checkParser() {
  if (noPython !== undefined) return skip("the parser of BigQuery's and Snowflake's SQL", noPython);
  const parser = startParser();
  for (const dialect of ["bigquery", "snowflake", "spark", "clickhouse"]) await check(`sqlglot, ${dialect}`, () => parsed(parser, dialect, 40));
  await parser.close();
}

const wanted = process.argv.slice(2);
for (const engine of engines) if (wanted.length === 0 || wanted.includes(engine.key)) await checkEngine(engine);
if (wanted.length === 0 || wanted.includes("two-servers")) await checkTwoServers(engines.find(({ key }) => key === "postgres"));
if (wanted.length === 0 || wanted.includes("parser")) await checkParser();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
