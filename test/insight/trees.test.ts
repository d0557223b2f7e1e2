// Trees against what they are by definition: the best split, best-first growth, the prunings, and the folds.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestSplit, splitRoom, type TreeColumn, type TreeTable } from "../../src/insight/best-split.ts";
import { cutBetween } from "../../src/insight/cut-between.ts";
import { goesToYes, growTree, leafOf, type TreeNode } from "../../src/insight/grow-tree.ts";
import { chosen, complexitiesBetween, prunable, prunedAt, prunedTree } from "../../src/insight/prune-tree.ts";
import { isoDate } from "../../src/table/date-text.ts";
import { mostGain, naiveGain, naiveYes } from "../oracles/naive-split.ts";
import "../setup.ts";

const kinds = ["number", "whole", "category"] as const;

function columnOf(kind: TreeColumn["kind"], cells: readonly (number | null)[]): TreeColumn {
  const distinct = [...new Set(cells.filter((cell) => cell !== null))].sort((a, b) => a - b);
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : distinct.indexOf(cell)));
  return { kind, codes, count: distinct.length, values: Float64Array.from(distinct), hasGaps: cells.includes(null) };
}

/** Tables of few rows: ties, gaps and equal rows are common. */
function tables(rows: { min: number; max: number }, k: fc.Arbitrary<number> = fc.integer({ min: 2, max: 4 })): fc.Arbitrary<TreeTable> {
  const cell = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.constant(null) });
  return fc.tuple(fc.integer(rows), k, fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 })).chain(([n, k, types]) =>
    fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: k - 1 }), { minLength: n, maxLength: n }),
        fc.tuple(...types.map((kind) => fc.array(cell, { minLength: n, maxLength: n }).map((cells) => columnOf(kind, cells)))),
      )
      .map(([classes, columns]) => ({ classes: Int32Array.from(classes), k, columns })),
  );
}

const all = ({ classes }: TreeTable): Int32Array => classes.map((_, row) => row);
const totalsOf = ({ classes, k }: TreeTable, rows: Int32Array): Float64Array => {
  const totals = new Float64Array(k);
  for (const row of rows) totals[classes[row]]++;
  return totals;
};
const leavesOf = (nodes: readonly TreeNode[]): TreeNode[] => nodes.filter(({ split }) => split === undefined);
const wrongIn = (nodes: readonly TreeNode[]): number => leavesOf(nodes).reduce((sum, { rows, counts, label }) => sum + rows - counts[label], 0);

