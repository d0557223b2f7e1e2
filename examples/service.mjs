// A service that tells the segment of a customer. One command, after npm run build:
//   node examples/service.mjs                          segments of the bundled customers
//   PORT=8080 node examples/service.mjs model.json     those of a model that --model wrote
//
//   GET  /segments     the segments: their names and shares
//   POST /assign       a customer, or an array of them, as JSON: the segment of each, and how far each is from the next border
//   curl --data '{ "minutes_watched": 640, "CLV": 149.99, "region": 1, "channel": 3 }' localhost:3000/assign
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { assign, clusterSegments, InputError, parseCsv, readModel } from "audience-segmentation";

const mostBytes = 1_000_000;
const file = process.argv[2];
const model = file === undefined ? modelOfCustomers() : readModel(readFileSync(file, "utf8"));

/** A model that is made at the start; a real service reads one that a nightly job has written. */
function modelOfCustomers() {
  const { columns } = JSON.parse(readFileSync(new URL("customers.recipe.json", import.meta.url), "utf8"));
  return clusterSegments(parseCsv(readFileSync(new URL("customers.csv", import.meta.url), "utf8")), { columns, k: 4 }).model;
}

/** The segment of each row, and what had to be repaired. */
function place(rows) {
  const { labels, margin, warnings } = assign(model, rows);
  const customers = Array.from(labels, (segment, row) => ({ segment, name: model.names[segment], margin: margin[row] }));
  return { customers, warnings };
}

async function bodyOf(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes <= mostBytes) parts.push(part);
  }
  if (bytes > mostBytes) throw new RangeError(`A request must have at most ${mostBytes} bytes.`);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

async function answer(request) {
  const { method, url } = request;
  if (method === "GET" && url === "/segments") {
    return [200, model.names.map((name, segment) => ({ segment, name, share: model.training.shares[segment] }))];
  }
  if (method !== "POST" || url !== "/assign") return [404, { error: "There are GET /segments and POST /assign." }];
  try {
    return [200, place(await bodyOf(request))];
  } catch (error) {
    if (error instanceof InputError) return [400, { error: error.message, code: error.code, column: error.column, row: error.row }];
    if (error instanceof SyntaxError || error instanceof RangeError) return [400, { error: error.message }];
    throw error; // a fault of this service
  }
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((error) => (console.error(error), [500, { error: "Something went wrong here." }]));
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(`${JSON.stringify(body)}\n`);
});
server.listen(Number(process.env.PORT ?? 3000), () => console.log(`Listening on http://localhost:${server.address().port}`));
