import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignAsync, type AsyncProgress, clusterSegmentsAsync, stabilityAsync } from "../../src/async/index.ts";
import { withShares } from "../../src/async/shares.ts";
import { assign, clusterSegments, type ClusterOptions, matrix, parseCsv, prepare, type SegmentSource, stability } from "../../src/index.ts";
import { clusterCases, hostileTexts, runs, tableCases, toRows } from "../table-arbitraries.ts";
import { mockWorker, outcomeOf, thread } from "./workers.ts";

const worker = mockWorker;

/** The same error, but for the name of the function. */
const renamed = (outcome: unknown): unknown => {
  const { where, message } = outcome as { where?: string; message?: string };
  return where === undefined ? outcome : { ...(outcome as object), where: `${where}Async`, message: message!.replace(where, `${where}Async`) };
};

/** Holds the call in a worker to the call itself: both give the same, to the bit, or the same error. */
async function expectSame(source: SegmentSource, options: ClusterOptions = {}, make = worker): Promise<void> {
  const own = await outcomeOf(() => clusterSegments(source, options));
  const found = await outcomeOf(() => clusterSegmentsAsync(source, Object.create(options, { worker: { value: make, enumerable: true } })));
  expect(found).toStrictEqual(structuredClone(renamed(own)));
}

/** Row objects some of which lack the cells that are undefined. */
const withoutGaps = (rows: readonly Record<string, unknown>[]): object[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== undefined)));

