// Results made by hand, so that pictures can be drawn of any names and figures without a clustering.
import fc from "fast-check";
import type { Matrix } from "../../src/core/matrix.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { hostileTexts } from "../table-arbitraries.ts";

/** What a made-up segmentation is made of. */
export interface Made {
  readonly names: readonly string[];
  readonly features: readonly string[];
  /** The segment of each row; every segment has one. */
  readonly labels: readonly number[];
  /** One figure a segment and feature. */
  readonly figures: readonly (readonly number[])[];
}

/** A segmentation of numeric features with the parts that are drawn. */
export function segmentationOf({ names, features, labels, figures }: Made): Segmentation {
  const segments = names.map((name, id) => {
    const size = labels.filter((label) => label === id).length;
    const means = Object.fromEntries(features.map((feature, f) => [feature, figures[id][f]]));
    return { id, name, size, share: size / labels.length, means, medians: means, traits: [], description: "" };
  });
  const centroids: Matrix = { data: Float64Array.from(figures.flat()), rows: names.length, cols: features.length };
  return { k: names.length, labels: Int32Array.from(labels), segments, features, centroids, choice: { k: names.length } } as unknown as Segmentation;
}

const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäéWM &<'-"), minLength: 1, maxLength: 12 });

/** Names: short, of forty wide characters, and hostile. */
export const names: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.array(word, { minLength: 5, maxLength: 9 }).map((words) => words.join(" ").slice(0, 40).padEnd(40, "W")),
  fc.constantFrom(...hostileTexts, "W".repeat(40), "World · YouTube, LinkedIn and a few others"),
);

/** Numbers of all sizes. */
export const values: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((x) => x / 1000),
  fc.constantFrom(1e-9, -1e-9, 1e99, -1e99, 1e15, 1e15 + 0.125, 123456789, 0.1 + 0.2),
);

/** Widths that a caller may ask for, narrow ones among them. */
export const widths: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(240, 360, 720, 1400), fc.integer({ min: 240, max: 2000 }));

/** Made-up segmentations of 1 to 20 segments. */
export const segmentations: fc.Arbitrary<Segmentation> = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 15 })).chain(([k, d]) =>
  fc.record({
    names: fc.array(names, { minLength: k, maxLength: k }),
    features: fc.uniqueArray(names, { minLength: d, maxLength: d }),
    extra: fc.array(fc.nat(k - 1), { maxLength: 40 }),
    figures: fc.array(fc.array(values, { minLength: d, maxLength: d }), { minLength: k, maxLength: k }),
  }).map(({ extra, ...made }) => segmentationOf({ ...made, labels: [...made.names.map((_, s) => s), ...extra] })));

/** One value a row of a segmentation, some of them missing. */
export function columnFor(result: Segmentation, cell: fc.Arbitrary<number>): fc.Arbitrary<number[]> {
  const { length } = result.labels;
  return fc.array(fc.oneof({ weight: 6, arbitrary: cell }, { weight: 1, arbitrary: fc.constant(NaN) }), { minLength: length, maxLength: length });
}
