import { counted, lengthOf, sayNumber, sayShare, shorten } from "../core/text.ts";
import type { Drift } from "../insight/drift.ts";
import type { Explanation } from "../insight/explanation.ts";
import type { Transitions } from "../insight/transitions.ts";
import { shortDrift } from "../insight/say-drift.ts";
import type { Feature, PreparedColumn } from "../prepare/spec.ts";
import type { ReportInsights } from "../report/insights.ts";
import { sayStructure, segmentsText, textTable } from "../segment/format-segments.ts";
import type { Assigned } from "../segment/predict.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Summarised } from "./segment.ts";
import { noticeText } from "./sentences.ts";
import { printable, printableJson, section, wrap } from "./terminal.ts";

/** What came out, for a terminal of 80 columns. */
export function summaryText({ source, rows, columns, features, weights, answers, result, insights }: Summarised): string {
  const { choice, segments, notices, model } = result;
  const news = notices.filter(({ code }) => code !== "not-used"); // the list of columns says it
  const known = news.map((notice) => wrap(`- ${noticeText(notice, model.names)}`, "  "));
  const first = notices.find((notice) => notice.code === "typed-by-first");
  const typedBy = first === undefined ? "" : `, by the first ${sayNumber(first.figures.rows)} rows`;
  const parts = [
    wrap(`${source}: ${counted(rows, "row")}, ${counted(columns.length, "column")}`),
    section(`How each column was read${typedBy}`, columnLines(columns, features, weights)),
    section("How many segments?", [wrap(choice.reason), ...(choice.structure === undefined ? [] : [wrap(sayStructure(choice))])]),
    section(`${counted(result.k, "segment")}: averages, and share of each category`, [segmentsText(result, ["Customers", "Share"])]),
    section(
      "In words",
      segments.map(({ id, name, description }) => wrap(`${id + 1}. ${name}: ${description}`, "   ")),
    ),
    ...insightParts(insights),
    ...(answers.length === 0
      ? []
      : [
          section(
            "Questions",
            answers.map(({ of, on, sentence }) => wrap(`${of} -> ${on}: ${sentence}`, "  ")),
          ),
        ]),
    ...(known.length === 0 ? [] : [section("Things to check", known)]),
  ];
  return `${printable(parts.join("\n"))}\n`;
}

/** What was found beyond the segments, a section each; what is told of a column is told once. */
function insightParts({ profiles, explanation, granularity, comparison }: ReportInsights): string[] {
  const { columns = [], value, warnings = [] } = profiles ?? {};
  const news = (told: readonly string[] = []): readonly string[] => told.filter((warning) => !warnings.includes(warning));
  const said = (sentences: readonly { readonly sentence: string }[] = []): string[] => sentences.map(({ sentence }) => sentence);
  const parts: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [`What the segments are worth: ${value?.column}`, listed(value?.sentences ?? [])],
    ["What else tells them apart", listed(said(columns))],
    ["About these columns", listed(warnings)],
    ["How to recognise a segment", explanation === undefined ? [] : [wrap(explanation.sentence), ...rulesOf(explanation)]],
    ["One segment more, or one fewer", listed([...said(granularity?.levels), ...news(granularity?.warnings)])],
    [`Compared with ${comparison?.column}`, listed([...(comparison?.sentences ?? []), ...news(comparison?.warnings)])],
  ];
  return parts.flatMap(([heading, lines]) => (lines.length === 0 ? [] : [section(heading, lines)]));
}

function listed(sentences: readonly string[]): string[] {
  return sentences.map((sentence) => wrap(`- ${sentence}`, "  "));
}

function rulesOf({ segments, warnings }: Explanation): string[] {
  const rules = segments.map(({ segment, sentence }) => wrap(`${segment + 1}. ${sentence}`, "   "));
  return [...rules, ...warnings.map((warning) => wrap(`- ${warning}`, "  "))];
}

