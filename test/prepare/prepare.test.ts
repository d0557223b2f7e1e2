import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { prepare } from "../../src/prepare/prepare.ts";
import type { ColumnSpec, PrepareOptions } from "../../src/prepare/spec.ts";
import { isoDate } from "../../src/table/date-text.ts";
import { clusterSegments, encode, predict } from "../../src/index.ts";
import { columnOrder } from "../../src/table/table.ts";
import { runs } from "../table-arbitraries.ts";

/** A column in a way of writing, and what it must become. */
interface Written {
  readonly cells: unknown[];
  readonly values: unknown[];
  readonly name: string;
  readonly spec?: ColumnSpec;
}

const rows = 24;
const gap = fc.constantFrom(null, undefined, "", " ", NaN);

/** Values with some gaps, each written as `write` says; the first two are as given, so that the column is what it is. */
function columnOf<T>(name: string, first: readonly T[], value: fc.Arbitrary<T>, write: (value: T) => unknown, become: (value: T) => unknown, none: unknown, spec?: ColumnSpec): fc.Arbitrary<Written> {
  const rest = rows - first.length;
  return fc.array(fc.oneof({ weight: 6, arbitrary: value.map((x) => ({ x })) }, { weight: 1, arbitrary: gap.map((hole) => ({ hole })) }), { minLength: rest, maxLength: rest }).map((cells) => {
    const all = [...first.map((x) => ({ x })), ...cells] as ({ x: T } | { hole: unknown })[];
    return {
      name: spec === undefined ? name : name,
      cells: all.map((cell) => ("x" in cell ? write(cell.x) : cell.hole)),
      values: all.map((cell) => ("x" in cell ? become(cell.x) : none)),
      ...(spec === undefined ? {} : { spec }),
    };
  });
}

const cents = fc.integer({ min: -500_000, max: 500_000 });
const grouped = (whole: string, by: string): string => whole.replace(/\B(?=(\d{3})+$)/g, by);
const amount = (x: number, sign: string, by: string, point: string): string => {
  const [whole, fraction] = (Math.abs(x) / 100).toFixed(2).split(".");
  return `${x < 0 ? "-" : ""}${sign}${grouped(whole, by)}${point}${fraction}`;
};
const day = fc.integer({ min: 10_000, max: 19_999 });
const [latest, early] = [20_000, 9000];
const asDays = (x: number): number => latest - x;
const dayFirst = (x: number): string => isoDate(x).split("-").reverse().join(".");
const written: readonly fc.Arbitrary<Written>[] = [
  columnOf("number", [0.5, 2], fc.integer({ min: 0, max: 9000 }).map((x) => x / 100), (x) => x, (x) => x, NaN),
  columnOf("text number", [0.5, 2], fc.integer({ min: 0, max: 9000 }).map((x) => x / 100), (x) => ` ${x}`, (x) => x, NaN),
  columnOf("dollars", [150_050, 3], cents, (x) => amount(x, "$", ",", "."), (x) => x / 100, NaN),
  columnOf("euros", [150_050, 3], cents, (x) => `${amount(x, "", ".", ",")} €`, (x) => x / 100, NaN),
  columnOf("percent", [12, 7], fc.integer({ min: 0, max: 300 }), (x) => `${x} %`, (x) => x / 100, NaN),
  columnOf("flag", [true, false], fc.boolean(), (x) => (x ? "TRUE" : "False"), (x) => (x ? "yes" : "no"), null),
  columnOf("bit", [1, 0], fc.constantFrom(0, 1), (x) => x, (x) => (x === 1 ? "yes" : "no"), null),
  columnOf("boolean", [true, false], fc.boolean(), (x) => x, (x) => (x ? "yes" : "no"), null),
  columnOf("iso date", [latest, early], day, isoDate, asDays, NaN),
  columnOf("date with a time", [latest, early], day, (x) => `${isoDate(x)}T12:30:00Z`, asDays, NaN),
  columnOf("day first", [latest, early], day, dayFirst, asDays, NaN),
  columnOf("Date", [latest, early], day, (x) => new Date(x * 86_400_000), asDays, NaN),
  columnOf("date in milliseconds", [latest, early], day, (x) => x * 86_400_000, asDays, NaN, { type: "date" }),
  columnOf("size", ["S", "L"], fc.constantFrom("S", "M", "L"), (x) => ` ${x} `, (x) => ["S", "M", "L"].indexOf(x), NaN, { order: ["S", "M", "L"] }),
  columnOf("plan", ["free", "paid"], fc.constantFrom("free", "paid", "team", "none"), (x) => x, (x) => x, null),
  columnOf("code", ["007", "12"], fc.constantFrom("007", "12", "3"), (x) => x, (x) => x, null),
];
const table = fc.shuffledSubarray([...written], { minLength: 1 }).chain((columns) => fc.tuple(...columns));
const dates = ["iso date", "date with a time", "day first", "Date", "date in milliseconds"];
const nameOf = (name: string): string => (dates.includes(name) ? `days since ${name}` : name);

