// The cases of dsv, which became d3-dsv (whose own package holds no tests): its tests are run with a reader that notes what it reads.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";

export function dsv() {
  const require = createRequire(import.meta.url);
  const root = dirname(require.resolve("dsv/package.json"));
  const real = require("dsv");
  const cases = [];
  let test = "";

  const noting = (format, options) => {
    const parse = (text, convert) => {
      const objects = format.parse(text, convert);
      const names = format.parseRows(text)[0] ?? [];
      const rows = objects.map((row) => names.map((name) => row[name]));
      if (convert === undefined) cases.push({ name: test, text, options, names, rows });
      return objects;
    };
    const parseRows = (text, convert) => {
      const rows = format.parseRows(text, convert);
      if (convert === undefined) cases.push({ name: test, text, options: { ...options, header: false }, rows });
      return rows;
    };
    return { ...format, parse, parseRows };
  };

  const run = (context, topic) => {
    for (const [name, part] of Object.entries(context)) {
      if (name === "topic") continue;
      test = name;
      if (typeof part === "function") part(topic);
      else run(part, part.topic === undefined ? topic : part.topic(topic));
    }
  };

  const suite = { addBatch: (batch) => run(batch), export: () => {} };
  const modules = {
    "../": { ...real, csv: noting(real.csv, { delimiter: "," }), tsv: noting(real.tsv, { delimiter: "\t" }) },
    vows: { describe: () => suite },
    fs: { readFileSync: (path, encoding) => readFileSync(join(root, path), encoding) },
    assert: require("node:assert"),
  };
  for (const file of ["csv-test.js", "tsv-test.js"]) {
    runInNewContext(readFileSync(join(root, "test", file), "utf8"), { require: (name) => modules[name], module: { exports: {} } });
  }
  return cases;
}
