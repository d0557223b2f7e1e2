// Serves the page beside it, and the library as built. One command, after npm run build:
//   node examples/browser/serve.mjs
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const kinds = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8" };
const page = new URL("./", import.meta.url);
const library = new URL("../../dist/", import.meta.url);

/** The file of an address, or undefined: those of the page, and the modules of the library. */
function fileOf(path) {
  const [, name] = /^\/dist\/([\w-]+\.js)$/.exec(path) ?? [];
  if (name !== undefined) return new URL(name, library);
  return ["/", "/index.html", "/page.js"].includes(path) ? new URL(path === "/" ? "index.html" : path.slice(1), page) : undefined;
}

const server = createServer(async ({ url }, response) => {
  const file = fileOf(new URL(url, "http://localhost").pathname);
  const content = file === undefined ? undefined : await readFile(fileURLToPath(file)).catch(() => undefined);
  if (content === undefined) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": kinds[file.pathname.split(".").at(-1)] }).end(content);
});
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => console.log(`Open http://localhost:${server.address().port}`));
