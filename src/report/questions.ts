import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, show, within } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { counted, oneLine, sayNumber, shorten } from "../core/text.ts";
import { rareLevel } from "../encode/fit.ts";
import { type Counts, poolCounts } from "../plot/counts.ts";
import { mosaicPlot } from "../plot/index.ts";
import type { SegmentModel } from "../segment/model.ts";
import type { Segmentation } from "../segment/types.ts";
import { crosstab, type Crosstab } from "../stats/crosstab.ts";
import { influence, type Influence, type InfluenceGroup } from "../stats/influence.ts";
import { holmLevels } from "../stats/measurable.ts";
import { isMissing, levelOf } from "../table/cell.ts";
import { type EncodedType, encodedTypes } from "../table/column-type.ts";
import { encodedTypeIn } from "../table/infer.ts";
import { columnOf, type Frame, type Table, toFrame } from "../table/table.ts";
import type { Block, Section } from "./blocks.ts";
import { sayFigure, tellShare } from "./format.ts";
import { pictureOf } from "./pictures.ts";

/** A question to the table, of two columns. */
export interface ReportQuestion {
  /** The category: does it go together with, or influence, the other column? */
  readonly of: string;
  /** The other column. A number: its means and medians by category. A category: the shares of its levels by category. */
  readonly on: string;
  /**
   * What the other column is: `"category"` where numbers are codes.
   * @defaultValue as the segmentation took it; of a column that is no feature, "number" where every cell is a number or missing
   */
  readonly type?: EncodedType | undefined;
}

/** A question whose columns are there, and the type of the second one. */
interface AskedQuestion {
  readonly of: string;
  readonly on: string;
  readonly type: EncodedType;
}

/** Checks questions, and finds out what each second column is. */
export function checkQuestions(where: string, questions: unknown, frame: Frame, { features }: SegmentModel): AskedQuestion[] {
  if (!Array.isArray(questions))
    throw new InputError("not-an-array", where, "`questions` must be an array of objects with `of` and `on`", show(questions));
  return Array.from(questions as unknown[], (question, at) => {
    checkKeys(where, `\`questions[${at}]\``, question, ["of", "on", "type"]);
    const { of, on, type } = question as ReportQuestion;
    columnOf(where, frame, of, `\`questions[${at}].of\``);
    columnOf(where, frame, on, `\`questions[${at}].on\``);
    if (of === on)
      throw new InputError("same-column", where, `\`questions[${at}]\` must name two columns`, `${show(of)} twice`, { column: of });
    if (type !== undefined) checkOneOf(where, `questions[${at}].type`, type, encodedTypes);
    const own = features.filter(({ column }) => column === on);
    const known = own.find((feature) => feature.type === "category") ?? own[0]; // of both a category says more, as in the pictures
    return { of, on, type: type ?? known?.type ?? encodedTypeIn(frame.valuesOf(on)) };
  });
}

const mostGroups = 30;

/** Each question with its answer in words and figures; a category by another is drawn, too. None where none is asked. */
export function questionSection(
  where: string,
  questions: readonly AskedQuestion[],
  { model }: Segmentation,
  table: Table | Matrix,
  isHtml: boolean,
): Section[] {
  if (questions.length === 0) return [];
  const frame = toFrame(where, table);
  const read = questions.map((question): ReadQuestion => ({
    ...question,
    ofCells: questionCells(frame, question.of, "category", model),
    onCells: questionCells(frame, question.on, question.type, model),
  }));
  const levels = read.length > 1 ? holmLevels(read.map((question) => answer(where, question).p)) : [undefined];
  const sections = read.map((question, at) => answer(where, question, levels[at]).section(isHtml));
  const blocks = sections.flatMap((own, at) => (at === 0 ? [...own.slice(0, 2), ...together(read.length), ...own.slice(2)] : own));
  return [{ id: "questions", title: read.length === 1 ? "A question" : "Questions", blocks }];
}

/** That several questions at once are held against stricter levels; after the first answer. */
function together(count: number): Block[] {
  if (count < 2) return [];
  const reason = `${count} questions are asked at once, and the more are asked, the more are answered with yes by chance.`;
  return remarks([`${reason} So each must pass a stricter test (Holm's method): chance makes any of them measurable at most once in 20 times.`]);
}

/** A question with the cells of its columns. */
interface ReadQuestion extends AskedQuestion {
  readonly ofCells: QuestionCells;
  readonly onCells: QuestionCells;
}

/** An answer: its p, and how it is shown. */
interface Answer {
  readonly p: number;
  readonly section: (isHtml: boolean) => Block[];
}

function answer(where: string, question: ReadQuestion, level?: number): Answer {
  const { of, on, ofCells, onCells } = question;
  const columns = Object.fromEntries([
    [of, ofCells.cells],
    [on, onCells.cells],
  ]) as Table;
  if (question.type === "number") {
    // no interval is shown
    const found = within(where, "influence", () => influence(columns, { of, on, labels: ofCells.labels, resamples: 0, level }));
    return { p: found.p, section: () => influenceSection(question, found) };
  }
  const labels = Object.fromEntries([
    [of, ofCells.labels],
    [on, onCells.labels],
  ]);
  const found = within(where, "crosstab", () => crosstab(columns, of, on, { labels, level }));
  return { p: found.p, section: (isHtml) => crosstabSection(question, found, isHtml) };
}

