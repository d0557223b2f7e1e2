// node examples/tables/mall.mjs FILE: visitors of a mall; a text column, and an id that is left out by itself
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, readCsv } from "audience-segmentation";

const result = clusterSegments(await readCsv(createReadStream(process.argv[2])));
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
