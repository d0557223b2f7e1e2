import type { Matrix } from "../../src/core/matrix.ts";

/** The inertia at which Lloyd's algorithm ends from given centroids, every row compared with every centroid in every round. */
export function naiveLloyd({ data, rows, cols }: Matrix, weights: ArrayLike<number>, start: Float64Array, k: number): number {
  const centroids = [...start];
  for (let last = Infinity; ; ) {
    const sums = new Float64Array(k * cols);
    const sizes = new Float64Array(k);
    let inertia = 0;
    for (let i = 0; i < rows; i++) {
      const distances = Array.from({ length: k }, (_, c) => Array.from({ length: cols }, (_, j) => (data[i * cols + j] - centroids[c * cols + j]) ** 2).reduce((a, b) => a + b, 0));
      const nearest = distances.indexOf(Math.min(...distances));
      inertia += weights[i] * distances[nearest];
      sizes[nearest] += weights[i];
      for (let j = 0; j < cols; j++) sums[nearest * cols + j] += weights[i] * data[i * cols + j];
    }
    if (inertia >= last) return inertia;
    last = inertia;
    for (let at = 0; at < centroids.length; at++) if (sizes[Math.floor(at / cols)] > 0) centroids[at] = sums[at] / sizes[Math.floor(at / cols)];
  }
}
