import fc from "fast-check";
import "../setup.ts";

/** A table of two numbers and two categories, with gaps. */
export type MixedTable = {
  readonly amount: readonly (number | null)[];
  readonly visits: readonly number[];
  readonly channel: readonly (string | null)[];
  readonly plan: readonly string[];
};

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom(null, 0, -0, 1e6, 123456.789) },
);
const row = fc.record({
  amount,
  visits: fc.integer({ min: 0, max: 6 }),
  channel: fc.constantFrom("mail", "shop", "web", "web", null),
  plan: fc.constantFrom("free", "paid"),
});

/** Columns of rows. */
export function columnsOf(rows: readonly { [Column in keyof MixedTable]: MixedTable[Column][number] }[]): MixedTable {
  return {
    amount: rows.map((one) => one.amount),
    visits: rows.map((one) => one.visits),
    channel: rows.map((one) => one.channel),
    plan: rows.map((one) => one.plan),
  };
}

/** Mixed tables of at least two rows that differ in an amount. */
export function mixedTables(maxLength: number, minLength = 3): fc.Arbitrary<MixedTable> {
  return fc
    .array(row, { minLength, maxLength })
    .map((rows) => columnsOf([...rows, { amount: 1.25, visits: 1, channel: "web", plan: "free" }, { amount: 2.5, visits: 3, channel: "shop", plan: "paid" }]));
}

/** The features of such a table; nothing is left to what its cells look like. */
export const features = [
  { column: "amount", type: "number" },
  { column: "visits", type: "number" },
  { column: "channel", type: "category" },
  { column: "plan", type: "category" },
] as const;

/** A table as a CSV. */
export function csvOf(table: MixedTable): string {
  const lines = table.plan.map((plan, i) => [table.amount[i] ?? "", table.visits[i], table.channel[i] ?? "", plan].join(","));
  return ["amount,visits,channel,plan", ...lines, ""].join("\n");
}

/** The rows in another order. */
export function reordered(table: MixedTable, order: readonly number[]): MixedTable {
  const moved = <T>(values: readonly T[]): T[] => order.map((i) => values[i]);
  return { amount: moved(table.amount), visits: moved(table.visits), channel: moved(table.channel), plan: moved(table.plan) };
}
