// The cases of PapaParse: the two lists of its test file, which is run up to where they stand, and its sample files as it reads them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { runInNewContext } from "node:vm";

const require = createRequire(import.meta.url);
const files = ["sample.csv", "sample-header.csv", "slow-sample.csv", "long-sample.csv", "verylong-sample.csv", "utf-8-bom-sample.csv"];
const ours = new Set(["header", "delimiter", "comments", "skipEmptyLines", "dynamicTyping", "skipFirstNLines", "escapeChar"]);

export function papaparse() {
  const Papa = require("papaparse");
  const folder = join(dirname(require.resolve("papaparse/package.json")), "tests");
  const lists = { require: () => ({}), module: { exports: {} }, describe: Object.assign(() => {}, { skip: () => {} }) };
  runInNewContext(readFileSync(join(folder, "test-cases.js"), "utf8"), lists);
  const read = files.map((file) => {
    const input = readFileSync(join(folder, file), "utf8");
    return { description: basename(file), input, expected: Papa.parse(input) };
  });
  return [
    ...lists.CORE_PARSER_TESTS.map((test) => coreCaseOf(Papa, test)),
    ...[...lists.PARSE_TESTS, ...read].map((test) => caseOf(Papa, test, test.config ?? {})),
  ];
}

/** The parser below Papa.parse looks for no delimiter, and gives the header as a row. */
function coreCaseOf(Papa, { expected, ...test }) {
  const [first, ...rows] = expected.data;
  const data = test.config?.header ? [asWritten(first, Papa.parse(test.input, test.config)), ...rows] : expected.data;
  return caseOf(Papa, { ...test, expected: { ...expected, data } }, { delimiter: ",", ...test.config, header: false });
}

function caseOf(Papa, { description, input, expected }, config) {
  const { header = false, delimiter, comments, skipFirstNLines, escapeChar } = config;
  const options = { header };
  const missing = Object.keys(config).filter((key) => !ours.has(key));
  if (typeof delimiter === "string" && delimiter.length === 1 && !'"\r\n\ufeff'.includes(delimiter)) options.delimiter = delimiter;
  else if (delimiter !== undefined) missing.push("delimiter");
  if (typeof comments === "string" || comments === true) options.comment = comments === true ? "#" : comments;
  else if (comments) missing.push("comments");
  if (skipFirstNLines > 0) options.skip = skipFirstNLines;
  if (escapeChar === "\\") options.escape = "\\";
  else if (escapeChar !== undefined) missing.push("escapeChar");
  const data = config.dynamicTyping === undefined ? expected.data : Papa.parse(input, { ...config, dynamicTyping: false }).data;
  const one = { name: description, text: input, options, missing, isFaulty: expected.errors.length > 0 };
  return header ? { ...one, ...tableOf(data, Papa.parse(input, config)) } : { ...one, rows: data };
}

/** Objects as rows; what stands beyond the header comes behind. */
function tableOf(objects, read) {
  const { fields } = read.meta;
  const rows = objects.map((row) => [...fields.flatMap((name) => (name in row ? [row[name]] : [])), ...(row.__parsed_extra ?? [])]);
  return { names: asWritten(fields, read), rows };
}

/** Names as they were written: Papa numbers those that are there twice. */
function asWritten(names, { meta: { renamedHeaders } }) {
  return names.map((name) => renamedHeaders?.[name] ?? name);
}
