import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, clusterSegments, encode, prepare, type Segmentation } from "../../src/index.ts";
import { type SegmentCard, typicalRows } from "../../src/insight/index.ts";
import { errorOf } from "../error-of.ts";
import { naiveBorder, naiveRange } from "../oracles/naive-cards.ts";
import { rowsOf } from "../rows.ts";
import { runs } from "../table-arbitraries.ts";
import { groupedBy, orders, reordered } from "./grouped.ts";

interface Case {
  readonly table: Readonly<Record<"id" | "age" | "plan", readonly (string | number | null)[]>>;
  readonly result: Segmentation;
}

/** Tables of a number with ties and gaps and a category, by every method, and sometimes with rows that are dropped. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    rows: fc.array(fc.tuple(fc.oneof({ weight: 7, arbitrary: fc.integer({ min: 0, max: 9 }) }, { weight: 1, arbitrary: fc.constant(null) }), fc.constantFrom("a", "b", "c")), { minLength: 8, maxLength: 30 }),
    method: fc.constantFrom("ward-kmeans" as const, "ward" as const, "kmeans" as const, "mixture" as const),
    missing: fc.constantFrom("median" as const, "drop" as const),
    k: fc.integer({ min: 1, max: 4 }),
  })
  .filter(({ rows }) => new Set(rows.filter(([age]) => age !== null).map(String)).size >= 5)
  .map(({ rows, method, missing, k }) => {
    const table = { id: rows.map((_, i) => `u${i}`), age: rows.map(([age]) => age), plan: rows.map(([, plan]) => plan) };
    const features = [{ column: "age", type: "number", missing, transform: "none", winsorise: false }, "plan"] as const;
    return { table, result: clusterSegments(table, { features, method, k, minShare: 0, structure: false, effort: "fast" }) };
  });

/** What each row in a segment has, from its definition. */
function bordersOf({ table, result }: Case): Map<number, { distance: number; margin: number; other: number }> {
  const matrix = rowsOf(encode(result, table));
  const centroids = rowsOf(result.centroids);
  const kept = Array.from(result.labels.keys()).filter((row) => result.labels[row] >= 0);
  const shares = assign(result, table).memberships;
  return new Map(kept.map((row, at) => {
    const found = naiveBorder(matrix[at], result.labels[row], centroids);
    if (shares === undefined) return [row, found];
    const own = rowsOf(shares)[row];
    const leads = own.map((share, c) => (c === result.labels[row] ? Infinity : own[result.labels[row]] - share));
    return [row, { ...found, margin: Math.min(...leads), other: leads.indexOf(Math.min(...leads)) }];
  }));
}

const filledAge = ({ table, result }: Case, row: number): unknown => table.age[row] ?? (result.model.features[0].missing as { fill?: number }).fill;
const sameAs = (given: Case, a: number, b: number): boolean =>
  given.result.labels[a] === given.result.labels[b] && filledAge(given, a) === filledAge(given, b) && given.table.plan[a] === given.table.plan[b];

test("typical rows are the nearest to the centroid, borderline ones the nearest to a border, equal rows once, whatever the method", () => {
  fc.assert(fc.property(cases, fc.integer({ min: 1, max: 4 }), (given, count) => {
    const { table, result } = given;
    const borders = bordersOf(given);
    typicalRows(result, table, { count }).forEach((card, s) => {
      const rows = [...borders.keys()].filter((row) => result.labels[row] === s);
      const distinct = rows.filter((row) => rows.find((other) => sameAs(given, other, row)) === row);
      const check = (shown: SegmentCard["typical"], key: (row: number) => number): void => {
        expect(shown.length).toBe(Math.min(count, distinct.length));
        const keys = distinct.map(key).sort((a, b) => a - b).slice(0, count);
        shown.forEach(({ row, distance, alike, cells }, at) => {
          expect(distinct).toContain(row);
          expect(key(row)).toBeCloseTo(keys[at], 9);
          expect(distance).toBeCloseTo(borders.get(row)!.distance, 9);
          expect(alike).toBe(rows.filter((other) => sameAs(given, other, row)).length);
          expect(cells).toEqual({ id: table.id[row], age: table.age[row], plan: table.plan[row] });
        });
      };
      check(card.typical, (row) => borders.get(row)!.distance);
      if (result.k === 1) expect(card.borderline).toEqual([]);
      else check(card.borderline, (row) => borders.get(row)!.margin);
      for (const { row, margin, other, otherName } of card.borderline) {
        expect(margin).toBeCloseTo(borders.get(row)!.margin, 9);
        expect(otherName).toBe(result.segments[other].name);
        expect(other).not.toBe(s);
        if (result.memberships !== undefined) continue;
        const beyond = naiveBorder(rowsOf(encode(result, table))[[...borders.keys()].indexOf(row)], s, rowsOf(result.centroids).map((centroid, c) => (c === s || c === other ? centroid : centroid.map(() => 1e6))));
        expect(beyond.margin).toBeCloseTo(margin, 9);
      }
      expect([card.id, card.name, card.size]).toEqual([s, result.segments[s].name, rows.length]);
    });
  }), runs(0.8));
});

