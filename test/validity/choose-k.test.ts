import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Fit, leastShare, sizesOf } from "../../src/kmeans/fit.ts";
import { chooseK, type Criterion, criterionNames, type Rule } from "../../src/validity/choose-k.ts";
import { rowsFrom } from "../encoded-rows.ts";

/** Eight rows, cut into k clusters of which the last k - 1 hold one row each. */
const rows = rowsFrom({ data: new Float64Array(8), rows: 8, cols: 1 });
const fits = Array.from({ length: 8 }, (_, at): Fit => {
  const labels = Int32Array.from({ length: 8 }, (_, i) => Math.max(0, i - 7 + at));
  return { k: at + 1, labels, centroids: new Float64Array(at + 1), inertia: 8 - at, iterations: 1, converged: true };
});

const always = criterionNames.slice(0, 6); // "icl" and "gap" are computed where they are asked for
const said = (ks: (number | undefined)[]): Criterion[] => always.map((name, c) => ({ name, k: ks[c], scores: new Float64Array(8) }));
const choose = (ks: (number | undefined)[], rule: Partial<Rule>) => chooseK(rows, said(ks), fits, undefined, { by: "silhouette", range: [2, 8], minShare: 0, asked: false, ...rule });

const opinions = fc.array(fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), { minLength: 6, maxLength: 6 });
const ranges = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

test("k is what the criterion says, moved to the nearest bound of the range", () => {
  fc.assert(
    fc.property(opinions, ranges, fc.constantFrom(...always), (ks, range, by) => {
      const own = ks[criterionNames.indexOf(by)];
      expect(choose(ks, { by, range }).k).toBe(own === undefined ? range[0] : Math.min(range[1], Math.max(range[0], own)));
    }),
  );
});

test("it is lowered to the next k whose clusters are all large enough, never below the range, and that is said", () => {
  fc.assert(
    fc.property(opinions, ranges, fc.double({ min: 0, max: 1, noNaN: true }), (ks, range, minShare) => {
      const free = choose(ks, { range }).k;
      const { k, reason } = choose(ks, { range, minShare });
      const isEnough = (at: number): boolean => (at === 1 ? 1 : 1 / 8) >= minShare;
      expect(k).toBe([...Array(free + 1).keys()].reverse().find((at) => at >= range[0] && isEnough(at)) ?? range[0]);
      expect(reason.includes("it was lowered to")).toBe(k < free);
      expect(reason.includes("Even so")).toBe(!isEnough(k));
    }),
  );
});

test("everyone is heard: each other criterion once, with what it suggests or as one that agrees", () => {
  fc.assert(
    fc.property(opinions, ranges, (ks, range) => {
      const { k, reason } = choose(ks, { range, by: "silhouette" });
      const rest = always.filter((name) => name !== "silhouette");
      const agree = rest.filter((name) => ks[criterionNames.indexOf(name)] === k);
      for (const name of rest) expect(reason.split(`\`${name}\``).length - 1).toBe(agree.includes(name) ? 0 : 1);
      if (agree.length === 5) expect(reason).toContain(`All 5 other methods suggest ${k} too.`);
      else expect(reason.includes(`${agree.length} of the 5 other methods`)).toBe(agree.length > 0);
    }),
  );
});

