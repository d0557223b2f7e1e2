import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { transitions, type TransitionOptions, type Transitions } from "../../src/insight/index.ts";
import { clusterSegments, prepare, predict, type SegmentModel } from "../../src/index.ts";
import { errorOf } from "../error-of.ts";
import { naiveMoves } from "../oracles/naive-moves.ts";
import "../setup.ts";
import { runs } from "../table-arbitraries.ts";

/** Segments low (0), middle (50) and high (100) of one number; a missing one drops the row. */
const three = clusterSegments(
  { a: [...Array(5).fill(0), ...Array(4).fill(50), ...Array(3).fill(100)] },
  { features: [{ column: "a", missing: "drop" }], k: 3, names: ["low", "middle", "high"], structure: false },
);
/** The same in two: below and above 75. */
const two = clusterSegments({ a: [0, 0, 0, 50, 50, 100, 100, 100, 100] }, { features: ["a"], k: 2, names: ["lower", "upper"], structure: false });

type Rows = { id: (string | number | null)[]; a: (number | null)[]; spent: (number | string | null)[] };
const rows = (...cells: readonly (readonly [id: string | number | null, a: number | null, spent: number | string | null])[]): Rows => ({
  id: cells.map(([id]) => id),
  a: cells.map(([, a]) => a),
  spent: cells.map(([, , spent]) => spent),
});
const before = rows(["u1", 0, 10], ["u2", 0, 20], ["u3", 50, 30], ["u4", 100, 40], ["u5", 100, 50], ["u6", 50, 60], ["u7", null, 5]);
const after = rows(["u4", 50, 41], ["u1", 0, 11], ["u3", 100, 35], ["u8", 0, 7], ["u2", 50, 2], ["u7", 0, 9], ["u9", 100, 8], ["u5", 50, 49]);
const none = { id: "id", resamples: 0 } as const;
const countsOf = ({ counts }: Transitions): number[][] => Array.from({ length: counts.rows }, (_, from) => [...counts.data.slice(from * counts.cols, (from + 1) * counts.cols)]);

