// Profiles of small tables under any labels, as the segmentation would make them.
import { fitEncoding } from "../../src/encode/encode.ts";
import { sizesOf } from "../../src/kmeans/fit.ts";
import { type Profile, profile } from "../../src/segment/profile.ts";
import { resolveIn } from "../resolve.ts";

export type Cells = Readonly<Record<string, readonly (number | string)[]>>;

/** The profile of a table's columns (numbers where all cells are) under labels 0 to k - 1, all of which occur. */
export function profiled(columns: Cells, labels: readonly number[], weights: readonly number[] = labels.map(() => 1)): Profile {
  const types = (cells: readonly (number | string)[]) => (cells.every((cell) => typeof cell === "number") ? "number" : "category");
  const { features, frame } = resolveIn("test", columns, Object.entries(columns).map(([column, cells]) => ({ column, type: types(cells) })));
  const encoding = fitEncoding("test", frame, features, Float64Array.from(weights), "column");
  const [own, all] = [Int32Array.from(labels), Float64Array.from(weights)];
  const sizes = sizesOf(all, { labels: own, k: 1 + Math.max(...labels) });
  return profile(encoding, own, all, sizes);
}
