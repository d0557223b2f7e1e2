import type { Columns, ColumnValues } from "./types.ts";

// Objects put keys such as "2019" first, so a table of columns carries its order with it. A registered symbol is the same
// in the ESM and the CommonJS build.
const orderKey = Symbol.for("audience-segmentation.columnOrder");

/**
 * Makes a table of columns that remembers the order they were given in.
 *
 * It has no prototype: `__proto__` and `constructor` are names like any other, and a column that is not there is undefined.
 */
export function withOrder<V extends ColumnValues>(entries: readonly (readonly [string, V])[]): Readonly<Record<string, V>> {
  const columns: Record<string, V> = Object.create(null);
  for (const [name, values] of entries) columns[name] = values;
  const order = Object.freeze(entries.map(([name]) => name));
  return Object.defineProperty(columns, orderKey, { value: order, enumerable: false });
}

/**
 * The names of a table's columns: those it remembers the order of and still has, then any others as the object lists them.
 */
export function columnOrder(table: Columns): string[] {
  const remembered = (table as { readonly [orderKey]?: readonly string[] })[orderKey] ?? [];
  const names = new Set(remembered.filter((name) => Object.hasOwn(table, name)));
  for (const name of Object.keys(table)) names.add(name);
  return [...names];
}
