import { list } from "../core/input-error.ts";
import { counted, sayNumber, sayP, sayShare, shorten } from "../core/text.ts";
import { strongestCell } from "../stats/crosstab.ts";
import type { ColumnProfile, ProfiledCategory, ProfiledNumber, UntoldColumn } from "./profile-column.ts";

/** What is known of a column once it is judged, but for its sentence. */
export type JudgedColumn = UntoldColumn & Pick<ColumnProfile, "adjustedP" | "measurable">;

/** What else a sentence needs. */
export interface Telling {
  /** How many columns `p` is corrected for. */
  readonly columns: number;
  /** Whether rows weigh differently. */
  readonly isWeighted: boolean;
}

/** A profile column in plain words: the figures that stand out, then whether they are more than chance. */
export function sayColumn(column: JudgedColumn, telling: Telling): string {
  const figures = column.type === "number" ? sayMeans(column) : column.type === "boolean" ? sayYes(column) : sayLevels(column);
  const compared = column.segments.filter(({ size }) => size > 0).length;
  const verdict = compared < 2 ? "There is only one segment with values, so there is nothing to compare." : sayVerdict(column, telling);
  return `${list([column.name])}: ${figures}. ${verdict}`;
}

/** A segment's name in a sentence. */
export function sayName(name: string): string {
  return `"${shorten(name, 50)}"`;
}

/** The segments with the highest and the lowest figure; the first of equal ones. */
function endsOf<T>(segments: readonly T[], figure: (segment: T) => number): readonly T[] {
  const present = segments.filter((segment) => !Number.isNaN(figure(segment)));
  const highest = present.reduce((best, one) => (figure(one) > figure(best) ? one : best));
  const lowest = present.reduce((best, one) => (figure(one) < figure(best) ? one : best));
  return highest === lowest ? [highest] : [highest, lowest];
}

function sayMeans({ segments, mean, median }: Omit<ProfiledNumber, "sentence">): string {
  const ends = endsOf(segments, (segment) => segment.mean);
  const sayIndex = (index: number): string => (Number.isNaN(index) ? "" : `, index ${sayNumber(Math.round(index))}`);
  const parts = ends.map((one) => `${sayNumber(one.mean)} in ${sayName(one.name)} (median ${sayNumber(one.median)}${sayIndex(one.index)})`);
  const whole = ends.some(({ index }) => !Number.isNaN(index)) ? 100 : NaN; // what the others are held against
  return `on average ${[...parts, `${sayNumber(mean)} in all (median ${sayNumber(median)}${sayIndex(whole)})`].join(", ")}`;
}

function sayYes({ segments, levels: [yes] }: Omit<ProfiledCategory, "sentence">): string {
  const shares = segments.map(({ name }, s) => ({ name, share: yes.shares[s] }));
  const parts = endsOf(shares, ({ share }) => share).map(({ name, share }) => `${sayShare(share)} in ${sayName(name)}`);
  return `yes for ${[...parts, `${sayShare(yes.share)} in all`].join(", ")}`;
}

/** The pair of a level and a segment that is furthest from what chance would give. */
function sayLevels({ levels, segments, crossed }: Extract<JudgedColumn, { type: "category" | "boolean" }>): string {
  const { residuals, marks, segments: columns } = crossed!;
  const isMarked = marks.some((mark) => mark !== 0);
  const strongest = strongestCell(isMarked ? residuals.map((residual, at) => (marks[at] === 0 ? 0 : residual)) : residuals);
  const level = levels[Math.floor(strongest / columns.length)];
  const s = columns[strongest % columns.length];
  const index = sayNumber(Math.round(level.indices[s]));
  return `what stands out most is ${sayName(level.name)}, ${sayShare(level.shares[s])} of ${sayName(segments[s].name)} (index ${index}) and ${sayShare(level.share)} in all (index 100)`;
}

function sayVerdict({ measurable, adjustedP, effect, rows, isRough }: JudgedColumn, { columns, isWeighted }: Telling): string {
  const corrected = columns > 1 ? `, corrected for ${counted(columns, "column")}` : "";
  const test = `(${sayP(adjustedP)}${corrected}${isWeighted ? ", each row counted once" : ""})`;
  const rough = isRough ? " Take p as rough: few rows are behind some of these figures." : "";
  if (!measurable) return `The segments do not differ by more than chance could make ${test}.${rough}`;
  const verdict = `The segments differ by more than chance would make ${test}`;
  const { strength, measure, estimate, interval: [low, high] } = effect;
  if (strength === undefined) return `${verdict}, but ${counted(rows, "row")} are too few to tell by how much.${rough}`;
  const between = (say: (share: number) => string): string => (Number.isNaN(low) ? "" : `, between ${say(low)} and ${say(high)}`);
  const size =
    measure === "epsilon-squared"
      ? `they explain ${sayShare(estimate)} of how customers rank in it${between(sayShare)}`
      : `Cramér's V is ${estimate.toFixed(2)} on a scale from 0 to 1${between((v) => v.toFixed(2))}`;
  return `${verdict}. The link is ${strength}: ${size}.${rough}`;
}
