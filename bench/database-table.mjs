// Customers by a formula: an expression is [operator, …], which bench/database.py evaluates in numpy, and a database in SQL.

const size = 2 ** 31;
/** A number between 0 and 1 that hangs on the id: multiplied, mixed and multiplied again in whole numbers that every engine has. */
const hashed = (salt) => {
  const first = ["%", ["*", ["+", ["id"], 7919 * salt], 1103515245 + 2 * 104729 * salt], size];
  return ["/", ["+", ["%", ["*", ["xor", first, ["div", first, 2 ** 15]], 1264923617], size], 0.5], size];
};
const of = (name) => ["column", name];
const byKind = (...values) => ["case", ["<", of("kind"), 0.4], values[0], ["<", of("kind"), 0.7], values[1], ["<", of("kind"), 0.88], values[2], values[3]];
const normal = (a, b) => ["*", ["sqrt", ["*", -2, ["ln", of(a)]]], ["cos", ["*", 2 * Math.PI, of(b)]]];
const rounded = (x, places) => ["/", ["floor", ["+", ["*", x, 10 ** places], 0.5]], 10 ** places];
const atLeast0 = (x) => ["max", 0, rounded(x, 0)];
const around = (means, deviations, by) => ["+", byKind(...means), ["*", byKind(...deviations), by]];
const text = (name) => ["text", name];
/** One of some texts, each as likely. */
const oneOf = (names, draw) => ["case", ...names.slice(0, -1).flatMap((name, at) => [["<", of(draw), (at + 1) / names.length], text(name)]), text(names.at(-1))];
/** The text of the customer's kind, or so often any of them. */
const mostly = (share, own, names, [gate, draw]) => ["case", ["<", of(gate), share], byKind(...own.map(text)), oneOf(names, draw)];

const channels = ["Email", "Search", "Social", "Direct", "Affiliate"];
const plans = ["free", "basic", "pro"];
const draws = ["kind", "a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2", "gap", "gate", "pick", "place", "gate2", "pick2", "draw"];

/** What is segmented by: four kinds of customers, with a skewed number, one with missing cells, one that never repeats. */
const made = [
  ["spend", rounded(["exp", around([3, 4.5, 5.5, 6.5], [0.5, 0.5, 0.5, 0.5], normal("a1", "a2"))], 2)],
  ["orders", atLeast0(around([2, 10, 25, 5], [1, 3, 6, 2], normal("b1", "b2")))],
  ["recency", ["case", ["<", of("gap"), 0.02], ["none"], atLeast0(around([200, 60, 10, 120], [60, 30, 6, 40], normal("c1", "c2")))]],
  ["basket", around([20, 24, 28, 32], [5, 5, 5, 5], normal("d1", "d2"))],
  ["channel", mostly(0.7, channels.slice(0, 4), channels, ["gate", "pick"])],
  ["region", oneOf(["North", "South", "West"], "place")],
  ["plan", mostly(0.6, ["free", "basic", "pro", "free"], plans, ["gate2", "pick2"])],
];
export const features = made.map(([name]) => name);
/** All columns, each after those that it reads. */
export const columns = [...draws.map((name, salt) => [name, hashed(salt + 1)]), ...made];

const dialects = {
  duckdb: { div: (a, b) => `(${a} // ${b})`, xor: (a, b) => `xor(${a}, ${b})`, range: (rows) => `(SELECT range AS id FROM range(${rows})) AS source` },
  clickhouse: { div: (a, b) => `intDiv(${a}, ${b})`, xor: (a, b) => `bitXor(${a}, ${b})`, range: (rows) => `(SELECT toInt64(number) AS id FROM numbers(${rows})) AS source` },
  spark: { div: (a, b) => `(${a} div ${b})`, xor: (a, b) => `(${a} ^ ${b})`, range: (rows) => `range(0, ${rows}, 1, 16)` },
};

function sqlOf(dialect, tree) {
  if (typeof tree === "number") return Number.isInteger(tree) ? `${tree}` : `${tree}e0`;
  const [operator, ...parts] = tree;
  if (operator === "id") return "id";
  if (operator === "column") return parts[0];
  if (operator === "text") return `'${parts[0]}'`;
  if (operator === "none") return "NULL";
  const all = parts.map((part) => sqlOf(dialect, part));
  if (operator === "case") {
    const branches = all.slice(0, -1).map((part, at) => (at % 2 === 0 ? `WHEN ${part}` : `THEN ${part}`));
    return `CASE ${branches.join(" ")} ELSE ${all.at(-1)} END`;
  }
  if (operator in dialect) return dialect[operator](...all);
  if (operator === "max") return `greatest(${all.join(", ")})`;
  return all.length === 2 ? `(${all.join(` ${operator} `)})` : `${operator}(${all[0]})`;
}

/** A SELECT of so many customers. */
export function rowsSql(engine, rows) {
  const dialect = dialects[engine];
  const listed = (some) => some.map(([name, tree]) => `${sqlOf(dialect, tree)} AS ${name}`).join(",\n  ");
  const drawn = `SELECT id,\n  ${listed(columns.slice(0, draws.length))}\nFROM ${dialect.range(rows)}`;
  return `SELECT id, draw,\n  ${listed(made)}\nFROM (\n${drawn}\n) AS drawn`;
}
