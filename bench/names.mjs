// What are the segments of real tables called, and is any name, description or warning one that nobody can use?
//   npm run build && node bench/names.mjs          prints every name and the count of each fault, as in bench/results/names.md
//
// Faults are those found in names of earlier versions: "Average", "(2)", cut names, powers of ten, headings with blanks or underscores,
// levels that say nothing ("channel: other"), codes taken for quantities, recency read backwards, tiny segments that are not called
// outliers, warnings of outliers that change no figure.
import { clusterSegments } from "../dist/index.js";
import { realTable, tableNames } from "./real-tables.mjs";

const settings = {
  "the defaults": {},
  "k = 5": { k: 5 },
  "k = 8": { k: 8 },
  "published recipe": { preset: "published" },
};
const shown = (x) => (Math.abs(x) >= 100 ? x.toFixed(0) : x.toPrecision(3));
const inName = (pattern) => ({ segments }) => segments.filter(({ name }) => pattern.test(name)).map(({ name }) => name);
const faults = {
  "\"Average\"": inName(/^average/i),
  "a number in brackets": inName(/\(\d+\)/),
  "cut": inName(/…|\.\.\./),
  "underscores, or words run together": inName(/_|[a-z][A-Z]/),
  "levels that say nothing": inName(/: ?(?:other|unknown|no|none|missing|n\/a)\b/i),
  "codes as quantities": inName(/\b(?:low|lower|lowest|high|higher|highest) (?:channel|region|type|code|class)\b/i),
  "recency read backwards": inName(/\b(?:low|lower|lowest|high|higher|highest) recency\b/i),
  "two segments of one name": ({ segments }) => segments.map(({ name }) => name).filter((name, s, all) => all.indexOf(name) !== s),
  "below 1 %, and not called outliers": ({ segments }) => segments.filter(({ name, share }) => share < 0.01 && !name.startsWith("Outliers")).map(({ name }) => name),
  "a segment of outliers without a notice": ({ segments, notices }) =>
    segments.filter(({ share, id }) => share < 0.01 && !notices.some(({ code, segment }) => code === "outlier-segment" && segment === id)).map(({ name }) => name),
  "headings with blanks around": ({ features }) => features.filter((feature) => feature !== feature.trim()),
  "powers of ten in a sentence": ({ segments, warnings }) => [...segments.map(({ description }) => description), ...warnings].filter((text) => /\d(?:\.\d+)?e[-+]?\d/.test(text)),
  "outliers that change no figure": ({ notices }) => notices.filter(({ code, figures }) => code === "outlier" && shown(figures.mean) === shown(figures.without)).map(({ column }) => column),
};

const counts = Object.fromEntries(Object.keys(faults).map((fault) => [fault, []]));
let all = 0;
for (const name of tableNames) {
  const table = realTable(name);
  console.log(`\n## ${name}\n`);
  for (const [setting, options] of Object.entries(settings)) {
    const result = clusterSegments(table, { effort: "fast", structure: false, ...options });
    all += result.k;
    console.log(`- ${setting}: ${result.segments.map((segment) => `${segment.name} (${(100 * segment.share).toFixed(0)} %)`).join("; ")}`);
    for (const [fault, find] of Object.entries(faults)) counts[fault].push(...find(result).map((text) => `${name}, ${setting}: ${text}`));
  }
}
console.log(`\n## Faults\n\nOf ${all} segments:\n\n| fault | found | where |\n| --- | --: | --- |`);
for (const [fault, found] of Object.entries(counts)) console.log(`| ${fault} | ${found.length} | ${found.slice(0, 3).join("; ")} |`);
