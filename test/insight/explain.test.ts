import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusterSegments, prepare, type Progress } from "../../src/index.ts";
import { type Explanation, explain, placeByRules } from "../../src/insight/index.ts";
import type { RuleColumnType } from "../../src/insight/rule-columns.ts";
import { type Condition, joinedPaths, pathsOf, type RuleNode, type RulePath, unbounded } from "../../src/insight/rule-paths.ts";
import { runs } from "../table-arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { explainedCases, functionOf, withLabels } from "./explained.ts";

const leavesOf = (nodes: readonly RuleNode[]): RuleNode[] => nodes.filter(({ split }) => split === undefined);

describe("any table", () => {
  test("is placed alike by the tree, by its JavaScript and by placeByRules, after JSON too", () => {
    fc.assert(
      fc.property(explainedCases, ({ rows, result }) => {
        const found = explain(result, rows, { folds: 3 });
        const segmentOf = functionOf(found.javascript);
        const expected = Array.from(found.placed);
        const isPlaced = (_: unknown, row: number): boolean => result.labels[row] >= 0;
        expect(rows.map(segmentOf).filter(isPlaced)).toEqual(expected.filter(isPlaced));
        expect(expected.filter((_, row) => !isPlaced(_, row)).every((segment) => segment === -1)).toBe(true);
        const placed = placeByRules(JSON.parse(JSON.stringify(found)), rows);
        expect(Array.from(placed)).toEqual(rows.map(segmentOf));
      }),
      runs(1),
    );
  });

  test("has at most two leaves a segment, of disjoint rules that leave no row over, and figures that add up", () => {
    fc.assert(
      fc.property(explainedCases, ({ rows, result }) => {
        const { nodes, segments, leaves, placed, accuracy, fittedAccuracy, columns, k } = structuredClone(explain(result, rows, { folds: 3 }));
        const ends = leavesOf(nodes);
        expect(ends.length).toBe(leaves);
        expect(leaves).toBeLessThanOrEqual(Math.max(2, 2 * k));
        expect(segments.flatMap((segment) => segment.leaves).sort((a, b) => a - b)).toEqual(nodes.flatMap(({ split }, at) => (split === undefined ? [at] : [])));
        segments.forEach(({ segment, size, picked, rule, sql, leaves: own }) => {
          expect(size).toBe(result.labels.filter((label) => label === segment).length);
          expect(picked).toBe(placed.filter((label) => label === segment).length);
          expect(own.length === 0).toBe(rule === "");
          expect(sql === "1 = 0").toBe(rule === "");
          expect(own.every((at) => nodes[at].segment === segment)).toBe(true);
        });
        const right = placed.filter((label, row) => label >= 0 && label === result.labels[row]).length;
        expect(fittedAccuracy).toBeCloseTo(right / placed.filter((label) => label >= 0).length, 12);
        expect(accuracy >= 0 && accuracy <= 1).toBe(true);
        const importance = columns.reduce((sum, column) => sum + column.importance, 0);
        expect(importance === 0 || Math.abs(importance - 1) < 1e-9).toBe(true);
      }),
      runs(0.5),
    );
  });

  test("in any order of rows has the same rules", () => {
    fc.assert(
      fc.property(explainedCases, fc.infiniteStream(fc.nat()), ({ rows, result }, keys) => {
        const order = rows.map((_, row) => [keys.next().value as number, row]).sort((a, b) => a[0] - b[0]).map(([, row]) => row);
        const moved = { ...result, labels: Int32Array.from(order, (row) => result.labels[row]) };
        const [one, other] = [explain(result, rows, { folds: 3 }), explain(moved, order.map((row) => rows[row]), { folds: 3 })];
        expect({ ...other, placed: undefined }).toEqual({ ...one, placed: undefined });
        expect(Array.from(other.placed)).toEqual(order.map((row) => one.placed[row]));
      }),
      runs(0.5),
    );
  });
});

