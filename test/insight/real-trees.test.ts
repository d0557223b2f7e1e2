// The trees of the six real tables against scikit-learn's, whose figures make-trees.py has written. Skipped where the tables are missing.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { clusterSegments, parseCsv, type Segmentation } from "../../src/index.ts";
import { growTree, type TreeNode } from "../../src/insight/grow-tree.ts";
import { explain, placeByRules } from "../../src/insight/index.ts";
import { readRuleColumns } from "../../src/insight/rule-columns.ts";
import { segmentedTable } from "../../src/insight/segmented-table.ts";
import { isLong } from "../long-runs.ts";
import { functionOf, rowOf } from "./explained.ts";

interface Figures {
  readonly name: string;
  readonly k: number;
  /** A hash of the segments. */
  readonly labels: string;
  /** By the most leaves: the share of rows that are placed right, of those that the tree was grown of and of those held out. */
  readonly fitted: Readonly<Record<string, number>>;
  readonly held: Readonly<Record<string, number>>;
}

const { tables } = JSON.parse(readFileSync(new URL("../fixtures/trees.json", import.meta.url), "utf8")) as { tables: Figures[] };
const folder = new URL("../../../shared/data/", import.meta.url);
const isThere = existsSync(folder);
const looked = tables.filter(({ name }) => name === "mall" || isLong); // the others in test/long

function realTable(name: string): ReturnType<typeof parseCsv> {
  const at = new URL(`${name}.csv`, folder);
  return parseCsv(existsSync(at) ? readFileSync(at, "utf8") : gunzipSync(readFileSync(new URL(`${name}.csv.gz`, folder))).toString("utf8"));
}

/** FNV-1a of 32 bits. */
function hashOf(labels: Int32Array): string {
  return (labels.reduce((hash, label) => Math.imul(hash ^ label, 0x01000193), 0x811c9dc5) >>> 0).toString(16).padStart(8, "0");
}

const rightIn = (nodes: readonly TreeNode[]): number =>
  nodes.reduce((sum, { split, counts, label }) => sum + (split === undefined ? counts[label] : 0), 0) / nodes[0].rows;

const title = isThere ? "%s" : "%s (skipped: ../shared/data is missing)";

describe.skipIf(!isThere).each(looked.map((figures) => [figures.name, figures] as const))(title, (name, { k, labels, fitted, held }) => {
  const table = isThere ? realTable(name) : {};
  const result = isThere ? clusterSegments(table, { k, effort: "fast", structure: false }) : (undefined as unknown as Segmentation);

  test("has the segments of the fixture; where not, run test/fixtures/make-trees.py", () => {
    expect(hashOf(result.labels)).toBe(labels);
  });

  test("trees of dummies are as good as scikit-learn's at the same leaves", () => {
    const rows = result.labels.map((_, row) => row);
    const columns = readRuleColumns("test", segmentedTable("test", result, table), rows).map(({ tree }) => tree);
    for (const [leaves, right] of Object.entries(fitted)) {
      const nodes = growTree({ classes: result.labels, k, columns }, rows, { maxLeaves: Number(leaves), mostListed: 1 });
      expect(Math.abs(rightIn(nodes) - right)).toBeLessThan(0.002); // asked for: 0.02
    }
  });

  test.each([1, 3])("rules that list up to %d levels are, too, cross-validated", (mostListed) => {
    const { accuracy, fittedAccuracy, leaves } = explain(result, table, { mostListed });
    expect(Math.abs(fittedAccuracy - fitted[leaves])).toBeLessThan(0.02);
    expect(Math.abs(accuracy - held[leaves])).toBeLessThan(0.02);
  });

  test("JavaScript places every row as the tree does", () => {
    const { placed, javascript } = explain(result, table);
    const segmentOf = functionOf(javascript);
    const names = Object.keys(table);
    const given = placed.map((_, row) => segmentOf(rowOf(names, names.map((column) => table[column][row]))));
    expect(given).toEqual(placed);
    expect(placeByRules(explain(result, table), table)).toEqual(placed);
  });
});