function influenceSection({ of, on, ofCells, onCells }: ReadQuestion, found: Influence): Block[] {
  const shown = largestOf(found.groups);
  const rows = shown.map(({ name, size, mean, median }) => [name, sayNumber(size), sayFigure(mean), sayFigure(median)]);
  const cut =
    shown.length < found.groups.length ? [`The table shows the ${mostGroups} largest of ${sayNumber(found.groups.length)} groups.`] : [];
  return [
    { kind: "heading", text: `Does ${oneLine(of)} influence ${oneLine(on)}?` },
    { kind: "paragraph", text: found.sentence },
    ...remarks([...missingWords([of, ofCells], [on, onCells], found.missing), ...cut]),
    { kind: "table", head: ["", "Customers", "Average", "Median"], rows },
  ];
}

function crosstabSection({ of, on, ofCells, onCells }: ReadQuestion, found: Crosstab, isHtml: boolean): Block[] {
  const shown = poolCounts(found);
  const title = `${shorten(on)} within each ${shorten(of)}`;
  const picture = (): Block => ({ kind: "pictures", pictures: [pictureOf((options) => mosaicPlot(shown, { ...options, title }))] });
  return [
    { kind: "heading", text: `Do ${oneLine(of)} and ${oneLine(on)} go together?` },
    { kind: "paragraph", text: found.sentence },
    ...remarks([
      ...missingWords([of, ofCells], [on, onCells], found.missing),
      `The table has the shares of ${shorten(on)} within each ${shorten(of)}.`,
    ]),
    sharesTable(shown),
    ...(isHtml ? [picture()] : []),
  ];
}

/** One column a level of the first category, one row a level of the second, and the rows of the table below. */
function sharesTable({ rows, columns, counts: { data, cols } }: Counts): Block {
  const totals = rows.map((_, i) => data.subarray(i * cols, (i + 1) * cols).reduce((sum, count) => sum + count, 0));
  const shares = columns.map((name, j) => [name, ...rows.map((_, i) => tellShare(data[i * cols + j] / totals[i]))]);
  return { kind: "table", head: ["", ...rows], rows: [...shares, ["Customers", ...totals.map(sayNumber)]] };
}

function largestOf(groups: readonly InfluenceGroup[]): InfluenceGroup[] {
  if (groups.length <= mostGroups) return [...groups];
  const kept = new Set([...groups].sort((a, b) => b.size - a.size).slice(0, mostGroups));
  return groups.filter((group) => kept.has(group));
}

function missingWords(of: readonly [string, QuestionCells], on: readonly [string, QuestionCells], missing: number): string[] {
  const filled = [of, on].flatMap(([name, { filled: count, fill }]) => {
    return count === 0
      ? []
      : [
          `${counted(count, "missing cell")} of ${shorten(name)} ${count === 1 ? "counts" : "count"} as ${shorten(fill)}, as in the segmentation.`,
        ];
  });
  const left =
    missing === 0 ? [] : [`${counted(missing, "row")} in which one of the two is missing ${missing === 1 ? "is" : "are"} left out.`];
  return [...filled, ...left];
}

function remarks(sentences: readonly string[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "paragraph", text: sentences.join(" ") }];
}

/** A column as a question reads it. */
interface QuestionCells {
  readonly cells: ArrayLike<unknown>;
  /** Display names of its levels. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many missing cells were filled. */
  readonly filled: number;
  /** What they were filled with. */
  readonly fill: string;
}

/**
 * The cells of a column, filled, pooled and named as the segmentation did where the column is a feature of it, of the `type` if
 * there are two.
 */
function questionCells({ valuesOf }: Frame, column: string, type: EncodedType, { features }: SegmentModel): QuestionCells {
  const cells = valuesOf(column);
  const own = features.filter((feature) => feature.column === column);
  const feature = own.find((candidate) => candidate.type === type) ?? (type === "category" ? own[0] : undefined);
  if (feature === undefined) return { cells, labels: {}, filled: 0, fill: "" };
  const fill = feature.missing.policy === "fill" ? feature.missing.fill : undefined;
  const pooled = new Set(feature.type === "category" ? feature.pooled : []);
  const labels = feature.type === "category" ? Object.fromEntries(feature.levels.map((level, at) => [level, feature.labels[at]])) : {};
  if (fill === undefined && pooled.size === 0) return { cells, labels, filled: 0, fill: "" };
  let filled = 0;
  const replaced = Array.from(cells, (cell) => {
    if (isMissing(cell)) {
      filled += fill === undefined ? 0 : 1;
      return fill;
    }
    return pooled.size > 0 && pooled.has(levelOf(cell) ?? "") ? rareLevel : cell;
  });
  return { cells: replaced, labels, filled, fill: Object.hasOwn(labels, String(fill)) ? labels[String(fill)] : String(fill) };
}
