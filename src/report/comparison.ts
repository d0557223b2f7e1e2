import { sayShare } from "../core/text.ts";
import type { SegmentComparison } from "../insight/comparison.ts";
import type { ColumnProfile } from "../insight/profile-column.ts";
import type { ValueProfile } from "../insight/value-profile.ts";
import { barsPlot, profilePlot, valuePlot } from "../plot/index.ts";
import type { Segmentation } from "../segment/types.ts";
import type { Block, Picture, TableRows, Section } from "./blocks.ts";
import { sayFigure, sayIndex, tellShare } from "./format.ts";
import type { ReportInsights } from "./insights.ts";
import { centreOf, chartedColumns, type Known, type KnownColumn } from "./known.ts";
import { sayLeftOut } from "./overview.ts";
import { pictureOf, smallPictureOf, spreadPicture } from "./pictures.ts";

/** The segments beside each other: the heatmap, a table, the columns that separate them best, and what else they differ in. */
export function comparisonSection(known: Known, { profiles, comparison }: ReportInsights, isHtml: boolean): Section {
  const charted = chartedColumns(known);
  const leftOut = known.columns.filter((column) => !charted.includes(column)).map(({ column }) => column);
  const value = profiles?.value;
  const worth = value === undefined || !(value.total > 0) ? [] : [smallPictureOf((options) => valuePlot(value, options))];
  const blocks: Block[] = [
    ...(leftOut.length > 0
      ? [paragraph(`${sayLeftOut(charted.length, leftOut).join("")} The table of all columns is in the appendix.`)]
      : []),
    ...(isHtml
      ? [{ kind: "pictures", pictures: [pictureOf((options) => profilePlot(narrowed(known.result, charted), options))] } as const]
      : []),
    paragraph("Averages in original units; for a category, its share of the segment. Columns have the numbers of the segments."),
    { kind: "table", ...averagesOf(known, charted) },
    ...(isHtml ? [{ kind: "pictures", pictures: [...charted.map((column) => columnPicture(known, column)), ...worth] } as const] : []),
    ...(value === undefined ? [] : valueBlocks(known, value)),
    ...(profiles === undefined || profiles.columns.length === 0 ? [] : describedBlocks(profiles.columns)),
    ...(profiles === undefined || profiles.warnings.length === 0 ? [] : [{ kind: "list", items: profiles.warnings } as const]),
    ...(comparison === undefined ? [] : groupBlocks(comparison, known)),
  ];
  return { id: "comparison", title: "The segments compared", blocks };
}

const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** The averages of some columns by segment, the strongest levels of categories first, and how many customers each segment has. */
export function averagesOf({ result: { segments }, columns: all }: Known, columns: readonly KnownColumn[] = all): TableRows {
  const rows = columns.flatMap((column): string[][] => {
    if (column.type === "number")
      return [[column.column, sayFigure(column.mean), ...segments.map(({ means }) => sayFigure(means[column.column]))]];
    return column.levels.map(({ feature, share }) => [
      feature,
      tellShare(share),
      ...segments.map(({ means }) => tellShare(means[feature])),
    ]);
  });
  const size = segments.reduce((sum, own) => sum + own.size, 0);
  const counts = [
    ["Customers", sayFigure(size), ...segments.map((own) => sayFigure(own.size))],
    ["Share", "100 %", ...segments.map(({ share }) => tellShare(share))],
  ];
  return { head: ["", "All", ...segments.map((_, s) => String(s + 1))], rows: [...rows, ...counts] };
}

const mostLevels = 6;

/** A result with the encoded features of some columns only, the first levels of each. */
function narrowed(result: Segmentation, columns: readonly KnownColumn[]): Segmentation {
  const wanted = columns.flatMap((column) => {
    if (column.type === "number") return [column.column];
    const apart = ({ feature, share }: (typeof column.levels)[number]): number =>
      Math.max(...result.segments.map(({ means }) => Math.abs(means[feature] - share)));
    const strongest = [...column.levels].sort((a, b) => apart(b) - apart(a)).slice(0, mostLevels);
    return column.levels.filter((level) => strongest.includes(level)).map(({ feature }) => feature);
  });
  const kept = wanted.map((name) => result.features.indexOf(name));
  const { data, rows, cols } = result.centroids;
  const centroids = {
    data: Float64Array.from({ length: rows * kept.length }, (_, at) => data[Math.floor(at / kept.length) * cols + kept[at % kept.length]]),
    rows,
    cols: kept.length,
  };
  return { ...result, features: wanted, centroids };
}

