// The twelve tables of golden.test.ts, each with what is asked of it. All random numbers are drawn by integers alone.
import { readFileSync } from "node:fs";
import { type ClusterOptions, matrix, type Matrix, parseCsv, prepare, type Table } from "../src/index.ts";

/** A table, how it is segmented, and what is drawn and asked of it. */
export interface GoldenTable {
  readonly table: Table | Matrix;
  readonly options: ClusterOptions;
  /** The table as a file, and the words of the command beside it; the recipe is examples/customers.recipe.json. */
  readonly csv: string;
  readonly words: readonly string[];
  /** Columns to draw: two numbers or none, two categories or fewer. */
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
}

/** A stream of numbers from 0 to below 1. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

type Cells = Readonly<Record<string, readonly (string | number)[]>>;

/** One column a name, the cell of row i made by its function. */
function columnsOf(rows: number, cells: Readonly<Record<string, (i: number) => string | number>>): Cells {
  return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, Array.from({ length: rows }, (_, i) => cell(i))]));
}

/** The cells as CSV; what is NaN or empty is missing. */
function csvOf(cells: Cells): string {
  const names = Object.keys(cells);
  const print = (cell: string | number): string => (Number.isNaN(cell) ? "" : /[",]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
  const rows = cells[names[0]].map((_, i) => names.map((name) => print(cells[name][i])).join(","));
  return `${names.join(",")}\n${rows.join("\n")}\n`;
}

const round = (x: number, places = 100): number => Math.round(x * places) / places;

/** Nearly normal: the sum of twelve uniform numbers less its mean. */
const bell = (random: () => number): number => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)];

const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
const channels = { 1: "Google", 2: "Facebook", 3: "YouTube", 4: "LinkedIn", 5: "Twitter", 6: "Instagram", 7: "Friend", 8: "Other" };

/** The bundled customers as text. */
export const customersCsv: string = readFileSync("examples/customers.csv", "utf8");
const someCustomersCsv = `${customersCsv.split("\n").slice(0, 501).join("\n")}\n`;

/** The features of the published analysis. */
export const published: NonNullable<ClusterOptions["features"]> = [
  { column: "minutes_watched", missing: { fill: 0 } },
  "CLV",
  { column: "region", type: "number" },
  { column: "region", type: "category", labels: regions },
  { column: "channel", type: "category", labels: channels },
];

function customers(): GoldenTable {
  const { table, features } = prepare(parseCsv(someCustomersCsv));
  return {
    table, options: { features, effort: "fast", k: [2, 6] }, csv: someCustomersCsv, words: ["--effort", "fast", "--k", "2..6", "--question", "channel->minutes_watched"],
    numbers: ["CLV", "minutes_watched"], categories: ["region", "channel"],
  };
}

function publishedAnalysis(): GoldenTable {
  const words = ["--recipe", "customers.recipe.json", "--numeric", "region", "--categorical", "region", "--k", "8", "--choose", "dendrogram", "--question", "channel->minutes_watched"];
  return {
    table: parseCsv(someCustomersCsv), options: { features: published, k: [5, 9], choose: "dendrogram" }, csv: someCustomersCsv, words,
    numbers: ["minutes_watched", "CLV"], categories: ["channel", "region"],
  };
}

function readme(): GoldenTable {
  const table = [
    { spend: 900, visits: 2, channel: "Shop" }, { spend: 950, visits: 3, channel: "Shop" }, { spend: 870, visits: 2, channel: "Shop" },
    { spend: 120, visits: 9, channel: "Web" }, { spend: 90, visits: 8, channel: "Web" }, { spend: 140, visits: 9, channel: "App" },
    { spend: 30, visits: 1, channel: "Web" }, { spend: 25, visits: 1, channel: "App" }, { spend: 45, visits: 2, channel: "App" },
  ];
  const csv = csvOf({ spend: table.map(({ spend }) => spend), visits: table.map(({ visits }) => visits), channel: table.map(({ channel }) => channel) });
  return { table, options: { scaling: "feature" }, csv, words: ["--scaling", "feature", "--json"], numbers: ["spend", "visits"], categories: ["channel"] };
}

