// node examples/tables/bank.mjs FILE.gz: a bank's clients, compressed; how many of each segment said yes (y) is asked afterwards
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { clusterSegments, crosstab, readCsv } from "audience-segmentation";

const table = await readCsv(createReadStream(process.argv[2]).pipe(createGunzip()));
const result = clusterSegments(table); // y looks like an outcome, and is left out by itself
const { rowShares } = crosstab({ segment: result.labels, y: table.y }, "segment", "y");
for (const { id, name, size, description } of result.segments) console.log(`${name}: ${size}, ${(100 * rowShares.data[2 * id + 1]).toFixed(1)} % said yes. ${description}`);
