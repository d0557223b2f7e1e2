import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/input-error.ts";
import { createRandom } from "../../src/core/random.ts";
import { clusterSegments } from "../../src/segment/cluster-segments.ts";
import { libraryVersion, type SegmentModel } from "../../src/segment/model.ts";
import { assign, encode, predict } from "../../src/segment/predict.ts";
import { readModel } from "../../src/segment/read-model.ts";
import { errorOf } from "../error-of.ts";
import { refusedBy, type Schema } from "../json-schema.ts";
import { isLong } from "../long-runs.ts";
import { clusterCases, runs } from "../table-arbitraries.ts";

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as T;
const schema = read<Schema>("../../docs/model.schema.json");

interface Fixture {
  readonly rows: Record<string, string | number | null>[];
  readonly models: readonly { readonly model: SegmentModel; readonly labels: number[] }[];
}

const formats = readdirSync(new URL("../fixtures/models/", import.meta.url)).sort();
const { rows, models } = read<Fixture>("../fixtures/models/1.json");

/** No -0 in a value. */
function hasNegativeZero(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(hasNegativeZero) : Object.is(value, -0);
}

describe("a model", () => {
  test("is the same after JSON, free of -0, one of the schema, and predicts the same", () => {
    fc.assert(
      fc.property(clusterCases(), fc.constantFrom(undefined, "ward" as const, "mixture" as const), ({ columns, options }, method) => {
        const { model, labels } = clusterSegments(columns, { ...options, ...(method === undefined ? {} : { method }) });
        expect(hasNegativeZero(model)).toBe(false);
        const again = readModel(JSON.stringify(model));
        expect(again).toStrictEqual(model);
        expect(readModel(model)).toStrictEqual(model);
        expect(refusedBy(schema, again)).toBeUndefined();
        expect(predict(again, columns)).toEqual(method === "ward" ? predict(model, columns) : labels);
      }),
      runs(1),
    );
  });

  test("says how it was made", () => {
    const table = { a: [1, 2, 8, 9], w: [1, 2, 1, 1] };
    expect(libraryVersion).toBe(read<{ version: string }>("../../package.json").version);
    expect(clusterSegments(table, { k: 2 }).model).toMatchObject({ library: libraryVersion, seed: 42, training: { rows: 4 } });
    expect(clusterSegments(table, { k: 2 }).model.options).not.toHaveProperty("weights");
    expect(clusterSegments(table, { k: 2, weights: "w" }).model.options.weights).toBe("w");
    expect(clusterSegments(table, { k: 2, weights: [1, 2, 1, 1] }).model.options.weights).toBe(true);
  });

  test("holds no -0 where the table and the options do", () => {
    const { model, centroids } = clusterSegments({ a: [-0, -0, -0, 5], b: [-0, 1, 2, 0] }, { k: 2, minShare: -0, features: [{ column: "a", missing: { fill: -0 }, winsorise: [-0, 1] }, "b"] });
    expect(hasNegativeZero(model)).toBe(false);
    expect(model.centroids.flat()).toEqual(Array.from(centroids.data));
  });

  test("of the method ward has the shares of the segments that predict gives", () => {
    const values = Array.from({ length: 60 }, (_, i) => ((i * 37) % 61) + (i % 3) * 9);
    const { model } = clusterSegments({ a: values, b: values.map((x, i) => (x * i) % 17) }, { k: 4, method: "ward" });
    const labels = predict(model, { a: values, b: values.map((x, i) => (x * i) % 17) });
    expect(model.agreement).toBeLessThan(1);
    expect(model.training.shares).toEqual([0, 1, 2, 3].map((s) => labels.filter((label) => label === s).length / 60));
  });
});

describe.each(formats)("the released format %s", (file) => {
  test("loads, and gives the labels that it gave", () => {
    const fixture = read<Fixture>(`../fixtures/models/${file}`);
    expect(fixture.models.length).toBeGreaterThan(2);
    for (const { model, labels } of fixture.models) {
      const loaded = readModel(JSON.stringify(model));
      expect(loaded).toEqual(model);
      expect(Array.from(predict(loaded, fixture.rows))).toEqual(labels);
      expect(refusedBy(schema, model)).toBeUndefined();
    }
  });
});

