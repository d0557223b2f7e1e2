import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "../../src/core/random.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { structure } from "../../src/segment/structure.ts";
import { errorOf } from "../error-of.ts";
import { haveReferences, readStandardized, titleWith } from "../references.ts";

/** A normal deviate: a sum of twelve. */
const normal = (random: Random): number => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);
const columns = (rows: number, cols: number, cell: (i: number, j: number) => number): Record<string, Float64Array> =>
  Object.fromEntries(Array.from({ length: cols }, (_, j) => [`c${j}`, Float64Array.from({ length: rows }, (_, i) => cell(i, j))]));

/** Noise of several kinds: nothing to segment, whatever the shapes and the correlations. */
const noises: Record<string, (random: Random) => Record<string, ArrayLike<unknown>>> = {
  uniform: (random) => columns(600, 3, random),
  Gaussian: (random) => columns(600, 4, () => normal(random)),
  "correlated at 0.9": (random) => {
    const common = Array.from({ length: 600 }, () => normal(random));
    return columns(600, 4, (i) => 3 * common[i] + normal(random));
  },
  "heavy tails": (random) => columns(600, 3, () => 1 / (0.01 + random()) + normal(random)),
  binary: (random) => columns(600, 6, () => Number(random() < 0.4)),
  "a number and two categories": (random) => ({
    spent: Float64Array.from({ length: 600 }, () => normal(random)),
    channel: Array.from({ length: 600 }, () => "abcd"[Math.floor(4 * random())]),
    region: Array.from({ length: 600 }, () => "xyz"[Math.floor(3 * random() * random())]),
  }),
};
const blobs = (rows: number, seed: number) => {
  const random = createRandom(seed, 50);
  const centres = [[0, 0], [10, 3], [4, 12], [15, 16]];
  return columns(rows, 2, (i, j) => centres[i % 4][j] + normal(random));
};

const two = (rows: number, seed: number) => {
  const random = createRandom(seed, 53);
  return columns(rows, 4, (i) => 3 * (i % 2) + normal(random));
};

describe("structure", () => {
  test.each(Object.keys(noises))("%s noise has none, but for one draw in ten at most", (kind) => {
    const found = Array.from({ length: 10 }, (_, seed) => structure(noises[kind](createRandom(seed, 51)), { seed }).structure);
    expect(found.filter((one) => one !== "none").length).toBeLessThanOrEqual(1);
  });

  test("four groups are clear, of few rows and of more than the sample, with the figures", () => {
    for (const rows of [80, 400, 6000]) {
      const { structure: found, evidence, gap } = structure(blobs(rows, rows));
      expect(found).toBe("clear");
      expect(evidence.map(({ name }) => name)).toEqual(["structure score", "k of the structure score", "largest gap"]);
      expect(gap.scores).toHaveLength(10);
    }
  });

  test("columns of two values each that have nothing to do with each other are none: what they are alone does not count", () => {
    const random = createRandom(8, 52);
    expect(structure(columns(600, 2, () => 10 * Math.floor(2 * random()) + normal(random))).structure).toBe("none");
  });

  test("the same call gives the same, another seed nearly", () => {
    const table = blobs(200, 1);
    expect(structure(table)).toEqual(structure(table));
    expect(structure(table, { seed: 7 }).structure).toBe("clear");
  });

  test("rows that are all equal, and one row, have none", () => {
    expect(structure({ a: new Float64Array(30).fill(3) }).structure).toBe("none");
    expect(structure({ a: [1] }).structure).toBe("none");
  });

  test("bad options complain", () => {
    expect(errorOf(() => structure({ a: [1, 2] }, { k: 3 } as never))).toMatchObject({ code: "unknown-option", where: "structure" });
    expect(errorOf(() => structure({ a: [1, 2] }, { features: ["b"] }))).toMatchObject({ code: "unknown-column", where: "structure" });
  });
});

describe("handed to clusterSegments", () => {
  test("it is in the choice, and its gap statistic among the criteria, which can choose", () => {
    const table = two(300, 2);
    const { choice, k } = clusterSegments(table, { structure, choose: "gap" });
    expect(choice.structure).not.toBe("none");
    expect(choice.evidence).toEqual(structure(table).evidence);
    expect(choice.criteria.map(({ name }) => name)).toContain("gap");
    expect(k).toBe(2);
    expect(choice.by).toBe("gap");
  });

  test("of noise the gap statistic says one, and a range that has it gives one", () => {
    const table = noises["Gaussian"](createRandom(3, 51));
    expect(clusterSegments(table, { structure, choose: "gap", k: [1, 6], effort: "fast" })).toMatchObject({ k: 1, choice: { structure: "none" } });
  });

  test("without it the gap statistic is not to be had, and nothing is said of structure", () => {
    const table = blobs(40, 3);
    expect(errorOf(() => clusterSegments(table, { choose: "gap" }))).toMatchObject({ code: "unknown-value" });
    expect("structure" in clusterSegments(table, { effort: "fast" }).choice).toBe(false);
  });
});

describe.skipIf(!haveReferences)(titleWith("sets whose clusters are known"), () => {
  test.each(["s1", "iris", "unbalance", "mall"])("%s has structure", (name) => {
    expect(structure(readStandardized(name)).structure).not.toBe("none");
  });
});
