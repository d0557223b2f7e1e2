import { areTexts, checkKeys, checkOneOf } from "../core/check.ts";
import { InputError, show } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { checkText } from "../plot/picture.ts";
import { checkRows, checkSegmentation } from "../plot/rows.ts";
import type { Segmentation } from "../segment/types.ts";
import { type Table, toFrame } from "../table/table.ts";
import { fitSection } from "./fit.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";
import { choicePictures, dataPictures, segmentPictures } from "./pictures.ts";
import { checkQuestions, questionSections, type ReportQuestion } from "./questions.ts";
import { choiceSection, madeSection, segmentSections, summarySection, warningSection } from "./sections.ts";

/** Options for {@link report}. */
export interface ReportOptions {
  /**
   * The heading of the report.
   * @defaultValue "Customer segments"
   */
  readonly title?: string | undefined;
  /**
   * `"html"`: one page with pictures, which needs no network and no script. `"markdown"`: the words and the tables.
   * @defaultValue "html"
   */
  readonly format?: "html" | "markdown" | undefined;
  /**
   * Questions to answer: whether a category influences a number, or goes together with another category. Either column may be a feature
   * or not; of a feature the labels and the fills of missing cells are those of the segmentation.
   * @defaultValue none
   */
  readonly questions?: readonly ReportQuestion[] | undefined;
  /**
   * Sentences to stand before the warnings, such as the `notes` of `prepare`.
   * @defaultValue none
   */
  readonly notes?: readonly string[] | undefined;
}

/**
 * A segmentation as a document: what came out in plain words, how the number of segments was chosen and who disagrees, the
 * segments in a table and one by one, answers to questions, how well rows fit (above 4 000 rows, or fewer where columns are many, of a
 * sample drawn by the model's seed), pictures, warnings, and how it was made, so that it can be made again.
 *
 * The HTML follows the reader's setting, dark or light, fits phones, and prints. It is some hundred kB, whatever the rows.
 *
 * @param table - the table that was segmented
 * @throws {@link InputError} on what is no segmentation, a table of other rows or without its columns, a question of an unknown
 * column, or unknown options.
 */
export function report(result: Segmentation, table: Table | Matrix, options: ReportOptions = {}): string {
  const where = "report";
  checkKeys(where, "the options", options, ["title", "format", "questions", "notes"]);
  const { title = "Customer segments", format = "html", questions = [], notes = [] } = options;
  checkText(where, "title", title);
  checkOneOf(where, "format", format, ["html", "markdown"]);
  if (!areTexts(notes)) {
    throw new InputError("not-an-array", where, "`notes` must be an array of texts", show(notes));
  }
  checkSegmentation(where, result);
  const frame = toFrame(where, table);
  checkRows(where, frame.rows, result);
  const asked = checkQuestions(where, questions, frame, result.model);
  const isHtml = format === "html"; // pictures are drawn only where they can be shown
  const blocks = [
    ...summarySection(result),
    ...(isHtml ? segmentPictures(result) : []),
    ...segmentSections(result),
    ...questionSections(where, asked, result, table, isHtml),
    ...choiceSection(result),
    ...(isHtml ? choicePictures(result) : []),
    ...fitSection(where, result, table, isHtml),
    ...(isHtml ? dataPictures(result, table) : []),
    ...warningSection(result, notes),
    ...madeSection(result),
  ];
  return isHtml ? toHtml(title, blocks) : toMarkdown(title, blocks);
}