function prepareWritten(columns: readonly Written[], kind: "rows" | "columns" | "generator", options: PrepareOptions = {}): ReturnType<typeof prepare> {
  const specs = Object.fromEntries(columns.flatMap(({ name, spec }) => (spec === undefined ? [] : [[name, spec]])));
  const all: PrepareOptions = { columns: specs, ...options };
  const byRow = Array.from({ length: rows }, (_, i) => Object.fromEntries(columns.map(({ name, cells }) => [name, cells[i]])) as object);
  if (kind === "rows") return prepare(byRow, all);
  if (kind === "columns") return prepare(Object.fromEntries(columns.map(({ name, cells }) => [name, cells])), all);
  return prepare(new Set(byRow), all);
}

describe("prepare", () => {
  test("gives back what was written, of rows, of columns, of an iterable", () => {
    fc.assert(
      fc.property(table, fc.constantFrom("rows", "columns", "generator"), (columns, kind) => {
        const copy = structuredClone(columns);
        const prepared = prepareWritten(columns, kind as "rows");
        expect(columns).toEqual(copy);
        expect(columnOrder(prepared.table)).toEqual(columns.map(({ name }) => nameOf(name)));
        for (const { name, values } of columns) expect([name, [...prepared.table[nameOf(name)]]]).toEqual([name, values]);
        prepared.columns.forEach(({ missing }, at) => expect(missing).toBe(columns[at].values.filter((value) => value === null || Number.isNaN(value)).length));
        expect(structuredClone(prepared)).toEqual({ ...prepared, table: { ...prepared.table } });
      }),
      runs(2),
    );
  });

  test("what it gives is segmented as its source is, and the model, as JSON, places any of the rows again", () => {
    fc.assert(
      fc.property(table, fc.subarray([...Array(rows).keys()], { minLength: 1 }), (columns, kept) => {
        const prepared = prepareWritten(columns, "columns");
        fc.pre(prepared.features.length > 0);
        const source = Object.fromEntries(columns.map(({ name, cells }) => [name, cells]));
        const specs = Object.fromEntries(columns.flatMap(({ name, spec }) => (spec === undefined ? [] : [[name, spec]])));
        const found = clusterSegments(source, { columns: specs, k: [1, 2], effort: "fast" });
        const again = clusterSegments(prepared, { k: [1, 2], effort: "fast" });
        expect([again.labels, again.model]).toEqual([found.labels, found.model]);
        const model = JSON.parse(JSON.stringify(found.model));
        const some = Object.fromEntries(columns.map(({ name, cells }) => [name, kept.map((row) => cells[row])]));
        expect(predict(model, some)).toEqual(Int32Array.from(kept, (row) => found.labels[row]));
        expect(encode(model, prepared)).toEqual(encode(model, source));
      }),
      runs(0.5),
    );
  });

  test("a feature that is listed keeps what was said of it", () => {
    const prepared = prepare({ a: [1, 4, 9, 100, 121, 144], b: ["x", "y", "x", "z", "z", "y"] }, { columns: { a: { transform: "sqrt" } } });
    expect(clusterSegments(prepared, { k: 2, features: ["a"] }).model.features).toMatchObject([{ column: "a", transform: "sqrt" }]);
    expect(clusterSegments(prepared, { k: 2, features: ["b"] }).model.features[0]).not.toHaveProperty("transform");
  });

  test("what only looks prepared is a table", () => {
    expect(() => clusterSegments({ table: {}, columns: [null], features: [] } as never)).toThrow(InputError);
  });

  test("any table gives columns of its length, or an InputError of prepare", () => {
    const cell = fc.oneof(fc.anything({ withBigInt: true, withDate: true, maxDepth: 1 }), fc.constantFrom<unknown>("NA", "-", "1", "01/02/2024", "31/12/2024", "$5", "12%", "TRUE", "__proto__"));
    const any = fc.integer({ min: 1, max: 30 }).chain((length) => fc.dictionary(fc.string(), fc.array(cell, { minLength: length, maxLength: length }), { minKeys: 1, maxKeys: 4 }));
    fc.assert(
      fc.property(any, (columns) => {
        try {
          const prepared = prepare(columns);
          const [length] = Object.values(columns).map((values) => values.length);
          expect(Object.values(prepared.table).map((values) => values.length)).toEqual(Object.keys(columns).map(() => length));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).where).toBe("prepare");
        }
      }),
      runs(3),
    );
  });
});
