import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { assignAsync, clusterSegmentsAsync, stabilityAsync } from "../../src/async/index.ts";
import { clusterSegments, InputError } from "../../src/index.ts";
import { createRandom } from "../../src/core/random.ts";
import { mockWorker, outcomeOf, thread } from "./workers.ts";
import { isLong } from "../long-runs.ts";

const [aborts, rows] = isLong ? [100, 20_000] : [3, 3000];

const small = { a: [1, 2, 3, 9, 8, 7], b: ["x", "y", "x", "y", "x", "y"] };
const numbers = (n: number, seed: number): Float64Array => {
  const random = createRandom(seed, 1);
  return Float64Array.from({ length: n }, () => Math.round(1000 * random()));
};
const large = { a: numbers(rows, 1), b: numbers(rows, 2), c: numbers(rows, 3) };

const gone = { timeout: 10_000, interval: 5 }; // on a machine that has much else to do

/** A thread, and whether it still runs. */
function watched(): { make: () => Worker; running: () => number } {
  let count = 0;
  const make = (): Worker => {
    count++;
    return thread().on("exit", () => count--);
  };
  return { make, running: () => count };
}

describe("a signal", () => {
  test("that is aborted rejects with its reason, and no worker is made", async () => {
    for (const reason of [new Error("late"), "text", undefined]) {
      const signal = AbortSignal.abort(reason);
      const made = clusterSegmentsAsync(small, { signal, worker: () => expect.fail("a worker was made") });
      await expect(made).rejects.toBe(signal.reason);
    }
    await expect(clusterSegmentsAsync(small, { signal: { aborted: true, reason: "own" }, worker: mockWorker })).rejects.toBe("own");
    await expect(clusterSegmentsAsync(small, { signal: { aborted: true }, worker: mockWorker })).rejects.toMatchObject({ name: "AbortError" });
  });

  test(`ends the call at any moment, ${aborts} of them (100 in test/long), with its reason, and the thread is gone`, { timeout: 120_000 }, async () => {
    const { make, running } = watched();
    const random = createRandom(42, 7);
    const late: number[] = [];
    const begun = performance.now();
    await clusterSegmentsAsync(large, { worker: make });
    const whole = performance.now() - begun; // nearly all calls are not over at 0.6 of it, however fast the machine is
    for (let t = 0; t < aborts; t++) {
      const control = new AbortController();
      const reason = new Error(`stop ${t}`);
      let at = 0;
      const timer = setTimeout(() => {
        at = performance.now();
        control.abort(reason);
      }, 0.6 * whole * random());
      const ended = await clusterSegmentsAsync(large, { signal: control.signal, worker: make }).catch((error: unknown) => error);
      clearTimeout(timer);
      await expect.poll(running, gone).toBe(0);
      if (at === 0) continue; // it was over before
      expect(ended).toBe(reason);
      late.push(performance.now() - at);
    }
    expect(late.length).toBeGreaterThan(aborts / 2);
    if (isLong) expect(late.sort((a, b) => a - b)[50], `ms: ${late.map(Math.round)}`).toBeLessThan(100); // how fast is no matter of every run
  });

  test("of the caller's own is looked at when there is progress, and a listener may end the call by an error", async () => {
    const { make, running } = watched();
    const signal = { aborted: false, reason: "enough" };
    const onProgress = ({ share }: { share: number }): void => void (signal.aborted = share > 0);
    await expect(clusterSegmentsAsync(large, { signal, onProgress, worker: make })).rejects.toBe("enough");
    const thrown = new Error("of the listener");
    const throws = (): never => {
      throw thrown;
    };
    await expect(clusterSegmentsAsync(large, { onProgress: throws, worker: make })).rejects.toBe(thrown);
    await expect.poll(running, gone).toBe(0);
  });

  test("is listened to no longer than the call lasts", async () => {
    let listeners = 0;
    const signal = { aborted: false, addEventListener: () => void listeners++, removeEventListener: () => void listeners-- };
    await clusterSegmentsAsync(small, { signal, worker: mockWorker });
    expect(listeners).toBe(0);
    await expect(clusterSegmentsAsync(small, { k: 9, signal, worker: mockWorker })).rejects.toBeInstanceOf(InputError);
    expect(listeners).toBe(0);
    const halved = { k: 2, resamples: 8, signal, worker: mockWorker } as const; // in two workers
    await stabilityAsync(small, halved);
    expect(listeners).toBe(0);
    await expect(stabilityAsync(small, { ...halved, k: 9 })).rejects.toBeInstanceOf(InputError);
    expect(listeners).toBe(0);
  });
});

