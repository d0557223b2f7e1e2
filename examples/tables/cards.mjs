// node examples/tables/cards.mjs FILE: credit cards; 17 numbers with heavy tails, some of them missing
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, prepare, readCsv } from "audience-segmentation";

const { table, features, notes } = prepare(await readCsv(createReadStream(process.argv[2])));
const logged = features.map((feature) => ({ ...feature, transform: "log1p" }));
const result = clusterSegments(table, { features: logged });
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
console.log([...notes, ...result.warnings].join("\n"));
