// Profiles held against pandas and SciPy: test/fixtures/make-profiles.py says how each figure was made.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { clusterSegments, parseCsv, type Segmentation, type Table } from "../../src/index.ts";
import { profileSegments, type SegmentProfiles } from "../../src/insight/index.ts";

interface NumberFigures {
  readonly type: "number";
  readonly mean: number;
  readonly median: number;
  readonly missing: number;
  readonly p: number;
  readonly adjustedP: number;
  readonly effect: number;
  readonly segments: Readonly<Record<string, { size: number; share: number; mean: number; median: number; index: number }>>;
}

interface CategoryFigures {
  readonly type: "category";
  readonly missing: number;
  readonly p: number;
  readonly adjustedP: number;
  readonly effect: number;
  readonly levels: Readonly<Record<string, { share: number; shares: Record<string, number>; indices: Record<string, number> }>>;
}

type Top = readonly [customers: number, held: number];

interface Figures {
  readonly table?: Table;
  readonly by: string;
  readonly columns: Readonly<Record<string, NumberFigures | CategoryFigures>>;
  readonly valueOf: string;
  readonly value: {
    readonly total: number;
    readonly mean: number;
    readonly median: number;
    readonly below: number;
    readonly top: readonly Top[];
    readonly segments: Readonly<Record<string, { total: number; valueShare: number; mean: number; median: number; index: number; top: readonly Top[] }>>;
  };
}

const figures = JSON.parse(readFileSync(new URL("../fixtures/profiles.json", import.meta.url), "utf8")) as Record<string, Figures>;

/** Equal to nine digits, or both too small for a double to tell. */
function near(found: number, wanted: number): boolean {
  return Object.is(found, wanted) || Math.abs(found - wanted) <= 1e-9 * Math.abs(wanted) || Math.max(Math.abs(found), Math.abs(wanted)) < 1e-290;
}

/** Which figures are off, by their names. */
function offOf(pairs: readonly (readonly [name: string, found: number, wanted: number])[]): string[] {
  expect(pairs.length).toBeGreaterThan(0);
  return pairs.filter(([, found, wanted]) => !near(found, wanted)).map(([name, found, wanted]) => `${name}: ${found}, not ${wanted}`);
}

/** The segments of a table by the levels of one column, one each. */
function segmentedBy(table: Table, { by, columns, valueOf }: Figures): { result: Segmentation; groups: string[]; found: SegmentProfiles } {
  const cells = (table as Record<string, ArrayLike<unknown>>)[by];
  const k = new Set(Array.from(cells)).size;
  const result = clusterSegments(table, { features: [{ column: by, type: "category" }], k, structure: false, effort: "fast", minShare: 0 });
  const groups = result.segments.map((_, s) => String(cells[result.labels.indexOf(s)]));
  expect(new Set(groups).size).toBe(k);
  expect(Array.from(result.labels, (s) => groups[s])).toEqual(Array.from(cells, String));
  const profile = Object.entries(columns).map(([column, { type }]) => ({ column, type }));
  return { result, groups, found: profileSegments(result, table, { profile, value: valueOf, resamples: 0 }) };
}

function holdAgainst(table: Table, wanted: Figures): void {
  const { groups, found } = segmentedBy(table, wanted);
  const pairs: [string, number, number][] = [];
  for (const column of found.columns) {
    const own = wanted.columns[column.name];
    const add = (name: string, figure: number, other: number): number => pairs.push([`${column.name} ${name}`, figure, other]);
    add("p", column.p, own.p);
    add("adjusted p", column.adjustedP, own.adjustedP);
    add("effect", column.effect.estimate, own.effect);
    add("missing", column.missing, own.missing);
    if (column.type === "number" && own.type === "number") {
      for (const figure of ["mean", "median"] as const) add(figure, column[figure], own[figure]);
      column.segments.forEach((segment, s) => {
        for (const figure of ["size", "share", "mean", "median"] as const) add(`${figure} ${groups[s]}`, segment[figure], own.segments[groups[s]][figure]);
        if (!Number.isNaN(segment.index)) add(`index ${groups[s]}`, segment.index, own.segments[groups[s]].index);
      });
    } else if (column.type !== "number" && own.type === "category") {
      expect(column.levels.map(({ name }) => name).sort()).toEqual(Object.keys(own.levels).sort());
      for (const level of column.levels) {
        add(`share ${level.name}`, level.share, own.levels[level.name].share);
        groups.forEach((group, s) => {
          add(`share ${level.name} ${group}`, level.shares[s], own.levels[level.name].shares[group]);
          add(`index ${level.name} ${group}`, level.indices[s], own.levels[level.name].indices[group]);
        });
      }
    } else throw new Error(`${column.name} is a ${column.type}`);
  }
  const value = found.value!;
  for (const figure of ["total", "mean", "median", "below"] as const) pairs.push([`value ${figure}`, value[figure], wanted.value[figure]]);
  value.concentration.forEach(({ customers, held }, at) => pairs.push([`top ${at}`, customers, wanted.value.top[at][0]], [`held ${at}`, held, wanted.value.top[at][1]]));
  value.segments.forEach((segment, s) => {
    const own = wanted.value.segments[groups[s]];
    for (const figure of ["total", "valueShare", "mean", "median", "index"] as const) pairs.push([`value ${figure} ${groups[s]}`, segment[figure], own[figure]]);
    segment.concentration.forEach(({ customers, held }, at) => pairs.push([`top ${at} ${groups[s]}`, customers, own.top[at][0]], [`held ${at} ${groups[s]}`, held, own.top[at][1]]));
  });
  expect(offOf(pairs)).toEqual([]);
}

test("a seeded table, with gaps, yes and no, and refunds", () => {
  holdAgainst(figures["seeded"].table!, figures["seeded"]);
});

test("the bundled customers by region", () => {
  holdAgainst(parseCsv(readFileSync("examples/customers.csv", "utf8")), figures["customers"]);
});

const shared = new URL("../../../shared/data/", import.meta.url);

describe.each([["bank", "bank.csv.gz"], ["rfm", "rfm.csv"]])("%s", (name, file) => {
  const isThere = existsSync(new URL(file, shared));
  test.skipIf(!isThere)(isThere ? "the real table" : "the real table (skipped: ../shared/data is missing)", () => {
    const bytes = readFileSync(new URL(file, shared));
    holdAgainst(parseCsv((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()), figures[name]);
  });
});
