// The two questions of the analysis of an online-learning platform, for a table that has its columns.
import { crosstab, influence } from "audience-segmentation";
import { table as textTable, title, wrap } from "./print.mjs";

const social = ["Facebook", "YouTube", "LinkedIn", "Twitter", "Instagram"];

/** Whether a column is there, with something in it. */
const holds = (column) => column !== undefined && column.some((cell) => cell !== null && !Number.isNaN(cell));

/** The two questions, for the report as well, or none where a column is not there. */
export function questionsFor({ minutes_watched: minutes, region, channel }) {
  if (!(minutes instanceof Float64Array) || ![minutes, region, channel].every(holds)) return [];
  return [{ of: "channel", on: "minutes_watched" }, { of: "region", on: "channel", type: "category" }];
}

/** Prints both answers, if there are any. `regions` and `channels` name the codes. */
export function showQuestions(table, regions, channels) {
  if (questionsFor(table).length === 0) return;
  console.log(title("Does the channel influence how much people learn?"));
  const learning = influence(table, { of: "channel", on: "minutes_watched", missing: 0, labels: channels });
  console.log(wrap(learning.sentence));
  const figures = ({ name, size, mean, median }) => [name, String(size), mean.toFixed(0), median.toFixed(0)];
  console.log(textTable([["", "customers", "mean", "median"], ...learning.groups.map(figures)]));

  console.log(title("Where do people find the platform: through social media?"));
  const { rows, columns, rowShares, sentence } = crosstab(table, "region", "channel", { labels: { region: regions, channel: channels } });
  const shares = rows.map((_, i) => Array.from(rowShares.data.subarray(i * rowShares.cols, (i + 1) * rowShares.cols)));
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  const byChannel = columns.map((name, j) => [name, ...shares.map((row) => percent(row[j]))]);
  const bySocial = shares.map((row) => percent(row.reduce((sum, share, j) => sum + (social.includes(columns[j]) ? share : 0), 0)));
  console.log(textTable([["", ...rows], ...byChannel, ["in social media", ...bySocial]]));
  console.log(wrap(sentence));
}
