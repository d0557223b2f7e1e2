// node examples/tables/cards.mjs FILE: credit cards; 17 numbers with heavy tails, some of them missing
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, readCsv } from "audience-segmentation";

const result = clusterSegments(await readCsv(createReadStream(process.argv[2])));
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
console.log(result.warnings.join("\n"));
