// The two questions of the analysis of an online-learning platform, for a table that has its columns.
import { crosstab, influence } from "audience-segmentation";
import { table as textTable, title, wrap } from "./print.mjs";

const social = ["Facebook", "YouTube", "LinkedIn", "Twitter", "Instagram"];

/** Whether a column is there, with something in it. */
const holds = (column) => column !== undefined && column.some((cell) => cell !== null && !Number.isNaN(cell));

/** Prints both answers, or nothing where a column is not there. `regions` and `channels` name the codes. */
export function showQuestions(table, regions, channels) {
  const { minutes_watched: minutes, region, channel } = table;
  if (!(minutes instanceof Float64Array) || ![minutes, region, channel].every(holds)) return;
  console.log(title("Does the channel influence how much people learn?"));
  const learning = influence(table, { of: "channel", on: "minutes_watched", missing: 0, labels: channels });
  console.log(wrap(learning.sentence));
  const figures = ({ name, size, mean, median }) => [name, String(size), mean.toFixed(0), median.toFixed(0)];
  console.log(textTable([["", "customers", "mean", "median"], ...learning.groups.map(figures)]));

  console.log(title("Where do people find the platform: through social media?"));
  const { rows, columns, rowShares, p, cramersV } = crosstab(table, "region", "channel");
  const shares = rows.map((_, i) => Array.from(rowShares.data.subarray(i * rowShares.cols, (i + 1) * rowShares.cols)));
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  const names = columns.map((code) => channels[code] ?? code);
  const head = ["", ...rows.map((code) => regions[code] ?? code)];
  const byChannel = names.map((name, j) => [name, ...shares.map((row) => percent(row[j]))]);
  const bySocial = shares.map((row) => percent(row.reduce((sum, share, j) => sum + (social.includes(names[j]) ? share : 0), 0)));
  console.log(textTable([head, ...byChannel, ["in social media", ...bySocial]]));
  console.log(wrap(sayLink(p, cramersV)));
}

function sayLink(p, cramersV) {
  const test = `(chi-squared, ${p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`}; Cramér's V = ${cramersV.toFixed(3)})`;
  if (!(p < 0.05)) return `No measurable link of region and channel ${test}.`;
  if (cramersV < 0.2) return `Region and channel do go together, but weakly ${test}: knowing the region tells little of the channel.`;
  return `Region and channel go together ${test}.`;
}
