import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, type Matrix } from "../../src/core/matrix.ts";
import { createRandom } from "../../src/core/random.ts";
import { withCells } from "../../src/kmeans/cells.ts";
import { growForest } from "../../src/spatial/forest.ts";
import { Layout } from "../../src/spatial/layout.ts";
import { inOrder, matrixOfRows, type Order, orderByCodes, pickRows, plainRows, type Rows, rowInto } from "../../src/spatial/rows.ts";
import { matrices } from "../arbitraries.ts";
import { byRow, encodedRows, rowsFrom } from "../encoded-rows.ts";
import { naiveOrder } from "../oracles/naive-order.ts";
import { rowsOf } from "../rows.ts";

/** Layout of categories with so many levels. */
const categoriesOf = (levels: readonly number[]) => new Layout(0, [], levels.map((count) => ({ from: 0, low: new Array(count).fill(0), high: new Array(count).fill(1) })));

function expectOrder(order: Order, n: number, codes: readonly Int32Array[], levels: readonly number[]): void {
  const { ids, combinationOf, combinations } = naiveOrder(n, codes);
  const firsts = levels.map((_, f) => levels.slice(0, f).reduce((sum, count) => sum + count + 1, 0));
  expect(order.ids).toEqual(Int32Array.from(ids));
  expect(order.combinationOf).toEqual(Int32Array.from(combinationOf));
  expect(order.start).toEqual(Int32Array.of(...combinations.map((_, g) => combinationOf.indexOf(g)), n));
  expect(order.slots).toEqual(Int32Array.from(combinations.flatMap((own) => own.map((code, f) => firsts[f] + code + 1))));
}

/** Codes of so many levels, -1 among them; or of the last two of them alone, so that rows differ in their last categories only. */
function drawnCodes(n: number, levels: readonly number[], seed: number): Int32Array[] {
  const random = createRandom(seed, 93);
  const isNear = seed % 2 === 0;
  return levels.map((count) => Int32Array.from({ length: n }, () => (isNear ? count - 1 - Math.floor(1.2 * random()) : Math.floor((count + 1) * random()) - 1)));
}

describe("orderByCodes", () => {
  test("puts combinations in ascending order, equal rows as they came", () => {
    const levels = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), levels, fc.nat(1e6), (n, levels, seed) => {
        const codes = drawnCodes(n, levels, seed);
        expectOrder(orderByCodes(n, codes, categoriesOf(levels)), n, codes, levels);
      }),
    );
  });

  test("of thousands of levels, and of more combinations than a double can number", () => {
    const levels = fc.constantFrom(...[[5000], new Array<number>(5).fill(5000), new Array<number>(60).fill(1), new Array<number>(20).fill(9)].map((all) => ({ all, columns: categoriesOf(all) })));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), levels, fc.nat(1e6), (n, { all, columns }, seed) => {
        const codes = drawnCodes(n, all, seed);
        const twice = codes.map((own) => own.map((_, row) => own[row >> 1])); // rows that repeat
        for (const some of [codes, twice]) expectOrder(orderByCodes(n, some, columns), n, some, all);
      }),
      { numRuns: 20 },
    );
  });
});

/** Numbers, two-valued columns, constant ones, and ones whose third value comes late; 0 of both signs. */
const tables = fc
  .record({
    n: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 60, max: 400 })),
    kinds: fc.array(fc.constantFrom("number", "number", "binary", "binary", "rare", "constant", "late", "signed"), { minLength: 1, maxLength: 7 }),
    seed: fc.nat(1e6),
  })
  .map(({ n, kinds, seed }): Matrix => {
    const random = createRandom(seed, 92);
    const columns = kinds.map((kind) => {
      const [a, b, c] = [random() - 0.5, random() - 0.5, random() - 0.5];
      const third = Math.floor(n * random());
      const cells: Record<string, (row: number) => number> = {
        number: () => random(),
        binary: () => (random() < 0.5 ? a : b),
        rare: (row) => (row === third ? b : a),
        constant: () => a,
        late: (row) => (row === third ? c : row % 2 === 0 ? a : b),
        signed: () => (random() < 0.5 ? 0 : random() < 0.5 ? -0 : 1),
      };
      return Array.from({ length: n }, (_, row) => cells[kind](row));
    });
    return { data: Float64Array.from({ length: n * kinds.length }, (_, at) => columns[at % kinds.length][Math.floor(at / kinds.length)]), rows: n, cols: kinds.length };
  });

/** 0 and -0 are one value: which of them a cell held is not kept. */
const unsigned = ({ data }: Matrix): Float64Array => data.map((entry) => entry + 0);
const weightsOf = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => 1 + (i % 5));

