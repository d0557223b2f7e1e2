// node examples/tables/rfm.mjs FILE: recency, frequency and monetary value; someone's earlier clusters are left out by themselves
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, readCsv } from "audience-segmentation";

const result = clusterSegments(await readCsv(createReadStream(process.argv[2])));
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
