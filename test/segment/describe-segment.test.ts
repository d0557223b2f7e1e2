import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test("a description begins with the size, speaks of at most three features, and is short and on one line", () => {
  fc.assert(
    fc.property(clusterCases({ minRows: 5 }), ({ columns, features, options }) => {
      for (const { size, description, traits } of clusterSegments(columns, options).segments) {
        expect(description).toMatch(new RegExp(`^${size} ${size === 1 ? "customer" : "customers"}, [\\d.]+% of all\\. \\P{Cc}+\\.$`, "u"));
        expect(description).not.toMatch(/NaN|undefined|Infinity|: ;|: \.$/);
        expect(description.length).toBeLessThan(700);
        const spoken = description.slice(description.indexOf("%")).split("; ");
        expect(spoken.length).toBeLessThanOrEqual(3);
        expect(description.endsWith("No feature sets it clearly apart.")).toBe(traits.length === 0);
        if (traits.length > 0) expect(features.some(({ column }) => spoken[0].includes(`${column}: `))).toBe(true);
      }
    }),
    runs(0.4),
  );
});

test("it gives means with medians, and the shares of levels, next to those of all", () => {
  const table = { spent: [...count(20).map((i) => i % 5), ...count(10).map((i) => 1000 + i)], channel: count(30).map((i) => (i < 20 ? "Web" : i < 28 ? "Shop" : "Phone")) };
  const [first, second] = clusterSegments(table, { k: 2, scaling: "feature" }).segments;
  expect(first.description).toBe("20 customers, 66.7% of all. channel: Web 100% (66.7% of all); spent: mean 2 (336.17 of all), median 2 (3).");
  expect(second.description).toBe("10 customers, 33.3% of all. channel: Shop 80% (26.7% of all), Phone 20% (6.7% of all); spent: mean 1004.5 (336.17 of all), median 1004.5 (3).");
});

test("a column used as both kinds is spoken of as the one that has traits", () => {
  const table = { r: count(30).map((i) => i % 10), z: count(30) };
  const segments = clusterSegments(table, { k: 2, effort: "thorough", features: [{ column: "r", type: "category" }, { column: "r", type: "number" }] }).segments;
  for (const { description } of segments) expect(description).toMatch(/r: mean [\d.]+ \(4\.5 of all\), median/);
});

test("what is rarer than elsewhere is told when nothing is commoner", () => {
  const levels = [..."aaaaabcdefghijklmnop"].flatMap((level) => [level, level, level]);
  const { segments } = clusterSegments({ v: levels, x: levels.map((level) => (level === "a" ? 0 : 1)) }, { features: ["x", { column: "v", weight: 0.001 }], k: 2 });
  expect(segments[0].description).toMatch(/v: a 0% \(25% of all\)/);
});

test("hostile names and levels stay on the line", () => {
  const table = Object.fromEntries(hostileTexts.map((name, c) => [name, count(24).map((i) => `${hostileTexts[(i + c) % 2 === 0 ? 3 : 8]}${name}${i % 3 === 0}`)]));
  for (const { description } of clusterSegments(table, { k: 3 }).segments) {
    expect(description).toMatch(/^\P{Cc}+$/u);
    expect(description.length).toBeLessThan(700);
  }
});