const model = models[0].model;
const mixed = models[2].model;
const changed = (path: readonly (string | number)[], by: unknown, of: SegmentModel = model): SegmentModel => {
  const copy = structuredClone(of) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((inner, step) => inner[step] as typeof copy, copy);
  if (by === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = by;
  return copy as unknown as SegmentModel;
};

describe("what is wrong is named, with what it must be and the way out", () => {
  test.each<[string, unknown, string]>([
    ["cut off", JSON.stringify(model).slice(0, 999), "readModel: `json` must be the whole JSON text of a model; read the file again, or write it again. Got one that ends in the middle, after 999 characters."],
    ["blank", " \n", "Got a blank text."],
    ["whole, with a quote in a name and more behind it", '{"names":["12\\" screens"]} {}', 'Got "{\\"names\\":'],
    ["no JSON", "{format: 1}", 'Got "{format: 1}".'],
    ["deep nesting", "[".repeat(1e6), "Got one that ends in the middle, after 1000000 characters."],
    ["foreign", { kmeans: [] }, "readModel: `model` must be the `model` of a segmentation, or its JSON parsed. Got an object."],
    ["newer", { ...model, version: 2, library: "3.1.0" }, `\`model.version\` must be at most 1 for version ${libraryVersion} of the library; update audience-segmentation to read this model. Got 2 of version "3.1.0" of the library.`],
    ["older", { ...model, version: 0 }, '`model.version` must be 1; no release wrote another, so make the model again with clusterSegments. Got 0 of version "0.1.0" of the library.'],
    ["a version that is text", { ...model, version: "1" }, '`model.version` must be 1; no release wrote another'],
    ["a number that is null", changed(["features", 2, "center", 0], null), "`model.features[2].center[0]` must be a finite number in [-1e+101, 1e+101]; use the model as it was saved, or make it again. Got null."],
    ["a number too large for JSON", JSON.stringify(model).replace(/"center":\[[^\],]+/, '"center":[1e400'), "`model.features[0].center[0]` must be a finite number in [-1e+101, 1e+101]; use the model as it was saved, or make it again. Got Infinity."],
    ["an unknown part", changed(["features", 0, "centre"], [1]), '`model.features[0]` may hold `type`'],
    ["an unknown part of the whole", JSON.stringify(model).replace("{", '{"__proto__":{"a":1},'), "`model` may hold"],
    ["a part that is gone", changed(["training"], undefined), "`model.training` must be an object; use the model as it was saved, or make it again. Got undefined."],
    ["a name too few", changed(["names"], ["a"]), "`model.names` must be an array of 3"],
    ["a centroid cut short", changed(["centroids", 1], [1]), "`model.centroids[1]` must be an array of 11"],
    ["a label too few", changed(["features", 4, "labels"], ["a"]), "`model.features[4].labels` must be an array of"],
    ["bounds that fall", changed(["training", "features", 0, "bounds", 4], -5), "`model.training.features[0].bounds[4]` must be at least the number before it"],
    ["bounds of a category", changed(["training", "features", 4, "bounds"], model.training.features[0].bounds), "`model.training.features[4].bounds` must be absent for a category"],
    ["shares of fewer levels", changed(["training", "features", 4, "shares"], [1]), "`model.training.features[4].shares` must be an array of"],
    ["knots that fall", changed(["features", 6, "knots", "values", 1], -1), "`model.features[6].knots.values[1]` must be more than the number before it"],
    ["knots that are gone", changed(["features", 6, "knots"], undefined), "`model.features[6].knots` must be an object"],
    ["an order that is gone", changed(["features", 3, "reading", "order"], undefined), "`model.features[3].reading.order` must be an array"],
    ["a day that is none", changed(["features", 2, "reading", "asOf"], "soon"), '`model.features[2].reading.asOf` must be a day such as "2024-01-31"'],
    ["a fill of another type", changed(["features", 0, "missing", "fill"], "x"), "`model.features[0].missing.fill` must be a finite number"],
    ["a mixture of dummies", changed(["mixture", "columns", 0], 5, mixed), "`model.mixture.columns[0]` must be the place of a number"],
    ["a mixture cut short", changed(["mixture", "means"], [1], mixed), "`model.mixture.means` must be an array of"],
    ["a misspelt option", changed(["options", "effort"], "fastt"), '`model.options.effort` must be one of "fast", "balanced", "thorough"; use the model as it was saved, or make it again. Got "fastt"; did you mean "fast"?'],
  ])("%s", (_, json, says) => {
    const error = errorOf(() => readModel(json as string));
    expect(error).toMatchObject({ code: "not-a-model", where: "readModel" });
    expect(error.message).toContain(says);
  });

  test("what is undefined is not there", () => {
    const given = { ...model, agreement: undefined, mixture: undefined, unheardOf: undefined } as unknown as SegmentModel;
    expect(readModel(given)).toStrictEqual(model);
    expect(predict(given, rows)).toEqual(predict(model, rows));
  });

  test("and so it is by all that take a model", () => {
    const broken = changed(["features", 2, "center", 0], null);
    for (const call of [() => predict(broken, rows), () => assign(broken, rows), () => encode(broken, rows)]) {
      expect(errorOf(call)).toMatchObject({ code: "not-a-model", message: expect.stringContaining("`model.features[2].center[0]` must be") });
    }
  });

  test("a segmentation's text, and one with a byte order mark, are read", () => {
    const table = { a: [1, 2, 8, 9] };
    const result = clusterSegments(table, { k: 2 });
    expect(readModel(JSON.stringify(result))).toEqual(result.model);
    expect(readModel(`\ufeff${JSON.stringify(result.model)}`)).toEqual(result.model);
  });
});

describe("hostile models", () => {
  const thrower = { get: () => { throw new TypeError("no"); } };
  test.each<[string, () => unknown]>([
    ["an accessor that throws", () => Object.defineProperty({ ...model }, "names", { ...thrower, enumerable: true })],
    ["a proxy that throws", () => new Proxy({ ...model }, { get: () => { throw new TypeError("no"); } })],
    ["a sparse array", () => changed(["centroids", 0], Array(11))],
    ["an array that makes others", () => changed(["centroids"], Object.assign(structuredClone(model.centroids as never[]), { constructor: 1 }))],
    ["an array without end", () => changed(["reading", "ids"], Array(2 ** 32 - 1))],
    ["itself inside", () => { const copy: Record<string, unknown> = { ...model }; copy["asked"] = [copy]; return copy; }],
    ["a polluted prototype", () => Object.assign(Object.create({ polluted: 1 }), model)],
    ["symbols", () => changed(["names", 0], 0, { ...model, names: [Symbol("x") as never] } as never)],
    ["a function", () => ({ ...model, names: () => [] })],
    ["a Map", () => new Map(Object.entries(model))],
  ])("%s: refused", (_, make) => {
    let made: unknown;
    try { made = make(); } catch { return; } // what cannot even be cloned
    expect(errorOf(() => readModel(made as object)).code).toBe("not-a-model");
    expect(errorOf(() => predict(made as SegmentModel, rows)).code).toBe("not-a-model");
  });

  test("an accessor that changes its mind cannot get past the check", () => {
    let reads = 0;
    const tricky = Object.defineProperty({ ...model }, "names", { get: () => (reads++ < 1 ? model.names : 7), enumerable: true });
    expect(errorOf(() => readModel(tricky)).code).toBe("not-a-model");
  });

  test("-0 is 0", () => {
    const text = JSON.stringify(model).replace(/"minShare":[^,]+/, '"minShare":-0');
    expect(Object.is(readModel(text).options.minShare, 0)).toBe(true);
  });

  test("names of labels may be any", () => {
    const loaded = readModel(JSON.stringify(model).replace('"Web":"Website"', '"__proto__":"x"'));
    expect(Object.keys(loaded.asked[4].labels!)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["Web"]).toBeUndefined();
  });

  test("very many levels and segments neither hang nor overflow", () => {
    const levels = Array.from({ length: 20_000 }, (_, i) => String(i));
    const many = { ...structuredClone(model) } as unknown as Record<string, unknown>;
    const ones = levels.map(() => 1);
    const category = { ...model.features[4], levels, labels: levels, center: ones, scale: ones };
    many["features"] = [category];
    many["asked"] = [model.asked[4]];
    many["centroids"] = [ones, ones];
    many["names"] = ["a", "b"];
    many["training"] = { rows: 1, shares: [1, 0], features: [{ shares: [0, ...ones.map(() => 0)] }] };
    expect(predict(readModel(many), rows.slice(0, 9))).toHaveLength(9);
    const number = model.features[0];
    const k = 5000;
    const segments = { ...model, features: [number], asked: [model.asked[0]], centroids: Array.from({ length: k }, (_, i) => [i]), names: Array.from({ length: k }, String), training: { rows: 1, shares: Array(k).fill(0), features: [model.training.features[0]] } };
    expect(assign(readModel(segments), rows.slice(0, 2)).margin.every((margin) => margin >= 0)).toBe(true);
  });
});

/** All ways into a value. */
function waysInto(value: unknown): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => waysInto(inner).map((way) => [Array.isArray(value) ? Number(key) : key, ...way]))];
}

