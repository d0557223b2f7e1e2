import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix } from "../../src/core/matrix.ts";
import { createRandom, Purpose } from "../../src/core/random.ts";
import { transitions } from "../../src/insight/index.ts";
import { oneWayMoves, refittedMoves } from "../../src/insight/move-chance.ts";
import { placedByResamples } from "../../src/segment/chance-matches.ts";
import { plainRows } from "../../src/spatial/rows.ts";
import { clusterSegments, type SegmentModel } from "../../src/index.ts";
import { isLong } from "../long-runs.ts";
import { runs } from "../table-arbitraries.ts";

/** How likely each surplus is where a coin says of each of so many moves which way it was, for pairs of segments together. */
function surplusDistribution(moves: readonly number[]): Map<number, number> {
  let all = new Map([[0, 1]]);
  for (const count of moves) {
    let ways = [1];
    for (let coin = 0; coin < count; coin++) ways = [...ways, 0].map((chance, heads) => (chance + (ways[heads - 1] ?? 0)) / 2);
    const next = new Map<number, number>();
    for (const [surplus, chance] of all) {
      ways.forEach((own, heads) => {
        const sum = surplus + Math.abs(2 * heads - count);
        next.set(sum, (next.get(sum) ?? 0) + chance * own);
      });
    }
    all = next;
  }
  return all;
}

const tables = fc.integer({ min: 2, max: 4 }).chain((k) => fc.record({ k: fc.constant(k), counts: fc.array(fc.nat({ max: 40 }), { minLength: k * k, maxLength: k * k }), seed: fc.nat() }));

test("one way: the surplus of one direction between each pair; passed in 1 of 100 cases at most by coins, as the exact chances say", () => {
  fc.assert(fc.property(tables, ({ k, counts, seed }) => {
    const pairs = counts.flatMap((there, at) => (at % k < Math.floor(at / k) ? [[there, counts[(at % k) * k + Math.floor(at / k)]] as const] : []));
    const all = counts.reduce((sum, count) => sum + count, 0);
    const { share, upper } = oneWayMoves(Float64Array.from(counts), k, seed);
    const moved = pairs.reduce((sum, [there, back]) => sum + there + back, 0);
    if (moved === 0) return expect([share, upper]).toEqual([0, 0]) as undefined;
    expect(share).toBeCloseTo(pairs.reduce((sum, [there, back]) => sum + Math.abs(there - back), 0) / all, 12);
    const chances = surplusDistribution(pairs.map(([there, back]) => there + back));
    const least = Math.round(upper * all);
    const tail = (from: number): number => [...chances].reduce((sum, [surplus, chance]) => sum + (surplus >= from ? chance : 0), 0);
    expect(tail(least + 1)).toBeLessThan(0.022); // 999 rounds: 0.01 within 0.012 or so
    expect(tail(least)).toBeGreaterThan(0.002);
    return undefined;
  }), runs(0.5));
});

test("one way: many moves, in whole words of coins and the rest", () => {
  const { share, upper } = oneWayMoves(Float64Array.of(0, 500_017, 499_983, 0), 2, 1);
  expect(share).toBeCloseTo(34 / 1e6, 12);
  expect(upper * 1000).toBeGreaterThan(2.35); // 2.58 standard deviations of a thousand
  expect(upper * 1000).toBeLessThan(2.85);
});

/** The share of the rows that count whose later segment is not paired with their earlier one, of the pairs with the largest sum of overlaps. */
function naiveMoved(later: readonly number[], earlier: readonly number[], k: number, previous: number, counts: readonly boolean[]): number {
  const both = (a: number, b: number): number => later.filter((own, i) => own === a && earlier[i] === b).length;
  const either = (a: number, b: number): number => later.filter((own, i) => own === a || earlier[i] === b).length;
  let [best, most] = [[] as (number | undefined)[], -1];
  const pair = (partners: (number | undefined)[], sum: number): void => {
    if (partners.length === k) {
      if (sum > most) [best, most] = [partners, sum];
      return;
    }
    const own = partners.length;
    pair([...partners, undefined], sum);
    for (let b = 0; b < previous; b++) if (!partners.includes(b) && both(own, b) > 0) pair([...partners, b], sum + both(own, b) / either(own, b));
  };
  pair([], 0);
  const counted = later.filter((_, i) => counts[i]);
  return later.filter((own, i) => counts[i] && best[own] !== earlier[i]).length / counted.length;
}

