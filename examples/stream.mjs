// Segments a CSV file that may be longer than memory, and writes the segment of each row. One command, after npm run build:
//   node examples/stream.mjs                            the bundled customers; writes segments.csv
//   node examples/stream.mjs customers.csv labels.csv   yours; the file is read four times, and never held as a whole
import { createReadStream, createWriteStream, readFileSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { assign, InputError, parseCsv } from "audience-segmentation";
import { segmentStream } from "audience-segmentation/sql";

/** The segments, by passes over the file: what the columns hold, the cells, and each row to its nearest segment. */
async function segment(path, options) {
  let last;
  const onProgress = ({ stage }) => {
    if (stage !== last) console.error((last = stage));
  };
  const csv = { size: statSync(path).size };
  return segmentStream(() => createReadStream(path), { csv, passes: 1, onProgress, ...options });
}

/** The rows of a CSV file as texts of about `size` characters, each below the header. They end where a line does, outside of quotes. */
export async function* pieces(path, size = 4_000_000) {
  let [header, text] = [undefined, ""];
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: size })) {
    text += chunk;
    if (header === undefined) {
      const { first } = lineEnds(text);
      if (first === 0) continue;
      [header, text] = [text.slice(0, first), text.slice(first)];
    }
    const { last } = lineEnds(text);
    if (last > 0) yield header + text.slice(0, last);
    text = text.slice(last);
  }
  if (header !== undefined && text.trim() !== "") yield header + text;
}

/** Where the first and the last line of a text end; 0: nowhere. */
function lineEnds(text) {
  const ends = { first: 0, last: 0 };
  let isQuoted = false;
  for (const { 0: mark, index } of text.matchAll(/["\n]/g)) {
    if (mark === '"') isQuoted = !isQuoted;
    else if (!isQuoted) {
      ends.last = index + 1;
      if (ends.first === 0) ends.first = ends.last;
    }
  }
  return ends;
}

/** Writes the segment of each row: its number, counted from 1, the number of its segment, and the name of that. */
async function writeLabels(path, model, to) {
  const quoted = model.names.map((name) => `"${name.replaceAll('"', '""')}"`);
  await pipeline(pieces(path), async function* (texts) {
    yield "row,segment,name\n";
    let row = 0;
    for await (const text of texts) {
      const { labels } = assign(model, parseCsv(text));
      yield Array.from(labels, (label) => `${++row},${label},${quoted[label] ?? ""}\n`).join("");
    }
  }, createWriteStream(to));
}

async function main([path, to = "segments.csv"]) {
  const bundled = fileURLToPath(new URL("customers.csv", import.meta.url));
  const { columns } = JSON.parse(readFileSync(new URL("customers.recipe.json", import.meta.url), "utf8"));
  const { model, segments, rows, cells, warnings } = await segment(path ?? bundled, path === undefined ? { columns, k: 4 } : {});
  for (const { name, description } of segments) console.log(`${name}: ${description}`);
  for (const warning of warnings) console.log(`- ${warning}`);
  await writeLabels(path ?? bundled, model, to);
  console.log(`${rows} rows by ${cells.count} cells: ${to}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error) => {
    if (!(error instanceof InputError) && error.syscall === undefined) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