/** A Matrix under the method "ward". */
function blobs(): GoldenTable {
  const random = randomOf(11);
  const rows = Array.from({ length: 300 }, (_, i) => [0, 1, 2, 3].map((j) => round(bell(random) + ((i % 5) * (j + 2) * 7) % 23)));
  const csv = `a,b,c,d\n${rows.map((row) => row.join(",")).join("\n")}\n`;
  return { table: matrix(rows), options: { method: "ward", choose: "gap" }, csv, words: ["--method", "ward", "--choose", "gap"], numbers: ["column1", "column2"], categories: [] };
}

/** Ties and rows that come again, under the method "kmeans". */
function ties(): GoldenTable {
  const random = randomOf(12);
  const cell = (most: number) => (): number => Math.floor(random() * most);
  const table = columnsOf(150, { x: cell(4), y: cell(3), z: cell(5) });
  return { table, options: { method: "kmeans", seed: 7, choose: "silhouette", k: [2, 7] }, csv: csvOf(table), words: ["--method", "kmeans", "--seed", "7", "--choose", "silhouette", "--k", "2..7"], numbers: ["x", "z"], categories: [] };
}

/** Categories alone, with scaling "feature" and names of the caller. */
function categories(): GoldenTable {
  const random = randomOf(13);
  const table = columnsOf(250, {
    plan: () => pick(random, ["free", "free", "basic", "pro"]), city: (i) => (i % 3 === 0 ? "Ulm" : pick(random, ["Köln", "Bonn", "a < b & \"c\""])),
    device: (i) => (i % 2 === 0 ? "phone" : pick(random, ["desk", "tablet"])), rare: (i) => (i % 50 === 0 ? `r${i}` : "common"),
  });
  const features = ["plan", { column: "city", labels: { Ulm: "Ulm an der Donau" } }, "device", { column: "rare", poolBelow: 0.05, unseen: "rare" }] as const;
  const options: ClusterOptions = { features, scaling: "feature", k: [3, 6], names: ({ id, name }) => `${id + 1} of ${name}` };
  return { table, options, csv: csvOf(table), words: ["--scaling", "feature", "--k", "3..6", "--question", "plan->city"], numbers: [], categories: ["plan", "city"] };
}

function weights(): GoldenTable {
  const random = randomOf(14);
  const table = columnsOf(90, {
    age: () => 20 + Math.floor(random() * 50), spend: (i) => round(100 + bell(random) * 10 + (i % 4) * 60), tier: (i) => (i % 4 < 2 ? "low" : pick(random, ["high", "top"])),
    w: () => 1 + Math.floor(random() * 4) / 2,
  });
  const options: ClusterOptions = { weights: "w", minShare: 0.1, choose: "calinski-harabasz", k: [2, 5], effort: "thorough" };
  const words = ["--weights", "w", "--min-share", "0.1", "--choose", "calinski-harabasz", "--k", "2..5", "--effort", "thorough"];
  return { table, options, csv: csvOf(table), words, numbers: ["age", "spend"], categories: ["tier"] };
}

/** Gaps, one policy a column. */
function gaps(): GoldenTable {
  const random = randomOf(15);
  const holed = (cell: (i: number) => string | number, hole: string | number) => (i: number): string | number => (random() < 0.08 ? hole : cell(i));
  const table = columnsOf(120, {
    mean: holed((i) => round(bell(random) + (i % 3) * 8), NaN), median: holed(() => Math.floor(random() * 90), NaN), fill: holed((i) => 1 + (i % 7), NaN),
    mode: holed((i) => (i % 3 === 0 ? "x" : "y"), ""), category: holed(() => pick(random, ["p", "q"]), ""), drop: holed((i) => i % 11, NaN),
  });
  const features: ClusterOptions["features"] = [
    { column: "mean", missing: "mean" }, { column: "median", missing: "median" }, { column: "fill", missing: { fill: 3 } },
    { column: "mode", missing: "mode" }, { column: "category", missing: "category" }, { column: "drop", missing: "drop" },
  ];
  const words = ["mean=mean", "median=median", "fill=3", "mode=mode", "category=category", "drop=drop"].flatMap((value) => ["--missing", value]);
  return { table, options: { features, choose: "elbow" }, csv: csvOf(table), words: [...words, "--choose", "elbow"], numbers: ["median", "mean"], categories: ["category", "mode"] };
}