test("margins are those of assign where labels are its", () => {
  fc.assert(fc.property(cases.filter(({ result }) => result.model.options.method !== "ward"), ({ table, result }) => {
    const { margin, distance } = assign(result, table);
    for (const card of typicalRows(result, table, { count: 1000 })) for (const one of card.borderline) {
      expect(one.margin).toBeCloseTo(margin[one.row], 9);
      expect(one.distance).toBeCloseTo(distance[one.row], 9);
    }
  }), runs(0.3));
});

test("a bound is said as it stands in the table", () => {
  const spend = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1234.25 + i : i));
  const said = typicalRows(clusterSegments({ spend }, { k: 2, structure: false }), { spend }).flatMap(({ lacks }) => lacks.map(({ sentence }) => sentence));
  expect(said).toEqual(["No customer has `spend` below 1,234.25; 100 % of the others do.", "No customer has `spend` above 39; 100 % of the others do."]);
});

test("what is lacking is what no row has and a tenth, or a third, of the others do", () => {
  fc.assert(fc.property(cases, ({ table, result }) => {
    const labels = Array.from(result.labels);
    const ages = table.age.map((age, i) => (labels[i] < 0 || age === null ? NaN : Number(age)));
    typicalRows(result, table).forEach(({ lacks }, s) => {
      const rest = labels.filter((label) => label >= 0 && label !== s).length;
      const wanted: unknown[] = [];
      if (ages.some((age, i) => labels[i] === s && !Number.isNaN(age))) {
        for (const kind of ["below", "above"] as const) {
          const { bound, others } = naiveRange(ages, labels, s, kind);
          if (others >= 1 / 3) wanted.push(["age", kind, bound, others]);
        }
      }
      for (const level of ["a", "b", "c"]) {
        const own = table.plan.filter((plan, i) => plan === level && labels[i] === s).length;
        const others = table.plan.filter((plan, i) => plan === level && labels[i] >= 0 && labels[i] !== s).length / rest;
        if (own === 0 && others >= 0.1) wanted.push(["plan", "level", level, others]);
      }
      const found = lacks.map(({ column, kind, level, bound, others }) => [column, kind, level ?? bound, others]);
      expect(new Set(found.map(String))).toEqual(new Set(wanted.map(String)));
      for (const { kind, bound, sentence } of lacks) if (kind !== "level") expect(sentence.includes("about") || Number(/(?:below|above) ([\d.,-]+);/.exec(sentence)![1]!.replaceAll(",", "")) === bound).toBe(true);
      lacks.forEach(({ others }, at) => at > 0 && expect(others).toBeLessThanOrEqual(lacks[at - 1].others));
    });
  }), runs(0.8));
});