describe("counted by hand", () => {
  const found = transitions(three, before, after, { ...none, value: "spent" });

  test("the moves, who left and who came", () => {
    expect([found.before, found.after, found.carriesOn, found.overlaps]).toEqual([["low", "middle", "high"], ["low", "middle", "high"], [0, 1, 2], [1, 1, 1]]);
    expect(countsOf(found)).toEqual([[1, 1, 0], [0, 0, 1], [0, 2, 0]]);
    expect([found.left, found.came]).toEqual([Float64Array.of(0, 1, 0), Float64Array.of(1, 0, 1)]);
    expect(found.customers).toEqual({ both: 5, left: 1, came: 2, unplaced: 1 });
    expect([found.moved, found.movedThemselves]).toEqual([0.8, 0.8]);
  });

  test("what they are worth", () => {
    const { value } = found;
    expect(value!.before.data).toEqual(Float64Array.of(10, 20, 0, 0, 0, 30, 0, 90, 0));
    expect(value!.after.data).toEqual(Float64Array.of(11, 2, 0, 0, 0, 35, 0, 90, 0));
    expect([value!.left, value!.came]).toEqual([Float64Array.of(0, 60, 0), Float64Array.of(7, 0, 8)]);
    expect(value!.totals).toEqual({ before: 210, after: 153, byStaying: 1, byMoving: -13, byComing: 15, byLeaving: 60 });
  });

  test("one way: 1 more from low to middle, 1 more from high to middle than back, of 5", () => {
    expect(found.oneWay.share).toBe(0.4);
    const { before } = found;
    expect(found.oneWay.largest).toMatchObject({ went: found.counts.data[found.oneWay.largest!.from * found.counts.cols + found.oneWay.largest!.to] });
    expect(before[found.oneWay.largest!.to]).toBe("middle");
    expect([found.oneWay.upper, found.verdict]).toEqual([0.8, "exchange"]); // all four one way: 1 of 4 times
  });

  test("in sentences", () => {
    expect(found.sentences).toEqual([
      "Of 5 customers in both tables, 4 (80 %) are in another segment now.",
      "1 has left, and 2 are new.",
      "1 customer could not be placed, because a cell is missing.",
      'The largest moves are from "high" to "middle" (2), from "low" to "middle" (1) and from "middle" to "high" (1).',
      "There is no clear direction: 2 (40 %) more went one way than came back, which chance alone can give (up to 80 %).",
      "spent went from 210 to 153: those who stayed in their segment +1, those who moved -13, those who came +15, those who left -60.",
    ]);
    expect(found.notices).toEqual([{ code: "moves-in-balance", figures: { moved: 0.8, oneWay: 0.4, upper: 0.8 } }]);
  });

  test("one move or two in a sentence", () => {
    const earlier = rows(["u1", 0, 1], ["u2", 0, 1], ["u3", 50, 1], ["u4", 100, 1]);
    const saidAfter = (u3: number): string[] => transitions(three, earlier, rows(["u1", 0, 1], ["u2", 50, 1], ["u3", u3, 1], ["u4", 100, 1]), none).sentences.filter((sentence) => sentence.startsWith("The largest"));
    expect(saidAfter(50)).toEqual(['The largest move is from "low" to "middle" (1).']);
    expect(saidAfter(100)).toEqual(['The largest moves are from "low" to "middle" (1) and from "middle" to "high" (1).']);
  });

  test("by two models, whose segments are matched by the later table", () => {
    const pair = transitions([three, two], before, after, none);
    // lower are three low and three middle of the later table, a tie that the first wins; upper are its two high
    expect([pair.before, pair.after]).toEqual([["low", "middle", "high"], ["lower", "upper"]]);
    expect([pair.carriesOn, pair.overlaps]).toEqual([[0, 2], [3 / 6, 1]]);
    expect(countsOf(pair)).toEqual([[2, 0], [0, 1], [2, 0]]);
    expect([pair.moved, pair.movedThemselves, pair.remade]).toEqual([0.6, 0.6, 0.6]); // u3 to upper, u4 and u5 to lower; u2, u4 and u5 are middle
    expect(transitions([three, two], before, after, { ...none, minOverlap: 0.6 })).toMatchObject({ carriesOn: [undefined, 2], moved: 1, overlaps: [0.5, 1] });
  });

  test("by two models that place alike, nobody moved only since there are two", () => {
    const renamed = clusterSegments({ a: [0, 50, 100, 100, 100, 50, 50, 50] }, { features: ["a"], k: 3, names: ["m", "h", "l"], structure: false });
    const [one, both] = [transitions(three, after, after, none), transitions([three, renamed], after, after, none)];
    expect([one.moved, both.moved, both.remade, both.carriesOn, both.verdict]).toEqual([0, 0, 0, [1, 2, 0], "none"]);
    expect(one.sentences).toEqual(["Of 8 customers in both tables, none is in another segment now."]);
  });
});

const cell = fc.record({ id: fc.integer({ min: 0, max: 30 }), a: fc.constantFrom(0, 1, 49, 50, 51, 98, 100, 101, null), spent: fc.integer({ min: -20, max: 200 }) });
const tables = fc.uniqueArray(cell, { selector: ({ id }) => id, minLength: 1, maxLength: 25 });

test("is what one customer at a time gives, by one model and by two", () => {
  fc.assert(fc.property(tables, tables, fc.boolean(), fc.constantFrom(0, 0.5), (earlier, later, isPair, minOverlap) => {
    fc.pre(earlier.some(({ id }) => later.some((other) => other.id === id)));
    const models = [three.model, isPair ? clusterSegments({ a: [0, 0, 0, 50, 50, 100, 100, 100, 100] }, { features: [{ column: "a", missing: "drop" }], k: 2, structure: false }).model : three.model] as const;
    const found = transitions(isPair ? models : models[0], earlier, later, { ...none, value: "spent", minOverlap });
    const place = (model: SegmentModel, rows: typeof earlier): { id: string; segment: number; worth: number }[] => {
      const labels = predict(model, rows);
      return rows.map(({ id, spent }, i) => ({ id: String(id), segment: labels[i], worth: spent }));
    };
    const wanted = naiveMoves(place(models[0], earlier), place(models[1], later), found.carriesOn);
    const { cols, data } = found.counts;
    const listed = (counts: Float64Array): number[] => Array.from(counts).flatMap((count, s) => Array<number>(count).fill(s)).sort();
    expect({
      counts: Array.from(data).flatMap((count, at) => Array<string>(count).fill(`${Math.floor(at / cols)}>${at % cols}`)).sort(),
      left: listed(found.left),
      came: listed(found.came),
      customers: found.customers,
      moved: found.moved,
      totals: found.value!.totals,
    }).toEqual(wanted);
    const { totals } = found.value!;
    expect(totals.before + totals.byStaying + totals.byMoving + totals.byComing - totals.byLeaving).toBe(totals.after);
    if (!isPair) expect(found.movedThemselves).toBe(found.moved);
    else if (found.customers.both > 0) expect(found.movedThemselves).toBeLessThanOrEqual(found.moved);
    expect(structuredClone(found)).toEqual(found);
  }), runs(0.6));
});