test.each([[3, 3], [3, 2], [2, 4]])("by re-fitting, %i segments after and %i before: of the rows that count, over the pairs of resamples, none with itself", (k, previous) => {
  const normal = normals(5);
  const data = Array.from({ length: 60 }, () => [normal(), normal()]);
  const { model } = clusterSegments(matrix(data), { k: 3, effort: "fast", structure: false });
  const rows = plainRows(matrix(data), new Float64Array(60).fill(1));
  const isCounted = Uint8Array.from(data, (_, i) => Number(i % 4 !== 1));
  const counts = Array.from(rows.ids, (id) => isCounted[id] === 1);
  const labels = (count: number): number[][] => placedByResamples("test", rows, model, count, 5, (t) => createRandom(model.seed, Purpose.moves, t), () => {}).map((own) => [...own]);
  const [later, earlier] = [labels(k), labels(previous)];
  const shares = later.flatMap((a, t) => earlier.flatMap((b, u) => (u === t || (k === previous && u > t) ? [] : [naiveMoved(a, b, k, previous, counts)])));
  const sorted = [...shares].sort((a, b) => a - b);
  const at = 0.99 * (sorted.length - 1);
  const found = (resamples: number, flags = isCounted): object => refittedMoves("test", rows, flags, { model, sizes: [k, previous], resamples, minOverlap: 0 });
  expect(found(5)).toEqual({
    moved: expect.closeTo(shares.reduce((sum, share) => sum + share, 0) / shares.length, 12),
    upper: expect.closeTo(sorted[Math.floor(at)] + (at - Math.floor(at)) * (sorted[Math.ceil(at)] - sorted[Math.floor(at)]), 12),
  });
  expect([found(1), found(5, new Uint8Array(60))]).toEqual([{ moved: NaN, upper: NaN }, { moved: NaN, upper: NaN }]);
});

const [draws, most] = [100, 5];

/** Standard normal numbers of a seed. */
function normals(seed: number): () => number {
  let state = 7919 * seed + 11;
  const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < 20; i++) draw();
  return () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
}

interface Cloud {
  readonly id: readonly string[];
  readonly [column: string]: readonly (number | string)[];
}
const columns = ["a", "b", "c", "d"] as const;
const only = (table: Cloud, isIn: (row: number) => boolean): Cloud => Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, cells.filter((_, row) => isIn(row))])) as unknown as Cloud;
const fit = (table: Cloud): SegmentModel => clusterSegments(table, { features: columns, k: 4, effort: "fast", structure: false }).model;
const cloudOf = (n: number, normal: () => number): Cloud => ({ id: Array.from({ length: n }, (_, i) => `u${i}`), ...Object.fromEntries(columns.map((name) => [name, Array.from({ length: n }, normal)])) });

// The claims of bench/transitions.mjs, which has more populations: nothing has changed in any of these draws.
const title = `in at most ${most} of ${draws} draws (in test/long)`;

test.runIf(isLong)(`two samples of one population without groups, two models: "moved" is beyond re-fitting, and a change, ${title}`, { timeout: 120_000 }, () => {
  let [beyond, changes] = [0, 0];
  for (let t = 0; t < draws; t++) {
    const normal = normals(t + 1);
    const all = cloudOf(500, normal);
    const [inBefore, inAfter] = [0, 1].map(() => all.id.map(() => normal() < 0.5)); // seven tenths of them
    const [before, after] = [only(all, (row) => inBefore[row]), only(all, (row) => inAfter[row])];
    const { moved, byRefitting, verdict } = transitions([fit(before), fit(after)], before, after, { id: "id" });
    if (moved > byRefitting.upper) beyond++;
    if (verdict === "change") changes++;
  }
  expect(beyond).toBeLessThanOrEqual(most);
  expect(changes).toBeLessThanOrEqual(most);
});

test.runIf(isLong).each([["one model", false], ["two models", true]])(`the same customers measured twice with as much noise, %s: moves are a change ${title}`, { timeout: 120_000 }, (_, isPair) => {
  let [moved, changes] = [0, 0];
  for (let t = 0; t < draws; t++) {
    const normal = normals(t + 1001);
    const true_ = cloudOf(500, normal);
    const measured = (): Cloud => Object.fromEntries(Object.entries(true_).map(([name, cells]) => [name, name === "id" ? cells : cells.map((value) => (value as number) + 0.5 * normal())])) as unknown as Cloud;
    const [before, after] = [measured(), measured()];
    const found = transitions(isPair ? [fit(before), fit(after)] : fit(before), before, after, { id: "id" });
    moved += found.moved / draws;
    if (found.verdict === "change") changes++;
  }
  expect(moved).toBeGreaterThan(0.2); // and yet
  expect(changes).toBeLessThanOrEqual(most);
});
