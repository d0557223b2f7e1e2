// node examples/tables/rfm.mjs FILE: recency, frequency and monetary value; someone's earlier clusters are no feature
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, prepare, readCsv } from "audience-segmentation";

const { table, features } = prepare(await readCsv(createReadStream(process.argv[2])), { columns: { Cluster: "id" } });
const result = clusterSegments(table, { features: features.map((feature) => ({ ...feature, transform: "log1p" })) });
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
