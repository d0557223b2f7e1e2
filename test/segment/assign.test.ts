import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toMatrix } from "../../src/encode/encoded-rows.ts";
import { assign, clusterSegments, encode, matrix, parseCsv, predict, prepare } from "../../src/index.ts";
import { encodeRows } from "../../src/segment/predict.ts";
import { tieFree } from "../arbitraries.ts";
import { errorOf } from "../error-of.ts";
import { distanceOf, rowsOf } from "../rows.ts";
import { clusterCases, runs, toRows } from "../table-arbitraries.ts";

const revive = <T>(model: T): T => JSON.parse(JSON.stringify(model));

test("the labels are those of predict, for the segmentation as for its model, before JSON and after, for a table as for its rows", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom("ward-kmeans" as const, "ward" as const), ({ columns, rows, options }, method) => {
      const result = clusterSegments(columns, { ...options, method });
      const found = assign(result, columns);
      expect(found.labels).toEqual(predict(result.model, columns));
      expect(assign(revive(result.model), toRows(columns, rows))).toEqual(found);
      expect(structuredClone(found)).toEqual(found);
      toRows(columns, rows).slice(0, 3).forEach((row, i) => expect([i, assign(result.model, row).labels[0]]).toEqual([i, found.labels[i]]));
    }),
    runs(0.5),
  );
});

test("a row by itself has the segment, the distance and the margin that it has among others, to the bit", () => {
  fc.assert(
    fc.property(clusterCases(), fc.constantFrom("ward-kmeans" as const, "mixture" as const), ({ columns, rows, options }, method) => {
      const { model } = clusterSegments(columns, { ...options, method });
      const { labels, distance, margin, memberships } = assign(model, columns);
      toRows(columns, rows).forEach((row, i) => {
        const own = assign(model, [row]);
        expect([own.labels[0], own.distance[0], own.margin[0]]).toEqual([labels[i], distance[i], margin[i]]);
        if (memberships !== undefined) expect(own.memberships!.data).toEqual(memberships.data.slice(i * memberships.cols, (i + 1) * memberships.cols));
      });
      const backwards = assign(model, toRows(columns, rows).reverse());
      expect([backwards.distance.reverse(), backwards.margin.reverse()]).toEqual([distance, margin]);
    }),
    runs(0.5),
  );
});

test("margins are those of centroids that lie near each other, too", () => {
  const a = Array.from({ length: 40 }, (_, i) => i + (i % 3) / 4);
  const { model } = clusterSegments({ a }, { k: 8, structure: false });
  const centroids = model.centroids.map(([centroid]) => centroid).sort((x, y) => x - y);
  const borders = centroids.slice(1).map((centroid, at) => (centroid + centroids[at]) / 2);
  expect(Math.max(...centroids.slice(1).map((centroid, at) => centroid - centroids[at]))).toBeLessThan(1);
  const x = encode(model, { a }).data;
  assign(model, { a }).margin.forEach((margin, row) => expect(margin).toBeCloseTo(Math.min(...borders.map((border) => Math.abs(x[row] - border))), 9));
});

test("distances are to the nearest centroid, and margins to the nearest plane midway between two", () => {
  fc.assert(
    fc.property(clusterCases(), ({ columns, options }) => {
      const { model, k } = clusterSegments(columns, options);
      const { labels, distance, margin } = assign(model, columns);
      const rows = rowsOf(toMatrix("f", encodeRows("f", model, columns)));
      const kept = Array.from(labels.keys()).filter((row) => labels[row] >= 0);
      rows.forEach((cells, i) => {
        const row = kept[i];
        const own = model.centroids[labels[row]];
        expect(distance[row]).toBeCloseTo(Math.min(...model.centroids.map((centroid) => distanceOf(cells, centroid))), 9);
        if (k === 1) expect(margin[row]).toBe(Infinity);
        const planes = model.centroids.filter((other) => distanceOf(own, other) > 0).map((other) => {
          const middle = own.map((x, j) => (x + other[j]) / 2);
          return own.reduce((sum, x, j) => sum + ((x - other[j]) / distanceOf(own, other)) * (cells[j] - middle[j]), 0);
        });
        if (planes.length === k - 1) expect(margin[row]).toBeCloseTo(Math.max(0, Math.min(Infinity, ...planes)), 7);
        expect(margin[row]).toBeGreaterThanOrEqual(0);
      });
    }),
    runs(0.5),
  );
});

