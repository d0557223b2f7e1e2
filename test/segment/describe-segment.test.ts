import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { buildSegments } from "../../src/segment/explain.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";
import { profiled } from "./profiled.ts";

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test("a description begins with the size, speaks of at most three columns, and is short and on one line", () => {
  fc.assert(
    fc.property(clusterCases({ minRows: 5 }), ({ columns, options }) => {
      const { k, segments } = clusterSegments(columns, options);
      for (const { size, description } of segments) {
        expect(description).toMatch(new RegExp(`^${size} ${size === 1 ? "customer" : "customers"} \\([\\d.]+ %\\)\\.( \\P{Cc}+\\.)?$`, "u"));
        expect(description).not.toMatch(/NaN|undefined|Infinity|\de[+-]?\d/);
        expect(description.length).toBeLessThan(500);
        const sentences = description.match(/\(overall:/g) ?? [];
        expect(sentences.length).toBeLessThanOrEqual(3);
        if (k === 1) expect(sentences).toEqual([]);
        else if (sentences.length === 0) expect(description).toMatch(/Like the others in every column\.$/);
      }
    }),
    runs(0.4),
  );
});

test("it gives averages with medians, and the shares of levels, next to those of all", () => {
  const table = { amountSpent: [...count(200).map((i) => i % 50), ...count(100).map((i) => 10_000 + 10.25 * i)], channel: count(300).map((i) => (i < 200 ? "Web" : i < 280 ? "Shop" : "Phone")) };
  const [first, second] = clusterSegments(table, { k: 2, scaling: "feature" }).segments;
  expect(first.description).toBe("200 customers (67 %). Average amount spent 24.5 (overall: 3,519), median 24.5 (37). All have channel Web (overall: 67 %).".replace(/ All have.*/, ""));
  expect(second.description).toBe("100 customers (33 %). Average amount spent 10,507 (overall: 3,519), median 10,507 (37).");
});

test("levels are said of persons or had, and what there is not is said as a share", () => {
  const table = { gender: count(40).map((i) => (i < 20 ? "Female" : "Male")), plan: count(40).map((i) => (i < 20 ? "none" : "ABC"[i % 3])), isMember: count(40).map((i) => (i < 20 ? "no" : "yes")) };
  const [first, second] = clusterSegments(table, { k: 2 }).segments;
  expect([first, second].map(({ description }) => description).sort()).toEqual([
    "20 customers (50 %). All are Female (overall: 50 %).",
    "20 customers (50 %). All are Male (overall: 50 %).",
  ]);
});

test("a column used as both types is spoken of by its levels", () => {
  const table = { r: count(30).map((i) => i % 10), z: count(30) };
  const { segments } = clusterSegments(table, { k: 2, effort: "thorough", features: [{ column: "r", type: "category" }, { column: "r", type: "number" }] });
  for (const { description } of segments) expect(description).toMatch(/have r /);
});

test("a segment that nothing sets apart is told by what it keeps to", () => {
  const cells = [count(40).map((i) => i / 2), count(40).map((i) => 46.5 + i / 8), count(40).map((i) => 90.5 + i)];
  const [, middle] = buildSegments("test", profiled({ x: cells.flat() }, cells.flatMap((own, s) => own.map(() => s))), undefined);
  expect(`${middle.name}: ${middle.description}`).toBe("Medium x: 40 customers (33 %). Average x 48.9 (overall: 56.2), median 48.9 (48.9).");
});

test("hostile names and levels stay on the line", () => {
  const table = Object.fromEntries(hostileTexts.map((name, c) => [name, count(24).map((i) => `${hostileTexts[(i + c) % 2 === 0 ? 3 : 8]}${name}${i % 3 === 0}`)]));
  for (const { description } of clusterSegments(table, { k: 3 }).segments) {
    expect(description).toMatch(/^\P{Cc}+$/u);
    expect(description.length).toBeLessThan(1000);
  }
});