describe("the best split", () => {
  test.each([["counted", 1], ["sorted", 40]])("is as good as any, of %s values", (_, spread) => {
    fc.assert(
      fc.property(tables({ min: 2, max: 14 }), (given) => {
        // codes far apart are sorted, as those of many values are
        const columns = given.columns.map((column) =>
          column.kind === "category" ? column : { ...column, codes: column.codes.map((code) => (code < 0 ? -1 : code * spread)), count: column.count * spread },
        );
        const table = { ...given, columns };
        const rows = all(table);
        const found = bestSplit(table, rows, totalsOf(table, rows), 1, splitRoom(table, rows.length));
        const most = mostGain(table, [...rows], 1);
        expect(found?.gain ?? -1).toBeCloseTo(Math.max(-1, most), 9); // none where no column has two values
        if (found !== undefined) expect(naiveGain(table, [...rows], naiveYes(table, found))).toBeCloseTo(most, 9);
      }),
    );
  });

  test("of two classes lists the best of all sets of levels that are few or leave few", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 14 }, fc.constant(2)), (table) => {
        const rows = all(table);
        const found = bestSplit(table, rows, totalsOf(table, rows), 3, splitRoom(table, rows.length));
        if (found !== undefined) expect(found.gain).toBeCloseTo(mostGain(table, [...rows], 3), 9); // Breiman et al. 1984, theorem 4.5
      }),
    );
  });

  test("is as good as the few levels in which any class is most or least frequent", () => {
    fc.assert(
      fc.property(tables({ min: 6, max: 40 }, fc.constantFrom(3, 4)), (table) => {
        const rows = all(table);
        const found = bestSplit(table, rows, totalsOf(table, rows), 3, splitRoom(table, rows.length));
        table.columns.forEach(({ kind, codes, count }, column) => {
          if (kind !== "category" || count < 5) return;
          for (let c = 0; c < table.k; c++) {
            const shareOf = (level: number): number => rows.filter((row) => codes[row] === level && table.classes[row] === c).length / rows.filter((row) => codes[row] === level).length;
            const shares = Array.from({ length: count }, (_, level) => shareOf(level));
            if (new Set(shares).size < count || !rows.some((row) => table.classes[row] === c)) continue; // ties may be broken either way
            const order = shares.map((_, level) => level).sort((a, b) => shares[a] - shares[b]);
            for (const levels of [order.slice(0, 2), order.slice(-2), order.slice(0, 3), order.slice(-3)]) {
              const gain = naiveGain(table, [...rows], naiveYes(table, { column, levels, missing: false, gain: 0 }));
              expect(found!.gain).toBeGreaterThan(gain - 1e-9);
            }
          }
        });
      }),
    );
  });

  test.each<[string, readonly number[][], readonly number[]]>([
    ["most", [[30, 3, 3, 3], [30, 3, 3, 3], [0, 5, 0, 0], [0, 0, 5, 0], [0, 0, 0, 5], [0, 4, 4, 4]], [0, 1]],
    ["least", [[0, 30, 30, 30], [0, 30, 30, 30], ...[1, 1, 2, 2, 3, 3].map((c) => [0, 1, 2, 3].map((own) => (own === 0 ? 20 : own === c ? 11 : 0)))], [0, 1]],
  ])("lists the levels in which a class is %s frequent", (_, counts, levels) => {
    const all = counts.flatMap((own, level) => own.flatMap((count, c) => Array.from({ length: count }, () => [level, c])));
    const table = { classes: Int32Array.from(all, ([, c]) => c), k: 4, columns: [columnOf("category", all.map(([level]) => level))] };
    const rows = table.classes.map((_, row) => row);
    expect(bestSplit(table, rows, totalsOf(table, rows), 2, splitRoom(table, rows.length))!.levels).toEqual(levels);
  });

  test("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 30 }), fc.infiniteStream(fc.nat()), (table, keys) => {
        const rows = all(table);
        const shuffled = Int32Array.from(Array.from(rows, (row) => [keys.next().value as number, row]).sort((a, b) => a[0] - b[0]).map(([, row]) => row));
        const find = (own: Int32Array) => bestSplit(table, own, totalsOf(table, own), 3, splitRoom(table, own.length));
        expect(find(shuffled)).toEqual(find(rows));
      }),
    );
  });
});

describe("cuts between neighbours", () => {
  const values = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ noNaN: true, min: -1e100, max: 1e100 }), fc.double({ noNaN: true, min: -1, max: 1 }));

  test("part them", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        fc.pre(a !== b);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const cut = cutBetween(low, high, "number");
        expect(low < cut && cut <= high).toBe(true);
      }),
    );
  });

  test("of whole numbers and days are whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 1, max: 5000 }), (low, gap) => {
        for (const kind of ["whole", "date"] as const) {
          const cut = cutBetween(low, low + gap, kind);
          expect(Number.isInteger(cut) && cut > low && cut <= low + gap).toBe(true);
        }
      }),
    );
  });

  test("part doubles that have none between them", () => {
    for (const low of [1, 0.1, 1e-300, -1, 12345.678]) {
      const bits = new BigInt64Array(new Float64Array([Math.abs(low)]).buffer);
      bits[0] += 1n;
      const [next] = new Float64Array(bits.buffer);
      const pair = low > 0 ? [low, next] : [-next, low];
      expect(cutBetween(pair[0], pair[1], "number")).toBe(pair[1]);
    }
  });

  test.each([
    [17, 24, "whole", 20], [2, 3, "whole", 3], [995, 1003, "whole", 1000], [999, 1990, "whole", 1500], [2, 3, "number", 2.5], [2.42, 2.61, "number", 2.5], [0.1, 0.2, "number", 0.15],
    [-3, 2, "number", 0], [0.123456, 0.123457, "number", 0.1234565], [1e21, 3e21, "number", 2e21],
  ] as const)("%d and %d (%s) at %d", (low, high, kind, cut) => {
    expect(cutBetween(low, high, kind)).toBe(cut);
  });

  test.each([["2023-11-20", "2024-02-03", "2024-01-01"], ["2023-10-01", "2024-02-10", "2024-01-01"], ["2024-02-20", "2024-03-09", "2024-03-01"], ["2024-03-04", "2024-03-08", "2024-03-06"], ["2024-03-04", "2024-03-05", "2024-03-05"]])(
    "%s and %s at %s",
    (low, high, cut) => {
      const day = (text: string): number => Date.parse(text) / 86_400_000;
      expect(isoDate(cutBetween(day(low), day(high), "date"))).toBe(cut);
    },
  );
});