test("the order of the rows does not matter where no two rows tie, and the result is plain data", () => {
  const group = Array.from({ length: 30 }, (_, i) => "pqr"[i % 3]);
  const x = group.map((_, i) => (i % 3) * 20 + Math.sqrt(i + 2));
  const grouped = groupedBy(group, { x });
  const given = { ...grouped, result: clusterSegments(grouped.table, { features: ["x"], k: 3, structure: false }) };
  const said = (cards: readonly SegmentCard[], row: (at: number) => number): unknown =>
    cards.map((card) => [card.typical, card.borderline].map((rows) => rows.map((one) => [row(one.row), one.distance, one.cells])).concat(card.lacks as never));
  const cards = typicalRows(given.result, given.table);
  expect(structuredClone(cards)).toEqual(cards);
  fc.assert(fc.property(orders(30), (order) => {
    const moved = reordered(given, order);
    expect(said(typicalRows(moved.result, moved.table), (at) => order[at])).toEqual(said(cards, (at) => at));
  }), runs(0.2));
});

describe("examples", () => {
  const table = [
    { name: "Ann", spend: 900, channel: "Shop" }, { name: "Ben", spend: 950, channel: "Shop" }, { name: "Cem", spend: 870, channel: "Shop" },
    { name: "Dag", spend: 120, channel: "Web" }, { name: "Eva", spend: 120, channel: "Web" }, { name: "Fay", spend: 140, channel: "App" }, { name: "Gus", spend: 450, channel: "Web" },
  ];
  const result = clusterSegments(table, { features: ["spend", "channel"], k: 2, names: ["Savers", "Spenders"], structure: false });

  test("whole rows, equal ones once, with what nobody has", () => {
    const [savers, spenders] = typicalRows(result, table, { count: 2 });
    expect(savers.typical.map(({ cells, alike }) => [cells["name"], alike])).toContainEqual(["Dag", 2]);
    expect(savers.borderline[0].cells).toEqual(table[6]);
    expect(savers.borderline[0]).toMatchObject({ row: 6, otherName: "Spenders" });
    expect(spenders.sentences).toContain("No customer has `spend` below 870; 100 % of the others do.");
    expect(spenders.sentences).toContain("No customer has `channel` `Web`; 75 % of the others do.");
    expect(savers.sentences).toContain("No customer has `channel` `Shop`; 100 % of the others do.");
    expect(spenders.sentences[0]).toMatch(/^Most typical: rows \d, \d \(counted from 0\)\.$/);
  });

  test("of a segment without rows nothing is said", () => {
    const [empty, all] = typicalRows({ ...result, labels: result.labels.map(() => 1) }, table, { count: 2 });
    expect([empty.typical, empty.sentences]).toEqual([[], []]);
    expect(all.sentences[0]).toMatch(/^Most typical: /);
  });

  test("what prepare gave, in its own cells", () => {
    const prepared = prepare(table, { columns: { name: "id" } });
    const again = clusterSegments(prepared, { features: ["spend", "channel"], k: 2, structure: false });
    expect(typicalRows(again, prepared).map(({ typical }) => typical.map(({ row }) => row))).toEqual(typicalRows(result, table).map(({ typical }) => typical.map(({ row }) => row)));
  });

  test("Ward's tree may leave a row beyond the border", () => {
    const x = [0, 1, 2, 3, 4.6, 6.4, 8, 9, 10, 5.4, 3.9];
    const ward = clusterSegments({ x }, { features: [{ column: "x", transform: "none", winsorise: false }], method: "ward", k: 2, structure: false, minShare: 0 });
    const cards = typicalRows(ward, { x });
    cards.forEach(({ borderline, id }) => borderline.forEach(({ row }) => expect(ward.labels[row]).toBe(id)));
    const { labels } = assign(ward, { x });
    const beyond = cards.flatMap(({ borderline }) => borderline.filter(({ margin }) => margin < -1e-9).map(({ row }) => row));
    expect(beyond.sort()).toEqual(Array.from(labels.keys()).filter((i) => labels[i] !== ward.labels[i]).sort());
  });

  test.each<[string, object]>([["not-an-integer", { count: 0 }], ["not-an-integer", { count: 1.5 }], ["unknown-option", { counts: 3 }]])("%s: %o", (code, options) => {
    expect(errorOf(() => typicalRows(result, table, options)).code).toBe(code);
  });

  test("a table of other rows is refused", () => {
    expect(errorOf(() => typicalRows(result, table.slice(1))).code).toBe("wrong-length");
    expect(errorOf(() => typicalRows({} as never, table)).code).toBe("not-a-segmentation");
  });
});
