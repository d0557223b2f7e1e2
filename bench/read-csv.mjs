// The section of npm run bench on reading CSV; node bench/read-csv.mjs prints it alone, once npm run build has been run.
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { parseCsv, readCsv } from "audience-segmentation";
import { bankCsv } from "./bank.mjs";
import { csvRivals } from "./rivals/rivals.mjs";
import { createRandom } from "./shapes.mjs";

const rounds = 7;
const pieceLength = 65_536; // bytes, as files are read

/** A text of `n` rows of `width` cells; no reader must drop a blank last line. */
function csvOf(n, width, cell) {
  const lines = [Array.from({ length: width }, (_, c) => `c${c}`).join(",")];
  for (let i = 0; i < n; i++) lines.push(Array.from({ length: width }, (_, c) => cell(c)).join(","));
  return lines.join("\n");
}

/** Whole numbers and amounts of two decimals in turn. */
function numbers(n) {
  const random = createRandom(7);
  return csvOf(n, 10, (c) => (c % 2 === 0 ? String(Math.floor(100_000 * random() * random())) : (1000 * random() * random()).toFixed(2)));
}

/** Numbers between 0 and 1 as a program prints them whole: 17 digits. */
function floats(n) {
  const random = createRandom(8);
  return csvOf(n, 10, () => (random() + random() / 4294967296).toPrecision(17));
}

function streamOf(bytes) {
  let at = 0;
  return new ReadableStream({
    pull(to) {
      if (at >= bytes.length) return to.close();
      to.enqueue(bytes.subarray(at, at + pieceLength));
      at += pieceLength;
    },
  });
}

/** The least milliseconds of each of two, run in turns. */
async function inTurns(...runs) {
  const least = runs.map(() => Infinity);
  for (let i = 0; i < rounds; i++) {
    for (const [which, run] of runs.entries()) {
      globalThis.gc?.(); // with --expose-gc no run clears away what another left
      const start = performance.now();
      await run();
      least[which] = Math.min(least[which], performance.now() - start);
    }
  }
  return least;
}

/** Prints rows and megabytes a second of `parseCsv` beside each rival's. */
export async function benchCsv(say, row) {
  say("\n## Reading CSV: `parseCsv(text)`\n");
  row(["table", "rows", "MB", "ours, rows/s", "ours, MB/s", "beside it", "its rows/s", "its MB/s", "ratio"]);
  row(["---", "--:", "--:", "--:", "--:", "---", "--:", "--:", "--:"]);
  const rivals = await csvRivals();
  for (const [name, make, rows] of [["numbers", numbers, 200_000], ["floats of 17 digits", floats, 100_000], ["bank", bankCsv, 200_000]]) {
    const text = make(rows);
    const bytes = new TextEncoder().encode(text);
    const perSecond = (ms) => [Math.round(rows / ms) * 1000, (bytes.length / ms / 1000).toFixed(0)];
    for (const { name: rival, run } of [{ name: "our readCsv, a stream of bytes", run: () => readCsv(streamOf(bytes)) }, ...rivals]) {
      const [ours, its] = await inTurns(() => parseCsv(text), () => run(text));
      row([name, rows, (bytes.length / 1e6).toFixed(1), ...perSecond(ours), rival, ...perSecond(its), (its / ours).toFixed(1)]);
    }
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await benchCsv(console.log, (cells) => console.log(`| ${cells.join(" | ")} |`));
