// What the benchmarks share: whole jobs beside pandas + scikit-learn, each side in a process of its own, and tables of Markdown.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonOf } from "./rivals/rivals.mjs";

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What the figures were measured with, in a sentence. */
export function machine() {
  const node = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(1)}`;
  const day = new Date().toISOString().slice(0, 10);
  return `${node}, ${day}.${pythonOf() ? ` Python: ${pythonOf().versions}.` : ""}`;
}

export const shown = (ms) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
export const rowOf = (cells) => `| ${cells.join(" | ")} |`;

/** Gives `use` the path of a file of these blocks of text, and removes it afterwards. */
export function withFile(blocks, use) {
  const folder = mkdtempSync(join(tmpdir(), "audience-segmentation-bench-"));
  try {
    const path = join(folder, "table.csv");
    const file = openSync(path, "w");
    for (const block of blocks) writeSync(file, block);
    closeSync(file);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program, args, env) {
  const settings = { encoding: "utf8", env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] };
  return JSON.parse(execFileSync(program, args, settings));
}

/** Our run of a job of jobs.mjs. */
export const runOurs = (job, file, seconds, heap = []) => run(process.execPath, [...heap, pathOf("jobs.mjs"), job, file, String(seconds)]);

/** scikit-learn's threads: as many as it takes by itself, and one. The faster counts. */
const threads = [{}, { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" }];
const runTheirs = (job, file, seconds) =>
  fold(threads.map((env) => run(pythonOf().path, [pathOf("rivals/jobs.py"), job, file, String(seconds)], env)));

/** The least of each figure, the most of memory; undefined where a figure is not there. */
function fold(runs) {
  const pick = (key) => (key === "mb" ? Math.max : Math.min)(...runs.map((one) => one[key]));
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, (runs[0][key] ?? undefined) && pick(key)]));
}

/** Both sides of a job in turns; `theirs` is undefined without a Python. */
export function beside(job, file, { theirJob = job, seconds = 0, times = 2, heap = [] } = {}) {
  const [ours, theirs] = [[], []];
  for (let i = 0; i < times; i++) {
    const { stages, ...figures } = runOurs(job, file, seconds, heap);
    ours.push(figures);
    if (pythonOf() !== undefined) theirs.push(runTheirs(theirJob, file, seconds));
  }
  return { ours: fold(ours), theirs: pythonOf() === undefined ? undefined : fold(theirs) };
}