/** Customers of three kinds: few visits on the web, few elsewhere, many visits. */
const channels = ["Web", "App", "Shop", "Web", "Phone"];
const customers = Array.from({ length: 200 }, (_, i) => ({
  visits: i % 4 === 0 ? 3 + (i % 7) : i % 3,
  channel: channels[i % 5],
  joined: `20${20 + (i % 5)}-0${1 + (i % 9)}-15`,
  size: ["S", "M", "L"][i % 3],
  spend: i % 11 === 0 ? null : 10 * (i % 40),
}));
const kindOf = ({ visits, channel }: (typeof customers)[number]): number => (visits >= 3 ? 0 : channel === "Web" ? 1 : 2);
const features = ["visits", "channel", { column: "joined", type: "date" }, { column: "size", type: "ordered", order: ["S", "M", "L"] }, "spend"] as const;
const base = clusterSegments(customers, { features, k: 2, effort: "fast", structure: false });
const segmented = (kind: (row: (typeof customers)[number]) => number) => withLabels(base, customers.map(kind));

describe("rules in words", () => {
  test("say what the segments are made by", () => {
    const { segments, accuracy, largestShare, sentence, warnings, leaves } = explain(segmented(kindOf), customers);
    expect(segments.map(({ rule }) => rule)).toEqual(["visits ≥ 3", "visits < 3 and channel is Web", "visits < 3 and channel is not Web"]);
    expect(accuracy).toBe(1);
    expect(leaves).toBe(3);
    expect(sentence).toBe(`The rules place 100 % of the customers in their segment, checked on customers that they were not made from; always naming the largest segment would be right for ${Math.round(100 * largestShare)} %.`);
    expect(segments[1].sentence).toBe("segment 1 (60 customers, 30 %): visits < 3 and channel is Web. The rule finds 100 % of the segment, and 100 % of the customers that it finds are in it.");
    expect(warnings).toEqual([]);
  });

  test("are told of fold by fold, to the last", () => {
    const seen: Progress[] = [];
    explain(segmented(kindOf), customers, { folds: 3, onProgress: (progress) => seen.push(progress) });
    expect(seen.every(({ done, total }) => done <= total)).toBe(true);
    expect(seen.filter(({ stage }) => stage === "rules").map(({ done, total }) => `${done}/${total}`)).toEqual(["0/4", "1/4", "2/4", "3/4", "4/4"]);
  });

  test("say dates by the calendar", () => {
    const { segments, sql, javascript } = explain(segmented(({ joined }) => (joined < "2022-03-01" ? 0 : joined < "2023-08-01" ? 1 : 2)), customers);
    expect(segments.map(({ rule }) => rule)).toEqual(["joined before 2022-03-01", "joined from 2022-03-01 to 2023-07-31", "joined from 2023-08-01"]);
    expect(sql).toContain(`"joined" < '2022-03-01'`);
    expect(javascript).toContain('day(row["joined"]) < "2022-03-01"');
  });

  test("say an order by its ends", () => {
    const { segments } = explain(segmented(({ size }) => (size === "S" ? 0 : 1)), customers);
    expect(segments.map(({ rule }) => rule)).toEqual(["size is S", "size is M or above"]);
    expect(segments.map(({ sql }) => sql)).toEqual([`"size" = 'S'`, `("size" <> 'S' OR "size" IS NULL)`]); // with what the order lacks
  });

  test("join several leaves by or, and say missing cells", () => {
    const result = segmented(({ spend, channel }) => (spend === null || channel === "App" ? 0 : 1));
    const { segments } = explain(result, customers);
    expect(segments[0].rule).toBe("channel is App, or channel is not App and spend is missing");
    expect(segments[1].rule).toBe("channel is not App and spend is known");
    expect(segments[0].sql).toBe(`("channel" = 'App')\n  OR (("channel" <> 'App' OR "channel" IS NULL) AND ("spend" IS NULL))`);
    expect(segments[1].sql).toBe(`("channel" <> 'App' OR "channel" IS NULL) AND "spend" IS NOT NULL`);
  });

  test("say of each condition whether missing cells meet it, where some are missing", () => {
    const table = customers.map(({ channel }, i) => ({ channel: i % 9 === 0 ? null : channel, spend: i % 7 === 0 ? null : i % 50 }));
    const result = clusterSegments(table, { k: 2, effort: "fast", structure: false });
    const rulesOf = (kind: (row: (typeof table)[number]) => number): string[] => explain(withLabels(result, table.map(kind)), table).segments.map(({ rule }) => rule);
    expect(rulesOf(({ spend }) => (spend === null || spend < 20 ? 0 : 1))).toEqual(["(spend < 20 or missing)", "spend ≥ 20"]);
    expect(rulesOf(({ channel }) => (channel === null || channel === "Web" ? 0 : 1))).toEqual(["(channel is Web or missing)", "channel is known and channel is not Web"]);
    expect(rulesOf(({ channel }) => (channel === "Web" ? 0 : 1))).toEqual(["channel is Web", "(channel is not Web or missing)"]);
    expect(rulesOf(({ spend }) => (spend === null ? 0 : 1))).toEqual(["spend is missing", "spend is known"]);
  });

  test("count what they find, and what of that is right", () => {
    const table = Array.from({ length: 100 }, (_, i) => ({ x: i < 80 ? 0 : 1 }));
    const result = clusterSegments(table, { features: ["x"], k: 2, effort: "fast", structure: false });
    const { segments } = explain(withLabels(result, table.map((_, i) => (i < 60 ? 0 : 1))), table);
    expect(segments).toMatchObject([{ rule: "x is no", picked: 80, precision: 0.75, recall: 1 }, { rule: "x is yes", picked: 20, precision: 1, recall: 0.5 }]);
  });

  test("use display names, while the code keeps the cells", () => {
    const labels = { Web: "the web", App: "the app" };
    const named = clusterSegments(customers, { features: ["visits", { column: "channel", labels }], k: 2, effort: "fast", structure: false });
    const { segments } = explain(withLabels(named, customers.map(kindOf)), customers);
    expect(segments[1]).toMatchObject({ rule: "visits < 3 and channel is the web" });
    expect(segments[1].sql).toContain("'Web'");
  });

  test("list a few levels", () => {
    const result = segmented(({ channel }) => (channel === "Web" || channel === "App" ? 0 : 1));
    expect(explain(result, customers).segments.map(({ rule }) => rule)).toEqual(["channel is App or Web", "channel is Phone or Shop"]);
    expect(explain(result, customers, { mostListed: 1 }).leaves).toBeGreaterThan(2);
  });
});

