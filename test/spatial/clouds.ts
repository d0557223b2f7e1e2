import fc from "fast-check";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom, type Random } from "../../src/core/random.ts";
import { buildKdTree, KdTree } from "../../src/spatial/kd-tree.ts";
import "../setup.ts";

/** Weighted points. */
export interface Cloud {
  readonly x: Matrix;
  readonly weights: readonly number[];
}

/** Coordinates of every kind, kind ones and hostile ones, by row. */
export const coordinates: Readonly<Record<string, (random: Random, row: number) => number>> = {
  uniform: (random) => random() - 0.5,
  "few integers": (random) => Math.floor(random() * 4),
  "two values": (random) => (random() < 0.1 ? 1 : 0),
  equal: () => 0.1,
  "exponentially spaced": (random, row) => 2 ** ((row % 300) - 150) * (random() < 0.5 ? -1 : 1),
  "an outlier beyond the last": (_, row) => 3 ** (row % 200),
  "at a great offset": (random) => 1.7e9 + Math.floor(random() * 100),
};

/** Weights of every kind. */
export const weightings: Readonly<Record<string, (random: Random) => number>> = {
  ones: () => 1,
  "whole ones": (random) => 1 + Math.floor(random() * 4),
  "from 1e-12 to 1e12": (random) => 10 ** (Math.floor(random() * 25) - 12),
};

/** Points drawn by a seed. */
export function cloud(seed: number, rows: number, cols: number, kind: string, weighting: string): Cloud {
  const random = createRandom(seed, 99);
  const data = Float64Array.from({ length: rows * cols }, (_, at) => coordinates[kind](random, Math.floor(at / cols)));
  return { x: { data, rows, cols }, weights: Array.from({ length: rows }, () => weightings[weighting](random)) };
}

/** Clouds of all kinds; they shrink to fewer points. */
export function clouds(minRows = 1, maxRows = 120): fc.Arbitrary<Cloud> {
  return fc
    .tuple(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: minRows, max: maxRows }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...Object.keys(coordinates)),
      fc.constantFrom(...Object.keys(weightings)),
    )
    .map((of) => cloud(...of));
}

/** The tree over a cloud, each point numbered by its row. */
export function treeOf({ x: { data, rows, cols }, weights }: Cloud): KdTree {
  const tree = new KdTree(rows, cols);
  tree.points.set(data);
  tree.weights.set(weights);
  tree.ids.set(weights.map((_, i) => i));
  buildKdTree(tree, rows);
  return tree;
}