describe("the rows of a matrix", () => {
  test("are the matrix again, bit by bit, and keep their weights", () => {
    fc.assert(
      fc.property(fc.oneof(tables, matrices()), (x) => {
        const copy = structuredClone(x);
        const rows = rowsFrom(x, weightsOf(x.rows));
        const again = matrixOfRows(rows);
        expect([again.rows, again.cols]).toEqual([x.rows, x.cols]);
        expect(unsigned(again)).toEqual(unsigned(x));
        expect(inOrder(rows.weights, rows)).toEqual(weightsOf(x.rows));
        expect(x).toEqual(copy);
        const row = new Float64Array(x.cols + 3).fill(7);
        for (let i = 0; i < x.rows; i += 7) {
          rowInto(rows, i, row, 2);
          expect(row.map((entry) => entry + 0)).toEqual(Float64Array.of(7, 7, ...rowsOf(again)[rows.ids[i]].map((entry) => entry + 0), 7));
        }
      }),
    );
  });

  test("take each column of two values as a category of one level, unless that leaves fewer than four rows to a combination", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const rows = rowsFrom(x);
        const columns = Array.from({ length: x.cols }, (_, j) => rowsOf(x).map((row) => row[j] + 0));
        const two = columns.map((cells) => new Set(cells).size <= 2);
        const combinations = new Set(rowsOf(x).map((row) => row.map((entry) => entry + 0).filter((_, j) => two[j]).join()));
        const isFactored = two.includes(true) && 4 * combinations.size <= x.rows;
        expect([...rows.columns.numbers]).toEqual(columns.flatMap((_, j) => (two[j] && isFactored ? [] : [j])));
        expect([...rows.columns.dummies]).toEqual(columns.flatMap((_, j) => (two[j] && isFactored ? [-1, j] : [])));
        expect(rows.start.length - 1).toBe(isFactored ? combinations.size : 1);
        if (!isFactored) expect(rows.numbers).toBe(x.data); // the array itself
        expectRuns(rows);
      }),
    );
  });

  test("are numbers alone where they are taken so", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const rows = plainRows(x, weightsOf(x.rows));
        expect(matrixOfRows(rows)).toEqual(x);
        expect([rows.columns.numbers.length, rows.start.length]).toEqual([x.cols, 2]);
      }),
    );
  });

  test("of 60 columns of two values have 53 of them in their combination, and lose none", () => {
    const random = createRandom(1, 91);
    const few = Array.from({ length: 10 }, () => Array.from({ length: 60 }, () => Number(random() < 0.5)));
    const table = matrix(Array.from({ length: 200 }, (_, i) => few[i % 10]));
    const rows = rowsFrom(table);
    expect(rows.columns.numbers.length).toBe(7);
    expect(rows.start.length - 1).toBe(10);
    expect(matrixOfRows(rows)).toEqual(table);
  });
});

/** Rows of one combination stand side by side, and every combination holds rows. */
function expectRuns({ count, combinationOf, start, ids, slots, columns }: Rows): void {
  const combinations = start.length - 1;
  expect([start[0], start[combinations], slots.length]).toEqual([0, count, combinations * (columns.first.length - 1)]);
  for (let g = 0; g < combinations; g++) {
    expect(start[g + 1]).toBeGreaterThan(start[g]);
    expect(combinationOf.subarray(start[g], start[g + 1]).every((own) => own === g)).toBe(true);
  }
  expect([...ids].sort((a, b) => a - b)).toEqual(Array.from(ids, (_, i) => i));
}

test("rows in factors are the dense ones, column by column, whatever stands beside what", () => {
  fc.assert(
    fc.property(encodedRows({ maxRows: 60 }), ({ rows, x, weights }) => {
      expect(matrixOfRows(rows)).toEqual(x);
      expect(inOrder(rows.weights, rows)).toEqual(Float64Array.from(weights));
      expectRuns(rows);
    }),
  );
});

test("all rows are objects of one shape, whatever made them: what an engine compiles for one table holds for the next", () => {
  fc.assert(
    fc.property(encodedRows({ minRows: 12 }), ({ rows, x }) => {
      const picked = pickRows(rows, Int32Array.of(0, 1), Float64Array.of(1, 1));
      const { rows: ordered, coarse } = withCells(rows, 4, 1);
      for (const made of [rowsFrom(x), plainRows(x, rows.weights), picked, growForest(rows, 2).rows, ordered, coarse!.rows]) {
        expect(Object.keys(made)).toEqual(["count", "columns", "numbers", "weights", "ids", "combinationOf", "start", "slots"]);
      }
    }),
    { numRuns: 20 },
  );
});

test("inOrder gives back what byRow took, several figures a row", () => {
  fc.assert(
    fc.property(encodedRows(), fc.integer({ min: 1, max: 4 }), ({ rows }, width) => {
      const values = Int32Array.from({ length: rows.count * width }, (_, at) => at);
      const ordered = inOrder(values, rows, width);
      rows.ids.forEach((id, i) => expect(ordered.subarray(id * width, (id + 1) * width)).toEqual(values.subarray(i * width, (i + 1) * width)));
      const labels = Int32Array.from({ length: rows.count }, (_, i) => 3 * i);
      expect(byRow(inOrder(labels, rows), rows)).toEqual(labels);
      expect(inOrder(byRow(labels, rows), rows)).toEqual(labels);
    }),
  );
});

test("picked rows are those rows, in the caller's order, with their new weights, and no combination without rows is left", () => {
  fc.assert(
    fc.property(encodedRows({ minRows: 2 }), fc.nat(1e6), fc.constantFrom(0.1, 0.5, 1), ({ rows, x }, seed, share) => {
      const random = createRandom(seed, 90);
      const drawn = Int32Array.from(rows.ids.keys()).filter(() => random() < share);
      const picked = drawn.length === 0 ? Int32Array.of(rows.count - 1) : drawn;
      const some = pickRows(rows, picked, Float64Array.from(picked, (row) => 1 + row / 8));
      expect(pickRows(rows, picked)).toEqual({ ...some, weights: Float64Array.from(picked, (row) => rows.weights[row]) });
      const left = [...picked].sort((a, b) => rows.ids[a] - rows.ids[b]); // as the caller counts them
      expect(rowsOf(matrixOfRows(some))).toEqual(left.map((row) => rowsOf(x)[rows.ids[row]]));
      expect([...inOrder(some.weights, some)]).toEqual(left.map((row) => 1 + row / 8));
      expectRuns(some);
    }),
  );
});
