import { within } from "../core/input-error.ts";
import { rowsByGroup } from "../core/numbers.ts";
import { createRandom, Purpose } from "../core/random.ts";
import { counted, sayNumber, shorten } from "../core/text.ts";
import { applyEncoding } from "../encode/encode.ts";
import { toMatrix } from "../encode/encoded-rows.ts";
import { formatTwoDecimals } from "../plot/figures.ts";
import { silhouettePlot } from "../plot/index.ts";
import type { SegmentSource } from "../segment/options.ts";
import { readByModel } from "../segment/read-by-model.ts";
import type { Segmentation } from "../segment/types.ts";
import { type Silhouette, silhouette } from "../validity/silhouette.ts";
import type { Block, Section } from "./blocks.ts";
import { smallPictureOf } from "./pictures.ts";

const mostRows = 4000;
const mostWork = 1e9; // products of pairs of rows and columns: a second or two

const meaning =
  "A silhouette says how much nearer a row lies to its own segment than to the next one: 1 is in the middle of its segment, 0 between two, below 0 nearer to another.";

/** The silhouettes of the rows, or of a sample that stands for them. */
export interface SegmentFit extends Silhouette {
  /** The segments of these rows. */
  readonly labels: Int32Array;
  /** By segment. */
  readonly means: readonly number[];
  /** How many rows there are, and how many of them were looked at. */
  readonly all: number;
  readonly looked: number;
}

/** The silhouettes; of a large table those of a sample, since each takes a look at all others. Undefined of one segment. */
export function fitOf(where: string, result: Segmentation, source: SegmentSource): SegmentFit | undefined {
  if (result.k < 2) return undefined;
  const affordable = Math.floor(Math.sqrt(mostWork / result.centroids.cols));
  const rows = sampleRows(result, Math.min(mostRows, affordable));
  const cells = readByModel(where, result.model, source).cells.map((values) => Array.from(rows, (row) => values[row]));
  const encoding = applyEncoding(where, rows.length, cells, result.model.features);
  const labels = Int32Array.from(encoding.kept ?? rows.keys(), (at) => result.labels[rows[at]]);
  const { values } = within(where, "silhouette", () => silhouette(toMatrix(where, encoding), labels));
  return { values, labels, looked: rows.length, ...meansOf(values, labels, result) };
}

/** How well the rows fit their segments, by silhouettes. */
export function fitSection(result: Segmentation, { values, labels, mean, means, all, looked }: SegmentFit, isHtml: boolean): Section {
  const which =
    looked === all ? `Of all ${counted(all, "row")}` : `Of a random sample of ${sayNumber(looked)} of the ${counted(all, "row")}`;
  const text = `${meaning} ${which} the mean is ${formatTwoDecimals(mean)}${rangeOf(means, result)}.`;
  const picture = (): Block => ({
    kind: "pictures",
    pictures: [smallPictureOf((options) => silhouettePlot({ mean, values }, { ...result, labels }, options))],
  });
  return {
    id: "fit",
    title: "How well the rows fit",
    blocks: [{ kind: "row", blocks: [{ kind: "paragraph", text }, ...(isHtml ? [picture()] : [])] }],
  };
}

/** The mean by segment, and that of all rows, of which small segments have more in a sample than their share. */
function meansOf(values: Float64Array, labels: Int32Array, { segments }: Segmentation): { mean: number; means: number[]; all: number } {
  const sums = new Float64Array(segments.length), sizes = new Float64Array(segments.length);
  labels.forEach((label, at) => {
    sums[label] += values[at];
    sizes[label]++;
  });
  const means = segments.map((_, s) => sums[s] / Math.max(1, sizes[s]));
  const all = segments.reduce((sum, { size }) => sum + size, 0);
  return { mean: segments.reduce((sum, { size }, s) => sum + (size / all) * means[s], 0), means, all };
}

function rangeOf(means: readonly number[], { segments }: Segmentation): string {
  const order = means.map((_, s) => s).sort((a, b) => means[a] - means[b]);
  const worst = order[0], best = order[order.length - 1];
  if (formatTwoDecimals(means[worst]) === formatTwoDecimals(means[best])) return "";
  const said = (s: number): string => `${formatTwoDecimals(means[s])} ("${shorten(segments[s].name)}")`;
  return `; by segment it goes from ${said(worst)} to ${said(best)}`;
}

const leastOfSegment = 30; // fewer where there are so many segments that these would be more than the rest

/**
 * The rows, ascending, that stand for all: every row of a segment where there are at most `most`, else a share of each segment drawn
 * at random by the model's seed, but at least 30 of each (of many segments 2). TableRows of no segment are left out.
 */
export function sampleRows({ labels, k, model: { seed } }: Segmentation, most: number): Int32Array {
  const segments = rowsByGroup(labels, k);
  const all = segments.reduce((sum, { length }) => sum + length, 0);
  const random = createRandom(seed, Purpose.sampleRows);
  const least = Math.max(2, Math.min(leastOfSegment, Math.floor(most / k))); // of a row alone there is no silhouette
  const parts = segments.map((rows) => {
    const wanted = all <= most ? rows.length : Math.max(least, Math.floor((most * rows.length) / all));
    return wanted >= rows.length ? rows : draw(rows, wanted, random);
  });
  const sample = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    sample.set(part, at);
    at += part.length;
  }
  return sample.sort();
}

/** So many of the rows, each as likely as another: the first steps of a shuffle. */
function draw(rows: Int32Array, count: number, random: () => number): Int32Array {
  const shuffled = rows.slice();
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (rows.length - i));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled.subarray(0, count);
}
