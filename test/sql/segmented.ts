import fc from "fast-check";
import { createRandom } from "../../src/core/random.ts";
import { columnsOf, type MixedTable } from "./tables.ts";

/** Mixed tables of three groups of customers that are plain to see, some of them alike. */
export function segmentedTables(rows = 150): fc.Arbitrary<MixedTable> {
  return fc.integer({ min: 0, max: 0xffff }).map((seed) => {
    const random = createRandom(seed, 98);
    const near = (center: number, spread: number): number => Math.round(10 * (center + spread * (random() + random() - 1))) / 10;
    return columnsOf(
      Array.from({ length: rows }, (_, i) => {
        const group = i % 5 < 2 ? 0 : i % 5 < 4 ? 1 : 2;
        return {
          amount: random() < 0.03 ? null : near([10, 60, 140][group], 5),
          visits: Math.round(near([2, 9, 25][group], 2)),
          channel: random() < 0.05 ? null : random() < 0.85 ? ["mail", "shop", "web"][group] : "mail",
          plan: random() < 0.5 ? "free" : "paid",
        };
      }),
    );
  });
}
