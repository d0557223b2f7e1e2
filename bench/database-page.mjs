// What bench/database.mjs found, as a page.

const number = (x, digits = 0) => x.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const names = { duckdb: "DuckDB", clickhouse: "ClickHouse" };
const does = {
  sample: "5,000 rows are fetched", counts: "counts, gaps and extremes of all columns", values: "the values of the numbers",
  levels: "the categories", count: "how many cells a grid has", cells: "the cells", segments: "one exact pass, with medians",
};

function queriesOf({ queries, seconds }) {
  const stages = [...new Set(queries.map(({ stage }) => stage))].map((stage) => queries.filter((own) => own.stage === stage));
  const asked = queries.reduce((sum, own) => sum + own.seconds, 0);
  const lines = stages.map((own) => `| \`${own[0].stage}\`: ${does[own[0].stage]} | ${own.length} | ${number(own.reduce((sum, one) => sum + one.seconds, 0), 1)} s |`);
  return `| query | times | all of them |\n| --- | --: | --: |\n${lines.join("\n")}\n| the library between queries | | ${number(seconds - asked, 1)} s |\n| all | ${queries.length} | ${number(seconds, 1)} s |`;
}

function waysOf({ exact, cells, sample, batches, mllib }) {
  const beside = (inertia) => inertia === undefined ? "not scored | " : `${number(inertia, 1)} | ${((100 * (inertia - exact.inertia)) / exact.inertia).toFixed(4)} %`;
  const times = (seconds) => `${number(seconds, 1)} s | ${number(seconds / exact.seconds, 2)}`;
  const lines = [`| \`segmentInDatabase\`, one exact pass | ${times(exact.seconds)} | ${number(exact.megabytes)} MB | ${beside(exact.inertia)} |`];
  if (cells !== undefined) lines.push(`| \`segmentInDatabase\`, no passes | ${times(cells.seconds)} | ${number(cells.megabytes)} MB | ${beside(cells.inertia)} |`);
  lines.push(`| \`clusterSegments\` of ${number(sample.rows)} rows | ${times(sample.seconds)} | ${number(sample.megabytes)} MB | ${beside(sample.scored?.inertia)} |`);
  if (batches !== undefined) {
    const { seconds: { making, fit }, megabytes, scored } = batches;
    lines.push(`| MiniBatchKMeans, one pass | ${times(making + fit)} | ${number(megabytes)} MB | ${beside(scored?.inertia)} |`);
  }
  if (mllib !== undefined) {
    const { seconds: { making, fit }, scored } = mllib;
    lines.push(`| KMeans of Spark's MLlib, ${number(mllib.rows)} rows | ${times(making + fit)} | not measured | ${beside(scored?.inertia)} |`);
  }
  return `| | time | beside the first | memory | inertia over all rows | beside the first |\n| --- | --: | --: | --: | --: | --: |\n${lines.join("\n")}`;
}

function sectionOf(run) {
  const { engine, rows, date, made, exact, sample, batches, mllib } = run;
  const ofCluster = mllib === undefined ? "" :
    `\nSpark ${mllib.version}, one master and two workers of one core and 2.5 GB each, made the ${number(mllib.rows)} rows itself, encoded and kept them in ${number(mllib.seconds.making, 1)} s, and fitted
in ${number(mllib.seconds.fit, 1)} s (${mllib.iterations} iterations). It was given k and the scaling as well.\n`;
  const ofBatches = batches === undefined ? "MiniBatchKMeans was not run." :
    `MiniBatchKMeans took batches of 100,000 rows, encoded as the library encodes them: ${number(batches.seconds.making, 1)} s of its time made and encoded them, ${number(batches.seconds.fit, 1)} s fitted.
It was given k and the scaling, and read nothing from the database (${batches.versions}).`;
  return `## ${names[engine]} ${made.version.replace(/^v/, "")}, ${number(rows)} rows

${date}. The engine made the table in ${number(made.seconds, 1)} s. The library chose k = ${exact.k}, of ${number(exact.cells.count)} cells. The Node process that segments held
${number(exact.megabytes)} MB at most, with at most ${number(exact.used)} MB seen in use in its heap; the process of the engine held ${number(exact.database)} MB.

${queriesOf(exact)}

${waysOf(run)}

The sample took ${number(sample.fetched, 1)} s to fetch. ${sample.scored === undefined ? "" : `Scoring its centroids on all rows took ${number(sample.scored.seconds, 1)} s more, which are not counted. `}${ofBatches}
${ofCluster}${run.note === undefined ? "" : `\n${run.note}\n`}`;
}

/** The page: the runs, then what they leave out. */
export function page(runs) {
  const { cpu, cores, node } = runs[0].machine;
  const largest = Object.keys(names).map((engine) => {
    const most = Math.max(0, ...runs.filter((run) => run.engine === engine).map(({ rows }) => rows));
    return most >= 100_000_000 ? "" : `\n- ${names[engine]} with ${most === 0 ? "any table" : `more than ${number(most)} rows`}: 100 million are what it is made for.`;
  });
  return `# Customers inside a database

Each engine makes a table of customers by one formula: four kinds of customers, four numbers (one skewed, one with 2 % missing cells, one
that never repeats) and three categories. \`segmentInDatabase\` segments it with 200,000 cells at most, \`effort: "fast"\`, and k is
chosen. It runs in a Node process of its own; the engine runs in another (DuckDB with a limit of 4 GB and two threads, ClickHouse as chdb
with its defaults). Beside it, with the same k: \`clusterSegments\` of a sample of 1 %, scikit-learn's MiniBatchKMeans, and beside DuckDB KMeans
of Spark's MLlib, of fewer rows, which its line says. Their centroids are brought into the scaling of the first, and \`scoreSql\` scores them
on all rows, each with the nearest. Without passes the inertia is that of the labels of the cells. ${cpu}, ${cores} cores, Node ${node}. Other work ran on the machine at the same time, so times are longer than
they would be by themselves and differ from run to run. Made by bench/database.mjs.

${runs.map(sectionOf).join("\n")}
## What was not run
${largest.join("")}
- \`segmentInDatabase\` without passes${runs.some(({ cells }) => cells !== undefined) ? ", but for the smallest table in DuckDB" : ""}.
${runs.some(({ mllib }) => mllib !== undefined) ? "- Spark MLlib's KMeans beside ClickHouse, and of more than 2,000,000 rows: the encoded rows of 20 million do not fit in the memory of two such workers." : "- Spark MLlib's KMeans."}
- MiniBatchKMeans fed by the database: its batches are made by the same formula in numpy, so its time has no export in it.
`;
}
