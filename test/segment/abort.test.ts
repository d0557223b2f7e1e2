import { describe, expect, test } from "vitest";
import { clusterSegments, elbow, influence, kmeans, linkage, matchSegments, matrix, type OnProgress, type Progress, silhouette, stability, type StopSignal, structure } from "../../src/index.ts";
import { explain, granularity, profileSegments, transitions, typicalRows } from "../../src/insight/index.ts";
import { errorOf } from "../error-of.ts";

const rows = Array.from({ length: 300 }, (_, i) => [i % 17, (i * i) % 23, (7 * i) % 31]);
const x = matrix(rows);
const table = { a: rows.map(([a]) => a), b: rows.map(([, b]) => b), plan: rows.map(([, , c]) => "xyz"[c % 3]) };
const labels = rows.map((_, i) => i);
const found = clusterSegments(table, { k: 3, effort: "fast", structure: false });
interface Watched { readonly onProgress?: OnProgress; readonly signal?: StopSignal }
const calls: readonly (readonly [string, (watch: Watched) => unknown])[] = [
  ["clusterSegments", (watch) => clusterSegments(table, { effort: "fast", ...watch })],
  ["clusterSegments", (watch) => clusterSegments(table, { method: "mixture", choose: "stability", effort: "fast", ...watch })],
  ["clusterSegments", (watch) => clusterSegments(table, { k: 3, structure: false, ...watch })],
  ["stability", (watch) => stability(table, { k: 3, resamples: 5, effort: "fast", structure: false, ...watch })],
  ["structure", (watch) => structure(table, watch)],
  ["linkage", (watch) => linkage(x, watch)],
  ["linkage", (watch) => linkage(x, { method: "average", ...watch })],
  ["kmeans", (watch) => kmeans(x, 4, watch)],
  ["elbow", (watch) => elbow(x, { kMax: 5, ...watch })],
  ["silhouette", (watch) => silhouette(x, labels, watch)],
  ["influence", (watch) => influence(table, { of: "plan", on: "a", resamples: 20, ...watch })],
  ["matchSegments", (watch) => matchSegments(found, found, table, { resamples: 4, ...watch })],
  ["profileSegments", (watch) => profileSegments(found, { ...table, spent: rows.map(([a, b]) => a * b) }, { profile: ["spent"], resamples: 20, ...watch })],
  ["explain", (watch) => explain(found, table, watch)],
  ["typicalRows", (watch) => typicalRows(found, table, watch)],
  ["granularity", (watch) => granularity(found, table, { resamples: 4, ...watch })],
  ["transitions", (watch) => transitions(found, { ...table, id: labels }, { ...table, id: labels }, { id: "id", resamples: 4, ...watch })],
];

/** How many progress events a call has. */
function eventsOf(call: (watch: Watched) => unknown): Progress[] {
  const events: Progress[] = [];
  call({ onProgress: (progress) => events.push(progress) });
  return events;
}

describe.each(calls)("%s", (where, call) => {
  test("aborted in the middle from onProgress, ends with the signal's reason after that event", () => {
    const all = eventsOf(call).length;
    expect(all).toBeGreaterThan(2);
    for (const at of new Set([1, Math.ceil(all / 2), all])) {
      const controller = new AbortController();
      const reason = new Error("enough");
      let seen = 0;
      const run = (): unknown => call({ signal: controller.signal, onProgress: () => { if (++seen === at) controller.abort(reason); } });
      let thrown: unknown;
      try { run(); } catch (error) { thrown = error; }
      expect(thrown).toBe(reason);
      expect(seen).toBe(at);
    }
  });

  test("aborted before, does not begin; without a reason an AbortError is thrown", () => {
    let seen = 0;
    const begin = (): unknown => call({ signal: { aborted: true }, onProgress: () => seen++ });
    expect(begin).toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(seen).toBe(0);
  });

  test("a flag that is set by other means is looked at, too", () => {
    let looks = 0;
    const flag: StopSignal = { get aborted() { return ++looks > 3; }, reason: "stop" };
    expect(() => call({ signal: flag })).toThrow("stop");
    expect(looks).toBe(4);
  });

  test("a signal that is none is told", () => {
    for (const signal of [{}, null, true, { aborted: 1 }]) expect(errorOf(() => call({ signal: signal as never }))).toMatchObject({ where, code: "not-an-object" });
  });

  test("a signal that stays quiet changes nothing", () => {
    expect(call({ signal: new AbortController().signal })).toEqual(call({}));
  });
});

test("progress of the main call goes from its first stage to the end of its last", () => {
  const events = eventsOf((watch) => clusterSegments(table, { effort: "fast", ...watch }));
  expect(events[0]).toEqual({ stage: "read", done: 0, total: 1 });
  expect(events.at(-1)).toEqual({ stage: "segments", done: 1, total: 1 });
  expect([...new Set(events.map(({ stage }) => stage))]).toEqual(["read", "encode", "structure", "linkage", "elbow", "silhouettes", "mixture", "k-means", "segments"]);
  events.forEach(({ stage, done, total }, at) => {
    expect(done).toBeLessThanOrEqual(total);
    const before = events[at - 1];
    if (before?.stage === stage) expect(done).toBeGreaterThanOrEqual(before.done);
  });
});