/** Columns that look like identifiers and like codes. */
function codes(): GoldenTable {
  const random = randomOf(16);
  const table = columnsOf(110, {
    customer_id: (i) => 100_000 + i * 3, key: (i) => `k-${(i * 37) % 1000}`, region: () => Math.floor(random() * 3), zip: () => `0${1000 + Math.floor(random() * 5)}`,
    status: (i) => i % 2, constant: () => 5, amount: (i) => round(50 + bell(random) * 8 + (i % 2) * 45),
  });
  return { table, options: { choose: "davies-bouldin", k: [2, 6] }, csv: csvOf(table), words: ["--id", "customer_id,key", "--categorical", "region", "--k", "2..6", "--question", "zip->amount"], numbers: ["amount", "region"], categories: ["zip"] };
}

function wide(): GoldenTable {
  const random = randomOf(17);
  const names = Array.from({ length: 30 }, (_, j) => (j === 0 ? "A name of a column that is longer than most pictures have room for" : `c${j}`));
  const table = columnsOf(80, Object.fromEntries(names.map((name, j) => [name, (i: number): number => round(bell(random) * (j + 1) + ((i * (j % 4)) % 6) * 9)])));
  return { table, options: { choose: "height-gap", k: [2, 6], effort: "fast" }, csv: csvOf(table), words: ["--choose", "height-gap", "--k", "2..6", "--effort", "fast"], numbers: ["c1", "c2"], categories: [] };
}

/** Long tails and an outlier. */
function skewed(): GoldenTable {
  const random = randomOf(18);
  const tail = (): number => round(3 / (random() + 0.004), 10);
  const table = columnsOf(230, { spend: (i) => (i === 77 ? 250_000 : tail()), visits: (i) => Math.floor(tail()) + (i % 2) * 40, rank: tail, plain: tail, far: (i) => (i === 50 ? 1e6 : bell(random)) });
  const features: ClusterOptions["features"] = [
    { column: "spend", winsorise: [0, 0.98] }, { column: "visits", transform: "log1p", scale: "robust" }, { column: "rank", transform: "rank", weight: 2 },
    { column: "plain", transform: "sqrt", scale: "min-max" }, "far",
  ];
  const words = ["--transform", "visits=log1p", "--transform", "rank=rank", "--winsorise", "spend=0..0.98", "--k", "2..6"];
  return { table, options: { features, k: [2, 6] }, csv: csvOf(table), words, numbers: ["spend", "visits"], categories: [] };
}

/** An export: amounts of money, dates, yes and no, an order, ids. */
function exported(): GoldenTable {
  const random = randomOf(19);
  const two = (x: number): string => String(x).padStart(2, "0");
  const cells = columnsOf(180, {
    "Order ID": (i) => `A${10_000 + i}`, Revenue: (i) => `$${1 + (i % 3)},${two(Math.floor(random() * 100))}5.50`,
    Joined: (i) => (i % 31 === 4 ? "" : `${two(1 + Math.floor(random() * 28))}/${two(1 + (i % 12))}/202${i % 4}`), Active: () => pick(random, ["yes", "no", "no"]),
    Share: () => `${Math.floor(random() * 100)}%`, Size: (i) => pick(random, i % 9 === 0 ? ["n/a", "S"] : ["S", "M", "L"]), Note: () => "same",
  });
  const csv = csvOf(cells);
  const { table, features } = prepare(parseCsv(csv), { columns: { Size: { order: ["S", "M", "L"] } }, missingWords: ["n/a"], asOf: "2024-12-31" });
  const words = ["--missing-word", "n/a", "--date", "Joined=dmy", "--id", "Order ID", "--k", "2..5", "--question", "Active->Revenue"];
  return { table, options: { features, names: ["Ones", "Twos"], k: 2 }, csv, words, numbers: ["Revenue", "Size"], categories: ["Active"] };
}

/** The tables by name; each is made when its turn comes. */
export const goldenTables: Readonly<Record<string, () => GoldenTable>> = {
  customers, published: publishedAnalysis, readme, blobs, ties, categories, weights, gaps, codes, wide, skewed, export: exported,
};
