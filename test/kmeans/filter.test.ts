import fc from "fast-check";
import { expect, test } from "vitest";
import { squaredDistance } from "../../src/core/distances.ts";
import type { Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { createFilter } from "../../src/kmeans/filter.ts";
import { withCells } from "../../src/kmeans/cells.ts";
import { lloyd, lloydOfRows } from "../../src/kmeans/lloyd.ts";
import { plusPlus } from "../../src/kmeans/seeding.ts";
import { buildKdTree, createKdTree } from "../../src/spatial/kd-tree.ts";
import { summarizeNodes } from "../../src/spatial/nodes.ts";
import { grids, matrices } from "../arbitraries.ts";

function indexOf({ data, rows, cols }: Matrix, weights: Float64Array) {
  const tree = createKdTree(rows, cols);
  tree.points.set(data);
  tree.weights.set(weights);
  for (let i = 0; i < rows; i++) tree.ids[i] = i;
  buildKdTree(tree, rows);
  return { tree, summaries: summarizeNodes(tree) };
}

const weightsOf = (rows: number, seed: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => 1 + ((i * 7 + seed) % 4));
const tables = fc.oneof(matrices({ minRows: 2, maxRows: 60 }), grids({ minRows: 2, maxRows: 60 }));

test("every node is summarised as its points say: weight, mean, squares about it, box", () => {
  fc.assert(
    fc.property(tables, fc.nat(9), (x, seed) => {
      const { tree, summaries } = indexOf(x, weightsOf(x.rows, seed));
      const largest = Math.max(1e-300, ...x.data.map(Math.abs));
      for (let node = 0; node < tree.nodes; node++) {
        const rows = Array.from({ length: tree.stop[node] - tree.start[node] }, (_, i) => tree.start[node] + i);
        const weight = rows.reduce((sum, i) => sum + tree.weights[i], 0);
        expect(summaries.weight[node]).toBe(weight);
        let squares = 0;
        for (let k = 0; k < x.cols; k++) {
          const values = rows.map((i) => tree.points[i * x.cols + k] / largest);
          const mean = rows.reduce((sum, i, at) => sum + (tree.weights[i] * values[at]) / weight, 0);
          expect(summaries.mean[node * x.cols + k] / largest).toBeCloseTo(mean, 12);
          expect(summaries.min[node * x.cols + k]).toBe(Math.min(...rows.map((i) => tree.points[i * x.cols + k])));
          expect(summaries.max[node * x.cols + k]).toBe(Math.max(...rows.map((i) => tree.points[i * x.cols + k])));
          squares += rows.reduce((sum, i, at) => sum + tree.weights[i] * (values[at] - mean) * (values[at] - mean), 0);
        }
        expect(summaries.squares[node] / largest / largest).toBeCloseTo(squares, 10);
      }
    }),
  );
});

test("a pass over the index gives every row to its nearest centroid, the lower on a tie, and counts what a pass over the rows counts", () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 9 }), fc.nat(1e6), (x, k, seed) => {
      const weights = weightsOf(x.rows, seed);
      const random = createRandom(seed, 9);
      // rows, so that grids make ties, and points beside them
      const centroids = new Float64Array(k * x.cols);
      for (let c = 0; c < k; c++) for (let j = 0; j < x.cols; j++) centroids[c * x.cols + j] = x.data[Math.floor(random() * x.rows) * x.cols + j] * (c % 3 === 2 ? random() : 1);
      const { tree, summaries } = indexOf(x, weights);
      const [counted, sums, labels] = [new Float64Array(k), new Float64Array(k * x.cols), new Int32Array(x.rows).fill(-1)];
      const inertia = createFilter(tree, summaries).pass(centroids, k, counted, sums, labels);

      const scale = Math.max(1e-300, ...x.data.map(Math.abs));
      let naive = 0;
      const total = new Float64Array(k);
      labels.forEach((label, i) => {
        const distances = Array.from({ length: k }, (_, c) => squaredDistance(x.data, i * x.cols, centroids, c * x.cols, x.cols));
        const least = Math.min(...distances);
        expect(distances[label]).toBeLessThanOrEqual(least + 1e-9 * scale * scale);
        if (distances[label] === least) expect(label).toBe(distances.indexOf(least));
        naive += weights[i] * least;
        total[label] += weights[i];
      });
      expect(counted).toEqual(total);
      expect(inertia / scale / scale).toBeCloseTo(naive / scale / scale, 9);
    }),
  );
});

test("Lloyd's algorithm over the index ends where the plain one ends, weighted and not, tolerant and not", () => {
  const random = createRandom(5, 1);
  const x = { data: Float64Array.from({ length: 60_003 }, (_, i) => (i % 3 === 2 ? Math.floor(4 * random()) : random() + Math.floor(3 * random()))), rows: 20_001, cols: 3 };
  for (const [seed, maxShift] of [[1, 0], [2, 1e-3]] as const) {
    const problem = { x, weights: weightsOf(x.rows, seed) };
    const start = plusPlus(problem, 6, createRandom(seed, 2));
    const plain = lloydOfRows(problem, start, 6, { maxIter: 300, maxShift });
    const indexed = lloyd(withCells(problem), start, 6, { maxIter: 300, maxShift });
    expect(indexed.inertia / plain.inertia).toBeCloseTo(1, 9);
    expect(indexed.labels).toEqual(plain.labels);
    expect(indexed.converged).toBe(true);
  }
  const empty = lloyd(withCells({ x, weights: weightsOf(x.rows, 3) }), Float64Array.of(1, 1, 1, 99, 99, 99, 98, 98, 98), 3, { maxIter: 50, maxShift: 0 });
  expect(new Set(empty.labels).size).toBe(3); // what comes out empty is filled
  expect(withCells({ x: { ...x, rows: 20_000, data: x.data.slice(3) }, weights: weightsOf(20_000, 3) }).index).toBeUndefined();
});
