import { formatNumber, formatShare, shorten } from "../core/text.ts";
import type { Feature } from "../encode/feature.ts";
import type { PreparedColumn } from "../prepare/spec.ts";
import { formatSegments, sayStructure } from "../segment/format-segments.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Segmented } from "./segment.ts";
import { inOptions } from "./sentences.ts";
import { printable, printableJson, section, wrap } from "./terminal.ts";

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What came out, for a terminal of 80 columns. */
export function summaryText({ source, rows, columns, features, weights, leaveOut, answers, notes, result }: Segmented): string {
  const { choice, segments, warnings } = result;
  const leftOut = columns.filter((column) => column.leftOut !== undefined).map(({ column }) => `Column \`${column}\` is no feature: `);
  const news = notes.filter((note) => !leftOut.some((said) => note.startsWith(said))); // the list of columns says it
  const known = [...news, ...warnings].map((note) => wrap(`- ${inOptions(note)}`, "  "));
  const parts = [
    wrap(`${source}: ${counted(rows, "row")}, ${counted(columns.length, "column")}`),
    section("What each column was taken for", columnLines(columns, features, weights, leaveOut)),
    section("How many segments?", [wrap(choice.reason), ...(choice.structure === undefined ? [] : [wrap(sayStructure(choice.structure))])]),
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
  leaveOut: readonly string[],
): string[] {
  const width = columns.reduce((most, { column }) => Math.max(most, shorten(column, 28).length), 0);
  return columns.map(({ column, name, type, missing, leftOut }) => {
    const times = features.filter((feature) => feature.column === name).length;
    const kind = `${times === 2 ? "number and category" : type}${missing === 0 ? "" : `, ${missing} missing`}`;
    const seen = leftOut === undefined ? `not used (${kind})` : type === "id" ? "id, not used" : `not used: ${leftOut}`;
    const unused = column === weights ? "weights" : leaveOut.includes(column) ? "not used: the recipe leaves it out" : seen;
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
export function summaryJson({ source, rows, columns, features, answers, notes, result }: Segmented): string {
  const { k, segments, choice, inertia, totalInertia, warnings, model } = result;
  const criteria = choice.criteria.map(({ name, k: says, scores }) => ({ name, k: says, scores: Array.from(scores) }));
  const summary = {
    source, rows, k, segments, choice: { ...choice, criteria }, inertia, totalInertia,
    options: { ...model.options, seed: model.seed }, columns, features, questions: answers, warnings, notes,
  };
  return printableJson(summary);
}

/** How many rows a model placed where, in lines or as JSON. */
export function placedText(source: string, labels: Int32Array, names: Segmentation["model"]["names"], json: boolean): string {
  const sizes = new Array<number>(names.length).fill(0);
  let placed = 0;
  for (const label of labels) {
    if (label < 0) continue;
    sizes[label]++;
    placed++;
  }
  const segments = names.map((name, id) => ({ id, name, size: sizes[id], share: placed === 0 ? 0 : sizes[id] / placed }));
  if (json) return printableJson({ source, rows: labels.length, placed, segments });
  const lines = segments.map(({ id, name, size, share }) =>
    wrap(`${id + 1}. ${name}: ${formatNumber(size)} rows, ${formatShare(share)}`, "   "),
  );
  const out = labels.length - placed;
  return printable(
    `${[wrap(`${source}: ${labels.length} rows${out === 0 ? "" : `, ${out} of them left out`}`), "", ...lines].join("\n")}\n`,
  );
}
