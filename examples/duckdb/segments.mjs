// Segments customers inside DuckDB and writes the segment of each into a table. In this folder, after npm run build in the project's root:
//   npm ci && node segments.mjs                   the bundled customers, in memory
//   node segments.mjs customers.csv segments.db   yours, into a file of DuckDB's
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { scoreSql, segmentInDatabase } from "../../dist/sql.js"; // in a project of yours: "audience-segmentation/sql"

/** A connection to a file of DuckDB's, or to memory, and what sends SQL and gives the rows. */
export async function connect(path = ":memory:") {
  const connection = await (await DuckDBInstance.create(path)).connect();
  const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return { connection, query };
}

/** Loads a CSV file as the table `customers`, numbered in the order of its rows. */
export async function load({ connection }, path) {
  await connection.run("CREATE OR REPLACE TABLE customers AS SELECT row_number() OVER () AS customer, * FROM read_csv($path)", { path });
}

/** Segments the table `customers`, and writes the segment of each customer into the table `customer_segments`. */
export async function segment({ connection, query }, options) {
  const table = { from: "customers", dialect: "duckdb" };
  const result = await segmentInDatabase({ query, ...table, ...options });
  await connection.run(`CREATE OR REPLACE TABLE customer_segments AS ${scoreSql(result.model, { ...table, columns: ["customer"] })}`);
  return result;
}

/** What is said of the columns of the bundled customers. */
export function bundled() {
  const path = fileURLToPath(new URL("../customers.csv", import.meta.url));
  const { columns } = JSON.parse(readFileSync(new URL("../customers.recipe.json", import.meta.url), "utf8"));
  return { path, options: { columns, features: Object.keys(columns).concat("CLV") } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path, database] = process.argv.slice(2);
  const own = bundled();
  const duckdb = await connect(database);
  await load(duckdb, path ?? own.path);
  const { rows, cells, segments, warnings } = await segment(duckdb, path === undefined ? own.options : { columns: { customer: "ignore" } });
  console.log(`${rows} customers in ${cells.count} cells`);
  for (const { name, description } of segments) console.log(`${name}: ${description}`);
  for (const warning of warnings) console.log(`- ${warning}`);
  console.table(await duckdb.query("SELECT segment_name, count(*)::INTEGER AS customers, min(margin) AS least_margin FROM customer_segments GROUP BY ALL ORDER BY 2 DESC"));
  duckdb.connection.closeSync();
}