describe("what cannot be sent", () => {
  const codeOf = async (source: object, options: object): Promise<unknown> => {
    const found = await outcomeOf(() => clusterSegmentsAsync(source as never, { worker: mockWorker, ...options }));
    const { is, code, where, column, row, message } = found as Record<string, unknown>;
    expect([is, where]).toEqual(["InputError", "clusterSegmentsAsync"]);
    return { code, message, ...(column === undefined ? {} : { column }), ...(row === undefined ? {} : { row }) };
  };

  test.each<[string, object, RegExp]>([
    ["names", { names: () => "a" }, /`names`.*an array of texts/], ["names", { names: class {} }, /`names`/], ["columns.b.labels.x", { columns: { b: { labels: { x: Symbol("y") } } } }, /`columns\.b\.labels\.x`/],
    ["features[1].order", { features: ["a", { column: "b", order: () => [] }] }, /`features\[1\]\.order`/], ["profile.0", { profile: [new WeakMap()] }, /`profile\.0`.*WeakMap/],
  ])("in options: %s", async (_, options, said) => {
    expect(await codeOf(small, options)).toEqual({ code: "not-cloneable", message: expect.stringMatching(said) });
  });

  test("in cells, of columns and of rows", async () => {
    const cells = [() => 1, Symbol("s"), new Proxy({}, {}), new WeakSet()];
    for (const cell of cells) {
      const at = { code: "not-cloneable", column: "b", row: 1, message: expect.stringContaining("must be a number") };
      expect(await codeOf({ a: [1, 2, 3], b: [1, cell, 3] }, {})).toEqual(at);
      expect(await codeOf([{ a: 1, b: 1 }, { a: 2, b: cell }, { a: 3, b: 3 }], {})).toEqual(at);
    }
    const late = Array.from({ length: 40_000 }, (_, i) => (i === 39_000 ? cells[0] : i));
    expect(await codeOf({ a: late }, {})).toMatchObject({ column: "a", row: 39_000 });
  });

  test("in a model, however deep, also in one that holds itself", async () => {
    const model = { ...clusterSegments(small, { k: 2 }).model, more: [{ kept: 1 }, { call: () => 1 }] };
    const saying = (said: RegExp): object => ({ is: "InputError", code: "not-cloneable", where: "assignAsync", message: expect.stringMatching(said) });
    const assigned = (given: object): Promise<unknown> => outcomeOf(() => assignAsync(given as never, small, { worker: mockWorker }));
    expect(await assigned(model)).toMatchObject(saying(/`model\.more\.1\.call` must be data/));
    const round: Record<string, unknown> = {};
    expect(await assigned({ ...model, more: Object.assign(round, { round, call: () => 1 }) })).toMatchObject(saying(/`model\.more(?:\.round)+` must be data/));
  });

  test("of options that are no options", async () => {
    expect(await codeOf(small, { transfr: true })).toMatchObject({ code: "unknown-option", message: expect.stringContaining('did you mean "transfer"?') });
    expect(await codeOf(small, { transfer: "yes" })).toMatchObject({ code: "unknown-value" });
    expect(await codeOf(small, { worker: "worker.js" })).toMatchObject({ code: "not-a-function" });
    expect(await codeOf(small, { worker: () => ({}) })).toMatchObject({ code: "not-a-worker" });
    expect(await codeOf(small, { worker: () => undefined })).toMatchObject({ code: "not-a-worker" });
    expect(await codeOf(small, { onProgress: 7 })).toMatchObject({ code: "not-a-function" });
    expect(await codeOf(small, { signal: 7 })).toMatchObject({ code: "not-an-object" });
  });
});

test("anything as one of the options of the worker is taken or is an InputError", async () => {
  for (const option of ["signal", "onProgress", "transfer", "worker"]) {
    for (const value of [null, 7, "x", [], {}, new Map(), NaN, 1n, Symbol("s")]) {
      expect(await outcomeOf(() => clusterSegmentsAsync(small, { worker: mockWorker, [option]: value as never }))).toMatchObject({ is: "InputError" });
    }
  }
  for (const options of [null, 7, "k", [], new Map()]) {
    expect(await outcomeOf(() => clusterSegmentsAsync(small, options as never))).toMatchObject({ code: "not-an-object" });
  }
});

