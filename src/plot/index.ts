/**
 * @module audience-segmentation/plot
 * @mergeModuleWith <project>
 */
export { InputError, type Place } from "../core/input-error.ts";
export { barsPlot, type BarsPlotOptions } from "./bars-plot.ts";
export { correlationPlot } from "./correlation-plot.ts";
export type { Counts } from "./counts.ts";
export { criteriaPlot } from "./criteria-plot.ts";
export { crosstabPlot, type CrosstabPlotOptions } from "./crosstab-plot.ts";
export { dendrogramPlot, type DendrogramPlotOptions } from "./dendrogram-plot.ts";
export { distributionPlot, type DistributionPlotOptions } from "./distribution-plot.ts";
export { elbowPlot, type ElbowPlotOptions } from "./elbow-plot.ts";
export type { Interval } from "./bars-plot.ts";
export { granularityPlot } from "./granularity-plot.ts";
export { mapPlot, type MapPlotOptions } from "./map-plot.ts";
export { mosaicPlot, type MosaicPlotOptions } from "./mosaic-plot.ts";
export type { PlotOptions, Theme } from "./picture.ts";
export { profilePlot } from "./profile-plot.ts";
export { scatterPlot, type ScatterPlotOptions } from "./scatter-plot.ts";
export { silhouettePlot } from "./silhouette-plot.ts";
export { sizesPlot } from "./sizes-plot.ts";
export { stabilityPlot } from "./stability-plot.ts";
export { valuePlot } from "./value-plot.ts";
export type { Truncation } from "../hierarchy/read-tree.ts";
