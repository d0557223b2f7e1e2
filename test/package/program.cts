// A stranger's program: strictly typed, as a CommonJS module.
import lib = require("audience-segmentation");
import plot = require("audience-segmentation/plot");

const x: lib.Matrix = lib.matrix([[1, 2], [3, 4], [5, 9]]);
const tree: lib.Linkage = lib.linkage(lib.standardize(x, { ddof: 1 }).matrix, { method: "average" });

export const labels: Int32Array = lib.cutTree(tree, { k: 2 });
export const inertia: number = lib.kmeans(x, 2, { init: "k-means++", effort: "fast" }).inertia;
export const isOurs = (error: unknown): error is lib.InputError => error instanceof lib.InputError;

export const picture: string = plot.dendrogramPlot(tree, { k: 2, truncate: { last: 2 } });

// @ts-expect-error: a cut is given by one of the two
lib.cutTree(tree, { levels: 2 });
// @ts-expect-error: no such metric
lib.pairwiseDistances(x, { metric: "cityblock" });

import background = require("audience-segmentation/async");
export const later: Promise<lib.Segmentation> = background.clusterSegmentsAsync([{ a: 1 }, { a: 9 }], { k: 2 });
