// The reports that are rendered; they need dist, so npm run build comes first.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const real = resolve(root, "../shared/data/customers.csv");

/** The report of the real customers, or else of the bundled ones, with both questions. */
async function customers({ clusterSegments, parseCsv, report }) {
  const table = parseCsv(readFileSync(existsSync(real) ? real : join(root, "examples/customers.csv"), "utf8"));
  const regions = { 0: "Anglo-Saxon", 1: "Western Europe", 2: "World" };
  const features = [{ column: "minutes_watched", missing: { fill: 0 } }, "CLV", { column: "region", type: "category", labels: regions }, { column: "channel", type: "category" }];
  const questions = [{ of: "channel", on: "minutes_watched" }, { of: "region", on: "channel" }];
  return report(clusterSegments(table, { features, effort: "fast" }), table, { questions });
}

/** Twenty segments with names of forty characters, of more rows than dots are drawn for, columns and levels with long names. */
async function many({ clusterSegments, report }) {
  const long = (words, i) => `${words} ${i} `.padEnd(40, "of a rather long name ").slice(0, 40);
  const rows = Array.from({ length: 6000 }, (_, i) => ({ group: i % 20, noise: ((i * 7919) % 1000) / 1000, other: ((i * 104729) % 997) / 997 }));
  const amount = "an amount whose name is forty long, euro";
  const channel = "the channel by which the customer came in";
  const table = {
    [amount]: rows.map(({ group, noise }) => 100 * (group % 5) + 20 * noise),
    visits: rows.map(({ group, other }) => 1000 * Math.floor(group / 5) + 100 * other),
    unbrokenlongnameunbrokenlongnameunbroken: rows.map(({ noise, other }) => noise + other),
    [channel]: rows.map(({ group, noise }) => long("channel", noise < 0.01 ? 12 : Math.floor(12 * noise * ((group + 3) / 23)))),
    region: rows.map(({ group, other }) => long("region", Math.floor(11.9 * other * other * ((group + 5) / 25)))),
  };
  const names = Array.from({ length: 20 }, (_, s) => (s === 3 ? "W".repeat(40) : long(["High spenders", "Low spenders", "Middling"][s % 3], s)));
  const result = clusterSegments(table, { features: [amount, "visits"], k: 20, names, effort: "fast" });
  return report(result, table, { title: "A report whose title is long, of twenty segments with long names", questions: [{ of: channel, on: amount }, { of: "region", on: channel }] });
}

/** Nine segments with long names, rules, a value and profile columns: as much as page one must hold. */
async function nine({ clusterSegments, explain, granularity, profileSegments, report }) {
  const rows = Array.from({ length: 900 }, (_, i) => ({ group: i % 9, noise: ((i * 7919) % 1000) / 1000, other: ((i * 104729) % 997) / 997 }));
  const table = {
    PURCHASES_INSTALLMENTS_FREQUENCY: rows.map(({ group, noise }) => 100 * (group % 3) + 60 * noise),
    MINIMUM_PAYMENTS_OF_THE_YEAR: rows.map(({ group, other }) => 1000 * Math.floor(group / 3) + 700 * other),
    revenue: rows.map(({ group, noise }) => 50 * group * noise),
    churned: rows.map(({ other }) => (other < 0.2 ? "yes" : "no")),
  };
  const names = Array.from({ length: 9 }, (_, s) => `Highest purchases installments frequency, low payments, ${s + 1}`);
  const features = ["PURCHASES_INSTALLMENTS_FREQUENCY", "MINIMUM_PAYMENTS_OF_THE_YEAR"];
  const result = clusterSegments(table, { features, k: 9, names, effort: "fast" });
  const profiles = profileSegments(result, table, { profile: ["churned"], value: "revenue", resamples: 0 });
  const rest = { explanation: explain(result, table), granularity: granularity(result, table, { resamples: 0 }) };
  return report(result, table, { title: "Nine segments, for the meeting of the board on Monday", date: "May 2026", profiles, ...rest });
}

/** The pages by name, or none where nothing is built. */
export async function reportPages() {
  if (!existsSync(join(root, "dist/report.js"))) return [];
  const parts = await Promise.all(["index", "insight", "report"].map((name) => import(join(root, `dist/${name}.js`))));
  const library = Object.assign({}, ...parts);
  return [["report", await customers(library)], ["report-nine", await nine(library)], ["report-many", await many(library)]];
}
