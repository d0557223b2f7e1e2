// Tables of thousands of rows, the same ones on every run.
import { describe, expect, test } from "vitest";
import { cutTree, linkage, type Linkage } from "../../src/index.ts";
import { isLong } from "../long-runs.ts";
import { inertiaOf } from "../oracles/exhaustive-kmeans.ts";
import { gainsFault } from "../oracles/ward-replay.ts";
import { seededRows } from "./seeded-rows.ts";

/** Why the merges do not make a tree, or undefined. */
function treeFault({ left, right, height, size, n }: Linkage): string | undefined {
  const used = new Uint8Array(2 * n - 1);
  for (let t = 0; t < n - 1; t++) {
    const [a, b] = [left[t], right[t]];
    if (!(0 <= a && a < b && b < n + t) || used[a] + used[b] > 0) return `merge ${t} joins ${a} and ${b}`;
    used[a] = used[b] = 1;
    if (size[t] !== (a < n ? 1 : size[a - n]) + (b < n ? 1 : size[b - n])) return `the size of merge ${t}`;
    if (t > 0 && height[t] < height[t - 1]) return `the height of merge ${t} falls`;
  }
  return undefined;
}

/** Rows of a long run, or a third of them. */
const rowsOf = (rows: number): number => (isLong ? rows : Math.ceil(rows / 3));

describe.each([
  ["customers", rowsOf(3000), "matrix"],
  ["customers", rowsOf(6000), "scan"],
  ["rfm", rowsOf(4000), "matrix"],
  ["rfm", rowsOf(8000), "scan"],
  ["blobs", rowsOf(4000), "matrix"],
  ["blobs", rowsOf(9000), "scan"],
  ["noise", rowsOf(1500), "matrix"],
  ["noise", rowsOf(1500), "scan"],
] as const)("%s, %d rows: the index and the engine %s", (kind, rows, engine) => {
  test("give the same heights, and cuts that cost the same", () => {
    const x = seededRows(kind, rows);
    const [index, other] = [linkage(x, { engine: "index" }), linkage(x, { engine })];
    const { [rows - 2]: top } = other.height;
    expect(index.height.reduce((most, height, t) => Math.max(most, Math.abs(height - other.height[t])), 0)).toBeLessThan(1e-9 * top);
    for (const k of [2, 5, 8, 30]) expect(inertiaOf(x, cutTree(index, { k })) / inertiaOf(x, cutTree(other, { k }))).toBeCloseTo(1, 9);
  });
});

test.each([
  ["customers", rowsOf(20_000)],
  ["rfm", rowsOf(20_000)],
  ["blobs", rowsOf(20_000)],
  ["grid", rowsOf(20_000)],
])("the index makes a tree of %s, %d rows, and its gains add up", (kind, rows) => {
  const x = seededRows(kind, rows);
  const tree = linkage(x, { engine: "index" });
  expect(treeFault(tree)).toBeUndefined();
  expect(gainsFault(tree, x)).toBeUndefined();
});
