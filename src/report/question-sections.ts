import type { Matrix } from "../core/matrix.ts";
import type { Counts } from "../plot/counts.ts";
import { countOf, formatCount, formatFigure, formatPercent } from "../plot/figures.ts";
import { mosaicPlot } from "../plot/index.ts";
import { poolCounts } from "../plot/pool-counts.ts";
import { shorten } from "../plot/words.ts";
import { crosstab } from "../question/crosstab.ts";
import { influence } from "../question/influence.ts";
import type { InfluenceGroup } from "../question/influence-types.ts";
import { complainAs } from "../segment/complain-as.ts";
import type { Segmentation } from "../segment/types.ts";
import { toFrame } from "../table/frame.ts";
import type { Table } from "../table/types.ts";
import type { Block } from "./blocks.ts";
import type { AskedQuestion } from "./question.ts";
import { questionCells, type QuestionCells } from "./question-cells.ts";
import { pictureOf } from "./report-pictures.ts";

const mostGroups = 30;

/** Each question with its answer in words and figures; a category by another is drawn, too. */
export function questionSections(where: string, questions: readonly AskedQuestion[], { model }: Segmentation, table: Table | Matrix, isHtml: boolean): Block[] {
  const frame = toFrame(where, table);
  return questions.flatMap((question) => {
    const ofCells = questionCells(frame, question.of, "categorical", model);
    const onCells = questionCells(frame, question.on, question.kind, model);
    return question.kind === "numeric" ? influenceSection(where, question, ofCells, onCells) : crosstabSection(where, question, ofCells, onCells, isHtml);
  });
}

function influenceSection(where: string, { of, on }: AskedQuestion, ofCells: QuestionCells, onCells: QuestionCells): Block[] {
  const columns = Object.fromEntries([[of, ofCells.cells], [on, onCells.cells]]) as Table;
  const found = complainAs(where, "influence", () => influence(columns, { of, on, labels: ofCells.labels, resamples: 0 })); // no interval is shown
  const shown = largestOf(found.groups);
  const rows = shown.map(({ name, size, mean, median }) => [name, formatCount(size), formatFigure(mean), formatFigure(median)]);
  const cut = shown.length < found.groups.length ? [`The table shows the ${mostGroups} largest of ${formatCount(found.groups.length)} groups.`] : [];
  return [
    { kind: "heading", text: `Does ${shorten(of)} influence ${shorten(on)}?` },
    { kind: "paragraph", text: found.sentence },
    ...remarks([...missingWords([of, ofCells], [on, onCells], found.missing), ...cut]),
    { kind: "table", head: ["", "Rows", "Mean", "Median"], rows },
  ];
}

function crosstabSection(where: string, { of, on }: AskedQuestion, ofCells: QuestionCells, onCells: QuestionCells, isHtml: boolean): Block[] {
  const columns = Object.fromEntries([[of, ofCells.cells], [on, onCells.cells]]) as Table;
  const labels = Object.fromEntries([[of, ofCells.labels], [on, onCells.labels]]);
  const found = complainAs(where, "crosstab", () => crosstab(columns, of, on, { labels }));
  const shown = poolCounts(found);
  const title = `${shorten(on)} within each ${shorten(of)}`;
  const picture = (): Block => ({ kind: "pictures", pictures: [pictureOf((options) => mosaicPlot(shown, { ...options, title }))] });
  return [
    { kind: "heading", text: `Do ${shorten(of)} and ${shorten(on)} go together?` },
    { kind: "paragraph", text: found.sentence },
    ...remarks([...missingWords([of, ofCells], [on, onCells], found.missing), `The table has the shares of ${shorten(on)} within each ${shorten(of)}.`]),
    sharesTable(shown),
    ...(isHtml ? [picture()] : []),
  ];
}

/** One column a level of the first category, one row a level of the second, and the rows of the table below. */
function sharesTable({ rows, columns, counts: { data, cols } }: Counts): Block {
  const totals = rows.map((_, i) => data.subarray(i * cols, (i + 1) * cols).reduce((sum, count) => sum + count, 0));
  const shares = columns.map((name, j) => [name, ...rows.map((_, i) => formatPercent(data[i * cols + j] / totals[i]))]);
  return { kind: "table", head: ["", ...rows], rows: [...shares, ["Rows", ...totals.map(formatCount)]] };
}

function largestOf(groups: readonly InfluenceGroup[]): InfluenceGroup[] {
  if (groups.length <= mostGroups) return [...groups];
  const kept = new Set([...groups].sort((a, b) => b.size - a.size).slice(0, mostGroups));
  return groups.filter((group) => kept.has(group));
}

function missingWords(of: readonly [string, QuestionCells], on: readonly [string, QuestionCells], missing: number): string[] {
  const filled = [of, on].flatMap(([name, { filled: count, fill }]) => {
    return count === 0 ? [] : [`${countOf(count, "missing cell")} of ${shorten(name)} ${count === 1 ? "counts" : "count"} as ${shorten(fill)}, as in the segmentation.`];
  });
  const left = missing === 0 ? [] : [`${countOf(missing, "row")} in which one of the two is missing ${missing === 1 ? "is" : "are"} left out.`];
  return [...filled, ...left];
}

function remarks(sentences: readonly string[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "paragraph", text: sentences.join(" ") }];
}
