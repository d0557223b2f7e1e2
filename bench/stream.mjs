// A CSV that is longer than memory: npm run build && node bench/stream.mjs [GB] [FOLDER]
// Writes a table of made-up customers to a file, segments it with `segmentStream` in a process of its own with a small heap, and
// sets the inertia beside that of `clusterSegments` on the same numbers in memory (of 2 GB some 6 GB are needed). What it finds goes to
// bench/results/stream.md.
import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clusterSegments } from "audience-segmentation";
import { segmentStream } from "audience-segmentation/sql";
import { createRandom } from "./shapes.mjs";

const heap = 192; // MB
const options = { effort: "fast", features: ["spend", "orders", "recency", "basket", "channel", "region", "plan"] };
const channels = ["Email", "Search", "Social", "Direct", "Affiliate"];
const regions = ["North", "South", "West"];
const plans = ["free", "basic", "pro"];
const bytesARow = 84.8;

/** Four kinds of customers with spend, orders, days since the last one, basket; what names them is not to be segmented by. */
function* customers(rows) {
  const random = createRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const whole = (x) => Math.max(0, Math.round(x));
  for (let i = 0; i < rows; i++) {
    const draw = random();
    const kind = draw < 0.4 ? 0 : draw < 0.7 ? 1 : draw < 0.88 ? 2 : 3;
    yield {
      id: 10_000_000 + i,
      spend: Math.round(100 * Math.exp([3, 4.5, 5.5, 6.5][kind] + 0.5 * normal())) / 100,
      orders: whole([2, 10, 25, 5][kind] + [1, 3, 6, 2][kind] * normal()),
      recency: random() < 0.02 ? null : whole([200, 60, 10, 120][kind] + [60, 30, 6, 40][kind] * normal()),
      basket: Math.round(10 * (20 + 5 * normal() + 4 * kind)) / 10,
      channel: random() < 0.7 ? channels[kind] : channels[Math.floor(5 * random())],
      region: regions[Math.floor(3 * random())],
      plan: random() < 0.6 ? plans[kind % 3] : plans[Math.floor(3 * random())],
    };
  }
}

async function write(file, rows) {
  const out = createWriteStream(file);
  const names = ["id", "email", "signup", "spend", "orders", "recency", "basket", "channel", "region", "plan"];
  let text = `${names.join(",")}\n`;
  for (const one of customers(rows)) {
    text += `${one.id},customer${one.id}@shop.example,20${10 + (one.id % 14)}-0${1 + (one.id % 9)}-1${one.id % 10},${one.spend},${one.orders},${one.recency ?? ""},${one.basket},${one.channel},${one.region},${one.plan}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "close");
}

/** The columns of the features. */
function inMemory(rows) {
  const numbers = { spend: new Float64Array(rows), orders: new Float64Array(rows), recency: new Float64Array(rows), basket: new Float64Array(rows) };
  const texts = { channel: new Array(rows), region: new Array(rows), plan: new Array(rows) };
  let i = 0;
  for (const one of customers(rows)) {
    for (const name of Object.keys(numbers)) numbers[name][i] = one[name] ?? NaN;
    for (const name of Object.keys(texts)) texts[name][i] = one[name];
    i++;
  }
  return { ...numbers, ...texts };
}

const cpuSeconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
const figuresOf = ({ k, inertia, segments, cells }, since) => ({
  k, inertia, cells, seconds: (performance.now() - since) / 1000, cpu: cpuSeconds(), megabytes: process.resourceUsage().maxRSS / 1024,
  segments: segments.map(({ name, size }) => `${name} (${size})`),
});

const jobs = {
  async stream([file, passes]) {
    const stages = {};
    let [stage, from] = ["", performance.now()];
    const onProgress = ({ stage: now }) => {
      if (now === stage) return;
      stages[stage] = (stages[stage] ?? 0) + performance.now() - from;
      [stage, from] = [now, performance.now()];
    };
    const since = performance.now();
    const found = await segmentStream(() => createReadStream(file, { highWaterMark: 1 << 18 }), { ...options, passes: Number(passes), onProgress });
    onProgress({ stage: "end" });
    return { ...figuresOf(found, since), stages };
  },
  memory([rows]) {
    const table = inMemory(Number(rows));
    const since = performance.now();
    return figuresOf(clusterSegments(table, options), since);
  },
};

/** Runs a job in a process of its own. */
function run(words, megabytes) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [`--max-old-space-size=${megabytes}`, fileURLToPath(import.meta.url), "job", ...words.map(String)], {
    encoding: "utf8", maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const number = (x, digits = 0) => x.toLocaleString("en", { maximumFractionDigits: digits });

function page({ bytes, rows, streamed, exact, whole }) {
  const line = (name, { seconds, cpu, megabytes, k, inertia }) =>
    `| ${name} | ${number(seconds)} s | ${number(cpu)} s | ${number(megabytes)} MB | ${k} | ${number(inertia, 1)} | ${((100 * (inertia - whole.inertia)) / whole.inertia).toFixed(4)} % |`;
  return `# A CSV that is longer than memory

${number(bytes / 1e9, 2)} GB, ${number(rows)} rows of ten columns: four numbers and three categories make the segments, k is chosen. \`segmentStream\` read the file twice
and kept ${number(streamed.cells.count)} cells; it ran in Node ${process.version.slice(1)} with a heap of ${heap} MB. With one exact pass it read the file a third time. In memory
\`clusterSegments\` got the columns ready as typed arrays, without reading a file. Memory is the most that
the process held; the CPU's time of the last line includes making the columns; other work ran on the machine. Made by bench/stream.mjs.

| | time | of it CPU | memory | k | inertia | beside memory |
| --- | --: | --: | --: | --: | --: | --: |
${line("`segmentStream`", streamed)}
${line("with one exact pass", exact)}
${line("\`clusterSegments\`", whole)}

Placing each row by itself could lower the inertia of the cells by ${((100 * streamed.cells.gain) / streamed.inertia).toFixed(3)} % at most, as \`cells.gain\` says without a third pass. Of the time
${Object.entries(streamed.stages).filter(([, ms]) => ms > 500).map(([stage, ms]) => `${stage === "" ? "the start" : `\`${stage}\``} took ${number(ms / 1000, 1)} s`).join(", ")}.
`;
}

if (process.argv[2] === "job") {
  console.log(JSON.stringify(await jobs[process.argv[3]](process.argv.slice(4))));
} else {
  const [gigabytes = "2", place = tmpdir()] = process.argv.slice(2);
  const rows = Math.round((Number(gigabytes) * 1e9) / bytesARow);
  const folder = mkdtempSync(join(place, "stream-"));
  const file = join(folder, "customers.csv");
  try {
    await write(file, rows);
    const bytes = statSync(file).size;
    console.log(`${number(bytes / 1e9, 3)} GB, ${number(rows)} rows`);
    const streamed = run(["stream", file, 0], heap);
    console.log(streamed);
    const exact = run(["stream", file, 1], heap);
    console.log(exact);
    rmSync(file);
    const whole = run(["memory", rows], 16_000);
    console.log(whole);
    if (Number(gigabytes) >= 2) writeFileSync(new URL("results/stream.md", import.meta.url), page({ bytes, rows, streamed, exact, whole }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
