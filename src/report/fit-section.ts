import type { Matrix } from "../core/matrix.ts";
import { countOf, formatCount, formatTwoDecimals } from "../plot/figures.ts";
import { silhouettePlot } from "../plot/index.ts";
import { shorten } from "../plot/words.ts";
import { complainAs } from "../segment/complain-as.ts";
import type { Segmentation } from "../segment/types.ts";
import { silhouette } from "../select/silhouette.ts";
import { applyEncoding, toMatrix } from "../table/encode.ts";
import { type Frame, toFrame } from "../table/frame.ts";
import type { Table } from "../table/types.ts";
import type { Block } from "./blocks.ts";
import { pictureOf } from "./report-pictures.ts";
import { sampleRows } from "./sample-rows.ts";

const mostRows = 4000;
const mostWork = 1e9; // products of pairs of rows and columns: a second or two

const meaning =
  "A silhouette says how much nearer a row lies to its own segment than to the next one: 1 is in the middle of its segment, 0 between two, below 0 nearer to another.";

/** How well the rows fit their segments, by silhouettes; of a large table by those of a sample, since each takes a look at all others. */
export function fitSection(where: string, result: Segmentation, table: Table | Matrix, isHtml: boolean): Block[] {
  if (result.k < 2) return [];
  const affordable = Math.floor(Math.sqrt(mostWork / result.centroids.cols));
  const rows = sampleRows(result, Math.min(mostRows, affordable));
  const encoding = applyEncoding(where, rowsOfFrame(toFrame(where, table), rows), result.model.features);
  const labels = Int32Array.from(encoding.kept ?? rows.keys(), (at) => result.labels[rows[at]]);
  const { values } = complainAs(where, "silhouette", () => silhouette(toMatrix(where, encoding), labels));
  const { mean, means, all } = meansOf(values, labels, result);
  const which = rows.length === all ? `Of all ${countOf(all, "row")}` : `Of a random sample of ${formatCount(rows.length)} of the ${countOf(all, "row")}`;
  const text = `${meaning} ${which} the mean is ${formatTwoDecimals(mean)}${rangeOf(means, result)}.`;
  const picture = (): Block => ({ kind: "pictures", pictures: [pictureOf((options) => silhouettePlot({ mean, values }, { ...result, labels }, options))] });
  return [{ kind: "heading", text: "How well the rows fit" }, { kind: "paragraph", text }, ...(isHtml ? [picture()] : [])];
}

/** The mean by segment, and that of all rows, of which small segments have more in a sample than their share. */
function meansOf(values: Float64Array, labels: Int32Array, { segments }: Segmentation): { mean: number; means: number[]; all: number } {
  const [sums, sizes] = [new Float64Array(segments.length), new Float64Array(segments.length)];
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
  const [worst, best] = [order[0], order[order.length - 1]];
  if (formatTwoDecimals(means[worst]) === formatTwoDecimals(means[best])) return "";
  const said = (s: number): string => `${formatTwoDecimals(means[s])} ("${shorten(segments[s].name)}")`;
  return `; by segment it goes from ${said(worst)} to ${said(best)}`;
}

/** Some rows of a frame as one. */
function rowsOfFrame({ names, valuesOf }: Frame, rows: Int32Array): Frame {
  const pick = (name: string): unknown[] => {
    const values = valuesOf(name);
    return Array.from(rows, (row) => values[row]);
  };
  return { rows: rows.length, names, valuesOf: pick };
}
