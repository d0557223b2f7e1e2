import { InputError } from "../core/input-error.ts";
import type { Matrix } from "../core/matrix.ts";
import { shorten } from "../core/text.ts";
import {
  barsPlot,
  correlationPlot,
  dendrogramPlot,
  elbowPlot,
  type PlotOptions,
  profilePlot,
  scatterPlot,
  sizesPlot,
} from "../plot/index.ts";
import { isSkewed } from "../plot/scale.ts";
import type { Segmentation } from "../segment/types.ts";
import { correlate, type Correlations } from "../stats/correlate.ts";
import { readNumbers } from "../table/cell.ts";
import { type Table, toFrame } from "../table/table.ts";
import type { Block, Picture } from "./blocks.ts";

const mostBars = 12;
const mostCorrelations = 40;

/** A picture for a page, and for a phone. */
export function pictureOf(draw: (options: PlotOptions) => string): Picture {
  return { wide: draw({ width: 720 }), narrow: draw({ width: 360 }) };
}

/** The sizes, and what sets segments apart. */
export function segmentPictures(result: Segmentation): Block[] {
  return [
    {
      kind: "pictures",
      pictures: [pictureOf((options) => sizesPlot(result, options)), pictureOf((options) => profilePlot(result, options))],
    },
  ];
}

/** The elbow and the tree, where there are any. */
export function choicePictures(result: Segmentation): Block[] {
  const { elbow, linkage: tree, k } = result;
  const labels = result.labels.filter((label) => label >= 0); // the tree is of the rows that were kept
  const pictures: Picture[] = [];
  if (elbow !== undefined) pictures.push(pictureOf((options) => elbowPlot(result, options)));
  if (tree !== undefined && tree.n >= 2)
    pictures.push(
      pictureOf((options) =>
        dendrogramPlot(tree, { ...options, k: Math.min(k, tree.n), labels: labels.length === tree.n ? labels : undefined }),
      ),
    );
  return pictures.length === 0 ? [] : [{ kind: "pictures", pictures }];
}

/** The features by segment, the first two numbers against each other, and what goes with what. */
export function dataPictures(result: Segmentation, table: Table | Matrix): Block[] {
  const pictures = barsOf(result, table);
  const axes = axesOf(result, table);
  if (axes !== undefined)
    pictures.push(
      pictureOf((options) => scatterPlot(table, { ...options, ...axes })),
      pictureOf((options) =>
        scatterPlot(table, { ...options, ...axes, color: result, title: `${shorten(axes.x)} and ${shorten(axes.y)} by segment` }),
      ),
    );
  const correlations = correlationsOf(result, table);
  if (correlations !== undefined) pictures.push(pictureOf((options) => correlationPlot(correlations, options)));
  return [{ kind: "heading", text: "The data" }, { kind: "pictures", pictures }];
}

/** Bars of every column that was a feature; one that was both a number and a category is shown as a category, whose labels say more. */
function barsOf(result: Segmentation, table: Table | Matrix): Picture[] {
  const columns = [...new Set(result.model.features.map(({ column }) => column))].slice(0, mostBars);
  return columns.map((column) => {
    const category = result.model.features.find((feature) => feature.column === column && feature.type === "category");
    if (category?.type !== "category") return pictureOf((options) => barsPlot(result, table, { ...options, column, type: "number" }));
    const labels = Object.fromEntries(category.levels.map((level, at) => [level, category.labels[at]]));
    return pictureOf((options) => barsPlot(result, table, { ...options, column, type: "category", labels }));
  });
}

/** The first two numeric features; an axis is logarithmic where nothing is below 0 and the largest dwarf the median. */
function axesOf({ model }: Segmentation, table: Table | Matrix): { x: string; y: string; log: "x" | "y" | "both" | undefined } | undefined {
  const [x, y] = new Set(model.features.filter(({ type }) => type === "number").map(({ column }) => column));
  if (y === undefined) return undefined;
  const [isLogX, isLogY] = [x, y].map((column) => isSkewed(readNumbers("report", column, toFrame("report", table).valuesOf(column))));
  return { x, y, log: isLogX && isLogY ? "both" : isLogX ? "x" : isLogY ? "y" : undefined };
}

/** The correlations, unless there are none, or more than a page can show; without codes of categories, whose order means nothing. */
function correlationsOf({ model }: Segmentation, table: Table | Matrix): Correlations | undefined {
  try {
    const types = model.features.map(({ column, type }) => [column, type] as const);
    const { columns, matrix } = correlate(table, { columns: Object.fromEntries([...types].reverse()) }); // of both a number
    const isCode = (name: string): boolean => {
      const own = model.features.filter(({ column }) => column === name);
      return own.length > 0 && own.every(({ type }) => type === "category");
    };
    const kept = columns.map((_, at) => at).filter((at) => !isCode(columns[at]));
    if (kept.length < 2 || kept.length > mostCorrelations) return undefined;
    const data = Float64Array.from(kept.flatMap((i) => kept.map((j) => matrix.data[i * matrix.cols + j])));
    return { columns: kept.map((at) => columns[at]), matrix: { data, rows: kept.length, cols: kept.length } };
  } catch (error) {
    if (error instanceof InputError) return undefined; // a column that is no feature may hold what has no correlation
    throw error;
  }
}
