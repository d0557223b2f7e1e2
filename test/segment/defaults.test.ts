import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, type ClusterOptions, encode, matrix, parseCsv, predict } from "../../src/index.ts";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { runs } from "../table-arbitraries.ts";

const random = createRandom(7, Purpose.sample);
const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);
const rows = 200;
const columns = {
  spend: Float64Array.from({ length: rows }, () => Math.exp(4 + 1.5 * normal())),
  age: Float64Array.from({ length: rows }, () => 40 + 9 * normal()),
  visits: Float64Array.from({ length: rows }, (_, i) => i % 9), // of few values
  plan: Array.from({ length: rows }, () => ["Basic", "Pro", "Team"][Math.floor(3 * random())]),
};
const text = `spend,age,visits,plan\n${columns.plan.map((plan, i) => [columns.spend[i], columns.age[i], columns.visits[i], plan].join(",")).join("\n")}\n`;
const fast = { effort: "fast" } as const;
const codesOf = ({ notices }: ReturnType<typeof clusterSegments>): string[] => notices.map(({ code }) => code);

describe("the defaults", () => {
  const result = clusterSegments(columns, fast);

  test("a skewed number is taken on a log scale, the ends of numbers of many values are held, and both are told", () => {
    expect(result.notices).toContainEqual({ code: "log-scale", figures: { columns: ["spend"] } });
    expect(result.notices).toContainEqual({ code: "ends-held", figures: { columns: ["spend", "age"] } });
    const [spend, age, visits] = result.model.features as unknown as Record<string, unknown>[];
    expect(spend).toMatchObject({ transform: "log1p" });
    expect(age["transform"]).toBeUndefined();
    expect(age["winsorise"]).toHaveLength(2);
    expect(visits["winsorise"]).toBeUndefined();
  });

  test("both can be refused, for all columns or for one", () => {
    const refused = clusterSegments(columns, { ...fast, transform: "none", winsorise: false });
    expect(codesOf(refused)).not.toContain("log-scale");
    expect(codesOf(refused)).not.toContain("ends-held");
    const one = clusterSegments(columns, { ...fast, columns: { spend: { transform: "none" }, age: { winsorise: false } } });
    expect(codesOf(one)).not.toContain("log-scale");
    expect(one.notices).toContainEqual({ code: "ends-held", figures: { columns: ["spend"] } });
  });

  test("what is asked for is not told", () => {
    const asked = clusterSegments(columns, { ...fast, columns: { spend: { transform: "log1p", winsorise: [0.01, 0.99] }, age: { winsorise: [0.05, 0.95] } } });
    expect(codesOf(asked)).not.toContain("log-scale");
    expect(codesOf(asked)).not.toContain("ends-held");
    expect(encode(asked, columns).data.subarray(0, 1)).toEqual(encode(result, columns).data.subarray(0, 1)); // the same logarithm
  });

  test("a segment holds at least 2 %, unless a Matrix is given, which is taken as it is", () => {
    const many = (count: number, at: number): number[] => Array.from({ length: count }, () => at + normal());
    const values = [...many(300, 0), ...many(300, 50), ...many(4, 200)];
    expect(clusterSegments({ a: values }, { ...fast, winsorise: false }).segments.every(({ share }) => share >= 0.02)).toBe(true);
    const own = clusterSegments(matrix(values.map((x) => [x])), fast);
    expect(own.segments.some(({ size }) => size === 4)).toBe(true);
    expect(codesOf(own)).not.toContain("ends-held");
    expect(own.model.options.minShare).toBe(0);
  });

  test("a number that says nearly the same as one before it is told once, whichever way it runs", () => {
    const copy = { ...columns, cents: columns.spend.map((x) => 100 * x), debt: columns.age.map((x) => -x) };
    const found = clusterSegments(copy, fast).notices.filter(({ code }) => code === "near-copy");
    expect(found.map(({ column }) => column)).toEqual(["cents", "debt"]);
    expect(found[0].figures).toMatchObject({ of: "spend" });
    expect(found[1].figures).toMatchObject({ of: "age" });
    expect(codesOf(result)).not.toContain("near-copy");
  });

  test("the next table is held at the training's marks: what lies beyond counts as the mark", () => {
    const [low, high] = [{ ...columns, spend: columns.spend.map((x) => x - 1e6) }, { ...columns, spend: columns.spend.map((x) => x + 1e6) }];
    for (const next of [low, high]) expect(new Set(predict(result.model, next)).size).toBeGreaterThan(0);
    const { data, cols } = encode(result.model, high);
    const spend = Array.from({ length: rows }, (_, i) => data[i * cols]);
    expect(new Set(spend).size).toBe(1);
  });

  test("what the model was asked makes the same segments of the same table, whatever options said it", () => {
    fc.assert(
      fc.property(
        fc.record({ preset: fc.constantFrom(undefined, "published" as const), transform: fc.constantFrom(undefined, "none" as const, "rank" as const), winsorise: fc.constantFrom(undefined, false as const, [0.1, 0.9] as const), k: fc.constantFrom(3, 4) }),
        (options) => {
          const first = clusterSegments(parseCsv(text), { ...fast, ...options });
          const { scaling, minShare } = first.model.options as ClusterOptions;
          const again = clusterSegments(parseCsv(text), { ...fast, features: first.model.asked, k: options.k, scaling, minShare });
          expect(again.labels).toEqual(first.labels);
          expect(again.centroids).toEqual(first.centroids);
        },
      ),
      runs(0.1),
    );
  });
});

describe("the preset", () => {
  const single = { scaling: "column", choose: "dendrogram", transform: "none", winsorise: false, minShare: 0 } as const;

  test("is those options", () => {
    expect(clusterSegments(columns, { ...fast, preset: "published" })).toEqual(clusterSegments(columns, { ...fast, ...single }));
  });

  test("a single option wins over it, an absent one does not, and a k leaves nothing to choose", () => {
    expect(clusterSegments(columns, { ...fast, preset: "published", scaling: "feature", minShare: undefined })).toEqual(clusterSegments(columns, { ...fast, ...single, scaling: "feature" }));
    expect(clusterSegments(columns, { ...fast, preset: "published", k: 3 }).choice.criteria).toEqual([]);
  });
});
