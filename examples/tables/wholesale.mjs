// node examples/tables/wholesale.mjs FILE: a wholesaler's customers; two categories coded as numbers, six spendings
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, readCsv } from "audience-segmentation";

const columns = { Channel: { type: "category", labels: { 1: "Hotels and cafés", 2: "Retail" } } }; // Region reads as codes, by its name
const result = clusterSegments(await readCsv(createReadStream(process.argv[2])), { columns });
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
