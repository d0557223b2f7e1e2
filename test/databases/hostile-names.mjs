// 10 000 hostile names of tables, columns, categories and segments in an engine: the rows are scored as `assign` scores them, what is handed
// on is what was stored, and nothing else in the database changes.
import assert from "node:assert/strict";
import { assign, clusterSegments, InputError } from "../../dist/index.js";
import { scoreSql } from "../../dist/sql.js";
import { randomOf } from "./random.mjs";

const fragments = [
  '"', '""', "'", "''", "\\", "\\\\", "\\'", '\\"', "`", "``", "\\`", "[", "]", "]]", ";", "--", "/*", "*/", "#", "$", "$$", "${", "}", "${spark.app.name}", "{{x}}", "%s", "?", "$1", ":a", "@a", "&b",
  "DROP TABLE canary", "'; DROP TABLE canary; --", '"; DROP TABLE canary; --', "`; DROP TABLE canary; --", "\\'; DROP TABLE canary; --", "') OR 1=1 --", "UNION SELECT 1", "NULL", "select", "from", "AS x", "E'", "X'00'", "N'", "r'", "\\u0027", "\\x27", "\\047", "&#39;", "%27",
  "\n", "\r\n", "\t", "\u0001", "\u001b", "\u007f", "\u00a0", "\u200b", "\u2028", "\u202e", "\ufeff", "\ufffd", "é", "e\u0301", "ß", "İ", "ſ", "🧁", "👩‍💻", "漢字", "عربى", "\u{10ffff}", ".", ",", "(", ")", " ", "  ", "a", "b", "0", "1", "_", "=", "<", ">", "|", "||", "::", "->", "p0", "segment_cells", "closest", "__proto__", "\u0000", "\ud800",
];
const most = 40; // bytes or so: PostgreSQL knows no names above 63

function hostileName(random) {
  let name = "";
  const parts = 1 + Math.floor(random() * 6);
  for (let i = 0; i < parts && Buffer.byteLength(name) < most; i++) name += fragments[Math.floor(random() * fragments.length)];
  return Buffer.byteLength(name) > 63 ? name.slice(0, 9) : name;
}

/** Distinct names, also for engines that do not tell capitals from small letters, and for those that trim. */
function distinctNames(random, count, isFine) {
  const [names, seen] = [[], new Set(["segment", "segment_name", "distance", "margin"])];
  while (names.length < count) {
    const name = hostileName(random);
    const key = name.normalize("NFKC").toLowerCase().toUpperCase().trim();
    const isLost = name.startsWith("\ufeff"); // drivers that decode UTF-8 take a first mark of byte order away
    if (name.trim() === "" || isLost || seen.has(key) || !isFine(name)) continue;
    seen.add(key);
    names.push(name);
  }
  return names;
}

const shape = { numbers: 6, categories: 8, levels: 9, rows: 60, k: 4 };
const canary = { name: "canary", columns: [{ name: "a", type: "integer", values: [1, 2, 3] }] };

/** A table under hostile names, and its model. */
export function hostileCase(random, isFine) {
  const [table, id, ...others] = distinctNames(random, 2 + shape.numbers + shape.categories, isFine.name);
  const columns = others.map((name) => name.trim()); // a model knows columns by their names without blanks around
  const segments = distinctNames(random, shape.k, isFine.text);
  const levels = columns.slice(shape.numbers).map(() => distinctNames(random, shape.levels, isFine.text).map((level) => level.trim()));
  const rows = Array.from({ length: shape.rows }, () => columns.map((_, at) => {
    return at < shape.numbers ? Math.round(random() * 1e6) / 1e3 : levels[at - shape.numbers][Math.floor(random() * shape.levels)];
  }));
  const source = rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at], cell])));
  const features = columns.map((column, at) => ({ column, type: at < shape.numbers ? "number" : "category" }));
  const options = { features, k: shape.k, effort: "fast", structure: false, names: segments };
  return { table, id, columns, rows, source, options, names: 2 + columns.length + segments.length + levels.flat().length };
}

/** Whether a dialect can say a name, or a text: what it cannot say must be refused as that, and is counted. */
export function sayable(dialect, refused) {
  const { model } = clusterSegments([{ a: 1 }, { a: 2 }, { a: 9 }], { features: ["a"], k: 2, structure: false });
  const isSayable = (kind, say) => (name) => {
    try {
      say(name);
      return true;
    } catch (error) {
      assert.ok(error instanceof InputError && error.code === "not-in-sql", String(error));
      assert.match(name, /\u0000|\ud800|\$\{/, "only these need be refused");
      refused[kind]++;
      return false;
    }
  };
  const score = (own, from) => scoreSql(own, { from, dialect, columns: [] });
  return {
    name: isSayable("name", (name) => score(model, name)),
    text: isSayable("text", (name) => score({ ...model, names: [name, "other"] }, "t")),
  };
}

/** Scores tables under at least `count` hostile names in an engine; what the dialect cannot say must be refused as that. */
export async function hostileNames(engine, count, seed = 1) {
  const random = randomOf(seed);
  const refused = { name: 0, text: 0 };
  const isFine = sayable(engine.dialect, refused);
  await engine.load(canary);
  const found = { names: 0, tables: 0, rows: 0, refused };
  while (found.names < count) {
    const { table, id, columns, rows, source, options, names } = hostileCase(random, isFine);
    let model;
    try {
      ({ model } = clusterSegments(source, options));
    } catch (error) {
      if (error instanceof InputError) continue; // such as fewer than k distinct rows
      throw error;
    }
    const stored = columns.map((name, at) => ({ name, type: at < shape.numbers ? "number" : "text", values: rows.map((row) => row[at]) }));
    await engine.load({ name: table, columns: [{ name: id, type: "integer", values: rows.map((_, i) => i) }, ...stored] });
    const before = await engine.tables();
    const said = await engine.query(scoreSql(model, { from: table, dialect: engine.dialect, columns: [id, ...columns] }));
    assert.deepEqual(await engine.tables(), before, `${engine.name}: tables after ${JSON.stringify(table)}`);
    const { labels } = assign(model, source);
    const inOrder = said.sort((a, b) => Number(a[id]) - Number(b[id]));
    assert.equal(inOrder.length, labels.length);
    inOrder.forEach((row, i) => {
      assert.equal(Number(row.segment), labels[i], `${engine.name}: row ${i} of ${JSON.stringify(table)}`);
      assert.equal(row.segment_name, model.names[labels[i]]);
      assert.deepEqual(columns.map((column) => row[column]), rows[i], `${engine.name}: what is handed on of row ${i}`);
    });
    await engine.drop(table);
    found.names += names;
    found.tables++;
    found.rows += labels.length;
  }
  assert.deepEqual((await engine.query("SELECT a FROM canary ORDER BY a")).map(({ a }) => Number(a)), [1, 2, 3]);
  await engine.drop(canary.name);
  return found;
}