const wrongs: readonly unknown[] = [
  undefined, null, 0, -0, -1, 1, 0.5, 1e300, -1e300, 5e-324, NaN, Infinity, "", "x", "__proto__", [], {}, [null], ["x"], [0], true, false, [[]], { a: 1 }, 2 ** 53, Array(3), "9999-99-99",
];

const mutants = isLong ? 10_000 : 300;

test(`of ${mutants} mutated models each is refused, or places rows; those that the schema refuses are refused`, () => {
  const random = createRandom(17, 99);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
  let [refused, taken] = [0, 0];
  for (let i = 0; i < mutants; i++) {
    let mutant = pick(models).model;
    for (let times = 1 + Math.floor(random() * 2); times > 0; times--) {
      const ways = waysInto(mutant).filter((way) => way.length > 0);
      const way = pick(ways);
      const values = [...wrongs, pick(ways).reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], mutant)];
      mutant = random() < 0.1 ? changed([...way.slice(0, -1), pick(["__proto__x", "constructor", "extra"])], 1, mutant) : changed(way, pick(values), mutant);
    }
    const text = JSON.stringify(mutant);
    let loaded: SegmentModel | undefined;
    try {
      loaded = readModel(random() < 0.5 ? mutant : text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      expect(error).toMatchObject({ code: "not-a-model", where: "readModel" });
      refused++;
    }
    if (loaded === undefined) continue;
    taken++;
    expect(refusedBy(schema, JSON.parse(JSON.stringify(loaded)))).toBeUndefined();
    try {
      for (const label of assign(loaded, rows).labels) expect(label >= -1 && label < loaded.names.length).toBe(true);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      expect(error.where).toBe("assign");
    }
  }
  expect([refused > 0.3 * mutants, taken > 0.05 * mutants]).toEqual([true, true]);
});