describe("a grown tree", () => {
  test("has at most so many leaves, and each row where its splits lead", () => {
    fc.assert(
      fc.property(tables({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), (table, maxLeaves) => {
        const nodes = growTree(table, all(table), { maxLeaves, mostListed: 3 });
        expect(leavesOf(nodes).length).toBeLessThanOrEqual(maxLeaves);
        const counts = nodes.map(() => new Float64Array(table.k));
        for (const row of all(table)) counts[leafOf(table, nodes, row)][table.classes[row]]++;
        nodes.forEach((node, at) => {
          expect(node.label).toBe(node.counts.indexOf(Math.max(...node.counts))); // the lower class on a tie
          if (node.split === undefined) expect(node.counts).toEqual(counts[at]);
          if (node.split === undefined) return;
          expect(node.counts).toEqual(nodes[node.yes].counts.map((count, c) => count + nodes[node.no].counts[c]));
          expect(Math.min(nodes[node.yes].rows, nodes[node.no].rows)).toBeGreaterThan(0);
        });
      }),
    );
  });

  test("is split where that gains most: with one leaf more it is the same but for one leaf", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 30 }), fc.integer({ min: 1, max: 6 }), (table, maxLeaves) => {
        const [smaller, larger] = [maxLeaves, maxLeaves + 1].map((leaves) => growTree(table, all(table), { maxLeaves: leaves, mostListed: 1 }));
        const added = larger.filter(({ split }, at) => split !== undefined && smaller[at]?.split === undefined);
        expect(added.length).toBe(larger.length > smaller.length ? 1 : 0);
        const isOpen = ({ counts, label, rows }: TreeNode): boolean => counts[label] < rows;
        smaller.forEach((node, at) => {
          if (node.split !== undefined || !isOpen(node) || added.length === 0) return;
          const rows = all(table).filter((row) => leafOf(table, smaller, row) === at);
          const found = bestSplit(table, rows, node.counts, 1, splitRoom(table, rows.length));
          if (found !== undefined) expect(found.gain).toBeLessThanOrEqual(added[0].split!.gain);
        });
      }),
    );
  });

  test("separates whatever can be separated", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 16 }), (table) => {
        const nodes = growTree(table, all(table), { maxLeaves: 1000, mostListed: 1 });
        const keyOf = (row: number): string => table.columns.map(({ codes }) => codes[row]).join();
        for (const a of all(table)) for (const b of all(table)) if (keyOf(a) !== keyOf(b) && table.classes[a] !== table.classes[b]) expect(leafOf(table, nodes, a)).not.toBe(leafOf(table, nodes, b));
      }),
    );
  });

  test("sends missing cells to the larger side where a node has none", () => {
    const classes = Int32Array.of(0, 0, 1);
    const nodes = growTree({ classes, k: 2, columns: [columnOf("whole", [1, 2, 9])] }, Int32Array.of(0, 1, 2), { maxLeaves: 2, mostListed: 1 });
    expect(nodes[0].split).toMatchObject({ below: 6, missing: true });
    expect(goesToYes(nodes[0].split!, -1)).toBe(true);
  });
});