let state = 16;
const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
const normal = (): number => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
type Point = { readonly id: string; readonly x: number; readonly y: number; readonly z: number };
const cloud = (n: number): Point[] => Array.from({ length: n }, (_, i) => ({ id: `u${i}`, x: normal(), y: normal(), z: normal() }));
const noisy = (points: readonly Point[], size: number): Point[] => points.map(({ id, x, y, z }) => ({ id, x: x + size * normal(), y: y + size * normal(), z: z + size * normal() }));
const features = ["x", "y", "z"] as const;
const fit = (points: readonly Point[], k = 4): SegmentModel => clusterSegments(points, { features, k, effort: "fast", structure: false, transform: "none", winsorise: false }).model;
/** Three groups, far from each other. */
const blobs = (n: number): Point[] => cloud(n).map(({ id, x, y, z }, i) => ({ id, x: x + (i % 3 === 0 ? 12 : 0), y: y + (i % 3 === 1 ? 12 : 0), z: z + (i % 3 === 2 ? 12 : 0) }));

describe("beside chance", () => {
  test("real groups are found again by re-fitting; a cloud is not, and what two models move there is no change, which is told", () => {
    const groups = blobs(300);
    const stable = transitions([fit(groups, 3), fit(noisy(groups, 0.1), 3)], groups, noisy(groups, 0.1), { id: "id" });
    expect(stable).toMatchObject({ moved: 0, byRefitting: { moved: 0, upper: 0 }, remade: 0, verdict: "none", notices: [] });
    const points = cloud(300);
    const drawn = (): SegmentModel => fit(points.map(() => points[Math.floor(draw() * points.length)]));
    const vague = transitions([drawn(), drawn()], points, points, { id: "id" });
    expect([vague.moved > 0.1, vague.verdict, vague.movedThemselves, vague.remade]).toEqual([true, "none", 0, vague.moved]);
    expect(vague.byRefitting.moved).toBeGreaterThan(0.1);
    expect(vague.byRefitting.upper).toBeGreaterThan(vague.byRefitting.moved);
    expect(vague.notices).toEqual([{ code: "moved-by-chance", figures: { moved: vague.moved, byRefitting: vague.byRefitting.moved, upper: vague.byRefitting.upper, isRefitted: true } }]);
    expect(vague.sentences.join(" ")).toMatch(/By the earlier segments none of these would have moved.*Making the segments again from the same customers would alone move .* which is no sign of a change\./);
  });

  test("a real change is beyond it: a third of a group went to another", () => {
    const groups = blobs(300);
    const changed = groups.map((point, i) => (i % 9 === 0 ? { ...point, x: point.x - 12, y: point.y + 12 } : point));
    const pair = transitions([fit(groups, 3), fit(changed, 3)], groups, changed, { id: "id" });
    expect([pair.moved > pair.byRefitting.upper, pair.remade, pair.verdict, pair.notices]).toEqual([true, 0, "change", []]);
    const one = transitions(fit(groups, 3), groups, changed, { id: "id" });
    expect([one.moved, one.movedThemselves, one.remade, one.verdict]).toEqual([pair.moved, one.moved, 0, "change"]);
    expect(one.sentences.join(" ")).toMatch(/The borders of the segments are sharp: .* move nobody\. There is a direction: .*, most from "[^"]+" to "[^"]+" \(\d+ went, (none|\d+) came back\)\./);
  });

  test("customers of real groups that change places are an exchange; segments that are others now are a change", () => {
    const groups = blobs(300);
    const changed = groups.map((point, i) => (i % 30 === 0 ? { ...groups[i + 1], id: point.id } : i % 30 === 1 ? { ...groups[i - 1], id: point.id } : point));
    const found = transitions(fit(groups, 3), groups, changed, { id: "id" });
    expect(found).toMatchObject({ moved: 20 / 300, oneWay: { share: 0 }, verdict: "exchange", notices: [{ code: "moves-in-balance" }] });
    const points = cloud(300);
    const by = (feature: "x" | "y"): SegmentModel => clusterSegments(points, { features: [feature], k: 2, effort: "fast", structure: false }).model;
    const other = transitions([by("x"), by("y")], points, points, { id: "id" });
    expect([other.movedThemselves, other.verdict, other.notices]).toEqual([0, "change", []]);
    expect(other.sentences.join(" ")).toMatch(/this time it moved .* so the segments themselves changed\./);
  });

  test("the customers in both tables count alone", () => {
    const far = Array.from({ length: 60 }, (_, i) => ({ id: `f${i}`, x: 60 + normal(), y: 60 + normal(), z: 60 + normal() }));
    const all = [...cloud(240), ...far];
    expect(transitions(fit(all), all, far, { id: "id" }).byRefitting).toEqual({ moved: 0, upper: 0 });
    expect(transitions(fit(all), all, all, { id: "id" }).byRefitting.moved).toBeGreaterThan(0.05);
  });

  test("cannot be found from fewer than two resamples", () => {
    const points = cloud(40);
    for (const resamples of [0, 1]) {
      const found = transitions(fit(points), points, noisy(points, 0.5), { id: "id", resamples });
      expect(found).toMatchObject({ byRefitting: { moved: NaN, upper: NaN }, notices: [{ code: "moves-in-balance" }], verdict: "exchange" });
    }
  });

  test("more of the segments in one month than in the other count", () => {
    const groups = blobs(300);
    const { carriesOn, byRefitting, moved, sentences } = transitions([fit(groups, 3), fit(groups, 2)], groups, groups, { id: "id" });
    expect(carriesOn).not.toContain(undefined);
    expect([moved > 0.1, byRefitting.moved > 0.1, byRefitting.upper < 0.4]).toEqual([true, true, true]);
    expect(sentences.some((said) => / is gone\.$/.test(said))).toBe(true);
    expect(transitions([fit(groups, 2), fit(groups, 3)], groups, groups, { id: "id" }).carriesOn.filter((partner) => partner === undefined)).toHaveLength(1);
  });
});

