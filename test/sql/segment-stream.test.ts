import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OnProgress } from "../../src/core/progress.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { encode, predict } from "../../src/segment/predict.ts";
import { compress } from "../../src/sql/compress.ts";
import { segmentCells } from "../../src/sql/segment-cells.ts";
import { segmentInParts, segmentStream, type SegmentStreamOptions, usualParts } from "../../src/sql/segment-stream.ts";
import { naiveSquare } from "../oracles/naive-dense.ts";
import { segmentedTables } from "./segmented.ts";
import { csvOf, features } from "./tables.ts";

const options = { features, k: 3, effort: "fast", structure: false } as const;
const parts = { first: 40, further: 16 };

/** A source that gives a text in pieces of some characters, as often as it is asked. */
const inPieces = (text: string, length: number) => async function* (): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
};
/** The same in lines that are long enough to be read at once. */
const segmented = (text: string, more: SegmentStreamOptions = {}, sizes = parts, length = 200) => segmentInParts(inPieces(padded(text), length), { ...options, ...more }, sizes);
/** With a column that nobody asks for, so that a few rows fill the least piece that is read. */
const padded = (text: string): string => text.split("\n").map((line, i) => (line === "" ? "" : `${line},${i === 0 ? "note" : `${i}${" long".repeat(400)}`}`)).join("\n");

const rejection = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

describe("a stream that is read in parts", () => {
  test("gives what the whole table gives, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(segmentedTables(), fc.integer({ min: 1000, max: 300_000 }), fc.constantFrom(1000, 40), async (table, length, cells) => {
        const text = csvOf(table);
        const { notices: _, warnings: __, ...whole } = segmentCells(compress(parseCsv(text), { features, cells }), { k: 3, effort: "fast", structure: false });
        const { notices, warnings: ___, ...streamed } = await segmented(text, { cells }, parts, length);
        expect(streamed).toEqual(whole);
        expect(notices).toContainEqual({ code: "typed-by-first", figures: { rows: expect.any(Number) } });
      }),
      { numRuns: 10 },
    );
  });

  test("has the figures of predict's labels after an exact pass, and Lloyd's after more, also where one part holds all rows", async () => {
    await fc.assert(
      fc.asyncProperty(segmentedTables(), fc.constantFrom(15, 40), fc.constantFrom(parts, usualParts), async (table, cells, sizes) => {
        const text = csvOf(table);
        const before = await segmented(text, { cells }, sizes);
        for (const passes of [1, 20]) {
          const found = await segmented(text, { cells, passes }, sizes);
          const source = parseCsv(text);
          const labels = predict(found.model, source);
          const x = encode(found.model, source);
          const cost = labels.reduce((sum, label, i) => sum + naiveSquare(x, i, found.centroids.data, label), 0);
          expect(found.inertia).toBeCloseTo(cost, 8);
          expect(found.inertia).toBeLessThanOrEqual(before.inertia * (1 + 1e-9));
          expect(found.cells.gain).toBe(0);
          found.segments.forEach(({ size, means }, s) => {
            expect(size).toBe(labels.filter((label) => label === s).length);
            const visits = table.visits.filter((_, i) => labels[i] === s);
            expect(means["visits"]).toBeCloseTo(visits.reduce((a, b) => a + b, 0) / size, 9);
            if (passes === 1) return;
            for (let j = 0; j < x.cols; j++) {
              const own = Array.from(labels.keys()).filter((i) => labels[i] === s);
              expect(found.centroids.data[s * x.cols + j]).toBeCloseTo(own.reduce((sum, i) => sum + x.data[i * x.cols + j], 0) / own.length, 9);
            }
          });
        }
      }),
      { numRuns: 6 },
    );
  });

  test("counts dates back from the latest of all rows", async () => {
    const day = (i: number): string => `2024-0${1 + Math.floor(i / 28)}-${String(1 + (i % 28)).padStart(2, "0")}`;
    const text = ["last,visits", ...Array.from({ length: 200 }, (_, i) => `${day(i)},${i % 7}`), ""].join("\n");
    const asked = { k: 2, structure: false, effort: "fast", features: undefined } as const;
    const whole = clusterSegments(parseCsv(text), asked);
    const { segments, model } = await segmented(text, { ...asked, columns: { note: { type: "ignore" } } });
    expect(model.features[0].reading).toMatchObject({ type: "date", asOf: day(199) });
    segments.forEach(({ means }, s) => expect(means["days since last"]).toBeCloseTo(whole.segments[s].means["days since last"], 9));
    expect(predict(model, parseCsv(text))).toEqual(whole.labels);
  });

  test("pools rare categories that come late", async () => {
    const rows = Array.from({ length: 900 }, (_, i) => `${i % 13},${i < 200 ? "web" : `shop ${i % 90}`}`);
    const { notices, segments } = await segmented(["visits,place", ...rows, ""].join("\n"), { features: ["visits", "place"] });
    expect(notices).toContainEqual({ code: "levels-pooled", column: "place", figures: { levels: 90 } });
    expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(900);
  });
});