describe("a pruned tree", () => {
  const limits = { maxLeaves: 6, mostListed: 1, folds: 5, seed: 42, mostRows: 1000 };

  test("is the grown tree without some of its branches, none of which saves a row for nothing", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 40 }), (table) => {
        const grown = growTree(table, all(table), limits);
        const { nodes, held, rows } = prunedTree(table, all(table), limits);
        const walk = (own: number, other: number): void => {
          expect(nodes[own].counts).toEqual(grown[other].counts);
          if (nodes[own].split === undefined) return;
          expect(nodes[own].split).toEqual(grown[other].split);
          walk(nodes[own].yes, grown[other].yes);
          walk(nodes[own].no, grown[other].no);
        };
        walk(0, 0);
        for (const { split, yes, no } of nodes) {
          if (split !== undefined && nodes[yes].split === undefined && nodes[no].split === undefined) expect(nodes[yes].label).not.toBe(nodes[no].label);
        }
        expect(rows).toBe(table.classes.length);
        expect(held.reduce((sum, count) => sum + count, 0)).toBe(rows);
      }),
    );
  });

  test("costs the least of all prunings at some price of a leaf", () => {
    fc.assert(
      fc.property(tables({ min: 4, max: 40 }), (table) => {
        const grown = growTree(table, all(table), limits);
        const { nodes } = prunedTree(table, all(table), limits);
        const costs = prunings(grown, 0);
        const own = { leaves: leavesOf(nodes).length, wrong: wrongIn(nodes) };
        expect(hull(costs)).toContainEqual(own);
      }),
    );
  });

  test("is at each complexity the smallest of the prunings that cost least", () => {
    fc.assert(
      fc.property(tables({ min: 4, max: 40 }), (table) => {
        const grown = growTree(table, all(table), { maxLeaves: 8, mostListed: 1 });
        const whole = prunable(grown);
        const costs = prunings(grown, 0);
        const complexities = complexitiesBetween(whole.steps);
        complexities.forEach((complexity, at) => {
          if (at > 0) expect(complexity > whole.steps[at]).toBe(true);
          if (at > 0) expect(prunedAt(whole, whole.steps[at]).length).toBeLessThan(prunedAt(whole, whole.steps[at - 1]).length);
          for (const price of [complexity, whole.steps[at]]) {
            const finite = Number.isFinite(price) ? price : 2;
            const costOf = ({ leaves, wrong }: Cost): number => wrong / table.classes.length + finite * leaves;
            const least = Math.min(...costs.map(costOf));
            const own = prunedAt(whole, price);
            expect(costOf({ leaves: leavesOf(own).length, wrong: wrongIn(own) })).toBeCloseTo(least, 9);
            expect(leavesOf(own).length).toBe(Math.min(...costs.filter((cost) => costOf(cost) < least + 1e-9).map(({ leaves }) => leaves)));
          }
        });
        expect(prunedAt(whole, Infinity).length).toBe(1);
      }),
    );
  });

  test("is pruned between the steps at their geometric means", () => {
    expect(complexitiesBetween([0, 0.25, 1])).toEqual([0, 0.5, Infinity]);
  });

  test("is the smallest within one standard error that has a leaf for the most classes", () => {
    const x = columnOf("whole", Array.from({ length: 1000 }, (_, i) => i));
    const classes = x.codes.map((code) => (code < 600 ? 0 : code < 700 ? 1 : code < 703 ? 0 : code < 1000 ? 2 : 1));
    const whole = prunable(growTree({ classes, k: 3, columns: [x] }, classes.map((_, row) => row), { maxLeaves: 6, mostListed: 1 }));
    const sizes = whole.steps.map((step) => leavesOf(prunedAt(whole, step)).length);
    expect(sizes).toEqual([4, 3, 2, 1]);
    const held = (errors: readonly number[]) => errors.map((wrong) => Int32Array.of(1000 - wrong, wrong, 0, 0, 0, 0, 0, 0, 0));
    expect(chosen(whole, held([100, 109, 120, 400]), 3, 1000)).toBe(1); // one standard error is 9.5 rows
    expect(chosen(whole, held([100, 110, 90, 400]), 3, 1000)).toBe(2); // beyond one standard error of 90
    expect(chosen(whole, held([100, 100, 100, 100]), 3, 1000)).toBe(1); // smaller ones have no leaf for class 1
  });

  test("does not depend on the order of rows, nor do its folds", () => {
    fc.assert(
      fc.property(tables({ min: 2, max: 60 }), fc.infiniteStream(fc.nat()), (table, keys) => {
        const order = Array.from(all(table), (row) => [keys.next().value as number, row]).sort((a, b) => a[0] - b[0]).map(([, row]) => row);
        const moved = (values: Int32Array): Int32Array => Int32Array.from(order, (row) => values[row]);
        const other = { ...table, classes: moved(table.classes), columns: table.columns.map((column) => ({ ...column, codes: moved(column.codes) })) };
        expect(prunedTree(other, all(other), limits)).toEqual(prunedTree(table, all(table), limits));
        expect(prunedTree(other, all(other), { ...limits, mostRows: 20 })).toEqual(prunedTree(table, all(table), { ...limits, mostRows: 20 }));
      }),
    );
  });

  test("of noise is a root, and of a clear rule the rule", () => {
    const n = 400;
    const x = columnOf("whole", Array.from({ length: n }, (_, i) => (i * 7919) % 101));
    const noise = Int32Array.from({ length: n }, (_, i) => (((i * 2654435761) >>> 7) % 10 < 7 ? 0 : 1));
    const classes = x.codes.map((code) => (code < 40 ? 0 : 1));
    const rows = classes.map((_, row) => row);
    expect(prunedTree({ classes, k: 2, columns: [x] }, rows, limits).nodes.length).toBe(3);
    expect(new Set(leavesOf(prunedTree({ classes: noise, k: 2, columns: [x] }, rows, limits).nodes).map(({ label }) => label)).size).toBeLessThanOrEqual(2);
  });

  test("keeps apart what repeats: equal rows are spread over the folds and the drawn rows", () => {
    const x = columnOf("whole", Array.from({ length: 600 }, (_, i) => i % 3));
    const classes = x.codes.slice();
    const { held, rows } = prunedTree({ classes, k: 3, columns: [x] }, classes.map((_, row) => row), { ...limits, mostRows: 90 });
    expect(rows).toBe(90);
    for (let c = 0; c < 3; c++) expect(held[c * 3 + c]).toBeGreaterThan(15);
  });
});

interface Cost {
  readonly leaves: number;
  readonly wrong: number;
}

/** The leaves and the misplaced rows of every pruning of a tree. */
function prunings(nodes: readonly TreeNode[], at: number): Cost[] {
  const { split, yes, no, rows, counts, label } = nodes[at];
  const leaf = { leaves: 1, wrong: rows - counts[label] };
  if (split === undefined) return [leaf];
  const [left, right] = [prunings(nodes, yes), prunings(nodes, no)];
  return [leaf, ...left.flatMap((a) => right.map((b) => ({ leaves: a.leaves + b.leaves, wrong: a.wrong + b.wrong })))];
}

/** Those that cost least at some price of a leaf. */
function hull(costs: readonly Cost[]): Cost[] {
  return costs.filter((own) => {
    const least = Math.max(0, ...costs.filter(({ leaves }) => leaves > own.leaves).map(({ leaves, wrong }) => (own.wrong - wrong) / (leaves - own.leaves)));
    return costs.every(({ leaves, wrong }) => own.wrong + least * own.leaves <= wrong + least * leaves + 1e-9);
  });
}