test("a row that the model drops has -1 and NaN", () => {
  const { model } = clusterSegments({ a: [1, null, 2, 9, 10] }, { features: [{ column: "a", missing: "drop" }], k: 2 });
  const { labels, distance, margin } = assign(model, { a: [1.5, null] });
  expect([labels, distance[1], margin[1]]).toEqual([Int32Array.of(0, -1), NaN, NaN]);
});

test("midway between two centroids the margin is 0", () => {
  fc.assert(
    fc.property(tieFree({ minRows: 6, maxRows: 12, maxCols: 9 }), (x) => {
      const { model, segments } = clusterSegments(x, { k: 2, effort: "fast" });
      const [one, two] = segments.map(({ means }) => Object.values(means));
      const { margin } = assign(model, matrix([one.map((mean, j) => (mean + two[j]) / 2)]));
      expect(margin[0]).toBeCloseTo(0, 9);
      expect(margin[0]).toBeGreaterThanOrEqual(0);
    }),
  );
});

/** An export of a shop in May or, with dates and amounts beyond May's, in June. */
const two = (x: number): string => String(x).padStart(2, "0");
const head = "id;last order;spent;news;plan;age;size;rare";
const line = (i: number, month = 4): string =>
  `C${100 + i};${two(1 + ((i * 7) % 28))}.${two(month + (i % 2))}.2024;${i % 3 ? "1.2" : ""}${two((i * 37) % 90)},50 €;${i % 4 ? "ja" : "nein"};${["Basic", "Pro", "Team"][i % 3]};${i === 5 ? "NA" : 20 + ((i * 13) % 50)};${["S", "M", "L"][(i * 5) % 3]};${i % 60 < 55 ? "often" : `r${i % 60}`}`;
const text = (lines: readonly string[]): string => [head, ...lines].join("\n");
const lines = (month = 4): string[] => Array.from({ length: 120 }, (_, i) => line(i, month));
const may = parseCsv(text(lines()));
const options = { columns: { size: { order: ["S", "M", "L"] }, rare: { poolBelow: 0.05 } }, effort: "fast", k: 4 } as const;
const result = clusterSegments(may, options);
const model = revive(result.model);

