// node examples/tables/mall.mjs FILE: visitors of a mall; a text column, and an id that is left out by itself
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, prepare, readCsv } from "audience-segmentation";

const { table, features } = prepare(await readCsv(createReadStream(process.argv[2])));
const result = clusterSegments(table, { features, scaling: "feature" });
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
