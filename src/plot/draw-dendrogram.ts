import type { DendrogramLayout } from "../hierarchy/read-tree.ts";
import type { Linkage } from "../hierarchy/tree.ts";
import { type Box, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { colourOf, isRepeated } from "./colour.ts";
import { countOf, formatCount, formatFigure } from "./figures.ts";
import { fitText, textWidth } from "./measure-text.ts";
import { type Canvas, headingOf, margin, picture } from "./picture.ts";
import { type AxisScale, linearScale } from "./scale.ts";
import { element, label, line, round, smallSize, textSize } from "./svg.ts";

/** What is drawn of a tree. */
interface DrawnTree {
  readonly layout: DendrogramLayout;
  /** The names of the leaves that are rows. */
  readonly leafNames: readonly (string | undefined)[];
  /** The cluster of each node, -1 above the cut. */
  readonly cluster: Int32Array;
  readonly k: number;
  /** The height of the cut's line. */
  readonly cut: number | undefined;
}

const longestName = 110;
const leastLeaf = 12; // an upright label takes so much width
const footName = 24;
const flatFoot = 20;

/** The picture of a tree. Assumes validated input. */
export function drawDendrogram(canvas: Canvas, tree: Linkage, shown: DrawnTree): string {
  const { height, size, n } = tree;
  const { k, cut } = shown;
  const leaves = Array.from(shown.layout.order);
  const heading = headingOf(canvas, `Dendrogram, cut into ${countOf(k, "cluster")}`);
  const highest = height.reduce((most, value) => Math.max(most, value), 0);
  const scale = linearScale(0, Math.max(highest, cut ?? 0) * 1.02);

  const names = leaves.map((node, i) => fitText(shown.leafNames[i] ?? `(${formatCount(size[node - n])})`, longestName, smallSize));
  const widest = Math.max(...names.map((name) => textWidth(name, smallSize)));
  const top = heading.bottom + yNameHeight;
  const bottomFor = (foot: number): number => Math.max(top + 100, (canvas.height ?? 440) - margin - footName - foot);
  const { ticks, width } = yTicks(scale, bottomFor(flatFoot) - top);
  const isFlat = widest + 6 <= (canvas.width - 2 * margin - width) / leaves.length;
  const foot = isFlat ? flatFoot : widest + 12;
  const box = { left: margin + width, top, right: canvas.width - margin, bottom: bottomFor(foot) };

  const parts = [
    ...yAxis(scale, ticks, box, "Distance of the merged clusters (height)", margin),
    ...drawBrackets(tree, shown, scale, box),
    ...drawNames(names, box, isFlat),
    label((box.left + box.right) / 2, box.bottom + foot + footName / 2, footWords(leaves, n, box.right - box.left), { anchor: "middle" }),
  ];
  const at = box.bottom - (box.bottom - top) * scale.at(cut ?? 0);
  if (cut !== undefined) parts.push(line(box.left, at, box.right, at, { "stroke-dasharray": "6 4", opacity: 0.8 }));
  const isWhole = leaves.length === n;
  const shownWords = `${isWhole ? "A" : "The top of a"} tree (dendrogram) of ${countOf(n, "row")}${isWhole ? "" : `, down to ${leaves.length} branches`}`;
  const cutWords = cut === undefined ? "" : ` Cut at a height of ${formatFigure(cut)}, the tree falls into ${countOf(k, "cluster")}.`;
  const description = `${shownWords}. The lower two branches join, the more alike they are. The highest join is at ${formatFigure(highest)}.${cutWords}`;
  return picture(canvas, heading, description, parts, box.bottom + foot + footName + margin);
}

/**
 * Every merge as a bracket over its two nodes, one path a cluster. The legs of a merge above the cut have the colour of their
 * clusters below it. A collapsed cluster reaches down to 0, as a row does.
 */
function drawBrackets({ left, right, height, n }: Linkage, { layout, cluster, cut }: DrawnTree, scale: AxisScale, box: Box): string[] {
  const { order, merges, x, y } = layout;
  const across = (node: number): string => round(box.left + ((x[node] + 0.5) * (box.right - box.left)) / order.length);
  const down = (value: number): string => round(box.bottom - (box.bottom - box.top) * scale.at(value));
  const paths = new Map<number, string>();
  const add = (own: number, path: string): Map<number, string> => paths.set(own, (paths.get(own) ?? "") + path);
  for (const t of [...merges].reverse()) {
    const own = cluster[n + t];
    const [first, second] = [left[t], right[t]].map((node) => {
      if (own >= 0 || cluster[node] < 0) return { x: across(node), y: down(y[node]) };
      const top = down(Math.max(y[node], cut ?? height[t]));
      add(cluster[node], `M${across(node)} ${down(y[node])}V${top}`);
      return { x: across(node), y: top };
    });
    add(own, `M${first.x} ${first.y}V${down(height[t])}H${second.x}V${second.y}`);
  }
  return [...paths.keys()]
    .sort((a, b) => a - b)
    .map((own) => {
      const style =
        own < 0 ? { stroke: "currentColor" } : { stroke: colourOf(own), "stroke-dasharray": isRepeated(own) ? "5 2" : undefined };
      return element("path", { d: paths.get(own), fill: "none", "stroke-width": 1.75, ...style });
    });
}

/** The names of the leaves below the box; upright ones that would touch are left out, all but every so many. */
function drawNames(names: readonly string[], { left, right, bottom }: Box, isFlat: boolean): string[] {
  const spacing = (right - left) / names.length;
  const every = Math.ceil(leastLeaf / spacing);
  return names.flatMap((name, i) => {
    const x = left + (i + 0.5) * spacing;
    if (isFlat) return [label(x, bottom + 12, name, { size: smallSize, anchor: "middle" })];
    return i % every === 0 ? [label(x, bottom + 6, name, { size: smallSize, anchor: "end", isUpright: true })] : [];
  });
}

function footWords(leaves: readonly number[], n: number, width: number): string {
  return fitText(leaves.some((node) => node >= n) ? "Row numbers; in brackets: how many rows a branch holds" : "Rows", width, textSize);
}

/** The cluster of every node of a cut into `k`, or -1 above the cut; clusters are numbered by weight, heaviest first. */
export function clustersOf({ left, right, size, n }: Linkage, k: number): Int32Array {
  const cluster = new Int32Array(2 * n - 1).fill(-1);
  const tops: number[] = k === 1 ? [2 * n - 2] : [];
  for (let t = n - 2; t > n - 1 - k; t--) {
    for (const node of [left[t], right[t]]) if (node <= 2 * n - 1 - k) tops.push(node);
  }
  const weight = (node: number): number => (node < n ? 0 : size[node - n]); // a single row comes last
  tops.sort((a, b) => weight(b) - weight(a) || a - b);
  tops.forEach((node, c) => (cluster[node] = c));
  for (let t = n - 1 - k; t >= 0; t--) cluster[left[t]] = cluster[right[t]] = cluster[n + t];
  return cluster;
}

/**
 * The clusters of nodes, renumbered so that each has the number of the label that it shares most rows with. The pair with the most rows
 * in common comes first (of equal ones the lower cluster, then the lower label), and each label is taken once; clusters that are left
 * take the lowest numbers that are free.
 *
 * @param cluster - the cluster of each node, rows first, from 0 to k - 1, or -1
 * @param labels - the label of each row
 */
export function matchClusters(cluster: Int32Array, labels: Int32Array, k: number): Int32Array {
  const most = labels.reduce((largest, label) => Math.max(largest, label), 0) + 1;
  const shared = new Map<number, number>();
  labels.forEach((label, row) => {
    if (cluster[row] < 0) return;
    const pair = cluster[row] * most + label;
    shared.set(pair, (shared.get(pair) ?? 0) + 1);
  });
  const numberOf = new Int32Array(k).fill(-1);
  const isTaken = new Set<number>();
  for (const [pair] of [...shared].sort(([a, x], [b, y]) => y - x || a - b)) {
    const own = Math.floor(pair / most), label = pair % most;
    if (numberOf[own] >= 0 || isTaken.has(label)) continue;
    numberOf[own] = label;
    isTaken.add(label);
  }
  let free = 0;
  for (let c = 0; c < k; c++) {
    if (numberOf[c] >= 0) continue;
    while (isTaken.has(free)) free++;
    numberOf[c] = free;
    isTaken.add(free);
  }
  return cluster.map((own) => (own < 0 ? -1 : numberOf[own]));
}
