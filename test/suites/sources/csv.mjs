// The cases of csv 0.3.7, which became csv-parse (whose own packages hold no tests): the texts that its tests give it, as it reads them.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";

const require = createRequire(import.meta.url);
const ours = new Set(["delimiter", "comment", "escape", "columns", "quote"]);

export async function csv() {
  const given = textsOf(join(dirname(require.resolve("csv/package.json")), "test"));
  return Promise.all(given.map(async (one) => caseOf(one, await read(one))));
}

/** Runs the tests with a reader that notes what it is given and reads nothing, so that nothing is asserted and no file is touched. */
function textsOf(folder) {
  const coffee = require("coffee-script");
  const given = [];
  let test = "";
  const noting = () => {
    const told = {};
    const chain = anything({ from: anything({ string: note, options: tell }) });
    function note(text, options) {
      if (typeof text === "string") given.push({ test, text, asked: { ...told, ...options } });
      return chain;
    }
    function tell(options) {
      Object.assign(told, options);
      return chain;
    }
    return chain;
  };
  noting.generator = () => anything();
  const modules = { "../src": noting, stream: require("node:stream"), util: require("node:util") };
  const run = (name, body = () => {}) => {
    test = name;
    try {
      body(() => {});
    } catch {
      // a test that goes on with what it would have read
    }
  };
  const load = (name) => modules[name] ?? anything();
  const globals = { describe: run, it: run, require: load, process: { env: {} }, __dirname: folder, Buffer };
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".coffee"))) {
    runInNewContext(coffee.compile(readFileSync(join(folder, file), "utf8")), { ...globals });
  }
  return given;
}

/** Something that can be called and asked for whatever, and gives itself, but for what is `known`. */
function anything(known = {}) {
  const self = new Proxy(() => self, { get: (_, name) => known[name] ?? self });
  return self;
}

/** The rows that it reads; undefined where it has an error. */
function read({ text, asked: { columns, ...options } }) {
  return new Promise((done) => {
    require("csv")().from.string(text, options).on("error", () => done(undefined)).to.array(done);
  });
}

function caseOf({ test, text, asked }, rows) {
  const { delimiter = ",", comment, escape = '"', quote = '"' } = asked;
  const options = { header: false, delimiter };
  const missing = Object.keys(asked).filter((key) => !ours.has(key));
  if (comment) options.comment = comment;
  if (escape === "\\") options.escape = escape;
  else if (escape !== '"') missing.push("escape");
  if (quote !== '"') missing.push("quote");
  return { name: test, text, options, missing, ...(rows === undefined ? { isFaulty: true } : { rows }) };
}
