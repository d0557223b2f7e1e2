import { checkKeys, checkOneOf } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { SegmentModel } from "../segment/model.ts";
import { columnOf, type Frame } from "../table/frame.ts";
import { infer, type Kind, kinds } from "../table/infer.ts";

/** A question to the table, of two columns. */
export interface ReportQuestion {
  /** The category: does it go together with, or influence, the other column? */
  readonly of: string;
  /** The other column. A number: its means and medians by category. A category: the shares of its levels by category. */
  readonly on: string;
  /**
   * What the other column is: `"categorical"` where numbers are codes.
   * @defaultValue as the segmentation took it; of a column that is no feature, "numeric" where every cell is a number or missing
   */
  readonly kind?: Kind | undefined;
}

/** A question whose columns are there, and the kind of the second one. */
export interface AskedQuestion {
  readonly of: string;
  readonly on: string;
  readonly kind: Kind;
}

/** Checks questions, and finds out what each second column is. */
export function checkQuestions(where: string, questions: unknown, frame: Frame, { features }: SegmentModel): AskedQuestion[] {
  if (!Array.isArray(questions)) throw new InputError("not-an-array", where, "`questions` must be an array of objects with `of` and `on`", show(questions));
  return (questions as unknown[]).map((question, at) => {
    checkKeys(where, `\`questions[${at}]\``, question, ["of", "on", "kind"]);
    const { of, on, kind } = question as ReportQuestion;
    for (const name of [of, on]) columnOf(where, frame, name);
    if (of === on) throw new InputError("same-column", where, `\`questions[${at}]\` must name two columns`, `${show(of)} twice`, { column: of });
    if (kind !== undefined) checkOneOf(where, `questions[${at}].kind`, kind, kinds);
    const own = features.filter(({ column }) => column === on);
    const known = own.find((feature) => feature.kind === "categorical") ?? own[0]; // of both a category says more, as in the pictures
    return { of, on, kind: kind ?? known?.kind ?? infer(where, on, frame.valuesOf(on)).kind };
  });
}