describe("in words", () => {
  test.each<[string, (number | undefined)[], Partial<Rule>, string]>([
    ["who agrees and who does not", [3, 3, 3, 4, 3, undefined], {}, "`silhouette` suggests 3. 3 of the 5 other methods suggest 3 too; the other suggests 4 (`davies-bouldin`); `elbow` has no opinion."],
    ["one that agrees", [2, 5, 4, 4, 5, 4], {}, "`silhouette` suggests 5. 1 of the 5 other methods suggests 5 too; the rest suggest 2 (`dendrogram`) or 4 (`calinski-harabasz`, `davies-bouldin`, `elbow`)."],
    ["a bound", [9, 9, 9, 9, 9, 9], { range: [2, 4] }, "`silhouette` suggests 9. The range [2, 4] moved it to 4. The 5 other methods suggest 9 (`dendrogram`, `height-gap`, `calinski-harabasz`, `davies-bouldin`, `elbow`)."],
    ["no opinion", [2, 2, 2, 2, 2, undefined], { by: "elbow" }, "`elbow` has no opinion. So the least, 2, was taken. All 5 other methods suggest 2 too."],
    ["a least share", [2, 4, 4, 4, 4, 1], { range: [1, 8], minShare: 0.2 }, "`silhouette` suggests 4. Since a segment must hold at least 20 %, it was lowered to 1. 1 of the 5 other methods suggests 1 too; the rest suggest 2 (`dendrogram`) or 4 (`height-gap`, `calinski-harabasz`, `davies-bouldin`)."],
    ["a least share that cannot be", [2, 2, 2, 2, 2, 2], { minShare: 0.2 }, "`silhouette` suggests 2. Even so the smallest holds 13 %. All 5 other methods suggest 2 too."],
    ["a least share that is just held", [4, 4, 4, 4, 4, 4], { minShare: 0.125 }, "`silhouette` suggests 4. All 5 other methods suggest 4 too."],
    ["a k asked for", [3, 3, 3, 3, 4, 3], { range: [3, 3], asked: true }, "k = 3 was asked for. `silhouette` suggests 4. All 5 other methods suggest 3 too."],
  ])("%s", (_, ks, rule, reason) => {
    expect(choose(ks, rule).reason).toBe(reason);
  });

  test("the dendrogram tells where it was cut", () => {
    const tree = { left: Int32Array.of(0, 2), right: Int32Array.of(1, 3), height: Float64Array.of(1, 10), size: Float64Array.of(2, 3), n: 3, method: "ward", engine: "matrix" } as const;
    const { reason } = chooseK(rows, said([2, 2, 2, 2, 2, 2]), fits, tree, { by: "dendrogram", range: [2, 8], minShare: 0, asked: false });
    expect(reason).toMatch(/^`dendrogram` suggests 2, cut at 0\.7 of its highest merge \(7 of 10\)\./);
  });
});

