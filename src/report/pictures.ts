import { distributionPlot, mapPlot, type PlotOptions } from "../plot/index.ts";
import { correlate, type Correlations } from "../stats/correlate.ts";
import type { Picture, SmallChart } from "./blocks.ts";
import { sayFigure } from "./format.ts";
import type { Known, KnownColumn } from "./known.ts";

const smallWidth = 360;
const mostCorrelations = 20;

/** A picture that needs a page's width, and one for a phone. */
export function pictureOf(draw: (options: PlotOptions) => string): Picture {
  return { drawn: draw({ width: 720 }), onPhone: draw({ width: smallWidth }) };
}

/** A picture that stands beside others on a page, and alone on a phone. */
export function smallPictureOf(draw: (options: PlotOptions) => string): Picture {
  return { drawn: draw({ width: smallWidth }) };
}

const mapSize = { width: 420, height: 320 };
const spreadSize = { width: 170, height: 58 };

/** The map of the customers. */
export function mapOf({ table: { result, source } }: Known): Picture {
  return {
    drawn: mapPlot(result, source, { ...mapSize, title: "Map of the customers", labels: "numbers", legend: false, ...weightsOf(result) }),
  };
}

/** The weights that the table itself holds. */
function weightsOf({ model: { options } }: Known["result"]): { readonly weights?: string } {
  return typeof options.weights === "string" ? { weights: options.weights } : {};
}

/** How a number is spread in each segment. */
export function spreadPicture({ table: { result, source } }: Known, column: string): Picture {
  return smallPictureOf((options) => distributionPlot(result, source, column, { ...options, ...weightsOf(result) }));
}

/** How a number is spread in one segment, beside all. */
export function spreadOfSegment(
  { table: { result, source }, names }: Known,
  { column, median }: Extract<KnownColumn, { type: "number" }>,
  s: number,
): SmallChart {
  const words = `Median ${sayFigure(result.segments[s].medians[column])}, overall ${sayFigure(median)}`;
  const svg = distributionPlot(result, source, column, {
    segment: s,
    compact: true,
    ...spreadSize,
    title: `${column} in ${names[s]}`,
    ...weightsOf(result),
  });
  return { column, words, svg };
}

/** The correlations of the numbers, unless there are fewer than three, or more than a page can show. */
export function correlationsOf({ table: { frame }, columns }: Known): Correlations | undefined {
  const numbers = frame.names.filter((name) => columns.some(({ type, column }) => type === "number" && column === name));
  if (numbers.length < 3 || numbers.length > mostCorrelations) return undefined;
  const table = Object.fromEntries(numbers.map((name) => [name, frame.valuesOf(name) as ArrayLike<number>]));
  const { columns: names, matrix } = correlate(table, { columns: Object.fromEntries(numbers.map((name) => [name, "number" as const])) });
  return { columns: names, matrix };
}