describe("what is told", () => {
  test("one segment needs no rule", () => {
    const found = explain(clusterSegments(customers, { features: ["visits"], k: 1, structure: false }), customers);
    expect(found).toMatchObject({ leaves: 1, accuracy: 1, largestShare: 1, sql: "0", folds: 0, warnings: [] });
    expect(found.segments).toMatchObject([{ rule: "every customer", sql: "1 = 1", precision: 1, recall: 1 }]);
    expect(found.segments[0].sentence).toBe("There is one segment, and all 200 customers are in it: no rule is needed.");
    expect(functionOf(found.javascript)({})).toBe(0);
    expect(Array.from(placeByRules(found, customers))).toEqual(customers.map(() => 0));
  });

  test("rules that hardly help are called poor, and segments without a rule are named", () => {
    const { notices, segments, accuracy, largestShare } = explain(withLabels(base, customers.map((_, i) => (((i * 2654435761) >>> 9) % 10 < 7 ? 0 : 1))), customers, { columns: ["size"] });
    expect((accuracy - largestShare) / (1 - largestShare)).toBeLessThan(0.5);
    expect(notices.map(({ code }) => code)).toEqual(["rules-poor", "no-rule"]);
    expect(segments[1]).toMatchObject({ rule: "", sql: "1 = 0", picked: 0, leaves: [] });
  });

  test("dropped rows are left out and counted", () => {
    const options = { features: ["visits", { column: "spend", missing: "drop" }], k: 2, effort: "fast", structure: false } as const;
    const result = clusterSegments(customers, options);
    const left = result.labels.filter((label) => label < 0).length;
    const found = explain(result, customers);
    expect(found.notices).toContainEqual({ code: "rows-unexplained", figures: { left, rows: 200 } });
    expect(found.nodes[0].counts.reduce((sum, count) => sum + count)).toBe(200 - left);
    expect(found.placed.filter((label) => label < 0).length).toBe(left);
    expect(placeByRules(found, customers).every((label) => label >= 0)).toBe(true);
  });

  test("columns that the code must read otherwise are named", () => {
    const money = customers.map((_, i) => ({ spent: `$${1 + (i % 9)},${100}.50`, joined: `${10 + (i % 18)}/0${1 + (i % 9)}/2024` }));
    const result = clusterSegments(money, { k: 2, effort: "fast", structure: false });
    const bySpent = withLabels(result, money.map(({ spent }) => (spent < "$5" ? 0 : 1)));
    expect(explain(bySpent, money).notices).toEqual([{ code: "written-otherwise", column: "spent", figures: { cell: '"$1,100.50"', as: "1100.5" } }]);
    const byDate = withLabels(result, money.map(({ joined }) => (joined.slice(3) < "05" ? 0 : 1)));
    expect(explain(byDate, money, { columns: ["joined"] }).notices).toEqual([{ code: "written-otherwise", column: "joined", figures: { cell: '"10/01/2024"', as: "2024-01-10" } }]);
  });

  test("many rows are cross-validated by some of them", () => {
    const many = { visits: Float64Array.from({ length: 25_000 }, (_, i) => (i * 7919) % 100) };
    const result = clusterSegments(many, { k: 2, effort: "fast", structure: false });
    const { validatedRows, notices, accuracy } = explain(result, many);
    expect(validatedRows).toBe(20_000);
    expect(notices).toEqual([{ code: "rules-sampled", figures: { rows: 20_000, of: 25_000 } }]);
    expect(accuracy).toBeGreaterThan(0.99);
  });
});