function columnLines(
  columns: readonly PreparedColumn[],
  features: readonly Feature[],
  weights: string | undefined,
): string[] {
  const width = columns.reduce((most, { column }) => Math.max(most, lengthOf(shorten(column, 28))), 0);
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
export function summaryJson({ source, rows, columns, features, answers, result, insights }: Summarised): string {
  const { k, segments, choice, inertia, totalInertia, notices, model } = result;
  const warnings = notices.map((notice) => noticeText(notice, model.names));
  const criteria = choice.criteria.map(({ name, k: says, scores }) => ({ name, k: says, scores: Array.from(scores) }));
  const summary = {
    source, rows, k, segments, choice: { ...choice, criteria }, inertia, totalInertia, ...("cells" in result ? { cells: result.cells } : {}),
    options: { ...model.options, seed: model.seed }, columns, features, questions: answers, warnings, notices,
    ...withoutRows(insights),
  };
  return printableJson(summary);
}

/** What was found, without what is one entry a row. */
function withoutRows({ profiles, explanation, granularity, comparison }: ReportInsights): Record<string, unknown> {
  const { placed: _placed, nodes: _nodes, ...rules } = explanation ?? {};
  const { labels: _labels, ...nested } = granularity ?? {};
  const { counts, ...compared } = comparison ?? {};
  return {
    ...(profiles === undefined ? {} : { profiles }),
    ...(explanation === undefined ? {} : { explanation: rules }),
    ...(granularity === undefined ? {} : { granularity: nested }),
    ...(comparison === undefined ? {} : { comparison: { ...compared, counts: counts === undefined ? [] : Array.from(counts.data) } }),
  };
}

/** Rows placed by a model, and whether its segments still hold for them. */
interface Placed extends Pick<Assigned, "labels" | "notices"> {
  readonly drift: Drift | undefined;
}

/** How many rows a model placed where and what it had to repair, in lines or as JSON. */
export function placedText(
  source: string,
  { labels, notices, drift }: Placed,
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
  const warnings = notices.map((notice) => noticeText(notice, names));
  if (json) return printableJson({ source, rows: labels.length, placed, segments, drift, warnings, notices });
  const lines = segments.map(({ id, name, size, share }) =>
    wrap(`${id + 1}. ${name}: ${counted(size, "row")}, ${sayShare(share)}`, "   "),
  );
  const known = warnings.map((warning) => wrap(`- ${warning}`, "  "));
  const out = labels.length - placed;
  const head = wrap(`${source}: ${counted(labels.length, "row")}${out === 0 ? "" : `, ${sayNumber(out)} of them left out`}`);
  const holds = drift === undefined ? [] : ["", wrap(shortDrift(drift))];
  const told = known.length === 0 ? [] : ["", ...known];
  return printable(`${[head, "", ...lines, ...holds, ...told].join("\n")}\n`);
}

/** Who moved since an earlier table, in lines or as JSON. */
export function movedText(before: string, after: string, moved: Transitions, json: boolean): string {
  const { counts, left, came, before: from, sentences, notices } = moved;
  const warnings = notices.map((notice) => noticeText(notice, from));
  if (json) {
    const rows = from.map((_, s) => Array.from(counts.data.subarray(s * counts.cols, (s + 1) * counts.cols)));
    return printableJson({ ...moved, counts: rows, left: Array.from(left), came: Array.from(came), warnings });
  }
  const parts = [
    wrap(`From ${before} to ${after}`),
    section("Who moved?", sentences.map((sentence) => wrap(`- ${sentence}`, "  "))),
    section("Customers by segment: before down, now across", [moveTable(moved)]),
    ...(warnings.length === 0 ? [] : [section("Things to check", warnings.map((warning) => wrap(`- ${warning}`, "  ")))]),
  ];
  return `${printable(parts.join("\n"))}\n`;
}

/** The table of moves: from the segments down to the segments across, with who left and who came. */
function moveTable({ counts: { data, cols }, left, came, before, after }: Transitions): string {
  const columns = after.map((_, to) => [...before.map((_, from) => String(data[from * cols + to])), String(came[to])]);
  return textTable([...before, "(came)"], [...after, "(left)"], [...columns, [...Array.from(left, String), ""]]).replace(/ +$/gm, "");
}