test("a stream that ends soon gives what the table gives", async () => {
  const [table] = fc.sample(segmentedTables(), { seed: 3, numRuns: 1 });
  const text = csvOf(table);
  const { labels, linkage: _, ...whole } = clusterSegments(parseCsv(text), options);
  for (const source of [inPieces(text, 100), new Blob([text]), new TextEncoder().encode(text)]) {
    expect(await segmentStream(source, options)).toEqual({ ...whole, rows: labels.length, cells: { count: labels.length, within: 0, gain: 0 } });
  }
  const few = await segmentStream(inPieces(text, 100), { ...options, cells: 20 });
  expect(few.cells.count).toBeLessThanOrEqual(20);
});

describe("what cannot be", () => {
  const [table] = fc.sample(segmentedTables(), { seed: 4, numRuns: 1 });
  const lines = csvOf({ ...table, amount: table.amount.map((one) => one ?? 5), channel: table.channel.map((one) => one ?? "web") }).trimEnd().split("\n");
  const withRow = (at: number, line: string): string => [...lines.slice(0, at + 1), line, ...lines.slice(at + 2), ""].join("\n");

  test("is told with the row of the whole stream", async () => {
    expect(await rejection(segmented(withRow(120, "12,many,web,free")))).toMatchObject({ code: expect.any(String), column: "visits", row: 120, where: "segmentStream" });
    expect(await rejection(segmented(withRow(130, ",3,web,free"), { missing: "error" }))).toMatchObject({ code: "missing-value", column: "amount", row: 130 });
    expect(await rejection(segmented(withRow(110, "1,2,web")))).toMatchObject({ code: "ragged-rows", row: 110 });
  });

  test("is a source that gives other rows in the second pass", async () => {
    let calls = 0;
    const changing = (others: string) => () => inPieces(padded(calls++ === 0 ? csvOf(table) : others), 200)();
    const shorter = [...lines.slice(0, -1), ""].join("\n");
    for (const other of [shorter, withRow(140, "1,2,kiosk,free")]) {
      calls = 0;
      expect(await rejection(segmentInParts(changing(other), options, parts))).toMatchObject({ code: "source-changed", where: "segmentStream" });
    }
    const stream = inPieces(padded(csvOf(table)), 200)();
    expect(await rejection(segmentInParts(() => stream, options, parts))).toMatchObject({ code: expect.stringMatching(/empty|source-changed/) });
  });

  test("is a source that cannot be read twice, and an option that is none", async () => {
    expect(await rejection(segmentStream(inPieces("a\n1\n", 9)() as never))).toMatchObject({ code: "not-a-stream" });
    expect(await rejection(segmentStream("a.csv" as never))).toMatchObject({ code: "not-a-stream" });
    expect(await rejection(segmentStream(inPieces("", 9)))).toMatchObject({ code: "empty", where: "segmentStream" });
    expect(await rejection(segmentStream(inPieces("a\n", 9)))).toMatchObject({ where: "segmentStream" });
    expect(await rejection(segmentStream(inPieces("a\n1\n", 9), { passes: -1 }))).toMatchObject({ code: "not-an-integer" });
    expect(await rejection(segmentStream(inPieces("a\n1\n", 9), { csv: { separator: ";" } as object }))).toMatchObject({ code: "unknown-option" });
    expect(await rejection(segmentStream(inPieces("a\n1\n", 9), { weights: "a" } as object))).toMatchObject({ code: "unknown-option", rule: expect.stringMatching(/every row counts once; repeat rows/) });
    for (const method of ["ward", "mixture"]) {
      const expected = { code: "unknown-value", where: "segmentStream", rule: expect.stringMatching(/use them on a sample/) };
      expect(await rejection(segmentStream(inPieces("a\n1\n", 9), { method } as object))).toMatchObject(expected);
    }
  });
});

test("progress tells the pass, and a signal ends it", async () => {
  const [table] = fc.sample(segmentedTables(), { seed: 5, numRuns: 1 });
  const stages: string[] = [];
  let begun = 0;
  const onStage: OnProgress = ({ stage, done }) => {
    stages.push(stage);
    if (stage === "segments" && done === 0) begun++;
  };
  await segmented(csvOf(table), { passes: 1, onProgress: onStage });
  expect(begun).toBe(1);
  expect([...new Set(stages)]).toEqual(expect.arrayContaining(["profile", "cells", "passes", "segments"]));
  const signal = { aborted: false, reason: new Error("enough") };
  const onProgress = ({ stage }: { stage: string }): void => {
    if (stage === "cells") signal.aborted = true;
  };
  expect(await rejection(segmented(csvOf(table), { onProgress, signal }))).toBe(signal.reason);
});
