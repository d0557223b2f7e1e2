// The parts of the example's output.
import { formatSegments } from "audience-segmentation";
import { number, table, title, wrap } from "./print.mjs";

const groups = { clear: "real groups", weak: "groups that overlap", none: "no groups beyond single columns" };

export function showDescription({ rows, columns }) {
  console.log(title(`The table: ${rows} rows`));
  const numeric = columns.filter(({ numbers }) => numbers !== undefined);
  const head = ["", "missing", "mean", "deviation", "min", "median", "max"];
  const figures = ({ column, missing, numbers: n }) => [column, String(missing), ...[n.mean, n.deviation, n.min, n.median, n.max].map(number)];
  if (numeric.length > 0) console.log(table([head, ...numeric.map(figures)]));
  for (const { column, missing, distinct, top } of columns) {
    if (top === undefined) continue;
    const levels = top.slice(0, 5).map(({ level, count }) => `${level} ${count}`).join(", ");
    console.log(wrap(`${column}: ${distinct} categories, ${missing} missing. Most frequent: ${levels}.`, "  "));
  }
}

/** `names`: the columns of the table. Two levels of one category go together by what they are: that is nothing to list. */
export function showCorrelations({ columns, matrix }, names) {
  console.log(title("Correlations (Pearson)"));
  const at = (i, j) => matrix.data[i * columns.length + j];
  const cell = (r) => (Number.isNaN(r) ? "-" : r.toFixed(3));
  const all = table([["", ...columns], ...columns.map((name, i) => [name, ...columns.map((_, j) => cell(at(i, j)))])]);
  if (all.indexOf("\n") <= 80) return console.log(all);
  console.log("The strongest:");
  const areLevels = (...pair) => names.some((name) => pair.every((column) => column.startsWith(`${name}: `)));
  const pairs = columns.flatMap((a, i) => columns.slice(0, i).map((b, j) => ({ a, b, r: at(i, j) }))).filter(({ a, b, r }) => !Number.isNaN(r) && !areLevels(a, b));
  pairs.sort((p, q) => Math.abs(q.r) - Math.abs(p.r));
  for (const { a, b, r } of pairs.slice(0, 8)) console.log(`${r.toFixed(3).padStart(7)}  ${a} and ${b}`);
}

export function showChoice({ choice }) {
  console.log(title("How many segments?"));
  console.log(wrap(choice.reason));
  if (choice.structure !== undefined) console.log(`Structure: ${groups[choice.structure]}.`);
}

export function showElbow({ choice, elbow }) {
  console.log(title("The elbow: WCSS of k-means for each k"));
  elbow.k.forEach((k, i) => {
    const bar = "#".repeat(Math.round((40 * elbow.inertia[i]) / elbow.inertia[0]));
    const mark = [k === choice.k ? "chosen" : "", k === elbow.knee ? "knee" : ""].filter((word) => word !== "").join(", ");
    console.log(`${String(k).padStart(4)}  ${elbow.inertia[i].toFixed(1).padStart(10)}  ${bar}${mark === "" ? "" : `  <- ${mark}`}`);
  });
}

export function showSegments(result) {
  console.log(title(`${result.k} segments: averages, and share of each category`));
  console.log(formatSegments(result, "text"));
  console.log(title("In words"));
  for (const { id, name, description } of result.segments) console.log(wrap(`${id + 1}. ${name}: ${description}`, "   "));
}

/** What the library does by itself, beside the published analysis. */
export function showOwn(own, published) {
  console.log(title("What the library does by itself"));
  console.log(wrap(own.choice.reason));
  for (const { name, description } of own.segments) console.log(wrap(`- ${name}: ${description}`, "  "));
  const why = [
    "Why they differ: in the published analysis each of the 8 channels and 3 regions weighs as much as the minutes watched or the value",
    "of a customer, so the segments are channels and regions. By default a category weighs as much as one number, very large values are",
    `tamed, and k is the one that describes the rows best: ${own.k} here, ${published.k} there.`,
  ];
  console.log(wrap(why.join(" ")));
}

export function showWarnings(warnings) {
  if (warnings.length === 0) return;
  console.log(title("Things to check"));
  for (const warning of warnings) console.log(wrap(`- ${warning}`, "  "));
}
