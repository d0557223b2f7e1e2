import { formatNumber, formatShare, shorten } from "../core/text.ts";
import type { Feature, PreparedColumn } from "../prepare/spec.ts";
import { formatSegments, sayStructure } from "../segment/format-segments.ts";
import type { Assigned } from "../segment/predict.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Segmented } from "./segment.ts";
import { inOptions } from "./sentences.ts";
import { printable, section, wrap } from "./terminal.ts";

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What came out, for a terminal of 80 columns. */
export function summaryText({ source, rows, columns, features, weights, answers, result }: Segmented): string {
  const { choice, segments, warnings, notices } = result;
  const news = warnings.filter((_, at) => notices[at].code !== "not-used"); // the list of columns says it
  const known = news.map((note) => wrap(`- ${inOptions(note)}`, "  "));
  const parts = [
    wrap(`${source}: ${counted(rows, "row")}, ${counted(columns.length, "column")}`),
    section("What each column was taken for", columnLines(columns, features, weights)),
    section("How many segments?", [wrap(choice.reason), ...(choice.structure === undefined ? [] : [wrap(sayStructure(choice))])]),
    section(`${result.k} ${result.k === 1 ? "segment" : "segments"}: means, and shares of categories`, [formatSegments(result, "text")]),
    section(
      "In words",
      segments.map(({ id, name, description }) => wrap(`${id + 1}. ${name}: ${description}`, "   ")),
    ),
    ...(answers.length === 0
      ? []
      : [
          section(
            "Questions",
            answers.map(({ of, on, sentence }) => wrap(`${of} -> ${on}: ${sentence}`, "  ")),
          ),
        ]),
    ...(known.length === 0 ? [] : [section("Worth knowing", known)]),
  ];
  return `${printable(parts.join("\n"))}\n`;
}

function columnLines(
  columns: readonly PreparedColumn[],
  features: readonly Feature[],
  weights: string | undefined,
): string[] {
  const width = Math.max(...columns.map(({ column }) => shorten(column, 28).length));
  return columns.map(({ column, name, type, missing, leftOut }) => {
    const times = features.filter((feature) => feature.column === name).length;
    const kind = `${times === 2 ? "number and category" : type}${missing === 0 ? "" : `, ${missing} missing`}`;
    const seen = leftOut === undefined ? `not used (${kind})` : type === "id" ? "id, not used" : `not used: ${leftOut}`;
    const unused = column === weights ? "weights" : seen;
    const as = times > 0 ? kind : unused;
    return (
      shorten(column, 28).padEnd(width) +
      wrap(`${"x".repeat(width)}: ${as}`, " ".repeat(width + 2))
        .slice(width)
        .replace(":", " ")
    );
  });
}

/** What came out, as JSON: everything but the labels and the figures of the clustering itself. */
export function summaryJson({ source, rows, columns, features, answers, result }: Segmented): string {
  const { k, segments, choice, inertia, totalInertia, warnings, notices, model } = result;
  const criteria = choice.criteria.map(({ name, k: says, scores }) => ({ name, k: says, scores: Array.from(scores) }));
  const summary = {
    source, rows, k, segments, choice: { ...choice, criteria }, inertia, totalInertia,
    options: { ...model.options, seed: model.seed }, columns, features, questions: answers, warnings, notices,
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

/** How many rows a model placed where and what it had to repair, in lines or as JSON. */
export function placedText(
  source: string,
  { labels, warnings, notices }: Pick<Assigned, "labels" | "warnings" | "notices">,
  names: Segmentation["model"]["names"],
  json: boolean,
): string {
  const sizes = new Array<number>(names.length).fill(0);
  let placed = 0;
  for (const label of labels) {
    if (label < 0) continue;
    sizes[label]++;
    placed++;
  }
  const segments = names.map((name, id) => ({ id, name, size: sizes[id], share: placed === 0 ? 0 : sizes[id] / placed }));
  if (json) return `${JSON.stringify({ source, rows: labels.length, placed, segments, warnings, notices }, null, 2)}\n`;
  const lines = segments.map(({ id, name, size, share }) =>
    wrap(`${id + 1}. ${name}: ${formatNumber(size)} rows, ${formatShare(share)}`, "   "),
  );
  const known = warnings.map((warning) => wrap(`- ${inOptions(warning)}`, "  "));
  const out = labels.length - placed;
  return printable(
    `${[wrap(`${source}: ${labels.length} rows${out === 0 ? "" : `, ${out} of them left out`}`), "", ...lines, ...(known.length === 0 ? [] : ["", ...known])].join("\n")}\n`,
  );
}
