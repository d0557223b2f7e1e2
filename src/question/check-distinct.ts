import { InputError } from "../core/input-error.ts";

/** Checks that no two levels are called the same. */
export function checkDistinct(where: string, column: string, labels: readonly string[]): void {
  const twice = labels.find((label, at) => labels.indexOf(label) < at);
  if (twice === undefined) return;
  throw new InputError("duplicate-label", where, `column \`${column}\`: \`labels\` must give every level a name of its own`, `"${twice}" twice`, { column });
}
