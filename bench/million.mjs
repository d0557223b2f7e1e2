// Where the time of one large job goes: npm run build && node bench/million.mjs [bank|customers|default] [ROWS]
// The job is that of whole.mjs, from a CSV file to predictions, in a process of its own. "bank": 7 numbers and 9 categories, 51 columns once
// encoded; "customers": 4 columns, 13 once encoded, as the published analysis takes them; "default": the same without options.
import { bankCsv } from "./bank.mjs";
import { runOurs, withFile } from "./beside.mjs";
import { customersCsv } from "./shapes.mjs";

const [job = "bank", rows = "1000000"] = process.argv.slice(2);
const blocks = job === "bank" ? [bankCsv(Number(rows))] : customersCsv(Number(rows));
// some more heap than Node gives by itself, for ten million rows
const { first, mb, k, stages } = withFile(blocks, (file) => runOurs(job, file, 0, ["--max-old-space-size=16000"]));
for (const [stage, ms] of Object.entries({ ...stages, all: first })) console.log(`${stage.padEnd(24)}${(ms / 1000).toFixed(2).padStart(8)} s`);
console.log(`${rows} rows, ${k} segments, ${mb.toFixed(0)} MB at most`);
