import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { formatSegments, type SegmentFormat } from "../../src/segment/format-segments.ts";
import type { Segmentation } from "../../src/segment/types.ts";
import { parseCsv } from "../../src/csv/parse-csv.ts";
import { csvCell } from "../../src/csv/write-csv.ts";
import { errorOf } from "../error-of.ts";
import { clusterCases, hostileTexts, runs } from "../table-arbitraries.ts";

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary" }));

/** The parts of a segmentation that are printed, with any names and figures. */
const printed = fc.integer({ min: 1, max: 20 }).chain((k) =>
  fc.uniqueArray(text, { minLength: 1, maxLength: 6 }).chain((features) => {
    const figure = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer());
    const segment = fc.record({ name: text, size: fc.nat(), share: fc.double({ min: 0, max: 1, noNaN: true }), means: fc.array(figure, { minLength: features.length, maxLength: features.length }) });
    return fc.array(segment, { minLength: k, maxLength: k }).map(
      (segments) => ({ features, segments: segments.map(({ means, ...rest }) => ({ ...rest, means: Object.fromEntries(features.map((feature, f) => [feature, means[f]])) })) }) as unknown as Segmentation,
    );
  }),
);

/** Whether a name gets an apostrophe in CSV, lest a spreadsheet takes it for a formula. */
const guarded = (name: string): boolean => csvCell(name).replace(/^"/, "").startsWith("'") && !name.startsWith("'");

test("text fits 80 columns, one line a name and a feature, whatever the names hold", () => {
  fc.assert(
    fc.property(printed, (result) => {
      const lines = formatSegments(result, "text").split(/\r|\n/);
      for (const line of lines) {
        expect([...line].length).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(/\p{Cc}/u);
      }
      const blocks = lines.filter((line) => line === "").length;
      expect(lines).toHaveLength(result.segments.length + blocks * (result.features.length + 4));
    }),
    runs(2),
  );
});

test("Markdown has a head, a rule and one line a segment, each of as many cells, whatever the names hold", () => {
  fc.assert(
    fc.property(printed, (result) => {
      const lines = formatSegments(result, "markdown").split(/\r|\n/);
      expect(lines).toHaveLength(result.segments.length + 2);
      for (const line of lines) {
        const rest = line.replace(/\\[^\p{L}\p{N}]/gu, "");
        expect(rest.split("|")).toHaveLength(result.features.length + 5);
        expect(rest).not.toMatch(/[<>[\]`*#\\]/);
      }
    }),
    runs(2),
  );
});

test("CSV is read back by parseCsv: every name, and every figure in full", () => {
  fc.assert(
    fc.property(printed, (result) => {
      fc.pre(result.features.every((feature) => feature.trim() !== "")); // a column without a name is given one
      const table = parseCsv(formatSegments(result, "csv"));
      const names = Object.keys(table);
      expect(names).toHaveLength(result.features.length + 3);
      const written = (cell: string): string => (guarded(cell) ? `'${cell}` : cell);
      for (const feature of result.features) expect(Array.from(table[written(feature)] as ArrayLike<unknown>, Number)).toEqual(result.segments.map(({ means }) => means[feature] + 0));
      const heading = names.find((name) => name.startsWith("Segment") && !result.features.includes(name))!;
      Array.from(table[heading] as ArrayLike<unknown>).forEach((cell, s) => {
        const { name } = result.segments[s];
        if (name.trim() !== "") expect(cell).toBe(typeof cell === "string" ? written(name) : Number(name));
      });
      expect(Array.from(table["N Obs"] as ArrayLike<number>)).toEqual(result.segments.map(({ size }) => size));
      expect(Array.from(table["Prop Obs"] as ArrayLike<number>)).toEqual(result.segments.map(({ share }) => share));
    }),
    runs(2),
  );
});

test("a real result is printed in each format", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom<SegmentFormat>("text", "markdown", "csv"), ({ columns, options }, format) => {
      expect(formatSegments(clusterSegments(columns, options), format)).not.toMatch(/NaN|undefined|Infinity/);
    }),
    runs(0.3),
  );
});

describe("the table of two segments", () => {
  const result = clusterSegments({ channel: ["Web", "Web", "Web", "a|b", "a|b"], spent: [1, 2, 4.256, 1234.56, 1234567] }, { k: 2 });

  test("as text", () => {
    expect(formatSegments(result, "text")).toBe(
      [
        "1  Web",
        "2  Channel a|b",
        "",
        "                   1       2",
        "channel: Web       1       0",
        "channel: a|b       0       1",
        "spent           2.42  617901",
        "N Obs              3       2",
        "Prop Obs       0.600   0.400",
      ].join("\n"),
    );
  });

  test("as Markdown", () => {
    expect(formatSegments(result, "markdown")).toBe(
      [
        "| Segment | channel: Web | channel: a\\|b | spent | N Obs | Prop Obs |",
        "| --- | --: | --: | --: | --: | --: |",
        "| Web | 1 | 0 | 2.42 | 3 | 0.600 |",
        "| Channel a\\|b | 0 | 1 | 617900.78 | 2 | 0.400 |",
      ].join("\n"),
    );
  });

  test("as CSV", () => {
    expect(formatSegments(result, "csv")).toBe("Segment,channel: Web,channel: a|b,spent,N Obs,Prop Obs\nWeb,1,0,2.4186666666666667,3,0.6\nChannel a|b,0,1,617900.78,2,0.4\n");
  });
});

test("a feature called as a heading keeps its name, and the heading gives way", () => {
  const csv = formatSegments(clusterSegments({ Segment: [1, 2, 9], "N Obs": [1, 1, 5] }, { k: 2, features: ["Segment", "N Obs"] }), "csv");
  expect(csv.split("\n")[0]).toBe("Segment_,Segment,N Obs,N Obs_,Prop Obs");
});

test.each<[string, () => unknown, object, RegExp]>([
  ["an unknown format", () => formatSegments(clusterSegments({ a: [1, 2] }), "html" as "csv"), { code: "unknown-value" }, /`format` must be one of "text", "markdown", "csv"\. Got "html"/],
  ["what is no segmentation", () => formatSegments({} as Segmentation, "text"), { code: "not-a-segmentation" }, /`result` must be what clusterSegments gives\. Got an object with nothing in it\./],
  ["nothing", () => formatSegments(undefined as unknown as Segmentation, "text"), { code: "not-a-segmentation" }, /Got undefined\./],
])("complains of %s", (_, call, fields, shows) => {
  const error = errorOf(call);
  expect(error).toMatchObject({ where: "formatSegments", ...fields });
  expect(error.message).toMatch(shows);
});
