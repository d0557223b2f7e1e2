// Random tables and models for the tests, from a seed.

/** A stream of numbers from 0 to below 1. */
export function randomOf(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let i = 0; i < 3; i++) next();
  return next;
}

const pick = (random, from) => from[Math.floor(random() * from.length)];
const chance = (random, share) => random() < share;
const day = (number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

export const hostile = [
  "Web", "it's", '"', "\\", "\\'; --", "'; DROP TABLE t; --", "a\nb", "a\r\nb", "`", "\u2028", "🧁", "x, 'y'", "' OR 1 = 1 --", "-5", "0012", "%", "NULL", "${spark.app.name}", "$$", "/* */", "größe", "e\u0301",
];
const around = ["", "", "", "", " ", "\t", "\u00a0", "\u3000", "\r\n", "\ufeff"];
const gaps = [null, null, "", "  ", "?", "-", "\\N", "#N/A", "#div/0!", "unknown"];
const numberGaps = ["NA", "n/a", "null", "None", "NaN", "nat"];

const numberPolicies = ["median", "mean", "mode", { fill: 7 }, "drop", "error"];
const levelPolicies = ["category", "mode", "drop", "error", { fill: "Web" }, { fill: "nowhere" }];

/** A column of numbers: how it is stored, what it holds, and what the model is told of it. */
function numbers(random, { isInteger }) {
  const transform = pick(random, [undefined, undefined, "log1p", "log1p", "sqrt", "rank"]);
  const spread = pick(random, [1, 100, 1e6]);
  const cell = () => {
    const value = transform === undefined || transform === "rank" ? (random() - 0.5) * spread : random() * random() * spread;
    return isInteger ? Math.round(value * 10) : value;
  };
  const odd = [-0.9, -1, -1000, 1e9, 3e99, -999, ...(isInteger ? [] : [1e101, 0.4, -0.25, 1e-300])].map((x) => (isInteger ? Math.max(Math.round(x), -1e15) % 1e15 : x));
  const missing = pick(random, numberPolicies);
  const spec = { type: "number", transform, missing, winsorise: pick(random, [undefined, false, [0.05, 0.9]]), scale: pick(random, [undefined, "robust", "min-max"]), weight: pick(random, [undefined, 0.5, 3]) };
  return { stored: isInteger ? "integer" : "number", spec, gaps: [null], cell, later: () => (chance(random, 0.15) ? pick(random, odd) : cell()) };
}

function levels(random, stored) {
  const own = {
    text: hostile.filter(() => chance(random, 0.4)).concat("Web"),
    integer: [1, 2, 3, 7, 12],
    number: [1, 2.5, 3, 0.1, -4],
    boolean: [true, false],
  }[stored];
  const cell = () => pick(random, chance(random, 0.5) ? own.slice(0, 2) : own);
  const dressed = () => (stored === "text" ? `${pick(random, around)}${cell()}${pick(random, around)}` : cell());
  const unseen = { text: ["new", "1.0", "web", ...hostile], integer: [99, 5], number: [8, 0.2], boolean: [true] }[stored];
  const spec = { type: "category", missing: pick(random, levelPolicies), poolBelow: pick(random, [undefined, 0.12]), unseen: pick(random, [undefined, undefined, "zeros", "error"]) };
  return { stored, spec, gaps: stored === "text" ? gaps : [null], cell: dressed, later: () => (chance(random, 0.15) ? pick(random, unseen) : dressed()) };
}

function flags(random, stored) {
  const words = { text: pick(random, [["yes", "No"], ["y", "n"], ["TRUE", "false"], ["Sí", "no"], ["SIM", "NÃO"], ["1", "0"]]), boolean: [true, false], integer: [1, 0], number: [1, 0] }[stored];
  const cell = () => pick(random, words);
  const later = () => (stored === "text" && chance(random, 0.2) ? pick(random, ["maybe", " x ", "✓", "ja", ...numberGaps]) : cell());
  return { stored, spec: { type: "boolean", missing: pick(random, ["category", "mode", "drop"]) }, gaps: stored === "text" ? gaps : [null], cell, later };
}

function places(random, stored) {
  const order = stored === "text" ? ["S", "M", "it's", "XL"] : ["1", "2", "3"];
  const cell = () => (stored === "text" ? pick(random, order) : Number(pick(random, order)));
  const unseen = stored === "text" ? ["XXL", "m", ...numberGaps] : [4, 0];
  return { stored, spec: { type: "ordered", order, missing: pick(random, ["median", { fill: 1 }, "drop"]) }, gaps: stored === "text" ? gaps : [null], cell, later: () => (chance(random, 0.15) ? pick(random, unseen) : cell()) };
}

function dates(random) {
  const cell = () => `${day(19_000 + Math.floor(random() * 900))}${pick(random, ["", "", " 10:20:30", "T23:59:59Z"])}`;
  const odd = ["9999-12-31", "1900-01-01", "2099-12-31", "2150-06-15", "2024-02-29", "2000-02-29", "20220503", "1822-05-03", "2262-01-01", ...numberGaps];
  const faults = ["2023-02-29", "2022-13-01", "2022-00-10", "soon", "1900-02-29"];
  return { stored: "text", spec: { type: "date", missing: pick(random, ["median", "drop", { fill: 3 }]) }, gaps, cell, later: () => (chance(random, 0.2) ? pick(random, chance(random, 0.2) ? faults : odd) : cell()) };
}

const kinds = [
  (random) => numbers(random, { isInteger: false }),
  (random) => numbers(random, { isInteger: true }),
  (random) => levels(random, pick(random, ["text", "text", "integer", "number", "boolean"])),
  (random) => flags(random, pick(random, ["text", "boolean", "integer", "number"])),
  (random) => places(random, pick(random, ["text", "integer", "number"])),
  dates,
];

export const names = [
  "__proto__", "constructor", '"; DROP TABLE t; --', "it's", "`a`\\", "[b]]", "a\nb", "$x", "</script>", "🧁 größe", "rowid'", "null", "\u2028", "visits < 3 or 1 = 1", "segment_cells", "p0", "z1", "source", "closest", "select",
];

/** A table to learn from, one to score, how they are stored, and the options of the model. */
export function randomCase(seed) {
  const random = randomOf(seed);
  const chosen = names.filter(() => chance(random, 0.2)).concat("a").slice(0, 6);
  const columns = chosen.map((name) => ({ name, ...pick(random, kinds)(random) }));
  const isStrict = ({ spec }) => spec.missing === "error";
  const cellOf = (column, isLater) => {
    if (chance(random, isStrict(column) && !isLater ? 0 : 0.12)) return pick(random, column.gaps);
    return isLater ? column.later() : column.cell();
  };
  const rowsOf = (n, isLater) => Array.from({ length: n }, () => columns.map((column) => cellOf(column, isLater)));
  const asRows = (rows) => rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  const [train, later] = [rowsOf(40, false), rowsOf(30, true)];
  const defined = (spec) => Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
  return {
    train: asRows(train),
    later: asRows(later),
    stored: columns.map(({ name, stored }, at) => ({ name, type: stored, values: later.map((row) => row[at]) })),
    options: { features: columns.map(({ name, spec }) => ({ column: name, ...defined(spec) })), k: pick(random, [2, 3, 5]), missingWords: ["unknown", "-999"], scaling: pick(random, ["feature", "column"]), effort: "fast", structure: false },
  };
}
