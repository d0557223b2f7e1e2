import { checkKeys, checkOneOf } from "../core/check.ts";
import { counted } from "../core/text.ts";
import { checkText } from "../plot/picture.ts";
import { isPrepared } from "../prepare/read-source.ts";
import { tableOf } from "../prepare/source.ts";
import { checkRows, checkSegmentation } from "../segment/check-result.ts";
import { checkModel } from "../segment/read-model.ts";
import type { SegmentSource } from "../segment/options.ts";
import { tableByModel } from "../segment/read-by-model.ts";
import type { Segment, Segmentation } from "../segment/types.ts";
import { toFrame } from "../table/table.ts";
import { checksLink, checksSection, dataSection, methodSection } from "./appendix.ts";
import type { Document, Section } from "./blocks.ts";
import { cardSection, readActions } from "./cards.ts";
import { choiceSection } from "./choice.ts";
import { comparisonSection } from "./comparison.ts";
import { fitOf, fitSection } from "./fit.ts";
import { toHtml } from "./html.ts";
import { checkInsights, driftSection, insightKeys, type ReportInsights } from "./insights.ts";
import { knownOf } from "./known.ts";
import { toMarkdown } from "./markdown.ts";
import { overviewSection, sayFirmness } from "./overview.ts";
import { mapOf } from "./pictures.ts";
import { checkQuestions, questionSection, type ReportQuestion } from "./questions.ts";

/** Options for {@link report}. */
export interface ReportOptions extends ReportInsights {
  /**
   * The heading of the report.
   * @defaultValue "Customer segments"
   */
  readonly title?: string | undefined;
  /**
   * The date below the heading, as it is to be read: the library has no clock.
   * @defaultValue none
   */
  readonly date?: string | undefined;
  /**
   * What to do with each segment: one text a segment, in their order, or a function that gives it. An empty text leaves a line to write on.
   * @defaultValue a line to write on
   */
  readonly actions?: readonly string[] | ((segment: Segment) => string) | undefined;
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

const ownKeys = ["title", "date", "actions", "format", "questions"];

/**
 * A segmentation as a document for a meeting. Page one: every segment with its size, its shares, and three facts, a map of the customers,
 * and how firm the groups are; printed it fits one sheet, A4 or Letter, of up to nine segments. Then a card for each segment, the segments
 * compared, how many there are and why, and answers to questions; last, warnings, how well rows fit (above 4 000 rows, or fewer where
 * columns are many, of a sample drawn by the model's seed), the data, and how it was made, so that it can be made again.
 *
 * Charts are of the six columns that separate the segments best. The HTML follows the reader's setting, dark or light, fits phones and wide
 * screens, and prints. It is some hundred kB, whatever the rows.
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
  checkKeys(where, "the options", options, [...ownKeys, ...insightKeys]);
  const { title = "Customer segments", date, actions, format = "html", questions = [] } = options;
  checkInsights(where, options);
  checkText(where, "title", title);
  checkText(where, "date", date);
  checkOneOf(where, "format", format, ["html", "markdown"]);
  checkSegmentation(where, result);
  const source = isPrepared(given) ? given : tableOf(given);
  const model = checkModel(where, result.model);
  const table = tableByModel(where, model, source);
  const frame = toFrame(where, table);
  checkRows(where, frame.rows, result);
  const asked = checkQuestions(where, questions, frame, model);
  const todo = readActions(where, actions, result);
  const isHtml = format === "html"; // pictures are drawn only where they can be shown
  const known = knownOf(where, { result, model, source, frame });
  const fit = fitOf(where, result, source);
  const { length: warned } = result.warnings;
  const links = warned === 0 ? [] : [{ text: `${counted(warned, "remark")} on the data and the method`, to: checksLink }];
  const found = { insights: options, firmness: sayFirmness(known, fit?.mean), map: isHtml ? mapOf(known) : undefined, links };
  const sections: Section[] = [
    overviewSection(title, known, found),
    cardSection(known, options, todo, isHtml),
    comparisonSection(known, options, isHtml),
    choiceSection(known, options, isHtml),
    ...questionSection(where, asked, result, table, isHtml),
    ...(options.drift === undefined ? [] : [driftSection(options.drift, result)]),
    ...checksSection(result),
    ...(fit === undefined ? [] : [fitSection(result, fit, isHtml)]),
    dataSection(known, isHtml),
    methodSection(result, options),
  ];
  const about = [...(date === undefined ? [] : [date]), counted(frame.rows, "row"), counted(result.k, "segment")];
  const document: Document = { title, about, sections };
  return isHtml ? toHtml(document) : toMarkdown(document);
}