test("the order of rows changes no count, and neither does how a model is handed over; what was given is not written to", () => {
  const points = cloud(120);
  const [earlier, later] = [points.slice(0, 100), noisy(points.slice(20), 0.4)];
  const result = clusterSegments(earlier, { features, k: 3, effort: "fast", structure: false });
  const given = structuredClone([result, earlier, later]);
  const options = { id: "id", value: "x" } as const;
  const found = transitions(result, earlier, later, options);
  expect(transitions(JSON.parse(JSON.stringify(result.model)), earlier, later, options)).toEqual(found);
  expect(transitions(result.model, prepare(earlier, { columns: { id: "id" } }), later, { ...options, resamples: 0 }).counts).toEqual(found.counts);
  const turned = transitions(result, [...earlier].reverse(), [...later].reverse(), options);
  for (const key of ["counts", "left", "came", "moved", "oneWay", "customers"] as const) expect(turned[key]).toEqual(found[key]);
  expect([result, earlier, later]).toEqual(given);
});

test("ids are compared as text without blanks; few in both are told; repairs of the later table are told", () => {
  const found = transitions(three, rows([1, 0, 1], ["2 ", 50, 1], [3, 0, 1], [4, 0, 1], [5, 0, 1]), rows([" 1", 50, 1], ["2", 50, 1], ["x", 0, 1], ["y", 0, 1], ["z", 0, 1]), none);
  expect(countsOf(found)).toEqual([[0, 1, 0], [0, 1, 0], [0, 0, 0]]);
  expect(found.notices).toEqual([{ code: "few-in-both", figures: { both: 2, before: 5, after: 5 } }, { code: "moves-in-balance", figures: { moved: 0.5, oneWay: 0.5, upper: 0.5 } }]);
  const many = Array.from({ length: 30 }, (_, i) => [i, 9000 + i, 1] as const);
  expect(transitions(three, rows(...many), rows(...many), none).notices.map(({ code }) => code)).toEqual(["beyond-training"]);
});

