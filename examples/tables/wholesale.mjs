// node examples/tables/wholesale.mjs FILE: a wholesaler's customers; two categories coded as numbers, six spendings
import { createReadStream } from "node:fs";
import { clusterSegments, formatSegments, prepare, readCsv } from "audience-segmentation";

const channels = { type: "category", labels: { 1: "Hotels and cafés", 2: "Retail" } };
const { table, features } = prepare(await readCsv(createReadStream(process.argv[2])), { columns: { Channel: channels, Region: "category" } });
const logged = features.map((feature) => (feature.type === "number" ? { ...feature, transform: "log1p" } : feature));
const result = clusterSegments(table, { features: logged, scaling: "feature" });
console.log(formatSegments(result, "text"));
for (const { name, description } of result.segments) console.log(`${name}: ${description}`);
