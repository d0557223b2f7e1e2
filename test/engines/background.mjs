// Segments a CSV file in a thread: the same as the call itself, progress that goes from 0 to 1, an abort that ends the call, and a process
// that ends by itself. Prints which of them hold.
import { readFileSync } from "node:fs";
import { clusterSegments, parseCsv } from "audience-segmentation";
import { clusterSegmentsAsync } from "audience-segmentation/async";

const table = parseCsv(readFileSync(process.argv[2], "utf8"));
const shares = [];
const found = await clusterSegmentsAsync(table, { onProgress: ({ share }) => shares.push(share) });
const isSame = JSON.stringify(found) === JSON.stringify(clusterSegments(table));
const isRising = shares.length > 20 && shares.every((share, at) => share >= (shares[at - 1] ?? 0)) && shares.at(-1) === 1;

const control = new AbortController();
const reason = await clusterSegmentsAsync(table, {
  effort: "thorough",
  signal: control.signal,
  onProgress: ({ share }) => share > 0.3 && control.abort("stop"),
}).catch((error) => error);
console.log(JSON.stringify({ isSame, isRising, isAborted: reason === "stop" }));
