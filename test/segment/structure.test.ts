import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "../../src/core/random.ts";
import { matrix } from "../../src/core/matrix.ts";
import { kmeans } from "../../src/kmeans/kmeans.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import type { ClusterOptions } from "../../src/segment/options.ts";
import { structure } from "../../src/segment/structure.ts";
import { criterionNames } from "../../src/validity/choose-k.ts";
import { errorOf } from "../error-of.ts";
import { isLong } from "../long-runs.ts";
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
  "correlated answers from 1 to 3": (random) => {
    const common = Array.from({ length: 600 }, () => normal(random));
    return columns(600, 8, (i) => Math.max(1, Math.min(3, Math.round(1.6 + common[i] + 0.8 * normal(random)))));
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
  const [draws, most] = isLong ? [10, 1] : [1, 0];
  test.each(Object.keys(noises))(`%s noise has none, ${most} of ${draws} draws at most (1 of 10 in test/long)`, (kind) => {
    const found = Array.from({ length: draws }, (_, seed) => structure(noises[kind](createRandom(seed, 51)), { seed }).structure);
    expect(found.filter((one) => one !== "none").length).toBeLessThanOrEqual(most);
  });

  test("four groups are clear, of few rows and of more than the sample, with the figures", () => {
    for (const rows of [80, 400, 6000]) {
      const { structure: found, evidence, gap } = structure(blobs(rows, rows));
      expect(found).toBe("clear");
      expect(evidence.associated).toBeGreaterThan(6);
      expect(evidence.separated).toBeGreaterThan(6);
      expect(evidence.k).toBeGreaterThan(1);
      expect(evidence.largestGap).toBe(Math.max(...gap.scores));
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
    expect(structure({ a: new Float64Array(30).fill(3) }, { features: ["a"] }).structure).toBe("none");
    expect(structure({ a: [1] }, { features: ["a"] }).structure).toBe("none");
  });

  test("a skewed number is always told, with what to do and what the dendrogram then says; a transformed one and an even one are not", () => {
    const random = createRandom(4, 54);
    const raw = { transform: "none", winsorise: false } as const; // which the defaults would prevent
    const table = { spent: Float64Array.from({ length: 500 }, (_, i) => (i % 250 === 0 ? 10_000 : 10 * random())), age: Float64Array.from({ length: 500 }, () => normal(random)) };
    const skewed = (columns: Record<string, Float64Array>, options: ClusterOptions = {}) =>
      clusterSegments(columns, { ...raw, structure: false, effort: "fast", k: 2, ...options }).notices.filter(({ code }) => code === "skewed");
    const figures = { share: expect.closeTo(0.99, 1), before: expect.any(Number), after: expect.any(Number) };
    expect(skewed(table)).toEqual([{ code: "skewed", column: "spent", figures: { ...figures, transform: "log1p" } }]);
    expect(skewed({ ...table, spent: table.spent.map((x) => x - 1) })).toEqual([{ code: "skewed", column: "spent", figures: { ...figures, winsorise: [0.01, 0.99] } }]);
    expect(skewed(table, { features: [{ column: "spent", transform: "log1p" }, "age"] })).toEqual([]);
    const mended = clusterSegments(table, { ...raw, features: [{ column: "spent", transform: "log1p" }, "age"], k: [2, 10], effort: "fast", structure: false });
    const said = mended.choice.criteria.find(({ name }) => name === "dendrogram")!.k;
    expect(skewed(table)[0].figures).toMatchObject({ after: said });
  });

  test("of a skewed number before it is mended: what the dendrogram of the very call says", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = createRandom(seed, 55);
      const spent = Float64Array.from({ length: 6000 }, (_, i) => (i % 3000 === 0 ? 10_000 : 10 * random()));
      const [age, visits] = [spent.map(() => normal(random)), spent.map(() => normal(random))];
      const options = { transform: "none", winsorise: false, k: [2, 10], effort: "fast", structure: false } as const;
      const { choice, notices } = clusterSegments({ spent, age, visits }, options);
      const said = choice.criteria.find(({ name }) => name === "dendrogram")!.k;
      expect(notices.find(({ code }) => code === "skewed")?.figures).toMatchObject({ before: said });
    }
  });

  test("of a skewed number that is mended: what the dendrogram says where its values stay with the categories of their rows", () => {
    const rows = 900;
    const random = createRandom(9, 55);
    const shop = Array.from({ length: rows }, (_, i) => ["a", "b", "c"][(i * 7 + (i >> 4)) % 3]);
    const spent = shop.map((name, i) => (i % 450 === 0 ? 1e7 : { a: 2, b: 60, c: 2000 }[name]! * (1 + random() / 4)));
    const options = { transform: "none", winsorise: false, k: [2, 10], effort: "fast", structure: false } as const;
    const { notices } = clusterSegments({ spent, shop }, options);
    const mended = clusterSegments({ spent, shop }, { ...options, features: [{ column: "spent", transform: "log1p" }, "shop"] });
    const said = mended.choice.criteria.find(({ name }) => name === "dendrogram")!.k;
    expect(notices.find(({ code }) => code === "skewed")?.figures).toMatchObject({ transform: "log1p", after: said });
  });

  test("a cell that cannot be is told by its row in the table", () => {
    const cells = Array.from({ length: 5000 }, (_, i) => i % 97);
    expect(errorOf(() => structure({ a: cells.with(4321, Infinity) }))).toMatchObject({ code: "not-finite", row: 4321, column: "a" });
    expect(errorOf(() => structure({ a: (cells as (number | null)[]).with(17, null) }, { missing: "error" }))).toMatchObject({ code: "missing-value", row: 17 });
  });

  test("gaps are filled, and rows left out, by what the whole table says, not by the sample", () => {
    const rows = 20_000;
    const rare = Array.from({ length: rows }, (_, i) => (i === 7 ? 3 : null)); // one value, which a sample is likely to miss
    const a = Array.from({ length: rows }, (_, i) => (i * 7919) % 10_007);
    expect(structure({ a, rare }, { features: ["a", { column: "rare", missing: "mean", type: "number" }] }).structure).toBe("none");
    expect(structure({ a, rare }, { features: ["a", { column: "rare", missing: "drop", type: "number" }] }).structure).toBe("none");
  });

  test("bad options complain", () => {
    expect(errorOf(() => structure({ a: [1, 2] }, { k: 3 } as never))).toMatchObject({ code: "unknown-option", where: "structure" });
    expect(errorOf(() => structure({ a: [1, 2] }, { features: ["b" as "a"] }))).toMatchObject({ code: "unknown-column", where: "structure" });
  });
});

