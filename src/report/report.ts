import { checkKeys, checkOneOf } from "../core/check.ts";
import { checkText } from "../plot/picture.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { checkRows, checkSegmentation } from "../segment/check-result.ts";
import { checkModel } from "../segment/read-model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { tableByModel } from "../segment/read-by-model.ts";
import type { Segmentation } from "../segment/types.ts";
import { toFrame } from "../table/table.ts";
import { fitSection } from "./fit.ts";
import { toHtml } from "./html.ts";
import { checkInsights, insightKeys, insightSections, type ReportInsights } from "./insights.ts";
import { toMarkdown } from "./markdown.ts";
import { choicePictures, dataPictures, segmentPictures } from "./pictures.ts";
import { checkQuestions, questionSections, type ReportQuestion } from "./questions.ts";
import { choiceSection, madeSection, segmentSections, summarySection, warningSection } from "./sections.ts";

/** Options for {@link report}. */
export interface ReportOptions extends ReportInsights {
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
}

/**
 * A segmentation as a document: what came out in plain words, how the number of segments was chosen and who disagrees, the
 * segments in a table and one by one, what was found beyond them (worth, rules, one segment more), answers to questions, how well rows
 * fit (above 4 000 rows, or fewer where columns are many, of a sample drawn by the model's seed), pictures, warnings, and how it was made,
 * so that it can be made again.
 *
 * The HTML follows the reader's setting, dark or light, fits phones, and prints. It is some hundred kB, whatever the rows.
 *
 * @param given - the table that was segmented, as it was given then
 * @throws {@link InputError} on what is no segmentation, a table of other rows or without its columns, a question of an unknown
 * column, or unknown options.
 * @group Pictures
 * @example
 * ```ts
 * import { clusterSegments } from "audience-segmentation";
 * import { report } from "audience-segmentation/report";
 *
 * const table = { spend: [10, 12, 11, 80, 82], visits: [1, 2, 1, 9, 8] };
 * const html = report(clusterSegments(table, { k: 2 }), table, { title: "Spring customers" });
 * console.log(/<title>.*<\/title>/.exec(html)![0]); // one page, to be kept as a file
 * // <title>Spring customers</title>
 * ```
 */
export function report(result: Segmentation, given: SegmentSource, options: ReportOptions = {}): string {
  const where = "report";
  checkKeys(where, "the options", options, ["title", "format", "questions", ...insightKeys]);
  const { title = "Customer segments", format = "html", questions = [] } = options;
  checkInsights(where, options);
  checkText(where, "title", title);
  checkOneOf(where, "format", format, ["html", "markdown"]);
  checkSegmentation(where, result);
  const source = isPrepared(given) ? given : tableOf(given);
  const table = tableByModel(where, checkModel(where, result.model), source);
  const frame = toFrame(where, table);
  checkRows(where, frame.rows, result);
  const asked = checkQuestions(where, questions, frame, result.model);
  const isHtml = format === "html"; // pictures are drawn only where they can be shown
  const blocks = [
    ...summarySection(result),
    ...(isHtml ? segmentPictures(result) : []),
    ...segmentSections(result),
    ...insightSections(options, result, isHtml),
    ...questionSections(where, asked, result, table, isHtml),
    ...choiceSection(result),
    ...(isHtml ? choicePictures(result) : []),
    ...fitSection(where, result, source, isHtml),
    ...(isHtml ? dataPictures(result, table) : []),
    ...warningSection(result),
    ...madeSection(result),
  ];
  return isHtml ? toHtml(title, blocks) : toMarkdown(title, blocks);
}
