// What an attack by strange arguments found: each stands for its kind.
import { expect, test } from "vitest";
import * as api from "../src/index.ts";
import * as plot from "../src/plot/index.ts";
import { errorOf } from "./error-of.ts";

const table = { a: Array.from({ length: 30 }, (_, i) => (i % 7) + 20 * (i % 2)), b: Array.from({ length: 30 }, (_, i) => "xyz"[i % 3]) };
const bare = <T extends object>(value: T): T => Object.setPrototypeOf(value, null);
const any = (value: unknown): never => value as never;

test.each([
  ["a unit that no cell has", () => api.prepare({ a: ["$1", "$2", "$30"] }, { columns: { a: { unit: "€" } } }), { code: "not-of-type", column: "a", row: 0 }],
  ["a unit that is an object", () => api.prepare(table, { columns: { a: { unit: any({}) } } }), { code: "unknown-value", column: "a" }],
  ["a unit that is null", () => api.prepare(table, { columns: { a: { unit: any(null) } } }), { code: "unknown-value", column: "a" }],
  ["a unit that is a symbol", () => api.prepare(table, { columns: { a: { unit: any(Symbol("€")) } } }), { code: "unknown-value", column: "a" }],
  ["thousands that are true", () => api.prepare(table, { columns: { a: { thousands: any(true) } } }), { code: "unknown-value", column: "a" }],
  ["correlations of columns without names", () => plot.correlationPlot({ columns: any([1, 2]), matrix: api.matrix([[1, 0], [0, 1]]) }), { code: "not-correlations" }],
  ["a knee that is a symbol", () => plot.elbowPlot({ k: Int32Array.of(1, 2), inertia: Float64Array.of(2, 1), knee: any(Symbol("knee")) }), { code: "not-a-number" }],
  ["a knee beyond the curve", () => plot.elbowPlot({ k: Int32Array.of(1, 2), inertia: Float64Array.of(2, 1), knee: 7 }), { code: "not-a-number" }],
  ["a typed array without a prototype", () => api.matrix(bare(new Float64Array(2)), 2, 1), { code: "not-an-array" }],
  ["more numbers than there is memory for", () => api.matrix(any(new Array(4294967295)), 1, 4294967295), { code: "too-large" }],
  ["names that are a class", () => api.clusterSegments(table, { k: 2, structure: false, names: any(class Names {}) }), { code: "unknown-value" }],
])("%s: an error that says so", (_, call, fields) => {
  expect(errorOf(call)).toMatchObject(fields);
});

test("a range without a prototype is a range", () => {
  const options = { structure: false, effort: "fast" } as const;
  expect(api.clusterSegments(table, { ...options, k: bare([2, 3] as [number, number]) }).labels).toEqual(api.clusterSegments(table, { ...options, k: [2, 3] }).labels);
});

test("a signal of readCsv that cannot be listened to is an error", async () => {
  await expect(api.readCsv(any("a\n1"), { signal: any({}) })).rejects.toMatchObject({ name: "InputError" });
  const stream = new Response("a\n1\n2\n").body!;
  await expect(api.readCsv(any(stream), { signal: any({ aborted: false }) })).rejects.toMatchObject({ code: "not-an-object", where: "readCsv" });
});