describe("sources and columns", () => {
  test("what prepare made is explained as the raw table is", () => {
    const prepared = prepare(customers, { columns: { size: { order: ["S", "M", "L"] } } });
    const result = segmented(kindOf);
    expect(explain(result, prepared).segments).toEqual(explain(result, customers).segments);
  });

  test("words for missing are missing to the code, too", () => {
    const table = customers.map((row, i) => ({ spend: i % 5 === 0 ? -999 : row.spend, channel: i % 7 === 0 ? "n/a" : row.channel }));
    const result = clusterSegments(table, { k: 2, effort: "fast", structure: false, missingWords: ["-999", "n/a"] });
    const isKnown = (row: (typeof table)[number]): boolean => row.spend !== null && row.spend >= 0 && row.channel !== "n/a";
    const found = explain(withLabels(result, table.map((row) => (isKnown(row) ? 0 : 1))), table, { maxLeaves: 4 });
    expect(found.accuracy).toBe(1);
    expect(table.map(functionOf(found.javascript))).toEqual(Array.from(found.placed));
    expect(found.segments[1].sql).toContain(`"spend" = -999`);
    expect(found.segments[1].sql).toContain(`"channel" = 'n/a'`);
  });

  test("an empty text is missing to SQL where a category has gaps", () => {
    const table = customers.map(({ channel }, i) => ({ channel: i % 9 === 0 ? null : channel, n: i }));
    const result = clusterSegments(table, { features: ["channel", "n"], k: 2, effort: "fast", structure: false });
    const { segments } = explain(withLabels(result, table.map(({ channel }) => (channel === "Web" || channel === null ? 0 : 1))), table);
    expect(segments.map(({ sql }) => sql)).toEqual([`("channel" = 'Web' OR "channel" IS NULL OR "channel" = '')`, `"channel" NOT IN ('Web', '')`]);
  });

  test("days that stand for no date are missing to the code, as texts and as Dates", () => {
    const table = customers.map(({ joined, visits }, i) => ({ joined: i % 6 === 0 ? "9999-12-31 00:00" : joined, visits }));
    const result = clusterSegments(table, { features: ["joined", "visits"], k: 2, effort: "fast", structure: false });
    const late = withLabels(result, table.map(({ joined }) => (joined >= "2022" && joined < "9" ? 0 : 1)));
    const dates = table.map(({ joined, visits }) => ({ joined: new Date(joined.replace(/ .*/, "")), visits }));
    for (const rows of [table, dates]) {
      const { javascript, placed, accuracy } = explain(late, rows);
      expect(accuracy).toBe(1);
      expect(rows.map(functionOf(javascript))).toEqual(Array.from(placed));
    }
  });

  test("columns that are no features can make rules", () => {
    const result = clusterSegments(customers, { features: ["spend"], k: 2, effort: "fast", structure: false });
    const found = explain(withLabels(result, customers.map(kindOf)), customers, { columns: ["channel", "visits"] });
    expect(found.columns.map(({ column }) => column)).toEqual(["channel", "visits"]);
    expect(found.accuracy).toBe(1);
    expect(Array.from(placeByRules(found, customers))).toEqual(customers.map(kindOf));
  });

  test("dialects quote in their own way", () => {
    const table = customers.map(({ channel }, i) => ({ "a`]\"": channel === "Web" ? "it's \\" : channel, n: i }));
    const result = clusterSegments(table, { features: ["a`]\"", "n"], k: 2, effort: "fast", structure: false });
    const own = withLabels(result, customers.map(({ channel }) => (channel === "Web" ? 0 : 1)));
    const sqlIn = (dialect: "standard" | "mysql" | "sqlserver"): string => explain(own, table, { dialect, mostListed: 1 }).segments[0].sql;
    expect(sqlIn("standard")).toBe(`"a\`]""" = 'it''s \\'`);
    expect(sqlIn("mysql")).toBe("`a``]\"` = 'it''s \\\\'");
    expect(sqlIn("sqlserver")).toBe(`[a\`]]"] = N'it''s \\'`);
  });

  test("an unknown level goes where it is not listed, in an order to where missing cells go", () => {
    const found = explain(segmented(kindOf), customers);
    expect(Array.from(placeByRules(found, { ...customers[1], visits: 0, channel: "Fax" }))).toEqual([2]);
    expect(functionOf(found.javascript)({ visits: 0, channel: "Fax" })).toBe(2);
    for (const [last, segment] of [["S", 1], ["M", 0]] as const) { // the larger side, as no size is missing
      const ordered = explain(segmented(({ size }) => (size === "S" || size === last ? 0 : 1)), customers);
      const place = functionOf(ordered.javascript);
      expect([place({ size: "XXL" }), place({ size: null })]).toEqual([segment, segment]);
      expect(Array.from(placeByRules(ordered, { ...customers[0], size: "XXL" }))).toEqual([segment]);
    }
  });
});