describe("clusterSegmentsAsync gives what clusterSegments gives", () => {
  test("of columns, of row objects, and of what prepare gave", async () => {
    await fc.assert(
      fc.asyncProperty(clusterCases({ minRows: 6 }), fc.constantFrom("columns", "rows", "iterable", "prepared"), async ({ columns, rows, options }, kind) => {
        const objects = withoutGaps(toRows(columns, rows));
        const source = { columns: () => columns, rows: () => objects, iterable: () => new Set(objects), prepared: () => prepare(columns) }[kind];
        const made = await outcomeOf(source);
        if (typeof made === "object" && made !== null && "code" in made) return; // nothing to prepare
        await expectSame(made as SegmentSource, { ...options, effort: "fast" });
      }),
      runs(0.6),
    );
  });

  test("of typed arrays of every kind, whole or a part of a buffer, shared or not", async () => {
    const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
    const cells = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 8, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cells, fc.constantFrom(...kinds), fc.boolean(), fc.nat(3), async (numbers, Kind, isShared, skipped) => {
        const bytes = (numbers.length + skipped) * Kind.BYTES_PER_ELEMENT;
        const buffer = isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
        const a = new Kind(buffer as ArrayBuffer, skipped * Kind.BYTES_PER_ELEMENT);
        a.set(numbers);
        const b = Float64Array.from(numbers, (number) => (number * 37) % 11);
        await expectSame({ a, b, c: a.subarray() }, { weights: Float64Array.from(numbers, (number) => 1 + (number % 3)), effort: "fast" });
        expect(Array.from(a)).toEqual(numbers);
      }),
      runs(0.3),
    );
  });

  test("of a Matrix", async () => {
    await expectSame(matrix([[1, 2], [2, 1], [9, 8], [8, 9.5], [NaN, 3]]));
    await expectSame(matrix([[1, 2], [2, 1], [9, 8], [8, 9.5]]));
  });

  test("of columns with hostile names", async () => {
    const names = hostileTexts.filter((name) => name.trim() === name);
    await expectSame(Object.fromEntries([...names].map((name, at) => [name, [1, 2, 3, 9, 8, 7, 1].map((cell) => (cell * (at + 3)) % 17)])), { k: 2 });
    await expectSame([{ ["__proto__"]: 1, a: 2 }, { ["__proto__"]: 9, a: 3 }, { a: 3 }] as object[], { k: 2, columns: JSON.parse('{"__proto__": "number"}') });
  });

  test("of a text that was read, which remembers how it was written", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i % 2 === 0 ? "north" : "south"};1.${100 + i};${2020 + (i % 3)};${i % 7}`);
    const table = parseCsv(`2019;amount;since;2018\nx;y;z;w\n${lines.join("\n")}`);
    await expectSame(table);
    await expectSame(prepare(table));
    await expectSame(parseCsv(`a;amount\n${lines.map((line) => line.split(";").slice(0, 2).join(";")).join("\n")}`), { decimal: "," });
  });

  test("of more cells than go into a piece, of rows whose columns come later, and of rows of nothing", async () => {
    const long = Array.from({ length: 40_000 }, (_, i) => ({ a: (i * 7919) % 101, b: i % 5 < 3 ? "x" : "y", ...(i === 39_000 ? { late: 1 } : {}) }));
    await expectSame(long, { k: 2, effort: "fast", structure: false, features: ["a", "b"] });
    await expectSame(long.concat(7 as never), { k: 2 });
    await expectSame([{}, {}]);
    await expectSame([]);
  });

  test.each<[string, unknown]>([
    ["a text", "a,b"], ["null", null], ["a number", 3], ["a promise", Promise.resolve([])], ["one row", { a: 1 }], ["a hole", [{ a: 1 }, , { a: 2 }]],
    ["ragged columns", { a: [1, 2], b: [1] }], ["nothing", undefined], ["bigints", { a: BigInt64Array.of(1n, 2n) }], ["a Map", new Map([["a", [1, 2]]])],
  ])("where %s is no table: the same error", async (_, source) => {
    await expectSame(source as SegmentSource);
  });

  test.each<[string, object]>([
    ["an unknown column", { features: ["c9"] }], ["k above the rows", { k: 99 }], ["a text for k", { k: "three" }], ["an unknown method", { method: "wrad" }],
    ["inherited options", Object.create({ k: 2, seed: 7 })], ["inherited words", { columns: { a: Object.create({ type: "category" }) } }], ["a date", { asOf: new Date(0) }],
    ["names as an array", { k: 2, names: ["one", "two"] }], ["a sparse array", { names: [, "a"] }], ["null", { weights: null }],
  ])("with %s as options", async (_, options) => {
    await expectSame({ a: [1, 2, 3, 9, 8, 7], b: ["x", "y", "x", "y", "x", "y"] }, options);
  });

  test("in a thread", async () => {
    await expectSame({ a: [1, 2, 3, 9, 8, 7], b: ["x", "y", "x", "y", "x", "y"] }, {}, thread as never);
    await expectSame({ a: [1, 2, 3, 9, 8, 7] }, { k: 77 }, thread as never);
  });
});

test("assignAsync gives what assign gives, by a model or a segmentation, of a table or one row", async () => {
  await fc.assert(
    fc.asyncProperty(tableCases({ minRows: 8 }), fc.constantFrom<object>({}, { missing: "error" }, { unseen: "error" }), async ({ columns, rows, features }, options) => {
      const made = await outcomeOf(() => clusterSegments(columns, { features, effort: "fast", structure: false }));
      const model = JSON.parse(JSON.stringify((made as { model?: object }).model ?? {}));
      for (const source of [columns, toRows(columns, rows), toRows(columns, rows)[0]]) {
        const own = await outcomeOf(() => assign(model, source, options));
        expect(await outcomeOf(() => assignAsync(model, source, { ...options, worker }))).toStrictEqual(renamed(own));
      }
    }),
    runs(0.3),
  );
  const segmentation = clusterSegments({ a: [1, 2, 8, 9] }, { k: 2 });
  expect(await assignAsync(segmentation, { a: 3 }, { worker })).toEqual(assign(segmentation, { a: 3 }));
});

test("stabilityAsync gives what stability gives", async () => {
  const table = { a: [1, 2, 3, 9, 8, 7, 1, 2, 8, 9], b: ["x", "y", "x", "y", "x", "y", "x", "y", "y", "y"] };
  const options = { resamples: 3, k: 2 } as const;
  expect(await stabilityAsync(table, { ...options, worker })).toStrictEqual(structuredClone(stability(table, options)));
  const halved = { resamples: 9, k: 2, seed: 5 } as const; // in two workers
  expect(await stabilityAsync(table, { ...halved, worker })).toStrictEqual(structuredClone(stability(table, halved)));
  const onePass = (): SegmentSource => toRows(table, 10).values() as never; // gives its rows once
  expect(await stabilityAsync(onePass(), { ...halved, worker })).toStrictEqual(structuredClone(stability(onePass(), halved)));
  for (const source of [prepare(table), matrix(table.a.map((a, i) => [a, i % 3]))] as SegmentSource[]) {
    const drawn = { ...halved, scheme: "subsample", share: 0.7 } as const;
    expect(await stabilityAsync(source, { ...drawn, worker })).toStrictEqual(structuredClone(stability(source, drawn)));
  }
  expect(await outcomeOf(() => stabilityAsync(table, { ...halved, k: 99, worker }))).toStrictEqual(renamed(await outcomeOf(() => stability(table, { ...halved, k: 99 }))));
  expect(await outcomeOf(() => stabilityAsync(table, { share: 2, worker }))).toStrictEqual(renamed(await outcomeOf(() => stability(table, { share: 2 }))));
});

describe("progress", () => {
  const table = { a: Array.from({ length: 300 }, (_, i) => (i * 37) % 101), b: Array.from({ length: 300 }, (_, i) => "xyz"[(i * i) % 3]) };
  const calls: readonly (readonly [string, object])[] = [
    ["of the defaults", {}], ["of a number of segments", { k: 3 }], ["without the search for structure", { structure: false, choose: "silhouette" }],
    ["by stability", { choose: "stability" }], ["of mixtures", { method: "mixture" }], ["of a tree alone", { method: "ward", k: 3 }],
  ];

  test.each(calls)("%s goes from 0 to 1 and never back", async (_, options) => {
    const events: AsyncProgress[] = [];
    await clusterSegmentsAsync(table, { ...options, onProgress: (event) => events.push(event), worker });
    const shares = events.map(({ share }) => share);
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(shares).toEqual(shares.slice().sort((a, b) => a - b));
    expect(new Set(events.map(({ stage }) => stage)).size).toBeGreaterThan(3);
    expect(Math.max(...shares.slice(1).map((share, at) => share - shares[at]))).toBeLessThan(0.5);
  });

  test("never falls, whatever stages come, in whatever order", () => {
    const stage = fc.constantFrom("read", "encode", "structure", "linkage", "elbow", "k-means", "silhouettes", "resamples", "mixture", "segments", "stability", "other");
    const event = fc.record({ stage, done: fc.integer({ min: 0, max: 9 }), total: fc.integer({ min: 0, max: 9 }) });
    const options = fc.record({ k: fc.constantFrom(undefined, 3, "auto"), choose: fc.constantFrom(undefined, "stability"), structure: fc.boolean(), resamples: fc.constantFrom(undefined, 1, -1, "x") });
    fc.assert(
      fc.property(fc.constantFrom("clusterSegments" as const, "stability" as const), options, fc.array(event), (call, asked, events) => {
        const shares: number[] = [];
        const report = withShares(call, asked, ({ share }) => shares.push(share));
        events.forEach(report);
        expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1)).toBe(true);
      }),
    );
  });

  test("of stability and of assign, too", async () => {
    const events: AsyncProgress[] = [];
    const onProgress = (event: AsyncProgress): unknown => events.push(event);
    await stabilityAsync(table, { k: 2, resamples: 20, onProgress, worker });
    expect([events[0].share, events.at(-1)]).toEqual([0, { stage: "stability", done: 20, total: 20, share: 1 }]);
    expect(events.find(({ stage }) => stage === "stability")!.share).toBeLessThan(0.5);
    events.length = 0;
    await assignAsync(clusterSegments(table, { k: 2 }), table, { onProgress, worker });
    expect(events.map(({ share }) => share)).toEqual([0, 1]);
  });
});