describe("the rule", () => {
  const auto = (icl: number | undefined, ks: (number | undefined)[], rule: Partial<Rule> = {}) =>
    chooseK(rows, [...said(ks), { name: "icl", k: icl, scores: new Float64Array(8) }], fits, undefined, { by: "auto", range: [2, 8], minShare: 0, asked: false, ...rule });
  /** Mixtures with correlated numbers, whose scores are so much above those of the others. */
  const correlatedAt = (k: number | undefined, above: number) => (): Criterion => ({ name: "icl", k, scores: new Float64Array(8).fill(above) });

  test("takes the k on which four agree; else that of the best mixture, in the last third of the range only where the other mixture agrees; then a median, and at least 3", () => {
    const k = fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined });
    fc.assert(
      fc.property(opinions, ranges, k, fc.oneof(k, fc.constant("same" as const)), fc.constantFrom(-1, 0, 1), (ks, [min, max], icl, given, above) => {
        const other = given === "same" ? icl : given;
        const { k } = auto(icl, ks, { range: [min, max], correlated: correlatedAt(other, above) });
        const clip = (value: number): number => Math.min(max, Math.max(min, value));
        const agreed = new Set([1, 2, 3, 4].map((at) => ks[at])).size === 1 ? ks[1] : undefined;
        const isNamed = other !== undefined && other >= 3 && other < max && [1, 2, 3, 4].some((at) => ks[at] === other);
        if (agreed !== undefined && agreed >= Math.max(3, min) && agreed < max) expect(k).toBe(agreed);
        else if (icl !== undefined && above < 0 && isNamed) expect(k).toBe(clip(other));
        else if (icl !== undefined && icl <= max - Math.min(3, Math.floor((max - 1) / 3))) expect(k).toBe(clip(icl));
        else if (icl !== undefined && icl < max && icl === other) expect(k).toBe(clip(icl));
        else {
          const heard = [ks[1], ks[2], ks[4]].filter((one) => one !== undefined).sort((a, b) => a - b);
          expect(k).toBe(clip(Math.max(3, heard[Math.floor((heard.length - 1) / 2)] ?? 0)));
        }
      }),
    );
  });

  test.each<[string, number | undefined, (number | undefined)[], string]>([
    ["a mixture that others agree with", 4, [2, 4, 4, 4, 3, 2], "4 groups describe the rows best (a mixture model, `icl`). 3 of the 6 other methods suggest 4 too; the rest suggest 2 (`dendrogram`, `elbow`) or 3 (`silhouette`). So 4 is fairly sure."],
    ["four that agree", 7, [2, 5, 5, 5, 5, 4], "Four methods agree on 5 (`height-gap`, `calinski-harabasz`, `davies-bouldin`, `silhouette`). The 3 other methods suggest 2 (`dendrogram`), 4 (`elbow`) or 7 (`icl`). So 5 is fairly sure."],
    ["a mixture alone", 4, [2, 2, 3, 5, 3, undefined], "4 groups describe the rows best (a mixture model, `icl`). The 6 other methods suggest 2 (`dendrogram`, `height-gap`), 3 (`calinski-harabasz`, `silhouette`) or 5 (`davies-bouldin`); `elbow` has no opinion. Treat 4 as a starting point."],
    ["mixtures without an opinion", 7, [2, 6, 5, 5, 3, 4], "No number of segments stands out: a mixture model (`icl`) would take 7 of at most 8. The median of three other methods is 5 (`height-gap` 6, `calinski-harabasz` 5, `silhouette` 3). 1 of the 3 other methods suggests 5 too; the rest suggest 2 (`dendrogram`) or 4 (`elbow`). Treat 5 as a starting point."],
    ["the floor", 8, [2, 2, 2, 2, 2, 2], "No number of segments stands out: a mixture model (`icl`) would take 8 of at most 8. The median of three other methods is 2 (`height-gap` 2, `calinski-harabasz` 2, `silhouette` 2); 2 would rarely help, so 3 was taken. The 3 other methods suggest 2 (`dendrogram`, `davies-bouldin`, `elbow`). Treat 3 as a starting point."],
    ["nobody's opinion", undefined, [undefined, undefined, undefined, 2, undefined, 2], "No number of segments stands out. So 3 was taken. The 6 other methods suggest 2 (`davies-bouldin`, `elbow`); `dendrogram`, `height-gap`, `calinski-harabasz`, `silhouette` have no opinion. Treat 3 as a starting point."],
  ])("says how sure it is: %s", (_, icl, ks, reason) => {
    expect(auto(icl, ks).reason).toBe(reason);
  });

  test("says what mixtures with correlated numbers confirm or correct, and does not ask for them where four agree", () => {
    const never = (): never => expect.unreachable();
    expect(auto(7, [2, 5, 5, 5, 5, 4], { correlated: never }).k).toBe(5);
    const confirmed = auto(7, [2, 2, 3, 5, 3, 4], { correlated: correlatedAt(7, 1) });
    expect(confirmed.k).toBe(7);
    expect(confirmed.reason).toMatch(/^7 groups describe the rows best, also if columns may be correlated inside groups \(mixture models, `icl`\)\. The 6 other methods/);
    const corrected = auto(6, [2, 2, 3, 5, 3, 4], { correlated: correlatedAt(3, -1) });
    expect(corrected.k).toBe(3);
    expect(corrected.reason).toMatch(/^3 groups describe the rows best if columns may be correlated inside groups, 6 if not \(mixture models, `icl`\)\. 2 of the 6 other methods suggest 3 too;/);
    expect(auto(6, [2, 2, 3, 5, 3, 4], { correlated: correlatedAt(3, 1) }).k).toBe(6);
    for (const k of [2, 4]) expect(auto(6, [2, 2, 3, 5, 3, 4], { correlated: correlatedAt(k, -1) }).k).toBe(6); // two are too few, and nobody suggests four
  });

  test("four that agree on the end of the range decide nothing", () => {
    expect(auto(4, [4, 8, 8, 8, 8, 4]).k).toBe(4);
  });

  test("of a short range two can be the best", () => {
    for (const range of [[2, 3], [2, 4], [1, 4]] as const) expect(auto(2, [2, 2, 2, 2, 2, 2], { range }).k).toBe(2);
  });

  test("a k that was lowered is a starting point, however many agreed on another", () => {
    const { k, reason } = auto(4, [4, 4, 4, 4, 4, 4], { minShare: 0.3 });
    expect(k).toBeLessThan(4);
    expect(reason).toMatch(new RegExp(`it was lowered to ${k}\\. .*Treat ${k} as a starting point\\.$`));
  });

  test("a k asked for is judged over all that were tried", () => {
    expect(auto(4, [4, 4, 4, 2, 4, 4], { range: [3, 3], asked: true }).reason).toMatch(/^k = 3 was asked for\. 4 groups describe the rows best/);
  });
});

test("one other method is spoken of as one", () => {
  const two = said([5, 3, 3, 3, 3, 3]).filter(({ name }) => name === "silhouette" || name === "dendrogram");
  const { reason } = chooseK(rows, two, fits, undefined, { by: "silhouette", range: [2, 8], minShare: 0, asked: false });
  expect(reason).toBe("`silhouette` suggests 3. The one other method suggests 5 (`dendrogram`).");
});

test("the least share is of the weight", () => {
  expect(leastShare(sizesOf(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 3), fits[1]))).toBe(0.3);
  expect(leastShare(sizesOf(rows.weights, fits[0]))).toBe(1);
});