describe("errors", () => {
  const result = segmented(kindOf);
  const withoutBounds = (found: Explanation): Explanation => ({ ...found, nodes: found.nodes.map(({ split, ...node }) => (split === undefined ? node : { ...node, split: { column: split.column, missing: split.missing, type: "number" } as never })) });
  test.each<[string, () => unknown, string]>([
    ["a table of other rows", () => explain(result, customers.slice(1)), "wrong-length"],
    ["a column that is not there", () => explain(result, customers, { columns: ["visit"] }), "unknown-column"],
    ["a column twice", () => explain(result, customers, { columns: ["visits", "visits"] }), "duplicate-column"],
    ["no columns", () => explain(result, customers, { columns: [] }), "no-columns"],
    ["columns that are no texts", () => explain(result, customers, { columns: [7 as never] }), "not-an-array"],
    ["one leaf", () => explain(result, customers, { maxLeaves: 1 }), "not-an-integer"],
    ["one fold", () => explain(result, customers, { folds: 1 }), "not-an-integer"],
    ["no listed level", () => explain(result, customers, { mostListed: 0 }), "not-an-integer"],
    ["a seed of half", () => explain(result, customers, { seed: 0.5 }), "not-an-integer"],
    ["an unknown dialect", () => explain(result, customers, { dialect: "oracle" as never }), "unknown-value"],
    ["a model", () => explain(result.model as never, customers), "not-a-segmentation"],
    ["what is no explanation", () => placeByRules({} as never, customers), "not-an-object"],
    ["a broken explanation", () => placeByRules({ ...explain(result, customers), nodes: [{ segment: 0, counts: [], split: { column: "x", type: "known", missing: "no" }, yes: 0, no: 0 }] }, customers), "not-an-object"],
    ["nodes that are not there", () => placeByRules({ ...explain(result, customers), nodes: new Array(1) }, customers), "not-an-object"],
    ["a question without its bound", () => placeByRules(withoutBounds(explain(result, customers)), customers), "not-an-object"],
    ["labels of no row", () => explain({ ...result, labels: result.labels.map(() => -1) }, customers), "not-a-segmentation"],
    ["a table without a column of the rules", () => placeByRules(explain(result, customers), { visits: [1] }), "unknown-column"],
  ])("%s", (_, call, code) => {
    expect(errorOf(call).code).toBe(code);
  });
});

