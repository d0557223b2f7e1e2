import { isArrayLike } from "../core/check.ts";
import { InputError } from "../core/input-error.ts";
import { show } from "../core/show.ts";
import type { Linkage } from "../hierarchy/types.ts";

/** Checks that `tree` is a {@link Linkage} of at least 2 rows: heights are finite, and every merge joins earlier nodes, each once. */
export function checkTree(where: string, tree: unknown): Linkage {
  const { left, right, height, size, n } = (tree ?? {}) as Partial<Linkage>;
  const merges = typeof n === "number" ? n - 1 : -1;
  const isWhole = merges >= 1 && [left, right, height, size].every((array) => isArrayLike(array) && array.length === merges);
  if (!isWhole) throw new InputError("not-a-linkage", where, `\`tree\` must be a Linkage, as linkage() makes, of at least 2 rows`, show(tree));
  const used = new Uint8Array(2 * n!);
  for (let t = 0; t < merges; t++) {
    const [a, b] = [left![t], right![t]];
    const isMerge = Number.isInteger(a) && Number.isInteger(b) && a >= 0 && a < b && b < n! + t && used[a] + used[b] === 0;
    if (!isMerge || !(height![t] >= 0 && height![t] < Infinity) || !(size![t] > 0 && size![t] < Infinity)) {
      throw new InputError("not-a-linkage", where, `\`tree\`, merge ${t}: must join two earlier nodes, each once, at a finite height`, `${a} and ${b} at ${height![t]}`);
    }
    used[a] = used[b] = 1;
  }
  return tree as Linkage;
}
