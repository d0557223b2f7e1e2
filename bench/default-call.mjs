// How long the call that everyone makes first takes, on six real tables: `clusterSegments(table)`, the same without the search for
// structure, and with the recipe of the published analysis. Medians of five, in milliseconds. Writes results/default-call.md.
//
//   npm run build && node bench/default-call.mjs
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { clusterSegments } from "../dist/index.js";
import { realTable, tableNames } from "./real-tables.mjs";

const times = 5;
const calls = { "by default": {}, "`structure: false`": { structure: false }, '`preset: "published"`': { preset: "published" } };

function milliseconds(call) {
  const found = Array.from({ length: times }, () => {
    const since = performance.now();
    call();
    return performance.now() - since;
  });
  return found.sort((a, b) => a - b)[(times - 1) / 2];
}

const lines = tableNames.map((name) => {
  const table = realTable(name);
  const columns = Object.keys(table).length;
  const { k } = clusterSegments(table); // the engine is warm then
  const taken = Object.values(calls).map((options) => milliseconds(() => clusterSegments(table, options)).toFixed(0));
  const line = `| ${name} | ${Object.values(table)[0].length} x ${columns} | ${k} | ${taken.join(" | ")} |`;
  console.error(line);
  return line;
});

writeFileSync(new URL("results/default-call.md", import.meta.url), `# How long the first call takes

\`clusterSegments(table)\` on six real tables as \`parseCsv\` gives them: milliseconds, medians of ${times} calls in a warm process. Node
${process.version}, ${cpus()[0].model.trim()}, on one core. Made by bench/default-call.mjs.

| table | rows x columns | k | ${Object.keys(calls).join(" | ")} |
| --- | --: | --: |${" --: |".repeat(Object.keys(calls).length)}
${lines.join("\n")}
`);