/** A number by segment, or the shares of a category. */
function columnPicture(known: Known, column: KnownColumn): Picture {
  if (column.type === "number") return spreadPicture(known, column.column);
  const {
    result,
    table: { model, frame },
  } = known;
  const fit = model.features.find((feature) => feature.column === column.column && feature.type === "category");
  const labels = fit?.type === "category" ? Object.fromEntries(fit.levels.map((level, at) => [level, fit.labels[at]])) : {};
  const table = { [column.column]: frame.valuesOf(column.column) as ArrayLike<string> };
  return smallPictureOf((options) => barsPlot(result, table, { ...options, column: column.column, type: "category", labels }));
}

function valueBlocks(known: Known, { column, segments, concentration, total, mean, median }: ValueProfile): Block[] {
  const head = ["", "Customers", column, "Index", "Average", "Median", "Held by its top 1 %"];
  const rows = segments.map((one, s) => {
    const centre = centreOf(known, column, s) ?? one;
    return [
      known.names[s],
      tellShare(one.share),
      tellShare(one.valueShare),
      sayIndex(one.index),
      sayFigure(centre.mean),
      sayFigure(centre.median),
      tellShare(one.concentration[0].held),
    ];
  });
  const centre = centreOf(known, column) ?? { mean, median };
  const all = [
    "All",
    "100 %",
    total > 0 ? "100 %" : "",
    total > 0 ? "100" : "",
    sayFigure(centre.mean),
    sayFigure(centre.median),
    tellShare(concentration[0].held),
  ];
  return [
    { kind: "heading", text: `What the segments are worth: ${column}` },
    paragraph("Each segment's share of the customers, and its share of the value. At an index of 100 a customer is worth the average, at 200 twice as much."),
    { kind: "table", head, rows: [...rows, all] },
  ];
}

function describedBlocks(columns: readonly ColumnProfile[]): Block[] {
  const [{ segments }] = columns;
  return [
    { kind: "heading", text: "What else tells the segments apart" },
    paragraph("These columns did not make the segments. In brackets an index: 100 is the average of all customers."),
    { kind: "list", items: columns.map(({ sentence }) => sentence) },
    { kind: "table", head: ["", "All", ...segments.map((_, s) => String(s + 1))], rows: columns.flatMap(describedRows) },
  ];
}

/** The average of a number, or the share of each level, of which yes is enough. */
function describedRows(column: ColumnProfile): string[][] {
  const { name: of } = column;
  if (column.type === "number") {
    const means = column.segments.map(({ mean, index }) => withIndex(sayFigure(mean), index));
    return [[of, sayFigure(column.mean), ...means]];
  }
  const levels = column.type === "boolean" ? column.levels.slice(0, 1) : column.levels;
  return levels.map(({ name, share, shares, indices }) => {
    return [`${of}: ${name}`, tellShare(share), ...shares.map((own, s) => withIndex(tellShare(own), indices[s]))];
  });
}

function withIndex(text: string, index: number): string {
  return text === "" || !Number.isFinite(index) ? text : `${text} (${sayIndex(index)})`;
}

/** How the segments lie beside groups made by hand. */
function groupBlocks({ column, sentences, ours, theirs, warnings }: SegmentComparison, { result, names }: Known): Block[] {
  const numbered = (name: string): string => names[result.segments.findIndex((segment) => segment.name === name)] ?? name;
  return [
    { kind: "heading", text: `Beside ${column}` },
    { kind: "list", items: sentences },
    {
      kind: "table",
      head: ["", ...theirs.map(({ name }) => name)],
      rows: ours.map(({ name, shares }) => [numbered(name), ...shares.map(sayShare)]),
    },
    ...(warnings.length === 0 ? [] : [{ kind: "list", items: warnings } as const]),
  ];
}