describe("transfer", () => {
  const table = (): { a: Float64Array; b: Float64Array; c: Int32Array } => {
    const buffer = new ArrayBuffer(160);
    const a = new Float64Array(buffer, 0, 10).map((_, i) => i * i);
    new Float64Array(buffer, 0, 10).set(a);
    return { a: new Float64Array(buffer, 0, 10), b: new Float64Array(buffer, 80, 10).map((_, i) => i % 3), c: Int32Array.from(a, (one) => one % 7) };
  };

  test.each([["a mock", mockWorker], ["a thread", thread]])("by %s detaches the columns and the weights; a copy leaves them as they are", async (_, worker) => {
    const [columns, weights] = [table(), Float64Array.from({ length: 10 }, (_, i) => 1 + (i % 2))];
    const expected = clusterSegments(columns, { k: 2, weights });
    const given = { k: 2, weights, worker: worker as never };
    expect(await clusterSegmentsAsync(columns, given)).toStrictEqual(structuredClone(expected));
    expect([columns.a.length, columns.c.length, weights.length]).toEqual([10, 10, 10]);
    expect(await clusterSegmentsAsync(columns, { ...given, transfer: true })).toStrictEqual(structuredClone(expected));
    expect([columns.a.length, columns.b.length, columns.c.length, weights.length]).toEqual([0, 0, 0, 0]);
    const again = await outcomeOf(() => clusterSegmentsAsync(columns, { k: 2, worker: worker as never }));
    expect(again).toMatchObject({ code: "detached", column: "a" });
    expect(await outcomeOf(() => clusterSegmentsAsync(table(), { ...given, weights }))).toMatchObject({ code: "detached" });
  });

  test("of a Matrix, and of one that went before", async () => {
    const x = { data: Float64Array.of(1, 2, 8, 9), rows: 4, cols: 1 };
    await clusterSegmentsAsync(x, { k: 2, transfer: true, worker: mockWorker });
    expect(x.data.length).toBe(0);
    expect(await outcomeOf(() => clusterSegmentsAsync(x, { worker: mockWorker }))).toMatchObject({ code: "detached" });
  });

  test("leaves what cannot load the worker its columns, and shares what is shared", async () => {
    const columns = table();
    const nowhere = (): Worker => new Worker(new URL("nowhere.js", import.meta.url));
    await expect(clusterSegmentsAsync(columns, { transfer: true, worker: nowhere })).rejects.toMatchObject({ name: "WorkerError" });
    expect(columns.a.length).toBe(10);
    const shared = new Float64Array(new SharedArrayBuffer(80));
    shared.set([1, 2, 3, 9, 8, 7, 1, 2, 3, 9]);
    await clusterSegmentsAsync({ shared }, { k: 2, transfer: true, worker: thread });
    expect(Array.from(shared)).toEqual([1, 2, 3, 9, 8, 7, 1, 2, 3, 9]);
  });

  test("of a buffer that others hold is an error that says so", async () => {
    const refuses = (): object => ({
      ...mockWorker(),
      postMessage: (_: unknown, { length }: ArrayBuffer[]): void => {
        if (length > 0) throw new DOMException("could not be transferred", "DataCloneError");
      },
    });
    const given = { k: 2, transfer: true, worker: refuses as never };
    expect(await outcomeOf(() => clusterSegmentsAsync(table(), given))).toMatchObject({ code: "not-cloneable", message: expect.stringContaining("without `transfer`") });
  });
});

describe("a worker that fails", () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-"));
  const script = (name: string, text: string): (() => Worker) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return () => new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 32 }, stderr: true });
  };
  const ready = 'import { parentPort } from "node:worker_threads";\nparentPort.on("message", take); parentPort.postMessage({ kind: "ready" });\n';

  test.each<[string, () => unknown, RegExp]>([
    ["is not there", () => new Worker(join(folder, "nowhere.mjs")), /could not be loaded; .* `worker`/],
    ["cannot be made", () => { throw new Error("forbidden"); }, /could not be made.*\(forbidden\)/],
    ["is no script", script("broken.mjs", "<!doctype html>"), /could not be loaded/],
    ["ends", script("ends.mjs", ""), /ended with code 0/],
    ["exits", script("exits.mjs", `${ready}function take() { process.exit(7); }`), /ended with code 7/],
    ["throws", script("throws.mjs", `${ready}function take() { throw new Error("own"); }`), /died \(own\)/],
    ["runs out of memory", script("memory.mjs", `${ready}function take() { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }`), /died \(.*memory/],
    ["cannot make the call", script("fails.mjs", `${ready}function take() { parentPort.postMessage({ kind: "failure", said: "RangeError: too large", error: new RangeError("too large") }); }`), /failed in the worker with RangeError: too large/],
  ])("because it %s is told, and settles", async (_, worker, said) => {
    const error: unknown = await clusterSegmentsAsync(small, { worker: worker as never }).then(() => undefined, (reason: unknown) => reason);
    expect(error).toMatchObject({ name: "WorkerError", message: expect.stringMatching(said) });
    expect(error).not.toBeInstanceOf(InputError);
  });

  test("because it says nothing is told after half a minute", async () => {
    const { vi } = await import("vitest");
    vi.useFakeTimers();
    const silent = { postMessage: () => {}, terminate: () => {}, addEventListener: () => {} };
    const call = outcomeOf(() => clusterSegmentsAsync(small, { worker: () => silent }));
    await vi.advanceTimersByTimeAsync(31_000);
    vi.useRealTimers();
    expect(await call).toMatchObject({ name: "WorkerError", message: expect.stringContaining("30 seconds") });
    rmSync(folder, { recursive: true });
  });
});

const calls = isLong ? 300 : 9;

test(`${calls} calls (300 in test/long) leave no thread, no timer and no memory`, { timeout: 300_000 }, async () => {
  const { make, running } = watched();
  const kinds = (): string[] => process.getActiveResourcesInfo().filter((kind) => /Timeout|Worker|MessagePort/.test(kind)).sort();
  const before = kinds();
  const used: number[] = [];
  for (let t = 0; t < calls; t++) {
    await clusterSegmentsAsync(small, { k: 2, worker: make });
    used.push(process.memoryUsage().heapUsed);
  }
  expect(running()).toBe(0);
  expect(kinds().length).toBeLessThanOrEqual(before.length + 1); // the test runner has one of its own
  const least = (part: number[]): number => Math.min(...part);
  const third = Math.floor(calls / 3);
  expect(least(used.slice(-third)) - least(used.slice(0, third))).toBeLessThan(8e6);
});