test("the conditions of a way hold what all of its splits say", () => {
  const leaf = (segment: number): RuleNode => ({ segment, counts: [1] });
  const nodes: RuleNode[] = [
    { segment: 0, counts: [], split: { column: "c", type: "category", levels: ["a", "b"], missing: "yes" }, yes: 1, no: 2 },
    { segment: 0, counts: [], split: { column: "c", type: "category", levels: ["a"], missing: "no" }, yes: 3, no: 4 },
    { segment: 0, counts: [], split: { column: "c", type: "category", levels: ["a", "d"], missing: "no" }, yes: 5, no: 6 },
    ...[0, 1, 2, 3].map(leaf),
  ];
  const conditions = pathsOf(nodes, (): RuleColumnType => "category").map(({ conditions: [{ inside, outside, missing }] }) => ({ inside, outside, missing }));
  expect(conditions).toEqual([
    { inside: ["a"], outside: [], missing: false },
    { inside: ["b"], outside: [], missing: true },
    { inside: ["d"], outside: [], missing: false },
    { inside: undefined, outside: ["a", "b", "d"], missing: false },
  ]);
});

describe("ways that meet are one", () => {
  const at = (column: string, low: number, high: number, missing = false): Condition => ({ ...unbounded, column, type: "number", low, high, missing });
  const way = (...conditions: Condition[]): RulePath => ({ leaf: 0, segment: 0, conditions });
  const holds = ({ conditions }: RulePath, point: Readonly<Record<string, number | null>>): boolean =>
    conditions.every(({ column, low, high, missing }) => (point[column] === null ? missing : point[column]! >= low && point[column]! < high));

  test("bounds of one column that meet, whatever the order of the ways and of their conditions", () => {
    const [low, middle, high] = [way(at("x", -Infinity, 2, true), at("y", 5, 9)), way(at("y", 5, 9), at("x", 2, 4)), way(at("x", 4, Infinity), at("y", 5, 9))];
    for (const ways of [[low, middle, high], [high, low, middle]]) {
      const [both, ...rest] = joinedPaths(ways);
      expect(rest).toEqual([]);
      expect(both.conditions).toContainEqual(at("x", -Infinity, Infinity, true));
      expect(both.conditions).toContainEqual(at("y", 5, 9));
    }
    expect(joinedPaths([low, high])).toEqual([low, high]);
    expect(joinedPaths([low, way(at("x", 2, 4), at("y", 5, 8))])).toHaveLength(2);
    expect(joinedPaths([low, way(at("x", 2, 4))])).toHaveLength(2);
  });

  test("hold of the same rows", () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.boolean());
    const condition = (column: string): fc.Arbitrary<Condition[]> => fc.option(interval.map(([low, length, missing]) => at(column, low, low + length, missing)), { freq: 4 }).map((own) => (own === null ? [] : [own]));
    const ways = fc.array(fc.tuple(condition("x"), condition("y")).map(([x, y]) => way(...x, ...y)), { maxLength: 6 });
    const values = [null, 0, 1, 2, 3, 4, 5, 6, 7];
    fc.assert(
      fc.property(ways, (given) => {
        const joined = joinedPaths(given);
        for (const x of values) for (const y of values) expect(joined.some((one) => holds(one, { x, y }))).toBe(given.some((one) => holds(one, { x, y })));
      }),
      runs(1),
    );
  });

  test("in words and in SQL", () => {
    // a tree asks of the number first, and of the category in both halves
    const rows = Array.from({ length: 300 }, (_, i) => ({ n: i % 30, kind: ["a", "b", "c"][i % 3] }));
    const kindAt = ({ n, kind }: (typeof rows)[number]): number => (kind === "a" && n >= 6 ? 0 : n < 6 ? 1 : n < 18 ? 2 : 3);
    const { segments } = explain(withLabels(clusterSegments(rows, { features: ["n", "kind"], k: 2, structure: false }), rows.map(kindAt)), rows);
    const a = segments[0];
    expect([a.rule, a.sql]).toEqual(["n ≥ 6 and kind is a", `("n" >= 6 OR "n" IS NULL) AND "kind" = 'a'`]);
  });
});
