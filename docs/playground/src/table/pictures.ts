import { sayNumber } from "../../../../src/core/text.ts";
import { dendrogramPlot, elbowPlot, mapPlot } from "audience-segmentation/plot";
import type { Picture, PictureName } from "../protocol.ts";
import type { Found } from "./bench.ts";
import { sampleIn } from "./cuts.ts";

/** A picture of what is shown, laid out for so many pixels. */
export function draw(picture: PictureName, width: number, found: Found): Picture {
  const { svg, note = "" } = drawing[picture](width, found);
  return { svg: withoutStyle(svg), note };
}

type Draw = (width: number, found: Found) => { readonly svg: string; readonly note?: string };

const drawing: Readonly<Record<PictureName, Draw>> = {
  map: (width, { shown: { result, source } }) => ({ svg: mapPlot(result, source, { width, title: "" }) }),
  dendrogram: (width, found) => {
    const { chosen, shown } = found;
    const { result, source } = shown;
    const options = { k: result.k, width, title: "" };
    if (chosen.linkage !== undefined) return { svg: dendrogramPlot(chosen.linkage, { ...options, labels: result.labels }) };
    const sample = sampleIn(found);
    const labels = source === sample.source ? result.labels : sample.rows.map((row) => result.labels[row]);
    const svg = dendrogramPlot(sample.result.linkage!, { ...options, labels });
    return { svg, note: `The tree of ${sayNumber(sample.rows.length)} rows, taken at even distances from the table.` };
  },
  elbow: (width, { chosen, shown: { result } }) => {
    if (chosen.elbow === undefined) return { svg: "", note: "One number of segments was tried only." };
    return { svg: elbowPlot(chosen.elbow, { k: result.k, width, title: "" }) };
  },
};

/** The page's policy allows no styles inside elements; its own sheet says how wide a picture is. */
function withoutStyle(svg: string): string {
  return svg.replace(/(<svg[^>]*?) style="[^"]*"/, "$1");
}