describe("a model of an export", () => {
  test("holds how each column is read, and who the rows are", () => {
    expect(model.features.map(({ reading }) => reading)).toEqual([
      { column: "last order", type: "date", dateOrder: "dmy", span: ["2024-04-01", "2024-05-22"], asOf: "2024-05-22" }, { column: "spent", type: "number", decimal: ",", unit: "€" },
      { column: "news", type: "boolean" }, { column: "plan", type: "category" }, { column: "age", type: "number", unit: "" },
      { column: "size", type: "ordered", order: ["S", "M", "L"] }, { column: "rare", type: "category" },
    ]);
    expect(model.reading.ids).toEqual(["id"]);
  });

  test("takes numbers as they were written: no unit, no separators and no other mark where there were none", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ visits: (i * 7) % 100, spend: ((i * 37) % 1000) / 10 + 0.05 }));
    const plain = clusterSegments(rows, { effort: "fast", structure: false, k: 2 }).model;
    const written = (of: (row: { visits: number; spend: number }) => object) => errorOf(() => assign(plain, rows.map(of)));
    expect(written((row) => ({ ...row, visits: `${row.visits} %` }))).toMatchObject({ code: "not-of-type", column: "visits", row: 0 });
    expect(written((row) => ({ ...row, visits: `$${row.visits}` }))).toMatchObject({ code: "not-of-type", column: "visits" });
    expect(written((row) => ({ ...row, spend: String(row.spend).replace(".", ",") }))).toMatchObject({ code: "not-of-type", column: "spend" });
    expect(written((row) => ({ ...row, spend: row.spend === 0.05 ? "58,123" : row.spend }))).toMatchObject({ code: "not-of-type", column: "spend" });
    expect(assign(plain, rows.map((row) => ({ visits: String(row.visits), spend: String(row.spend) }))).labels).toEqual(predict(plain, rows));
  });

  test("takes numbers of a program, whatever mark the texts had, and large ones with separators beside a fraction", () => {
    expect(assign(model, { id: "x", "last order": "01.05.2024", news: "ja", plan: "free", age: 30, size: "S", rare: "x", spent: 12.5 } as never).notices.map(({ code }) => code)).not.toContain("gaps-placed");
    const prices = Array.from({ length: 40 }, (_, i) => `${10 + 23 * i}.35`);
    const priced = clusterSegments(parseCsv(`price,n\n${prices.map((price, i) => `${price},${i % 5}`).join("\n")}`), { effort: "fast", structure: false, k: 2 }).model;
    expect(assign(priced, { price: ["1,050.50"], n: [1] }).labels).toEqual(assign(priced, { price: [1050.5], n: [1] }).labels);
    expect(errorOf(() => assign(priced, { price: ["1,050"], n: [1] }))).toMatchObject({ code: "not-of-type", column: "price" });
  });

  test("takes days far from those of training for none, wherever they stand", () => {
    const dated = { day: Array.from({ length: 40 }, (_, i) => `2024-0${1 + (i % 9)}-11`), n: Array.from({ length: 40 }, (_, i) => i % 7) };
    const { model: of, labels } = clusterSegments(dated, { effort: "fast", structure: false, k: 3 });
    const gap = assign(of, { day: null, n: 3 } as never);
    for (const day of ["2999-12-31", "2099-12-31", "1900-01-01", "1970-01-01", "9999-12-31"]) expect(assign(of, { day, n: 3 } as never).distance).toEqual(gap.distance);
    expect(predict(of, dated)).toEqual(labels);
    expect(assign(of, { day: "2025-12-01", n: 3 } as never).notices).toEqual([]);
  });

  test("takes levels that are numbers by their value, and k for thousands in any piece", () => {
    const table = { shoe: Array.from({ length: 40 }, (_, i) => ["1.0", "2.0", "n/k"][i % 3]), fans: Array.from({ length: 40 }, (_, i) => `${11 + i}K`) };
    const { model: of, labels } = clusterSegments(table, { effort: "fast", structure: false, k: 3 });
    expect(of.features.map(({ reading: { type } }) => type)).toEqual(["category", "number"]);
    expect(table.shoe.map((shoe, i) => predict(of, { shoe: shoe === "n/k" ? shoe : Number(shoe), fans: table.fans[i] } as never)[0])).toEqual([...labels]);
  });

  test("tells of a number that has moved as a whole", () => {
    const n = 40;
    const of = (factor: number): object => ({ big: Array.from({ length: n }, (_, i) => factor * ((i * 37) % 900)), m: Array.from({ length: n }, (_, i) => i % 3) });
    const { model: trained } = clusterSegments(of(1) as never, { effort: "fast", structure: false, k: 2 });
    expect(assign(trained, of(100) as never).notices).toEqual([{ code: "beyond-training", column: "big", figures: { cells: expect.any(Number), rows: n, bound: expect.any(Number), side: "above" } }]);
    expect(assign(trained, of(1.2) as never).notices).toEqual([]);
  });

  test("places the export, any row of it alone, and what prepare makes of it, to the bit", () => {
    expect(predict(model, may)).toEqual(result.labels);
    expect(lines().map((row) => predict(model, parseCsv(text([row])))[0])).toEqual(Array.from(result.labels));
    const prepared = prepare(may, { columns: options.columns });
    expect(predict(model, prepared)).toEqual(result.labels);
    expect(encode(model, prepared)).toEqual(encode(result, may));
    const later = prepare(may, { columns: options.columns, asOf: "2024-12-31" }); // its days are counted from another day
    expect(predict(model, later)).toEqual(result.labels);
    const again = clusterSegments(prepared, { effort: "fast", k: 4 });
    expect([again.labels, again.model.features]).toEqual([result.labels, result.model.features]);
  });

  test("reads and uses another table in the same way by what it asked", () => {
    const again = clusterSegments(may, { features: model.asked, effort: "fast", k: 4 });
    expect([again.labels, again.centroids]).toEqual([result.labels, result.centroids]);
  });

  test("places June's rows with new gaps and categories, and counts each", () => {
    const june = lines(6);
    june[0] = june[0].replace("Basic", "Gold");
    june[1] = june[1].replace(/;\d+;/, ";;");
    june[2] = june[2].replace(/;[SML];/, ";XL;");
    june[3] = june[3].replace(/(ja|nein)/, "vielleicht");
    june[4] = june[4].replace(/often/, "never seen");
    june[6] = june[6].replace(/;[^;]*$/, ";");
    const placed = assign(model, parseCsv(text(june)));
    expect(Array.from(placed.labels).every((label) => label >= 0)).toBe(true);
    expect(placed.notices.map(({ code, column, figures }) => [code, column, figures])).toEqual([
      ["unseen-placed", "news", { cells: 1, rows: 120, examples: ["vielleicht"] }], ["unseen-placed", "plan", { cells: 1, rows: 120, examples: ["Gold"] }],
      ["gaps-placed", "age", { cells: 2, rows: 120, as: model.features[4].missing.policy === "fill" ? model.features[4].missing.fill : 0 }],
      ["unseen-placed", "size", { cells: 1, rows: 120, examples: ["XL"], as: 1 }], ["gaps-placed", "rare", { cells: 1, rows: 120 }], ["unseen-placed", "rare", { cells: 1, rows: 120, examples: ["never seen"], as: "(rare)" }],
    ]);
    expect(placed.warnings.length).toBe(placed.notices.length);
    expect(errorOf(() => assign(model, parseCsv(text(june)), { unseen: "error" }))).toMatchObject({ code: "unseen-category", where: "assign" });
    expect(errorOf(() => assign(model, parseCsv(text(june)), { missing: "error" }))).toMatchObject({ code: "missing-value", where: "assign", column: "age" });
  });

  test("refuses a column most of which it has not seen, in 20 rows or more, and another currency", () => {
    const coded = (rows: number) => parseCsv(text(lines().slice(0, rows).map((row) => row.replace(/(Basic|Pro|Team)/, "X-1"))));
    expect(errorOf(() => assign(model, coded(20)))).toMatchObject({ code: "coded-otherwise", column: "plan" });
    expect(assign(model, coded(19)).notices).toMatchObject([{ column: "plan", figures: { cells: 19 } }, { column: "age" }]);
    expect(errorOf(() => predict(model, parseCsv(text([line(0).replace("€", "$")]))))).toMatchObject({ code: "not-of-type", column: "spent", row: 0 });
  });
});