describe("in clusterSegments", () => {
  test("it is in the choice, and its gap statistic among the criteria, which can choose", () => {
    const table = two(300, 2);
    const { choice, k } = clusterSegments(table, { choose: "gap" });
    expect(choice.structure).not.toBe("none");
    expect(choice.evidence).toEqual(structure(table).evidence);
    expect(choice.criteria.map(({ name }) => name)).toEqual(criterionNames.filter((name) => name !== "icl" && name !== "stability"));
    expect(k).toBe(2);
    expect(choice.by).toBe("gap");
  });

  test("the verdict is kept where k was asked for", () => {
    const table = two(300, 2);
    const { structure: found, evidence } = structure(table);
    expect(clusterSegments(table, { k: 3, effort: "fast" }).choice).toMatchObject({ k: 3, by: "caller", structure: found, evidence });
  });

  test("it looks at the features that are clustered: not at a column of weights, nor at identifiers", () => {
    const table = { ...two(300, 2), id: Float64Array.from({ length: 300 }, (_, i) => i), weight: Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 3)) };
    const { choice } = clusterSegments(table, { weights: "weight", effort: "fast" });
    expect(choice.evidence!.separated).toBeCloseTo(structure(two(300, 2)).evidence.separated, 0); // scaled by weight
  });

  test("of noise the gap statistic says one, and a range that has it gives one", () => {
    const table = noises["Gaussian"](createRandom(3, 51));
    expect(clusterSegments(table, { choose: "gap", k: [1, 6], effort: "fast" })).toMatchObject({ k: 1, choice: { structure: "none" } });
  });

  test("left out, nothing is said of structure; the gap is among the criteria only where it chooses", () => {
    const table = blobs(40, 3);
    const namesOf = (options: ClusterOptions): string[] => clusterSegments(table, { structure: false, effort: "fast", ...options }).choice.criteria.map(({ name }) => name);
    expect("structure" in clusterSegments(table, { structure: false, choose: "gap", effort: "fast" }).choice).toBe(false);
    expect(namesOf({})).toEqual(criterionNames.filter((name) => name !== "gap" && name !== "stability"));
    expect(namesOf({ choose: "gap" })).toEqual(criterionNames.filter((name) => name !== "icl" && name !== "stability"));
    expect(errorOf(() => clusterSegments(table, { structure: structure as never }))).toMatchObject({ code: "unknown-value" });
  });

  test("every criterion has one figure a k", () => {
    for (const k of [[2, 5], [2, 13]] as const) {
      const { criteria } = clusterSegments(blobs(60, 2), { k, effort: "fast" }).choice;
      expect(criteria.map(({ scores }) => scores.length)).toEqual(Array(criterionNames.length - 1).fill(k[1]));
    }
  });
});

test("the true number of clusters is found in blobs as in the sets S, A and Unbalance: every centre has its centroid", () => {
  for (const [seed, k] of [[1, 15], [2, 20], [3, 35], [4, 8]]) {
    const random = createRandom(seed, 55);
    const centres: number[][] = [];
    while (centres.length < k) {
      const centre = [100 * random(), 100 * random()];
      if (centres.every((other) => (centre[0] - other[0]) ** 2 + (centre[1] - other[1]) ** 2 > 81)) centres.push(centre);
    }
    const rows = centres.flatMap((centre, c) => Array.from({ length: k === 8 && c < 3 ? 2000 : 100 }, () => centre.map((at) => at + 1.8 * normal(random))));
    const { data } = kmeans(matrix(rows), k).centroids;
    const nearest = centres.map((centre) => Array.from({ length: k }, (_, c) => (data[2 * c] - centre[0]) ** 2 + (data[2 * c + 1] - centre[1]) ** 2)).map((all) => all.indexOf(Math.min(...all)));
    expect(new Set(nearest).size).toBe(k);
  }
});

describe.skipIf(!haveReferences)(titleWith("sets whose clusters are known"), () => {
  test.each(["s1", "iris", "unbalance", "mall"])("%s has structure", (name) => {
    expect(structure(readStandardized(name)).structure).not.toBe("none");
  });
});
