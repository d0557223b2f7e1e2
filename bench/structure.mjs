// What the search for structure says of noise, of gradients and of tables with groups: 50 draws a row, and the table of results.
//   npm run build && node bench/structure.mjs > bench/results/structure.md
// DRAWS=10 takes fewer; ONLY=bands names the rows to do. Real tables are read from ../shared, beside the project, where it is there.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { clusterSegments, matrix, parseCsv } from "audience-segmentation";

const draws = Number(process.env.DRAWS ?? 50);
const shared = new URL("../../shared/", import.meta.url);

/** A stream of numbers from 0 to below 1, of integers alone (mulberry32). */
function randomOf(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const count = (n) => Array.from({ length: n }, (_, i) => i);
const pick = (random, from) => from[Math.floor(random() * from.length)];
const columns = (rows, cols, cell) => Object.fromEntries(count(cols).map((j) => [`c${j}`, count(rows).map((i) => cell(i, j))]));
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
const likert = (x) => clamp(Math.round(3 + x), 1, 5);

/** Rows of a common factor, of which each column holds the share `r`. */
const factor = (random, rows, cols, r, cell = (x) => x) => {
  const common = count(rows).map(() => normal(random));
  return columns(rows, cols, (i, j) => cell(Math.sqrt(r) * common[i] + Math.sqrt(1 - r) * normal(random), j));
};

/** Columns mixed at random, so that their correlations are. */
const mixed = (random, rows, cols, cell = (x) => x) => {
  const by = count(cols).map(() => count(cols).map(() => normal(random)));
  const from = count(rows).map(() => count(cols).map(() => normal(random)));
  return columns(rows, cols, (i, j) => cell(by[j].reduce((sum, b, l) => sum + b * from[i][l], 0) / Math.sqrt(cols)));
};

/** Rows of k classes, each with a mean of its own in every column, `apart` standard deviations from the next on average. */
const blobs = (random, rows, cols, k, apart, cell = (x) => x) => {
  const centres = count(k).map(() => count(cols).map(() => (apart / Math.SQRT2) * normal(random)));
  const of = count(rows).map(() => Math.floor(k * random()));
  return columns(rows, cols, (i, j) => cell(centres[of[i]][j] + normal(random), of[i]));
};
const two = (random, apart) => columns(500, 4, (i) => (apart / 2) * (i % 2) + normal(random)); // so far apart in all four columns together
const latent = (random, rows, cols, k, share) => {
  const likely = count(k).map(() => count(cols).map(() => (random() < 0.5 ? share : 1 - share)));
  const of = count(rows).map(() => Math.floor(k * random()));
  return columns(rows, cols, (i, j) => (random() < likely[of[i]][j] ? "yes" : "no"));
};
const retail = (random) => {
  const of = count(1000).map(() => Math.floor(5 * random()));
  const likely = count(5).map(() => count(3).map(() => count(4).map(() => random() ** 3)));
  const centres = count(5).map(() => count(4).map(() => 2.5 * normal(random)));
  const level = (weights) => {
    let rest = random() * weights.reduce((sum, w) => sum + w);
    return "abcd"[Math.max(0, weights.findIndex((w) => (rest -= w) < 0))];
  };
  return { ...columns(1000, 4, (i, j) => centres[of[i]][j] + normal(random)), ...Object.fromEntries(count(3).map((c) => [`cat${c}`, of.map((k) => level(likely[k][c]))])) };
};
/** Spend of rows that buy or do not; k segments differ in how often and how much, of each of five kinds. */
const spend = (random, k) => {
  const often = count(k).map(() => count(5).map(() => 0.1 + 0.8 * random()));
  const much = count(k).map(() => count(5).map(() => 1.5 * normal(random)));
  const of = count(1000).map(() => Math.floor(k * random()));
  return columns(1000, 5, (i, j) => (random() < often[of[i]][j] ? Math.exp(much[of[i]][j] + 0.7 * normal(random)) : 0));
};
/** Recency, frequency and money of one population: a Poisson process of gamma rates, until an exponential lifetime of gamma rates. */
const buyers = (random) => {
  const gamma = (shape) => count(shape).reduce((sum) => sum - Math.log(1 - random()), 0);
  const people = count(2000).map(() => {
    const [rate, life] = [gamma(2) / 20, -Math.log(1 - random()) / (gamma(2) / 100)];
    let [last, bought] = [0, 1];
    for (let t = -Math.log(1 - random()) / rate; t < Math.min(life, 100); t -= Math.log(1 - random()) / rate) [last, bought] = [t, bought + 1];
    return [100 - last, bought, bought * Math.exp(3 + 0.6 * normal(random))];
  });
  return { recency: people.map(([r]) => r), frequency: people.map(([, f]) => f), money: people.map(([, , m]) => m) };
};
const shares = (random) => {
  const rows = count(1000).map(() => {
    const parts = count(4).map(() => -Math.log(1 - random()));
    const sum = parts.reduce((a, b) => a + b);
    return parts.map((part) => part / sum);
  });
  return columns(1000, 4, (i, j) => rows[i][j]);
};
const halo = (random, rows, cols, k) => {
  const common = count(rows).map(() => normal(random));
  const centres = count(k).map(() => count(cols).map(() => 1.2 * normal(random)));
  const of = count(rows).map(() => Math.floor(k * random()));
  return columns(rows, cols, (i, j) => likert(centres[of[i]][j] + 0.6 * common[i] + 0.7 * normal(random)));
};
const levels = (random, rows, cols, count_, k) => {
  const likely = count(k).map(() => count(cols).map(() => count(count_).map(() => random() ** 4)));
  const of = count(rows).map(() => Math.floor(k * random()));
  return columns(rows, cols, (i, j) => {
    const weights = likely[of[i]][j];
    let rest = random() * weights.reduce((sum, w) => sum + w);
    return "abcdefghijklmnop"[Math.max(0, weights.findIndex((w) => (rest -= w) < 0))];
  });
};
const bands = (random) => {
  const x = count(1000).map(() => normal(random));
  return { x, other: x.map(() => normal(random)), band: x.map((v) => "abcde"[clamp(Math.floor(2.5 + 1.2 * v), 0, 4)]) };
};
const mixture = (random) => ({ ...columns(1000, 2, () => normal(random)), channel: count(1000).map(() => pick(random, "abcd")), region: count(1000).map(() => pick(random, "xxyz")) });

const raw = { transform: "none", winsorise: false };
const asNumbers = (cols) => ({ features: count(cols).map((j) => ({ column: `c${j}`, type: "number" })) });
/** The options of rows that need some; all others take the defaults. */
const optionsOf = {
  "lognormal 1.5, 1 500 x 3, raw": raw,
  "lognormal, correlated, 1 500 x 3, raw": raw,
  "zero-inflated, 4 segments, raw": raw,
  "lognormal, 4 segments, raw": raw,
  "10 yes/no of one gradient, as numbers": asNumbers(10),
};
const noise = {
  "uniform 300 x 2": (random) => columns(300, 2, random),
  "uniform 1 500 x 4": (random) => columns(1500, 4, random),
  "uniform 5 000 x 10": (random) => columns(5000, 10, random),
  "Gaussian 30 x 5": (random) => columns(30, 5, () => normal(random)),
  "Gaussian 60 x 3": (random) => columns(60, 3, () => normal(random)),
  "Gaussian 1 500 x 4": (random) => columns(1500, 4, () => normal(random)),
  "Gaussian 5 000 x 14": (random) => columns(5000, 14, () => normal(random)),
  "wide Gaussian 300 x 60": (random) => columns(300, 60, () => normal(random)),
  "wide factor model 500 x 80": (random) => factor(random, 500, 80, 0.4),
  "Gaussian, correlated, 100 000 x 6": (random) => factor(random, 100_000, 6, 0.5),
  "Gaussian, random correlations, 1 500 x 4": (random) => mixed(random, 1500, 4),
  "Gaussian, correlated 0.9, 1 000 x 5": (random) => factor(random, 1000, 5, 0.9),
  "lognormal, correlated, 1 500 x 3": (random) => mixed(random, 1500, 3, Math.exp),
  "lognormal, correlated, 1 500 x 3, raw": (random) => mixed(random, 1500, 3, Math.exp),
  "lognormal 1.5, 1 500 x 3": (random) => columns(1500, 3, () => Math.exp(1.5 * normal(random))),
  "lognormal 1.5, 1 500 x 3, raw": (random) => columns(1500, 3, () => Math.exp(1.5 * normal(random))),
  "t with 3 df, 1 500 x 4": (random) => columns(1500, 4, () => normal(random) / Math.sqrt(count(3).reduce((sum) => sum + normal(random) ** 2, 0) / 3)),
  "multivariate t4, 1 500 x 4": (random) => {
    const scale = count(1500).map(() => Math.sqrt(count(4).reduce((sum) => sum + normal(random) ** 2, 0) / 4));
    return columns(1500, 4, (i) => normal(random) / scale[i]);
  },
  "Likert 0.5, 800 x 8": (random) => factor(random, 800, 8, 0.5, likert),
  "Likert halo 600 x 12": (random) => factor(random, 600, 12, 0.4, likert),
  "Likert strong halo 600 x 20": (random) => factor(random, 600, 20, 0.75, likert),
  "binary 1 000 x 8": (random) => columns(1000, 8, () => Number(random() < 0.4)),
  "two numbers and two categories": mixture,
  "2 categories of 15, 60 rows": (random) => columns(60, 2, () => `level ${Math.floor(15 * random())}`),
  "zero-inflated spend, independent": (random) => columns(1000, 5, () => (random() < 0.5 ? 0 : Math.exp(normal(random)))),
  "zero-inflated spend, one activity": (random) => factor(random, 1000, 5, 0.5, (x) => Math.max(0, x)),
  "3 columns of half zeros": (random) => factor(random, 1000, 3, 0.6, (x) => Math.max(0, x)),
  "16 rounded columns of one factor": (random) => factor(random, 800, 16, 0.85, (x) => Math.round(2 * x)),
  "near-duplicate columns": (random) => factor(random, 1000, 5, 0.99),
  "near-duplicate columns, 300 rows": (random) => factor(random, 300, 5, 0.99),
  "RFM of one population": buyers,
};
const gradients = {
  "number and its bands": bands,
  "4 categories cut from one gradient": (random) => factor(random, 1000, 4, 0.7, (x) => "abcd"[clamp(Math.floor(2 + 1.2 * x), 0, 3)]),
  "10 yes/no of one gradient": (random) => factor(random, 1000, 10, 0.6, (x, j) => (x > (j - 5) / 4 ? "yes" : "no")),
  "10 yes/no of one gradient, as numbers": (random) => factor(random, 1000, 10, 0.6, (x, j) => Number(x > (j - 5) / 4)),
};
const bends = {
  "curve y = x²": (random) => {
    const x = count(1000).map(() => normal(random));
    return { x, y: x.map((v) => v * v + 0.2 * normal(random)), z: x.map(() => normal(random)) };
  },
  "shares of wallet": shares,
};
const groups = {
  "retail mixed, 5 classes": retail,
  "two blobs 4 sd apart, 500 x 4": (random) => two(random, 4),
  "two blobs 3 sd apart": (random) => two(random, 3),
  "4 blobs, 1 000 x 5": (random) => blobs(random, 1000, 5, 4, 4),
  "80 rows, 3 blobs": (random) => blobs(random, 80, 5, 3, 5),
  "3 latent classes, 10 yes/no": (random) => latent(random, 600, 10, 3, 0.9),
  "wide 500 x 80, 4 classes in 10 columns": (random) => {
    const [few, rest] = [blobs(random, 500, 10, 4, 4), columns(500, 70, () => normal(random))];
    return { ...few, ...Object.fromEntries(Object.entries(rest).map(([name, cells]) => [`n${name}`, cells])) };
  },
  "wide 500 x 60, 3 diffuse classes": (random) => blobs(random, 500, 60, 3, 1),
  "Likert halo, 3 classes": (random) => halo(random, 600, 12, 3),
  "zero-inflated, 4 segments": (random) => spend(random, 4),
  "zero-inflated, 4 segments, raw": (random) => spend(random, 4),
  "30 x 5, 3 blobs 6 sd apart": (random) => blobs(random, 30, 5, 3, 6),
  "100 000 x 5, 4 blobs": (random) => blobs(random, 100_000, 5, 4, 4),
  "80 rows, 5 categories of 8, 2 classes": (random) => levels(random, 80, 5, 8, 2),
  "two blobs 3.5 sd apart, 500 x 6": (random) => columns(500, 6, (i) => (i % 2) * (3.5 / Math.sqrt(6)) + normal(random)),
  "lognormal, 4 segments, raw": (random) => blobs(random, 1000, 4, 4, 3, (x) => Math.exp(x / 2)),
  "lognormal, 4 segments": (random) => blobs(random, 1000, 4, 4, 3, (x) => Math.exp(x / 2)),
  "rare segment of 2 %, 6 sd away": (random) => columns(1000, 5, (i) => normal(random) + (i < 20 ? 6 : 0)),
};

/** A table of shared/reference as measured; `share` of its rows drawn. */
const reference = (name, share) => {
  const file = new URL(`reference/${name}`, shared);
  const { rows, cols } = JSON.parse(readFileSync(`${file.pathname}.json`, "utf8"));
  const { buffer, byteOffset, byteLength } = gunzipSync(readFileSync(`${file.pathname}.f64.gz`));
  const data = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return (random) => {
    const kept = count(rows).filter(() => random() < share);
    return matrix(kept.flatMap((row) => [...data.subarray(row * cols, (row + 1) * cols)]), kept.length, cols);
  };
};
const real = existsSync(shared) ? {
  "s1, 90 %": reference("s1", 0.9),
  "iris, 80 %": reference("iris", 0.8),
  "unbalance, 80 %": reference("unbalance", 0.8),
  "wholesale, 80 %": reference("wholesale", 0.8),
  "RFM, 80 %": reference("rfm", 0.8),
  "usarrests, 80 %": reference("usarrests", 0.8),
  "cards, 80 % (17 columns)": reference("cc", 0.8),
} : {};
const file = (name) => parseCsv(readFileSync(new URL(`data/${name}`, shared), "utf8"));
const permuted = (table) => (random) => Object.fromEntries(Object.entries(table).map(([name, cells]) => {
  const order = Array.from(cells);
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return [name, order];
}));
const some = (table, share) => (random) => {
  const kept = Array.from(Object.values(table)[0]).map(() => random() < share);
  return Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, Array.from(cells).filter((_, i) => kept[i])]));
};
const categories = [{ column: "region", type: "category" }, { column: "channel", type: "category" }];
const published = { ...raw, scaling: "column" };
const thirteen = { ...published, features: [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", ...categories] };
const fourteen = { ...published, features: [...thirteen.features, { column: "region", type: "number" }] };
const log = { ...published, features: [{ column: "minutes_watched", missing: { fill: 0 }, transform: "log1p" }, "CLV", ...categories] };
const customers = existsSync(shared) ? file("customers.csv") : undefined;
const exports = existsSync(shared) ? ["mall.csv", "wholesale.csv", "cards.csv", "rfm.csv"] : [];
const mall = existsSync(shared) ? file("mall.csv") : undefined;
const tables = [
  ...Object.entries(noise).map(([name, make]) => ["noise", name, make, optionsOf[name] ?? {}]),
  ...(customers === undefined ? [] : [
    ["noise", "the customers, columns permuted, 13", permuted(customers), thirteen],
    ["noise", "the customers, columns permuted, 14 (region twice)", permuted(customers), fourteen],
  ]),
  ...exports.map((name) => ["noise", `${name}, columns permuted`, permuted(file(name)), {}]),
  ...Object.entries(gradients).map(([name, make]) => ["gradient", name, make, optionsOf[name] ?? {}]),
  ...Object.entries(bends).map(([name, make]) => ["bend", name, make, {}]),
  ...Object.entries(groups).map(([name, make]) => ["groups", name, make, optionsOf[name] ?? {}]),
  ...Object.entries(real).map(([name, make]) => ["real", name, make, {}]),
  ...(mall === undefined ? [] : [["real", "mall, 80 %", some(mall, 0.8), { features: Object.keys(mall).filter((name) => !/id/i.test(name)) }]]),
  ...(customers === undefined ? [] : [
    ["real", "customers, 13 columns", some(customers, 1), thirteen],
    ["real", "customers, log1p minutes", some(customers, 1), log],
    ["real", "customers, 14 columns", some(customers, 1), fourteen],
    ["real", 'customers, scaling "feature", log1p', some(customers, 1), { features: log.features }],
  ]),
];

const only = process.env.ONLY;
const at = (sorted, share) => sorted[Math.round(share * (sorted.length - 1))].toFixed(1).replace(/^-(?=0\.0$)/, "");
/** What a row falls short of: of noise and gradients 5 % may have a verdict, none of a gradient may be clear, and groups are wanted. */
const shortOf = (kind, none, weak, clear) => {
  const isWanted = kind === "groups" || kind === "real";
  if (isWanted && none > 0) return `none in ${none} of ${draws}`;
  if (!isWanted && (weak + clear > draws / 20 || (kind !== "noise" && clear > 0))) return `weak in ${weak} and clear in ${clear} of ${draws}`;
  return undefined;
};
const fallShort = [];
console.log(`# Is there anything to segment?

${draws} draws a row, made and printed by bench/structure.mjs: 5, 50 and 95 % and the greatest of the score *separated*, 50 and
95 % of *associated*, and in how many draws the verdict was none, weak and clear. All options are the defaults but where the row says
"raw" (no transforms, nothing winsorised) or names the customers' columns (as published, scaling "column"). Of the whole customers only
the seed differs from draw to draw. Noise and gradients should have none, groups and real tables some; a bend is told as groups.

| | table | separated | associated | none | weak | clear |
| --- | --- | --- | --- | --: | --: | --: |`);
for (const [kind, name, make, options] of tables) {
  if (only !== undefined && !name.includes(only)) continue;
  const found = count(draws).map((seed) => clusterSegments(make(randomOf(seed)), { ...options, seed, k: 2, effort: "fast" }).choice);
  const sorted = (figure) => found.map(({ evidence }) => evidence[figure]).sort((a, b) => a - b);
  const separated = sorted("separated");
  const verdicts = ["none", "weak", "clear"].map((verdict) => found.filter((one) => one.structure === verdict).length);
  console.log(`| ${kind} | ${name} | ${[0.05, 0.5, 0.95, 1].map((share) => at(separated, share)).join(", ")} | ${at(sorted("associated"), 0.5)}, ${at(sorted("associated"), 0.95)} | ${verdicts.join(" | ")} |`);
  const short = shortOf(kind, ...verdicts);
  if (short !== undefined) fallShort.push(`- ${name}: ${short}`);
}
console.log(`\nRows that fall short of that:\n\n${fallShort.join("\n") || "none"}`);