describe("a category that an order lacks", () => {
  const order = ["S", "M", "L"];
  const sizes = Array.from({ length: 40 }, (_, i) => order[i % 3]);
  const spent = Float64Array.from(sizes, (_, i) => (i % 3) * 10 + (i % 7));
  const table = { size: ["XL", null, ...sizes.slice(2)], spent };
  const modelWith = (missing: "median" | "error" | "drop") =>
    clusterSegments({ size: sizes, spent }, { columns: { size: { order, missing } }, k: 3, effort: "fast", structure: false }).model;

  test("is filled as a gap is, and is none: of gaps alone an error can be asked", () => {
    const model = modelWith("median");
    const { labels, notices } = assign(model, table);
    expect(notices).toEqual([
      { code: "gaps-placed", column: "size", figures: { cells: 1, rows: 40, as: 1 } },
      { code: "unseen-placed", column: "size", figures: { cells: 1, rows: 40, examples: ["XL"], as: 1 } },
    ]);
    expect(labels).toEqual(predict(model, { size: ["M", "M", ...sizes.slice(2)], spent }));
    const whole = { size: ["XL", ...sizes.slice(1)], spent };
    expect(predict(model, whole, { missing: "error" })).toEqual(predict(model, whole));
    expect(errorOf(() => assign(model, table, { missing: "error" }))).toMatchObject({ code: "missing-value", column: "size", row: 1 });
    expect(errorOf(() => assign(model, table, { unseen: "error" }))).toMatchObject({ code: "unseen-category", column: "size", row: 0 });
  });

  test("is an error where nothing fills it, and drops its row where gaps do", () => {
    expect(errorOf(() => assign(modelWith("error"), table))).toMatchObject({ code: "unseen-category", column: "size", row: 0 });
    const { labels, notices } = assign(modelWith("drop"), table);
    expect(Array.from(labels.keys()).filter((row) => labels[row] < 0)).toEqual([0, 1]);
    expect(notices).toMatchObject([{ code: "unseen-placed", figures: { cells: 1 } }]);
  });
});