test("where no customer is placed in both, nothing moved", () => {
  const found = transitions(three, rows(["a", null, 1], ["b", 0, 1]), rows(["a", 0, 1], ["c", 0, 1]), { id: "id" });
  expect(found).toMatchObject({ moved: NaN, movedThemselves: NaN, remade: NaN, verdict: "none" });
  expect(found.sentences[0]).toBe("No customer in both tables could be placed.");
});

describe("complaints", () => {
  const call = (models: unknown, options: object, earlier: object = before, later: object = after) => (): unknown =>
    transitions(models as never, earlier as never, later as never, { ...none, ...options } as TransitionOptions);
  const of = (id: unknown[], spent: unknown[] = id.map(() => 1)): object => ({ id, a: id.map(() => 0), spent });
  test.each<[string, () => unknown, object, RegExp]>([
    ["an unknown option", call(three, { ids: "id" }), { code: "unknown-option" }, /did you mean "id"\?/],
    ["no id", () => transitions(three, before, after, {} as never), { code: "unknown-column" }, /`id` must be the name of a column\. Got undefined\./],
    ["an id that is no column", call(three, { id: "customer" }), { code: "unknown-column", column: "customer" }, /`id` must be in the table/],
    ["an id that the later table lacks", call(three, {}, before, { a: [1], spent: [1] }), { code: "unknown-column", column: "id" }, /must be in the table, which has `a`, `spent`/],
    ["an id that repeats before", call(three, {}, of(["u1", "u2", " u1"]), after), { code: "duplicate-id", column: "id", row: 2 }, /must name each customer of `before` once, and an earlier row has the same id; if these are transactions, `rfm` makes one row of each customer\. Got " u1"\./],
    ["an id that repeats after", call(three, {}, before, of([7, 8, "8"])), { code: "duplicate-id", column: "id", row: 2 }, /customer of `after` once, and an earlier row has the same id/],
    ["a missing id", call(three, {}, before, of(["u1", " "])), { code: "missing-value", column: "id", row: 1 }, /must name a customer in every row of `after`; leave out rows without an id/],
    ["an id that is none", call(three, {}, before, of([{}])), { code: "not-a-cell", column: "id", row: 0 }, /must be a number, a text or a boolean in `after`/],
    ["no id in common", call(three, {}, before, of(["U1", "U2"])), { code: "no-common-id", column: "id" }, /must hold some of the same ids in `before` and `after`, written in the same way\. Got 7 ids such as "u1", and 2 ids such as "U1"\./],
    ["a value that is no column", call(three, { value: "revenue" }), { code: "unknown-column", column: "revenue" }, /`value` must be in the table/],
    ["a value with a gap", call(three, { value: "spent" }, before, of(["u1"], [null])), { code: "missing-value", column: "spent", row: 0 }, /must not be missing in `after`; put 0 where a customer was worth nothing/],
    ["a value of text", call(three, { value: "spent" }, before, of(["u1", "u2"], [1, "much"])), { code: "not-of-type", column: "spent", row: 1 }, /must be a number\. Got "much"\./],
    ["an infinite value", call(three, { value: "spent" }, of(["u1"], [Infinity])), { code: "not-finite", column: "spent", row: 0 }, /finite/],
    ["three models", call([three, two, three], {}), { code: "wrong-length" }, /`models` must be one model, or two: \[before, after\]\. Got an array of 3\./],
    ["a model that is none", call({}, {}), { code: "not-a-model" }, /Got an object with nothing in it\./],
    ["a second model that is none", call([three, null], {}), { code: "not-a-model" }, /Got null\./],
    ["a table without the model's column", call(three, {}, before, { id: ["u1"] }), { code: "unknown-column", column: "a" }, /must be in the table/],
    ["resamples that are no count", call(three, { resamples: 1.5 }), { code: "not-an-integer" }, /`resamples` must be an integer in \[0, 1000\]/],
    ["an overlap that is none", call(three, { minOverlap: -1 }), { code: "not-a-number" }, /`minOverlap` must be a finite number in \[0, 1\]/],
    ["a table that is none", call(three, {}, "before.csv" as never), { code: "not-a-table" }, /read it with `parseCsv` first/],
  ])("%s", (_, fails, fields, shows) => {
    const error = errorOf(fails);
    expect(error).toMatchObject({ where: "transitions", ...fields });
    expect(error.message).toMatch(shows);
  });
});
