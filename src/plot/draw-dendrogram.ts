import type { Linkage } from "../hierarchy/types.ts";
import { type Box, yAxis, yNameHeight, yTicks } from "./axes.ts";
import { element, line } from "./element.ts";
import { countOf, formatCount, formatFigure } from "./figures.ts";
import { fitText } from "./fit-text.ts";
import { label, smallSize, textSize } from "./label.ts";
import { colourOf, isRepeated } from "./palette.ts";
import { headingOf, margin, picture } from "./picture.ts";
import type { Canvas } from "./plot-options.ts";
import { round } from "./round.ts";
import { linearScale, type Scale } from "./scale.ts";
import { textWidth } from "./text-width.ts";
import type { ShownTree } from "./truncated-tree.ts";

/** What is drawn of a tree. */
export interface DrawnTree extends ShownTree {
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
  const { leaves, k, cut } = shown;
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
  const cutWords = cut === undefined ? "" : ` The cut, at ${formatFigure(cut)}, makes ${countOf(k, "cluster")}.`;
  const description = `A dendrogram of ${countOf(n, "row")}, shown down to ${countOf(leaves.length, "leaf", "leaves")}. The highest merge is at ${formatFigure(highest)}.${cutWords}`;
  return picture(canvas, heading, description, parts, box.bottom + foot + footName + margin);
}

/**
 * Every merge as a bracket over its two nodes, one path a cluster. The legs of a merge above the cut have the colour of their
 * clusters below it. A cluster of which no more is shown reaches down to 0, as a row does.
 */
function drawBrackets({ left, right, height, n }: Linkage, { leaves, merges, cluster, cut }: DrawnTree, scale: Scale, box: Box): string[] {
  const down = (value: number): number => box.bottom - (box.bottom - box.top) * scale.at(value);
  const x = new Map(leaves.map((node, i) => [node, box.left + ((i + 0.5) * (box.right - box.left)) / leaves.length]));
  const y = new Map(leaves.map((node) => [node, box.bottom]));
  const paths = new Map<number, string>();
  const add = (own: number, path: string): Map<number, string> => paths.set(own, (paths.get(own) ?? "") + path);
  for (const t of [...merges].reverse()) {
    const own = cluster[n + t];
    const foots = [left[t], right[t]].map((node) => {
      const [across, foot] = [x.get(node)!, y.get(node)!];
      if (own >= 0 || cluster[node] < 0) return `${round(across)} ${round(foot)}`;
      const top = Math.min(foot, down(cut ?? height[t]));
      add(cluster[node], `M${round(across)} ${round(foot)}V${round(top)}`);
      return `${round(across)} ${round(top)}`;
    });
    x.set(n + t, (x.get(left[t])! + x.get(right[t])!) / 2);
    y.set(n + t, down(height[t]));
    add(own, `M${foots[0]}V${round(down(height[t]))}H${round(x.get(right[t])!)}V${foots[1].split(" ")[1]}`);
  }
  return [...paths.keys()].sort((a, b) => a - b).map((own) => {
    const style = own < 0 ? { stroke: "currentColor" } : { stroke: colourOf(own), "stroke-dasharray": isRepeated(own) ? "5 2" : undefined };
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
  return fitText(leaves.some((node) => node >= n) ? "Numbers of rows, or in brackets the sizes of clusters" : "Rows", width, textSize);
}
