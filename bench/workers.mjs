// What calls in threads leave behind, and how soon they end: RUNS calls in one process (1 000 by default), then a hundred that are aborted
// at random moments. Memory and threads are told as they go. node --expose-gc bench/workers.mjs, after npm run build.
import { readFileSync } from "node:fs";
import { clusterSegmentsAsync } from "audience-segmentation/async";

const runs = Number(process.env.RUNS ?? 1000);
const most = (numbers) => numbers.reduce((most, one) => Math.max(most, one), 0);

let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
const numbers = (count) => Float64Array.from({ length: count }, () => Math.round(1000 * random()));
const tableOf = (count) => ({ spent: numbers(count), visits: numbers(count), plan: Array.from({ length: count }, () => "abc"[Math.floor(3 * random())]) });

/** Threads of this process, where the system tells them. */
function threads() {
  try {
    return Number(/^Threads:\s+(\d+)$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return NaN;
  }
}

function tell(what) {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
  console.log(`| ${what} | ${mebibytes(heapUsed)} | ${mebibytes(arrayBuffers)} | ${mebibytes(rss)} | ${threads()} | ${process.getActiveResourcesInfo().filter((kind) => kind !== "PipeWrap" && kind !== "TTYWrap").join(", ") || "none"} |`);
}

console.log("| after | heap, MiB | buffers, MiB | resident, MiB | threads | what keeps the process |\n| --- | --: | --: | --: | --: | --- |");
const small = tableOf(300);
tell("0 calls");
for (let t = 1; t <= runs; t++) {
  await clusterSegmentsAsync(small, { k: 3, structure: false });
  if (t === 10 || (t % Math.ceil(runs / 5) === 0 && t > 10)) tell(`${t} calls`);
}

const large = tableOf(50_000);
const late = [];
for (let t = 0; t < 100; t++) {
  const control = new AbortController();
  let at;
  setTimeout(() => {
    at = performance.now();
    control.abort("stop");
  }, 1500 * random());
  const reason = await clusterSegmentsAsync(large, { signal: control.signal }).catch((error) => error);
  if (reason === "stop") late.push(performance.now() - at);
}
tell("100 aborted");
late.sort((a, b) => a - b);
console.log(`\n${late.length} of 100 calls were aborted while they ran: they ended after ${late[Math.floor(late.length / 2)].toFixed(1)} ms (median), ${most(late).toFixed(1)} ms at most, their threads gone.`);