test("a missing date is told of the column as the source names it", () => {
  const day = (i: number): string => `2024-05-${10 + (i % 20)}`;
  const dates = Array.from({ length: 40 }, (_, i) => day(i * 7));
  const { model } = clusterSegments({ day: dates }, { k: 2, structure: false });
  expect(errorOf(() => assign(model, { day: [day(1), "NA"] }, { missing: "error" }))).toMatchObject({ code: "missing-value", column: "day", row: 1 });
  expect(errorOf(() => clusterSegments({ day: [...dates, null] }, { missing: "error" }))).toMatchObject({ code: "missing-value", column: "day", row: 40 });
});

describe("numbers below all of training", () => {
  const spent = [0.5, ...Array.from({ length: 39 }, (_, i) => 1 + i * i)];
  const said = (options: object, column: readonly (number | null)[]) =>
    assign(clusterSegments({ spent }, { k: 2, structure: false, winsorise: false, ...options }), { spent: column }).notices;

  test("count as the least where logarithms or roots are taken, and are counted", () => {
    for (const transform of ["log1p", "sqrt"] as const) {
      expect(said({ transform }, [-3, 0, 0.5, 7, null])).toEqual([
        expect.objectContaining({ code: "gaps-placed" }),
        { code: "below-training", column: "spent", figures: { cells: 2, rows: 5, least: 0.5 } },
      ]);
      expect(said({ transform }, [0.5, 7, 5000])).toEqual([]);
    }
  });

  test("are not told of where numbers are taken as they are, by rank, or held at both ends by winsorising", () => {
    expect(said({ transform: "none" }, [-3, 0])).toEqual([]);
    expect(said({ transform: "rank" }, [-3, 0])).toEqual([]);
    expect(said({ transform: "log1p", winsorise: [0.01, 0.99] }, [-3, 0])).toEqual([]);
  });
});

test("a missing cell that is an error because the caller asked for it says so; of a model that allows none, it speaks of policies", () => {
  const table = { a: [1, 2, 8, 9] };
  const of = (missing?: "error") => errorOf(() => assign(clusterSegments(table, { k: 2, missing }), [{ a: null }], { missing: "error" })).message;
  expect(of()).toContain('must not be missing with `missing: "error"`; leave that out to place the row as in training');
  expect(of("error")).toContain("unless the feature has a `missing` policy");
});

describe("complaints", () => {
  const { model } = clusterSegments({ a: [1, 2, 8, 9] }, { k: 2 });
  test.each<[string, () => unknown, object]>([
    ["no model", () => assign(undefined as never, { a: [1] }), { code: "not-a-model" }],
    ["a segmentation without one", () => assign({ model: null } as never, { a: [1] }), { code: "not-a-model" }],
    ["a column that is not there", () => assign(model, { b: [1] }), { code: "unknown-column", column: "a" }],
    ["a row without the column", () => assign(model, { b: 1 }), { code: "unknown-column", column: "a" }],
    ["a missing cell where none may be", () => assign(model, [{ a: 1 }, {}], { missing: "error" }), { code: "missing-value", column: "a", row: 1 }],
    ["text in a column of numbers", () => assign(model, [{ a: 1 }, { a: "x" }]), { code: "not-of-type", column: "a", row: 1 }],
    ["an unknown option", () => assign(model, [{ a: 1 }], { strict: true } as object), { code: "unknown-option" }],
    ["an unknown policy", () => assign(model, [{ a: 1 }], { missing: "median" as "error" }), { code: "unknown-value" }],
  ])("%s", (_, call, fields) => {
    expect(errorOf(call)).toMatchObject({ where: "assign", ...fields });
  });
});
